"""The ways into recorded sessions, and out of the journal: pages, two side by side, files."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol

from textual.screen import Screen

from runwalk_tui.errors import REFUSALS
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.backstage import Backstage
from runwalk_tui.tui.destinations import (
    Compare,
    Destination,
    Export,
    History,
    Look,
    OfSessions,
    ServiceKeys,
    Tell,
    Upload,
)
from runwalk_tui.tui.loading import off_loop
from runwalk_tui.workout.resuming import cut_off


class Ways(Protocol):
    """Lays screens over one another."""

    @property
    def shown(self) -> Screen[Any]:
        """The screen that is open."""

    def lay(self, screen: Screen[None]) -> None:
        """Lays a screen over the one that is open, whatever that is."""

    @property
    def can_wander(self) -> bool:
        """True if any screen may be laid over the one that is open."""

    def go(self, to_there: Destination) -> None:
        """Goes there; the screen that is open lies below."""

    def show(self, screen: Screen[None]) -> None:
        """Lays a screen over the one that is open."""

    def say(self, words: str) -> None:
        """Says something over whichever screen is open."""

    def begin(self, way: Awaitable[None]) -> None:
        """Goes a way that takes time."""

    def aside(self, work: Awaitable[None], group: str) -> None:
        """Does ``work`` while the screen stays."""

    def replay(self, session: str) -> None:
        """Plays a session in the place of what lives."""

    def say_instead(self, words: str) -> None:
        """Says something in the place of what was said before."""


class LookingBack:
    """Reads a session, which takes its time, then shows it; has one written or uploaded.

    Args:
        backstage: Where sessions are.
        ways: Where it goes on from there.
    """

    def __init__(self, backstage: Backstage, ways: Ways) -> None:
        self._backstage, self._ways = backstage, ways

    def go(self, what: OfSessions) -> None:
        """A recorded session is looked at, or leaves while the screen stays."""
        match what:
            case History():
                from runwalk_tui.tui.screens.history import HistoryScreen

                stage = self._backstage
                seen, read = stage.sessions, stage.read_sessions
                self._ways.lay(HistoryScreen(seen, stage.options, read, stage.today))
            case Look(session=session):
                self._ways.begin(self.page(session))
            case Tell(session=session):
                again = partial(self._ways.replay, session)
                self._ways.begin(self.told(session, again))
            case Compare(session=session):
                self._ways.begin(self.comparison(session))
            case Upload(opened_at=opened_at):
                self._ways.aside(self.upload(opened_at), "upload")
            case Export(session=session):
                self._ways.begin(self.export(session))

    async def page(self, session: str) -> None:
        """The page of a session."""
        await self._shown(self._page(session))

    async def comparison(self, session: str) -> None:
        """A session beside the last one of its plan, or beside the last one at all."""
        await self._shown(self._comparison(session))

    async def told(self, session: str, replay: Callable[[], None]) -> None:
        """The summary of a session whose program was killed, and what there is to ask."""
        await self._shown(self._summary(session, replay))

    async def upload(self, opened_at: str) -> None:
        """Sends a session to the runner's services; where none has a key, one is asked for."""
        from runwalk_tui.exchange.uploading import NoKeyError

        self._ways.say(shown.IS_BEING_UPLOADED)
        try:
            said = await self._done(self._backstage.upload(opened_at), but=(NoKeyError,))
        except NoKeyError:
            if self._ways.can_wander:
                self._ways.go(ServiceKeys(opened_at))
                return
            said = shown.NO_KEY_YET
        self._ways.say_instead(said)

    async def export(self, session: str) -> None:
        """Writes a session to a file."""

        async def written() -> str:
            return shown.WRITTEN.format(file=await self._backstage.export(session))

        self._ways.say(await self._done(written()))

    async def _done(self, work: Awaitable[str], but: tuple[type[Exception], ...] = ()) -> str:
        """The words of the work, or of its refusal; a page that is open tells them.

        Raises:
            Exception: One of ``but``.
        """
        from runwalk_tui.tui.screens.session_page import SessionPageScreen

        try:
            said = await work
        except but:
            raise
        except REFUSALS as error:
            return str(error)
        if isinstance(self._ways.shown, SessionPageScreen):
            self._ways.shown.read_again()
        return said

    async def _shown(self, made: Awaitable[Screen[None]]) -> None:
        try:
            screen = await made
        except REFUSALS as error:
            self._ways.say(str(error))
        else:
            self._ways.show(screen)

    async def _page(self, session: str) -> Screen[None]:
        from runwalk_tui.tui.screens.session_page import SessionPageScreen

        stage = self._backstage
        page = await off_loop(partial(stage.past.page, session))
        return SessionPageScreen(page, stage.past, stage.options)

    async def _summary(self, session: str, replay: Callable[[], None]) -> Screen[None]:
        from runwalk_tui.tui.screens.debrief import DebriefScreen

        stage = self._backstage
        ended = cut_off(await stage.cut_short(session))
        tell = partial(stage.debrief, int(session))
        return DebriefScreen(ended, stage.options, replay, tell)

    async def _comparison(self, session: str) -> Screen[None]:
        from runwalk_tui.tui.screens.comparison import ComparisonScreen

        past, options = self._backstage.past, self._backstage.options
        others = await off_loop(partial(past.others, session))
        compared = await off_loop(partial(past.compare, session, others[0].id if others else None))
        return ComparisonScreen(compared, others, past, options)
