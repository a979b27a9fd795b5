"""The alarm of a session: never early, never late, and not set anew for each reading."""

import pytest

from runwalk_devices.clock import Alarm, Clock
from runwalk_tui.session.due import Due

pytestmark = pytest.mark.usefixtures("virtual_time_loop")


class Counting(Clock):
    """Counts the alarms that are set."""

    alarms = 0

    def call_at(self, t: float, callback: object) -> Alarm:
        self.alarms += 1
        assert callable(callback)
        return super().call_at(t, callback)


class Watched:
    """An alarm and when it rang for what, by the clock."""

    def __init__(self) -> None:
        self.clock = Counting()
        self.origin = self.clock.now()
        self.rung: list[tuple[float, float]] = []
        self.due = Due(self.clock, self._rings)

    def _rings(self, at: float) -> None:
        self.rung.append((round(self.clock.now() - self.origin, 6), at))

    def set(self, at: float) -> None:
        self.due.set(at, self.origin)


async def test_a_deadline_that_is_put_off_again_and_again_rings_once_at_its_last() -> None:
    watched = Watched()
    for t in range(60):
        watched.set(t + 3.0)
        await watched.clock.sleep(1)
    await watched.clock.sleep(10)
    assert watched.rung == [(62.0, 62.0)]
    assert watched.clock.alarms <= 60 / 2 + 1


async def test_an_earlier_deadline_rings_at_its_time() -> None:
    watched = Watched()
    watched.set(10.0)
    await watched.clock.sleep(1)
    watched.set(2.0)
    await watched.clock.sleep(20)
    assert watched.rung == [(2.0, 2.0)], "the first was for ten"


async def test_one_that_is_past_rings_at_once_and_the_next_at_its_own() -> None:
    watched = Watched()
    await watched.clock.sleep(5)
    watched.set(1.0)
    await watched.clock.sleep(0.001)
    watched.set(7.0)
    await watched.clock.sleep(5)
    assert watched.rung == [(5.0, 1.0), (7.0, 7.0)]


async def test_what_is_forgotten_does_not_ring_though_it_was_put_off_before() -> None:
    watched = Watched()
    watched.set(1.0)
    watched.set(3.0)
    await watched.clock.sleep(2)
    watched.due.cancel()
    await watched.clock.sleep(5)
    assert not watched.rung
    watched.set(8.0)
    await watched.clock.sleep(5)
    assert watched.rung == [(8.0, 8.0)]
