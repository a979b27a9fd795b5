"""The progress table: a row a week, as the articles on run-walk training draw it.

Weeks are counted from that of the first session, which is week 1, and begin on Mondays; a week
without a session has no row, so that the numbers show the gap. Total time and distance are those
of the whole week.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from runwalk_tui.training import sentences_of_records as shown
from runwalk_tui.training.history.activity import Activity, activity_of
from runwalk_tui.training.history.dates import day_of, monday_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.load import WeekLoad, number, week_loads
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.training.programmes.ratios import Ratio, on_grid
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.units.averages import fmean
from runwalk_tui.workout.frozen import dataclass

LEAST_DAYS = 6
"""With fewer days the monotony cannot be high, so it is not told in words."""


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week.

    Attributes:
        week: From 1, the week of the first session.
        monday: Its first day.
        sessions: How many there were.
        goal: How many there were to be.
        ratio: Of most of its sessions, the latest of as many, as in ``2:1``; None without any.
        total_s, distance_m: Of all its sessions.
        mean_bpm: Over the sessions whose heart rate could be trusted, by their time; else None.
        effort: Mean of those that were told, 1 to 10; else None.
        load: What is known of it by effort and minutes.
        activity: Minutes of moderate and vigorous activity.
    """

    week: int
    monday: date
    sessions: int
    goal: int
    ratio: str | None
    total_s: float
    distance_m: float
    mean_bpm: float | None
    effort: float | None
    load: WeekLoad
    activity: Activity

    @property
    def words(self) -> str:
        """The week in a sentence: load, its mean, monotony, strain, activity."""
        load = self.load
        known = (
            (shown.LOAD, load.load),
            (shown.MEAN_OF_FOUR, load.mean_4),
            (shown.STRAIN, load.strain),
        )
        parts = [f"{name} {value:.0f}" for name, value in known if value is not None]
        if load.monotony is not None and self.sessions >= LEAST_DAYS:
            parts.append(shown.MONOTONY.format(value=number(load.monotony)))
        moderate, vigorous = self.activity.moderate_min, self.activity.vigorous_min
        parts.append(shown.MODERATE_AND_VIGOROUS.format(moderate=moderate, vigorous=vigorous))
        return shown.WEEK.format(week=self.week, parts=", ".join(parts), active=self.active)

    @property
    def active(self) -> str:
        """Its active minutes beside those that are recommended."""
        return Weeks.ACTIVE(minutes=f"{self.activity.counted_min:.0f}")


def progress(
    figures: Sequence[SessionStats],
    told: Told,
    today: date,
    days_a_week: int = 3,
    first: date | None = None,
) -> list[WeekRow]:
    """A row for every week with a session, the oldest first.

    ``first`` is the Monday of week 1, where older sessions than those are known.
    """
    sessions = [session for session in figures if session.total_s > 0]
    loads = {week.monday: week for week in week_loads(sessions, told, today)}
    dated = sorted(((day_of(session), session) for session in sessions), key=lambda pair: pair[0])
    if first is None and dated:
        first = monday_of(dated[0][0])
    rows: list[WeekRow] = []
    for monday, group in groupby(dated, key=lambda pair: monday_of(pair[0])):
        week = [session for _, session in group]
        if monday in loads and first is not None:
            number = (monday - first).days // 7 + 1
            rows.append(_row(number, week, loads[monday], told, days_a_week))
    return rows


def _row(
    number: int, week: Sequence[SessionStats], load: WeekLoad, told: Told, days_a_week: int
) -> WeekRow:
    efforts = [effort for session in week if (effort := told.effort(session)) is not None]
    return WeekRow(
        week=number,
        monday=load.monday,
        sessions=len(week),
        goal=days_a_week,
        ratio=_ratio(week),
        total_s=sum(session.total_s for session in week),
        distance_m=sum(session.distance_m for session in week),
        mean_bpm=_mean_bpm(week),
        effort=fmean(efforts) if efforts else None,
        load=load,
        activity=activity_of(week),
    )


def _ratio(week: Iterable[SessionStats]) -> str | None:
    names = [
        Ratio(*map(on_grid, session.ratio)).name
        for session in week
        if session.ratio is not None and round(session.ratio[1]) > 0
    ]
    counts = Counter(reversed(names))
    return counts.most_common(1)[0][0] if counts else None


def _mean_bpm(week: Iterable[SessionStats]) -> float | None:
    known = [
        (session.mean_bpm, session.total_s)
        for session in week
        if session.mean_bpm is not None and can_be_trusted(session)
    ]
    return sum(bpm * s for bpm, s in known) / sum(s for _, s in known) if known else None
