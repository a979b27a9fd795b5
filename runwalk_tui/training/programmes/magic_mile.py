"""Galloway's Magic Mile: what one mile, run as hard as is wise, says of races, long runs, ratio.

Source: Jeff Galloway, jeffgalloway.com, "Magic Mile" and "Run Walk Run". After a slow mile and a
few accelerations one mile is run evenly, as hard as could be held for about 100 m more; five
minutes of walking follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from runwalk_tui.training.programmes.ratios import Ratio
from runwalk_tui.units.averages import fmean
from runwalk_tui.units.constants import METRES_PER_MILE
from runwalk_tui.workout.plan import Kind, Plan, Step

if TYPE_CHECKING:
    from runwalk_tui.workout.session import StepRecord

Race = Literal["5k", "10k", "10mi", "half", "marathon"]

RACE_M: Mapping[Race, float] = {
    "5k": 5000.0,
    "10k": 10_000.0,
    "10mi": 10 * METRES_PER_MILE,
    "half": 21_097.5,
    "marathon": 42_195.0,
}
"""The length of each race in metres, the shortest first."""

IN_THE_HEAT: tuple[Race, ...] = ("10k", "10mi", "half", "marathon")
"""Races that are long enough for the heat to count."""

FIVE_K_SLOWER_S = 33.0
"""The pace of 5 km is so much slower a mile than the mile itself."""

SLOWER: Mapping[Race, float] = {"10k": 1.15, "10mi": 1.175, "half": 1.2, "marathon": 1.3}
"""The pace of the other races, as a multiple of the mile's."""

LONG_RUN_SLOWER_S = 120.0
"""Long runs are so much slower a mile than a marathon."""

FASTEST_S, SLOWEST_S = 210.0, 1800.0
"""A mile takes no less and no more: the record is above the one, a walk is below the other."""

LEAST_SHARE, MOST_SHARE = 0.995, 1.02
"""So much of the mile has to be covered for its time to count."""

LONGEST_PAUSE_S = 2.0
"""A mile with a longer pause in it was not run in one go."""


class Row(NamedTuple):
    """A row of the table, in seconds a mile from one pace to another; advises its first."""

    from_s: float
    to_s: float
    options: tuple[Ratio, ...]


RATIOS = (
    Row(420, 420, (Ratio(360, 30), Ratio(420, 40))),
    Row(450, 450, (Ratio(300, 30),)),
    Row(480, 480, (Ratio(240, 30), Ratio(120, 15))),
    Row(510, 510, (Ratio(180, 30), Ratio(120, 20))),
    Row(540, 540, (Ratio(120, 30), Ratio(80, 20))),
    Row(570, 645, (Ratio(90, 30), Ratio(60, 20), Ratio(45, 15), Ratio(60, 30), Ratio(40, 20))),
    Row(645, 735, (Ratio(60, 30), Ratio(40, 20), Ratio(30, 15), Ratio(30, 30), Ratio(20, 20))),
    Row(735, 870, (Ratio(30, 30), Ratio(20, 20), Ratio(15, 15))),
    Row(870, 945, (Ratio(15, 30),)),
    Row(945, 1020, (Ratio(10, 30),)),
    Row(1020, 1110, (Ratio(8, 30), Ratio(5, 25), Ratio(10, 30))),
    Row(1110, 1200, (Ratio(5, 30), Ratio(5, 25), Ratio(4, 30))),
)
"""Galloway's ratios by pace, 7:00 to 20:00 a mile; for the pace of long runs, not of every run."""

WALK_IT = (Ratio(0, 60),)
"""Slower than the table it is walked."""


def race_pace_s(mile_s: float, race: Race) -> float:
    """The pace to race at, in seconds a mile, by the time of the Magic Mile in seconds."""
    if race == "5k":
        return mile_s + FIVE_K_SLOWER_S
    return mile_s * SLOWER[race]


def long_run_pace_s(mile_s: float) -> float:
    """The pace of long runs, in seconds a mile: two minutes slower than a marathon."""
    return race_pace_s(mile_s, "marathon") + LONG_RUN_SLOWER_S


def finish_s(mile_s: float, race: Race) -> float:
    """The time of the race at its pace, in seconds."""
    return race_pace_s(mile_s, race) * RACE_M[race] / METRES_PER_MILE


def mile_s_for(goal_s: float, race: Race, celsius: float | None = None) -> float:
    """The Magic Mile that predicts a race in ``goal_s`` seconds, at a temperature or a cool one."""
    pace_s = goal_s / RACE_M[race] * METRES_PER_MILE
    if celsius is not None and race in IN_THE_HEAT:
        pace_s -= heat_s(celsius)
    return pace_s - FIVE_K_SLOWER_S if race == "5k" else pace_s / SLOWER[race]


