"""Minutes of moderate and vigorous activity in a week, and its goal.

Sources: oxygen uptake by ACSM's equations (see `runwalk_tui.training.physiology.energy`), one MET
being 3.5 ml/kg/min; moderate is 3 to below 6 MET, vigorous 6 and above (ACSM's Guidelines for
Exercise Testing and Prescription, 10th edition). A week of 150 moderate or 75 vigorous minutes is
what the World Health Organization's guidelines of 2020 ask for at least; a vigorous minute counts
for two. What was done on a bike, a rower and the like counts as hard as it was (`cross_met`).
Inclines are left out, so that on a hill the minutes are rather too few than too many.
"""

from collections.abc import Iterable

from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.physiology.energy import REST_ML_KG_MIN, Gait, vo2_ml_kg_min
from runwalk_tui.workout.frozen import dataclass

MODERATE_MET = 3.0
VIGOROUS_MET = 6.0


@dataclass(frozen=True, slots=True)
class Activity:
    """Minutes by how hard the body works; light ones are left out."""

    moderate_min: float = 0.0
    vigorous_min: float = 0.0

    @property
    def counted_min(self) -> float:
        """Minutes as the guidelines count them: vigorous ones twice."""
        return self.moderate_min + 2 * self.vigorous_min


def met(kind: Gait, speed_kmh: float) -> float:
    """Oxygen uptake on the level as a multiple of that at rest."""
    return vo2_ml_kg_min(kind, speed_kmh) / REST_ML_KG_MIN


def activity_of(sessions: Iterable[SessionStats]) -> Activity:
    """The minutes of some sessions: runs at the speed of the runs, the rest at that of the rest."""
    minutes = {MODERATE_MET: 0.0, VIGOROUS_MET: 0.0}
    for session in sessions:
        for seconds, level in _levels(session):
            if level >= VIGOROUS_MET:
                minutes[VIGOROUS_MET] += seconds / 60
            elif level >= MODERATE_MET:
                minutes[MODERATE_MET] += seconds / 60
    return Activity(minutes[MODERATE_MET], minutes[VIGOROUS_MET])


def _levels(session: SessionStats) -> list[tuple[float, float]]:
    """Return durations in seconds with their intensities, as multiples of rest (MET)."""
    if session.cross_met is not None:
        return [(session.total_s, session.cross_met)]
    return [(seconds, met(kind, speed_kmh) + 1e-9) for kind, seconds, speed_kmh in _parts(session)]


def _parts(session: SessionStats) -> list[tuple[Gait, float, float]]:
    """Return what was run and what was walked: gait, seconds, mean speed in km/h."""
    mean_kmh = session.distance_m / session.total_s * 3.6 if session.total_s > 0 else 0.0
    run_kmh = mean_kmh if session.run_kmh is None else session.run_kmh
    rest_s = max(0.0, session.total_s - session.run_s)
    rest_m = max(0.0, session.distance_m - run_kmh / 3.6 * session.run_s)
    parts: list[tuple[Gait, float, float]] = []
    if session.run_s > 0:
        parts.append(("run", session.run_s, run_kmh))
    if rest_s > 0:
        parts.append(("walk", rest_s, rest_m / rest_s * 3.6))
    return parts
