"""The last line: the keys that matter here, made from the key table.

Textual's Footer scrolls what does not fit out of sight; this drops the least important keys
(docs/decisions/0007-stock-widgets.md).
"""

from collections.abc import Mapping, Sequence

from textual import events
from textual.widgets import Input

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.keys import FORM_APP_KEYS, KEEP, LEAVE_LINE, Key
from runwalk_tui.tui.keys.keymap import shown
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.panel import Panel

GAP = 2

Labels = tuple[tuple[Key, str], ...]
"""Keys and what they are called here."""


def fitting(labels: Labels, width: int) -> Labels:
    """The most important keys that fit into ``width`` columns, in their order."""
    chosen: set[str] = set()
    used = 0
    for key, label in sorted(labels, key=lambda entry: entry[0].rank):
        used += len(key.cap) + 1 + len(label) + GAP
        if used - GAP > width:
            break
        chosen.add(key.id)
    return tuple(entry for entry in labels if entry[0].id in chosen)


class KeyBar(Panel[Mapping[str, str], Labels]):
    """One row of keys; a click does what the key does.

    Args:
        keys: In the order in which they stand; those of rank 0 are left out.
        options: How the runner wants screens.
        leaves: The key that leaves a line unwritten; while one is written, it and the one that
            keeps it are all there is. The lines of forms have keys of their own.
    """

    def __init__(
        self, keys: Sequence[Key], options: ScreenOptions, leaves: Key = LEAVE_LINE
    ) -> None:
        super().__init__(options)
        self._keys = [shown(key, options.keymap) for key in keys if key.rank]
        writing = (KEEP, leaves) if not set(FORM_APP_KEYS) <= set(keys) else self._keys
        self._writing = [shown(key, options.keymap) for key in writing]
        self._spans: list[tuple[int, int, Key]] = []

    def look(self, source: Mapping[str, str]) -> Labels:
        """The keys as they are called now: ``source`` has other labels by their ids."""
        writes = self.is_attached and isinstance(self.screen.focused, Input)
        keys = self._writing if writes else self._keys
        return tuple((key, label) for key in keys if (label := source.get(key.id, key.label)))

    def on_mount(self) -> None:
        """Follows the focus: where one writes, letters are no keys."""
        self.watch(self.screen, "focused", self._look_again, init=False)

    def _look_again(self) -> None:
        if self._source is not None:
            self.draw(self._source)

    def paint(self, canvas: Canvas, ink: Ink, face: Labels) -> None:
        """Each key bright, its label calm; STOP stands out."""
        self._spans = []
        x = 0
        for key, label in fitting(face, canvas.width):
            start = x
            is_stop = key.id == "stop"
            x = canvas.put(x, 0, key.cap, ink("danger" if is_stop else "foreground", bold=True)) + 1
            x = canvas.put(x, 0, label, ink("danger" if is_stop else "soft", bold=is_stop))
            self._spans.append((start, x, key))
            x += GAP

    async def on_click(self, event: events.Click) -> None:
        """Does what the clicked key does."""
        x = event.x - self.content_offset.x
        for start, end, key in self._spans:
            if start <= x < end:
                self.app.simulate_key(key.keys.partition(",")[0])
