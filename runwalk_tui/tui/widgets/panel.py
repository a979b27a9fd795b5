"""The base of every part of a screen: drawn from one value, repainted only when that changes."""

from typing import Generic, TypeVar

from textual.strip import Strip
from textual.widget import Widget

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink, ink_of
from runwalk_tui.tui.screen_options import ScreenOptions

Source = TypeVar("Source")
"""The value that a panel draws from: a session, a plan."""

Face = TypeVar("Face")
"""The immutable value that it shows, made to be compared."""


class Panel(Widget, Generic[Source, Face]):
    """Paints what it sees in its source on a canvas of its own size.

    A subclass says what to see (`look`) and how to paint it (`paint`). A source that looks the
    same costs one comparison.
    """

    ALLOW_SELECT = False
    GROUND = "background"
    """Name of the colour behind everything."""

    def __init__(self, options: ScreenOptions) -> None:
        super().__init__()
        self.options = options
        self._source: Source | None = None
        self._face: Face | None = None
        self._canvas: Canvas | None = None
        self._strips: list[Strip] = []
        self._theme = ""

    def draw(self, source: Source) -> None:
        """Shows ``source`` from now on; only cells that change are sent to the terminal."""
        self._source = source
        face = self.look(source)
        if face == self._face:
            return
        self._face = face
        before = self._canvas
        if before is None or not self._is_current(before):
            # A hidden panel has no size; shown again, it has the size of its last painting.
            self._canvas = None
            self.refresh()
            return
        canvas = self._canvas = self._painted()
        regions = canvas.changes(before)
        for region in regions:
            self._strips[region.y] = canvas.strip(region.y)
        if regions:
            self.refresh(*regions)

    def look(self, source: Source) -> Face:
        """The face of ``source``; may depend on `size`, never on the time."""
        raise NotImplementedError

    def paint(self, canvas: Canvas, ink: Ink, face: Face) -> None:
        """Draws ``face``."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Row ``y`` of the painting, painted anew where size or colours have changed."""
        canvas = self._canvas
        if canvas is None or not self._is_current(canvas):
            if self._source is not None:
                self._face = self.look(self._source)
            canvas = self._canvas = self._painted()
            self._strips = [canvas.strip(row) for row in range(canvas.height)]
        return self._strips[y]

    def _is_current(self, canvas: Canvas) -> bool:
        """True if ``canvas`` has the size and the colours that are wanted now."""
        size = self.size
        same_size = (canvas.width, canvas.height) == (size.width, size.height)
        return same_size and self._theme == self.app.theme

    def _painted(self) -> Canvas:
        self._theme = self.app.theme
        ink = ink_of(self._theme)
        canvas = Canvas(self.size.width, self.size.height, ink(on=self.GROUND))
        if self._face is not None:
            self.paint(canvas, ink, self._face)
        return canvas
