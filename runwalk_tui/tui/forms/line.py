"""The line in which a form is written: Textual's Input, which keeps the order of the keys.

Textual looks up the bindings of a focused widget only when the key has come back from it to the
app. Where keys come in a burst (typed ahead, over a slow link), letters that were pressed after a
Backspace would be written before it. So this line looks up its own.
"""

import asyncio
from contextlib import suppress
from typing import cast

from textual import events
from textual.binding import Binding
from textual.widgets import Input
from textual.widgets.input import Selection

from runwalk_devices.clock import Clock

PATIENCE_S = 1.0
"""Longest that a key waits for the letters before it."""

_EDITS = {
    key: binding.action
    for binding in cast("list[Binding]", Input.BINDINGS)
    for key in binding.key.split(",")
    if binding.action != "submit"
}


class Line(Input):
    """One line of text; what is pasted becomes one line."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)

    def begin(self, text: str) -> None:
        """Shows another text, all of it selected: the first letter replaces it."""
        with self.prevent(Input.Changed):
            self.value = text
        self.selection = Selection(0, len(text))

    async def written(self) -> None:
        """Waits until every key that was pressed before has been taken."""
        taken = asyncio.Event()
        if self.is_running and self.call_later(taken.set):
            with suppress(TimeoutError):
                async with Clock().timeout(PATIENCE_S):
                    await taken.wait()

    async def on_key(self, event: events.Key) -> None:
        """Edits at once."""
        action = _EDITS.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    def on_paste(self, event: events.Paste) -> None:
        """Writes what is pasted; Textual's own would keep its first line alone."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(event.text.split()), *self.selection)
