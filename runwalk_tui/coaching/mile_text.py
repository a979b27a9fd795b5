"""The words on a Magic Mile that was just run."""

from runwalk_tui.training.programmes.magic_mile import (
    is_magic_mile,
    long_run_pace_s,
    mile_time_s,
    race_pace_s,
    ratio_for,
)
from runwalk_tui.units.constants import METRES_PER_MILE, Units
from runwalk_tui.units.format import clock, pace, pace_unit
from runwalk_tui.workout.session import Session

UNTIMED = "The mile was not run in one go, so there is no time of it."


def mile_words(session: Session, units: Units) -> str:
    """The time, the paces that follow from it, and the ratio; nothing after any other workout."""
    if not is_magic_mile(session.plan):
        return ""
    mile_s = mile_time_s(session.records, session.plan)
    if mile_s is None:
        return UNTIMED
    long_run_s = long_run_pace_s(mile_s)
    return (
        f"Magic Mile in {clock(round(mile_s))}. In races 5 km at "
        f"{mile_pace(race_pace_s(mile_s, '5k'), units)}, a marathon at "
        f"{mile_pace(race_pace_s(mile_s, 'marathon'), units)}. Long runs at "
        f"{mile_pace(long_run_s, units)}: {ratio_for(long_run_s).lengths}."
    )


def mile_pace(pace_s_per_mile: float, units: Units) -> str:
    """A pace in seconds a mile, as the runner reads it."""
    return f"{pace(METRES_PER_MILE / pace_s_per_mile * 3.6, units)} {pace_unit(units)}"
