"""The program's name, and what this screen is about."""

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel


class Title(Panel[str, str]):
    """RUN and WALK in their colours, large where there is room; words beside them."""

    def look(self, source: str) -> str:
        """The words."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: str) -> None:
        """One row, or more."""
        rows = canvas.height - 1
        run, walk = ink("kind-run"), ink("kind-walk")
        x, y = canvas.put_large(0, 0, "RUN", run, canvas.width // 2, rows)
        x, _ = canvas.put_large(x + (rows > 2), 0, "WALK", walk, canvas.width // 2, rows)
        if x + 3 + len(face) <= canvas.width:
            canvas.put(x + 3, y - 1, face, ink("soft"))
