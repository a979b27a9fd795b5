"""At which speed a Magic Mile begins, so that nobody has to press it up to speed.

Source: Galloway: the first one only slightly faster than usual; from then on as the last ones went,
the best three of the last four.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from runwalk_tui.training.advice.assessment import is_hard
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.training_history import Past
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_entries import Entry
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.magic_mile import FIRST_FASTER, kmh_of, predicted_mile_s
from runwalk_tui.workout.frozen import dataclass

REMEMBERED = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class MileTarget:
    """A target for a mile.

    Attributes:
        mile_kmh: Its speed.
        easy_kmh: That of the slow mile before it.
        is_first: No mile is known yet.
    """

    mile_kmh: float
    easy_kmh: float
    is_first: bool


def target_of(
    athlete: Athlete, figures: Sequence[SessionStats], entries: Sequence[Entry], today: date
) -> MileTarget:
    """The target by the miles so far, or for a first one by the easy runs of the last weeks."""
    past = Past(athlete, figures, entries, today)
    easy = [
        session.run_kmh
        for session in figures
        if session.run_kmh and not is_hard(session) and today - day_of(session) <= REMEMBERED
    ]
    easy_kmh = max(easy, default=athlete.run_kmh)
    miles_s = past.recent_miles_s
    if not miles_s:
        return MileTarget(min(athlete.cap_kmh, FIRST_FASTER * easy_kmh), easy_kmh, True)
    kmh = min(athlete.cap_kmh, kmh_of(predicted_mile_s(miles_s)))
    return MileTarget(kmh, min(easy_kmh, kmh), False)
