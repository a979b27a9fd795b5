"""What the heart says over the weeks: recovery in the walks, and the rate at the same speed.

Only sessions whose heart rate could be trusted are looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted

SAME_KMH = 0.3
"""Runs whose speeds differ by no more are compared."""

SAME_SHARE = 0.1
"""Runs and walks whose lengths differ by no more are of the same ratio."""

LEAST_POINTS = 3
LEAST_DAYS = 14
"""Fewer sessions, or over fewer days, are no trend."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure of the heart, session by session, in bpm; the oldest first."""

    points: tuple[tuple[date, float], ...] = ()

    @property
    def per_week(self) -> float | None:
        """How many bpm it changes a week, by the straight line that fits best; None if too few."""
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
    """How far the heart rate fell in the first minute of the walks: more is better."""
    return Trend(
        tuple(
            (day_of(session), fmean(session.minute_falls_bpm))
            for session in figures
            if session.minute_falls_bpm and can_be_trusted(session)
        )
    )


def same_speed_trend(figures: Sequence[SessionStats]) -> Trend:
    """The heart rate in runs as fast and as long as those of the last session: less is better.

    One unchanged heart has 134 bpm in runs of a minute and 152 in runs of four at one speed, so
    only the same ratio is compared.
    """
    known = [
        (session, session.run_kmh, session.run_bpm)
        for session in figures
        if session.run_kmh is not None and session.run_bpm is not None and can_be_trusted(session)
    ]
    if not known:
        return Trend()
    last, last_kmh, _ = known[-1]
    return Trend(
        tuple(
            (day_of(session), bpm)
            for session, kmh, bpm in known
            if abs(kmh - last_kmh) <= SAME_KMH and _is_same_ratio(session, last)
        )
    )


def _is_same_ratio(one: SessionStats, other: SessionStats) -> bool:
    """Return True if two sessions had runs and walks of the same lengths, within `SAME_SHARE`."""
    if one.ratio is None or other.ratio is None:
        return one.ratio is other.ratio
    pairs = zip(one.ratio, other.ratio, strict=True)
    return all(abs(a - b) <= SAME_SHARE * max(a, b) for a, b in pairs)


def trend_words(recovery: Trend, same_speed: Trend) -> list[str]:
    """Return what both say, a sentence each; nothing where there is too little to say."""
    said = []
    if recovery.per_week is not None:
        said.append(
            f"In the first minute of the walks the heart falls {recovery.points[-1][1]:.0f} bpm, "
            f"{_change(recovery.per_week)} a week: more is better."
        )
    if same_speed.per_week is not None:
        said.append(
            "At the speed and ratio of the last runs the heart rate is "
            f"{same_speed.points[-1][1]:.0f} bpm, {_change(same_speed.per_week)} a week: less is "
            "better."
        )
    return said


def _change(per_week: float) -> str:
    return f"{per_week:+.1f}".replace("-", "−")
