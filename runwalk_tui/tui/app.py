"""The one application: colours, stylesheet, keys that work everywhere, and what a fault does."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from textual.app import App, AutopilotCallbackType, SystemCommand
from textual.driver import Driver
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import WorkerFailed

from runwalk_tui.language import tr
from runwalk_tui.session.garbage import search_as_usual
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.destinations import Destination
from runwalk_tui.tui.drawing.themes import DEFAULT_THEME, THEMES
from runwalk_tui.tui.guide import Guide
from runwalk_tui.tui.keys import ANYWHERE_KEYS, bindings
from runwalk_tui.tui.keys.keymap import translated
from runwalk_tui.tui.keys.layouts import meanings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import HUGE_CLASS, RunwalkScreen, is_huge
from runwalk_tui.tui.stylesheet import SteadyStylesheet
from runwalk_tui.tui.terminal.driver import steady

_logger = logging.getLogger(__name__)

WIDTHS = [(0, "-narrow"), (60, "-tight"), (72, "-wide")]
HEIGHTS = [(0, "-short"), (16, "-low"), (22, "-normal"), (34, "-tall")]
"""Classes of screens by columns and rows, ascending."""


_WAYS: tuple[tuple[str, str, Destination], ...] = (
    ("Today's workout", "Asks a few questions, then advises a workout.", to.CheckIn()),
    ("Devices", "Your treadmill and your strap.", to.Devices()),
    ("Heart rate", "The heart rate alone.", to.Heart()),
    ("Reading at rest", "Measures heart-rate variability: two minutes lying still.", to.Rest()),
    ("History", "Your sessions.", to.History()),
    ("Weeks", "Your weeks.", to.Weeks()),
    ("Races", "Your Magic Miles, and races by them.", to.Races()),
    ("Programmes", "Plans by the week.", to.Programmes()),
    ("New plan", "Makes a new workout.", to.NewPlan()),
    ("Import a plan", "Imports another program's workout.", to.ImportPlan()),
    ("Import sessions", "Adds a watch's runs, or an export.", to.ImportSessions()),
    ("Export every session", "Writes one file per session into a folder.", to.ExportAll()),
    ("Keys for uploads", "For Intervals.icu and Strava.", to.ServiceKeys()),
    ("Profile", "Your profile.", to.EditProfile()),
    ("Practice", "Switches to virtual devices, or back.", to.Practice(toggles=True)),
    ("Watch", "The workout that runs in another terminal.", to.Watch()),
    ("Stop the belt", "Stops it, no matter who started it.", to.StopBelt()),
    ("Broadcast", "Shows workouts to apps on the network, or stops.", to.Broadcast()),
    ("Settings", "Cap, colours, sound, keys.", to.ChangeSettings()),
    ("New runner", "Makes a profile for somebody else.", to.NewRunner()),
    ("What the coach can say", "Every sentence, and the rule that says it.", to.Sayings()),
    ("Known machines", "Treadmills that others have reported on.", to.Machines()),
    ("Deleted", "Brings deleted sessions and plans back.", to.Trash()),
    ("Replay", "Plays the last session again.", to.Replay()),
    ("Doctor", "Checks Bluetooth and this machine.", to.Doctor()),
)


class AppGuide(Guide, Protocol):
    """A guide as the app needs it."""

    @property
    def drives_belt(self) -> bool:
        """True if this program may have to stop a belt."""

    @property
    def can_wander(self) -> bool:
        """True if any screen may be laid over the one that is open."""

    def attach(self, app: "RunwalkApp") -> None:
        """Shows on ``app`` from now on."""

    def first_screen(self) -> Screen[None]:
        """The screen to begin with."""

    def stop_belt(self) -> None:
        """Stops the belt that is driven, if one is."""


class RunwalkApp(App[object]):
    """Shows screen after screen in one terminal; which follows which is the guide's business.

    Args:
        options: How the runner wants screens.
        guide: Knows the way.

    Attributes:
        failure: What ended the app, if that was not the runner; `run` raises it.
        keymap: Other keys for actions, by their ids.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    CSS_PATH = Path(__file__).with_name("runwalk.tcss")
    DEFAULT_MODE = "screens-0"
    TITLE = "runwalk"
    BINDINGS = bindings(ANYWHERE_KEYS)

    def __init__(self, options: ScreenOptions, guide: AppGuide) -> None:
        super().__init__()
        self.guide = guide
        self.failure: BaseException | None = None
        for each in THEMES.values():
            self.register_theme(each)
        # Set before the app runs, the theme costs no second parsing of the stylesheet.
        self.set_reactive(RunwalkApp.theme, _known(options.theme))
        self.stylesheet = SteadyStylesheet(self.get_css_variables())
        self._stacks = 0
        self.keymap: Mapping[str, str] = options.keymap
        self.add_mode(self.DEFAULT_MODE, self.get_default_screen)
        guide.attach(self)

    def on_ready(self) -> None:
        """Ends the start: the first frame is there."""
        search_as_usual()

    def get_driver_class(self) -> type[Driver]:
        """The platform's, kept from waiting for the terminal."""
        return steady(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        """The first screen."""
        return self.sized(self.guide.first_screen())

    def sized(self, screen: Screen[None]) -> Screen[None]:
        """``screen`` with the classes of its size, so that its first frame is the right one."""
        for size, breakpoints in zip(self.size, (WIDTHS, HEIGHTS), strict=True):
            fitting = [name for least, name in breakpoints if size >= least]
            screen.add_class(fitting[-1], update=False)
        screen.set_class(is_huge(self.size), HUGE_CLASS, update=False)
        return screen

    @staticmethod
    def ways() -> Sequence[tuple[str, str, Destination]]:
        """The destinations of the command palette: a name, a sentence, and the way."""
        return _WAYS

    def get_system_commands(
        self,
        screen: Screen[Any],  # noqa: ARG002 (Textual's signature)
    ) -> Iterable[SystemCommand]:
        """The ways, by their names."""
        for name, about, destination in self.ways():
            yield SystemCommand(tr(name), tr(about), partial(self.guide.go, destination))
        yield SystemCommand(tr("Keys"), tr("Shows the keys of this screen."), self._show_keys)
        yield SystemCommand(tr("Quit"), tr("Quits."), self.guide.leave)

    def action_command_palette(self) -> None:
        """Opens the palette, whose line speaks the language in use."""
        from textual.command import CommandPalette

        if not CommandPalette.is_open(self):
            words = tr("Search for commands…")
            self.push_screen(CommandPalette(placeholder=words, id="--command-palette"))

    def _show_keys(self) -> None:
        if isinstance(self.screen, RunwalkScreen):
            self.screen.action_help()

    def push(self, screen: Screen[None]) -> None:
        """Lays ``screen`` over the one that is open."""
        self.push_screen(self.sized(screen))

    def replace(self, screen: Screen[None]) -> None:
        """Shows ``screen`` in place of the one that is open.

        The lowest of a stack cannot be switched in Textual: another stack takes the place of its.
        """
        if len(self.screen_stack) > 1:
            self.switch_screen(self.sized(screen))
            return
        before, self._stacks = self.current_mode, self._stacks + 1
        mode = f"screens-{self._stacks}"
        self.add_mode(mode, lambda: self.sized(screen))
        self.switch_mode(mode)
        self.remove_mode(before)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing lies over the screen of a belt, and its every key is looked at."""
        if action in ("focus_next", "focus_previous") and self.guide.drives_belt:
            return False
        if action == "command_palette" and not self.guide.can_wander:
            return False
        return super().check_action(action, parameters)

    async def action_leave(self) -> None:
        """Quits, as the screen that is open quits."""
        if isinstance(self.screen, RunwalkScreen):
            await self.screen.action_leave()
        else:
            self.guide.leave()

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Acts on a key, or on what it is without Caps Lock or on another keyboard layout."""
        for meaning in (key, *meanings(key)):
            known = translated(meaning, self._active_ids(), self.keymap) if self.keymap else meaning
            if known is not None and await super()._check_bindings(known, priority):
                return True
        if not priority and isinstance(self.screen, RunwalkScreen):
            self.screen.key_does_nothing()
        return False

    def _active_ids(self) -> frozenset[str]:
        """The actions that the open screen has; where one writes, none is moved."""
        if isinstance(self.focused, Input):
            return frozenset()
        bound = self.screen._bindings.key_to_bindings.values()
        return frozenset(each.id for bindings in bound for each in bindings if each.id)

    def end_small_talk(self) -> None:
        """Takes away what was said on the screen before; an alarm stays for its time."""
        for notification in list(self._notifications):
            if notification.severity != "error":
                self._unnotify(notification, refresh=False)
        self._refresh_notifications()

    def show_theme(self, name: str | None) -> None:
        """Shows other colours."""
        self.theme = _known(name)

    def fail(self, error: BaseException) -> None:
        """Ends the app over ``error``, which `run` raises."""
        self.failure = self.failure or error
        self.exit(return_code=1)

    def _handle_exception(self, error: Exception) -> None:
        """Stops the belt over an error that nobody caught, then ends the app; prints nothing."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or cause
        self.guide.stop_belt()
        _logger.error("the screen failed", exc_info=cause)
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
    ) -> object:
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


def _known(theme: str | None) -> str:
    """The theme of that name, or the program's own."""
    return theme if theme is not None and theme in THEMES else DEFAULT_THEME
