"""A session of the unmodified client on real BlueZ, and what the treadmill at the other end saw."""

import asyncio

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.quirks.standing import PauseIgnored
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.bluez.following import PATIENCE_S, Follower
from tests.bluez.wire import PAUSE, STOP, Wire
from tests.local_link import Air

pytestmark = [
    pytest.mark.bluez,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(180),
]


async def forget(address: str) -> None:
    """Has BlueZ drop a device as if it had never been seen: what is written to it fails at once."""
    device = f"objpath:/org/bluez/hci0/dev_{address.replace(':', '_')}"
    call = ["--system", "--print-reply", "--dest=org.bluez", "/org/bluez/hci0"]
    process = await asyncio.create_subprocess_exec(
        "dbus-send", *call, "org.bluez.Adapter1.RemoveDevice", device
    )
    assert await process.wait() == 0


async def test_both_are_found_by_what_they_advertise(
    clock: Clock, treadmill: VirtualTreadmill, strap: VirtualStrap
) -> None:
    wanted = {treadmill.address: DeviceKind.TREADMILL, strap.address: DeviceKind.STRAP}
    seen = await Adapter(clock).scan(
        PATIENCE_S, until=lambda seen: wanted.keys() <= {one.address for one in seen}
    )
    found = {one.address: (one.name, set(one.kinds)) for one in seen}
    assert found[treadmill.address] == (treadmill.name, {DeviceKind.TREADMILL})
    assert found[strap.address] == (strap.name, {DeviceKind.STRAP})


async def test_a_workout_a_lost_link_an_ignored_pause_and_a_stop_that_fails_at_once(
    follower: Follower,
    treadmill: VirtualTreadmill,
    strap: VirtualStrap,
    air: Air,
    wire: Wire,
) -> None:
    live, until, confirmed = follower.live, follower.until, follower.confirmed
    up = ev.LinkState.UP
    await until(
        lambda: up in follower.links(ev.Device.TREADMILL) and up in follower.links(ev.Device.STRAP),
        "connection to both",
    )
    assert follower.phase() is Phase.ARMING
    live.act(ev.Act.START)
    await until(lambda: confirmed(ev.Command.START), "start")
    await until(lambda: confirmed(ev.Command.SPEED, 2.0), "walk")
    await until(lambda: confirmed(ev.Command.SPEED, 4.0), "run")
    assert treadmill.speed_kmh == pytest.approx(4.0, abs=0.1)
    assert live.session.heart.bpm == pytest.approx(strap.bpm, abs=3)

    air.cut()
    await until(lambda: ev.LinkState.LOST in follower.links(ev.Device.TREADMILL), "lost link")
    assert live.session.belt.may_move
    assert treadmill.speed_kmh == pytest.approx(4.0, abs=0.1), "it runs on by itself"
    await until(lambda: follower.links(ev.Device.TREADMILL).count(up) == 2, "reconnection")
    await until(lambda: follower.links(ev.Device.STRAP).count(up) == 2, "strap again")
    await until(lambda: confirmed(ev.Command.SPEED, 3.0), "walk after the lost link")
    assert follower.phase() is Phase.RUNNING
    assert treadmill.speed_kmh == pytest.approx(3.0, abs=0.1)

    treadmill.take_on(PauseIgnored(treadmill))
    live.act(ev.Act.PAUSE)
    await until(lambda: confirmed(ev.Command.STOP), "stop in the place of the pause")
    assert treadmill.state is BeltState.STANDING
    assert follower.phase() is Phase.PAUSED
    asked = wire.commands()
    assert asked.index(PAUSE) < asked.index(STOP)

    live.act(ev.Act.RESUME)
    await until(lambda: treadmill.speed_kmh > 2.9, "walk again")
    await forget(treadmill.address)
    live.act(ev.Act.STOP)
    await until(lambda: follower.phase() is Phase.ENDED, "end")
    assert follower.links(ev.Device.TREADMILL).count(up) == 3, "the dead link was not left up"
    assert live.session.belt_stopped
    assert treadmill.state is BeltState.STANDING

    assert wire.starts() == 2, "a connection that comes back starts nothing"
    assert list(dict.fromkeys(wire.targets_kmh())) == [2.0, 4.0, 3.0]
    assert wire.commands()[-1] == STOP
