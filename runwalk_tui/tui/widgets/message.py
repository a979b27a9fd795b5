"""One line for what has just been noticed: the last notice, warning or alarm, while it is fresh."""

from runwalk_tui.core.events import Cue
from runwalk_tui.core.session import Session
from runwalk_tui.tui.canvas import Canvas
from runwalk_tui.tui.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel

FRESH_S = 6.0

_SIGNS = {
    Cue.NOTICE.value: ("·", "foreground"),
    Cue.RESUMED.value: ("·", "foreground"),
    Cue.WARNING.value: ("!", "caution"),
    Cue.ALARM.value: ("!", "danger"),
}


def message_of(session: Session) -> tuple[str, str]:
    """The words and their colour; no words when there is nothing fresh."""
    if session.last_cue is None:
        return "", "foreground"
    t, cue, words = session.last_cue
    if cue not in _SIGNS or not 0 <= session.t - t < FRESH_S:
        return "", "foreground"
    sign, tone = _SIGNS[cue]
    return f"{sign} {words}", tone


class Message(Panel[Session, tuple[str, str]]):
    """The line; empty most of the time."""

    def look(self, source: Session) -> tuple[str, str]:
        """The words and their colour."""
        return message_of(source)

    def paint(self, canvas: Canvas, ink: Ink, face: tuple[str, str]) -> None:
        """The words, bold."""
        canvas.put(0, 0, face[0], ink(face[1], bold=True))