def ratios_for(pace_s_per_mile: float) -> tuple[Ratio, ...]:
    """All that the table has for a pace, the advised one first.

    In doubt it is the row with more walking: between two paces of the table that of the slower
    one, and a pace at which one row ends and another begins belongs to the slower one. Faster than
    the table it is the row of 7:00, slower it is walked.
    """
    pace_s = round(pace_s_per_mile, 3)
    fitting = (row for row in RATIOS if pace_s < row.to_s or pace_s == row.from_s)
    found = next(fitting, None)
    return WALK_IT if found is None else found.options


def ratio_for(pace_s_per_mile: float) -> Ratio:
    """The ratio to run a pace with."""
    return ratios_for(pace_s_per_mile)[0]


PREDICTED_FROM = 4
"""A prediction is the mean of the last so many miles, the slowest dropped."""

RAMP_S = 5.0
"""Seconds of a belt from a walk to a run, where that is not known."""

RAMPS_A_RUN = 3
"""A run is at least so many ramps long: a shorter one is over before it is reached."""


def predicted_mile_s(miles_s: Sequence[float]) -> float:
    """The mile to predict by, of some in order of time; a single one is that one."""
    last = sorted(miles_s[-PREDICTED_FROM:])
    kept = last[:-1] if len(last) == PREDICTED_FROM else last
    return kept[0] if len(kept) < PREDICTED_FROM - 1 else fmean(kept)


def on_belt(ratio: Ratio, ramp_s: float = RAMP_S) -> Ratio:
    """The same share with runs that a belt can run: 8/30 becomes 16/60."""
    while 0 < ratio.run_s < RAMPS_A_RUN * ramp_s:
        ratio = Ratio(2 * ratio.run_s, 2 * ratio.walk_s)
    return ratio


def belt_kmh(mean_kmh: float, ratio: Ratio, walk_kmh: float) -> float | None:
    """The speed of the runs for a mean speed with walks of ``walk_kmh``.

    ``(mean x (run + walk) - walk speed x walk) / run``; None where the walks alone are faster.
    """
    if not ratio.run_s:
        return None
    whole_s = ratio.run_s + ratio.walk_s
    kmh = (mean_kmh * whole_s - walk_kmh * ratio.walk_s) / ratio.run_s
    return kmh if kmh > walk_kmh else None


def kmh_of(pace_s_per_mile: float) -> float:
    """A pace as a speed."""
    return METRES_PER_MILE / pace_s_per_mile * 3.6


COOL_C, WARMER_C, SLOWER_IN_HEAT_S = 16.0, 2.8, 30.0
"""For each 2.8 degrees above 16 a mile of a long run takes 30 s longer (Galloway: 5 °F, 60 °F)."""


def heat_s(temperature_c: float) -> float:
    """Seconds a mile that a long run or race takes longer at a temperature."""
    return max(0.0, temperature_c - COOL_C) / WARMER_C * SLOWER_IN_HEAT_S


FIRST_FASTER = 1.05
"""The first Magic Mile is only slightly faster than usual."""


def tailored(plan: Plan, mile_kmh: float, easy_kmh: float) -> Plan:
    """A Magic Mile that begins at a target: its timed mile and its accelerations at that speed."""
    steps = []
    for step in plan.steps:
        if _is_timed_mile(step):
            step = replace(step, speed_kmh=mile_kmh)
        elif step.kind is Kind.SURGE:
            step = replace(step, speed_kmh=max(easy_kmh, mile_kmh))
        elif step.kind is Kind.RUN:
            step = replace(step, speed_kmh=min(easy_kmh, mile_kmh))
        steps.append(step)
    return replace(plan, steps=tuple(steps))


def mile_time_s(records: "Sequence[StepRecord]", plan: Plan | None) -> float | None:
    """The time over the timed mile of ``plan``, in seconds; the last one where it was repeated.

    None if there is no such step, or it was not run through in one go: cut short, drawn out, or
    interrupted. What the belt overshot is taken off in proportion.
    """
    if plan is None:
        return None
    for record in reversed(records):
        if _is_timed_mile(plan.steps[record.index]) and record.ended_t is not None:
            share = record.distance_m / METRES_PER_MILE
            pause_s = record.ended_t - record.began_t - record.active_s
            if LEAST_SHARE <= share <= MOST_SHARE and pause_s <= LONGEST_PAUSE_S:
                return record.active_s / share
    return None


def is_magic_mile(plan: Plan | None) -> bool:
    """Return True if a workout is one for the sake of a timed mile."""
    return plan is not None and any(_is_timed_mile(step) for step in plan.steps)


def _is_timed_mile(step: Step) -> bool:
    return step.timed and abs((step.distance_m or 0.0) - METRES_PER_MILE) < 1
