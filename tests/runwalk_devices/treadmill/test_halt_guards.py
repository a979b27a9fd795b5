"""The guards of a Stop, condition by condition: obeyed, defied, silent, unheard."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.treadmill.controls import Answer
from runwalk_devices.treadmill.stop import Halt
from runwalk_devices.treadmill.telemetry import ALONE_S, Telemetry
from runwalk_devices.treadmill.witnesses import Contested
from tests.runwalk_devices.treadmill.panel import SILENT, UNWRITTEN, YES, Panel
from tests.runwalk_devices.treadmill.test_halt import Point

DENIED = Contested(None)
Told = float | TreadmillData


class Case:
    """A Stop that was begun, 100 s after the clock began, of a belt that is told by the test."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.gauge = Telemetry(clock)
        self.said: list[str] = []
        self.halt = self.made()

    def made(self, *, toggles: bool = False) -> Halt:
        def say(what: str) -> Callable[[], None]:
            return lambda: self.said.append(what)

        return Halt(
            self.clock, self.gauge, ALONE_S, say("sent"), say("agreed"), 0.8, stop_is_toggle=toggles
        )

    def tell(self, *told: Told) -> None:
        for one in told:
            self.gauge.read(one if isinstance(one, TreadmillData) else TreadmillData(one))

    async def run(self, seconds: float, *told: Told, every_s: float = 0.5) -> None:
        """Lets time pass, in which the belt tells the same over and over."""
        end = self.clock.now() + seconds
        while self.clock.now() < end - 1e-6:
            self.tell(*told)
            await self.clock.sleep(min(every_s, end - self.clock.now()))


@pytest.fixture
async def case(clock: Clock) -> Case:
    await clock.sleep(100)
    return Case(clock)


@pytest.mark.parametrize(
    ("told", "age_s", "is_lone"),
    [
        ([6.0, 0.0], 0.0, True),
        ([6.0, 0.0], 0.9, True),
        ([6.0, 0.0], 1.0, False),
        ([6.0, 0.0, 0.0], 0.0, False),
        ([6.0], 0.0, False),
        ([6.0, 0.0, DENIED], 0.0, False),
        ([], 0.0, False),
    ],
)
async def test_a_first_zero_may_be_a_glitch(
    case: Case, told: list[Told], age_s: float, is_lone: bool
) -> None:
    case.tell(*told)
    await case.clock.sleep(age_s)
    assert case.halt._is_lone_zero() is is_lone
    case.halt.begin(None)
    moved = told[0] if told and (is_lone or told == [6.0]) else None
    assert case.halt._slowest_kmh == moved, "held against what it ran before"


@pytest.mark.parametrize(
    ("told", "age_s", "by", "obeyed"),
    [
        ([0.0], 0.0, "answer", True),
        ([0.0], 0.0, "status", True),
        ([0.0], 0.0, "nobody", False),
        ([0.0], 2.0, "answer", True),
        ([0.0], 2.1, "answer", False),
        ([0.0, DENIED], 0.0, "answer", False),
        ([], 0.0, "answer", False),
        ([5.9], 0.0, "answer", True),
        ([5.95], 0.0, "answer", True),
        ([5.96], 0.0, "answer", False),
        ([5.9], 0.0, "status", True),
        ([5.9], 0.0, "nobody", False),
    ],
)
async def test_a_stop_is_obeyed_by_a_word_and_a_loss_of_speed(
    case: Case, told: list[Told], age_s: float, by: str, obeyed: bool
) -> None:
    case.tell(6.0)
    case.halt.begin(None)
    if not told:
        case.gauge.forget()
    case.halt._is_acknowledged = by == "answer"
    if by == "status":
        case.gauge.agree()
    case.tell(*told)
    await case.clock.sleep(age_s)
    assert case.halt._is_obeyed() is obeyed


