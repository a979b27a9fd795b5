"""One line for the ghost: an earlier session at the same second, how far it is off, its heart."""

from typing import NamedTuple

from runwalk_tui.training.history.ghost import Ghost, gap_words, lead
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.format import signed
from runwalk_tui.workout.session import Session


class Race(NamedTuple):
    """A session and the ghost that it runs against."""

    session: Session
    ghost: Ghost


class GhostFace(NamedTuple):
    """The line's face; "" leaves a part out."""

    name: str
    gap: str
    tone: str
    heart: str


class GhostLine(Panel[Race, GhostFace]):
    """Ahead or behind in metres, and the difference of the heart rates."""

    def look(self, source: Race) -> GhostFace:
        """The session's lead over the ghost."""
        found = lead(source.session, source.ghost)
        tone = "good" if found.metres >= 0 else "caution"
        heart = "" if found.bpm is None else shown.GHOST_HEART.format(difference=signed(found.bpm))
        gap = gap_words(found, self.options.units)
        if found.is_over:
            heart = shown.GHOST_ENDED
        return GhostFace(source.ghost.name, gap, tone, heart)

    def paint(self, canvas: Canvas, ink: Ink, face: GhostFace) -> None:
        """The gap, bold, then the heart; the ghost's name stands before both."""
        x = canvas.put(0, 0, shown.GHOST_OF.format(name=face.name), ink("soft"))
        x = canvas.put(x, 0, face.gap, ink(face.tone, bold=True))
        if face.heart and x + 3 + len(face.heart) <= canvas.width:
            canvas.put(x + 3, 0, face.heart, ink("heart", bold=True))
