"""The runner's position in a programme: earned by what was done, not by the calendar.

The rules, each at most one sentence of the coach:

- a workout that was completed with its effort in range earns the next one;
- too hard or not completed: it is repeated; twice: its ratio is eased; a third time: the week
  before comes again;
- a pain of 4 or 5 eases it; one of 6 or above goes a week back and begins there eased;
- two weeks or more without training go a week back for every two weeks;
- what was done in an easier form comes again as written.
"""

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from enum import StrEnum

from runwalk_tui.training.advice.assessment import Judged, Judgement, counts, judge, judge_pain
from runwalk_tui.training.history.dates import date_of, day_of
from runwalk_tui.training.history.diary_entries import Followed
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import Programme, is_race
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Plan

AWAY_DAYS = 14
"""After so many days without training a programme goes a week back, and again after as many."""

MISSES_TO_EASE = 2
MISSES_TO_GO_BACK = 3


class Move(StrEnum):
    """The way to a position; also the key under which it is overruled."""

    START = "start"
    NEXT = "next"
    REPEAT = "repeat"
    EASE = "ease"
    BACK = "back"
    AWAY = "away"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Position:
    """The runner's position.

    Attributes:
        place: Of the workout that is next, among the programme's plans; their number at the end.
        move: How it came about.
        reason: The rule, in one sentence.
        onward: The place that would be next without that rule: what an overruling gives.
        is_eased: It is to be done with more walking.
    """

    place: int
    move: Move
    reason: str
    onward: int
    is_eased: bool = False


def position(
    programme: Programme,
    followed: Followed,
    figures: Iterable[SessionStats],
    told: Told,
    today: date,
    max_bpm: int = 185,
) -> Position:
    """The position in ``programme``, which is followed since ``followed``."""
    walk = _Walk(programme, followed, max_bpm)
    for session in figures:
        if session.opened_at >= followed.at and counts(session, told):
            walk.take(session, told)
        walk.before.append(session)
    walk.pass_to(today)
    return walk.position()


@dataclass
class _Walk:
    """Goes through the sessions and keeps where they have led."""

    programme: Programme
    followed: Followed
    max_bpm: int
    place: int = field(init=False)
    onward: int = field(init=False)
    last_day: date = field(init=False)
    before: list[SessionStats] = field(default_factory=list)
    misses: int = 0
    is_eased: bool = False
    move: Move = Move.START
    reason: str = ""

    def __post_init__(self) -> None:
        self.place = self.onward = self.programme.start_of(self.followed.week)
        self.last_day = date_of(self.followed.at)
        self.reason = Say.AT_START(workout=self._workout(self.place))

    def pass_to(self, day: date) -> None:
        """Time without training."""
        away = (day - self.last_day).days
        self.last_day = max(day, self.last_day)
        weeks = away // AWAY_DAYS
        if not weeks:
            return
        before = min(self.place, len(self.programme.plans) - 1)
        back = self.programme.start_of(self.programme.week_at(before) - weeks)
        if back < before:
            self._go(back, Move.AWAY, onward=before)
            self.reason = Say.AT_AWAY(workout=self._workout(back), days=away)

    def take(self, session: SessionStats, told: Told) -> None:
        """A session of this programme or of another plan; pain counts in either."""
        self.pass_to(day_of(session))
        place = self.programme.place_of(session.plan)
        if place is None:
            judged = judge_pain(session, told)
        else:
            judged = judge(session, self.programme.plans[place], told, self.max_bpm, self.before)
        match judged:
            case None:
                pass
            case Judged(Judgement.STOPPED_BY_PAIN, because):
                self._back(because)
                self.is_eased = True
            case Judged(Judgement.PAINFUL, because):
                self.misses = max(MISSES_TO_EASE, self.misses)
                self._stay(Move.EASE, Say.AT_EASED_PAIN(because=because))
            case Judged(Judgement.EARNED) if place is not None and place >= self.place:
                self._earn(place, judged)
            case Judged(judgement, because) if place == self.place:
                self._not_earned(judgement, because)

    def position(self) -> Position:
        return Position(self.place, self.move, self.reason, self.onward, self.is_eased)

    def _earn(self, place: int, judged: Judged) -> None:
        self._go(place + 1, Move.NEXT)
        if self.place == len(self.programme.plans):
            self.move = Move.DONE
            self.reason = Say.AT_DONE(title=self.programme.title)
        else:
            self.reason = Say.AT_NEXT(workout=self._workout(self.place), because=judged.because)

    def _not_earned(self, judgement: Judgement, because: str) -> None:
        if judgement in (Judgement.TOO_HARD, Judgement.CUT_SHORT):
            self._miss(because)
        else:
            self._stay(Move.REPEAT, Say.AT_AGAIN(because=because))

    def _miss(self, because: str) -> None:
        self.misses += 1
        if self.misses >= MISSES_TO_GO_BACK:
            self._back(Say.AT_THIRD(because=because))
        elif self.misses >= MISSES_TO_EASE:
            self._stay(Move.EASE, Say.AT_SECOND(because=because))
        else:
            self._stay(Move.REPEAT, Say.AT_FIRST(because=because))

    def _back(self, because: str) -> None:
        """A week back; in the first week that is its beginning, and eased."""
        before = min(self.place, len(self.programme.plans) - 1)
        week = self.programme.week_at(before)
        self._go(self.programme.start_of(week - 1), Move.BACK if week > 1 else Move.EASE, before)
        if week > 1:
            self.reason = Say.AT_BACK(workout=self._workout(self.place), because=because)
        else:
            self.misses = MISSES_TO_EASE
            self.reason = Say.AT_SLOWER(workout=self._workout(self.place), because=because)

    def _stay(self, move: Move, rule: str) -> None:
        self.move, self.onward, self.is_eased = move, self.place, move is Move.EASE
        if move is Move.REPEAT:
            self.onward = min(self.place + 1, len(self.programme.plans) - 1)
        self.reason = f"{self._workout(self.place)} {rule}."

    def _go(self, place: int, move: Move, onward: int | None = None) -> None:
        self.place, self.move, self.misses, self.is_eased = place, move, 0, move is Move.EASE
        self.onward = place if onward is None else onward

    def _workout(self, place: int) -> str:
        week = self.programme.week_at(place)
        return Say.PLACE_WEEK(week=week, number=place - self.programme.start_of(week) + 1)


def plan_at(programme: Programme, place: int) -> Plan:
    """The workout at a place; beyond the end the last one that is no race."""
    if place < len(programme.plans):
        return programme.plans[place]
    others = [plan for plan in programme.plans if not is_race(plan)]
    return (others or programme.plans)[-1]