async def test_a_belt_that_slows_down_is_given_five_seconds_more(case: Case) -> None:
    case.tell(6.0)
    case.halt.begin(None)
    assert case.halt._deadline == 109
    await case.clock.sleep(6)
    case.tell(5.5)
    case.halt._is_obeyed()
    assert (case.halt._deadline, case.halt._slowed_at, case.halt._slowest_kmh) == (111, 106, 5.5)
    await case.clock.sleep(1)
    case.tell(5.5)
    case.halt._is_obeyed()
    assert (case.halt._deadline, case.halt._slowed_at) == (111, 106)


async def test_the_first_speed_out_of_the_blue_is_what_it_is_held_against(case: Case) -> None:
    case.halt.begin(None)
    assert (case.halt._slowest_kmh, case.halt._known_since) == (None, 100)
    await case.clock.sleep(2)
    case.tell(6.0)
    case.halt._is_obeyed()
    assert (case.halt._slowest_kmh, case.halt._known_since) == (6.0, 102)
    await case.clock.sleep(2)
    case.tell(6.0)
    case.halt._is_obeyed()
    assert (case.halt._slowest_kmh, case.halt._known_since) == (6.0, 102)


@pytest.mark.parametrize(
    ("changed", "told", "defied"),
    [
        ({}, 6.0, True),
        ({"_is_new": True}, 6.0, False),
        ({"_is_written": False}, 6.0, False),
        ({"_is_renewed": True}, 6.0, False),
        ({"_tries": 2}, 6.0, False),
        ({"_tries": 4}, 6.0, True),
        ({"_slowed_at": 98.0}, 6.0, False),
        ({"_slowed_at": 97.9}, 6.0, True),
        ({"_is_acknowledged": False}, 6.0, True),
        # It stands, or says that it may not: who answers is not defying.
        ({}, 0.0, False),
        ({}, DENIED, True),
        ({"_is_acknowledged": False}, 0.0, True),
        ({}, None, True),
    ],
)
async def test_a_belt_that_moves_on_or_is_silent_defies(
    case: Case, changed: dict[str, object], told: Told | None, defied: bool
) -> None:
    base = {"_is_new": False, "_is_written": True, "_tries": 3, "_is_acknowledged": True}
    for name, value in (base | changed).items():
        setattr(case.halt, name, value)
    if told is not None:
        case.tell(told)
    assert case.halt._is_defied() is defied


@pytest.mark.parametrize(
    ("told", "age_s", "is_silent", "moves_on"),
    [
        (6.0, 2.0, False, True),
        (6.0, 2.1, True, False),
        (0.0, 0.0, False, False),
        (None, 0.0, True, False),
        (DENIED, 0.0, True, True),
    ],
)
async def test_readings_count_for_two_seconds(
    case: Case, told: Told | None, age_s: float, is_silent: bool, moves_on: bool
) -> None:
    if told is not None:
        case.tell(told)
    await case.clock.sleep(age_s)
    assert (case.halt._is_silent(), case.halt._moves_on()) == (is_silent, moves_on)


@pytest.mark.parametrize(
    ("before", "after_s", "told", "keeps"),
    [
        (6.0, 1.0, [6.0], True),
        (6.0, 0.9, [6.0], False),
        (6.0, 1.0, [5.95], False),
        (6.0, 1.0, [5.96], True),
        (6.0, 1.0, [7.0], True),
        (6.0, 1.0, [0.0], False),
        (6.0, 0.0, [6.0, DENIED], True),
        (6.0, 1.0, [5.0, DENIED], True),
        (None, 0.0, [6.0], True),
        (6.0, 1.0, None, False),
    ],
)
async def test_a_belt_keeps_its_speed_that_was_seen_for_a_second(
    case: Case, before: float | None, after_s: float, told: list[Told] | None, keeps: bool
) -> None:
    """None is a connection that is gone."""
    if before is not None:
        case.tell(before)
    case.halt.begin(None)
    await case.clock.sleep(after_s)
    if told is None:
        case.gauge.forget()
    else:
        case.tell(*told)
    assert case.halt._keeps_its_speed() is keeps


