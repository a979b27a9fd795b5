"""A device in a few sentences: who it is, and what it can do."""

from textwrap import wrap
from typing import NamedTuple

from textual.geometry import Size

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel


class PortraitFace(NamedTuple):
    """The device's name, other marks that identify it, and the sentences."""

    called: str
    identity: str = ""
    lines: tuple[str, ...] = ()


class Portrait(Panel[PortraitFace, PortraitFace]):
    """The name above, the sentences below it."""

    def draw(self, source: PortraitFace) -> None:
        """Shows ``source`` from now on; it is as high as its sentences."""
        is_new = source != self._source
        super().draw(source)
        if is_new:
            self.refresh(layout=True)

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 (Textual's signature)
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """Rows that the name and the sentences take in so many columns."""
        lines = self._source.lines if self._source is not None else ()
        return 1 + sum(len(wrap(each, max(1, width))) for each in lines)

    def look(self, source: PortraitFace) -> PortraitFace:
        """The same."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: PortraitFace) -> None:
        """Line by line, without a mark before them: they are sentences."""
        x = canvas.put(0, 0, face.called, ink(bold=True)) + 2
        canvas.put(x, 0, face.identity, ink("soft"))
        lines = [line for each in face.lines for line in wrap(each, max(1, canvas.width))]
        room = canvas.height - 1
        if len(lines) > room > 0:
            lines[room - 1] = f"{lines[room - 1][: canvas.width - 2]} …"
        for y, line in enumerate(lines[:room], start=1):
            canvas.put(0, y, line, ink())
