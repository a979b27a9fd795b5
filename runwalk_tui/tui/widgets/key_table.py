"""The keys with a sentence each, from the key table: what the help shows."""

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.keymap import shown_groups
from runwalk_tui.tui.keys import Groups
from runwalk_tui.tui.widgets.panel import Panel

CAP_COLUMNS = 11


class KeyTable(Panel[Groups, Groups]):
    """A heading and its keys, group after group."""

    def look(self, source: Groups) -> Groups:
        """The groups."""
        return shown_groups(source, self.options.keymap)

    def paint(self, canvas: Canvas, ink: Ink, face: Groups) -> None:
        """STOP stands out here too."""
        y = 0
        for heading, keys in face:
            canvas.put(0, y, heading, ink("soft"))
            y += 1
            for key in keys:
                tone = "danger" if key.id == "stop" else "foreground"
                canvas.put(0, y, key.cap, ink(tone, bold=True))
                canvas.put(CAP_COLUMNS, y, key.about, ink())
                y += 1
            y += 1
