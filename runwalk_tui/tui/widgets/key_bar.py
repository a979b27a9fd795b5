"""The last line: the keys that matter here, made from the key table."""

from collections.abc import Mapping, Sequence

from textual import events

from runwalk_tui.tui.canvas import Canvas
from runwalk_tui.tui.keys import Key
from runwalk_tui.tui.options import ScreenOptions
from runwalk_tui.tui.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel

GAP = 2

Caps = tuple[tuple[Key, str, str], ...]
"""Keys with what is printed on them and what they are called here."""


def fitting(caps: Caps, width: int) -> Caps:
    """The most important keys that fit into ``width`` columns, in their order."""
    chosen: set[str] = set()
    used = 0
    for key, cap, label in sorted(caps, key=lambda entry: entry[0].rank):
        used += len(cap) + 1 + len(label) + GAP
        if used - GAP > width:
            break
        chosen.add(key.id)
    return tuple(entry for entry in caps if entry[0].id in chosen)


class KeyBar(Panel[Mapping[str, str], Caps]):
    """One row of keys; a click does what the key does.

    Args:
        keys: In the order in which they stand; those of rank 0 are left out.
        options: How the runner wants screens.
    """

    def __init__(self, keys: Sequence[Key], options: ScreenOptions) -> None:
        super().__init__(options)
        self._keys = [key for key in keys if key.rank]
        self._spans: list[tuple[int, int, Key]] = []

    def look(self, source: Mapping[str, str]) -> Caps:
        """The keys as they are called now: ``source`` has other labels by their ids."""
        caps = self._remapped()
        return tuple(
            (key, caps.get(key.id, key.cap), source.get(key.id, key.label))
            for key in self._keys
            if source.get(key.id, key.label)
        )

    def _remapped(self) -> dict[str, str]:
        """What is printed on the keys that the runner has remapped."""
        keymap = self.app._keymap
        return {
            key.id: self.app.get_key_display(key.binding().with_key(keymap[key.id].split(",")[0]))
            for key in self._keys
            if key.id in keymap
        }

    def paint(self, canvas: Canvas, ink: Ink, face: Caps) -> None:
        """Each key bright, its label calm; STOP stands out."""
        self._spans = []
        x = 0
        for key, cap, label in fitting(face, canvas.width):
            start = x
            is_stop = key.id == "stop"
            x = canvas.put(x, 0, cap, ink("danger" if is_stop else "foreground", bold=True)) + 1
            x = canvas.put(x, 0, label, ink("danger" if is_stop else "soft", bold=is_stop))
            self._spans.append((start, x, key))
            x += GAP

    async def on_click(self, event: events.Click) -> None:
        """Does what the clicked key does."""
        for start, end, key in self._spans:
            if start <= event.x < end:
                self.app.simulate_key(key.keys.partition(",")[0])
