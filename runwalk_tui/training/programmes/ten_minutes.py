"""The ten-minute test: as far as possible in ten minutes, after a warm-up with accelerations."""

from runwalk_tui.training.programmes.builder import Paces
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.workout.plan import Kind, Plan, Step

TEN_MINUTES = "ten-minutes"
"""The name of the plan."""

TEST_S = 600.0

BELOW_MILE = 0.95
"""Ten minutes are run so much slower than a mile."""


def ten_minute_test(paces: Paces, kmh: float) -> Plan:
    """The test at a runner's speeds: it begins at ``kmh``, and the arrows make it the runner's."""
    acceleration = (
        Step(Kind.SURGE, paces.surge_kmh, duration_s=20.0),
        Step(Kind.WALK, paces.walk_kmh, duration_s=60.0),
    )
    steps = (
        Step(Kind.WARM_UP, paces.brisk_kmh, duration_s=300.0),
        Step(Kind.RUN, paces.run_kmh, duration_s=300.0),
        Step(Kind.WALK, paces.walk_kmh, duration_s=60.0),
        *(acceleration * 3),
        Step(Kind.SURGE, kmh, duration_s=TEST_S),
        Step(Kind.COOL_DOWN, paces.walk_kmh, duration_s=300.0),
    )
    return Plan(TEN_MINUTES, "Ten-minute test", steps, Races.TEN_MINUTES())
