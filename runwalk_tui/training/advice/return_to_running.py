"""Back from an injury, rung by rung: symptoms decide, not the calendar.

Sources: Vincent and Vincent 2017 (ACSM Current Sports Medicine Reports); the return-to-run protocol
in Trials 2023, 24:7502. Ready to begin after 30 minutes of brisk walking without pain. Each rung at
least twice, with a day of rest between and no hills; any swelling, stiffness or more pain: stay. A
pain of 4 or 5 changes something (here: a rung down), 6 and above or a sharp pain stops (a rung
down, and the readiness check anew); the effort stays at 3, 4 and 5 on each two rungs. All has to be
back where it was within 24 hours.

The rungs themselves are the weeks of a programme that goes by symptoms.
"""

from collections.abc import Iterable
from datetime import date

from runwalk_tui.training.advice.assessment import counts, did_the_running
from runwalk_tui.training.advice.pain_rules import STOP_FROM, Answer, Verdict, answer_to
from runwalk_tui.training.advice.programme_position import AWAY_DAYS
from runwalk_tui.training.history.dates import date_of, day_of
from runwalk_tui.training.history.diary_entries import Followed, Ready
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import Programme
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Plan

TIMES = 2
"""Each rung at least so often."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The runner's place on the ladder.

    Attributes:
        rung: From 1.
        good: How often this rung was done and the body answered well.
        ready: Whether there may be any running yet.
        waits: Whether the day after the last run has yet to be told.
        reason: The rule, in one sentence.
        is_done: The last rung was done often enough.
    """

    rung: int
    good: int
    ready: bool
    reason: str
    waits: bool = False
    is_done: bool = False


def standing(
    ladder: Programme, followed: Followed, figures: Iterable[SessionStats], told: Told, today: date
) -> Standing:
    """The runner's place, by every session of the ladder since it is followed."""
    climb = _Climb(ladder, min(max(followed.week, 1), len(ladder.weeks)), date_of(followed.at))
    for session in figures:
        if session.opened_at >= followed.at and counts(session, told):
            climb.take(session, told)
    climb.pass_to(today)
    readiness = _readiness(told.last(Ready), climb.stopped_at)
    if readiness:
        return Standing(climb.rung, climb.good, False, readiness)
    return Standing(climb.rung, climb.good, True, climb.reason, climb.waits, climb.is_done)


def not_ready(told: Told, figures: Iterable[SessionStats], today: date) -> str:
    """The reason not to run yet, for a return without a programme; "" if running is allowed."""
    stopped_at = max(
        (
            session.opened_at
            for session in figures
            if day_of(session) <= today and answer_to(session, told).verdict is Verdict.STOP
        ),
        default="",
    )
    return _readiness(told.last(Ready), stopped_at)


def effort_cap(ladder: Programme, name: str | None) -> int | None:
    """The most effort on the rung of a workout, 1 to 10; None if it is none of the ladder."""
    place = ladder.place_of(name)
    return None if place is None else _cap(ladder.week_at(place))


def _cap(rung: int) -> int:
    """Source: the protocol's 3 on rungs 1 and 2, 4 on 3 and 4, 5 on 5 and 6."""
    return min(5, 3 + (rung - 1) // 2)


def plan_on(ladder: Programme, stands: Standing) -> Plan:
    """The workout of a standing."""
    week = ladder.weeks[stands.rung - 1]
    return week[min(stands.good, len(week) - 1)]


def _readiness(ready: Ready | None, stopped_at: str) -> str:
    """The reason not to run yet; "" if running is allowed."""
    if ready is None or ready.at < stopped_at:
        if stopped_at:
            return Say.LADDER_READY_AGAIN(stop=STOP_FROM)
        return Say.READY_CHECK()
    if not ready.walks_30_min:
        return Say.LADDER_NOT_WALKED()
    if not ready.no_swelling:
        return Say.LADDER_SWOLLEN()
    if not ready.cleared:
        return Say.LADDER_ASK()
    return ""


class _Climb:
    """Goes through the sessions and keeps the rung to which they have led."""

    def __init__(self, ladder: Programme, rung: int, day: date) -> None:
        self.ladder = ladder
        self.rung = rung
        self.good = 0
        self.waits = False
        self.is_done = False
        self.stopped_at = ""
        self.last_day = day
        self.reason = Say.LADDER_BEGIN(rung=self._rung(), times=TIMES)

    def pass_to(self, day: date) -> None:
        """Time without running."""
        away = (day - self.last_day).days
        self.last_day = max(day, self.last_day)
        if away >= AWAY_DAYS and (self.rung > 1 or self.good):
            self._down(Say.LADDER_AWAY(days=away))

    def take(self, session: SessionStats, told: Told) -> None:
        """A session; one of another plan only counts for not being away."""
        self.pass_to(day_of(session))
        place = self.ladder.place_of(session.plan)
        if place is None:
            return
        answer, effort = answer_to(session, told), told.effort(session)
        cap = _cap(self.ladder.week_at(place))
        done = did_the_running(session, self.ladder.plans[place])
        self.waits = False
        if answer.verdict is not Verdict.FINE:
            self._hurt(session, answer)
        elif self.ladder.week_at(place) != self.rung:
            self._stay(Say.LADDER_OTHER())
        elif answer.settled is False:
            self._stay(Say.LADDER_UNSETTLED())
        elif not done:
            self._stay(Say.LADDER_CUT())
        elif effort is not None and effort > cap:
            self._stay(Say.LADDER_EFFORT(effort=effort, cap=cap))
        elif answer.settled is None:
            self.waits = True
            self._stay(Say.LADDER_WAITS())
        else:
            self._up()

    def _hurt(self, session: SessionStats, answer: Answer) -> None:
        if answer.verdict is Verdict.STOP:
            self.stopped_at = session.opened_at
            self._down(Say.LADDER_STOPPED(pain=answer.what))
        else:
            self._down(Say.LADDER_HURT(pain=answer.what))

    def _up(self) -> None:
        self.good += 1
        if self.good < TIMES:
            self.reason = Say.LADDER_ONCE_MORE(rung=self._rung(), times=TIMES)
        elif self.rung < len(self.ladder.weeks):
            self.rung, self.good = self.rung + 1, 0
            self.reason = Say.LADDER_NEXT(rung=self._rung(), times=TIMES)
        else:
            self.is_done = True
            self.reason = Say.LADDER_DONE()

    def _down(self, because: str) -> None:
        self.rung, self.good, self.is_done = max(1, self.rung - 1), 0, False
        self.reason = Say.LADDER_AGAIN(rung=self._rung(), because=because)

    def _stay(self, because: str) -> None:
        self.reason = Say.LADDER_AGAIN(rung=self._rung(), because=because)

    def _rung(self) -> str:
        return Say.PLACE_RUNG(rung=self.rung, rungs=len(self.ladder.weeks))
