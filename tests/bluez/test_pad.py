"""A WalkingPad over real BlueZ: found, driven by what it shows, and stopped after a kill."""

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
import pytest_asyncio

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import walking_pad
from runwalk_devices.codecs.walking_pad import PadMode
from runwalk_devices.simulator.belt_physics import Belt
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.controller import HciServer
from runwalk_devices.simulator.pad import VirtualPad
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_tui.session.safety.watchdog import stop_orphan
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.bluez.following import PATIENCE_S, Follower, session
from tests.bluez.wire import Wire
from tests.local_link import Air, controller

pytestmark = [
    pytest.mark.bluez,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(180),
]

JITTER_S = 0.02
"""The far end sees a frame that much sooner or later than it was written."""


@pytest_asyncio.fixture(loop_scope="session")
async def pad(air: Air, clock: Clock, wire: Wire) -> AsyncIterator[VirtualPad]:
    """A WalkingPad on the air."""
    pad = VirtualPad(
        clock,
        name="WalkingPad 7",
        address="F8:00:00:07:FE:00",
        belt=Belt(minimum_kmh=0.5, maximum_kmh=6.0, countdown_s=1.0),
    )
    async with HciServer(pad, controller(air), wire.record):
        yield pad


def frames(wire: Wire) -> list[tuple[float, tuple[int, int]]]:
    return [
        (t, walking_pad.decode_pad_command(data))
        for t, kind, uuid, data in wire.packets
        if kind is PacketKind.WRITE and uuid == "FE02"
    ]


async def test_it_is_found_driven_and_stopped(clock: Clock, pad: VirtualPad, wire: Wire) -> None:
    (seen,) = [
        one
        for one in await Adapter(clock).scan(
            PATIENCE_S, until=lambda seen: any(one.address == pad.address for one in seen)
        )
        if one.address == pad.address
    ]
    assert seen.kinds == {DeviceKind.TREADMILL}
    live = session(clock, pad, None)
    follower = Follower(live, clock)
    async with live:
        until, confirmed = follower.until, follower.confirmed
        await until(lambda: ev.LinkState.UP in follower.links(ev.Device.TREADMILL), "connection")
        assert pad.mode == PadMode.STANDBY
        live.act(ev.Act.START)
        await until(lambda: confirmed(ev.Command.START), "start")
        await until(lambda: confirmed(ev.Command.SPEED, 2.0), "walk")
        # Its distance counts in steps of 10 m, which take 18 s at walking speed.
        await until(lambda: any(isinstance(e, ev.MachineChecked) for e in follower.events), "check")
        await until(lambda: confirmed(ev.Command.SPEED, 4.0), "run")
        assert pad.speed_kmh == pytest.approx(4.0, abs=0.1)
        live.act(ev.Act.STOP)
        await until(lambda: follower.phase() is Phase.ENDED, "end")
        assert live.session.belt_stopped
        assert pad.speed_kmh == 0
    assert pad.dropped == 0
    gaps_s = [later - one for (one, _), (later, _) in pairwise(frames(wire))]
    assert min(gaps_s) >= walking_pad.SPACING_S - JITTER_S
    assert [command for _, command in frames(wire) if command[0] == 4] == [(4, 1)]


async def test_a_belt_that_nobody_drives_is_stopped(clock: Clock, pad: VirtualPad) -> None:
    pad.mode = PadMode.MANUAL
    pad.console.start()
    await clock.sleep(1.5)
    pad.machine.set_speed(6.0)
    await clock.sleep(7)
    assert pad.speed_kmh == pytest.approx(6.0, abs=0.1)
    assert await stop_orphan(pad.address, Adapter(clock))
    assert pad.speed_kmh == 0
