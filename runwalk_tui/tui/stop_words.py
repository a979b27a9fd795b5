"""The words for stopping a workout, by what it drives, which may be no belt."""

from typing import NamedTuple

from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.workout.session import Session


class StopWords(NamedTuple):
    """Sentences for who looks for the key that stops.

    Attributes:
        how: After a key that does nothing.
        esc_again: After the first Esc.
        locked: After a key that is locked.
    """

    how: str
    esc_again: str
    locked: str


def stop_words(session: Session) -> StopWords:
    """Return what holds for a session."""
    if session.by_hand:
        return StopWords(shown.HOW_TO_STOP_BY_HAND, shown.ESC_AGAIN_BY_HAND, shown.LOCKED_BY_HAND)
    if not session.machine.has_belt:
        return StopWords(
            machine_words.HOW_TO_STOP_NO_BELT,
            machine_words.ESC_AGAIN_NO_BELT,
            machine_words.LOCKED_NO_BELT,
        )
    return StopWords(shown.HOW_TO_STOP, shown.ESC_AGAIN, shown.LOCKED)
