"""Curves of a session's rates and speeds: decoupling, a held peak, steady pieces.

Sources: efficiency factor (metres a minute by beats a minute) and decoupling (how much it falls
from the first third of the running to the last) as intervals.icu and TrainingPeaks use them; 5 % of
decoupling is a convention. A heart settles within three minutes at a steady speed (first order,
time constant 57.6 +/- 23.6 s, Hunt 2015). Limits are our own.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from runwalk_tui.training.physiology.energy import Gait, vo2_ml_kg_min
from runwalk_tui.units.averages import fmean

HELD_S = 5.0
"""A peak counts once it was held for so long."""

LONGEST_GAP_S = 3.0
"""Readings further apart are no unbroken run of them."""

LEAST_RUN_S = 900.0
"""Less running has no first and last third."""

SETTLED_S, PIECE_S = 180.0, 60.0
"""A piece is steady after so long at one speed; then each minute of it counts."""

SAME_KMH = 0.3


class Beat(NamedTuple):
    """A trusted rate with the speed at that moment.

    Attributes:
        t: Seconds.
        bpm: Heart rate.
        kmh: The belt's measured speed.
        incline_percent: Grade.
        gait: What the runner did; None where that is not known, as in a cool-down.
    """

    t: float
    bpm: float
    kmh: float
    incline_percent: float
    gait: Gait | None


def decoupling_of(beats: Sequence[Beat]) -> float | None:
    """The fall of the runs' efficiency factor from first to last third, as a share."""
    runs = [beat for beat in beats if beat.gait == "run"]
    if _length_s(runs) < LEAST_RUN_S:
        return None
    third = len(runs) // 3
    first, last = _metres_a_beat(runs[:third]), _metres_a_beat(runs[-third:])
    return (first - last) / first


def held_peak_bpm(beats: Iterable[Beat]) -> int | None:
    """The highest rate that was not left for `HELD_S`."""
    best: float | None = None
    window: deque[Beat] = deque()
    for beat in beats:
        if window and beat.t - window[-1].t > LONGEST_GAP_S:
            window.clear()
        window.append(beat)
        while len(window) > 1 and beat.t - window[1].t >= HELD_S:
            window.popleft()
        if beat.t - window[0].t >= HELD_S:
            lowest = min(each.bpm for each in window)
            best = lowest if best is None else max(best, lowest)
    return None if best is None else int(best)


def steady_pieces(beats: Sequence[Beat]) -> list[tuple[float, float]]:
    """Oxygen uptake by ACSM's equations and heart rate of each minute at a steady speed."""
    found: list[tuple[float, float]] = []
    began = 0
    piece: list[Beat] = []
    for at, beat in enumerate(beats):
        first = beats[began]
        is_same = (
            abs(beat.kmh - first.kmh) <= SAME_KMH
            and beat.incline_percent == first.incline_percent
            and beat.gait == first.gait
            and (at == 0 or beat.t - beats[at - 1].t <= LONGEST_GAP_S)
        )
        if not is_same:
            began, piece = at, []
        elif beat.t - first.t >= SETTLED_S and beat.gait is not None:
            piece.append(beat)
            if beat.t - piece[0].t >= PIECE_S - 1:
                kmh = fmean(each.kmh for each in piece)
                vo2 = vo2_ml_kg_min(beat.gait, kmh, beat.incline_percent)
                found.append((vo2, fmean(each.bpm for each in piece)))
                piece = []
    return found


def _length_s(beats: Sequence[Beat]) -> float:
    return sum(
        min(LONGEST_GAP_S, after.t - before.t)
        for before, after in pairwise(beats)
        if after.t > before.t
    )


def _metres_a_beat(beats: Sequence[Beat]) -> float:
    return fmean(beat.kmh for beat in beats) * 1000 / 60 / fmean(beat.bpm for beat in beats)
