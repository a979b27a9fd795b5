"""Trends of the heart over the weeks: recovery, the rate at the same speed, metres a beat.

Rates are compared at the same ratio, speed and second of the run: one unchanged heart has 134 bpm
in runs of a minute and 152 in runs of four at one speed. Efficiency factor: metres a minute by
beats a minute (intervals.icu, TrainingPeaks), which is metres a beat. Only sessions whose heart
rate could be trusted are looked at.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.units.averages import fmean
from runwalk_tui.workout.frozen import dataclass

SAME_KMH = 0.3
"""Runs whose speeds differ by no more are compared."""

SAME_SHARE = 0.1
"""Runs and walks whose lengths differ by no more are of the same ratio."""

LEAST_POINTS = 3
LEAST_DAYS = 14
"""Fewer sessions, or over fewer days, are no trend."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure of the heart, session by session; the oldest first."""

    points: tuple[tuple[date, float], ...] = ()

    @property
    def per_week(self) -> float | None:
        """The change a week, by the straight line that fits best; None with too few points."""
        if len(self.points) < LEAST_POINTS:
            return None
        first = self.points[0][0]
        weeks = [(day - first).days / 7 for day, _ in self.points]
        if weeks[-1] * 7 < LEAST_DAYS:
            return None
        mean_week, mean_bpm = fmean(weeks), fmean(bpm for _, bpm in self.points)
        spread = sum((week - mean_week) ** 2 for week in weeks)
        together = sum(
            (week - mean_week) * (bpm - mean_bpm)
            for week, (_, bpm) in zip(weeks, self.points, strict=True)
        )
        return together / spread


def recovery_trend(figures: Iterable[SessionStats]) -> Trend:
    """The fall of the heart rate in the first minute of the walks: more is better."""
    return Trend(
        tuple(
            (day_of(session), fmean(session.minute_falls_bpm))
            for session in figures
            if session.minute_falls_bpm and can_be_trusted(session)
        )
    )


def same_speed_trend(figures: Sequence[SessionStats]) -> Trend:
    """The heart rate at the end of runs as fast and as long as the last session's: less is better.

    Where the last seconds of the runs are not known, it is the mean of them.
    """
    known = [
        (session, session.run_kmh, bpm)
        for session in figures
        if session.run_kmh is not None
        and (bpm := session.run_end_bpm or session.run_bpm) is not None
        and can_be_trusted(session)
    ]
    if not known:
        return Trend()
    last, last_kmh, _ = known[-1]
    return Trend(
        tuple(
            (day_of(session), bpm)
            for session, kmh, bpm in known
            if abs(kmh - last_kmh) <= SAME_KMH and is_same_ratio(session, last)
        )
    )


def efficiency_trend(figures: Sequence[SessionStats]) -> Trend:
    """Metres a heartbeat in easy runs of the last session's ratio: more is better."""
    known = [
        (session, metres)
        for session in figures
        if (metres := session.metres_a_beat) is not None
        and not session.surge_s
        and can_be_trusted(session)
    ]
    return Trend(
        tuple(
            (day_of(session), metres)
            for session, metres in known
            if is_same_ratio(session, known[-1][0])
        )
    )


def is_same_ratio(one: SessionStats, other: SessionStats) -> bool:
    """Return True if two sessions had runs and walks of the same lengths, within `SAME_SHARE`."""
    if one.ratio is None or other.ratio is None:
        return one.ratio is other.ratio
    pairs = zip(one.ratio, other.ratio, strict=True)
    return all(abs(a - b) <= SAME_SHARE * max(a, b) for a, b in pairs)


def trend_words(recovery: Trend, same_speed: Trend, efficiency: Trend | None = None) -> list[str]:
    """Return what they say, a sentence each; nothing where there is too little to say."""
    said = []
    if recovery.per_week is not None:
        falls = f"{recovery.points[-1][1]:.0f}"
        said.append(Weeks.TREND_RECOVERY(bpm=falls, change=_change(recovery.per_week)))
    if same_speed.per_week is not None:
        bpm = f"{same_speed.points[-1][1]:.0f}"
        said.append(Weeks.TREND_SAME(bpm=bpm, change=_change(same_speed.per_week)))
    if efficiency is not None and efficiency.per_week is not None:
        metres = f"{efficiency.points[-1][1]:.2f}"
        said.append(Weeks.TREND_BEAT(metres=metres, change=_change(efficiency.per_week, 2)))
    return said


def _change(per_week: float, digits: int = 1) -> str:
    return f"{per_week:+.{digits}f}".replace("-", "−")
