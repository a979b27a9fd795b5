"""The base of every screen: a last line of keys, a help, and a way out."""

from collections.abc import Callable
from typing import ClassVar, Protocol, TypeVar, cast

from textual import events
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input

from runwalk_tui.tui import loading
from runwalk_tui.tui.guide import Guide
from runwalk_tui.tui.keys import CLOSE, HELP, Groups, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.key_table import KeyTable

T = TypeVar("T")

HELP_CLASS = "-help"
HUGE_CLASS, HUGE_COLUMNS, HUGE_ROWS = "-huge", 140, 50
"""A terminal that fills a large window: it has this class besides that of its height."""

ALWAYS = ("help", "leave", "stop")
"""Actions that are possible under the help, too."""


def is_huge(size: Size) -> bool:
    """True if letters and drawings may grow beyond what a usual terminal has room for."""
    return size.width >= HUGE_COLUMNS and size.height >= HUGE_ROWS


class Guided(Protocol):
    """An app with a guide."""

    guide: Guide


class RunwalkScreen(Screen[None]):
    """Nothing on it takes the focus: every key belongs to the screen or the app.

    The help takes the place of the other parts. While it is open the screen's own keys do nothing
    but close it; quitting and STOP work on.
    """

    AUTO_FOCUS = ""
    BINDINGS = bindings((CLOSE, HELP))
    HELP_GROUPS: ClassVar[Groups] = ()
    """The keys that the help shows on this screen."""

    GIVES_WAY: ClassVar[bool] = False
    """It has done what it was for when another screen comes, which takes its place."""

    def __init__(self, options: ScreenOptions) -> None:
        super().__init__()
        self.options = options
        self.help_table = KeyTable(options)

    def on_resize(self, event: events.Resize) -> None:
        """Has the class of a huge terminal in one."""
        self.set_class(is_huge(event.size), HUGE_CLASS)

    @property
    def guide(self) -> Guide:
        """Knows the way to other screens."""
        return cast(Guided, self.app).guide

    @property
    def is_alone(self) -> bool:
        """True if no screen lies below: then back is out."""
        return len(self.app.screen_stack) == 1

    def show_help(self, is_shown: bool) -> None:
        """Shows or hides the keys."""
        self.help_table.draw(self.HELP_GROUPS)
        self.set_class(is_shown, HELP_CLASS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Under the help only closing it is possible; where one writes, letters are letters."""
        if action in ALWAYS:
            return not isinstance(self.focused, Input)
        if (action == "close_help") != self.has_class(HELP_CLASS):
            return False
        return super().check_action(action, parameters)

    def load(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Does ``work`` beside the screen, which goes on, and ``then`` shows what came of it.

        It is shown after the next frame: a part that was hidden when the work began has its place
        by then, and one whose height is that of its words is given it.
        """

        async def read() -> None:
            self.call_after_refresh(then, await loading.off_loop(work))
            self.guide.tell_news()

        self.run_worker(read(), group="load")

    def key_does_nothing(self) -> None:
        """A key was pressed that means nothing here."""

    def action_help(self) -> None:
        """Shows the keys, then those of the next page, and after the last hides them."""
        if not (self.has_class(HELP_CLASS) and self.help_table.turn()):
            self.show_help(not self.has_class(HELP_CLASS))

    def action_close_help(self) -> None:
        """Hides the keys."""
        self.show_help(False)

    def action_go_back(self) -> None:
        """Back to where the runner came from."""
        self.guide.back()

    async def action_leave(self) -> None:
        """Quits."""
        self.guide.leave()
