"""A belt stopped from outside a session: what is said, how long it takes, what comes of it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_tui.session.safety.stop import stop_treadmill
from tests.runwalk_devices.rig import Swallows

pytestmark = pytest.mark.usefixtures("virtual_time_loop")


@asynccontextmanager
async def moving(clock: Clock, spec: str = "") -> AsyncIterator[tuple[Adapter, VirtualTreadmill]]:
    """A belt that its console has started, and the air."""
    scene = virtual_scene(clock, spec)
    assert isinstance(scene.treadmill, VirtualTreadmill)
    async with scene:
        scene.treadmill.machine.start()
        await clock.sleep(15)
        assert scene.treadmill.speed_kmh > 0
        yield scene.adapter, scene.treadmill


def start_soon(clock: Clock, treadmill: VirtualTreadmill) -> None:
    def start() -> None:
        treadmill.machine.start()

    clock.call_at(clock.now() + 1, start)


class Told:
    """The lines that are said, and what happens at the word that the belt has stopped."""

    def __init__(self, clock: Clock, then: Callable[[int], None] = lambda _: None) -> None:
        self._clock, self._then, self._began = clock, then, clock.now()
        self.lines: list[str] = []

    def __call__(self, line: str) -> None:
        self.lines.append(line)
        if line == STOPPED:
            self._then(self.lines.count(STOPPED))

    @property
    def took_s(self) -> float:
        return round(self._clock.now() - self._began, 1)


STOPPED, AGAIN = "the belt has stopped", "it started again: stopping it"
CONNECTED, LOST = "connected to Virtual F80", "lost: the connection broke"
UNSEEN = "Stop again: no standing belt was measured"


async def test_it_stands_once_it_was_listened_to_for_a_while() -> None:
    async with moving(clock := Clock()) as (adapter, treadmill):
        said = Told(clock)
        assert await stop_treadmill(adapter, "Virtual F80", said)
        assert treadmill.speed_kmh == 0
    assert said.lines == [CONNECTED, STOPPED]
    assert said.took_s == pytest.approx(14, abs=1)


async def test_a_belt_that_starts_again_is_stopped_as_often_as_it_takes() -> None:
    async with moving(clock := Clock()) as (adapter, treadmill):

        def start_twice(times: int) -> None:
            if times <= 2:
                start_soon(clock, treadmill)

        said = Told(clock, start_twice)
        assert await stop_treadmill(adapter, "Virtual F80", said)
        assert treadmill.speed_kmh == 0
    assert said.lines == [CONNECTED, STOPPED, AGAIN, STOPPED, AGAIN, STOPPED]


async def test_one_that_obeys_no_more_after_it_stood_is_not_said_to_stand() -> None:
    async with moving(clock := Clock()) as (adapter, treadmill):

        def defy(_: int) -> None:
            start_soon(clock, treadmill)
            treadmill.behaviours.append(Swallows(*ControlOpcode))

        said = Told(clock, defy)
        assert not await stop_treadmill(adapter, "Virtual F80", said, within_s=20)
    assert said.lines[:5] == [CONNECTED, STOPPED, AGAIN, LOST, CONNECTED]
    assert said.lines[-1] == "Virtual F80 could not be stopped in 20 s"


async def test_it_is_tried_again_and_again_for_as_long_as_there_is_time() -> None:
    async with moving(clock := Clock()) as (adapter, treadmill):
        treadmill.behaviours.append(Swallows(*ControlOpcode))
        said = Told(clock)
        assert not await stop_treadmill(adapter, "Virtual F80", said, within_s=30, reached_s=4)
    assert said.lines[:5] == [CONNECTED, LOST, CONNECTED, UNSEEN, LOST]
    assert said.lines.count(UNSEEN) >= 2
    assert said.lines[-1] == "Virtual F80 could not be stopped in 30 s"
    assert said.took_s == pytest.approx(30, abs=2.1)


async def test_a_machine_that_takes_no_commands_is_given_up_at_once() -> None:
    async with moving(clock := Clock(), "quirks:no_control_point") as (adapter, treadmill):
        said = Told(clock)
        assert not await stop_treadmill(adapter, "Virtual F80", said)
        assert treadmill.speed_kmh > 0
    first = "searching: no control point was listed: looking once more"
    assert said.lines == [first, CONNECTED, "it accepts no commands"]


@pytest.mark.parametrize(
    ("reached_s", "took_s", "lines"),
    [(None, 5.0, ["Nobody could not be stopped in 5 s"]), (3.0, 3.0, [])],
)
async def test_one_that_nobody_finds_is_looked_for_as_long_as_was_asked(
    reached_s: float | None, took_s: float, lines: list[str]
) -> None:
    async with moving(clock := Clock()) as (adapter, _):
        said = Told(clock)
        assert not await stop_treadmill(adapter, "Nobody", said, within_s=5, reached_s=reached_s)
    assert (said.lines, said.took_s) == (lines, took_s)
