"""The maximum heart rate by a runner's own data.

Sources: by age it is known with a standard deviation of 7 to 11 bpm (Tanaka 2001); the highest
trusted rate of hard runs that was held for 5 s beats it. It is proposed, never set.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from runwalk_tui.training.advice.assessment import is_hard
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.training.sentences_of_weeks import Weeks

REMEMBERED = timedelta(days=365)
"""A maximum falls with the years; what is older says nothing."""

ALL_OUT = 9
"""With an effort from here on a hard run came near to the maximum."""

LEAST_OFF_BPM = 2, 5
"""So much above or below the maximum that is known is worth a word; in doubt it is left."""


def maximum_words(
    figures: Sequence[SessionStats], told: Told, athlete: Athlete, today: date
) -> str:
    """A proposal for the maximal heart rate; "" where the data say nothing of it."""
    peaks = [
        (session.held_peak_bpm, session)
        for session in figures
        if session.held_peak_bpm is not None
        and can_be_trusted(session)
        and timedelta() <= today - day_of(session) <= REMEMBERED
    ]
    above_bpm, below_bpm = LEAST_OFF_BPM
    highest = max((bpm for bpm, _ in peaks), default=0)
    if highest >= athlete.max_bpm + above_bpm:
        return Weeks.MAXIMUM_HIGHER(seen=highest, bpm=athlete.max_bpm)
    all_out = [
        bpm for bpm, session in peaks if is_hard(session) and (told.effort(session) or 0) >= ALL_OUT
    ]
    if all_out and not athlete.max_is_measured and highest <= athlete.max_bpm - below_bpm:
        return Weeks.MAXIMUM_LOWER(seen=highest, bpm=athlete.max_bpm)
    return ""
