"""The program's name, and what this screen is about."""

from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel


class Title(Panel[str, str]):
    """RUN and WALK in their colours, large where there is room; words beside them."""

    def look(self, source: str) -> str:
        """The words, which say that it is practice where it is."""
        return f"{shown.PRACTICE} · {source}" if self.options.is_practice else source

    def paint(self, canvas: Canvas, ink: Ink, face: str) -> None:
        """One row, or more."""
        rows = canvas.height - 1
        run, walk = ink("kind-run"), ink("kind-walk")
        x, y = canvas.put_large(0, 0, "RUN", run, canvas.width // 2, rows)
        x, _ = canvas.put_large(x + (rows > 2), 0, "WALK", walk, canvas.width // 2, rows)
        is_practice = face.startswith(shown.PRACTICE)
        tone = ink("caution", bold=True) if is_practice else ink("soft")
        if x + 3 + len(face) <= canvas.width:
            canvas.put(x + 3, y - 1, face, tone)
        elif is_practice:
            # This is never left out: a row of its own is kept below the letters.
            canvas.put(0 if rows > 2 else x + 3, canvas.height - 1 if rows > 2 else 0, face, tone)
