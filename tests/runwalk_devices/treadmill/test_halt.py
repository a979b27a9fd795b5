"""What is written, and when, until a belt that is to stand stands: machine by machine."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.treadmill.controls import Answer, Controls, Sent
from runwalk_devices.treadmill.stop import Halt
from runwalk_devices.treadmill.telemetry import ALONE_S, Telemetry
from runwalk_devices.treadmill.witnesses import Contested

YES = Answer(written=True, result=ResultCode.SUCCESS)
NO = Answer(written=True, result=ResultCode.OP_CODE_NOT_SUPPORTED, refused=True)
NOT_YOURS = Answer(written=True, result=ResultCode.CONTROL_NOT_PERMITTED, refused=True)
SILENT = Answer(written=True)
UNWRITTEN = Answer(written=False)
TURNED_AWAY = Answer(written=False, refused=True)

Told = float | TreadmillData | None
Course = Callable[[float], Told]
Wrote = tuple[float, str]


@dataclass
class Point(Controls):
    """Answers as it is told to, and keeps what it was asked and when.

    Attributes:
        answers: To each Stop in turn; the last one to all that follow.
        takes_s: How long an answer to Stop takes.
        wants_control: Takes Stop only once it was asked for control.
    """

    clock: Clock
    answers: list[Answer]
    takes_s: float = 0.0
    otherwise: Answer = YES
    wants_control: bool = False
    wrote: list[Wrote] = field(default_factory=list)

    def _note(self, what: str) -> None:
        self.wrote.append((round(self.clock.now(), 2), what))

    async def stop(self, sent: Sent) -> Answer:
        self._note("stop")
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if answer.written:
            sent()
        if self.takes_s:
            await self.clock.sleep(self.takes_s)
        return NOT_YOURS if self.wants_control else answer

    async def stop_otherwise(self, sent: Sent, patience_s: float = 0.9) -> Answer:
        self._note("pause" if patience_s else "pause?")
        sent()
        return self.otherwise

    async def request_control(self, patience_s: float = 1.0) -> Answer:
        self._note("control" if patience_s else "control?")
        self.wants_control = False
        return YES

    async def set_speed(
        self,
        speed_kmh: float,
        sent: Sent,
        may_set: Callable[[], bool] = lambda: True,
        *,
        patience_s: float = 2.0,
    ) -> Answer:
        if may_set():
            self._note(f"{speed_kmh:g}")
        sent()
        return YES

    async def take_up(self, moves: Callable[[], bool], sent: Sent) -> None:
        raise AssertionError("a Stop takes nothing up")

    async def start(self, sent: Sent, may_start: Callable[[], bool] = lambda: True) -> Answer:
        raise AssertionError("a Stop starts nothing")

    async def set_incline(self, incline_percent: float, sent: Sent) -> Answer:
        raise AssertionError("a Stop sets no incline")

    async def pause(self, sent: Sent, patience_s: float = 0.9) -> Answer:
        raise AssertionError("the other means is the machine's")

    def give_up(self, task: asyncio.Task[None]) -> None:
        raise AssertionError("a Stop gives nothing up")

    def renew(self) -> None:
        self._note("renew")


@dataclass
class Trial:
    """A Stop of a belt that tells its speed twice a second, from 3 s before it on."""

    clock: Clock
    course: Course
    is_toggle: bool = False
    said: list[Wrote] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gauge = Telemetry(self.clock)
        self.halt = Halt(
            self.clock,
            self.gauge,
            ALONE_S,
            lambda: self._say("sent"),
            lambda: self._say("agreed"),
            0.8,
            stop_is_toggle=self.is_toggle,
        )

    def _say(self, what: str) -> None:
        self.said.append((round(self.clock.now(), 2), what))

    async def tell(self) -> None:
        while True:
            told = self.course(self.clock.now() - 3.0)
            if told is not None:
                self.gauge.read(told if isinstance(told, TreadmillData) else TreadmillData(told))
            await self.clock.sleep(0.5)

    async def run(self, *begins: tuple[float, Controls | None]) -> tuple[bool, float]:
        """Return True if it stands in the end, and how long that took.

        Args:
            begins: When it is begun, and begun anew, and where; without a place it is out of reach.
        """
        telling = asyncio.create_task(self.tell())
        await self.clock.sleep(3.2)
        self.halt.begin(begins[0][1])
        running = asyncio.create_task(self.halt.run())
        for at, point in begins[1:]:
            await self.clock.sleep(3.2 + at - self.clock.now())
            if point is None:
                self.halt.disconnected()
            else:
                self.halt.begin(point)
        stands = await running
        telling.cancel()
        return stands, round(self.clock.now() - 3.2, 2)

    def wrote(self, *points: Point) -> str:
        """What was written, by the seconds since it began."""
        at: dict[float, list[str]] = {}
        for t, what in (one for point in points for one in point.wrote):
            at.setdefault(round(t - 3.2, 2), []).append(what)
        return "; ".join(f"{t:g} {' '.join(what)}" for t, what in at.items())


def falling(from_kmh: float, kmh_s: float, after_s: float = 0.0) -> Course:
    """Keeps its speed, and from so long after the first Stop loses so much a second."""
    return lambda t: max(0.0, from_kmh - kmh_s * max(0.0, t - after_s))


def keeping(told: Told) -> Course:
    return lambda _: told


def mute_from(at: float) -> Course:
    return lambda t: 8.0 if t < at else None


def glitching(t: float) -> Told:
    """One zero just before the Stop, of a belt that obeys."""
    return 0.0 if -0.1 < t < 0.4 else falling(8.0, 2.0)(t)


ALL = "0 stop; 1 stop; 2 stop pause 0.8; 3 renew; 4 stop 0.8"
UNANSWERED = "0 stop control?; 1 stop control? pause?; 2 stop"


@pytest.mark.parametrize(
    ("course", "answer", "stands", "took_s", "wrote"),
    [
        pytest.param(falling(8, 2), YES, True, 4.3, "0 stop", id="obeys"),
        pytest.param(falling(3, 0.12), YES, True, 25.3, "0 stop", id="slows down slowly"),
        pytest.param(
            falling(8, 2, 2.4), YES, True, 6.8, "0 stop; 1 stop; 2 stop pause 0.8", id="obeys late"
        ),
        pytest.param(keeping(8.0), YES, False, 12, ALL, id="answers, and runs on"),
        pytest.param(lambda t: 8 - 0.04 * (t > 1), YES, False, 12, ALL, id="wavers"),
        pytest.param(keeping(Contested(None)), YES, False, 12, ALL, id="its witnesses disagree"),
        pytest.param(glitching, YES, True, 4.3, "0 stop", id="told a zero just before"),
        pytest.param(
            keeping(8.0), SILENT, False, 12, f"{UNANSWERED} 0.8; 3 renew; 4 stop 0.8", id="ignores"
        ),
        pytest.param(
            falling(8, 2),
            SILENT,
            True,
            6.8,
            "0 stop control?; 1 stop control?; 2 stop 0.8; 3 stop 0.8; 6 renew",
            id="obeys without a word",
        ),
        pytest.param(keeping(0.0), SILENT, True, 3.3, f"{UNANSWERED}; 3 renew", id="tells zeros"),
        pytest.param(falling(8, 2), NO, True, 4.3, "0 stop pause", id="pauses alone"),
        pytest.param(
            keeping(8.0),
            NO,
            False,
            12,
            "0 stop pause; 1 stop; 1.42 pause; 2 stop; 2.42 pause 0.8; 3 renew; 4 stop; "
            "4.42 pause 0.8",
            id="has no stop, and ignores a pause",
        ),
        pytest.param(
            keeping(8.0),
            TURNED_AWAY,
            False,
            12,
            "0 stop; 1 stop pause; 2 stop pause 0.8; 3 renew; 4 stop pause 0.8",
            id="takes no write of a stop",
        ),
        pytest.param(
            keeping(8.0), UNWRITTEN, False, 9, "0 stop; 1 stop; 2 stop; 3 stop", id="unwritten"
        ),
        pytest.param(
            mute_from(-9),
            YES,
            False,
            12,
            "0 stop; 1 stop; 2 stop pause; 3 renew; 4 stop",
            id="tells no speed",
        ),
        pytest.param(
            mute_from(0),
            YES,
            False,
            12,
            "0 stop; 1 stop; 2 stop pause; 3 renew; 4 stop",
            id="falls silent",
        ),
        pytest.param(
            mute_from(-9), SILENT, False, 12, f"{UNANSWERED}; 3 renew; 4 stop", id="says nothing"
        ),
    ],
)
async def test_what_is_written_until_it_stands(
    clock: Clock, course: Course, answer: Answer, stands: bool, took_s: float, wrote: str
) -> None:
    trial, point = Trial(clock, course), Point(clock, [answer])
    assert await trial.run((0.0, point)) == (stands, took_s)
    assert trial.wrote(point) == wrote


async def test_each_write_and_each_yes_is_told(clock: Clock) -> None:
    trial, point = Trial(clock, falling(8, 2, 0.3)), Point(clock, [YES], wants_control=True)
    assert await trial.run((0.0, point)) == (True, 4.8)
    assert trial.wrote(point) == "0 stop control stop"
    assert [what for _, what in trial.said] == ["sent", "sent", "agreed"]


async def test_one_try_is_over_before_the_next(clock: Clock) -> None:
    trial, point = Trial(clock, keeping(8.0)), Point(clock, [YES], takes_s=1.4)
    assert await trial.run((0.0, point)) == (False, 15.0)
    assert trial.wrote(point) == "0 stop; 2 stop; 4 stop; 5.4 pause 0.8; 6 renew; 7 stop; 8.4 0.8"


async def test_no_other_means_for_a_belt_that_has_begun_to_slow_down(clock: Clock) -> None:
    trial, point = Trial(clock, falling(8, 2, 2.1)), Point(clock, [YES], takes_s=0.7)
    stands, _ = await trial.run((0.0, point))
    assert stands
    assert trial.wrote(point) == "0 stop; 1 stop; 2 stop"


async def test_out_of_reach_it_waits_nine_seconds(clock: Clock) -> None:
    assert await Trial(clock, keeping(8.0)).run((0.0, None)) == (False, 9.0)


async def test_asked_again_it_is_tried_anew(clock: Clock) -> None:
    trial, point = Trial(clock, keeping(8.0)), Point(clock, [YES])
    assert await trial.run((0.0, point), (0.5, point), (1.7, point)) == (False, 13.7)
    began, _, rest = trial.wrote(point).partition("; 1.7 ")
    assert began == "0 stop; 0.5 stop; 1.5 stop"
    assert rest == "stop; 2.7 stop; 3.7 stop pause 0.8; 4.7 renew; 5.7 stop 0.8"


async def test_a_new_connection_gets_all_tries_and_is_not_renewed_again(clock: Clock) -> None:
    trial, first, second = Trial(clock, keeping(8.0)), Point(clock, [YES]), Point(clock, [YES])
    assert await trial.run((0.0, first), (3.1, None), (4.5, second)) == (False, 9.5)
    assert trial.wrote(first) == "0 stop; 1 stop; 2 stop pause 0.8; 3 renew"
    assert trial.wrote(second) == "4.5 stop; 5.5 stop; 6.5 stop pause 0.8; 7.5 stop 0.8"


@pytest.mark.parametrize(
    ("is_toggle", "wrote"),
    [(True, "0 stop control?"), (False, f"{UNANSWERED}; 3 renew")],
)
async def test_a_belt_that_stop_may_start_is_not_asked_again_at_zero(
    clock: Clock, is_toggle: bool, wrote: str
) -> None:
    trial = Trial(clock, lambda t: 1.0 if t < 0.4 else 0.0, is_toggle=is_toggle)
    point = Point(clock, [SILENT])
    stands, _ = await trial.run((0.0, point))
    assert stands
    assert trial.wrote(point) == wrote