@pytest.mark.parametrize(
    ("answer", "agreed", "slowed_s", "unheard"),
    [
        (SILENT, False, 2.1, True),
        (SILENT, False, 2.0, False),
        (SILENT, True, 2.1, False),
        (YES, False, 2.1, False),
        (UNWRITTEN, False, 2.1, False),
    ],
)
async def test_a_stop_is_unheard_that_nothing_tells_of(
    case: Case, answer: Answer, agreed: bool, slowed_s: float, unheard: bool
) -> None:
    case.halt._slowed_at = 100 - slowed_s
    if agreed:
        case.gauge.agree()
    assert case.halt._is_unheard(answer) is unheard


async def test_what_was_said_yes_to_before_counts_no_more(case: Case) -> None:
    case.halt._is_acknowledged = True
    case.halt.begin(None)
    assert case.halt._is_acknowledged is False


@pytest.mark.parametrize(
    ("after_s", "same", "takes_s", "is_new"),
    [
        (0.5, True, 5.0, False),
        (0.9, True, 5.0, False),
        (1.0, True, 5.0, True),
        (0.5, False, 5.0, True),
        (0.5, True, 0.1, True),
    ],
)
async def test_what_was_just_written_is_not_written_beside_it(
    case: Case, after_s: float, same: bool, takes_s: float, is_new: bool
) -> None:
    first, other = (Point(case.clock, [YES], takes_s=takes_s) for _ in range(2))
    case.tell(6.0)
    case.halt.begin(first)
    assert case.halt._is_new
    running = asyncio.create_task(case.halt.run())
    await case.clock.sleep(after_s)
    case.halt.begin(first if same else other)
    assert case.halt._is_new is is_new
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_out_of_reach_nothing_is_tried(case: Case) -> None:
    case.tell(6.0)
    case.halt.begin(None)
    assert case.halt._is_new
    running = asyncio.create_task(case.halt.run())
    await case.run(8, 6.0)
    assert case.halt._tries == 0
    await case.run(3, 6.0)
    assert running.done()
    assert running.result() is False


async def test_a_link_that_is_lost_after_three_tries_is_not_renewed(case: Case) -> None:
    panel = Panel()
    case.tell(6.0)
    case.halt.begin(panel)
    running = asyncio.create_task(case.halt.run())
    await case.run(2.5, 6.0)
    assert panel.wrote.count("stop") == 3
    case.halt.disconnected()
    await case.run(9, 6.0)
    assert running.result() is False
    assert "renew" not in panel.wrote


async def test_asked_again_while_it_is_obeyed_it_is_tried_at_once(case: Case) -> None:
    panel = Panel()
    case.tell(6.0)
    case.halt.begin(panel)
    running = asyncio.create_task(case.halt.run())
    for kmh in (5.5, 5.0, 4.5):
        await case.run(0.5, kmh)
    assert panel.wrote == ["stop"]
    case.halt.begin(panel)
    case.tell(4.0)
    await case.run(0.1)
    assert panel.wrote == ["stop", "stop"]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_new_try_ends_the_one_before(case: Case) -> None:
    slow, silent = Point(case.clock, [YES], takes_s=3.0), Point(case.clock, [SILENT])
    case.tell(6.0)
    case.halt.begin(slow)
    running = asyncio.create_task(case.halt.run())
    await case.run(1.2, 6.0)
    case.halt.begin(silent)
    await case.run(4, 6.0)
    assert "agreed" not in case.said
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_no_try_outlives_it(case: Case) -> None:
    slow = Point(case.clock, [YES], takes_s=6.0)
    case.tell(6.0)
    case.halt.begin(slow)
    running = asyncio.create_task(case.halt.run())
    await asyncio.sleep(0)
    await case.run(4.5, 0.0)
    assert running.result() is True
    await case.run(5)
    assert case.said == ["sent"]


