"""One line on the strap: its name, whether it is connected, its battery."""

from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.tui.widgets.run_header import LinkFace, heart_link
from runwalk_tui.workout.session import Session


class StrapLine(Panel[Session, LinkFace]):
    """A title on the left, the strap on the right."""

    def look(self, source: Session) -> LinkFace:
        """The strap's connection."""
        return heart_link(source)

    def paint(self, canvas: Canvas, ink: Ink, face: LinkFace) -> None:
        """Paints what is wrong before the battery."""
        canvas.put(0, 0, f" {shown.HEART} ", ink("background", "heart", bold=True))
        x = canvas.width
        for words, tone in (
            (face.battery, face.battery_tone),
            (face.trouble, face.tone),
            (face.sign, face.tone),
            (face.name, "foreground"),
        ):
            if words:
                x = canvas.put_right(x, 0, words, ink(tone)) - 1
