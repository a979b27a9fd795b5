"""Run against a ghost: an earlier session at the same second of the clock."""

from typing import NamedTuple

from runwalk_tui.training import sentences_of_records as shown
from runwalk_tui.training.history.track import Track, counted_m
from runwalk_tui.units.constants import METRES_PER_YARD, Units
from runwalk_tui.units.format import signed
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.session import Session


@dataclass(frozen=True, slots=True)
class Ghost:
    """An earlier session to run against.

    Attributes:
        name: What it is called on the screen, such as a date.
        track: How it went.
    """

    name: str
    track: Track


class Lead(NamedTuple):
    """The lead of a session over its ghost; None cannot be told.

    Attributes:
        metres: How far it is ahead; negative is behind.
        bpm: By how much the heart beats faster than then.
        is_over: The ghost has ended.
    """

    metres: float
    bpm: float | None
    is_over: bool


def lead(session: Session, ghost: Ghost) -> Lead:
    """The lead of ``session`` over a ghost, at the same second of the workout's clock."""
    then = ghost.track.at(session.active_s)
    is_over = session.active_s >= ghost.track.length_s
    heart = session.heart
    bpm = None
    if heart.bpm is not None and heart.doubt(session.t) is None and then.bpm is not None:
        bpm = heart.bpm - then.bpm
    return Lead(counted_m(session) - then.metres, bpm, is_over)


def gap_words(found: Lead, units: Units) -> str:
    """The distance that a session is ahead or behind, in metres or yards, in words."""
    length = abs(found.metres) if units == "km" else abs(found.metres) / METRES_PER_YARD
    if length < 1:
        return shown.LEVEL
    unit = "m" if units == "km" else "yd"
    side = shown.AHEAD if found.metres > 0 else shown.BEHIND
    return side.format(length=length, unit=unit)


def lead_words(found: Lead, units: Units) -> str:
    """The same with the hearts, as one line."""
    heart = "" if found.bpm is None else shown.HEART.format(bpm=signed(found.bpm))
    return f"{gap_words(found, units)}{heart}"
