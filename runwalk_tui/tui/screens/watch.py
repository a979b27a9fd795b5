"""The run screen over a session that another process drives: to look at, and nothing else."""

from collections.abc import Callable
from typing import ClassVar

from runwalk_devices.clock import Clock
from runwalk_tui.errors import REFUSALS
from runwalk_tui.session.watching import WatchedFeed
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.keys import BACK, CLOSE, HELP, HELP_KEYS, Groups, bindings
from runwalk_tui.tui.loading import off_loop
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.workout.session import Session

LOOK_S = 0.5
"""Between two looks at the journal, which is written every fifth of a second."""


class WatchScreen(RunScreen, inherit_bindings=False):
    """Draws what is read; no key reaches a belt.

    Args:
        feed: The session.
        options: How the runner wants screens.
        closed: Called once nobody looks any more.
    """

    BINDINGS = bindings((BACK, CLOSE, HELP, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Watching", (BACK, CLOSE, HELP)),)

    def __init__(
        self,
        feed: WatchedFeed,
        options: ScreenOptions,
        closed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(feed, options)
        self._let_go = closed
        self._watched, self._clock = feed, Clock()
        self._is_gone = False

    def key_bar(self) -> KeyBar:
        """The keys of the last line."""
        return KeyBar((BACK, CLOSE, HELP), self.options)

    def on_mount(self) -> None:
        """Begins to look; Textual draws the run screen too."""
        self.show_hint(shown.WATCHING)
        self.run_worker(self._follow(), group="watch")

    def on_unmount(self) -> None:
        """Looks no more."""
        super().on_unmount()
        self._is_gone = True
        self._let_go()

    @property
    def may_move(self) -> bool:
        """False: whoever watches can stop no belt."""
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to stop here."""
        return False if action == "stop" else super().check_action(action, parameters)

    def draw(self, session: Session) -> None:
        """Shows what has changed; that it is over stays."""
        if self._is_gone:
            self.hint = shown.WATCHED_ENDED
        super().draw(session)

    async def _follow(self) -> None:
        """Reads in a thread, so that a slow disk stops no drawing; ends with the session."""
        while not self._is_gone:
            try:
                self._watched.tell(await off_loop(self._watched.reading()))
                self._is_gone = await off_loop(self._watched.is_over)
            except REFUSALS as error:
                self.notify(str(error), severity="warning", markup=False)
                self._is_gone = True
            self.redraw()
            await self._clock.sleep(LOOK_S)
