"""A session of the unmodified client on real BlueZ, and what the treadmill at the other end saw."""

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.bluez.wire import STOP_OR_PAUSE, Wire
from tests.local_link import Air

pytestmark = [
    pytest.mark.bluez,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(180),
]

PLAN = Plan(
    "short",
    "Short",
    (
        Step(Kind.WALK, 2.0, duration_s=5),
        Step(Kind.RUN, 4.0, duration_s=15),
        Step(Kind.WALK, 3.0, duration_s=120),
    ),
)
PATIENCE_S = 40.0
_READINGS = (ev.BeltReading, ev.HeartReading)


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


class Follower:
    """A live session with everything that happened in it."""

    def __init__(self, live: LiveSession, clock: Clock) -> None:
        self.live = live
        self.clock = clock
        self.events: list[ev.Event] = []
        live.subscribe(self.events.append)

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        try:
            async with self.clock.timeout(PATIENCE_S):
                while not condition():
                    await self.clock.sleep(0.05)
        except TimeoutError:
            news = [event for event in self.events if not isinstance(event, _READINGS)]
            story = "\n".join(map(str, news))
            pytest.fail(f"no {what} in {PATIENCE_S:.0f} s; what happened:\n{story}")

    def phase(self) -> Phase:
        return self.live.session.phase

    def links(self, device: ev.Device) -> list[ev.LinkState]:
        """What has become of a link, in order."""
        return [
            event.state
            for event in self.events
            if isinstance(event, ev.LinkChanged) and event.device is device
        ]

    def confirmed(self, command: ev.Command, value: float | None = None) -> bool:
        return any(
            isinstance(event, ev.CommandProgressed)
            and (event.command, event.stage) == (command, ev.Stage.CONFIRMED)
            and (value is None or event.value == value)
            for event in self.events
        )


@pytest_asyncio.fixture(loop_scope="session")
async def follower(
    clock: Clock, treadmill: VirtualTreadmill, strap: VirtualStrap
) -> AsyncIterator[Follower]:
    """A session on the platform's own backend, in which the devices are named."""
    live = LiveSession(
        clock,
        Adapter(clock),
        PLAN,
        ev.RunnerProfile(),
        sink=None,
        opened_at="2026-01-01T00:00:00+00:00",
        program="test",
        treadmill=treadmill.address,
        strap=strap.address,
    )
    follower = Follower(live, clock)
    async with live:
        yield follower


async def test_a_workout_a_lost_link_and_stop(
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

    live.act(ev.Act.STOP)
    await until(lambda: follower.phase() is Phase.ENDED, "end")
    assert confirmed(ev.Command.STOP)
    assert live.session.belt_stopped
    assert treadmill.state is BeltState.STANDING

    assert wire.starts() == 1, "a connection that comes back starts nothing"
    assert list(dict.fromkeys(wire.targets_kmh())) == [2.0, 4.0, 3.0]
    assert wire.commands()[-1][0] == STOP_OR_PAUSE
