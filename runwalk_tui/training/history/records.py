"""A runner's records: the longest, the farthest, the fastest mile, weeks in a row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from runwalk_tui.language.dates import day_of_year
from runwalk_tui.training import sentences_of_records as shown
from runwalk_tui.training.history.dates import WEEK, day_of, monday_of
from runwalk_tui.training.history.diary_entries import Entry, Mile
from runwalk_tui.training.history.magic_miles import miles
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, distance, minutes_clock
from runwalk_tui.workout.frozen import dataclass

LEAST_S = 60.0
"""A session of less is no session."""


@dataclass(frozen=True, slots=True)
class Records:
    """The best of each; None where there is none.

    Attributes:
        longest: By time.
        farthest: By distance.
        mile: The fastest hard mile.
        recovery: In whose walk the heart fell farthest within a minute.
        weeks: Weeks in a row with the sessions that were planned, or with any where no days are;
            up to this week or the one before.
        most_weeks: The most that there ever were.
    """

    longest: SessionStats | None = None
    farthest: SessionStats | None = None
    mile: Mile | None = None
    recovery: SessionStats | None = None
    weeks: int = 0
    most_weeks: int = 0


def records(
    figures: Sequence[SessionStats], entries: Iterable[Entry], today: date, planned: int = 1
) -> Records:
    """The records of a runner; of two that are alike, the first one holds it.

    A week counts for those in a row once it has as many sessions as are ``planned``.
    """
    sessions = [each for each in figures if each.total_s >= LEAST_S]
    calmed = [each for each in sessions if each.minute_falls_bpm and can_be_trusted(each)]
    a_week = Counter(monday_of(day_of(each)) for each in sessions)
    kept = {monday for monday, count in a_week.items() if count >= planned}
    now, most = _weeks_in_a_row(kept, monday_of(today))
    return Records(
        longest=max(sessions, key=lambda each: each.total_s, default=None),
        farthest=max(
            (each for each in sessions if each.distance_m > 0),
            key=lambda each: each.distance_m,
            default=None,
        ),
        mile=min(miles(figures, entries), key=lambda mile: mile.mile_s, default=None),
        recovery=max(calmed, key=best_fall_bpm, default=None),
        weeks=now,
        most_weeks=most,
    )


def best_fall_bpm(session: SessionStats) -> float:
    """The largest fall of the heart rate in the first minute of a walk, bpm."""
    return max(session.minute_falls_bpm, default=0.0)


def record_words(found: Records, units: Units) -> tuple[str, ...]:
    """Each record with its day, a line each."""
    lines = []
    if found.longest is not None:
        lines.append(
            shown.LONGEST.format(
                time=clock(found.longest.total_s), day=_day(found.longest.opened_at)
            )
        )
    if found.farthest is not None:
        far = f"{distance(found.farthest.distance_m, units)} {units}"
        lines.append(shown.FARTHEST.format(far=far, day=_day(found.farthest.opened_at)))
    if found.mile is not None:
        lines.append(
            shown.BEST_MILE.format(time=minutes_clock(found.mile.mile_s), day=_day(found.mile.at))
        )
    if found.recovery is not None:
        fall, day = best_fall_bpm(found.recovery), _day(found.recovery.opened_at)
        lines.append(shown.BEST_RECOVERY.format(fall=fall, day=day))
    if found.most_weeks:
        is_best = found.most_weeks <= found.weeks
        best = "" if is_best else shown.AT_BEST.format(weeks=found.most_weeks)
        lines.append(f"{shown.WEEKS_IN_A_ROW(found.weeks)}{best}")
    return tuple(lines)


def _weeks_in_a_row(mondays: set[date], this: date) -> tuple[int, int]:
    """Up to now, and at best; a week that is not over yet breaks nothing."""
    most = now = length = 0
    before: date | None = None
    for monday in sorted(mondays):
        length = length + 1 if before is not None and monday - before == WEEK else 1
        before, most = monday, max(most, length)
    if before is not None and this - before <= WEEK:
        now = length
    return now, most


def _day(moment: str) -> str:
    at = date.fromisoformat(moment[:10])
    return day_of_year(at)
