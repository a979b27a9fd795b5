"""The ways to the screens on what comes in and leaves as files, and back from them."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from textual.screen import Screen

from runwalk_tui.tui import destinations as to
from runwalk_tui.tui import sentences_of_files as texts
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.backstage import Backstage
from runwalk_tui.tui.loading import off_loop

T = TypeVar("T")


class Ways(Protocol):
    """Lays screens over one another."""

    @property
    def drives_belt(self) -> bool:
        """True if this program may have to stop a belt."""

    @property
    def shown(self) -> Screen[Any]:
        """The screen that is open."""

    async def open(
        self,
        opening: Awaitable[T],
        screen_of: Callable[[T], Screen[None]],
        show: Callable[[Screen[None]], None] | None = None,
    ) -> None:
        """Opens what is beside the screens, and then its screen."""

    def replace(self, screen: Screen[None]) -> None:
        """Shows a screen in place of the one that is open."""

    def lay(self, screen: Screen[None]) -> None:
        """Lays a screen over the one that is open."""

    def go(self, to_there: to.Destination) -> None:
        """Goes there; the screen that is open lies below."""

    def back(self) -> None:
        """Goes to the screen below."""

    def say(self, words: str) -> None:
        """Says something over whichever screen is open."""

    def begin(self, way: Awaitable[None]) -> None:
        """Goes a way that takes time."""


class FileWays:
    """Opens the screens on files.

    Args:
        backstage: Where the files are.
        ways: Where it goes on from there.
    """

    def __init__(self, backstage: Backstage, ways: Ways) -> None:
        self._backstage, self._ways = backstage, ways

    def go(self, to_there: to.OfFiles) -> None:
        """Opens one."""
        if self._ways.drives_belt:
            self._ways.say(shown.STILL_CHECKING)
        else:
            self._ways.lay(self._screen(to_there))

    def _screen(self, to_there: to.OfFiles) -> Screen[None]:
        stage = self._backstage
        match to_there:
            case to.ImportSessions():
                from runwalk_tui.tui.screens.import_sessions import ImportSessionsScreen

                return ImportSessionsScreen(stage.files.intake(), stage.options, self._imported)

            case to.ExportAs(session=session):
                from runwalk_tui.tui.screens.export_one import ExportScreen

                return ExportScreen(session, stage.files, stage.options, self._exported)
            case to.ExportAll():
                from runwalk_tui.tui.screens.export_all import ExportAllScreen

                return ExportAllScreen(stage.files, stage.options)

            case to.ServiceKeys(upload=upload):
                from runwalk_tui.tui.screens.service_keys import ServiceKeysScreen

                words = texts.NO_KEY_YET if upload else ""
                done = partial(self._keys_kept, upload)
                return ServiceKeysScreen(stage.files.keys, stage.options, done, words)

            case to.Trace():
                from runwalk_tui.tui.screens.trace import TraceFormScreen

                return TraceFormScreen(stage.options, datetime.now(), self._trace)

    def _trace(self, file: Path, seconds: float) -> None:
        """The recording takes the place of the question where it goes."""
        from runwalk_tui.tui.screens.trace import TraceScreen

        ways, stage = self._ways, self._backstage
        opening = stage.trace(file, seconds)
        shown_on = partial(TraceScreen, options=stage.options, seconds=seconds)
        ways.begin(ways.open(opening, shown_on, ways.replace))

    def _keys_kept(self, upload: str, done: Sequence[str]) -> None:
        """Back; what was to be uploaded is, now that there is a key."""
        self._ways.back()
        if done:
            self._ways.say("\n".join(done))
        if done and upload:
            self._ways.go(to.Upload(upload))

    def _exported(self, words: str) -> None:
        """Back; a page that is open says where its session is now."""
        from runwalk_tui.tui.screens.session_page import SessionPageScreen

        self._ways.back()
        if isinstance(screen := self._ways.shown, SessionPageScreen):
            screen.read_again()
        self._ways.say(words)

    def _imported(self, numbers: Collection[int]) -> None:
        """Back; the newest of what was added is marked in the history, which opens for it."""
        self._ways.back()
        if numbers:
            self._ways.begin(self._marked(numbers))

    async def _marked(self, numbers: Collection[int]) -> None:
        from runwalk_tui.tui.screens.history import HistoryScreen

        if not isinstance(self._ways.shown, HistoryScreen):
            stage = self._backstage
            seen = await off_loop(stage.read_sessions)
            self._ways.lay(HistoryScreen(seen, stage.options, stage.read_sessions, stage.today))
        if isinstance(screen := self._ways.shown, HistoryScreen):
            screen.mark_new(numbers)
