"""A live session on the platform's own backend, and everything that happens in it."""

from collections.abc import Callable

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.transport.adapter import Adapter
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase

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

    def remedies(self) -> list[str]:
        """What is said to do about a device that wants to be paired with."""
        return [
            event.detail
            for event in self.events
            if isinstance(event, ev.LinkChanged) and event.hindrance is ev.Hindrance.PAIRING
        ]

    def confirmed(self, command: ev.Command, value: float | None = None) -> bool:
        return any(
            isinstance(event, ev.CommandProgressed)
            and (event.command, event.stage) == (command, ev.Stage.CONFIRMED)
            and (value is None or event.value == value)
            for event in self.events
        )


def session(clock: Clock, treadmill: Peripheral, strap: Peripheral | None) -> LiveSession:
    """A session in which the devices are named; without a strap it seeks any."""
    return LiveSession(
        clock,
        Adapter(clock),
        PLAN,
        ev.RunnerProfile(),
        sink=None,
        opened_at="2026-01-01T00:00:00+00:00",
        program="test",
        treadmill=treadmill.address,
        strap=None if strap is None else strap.address,
    )
