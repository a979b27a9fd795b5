"""Stops the belt, whoever started it: by the session that drives it, or the treadmill itself."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.errors import REFUSALS
from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.keys import BACK, CLOSE, HELP, HELP_KEYS, Groups, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.two_metres import Word
from runwalk_tui.tui.widgets.big_word import BigWord
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.text_block import Note

Stop = Callable[[Callable[[str], None]], Awaitable[bool]]
"""Stops the belt, is given what hears a line for each step; returns whether it stands."""


class StopScreen(RunwalkScreen):
    """Begins at once, and can only be left once it has ended.

    Args:
        stop: Stops the belt.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Stopping the belt", (BACK, CLOSE, HELP)),)

    def __init__(self, stop: Stop, options: ScreenOptions) -> None:
        super().__init__(options)
        self._stop = stop
        self._lines: list[str] = []
        self._is_stopping = True
        self._word = BigWord(options)
        self._note = Note(options)
        self._keys = KeyBar((BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._word
        yield self._note
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Stops."""
        self._word.draw(Word(shown.STOPPING, "caution", shown.STOPPING_WHAT))
        self._keys.draw(dict.fromkeys((BACK.id, CLOSE.id), ""))
        self.run_worker(self._run(), group="stop")

    def action_go_back(self) -> None:
        """Goes back, once it has ended."""
        if not self._is_stopping:
            super().action_go_back()

    async def action_leave(self) -> None:
        """Quits, once it has ended."""
        if not self._is_stopping:
            await super().action_leave()

    async def _run(self) -> None:
        try:
            stands = await self._stop(self._say)
        except LookupError as error:
            self._ended(Word(shown.NO_BELT, "soft", str(error.args[0])))
        except (AdapterError, *REFUSALS) as error:
            self._say(str(error))
            self._ended(Word(shown.MAY_MOVE, "danger", shown.STOP_IT_YOURSELF))
        else:
            self._ended(
                Word(shown.STANDS, "good", shown.IT_STANDS)
                if stands
                else Word(shown.MAY_MOVE, "danger", shown.STOP_IT_YOURSELF)
            )

    def _say(self, line: str) -> None:
        self._lines.append(f"{line[:1].upper()}{line[1:]}")
        self._note.draw("\n".join(self._lines))

    def _ended(self, word: Word) -> None:
        self._is_stopping = False
        self._word.draw(word)
        self._keys.draw({})
        self.app.bell()
