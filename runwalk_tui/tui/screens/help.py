"""The keys of the screen below, from the key table."""

from textual.app import ComposeResult
from textual.screen import ModalScreen

from runwalk_tui.tui.canvas import Canvas
from runwalk_tui.tui.keys import HELP_KEYS, Groups, bindings
from runwalk_tui.tui.options import ScreenOptions
from runwalk_tui.tui.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel

CAP_COLUMNS = 11


class KeyTable(Panel[Groups, Groups]):
    """Groups of keys with a sentence each."""

    GROUND = "raised"

    def look(self, source: Groups) -> Groups:
        """The groups."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: Groups) -> None:
        """A heading and its keys, group after group."""
        on = self.GROUND
        y = 0
        for heading, keys in face:
            canvas.put(0, y, heading, ink("soft", on))
            y += 1
            for key in keys:
                tone = "danger" if key.id == "stop" else "foreground"
                canvas.put(0, y, key.cap, ink(tone, on, bold=True))
                canvas.put(CAP_COLUMNS, y, key.about, ink("foreground", on))
                y += 1
            y += 1


def rows_of(groups: Groups) -> int:
    """Rows that the table of ``groups`` takes."""
    return sum(len(keys) + 2 for _, keys in groups) - 1


class HelpScreen(ModalScreen[None]):
    """Lies over the screen; that goes on meanwhile, and so do STOP and quit."""

    BINDINGS = bindings(HELP_KEYS)

    def __init__(self, groups: Groups, options: ScreenOptions) -> None:
        super().__init__()
        self._groups = groups
        self._table = KeyTable(options)

    def compose(self) -> ComposeResult:
        """The table alone."""
        yield self._table

    def on_mount(self) -> None:
        """Draws once."""
        self._table.styles.height = rows_of(self._groups) + 2
        self._table.draw(self._groups)

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()
