"""Training load by week: session load, four-week mean, monotony, strain, and a warning.

Source: Foster et al.: A new approach to monitoring exercise training, J Strength Cond Res 2001.
The load of a session is its effort, 1 to 10, times its minutes; that of a week is their sum.
Monotony is the mean daily load divided by its standard deviation (of the seven days, which are all
there are), strain the week's load times its monotony.

A session whose effort was not told has no known load. It is not taken for 0: a week with one is
known in part, says so, and is neither compared nor compared with. A week that grows is not warned
of: injuries followed no growth of weeks (Frandsen 2025, 5,205 runners; Buist 2008, a trial of the
10 % rule), but single runs much longer than the month's longest
(`runwalk_tui.training.advice.progression_limits`).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from runwalk_tui.training.history.dates import WEEK, day_of, monday_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.units.averages import fmean
from runwalk_tui.workout.frozen import dataclass

MOST_MONOTONY = 2.0
"""Days more alike than this deserve a warning (Foster 2001); only six days a week can be."""

WEEKS_COMPARED = 4


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """The load of one week.

    Attributes:
        monday: Its first day.
        load: Of the sessions whose effort was told; None if there were sessions and none was told.
        sessions: How many there were.
        untold: How many of them are without effort.
        mean_4: Mean load of the four weeks before; None unless all four are wholly known.
        monotony: None until the week is over, without load, or with a session without effort;
            infinite where every day was the same.
        strain: As monotony.
    """

    monday: date
    load: float | None
    sessions: int
    untold: int = 0
    mean_4: float | None = None
    monotony: float | None = None
    strain: float | None = None

    @property
    def is_monotonous(self) -> bool:
        """True if its days were too much alike."""
        return self.monotony is not None and self.monotony > MOST_MONOTONY

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings on this week, a sentence each."""
        if not self.is_monotonous or self.monotony is None:
            return ()
        value = number(self.monotony)
        return (Weeks.MONOTONOUS(value=value, most=f"{MOST_MONOTONY:g}"),)

    @property
    def caveat(self) -> str | None:
        """A sentence on what is not known of this week; None if nothing is missing."""
        if not self.untold:
            return None
        return Weeks.UNTOLD(untold=self.untold, sessions=self.sessions)


def session_load(effort: float, total_s: float) -> float:
    """The load of one session, by its effort from 1 to 10 and its length in seconds.

    Raises:
        ValueError: If the effort is not 1 to 10, or the length is below 0 s.
    """
    if not 1 <= effort <= 10:
        raise ValueError(f"the effort must be 1 to 10, not {effort:g}")
    if not 0 <= total_s < math.inf:
        raise ValueError(f"the length must be 0 s or above, not {total_s:g}")
    return effort * total_s / 60


def monotony_of(daily_loads: Sequence[float]) -> float | None:
    """Mean daily load by its standard deviation; None without load, infinite for equal days."""
    mean = fmean(daily_loads)
    if mean <= 0:
        return None
    spread = math.sqrt(fmean((load - mean) ** 2 for load in daily_loads))
    return mean / spread if spread > 1e-9 * mean else math.inf


def week_loads(figures: Iterable[SessionStats], told: Told, today: date) -> list[WeekLoad]:
    """Every week from that of the first session to this one, also those without a session."""
    days: dict[date, float] = {}
    sessions: dict[date, int] = {}
    untold: dict[date, int] = {}
    for each in figures:
        day, effort = day_of(each), told.effort(each)
        monday = monday_of(day)
        sessions[monday] = sessions.get(monday, 0) + 1
        if effort is None:
            untold[monday] = untold.get(monday, 0) + 1
        else:
            days[day] = days.get(day, 0.0) + session_load(effort, each.total_s)
    weeks: list[WeekLoad] = []
    for monday in _mondays(min(sessions, default=None), today):
        loads = [days.get(monday + timedelta(days=offset), 0.0) for offset in range(7)]
        count, missing = sessions.get(monday, 0), untold.get(monday, 0)
        is_over = monday + WEEK <= today
        monotony = monotony_of(loads) if is_over and not missing else None
        load = None if count and count == missing else sum(loads)
        weeks.append(
            WeekLoad(
                monday=monday,
                load=load,
                sessions=count,
                untold=missing,
                mean_4=_mean(weeks[-WEEKS_COMPARED:]),
                monotony=monotony,
                strain=None if monotony is None or load is None else load * monotony,
            )
        )
    return weeks


def _mondays(first: date | None, today: date) -> Iterator[date]:
    while first is not None and first <= today:
        yield first
        first += WEEK


def _mean(before: Sequence[WeekLoad]) -> float | None:
    """The mean load of four weeks that are wholly known."""
    known = [week.load for week in before if week.load is not None and not week.untold]
    return fmean(known) if len(known) == WEEKS_COMPARED else None


def number(value: float) -> str:
    """A monotony in words."""
    return f"{value:.1f}" if math.isfinite(value) else "without limit"
