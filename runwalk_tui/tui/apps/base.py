"""The applications that show a feed: a session, live or replayed, and the heart rate alone."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.app import App, AutopilotCallbackType, ReturnType
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import Worker, WorkerError, WorkerFailed, WorkerState

from runwalk_tui.tui.destinations import Choice
from runwalk_tui.tui.drawing.themes import DEFAULT_THEME, THEMES
from runwalk_tui.tui.layouts import meanings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import HELP_CLASS, RunwalkScreen
from runwalk_tui.tui.terminal.driver import steady

_logger = logging.getLogger(__name__)

Background = Callable[[], Awaitable[None]]
"""What runs beside the screen: devices and journal."""

WIDTHS = [(0, "-narrow"), (60, "-wide")]
HEIGHTS = [(0, "-short"), (16, "-normal"), (34, "-tall")]
"""Classes of screens by columns and rows, ascending."""


class RunwalkApp(App[ReturnType]):
    """Colours, stylesheet and help; a subclass says what is shown.

    Args:
        options: How the runner wants screens.

    Attributes:
        failure: What ended the app, if that was not the runner; `run` raises it.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    CSS_PATH = Path(__file__).parents[1] / "runwalk.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "runwalk"

    def __init__(self, options: ScreenOptions) -> None:
        super().__init__()
        self.options = options
        self.failure: BaseException | None = None
        for each in THEMES.values():
            self.register_theme(each)
        # Set before the app runs, the theme costs no second parsing of the stylesheet.
        theme = options.theme if options.theme in THEMES else DEFAULT_THEME
        self.set_reactive(RunwalkApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """The platform's, kept from waiting for the terminal."""
        return steady(super().get_driver_class())

    def first_screen(self) -> Screen[None]:
        """What is shown to begin with."""
        raise NotImplementedError

    def get_default_screen(self) -> Screen[None]:
        """The first screen."""
        return self.sized(self.first_screen())

    def sized(self, screen: Screen[None]) -> Screen[None]:
        """``screen`` with the classes of its size, so that its first frame is the right one."""
        for size, breakpoints in zip(self.size, (WIDTHS, HEIGHTS), strict=True):
            fitting = [name for least, name in breakpoints if size >= least]
            screen.add_class(fitting[-1], update=False)
        return screen

    def action_help(self) -> None:
        """Shows the keys of the screen that is open, or hides them."""
        screen = self.screen
        if isinstance(screen, RunwalkScreen):
            screen.show_help(not screen.has_class(HELP_CLASS))

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Acts on a key, or on what it is without Caps Lock or on another keyboard layout."""
        for meaning in (key, *meanings(key)):
            if await super()._check_bindings(meaning, priority):
                return True
        return False

    def _handle_exception(self, error: Exception) -> None:
        """Ends the app over an error that nobody caught, as Textual does, and prints nothing."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        _logger.error("the screen failed", exc_info=cause)
        self.failure = self.failure or cause
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    async def run_async(
        self,
        *,
        headless: bool = False,
        inline: bool = False,
        inline_no_clear: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        auto_pilot: "AutopilotCallbackType | None" = None,
    ) -> ReturnType | None:
        """Runs the app; raises what it failed with, once the terminal is restored."""
        choice = await super().run_async(
            headless=headless,
            inline=inline,
            inline_no_clear=inline_no_clear,
            mouse=mouse,
            size=size,
            auto_pilot=auto_pilot,
        )
        if self.failure is not None:
            raise self.failure
        return choice


class BackgroundApp(RunwalkApp[Choice]):
    """Works in the background too; neither the screen nor this outlives the other unnoticed.

    Args:
        options: How the runner wants screens.
        background: Awaited beside the screen. When the app ends first, it is cancelled and waited
            for; when it fails, the app ends and `run` raises what it raised.
    """

    def __init__(self, options: ScreenOptions, *, background: Background | None = None) -> None:
        super().__init__(options)
        self._background = background
        self._worker: Worker[None] | None = None

    def on_mount(self) -> None:
        """Starts the background."""
        if self._background is not None:
            self._worker = self.run_worker(
                self._background(), name="background", exit_on_error=False
            )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A background that fails takes the app with it."""
        if event.worker is self._worker and event.state is WorkerState.ERROR:
            self.failure = event.worker.error
            self.exit(return_code=1)

    async def on_unmount(self) -> None:
        """Lets the background clean up in peace: it may have a belt to stop."""
        if self._worker is None:
            return
        if not self._worker.is_cancelled:
            self._worker.cancel()
        try:
            await self._worker.wait()
        except WorkerError:
            self.failure = self.failure or _cause(self._worker)


def _cause(worker: Worker[None]) -> BaseException | None:
    """What a background raised, unless it was only cancelled."""
    return worker.error if worker.state is WorkerState.ERROR else None
