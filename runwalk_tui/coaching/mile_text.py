"""The words on a Magic Mile that was just run."""

from runwalk_tui.coaching import sentences as shown
from runwalk_tui.language import decimal
from runwalk_tui.training.programmes.magic_mile import (
    is_magic_mile,
    long_run_pace_s,
    mile_time_s,
    on_belt,
    race_pace_s,
    ratio_for,
)
from runwalk_tui.training.programmes.ratios import Ratio
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.units.constants import METRES_PER_MILE, Units
from runwalk_tui.units.format import METRES, clock, pace, pace_unit
from runwalk_tui.workout.session import Session

UNTIMED = Races.MILE_UNTIMED()


def mile_words(session: Session, units: Units) -> str:
    """The time, the paces that follow from it, and the ratio; nothing after any other workout."""
    if not is_magic_mile(session.plan):
        return ""
    mile_s = mile_time_s(session.records, session.plan)
    if mile_s is None:
        return UNTIMED
    long_run_s = long_run_pace_s(mile_s)
    return Races.MILE_DONE(
        mile=clock(round(mile_s)),
        five_k=mile_pace(race_pace_s(mile_s, "5k"), units),
        marathon=mile_pace(race_pace_s(mile_s, "marathon"), units),
        long_run=mile_pace(long_run_s, units),
        lengths=ratio_words(on_belt(ratio_for(long_run_s))),
    )


def ratio_words(ratio: Ratio) -> str:
    """A ratio in words, as one of long runs."""
    return shown.WALK_ALL if ratio.is_walking else ratio.lengths


def mile_pace(pace_s_per_mile: float, units: Units) -> str:
    """A pace in seconds a mile, as the runner reads it."""
    return f"{pace(METRES_PER_MILE / pace_s_per_mile * 3.6, units)} {pace_unit(units)}"


def speed_words(kmh: float, units: Units) -> str:
    """A belt's speed, as the runner reads it."""
    metres = METRES[units] / 1000
    return f"{decimal(f'{kmh / metres:.1f}')} {'km/h' if units == 'km' else 'mph'}"