async def test_what_was_written_once_stays_written(case: Case) -> None:
    point = Point(case.clock, [YES, UNWRITTEN])
    case.tell(6.0)
    case.halt.begin(point)
    running = asyncio.create_task(case.halt.run())
    await case.run(1.5, 6.0)
    assert case.halt._is_written
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize(
    ("toggles", "kmh", "stops"),
    [(False, 0.0, 2), (True, 0.0, 1), (False, 6.0, 2), (True, 6.0, 2)],
)
async def test_zeros_are_not_stopped_again_where_that_would_start_the_belt(
    case: Case, toggles: bool, kmh: float, stops: int
) -> None:
    case.halt = case.made(toggles=toggles)
    point = Point(case.clock, [SILENT])
    case.tell(6.0)
    case.halt.begin(point)
    running = asyncio.create_task(case.halt.run())
    await asyncio.sleep(0)
    await case.run(1.4, kmh, every_s=0.3)
    assert [what for _, what in point.wrote].count("stop") == stops
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize(("after_s", "deadline"), [(0.0, 113.0), (5.0, 118.0)])
async def test_a_stop_that_starts_the_belt_is_seen_through_its_countdown(
    case: Case, after_s: float, deadline: float
) -> None:
    case.halt.begin(None)
    await case.clock.sleep(after_s)
    case.tell(0.0, 0.0)
    woken: list[float] = []

    def look() -> bool:
        woken.append(case.clock.now())
        return False

    waiting = asyncio.create_task(case.gauge.until(3.0, look))
    await case.clock.sleep(0.5)
    case.halt.toggled()
    assert case.gauge.zeros == 0, "they prove nothing of what follows"
    await case.clock.sleep(0)
    await waiting
    assert woken == [100 + after_s, 100.5 + after_s]
    assert case.halt._deadline == deadline + 0.5
    await case.run(7.5, 0.0)
    assert not case.gauge.stands()
    await case.run(1.5, 0.0)
    assert case.gauge.stands()


async def test_what_has_long_to_go_keeps_its_deadline(case: Case) -> None:
    case.halt.begin(None)
    case.halt._deadline = 130.0
    case.halt.toggled()
    assert case.halt._deadline == 130.0


async def test_a_stop_is_tried_once_it_is_written(case: Case) -> None:
    case.tell(6.0)
    case.halt.begin(None)
    tried = [case.halt.is_tried]
    case.halt.begin(Panel())
    running = asyncio.create_task(case.halt.run())
    await case.run(0.1, 6.0)
    assert [*tried, case.halt.is_tried] == [False, True]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


IN_WAKE = replace(SILENT, in_wake=True)


@pytest.mark.parametrize(
    ("answers", "wrote"),
    [
        ([SILENT], ["stop", "control?", "stop", "control?", "pause?", "stop"]),
        ([IN_WAKE], ["stop", "stop", "control?", "pause?", "stop"]),
        ([IN_WAKE, SILENT], ["stop", "stop", "control?", "pause?", "stop"]),
        ([YES], ["stop", "stop", "stop"]),
        ([UNWRITTEN], ["stop", "stop", "stop"]),
    ],
)
async def test_beside_one_that_may_have_been_dropped_nothing_is_asked(
    case: Case, answers: list[Answer], wrote: list[str]
) -> None:
    point = Point(case.clock, list(answers))
    case.tell(6.0)
    case.halt.begin(point)
    running = asyncio.create_task(case.halt.run())
    await case.run(2.5, 6.0)
    asked = [what for _, what in point.wrote]
    assert [what for what in asked if what in ("stop", "control?", "pause?")] == wrote
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize(("toggled_at", "agreed"), [(0.2, False), (0.6, True)])
async def test_a_yes_to_a_stop_that_started_the_belt_agrees_to_nothing(
    case: Case, toggled_at: float, agreed: bool
) -> None:
    """The answer comes at 0.5 s; what is toggled after that is another word."""
    case.tell(6.0)
    case.halt.begin(Point(case.clock, [YES], takes_s=0.5))
    running = asyncio.create_task(case.halt.run())
    await case.clock.sleep(toggled_at)
    if not agreed:
        case.halt.toggled()
    await case.clock.sleep(0.55 - toggled_at if toggled_at < 0.55 else 0.0)
    assert case.gauge.agreed is agreed
    assert case.said == ["sent", "agreed"]
    await case.run(1.5, 6.0)
    assert case.gauge.agreed, "the next one is a Stop again"
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
