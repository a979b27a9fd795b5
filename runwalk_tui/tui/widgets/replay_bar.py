"""The controls of a recording: its clock, its rate, and a bar to scrub."""

from typing import NamedTuple

from textual import events

from runwalk_tui.session.feed import Transport, played, unplayed
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.format import clock


class TransportFace(NamedTuple):
    """The bar's face, in seconds of playing; ``marks_s`` are the beginnings of steps.

    At ``parts_s`` a later part of the session begins.
    """

    is_playing: bool
    rate: float
    position_s: int
    duration_s: float
    marks_s: tuple[float, ...]
    parts_s: tuple[float, ...] = ()


class TransportBar(Panel[tuple[Transport, float], TransportFace]):
    """State, rate, position and the bar; a click or a drag on the bar seeks."""

    def look(self, source: tuple[Transport, float]) -> TransportFace:
        """The recording's position and rate, and whether it plays."""
        transport, now = source
        gaps = transport.gaps_s
        return TransportFace(
            transport.is_playing,
            transport.rate,
            int(played(now, gaps)),
            played(transport.duration_s, gaps),
            tuple(played(mark, gaps) for mark in transport.marks_s),
            tuple(played(end, gaps) for _, end in gaps),
        )

    def paint(self, canvas: Canvas, ink: Ink, face: TransportFace) -> None:
        """The bar takes what the words leave."""
        state = "▶" if face.is_playing else "‖"
        words = f"{state} {_position(face.rate, face.position_s, face.duration_s)}"
        canvas.put(0, 0, f"{words} ", ink(bold=True))
        start, end = self.bar_columns(face.duration_s, canvas.width)
        if end - start < 5:
            return
        duration_s = max(face.duration_s, 0.001)
        columns = end - start - 1
        marks = {start + round(mark / duration_s * columns) for mark in face.marks_s}
        parts = {start + round(part / duration_s * columns) for part in face.parts_s}
        head = start + round(min(1.0, face.position_s / duration_s) * (end - start - 1))
        for x in range(start, end):
            glyph = "║" if x in parts else "┿" if x in marks else "━"
            canvas.put(x, 0, glyph, ink("soft" if x < head else "faint"))
        canvas.put(head, 0, "●", ink("foreground", bold=True))

    @staticmethod
    def bar_columns(duration_s: float, width: int) -> tuple[int, int]:
        """First column of the bar, and the one after its last."""
        return len(_position(60, duration_s, duration_s)) + 5, width - 1

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Seeks, and follows the mouse until it is let go."""
        self.capture_mouse()
        self._seek(event.x - self.content_offset.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scrubs while a button is held."""
        if self.app.mouse_captured is self:
            self._seek(event.x - self.content_offset.x)

    def on_mouse_up(self) -> None:
        """Lets go."""
        self.release_mouse()

    def _seek(self, x: int) -> None:
        if self._face is None or self._source is None:
            return
        start, end = self.bar_columns(self._face.duration_s, self.size.width)
        if x >= start - 1:
            transport, duration_s = self._source[0], self._face.duration_s
            seconds = (x - start) / max(1, end - start - 1) * duration_s
            t = unplayed(seconds, transport.gaps_s)
            transport.seek(t)
            # The screen follows in its turn; a bar that is dragged follows the mouse.
            self.draw((transport, min(max(0.0, t), transport.duration_s)))


def _position(rate: float, position_s: float, duration_s: float) -> str:
    at, whole = clock(position_s), clock(duration_s)
    return shown.POSITION.format(rate=f"{rate:g}", at=at, whole=whole)
