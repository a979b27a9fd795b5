"""Keeps a reading of the heart at rest, and says what it means."""

from collections.abc import Sequence
from math import log

from runwalk_tui.coaching.facts import known, moment, tell
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.training.advice.readiness import readiness_on, readiness_words
from runwalk_tui.training.history.diary_entries import Reading
from runwalk_tui.training.physiology.hrv import rmssd_ms
from runwalk_tui.training.sentences_of_weeks import Weeks


def keep_reading(
    mine: EffectiveSettings, rr: Sequence[tuple[float, float]], mean_bpm: float
) -> str | None:
    """Keeps what was read, lying still; what it means, or None where it was too unsound to keep.

    Args:
        mine: Whose it is.
        rr: Intervals as (time, length), both in seconds.
        mean_bpm: Of the same time.

    Raises:
        StoreError: If the journal cannot be used.
    """
    rmssd = rmssd_ms(rr, float("-inf"))
    if not rmssd:
        return None
    reading = Reading(moment(), round(log(rmssd), 3), round(mean_bpm))
    tell(mine, reading)
    facts = known(mine)
    readiness = readiness_on(facts.entries, facts.day)
    return f"{Weeks.READING(rmssd=f'{rmssd:.0f}', bpm=reading.bpm)} " + readiness_words(
        readiness, reading.ln_rmssd
    )
