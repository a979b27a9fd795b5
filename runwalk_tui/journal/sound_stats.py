"""Refuses figures that no session can have."""

from datetime import datetime

from runwalk_tui.journal import sentences as texts
from runwalk_tui.training.history.session_stats import SessionStats

FARTHEST = 1e9
"""No number that anybody measured or told is larger."""

ZONES = 6
"""Below zone 1, and zones 1 to 5."""


def check_stats(stats: SessionStats, session_id: int) -> None:
    """Refuses figures that no session can have.

    Raises:
        ValueError: If they are such.
    """
    if stats.session_id != session_id:
        raise ValueError(texts.STATS_OF_ANOTHER.format(id=stats.session_id))
    datetime.fromisoformat(stats.opened_at)
    if len(stats.zone_s) != ZONES:
        raise ValueError(texts.OTHER_ZONES)
    numbers = [
        *(stats.total_s, stats.planned_s, stats.distance_m, stats.run_s, stats.walk_s),
        *(stats.runs, stats.doubtful_share, stats.kcal, *stats.zone_s),
        *(stats.ratio or ()),
        *(stats.mean_bpm or 0, stats.peak_bpm or 0, stats.run_bpm or 0),
        *(stats.run_kmh or 0, stats.machine_kcal or 0, stats.pain or 0, stats.mile_s or 0),
        *(stats.gain_bpm_kmh or 0, stats.gain_sd, stats.tau_s, stats.tau_sd),
    ]
    falls = (*stats.falls_bpm, *stats.minute_falls_bpm)
    # Ten thousand sessions are looked at before the first screen: no recursion, no generator.
    if min(numbers) < 0 or max(*numbers, *falls, 0) > FARTHEST or min(*falls, 0, 0) < -FARTHEST:
        raise ValueError(texts.IMPOSSIBLE_STATS)
