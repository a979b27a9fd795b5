"""Asks who runs: the profile, on the first start and later, and the questions about health."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Protocol

from textual.screen import Screen

from runwalk_tui.config.profile import Profile
from runwalk_tui.errors import REFUSALS
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.backstage import Backstage


class Ways(Protocol):
    """Lays screens over one another."""

    def say(self, words: str) -> None:
        """Says something over whichever screen is open."""

    def replace(self, screen: Screen[None]) -> None:
        """Shows ``screen`` in place of the one that is open."""

    def home_screen(self) -> Screen[None]:
        """The list of plans."""

    def home_anew(self) -> None:
        """The home screen of who runs now, where that is the screen that is open."""

    def back(self) -> None:
        """Goes to the screen below; where there is none, quits."""


class Looks(Protocol):
    """Shows colours and rings the bell."""

    def show_theme(self, name: str | None) -> None:
        """Shows other colours."""

    def bell(self) -> None:
        """Rings."""


class Asking:
    """Makes the screens that ask, and keeps what is answered.

    Args:
        backstage: Where answers are kept.
        ways: Where it goes on from there.
    """

    def __init__(self, backstage: Backstage, ways: Ways) -> None:
        self._backstage, self._ways = backstage, ways

    def screen_for(self, there: to.Destination, app: Looks) -> Screen[None] | None:
        """The screen that a way leads to, if it is one that asks."""
        match there:
            case to.EditProfile():
                return self.profile_screen()
            case to.ChangeSettings():
                return self.settings_screen(app)
            case to.NewRunner():
                return self.new_runner_screen()
        return None

    def profile_screen(self, *, is_first: bool = False) -> Screen[None]:
        """The form of the runner's profile; on the very first start home takes its place."""
        return self._screen(partial(self._profile_done, is_first=is_first), is_first=is_first)

    def health_screen(self, then: Callable[[], None]) -> Screen[None]:
        """The questions about health, before the first workout on a real machine; ``then`` that."""
        return self._screen(partial(self._health_told, then), only_health=True)

    def new_runner_screen(self) -> Screen[None]:
        """The form for somebody who has no profile yet, and runs from now on."""
        return self._screen(self._runner_made, before=Profile())

    def settings_screen(self, app: Looks) -> Screen[None]:
        """The settings, with their colours and sounds tried out on ``app``."""
        from runwalk_tui.tui.screens.settings import SettingsScreen

        desk, options = self._backstage.desk, self._backstage.options

        def sample(sound: str, voice: str, volume: int) -> None:
            desk.sample(sound, voice, volume, app.bell)

        return SettingsScreen(
            desk.settings(),
            options,
            self._settings_told,
            show_theme=app.show_theme,
            sample=sample,
        )

    def _settings_told(self, values: Mapping[str, object] | None) -> None:
        if values and not self._did(partial(self._backstage.desk.keep, values)):
            return
        self._ways.back()
        if values:
            self._ways.home_anew()

    def _runner_made(self, profile: Profile | None) -> None:
        """Whoever saves without a name is called by the place in the list."""
        if profile is not None:
            if not self._did(partial(self._backstage.desk.keep_new_runner, profile)):
                return
            if not self._did(self._backstage.desk.note_health_asked):
                return
        self._ways.back()
        if profile is not None:
            self._ways.home_anew()

    def _screen(
        self,
        done: Callable[[Profile | None], None],
        *,
        is_first: bool = False,
        only_health: bool = False,
        before: Profile | None = None,
    ) -> Screen[None]:
        from runwalk_tui.tui.screens.profile import ProfileScreen

        return ProfileScreen(
            before or self._backstage.profile(),
            self._backstage.options,
            done,
            year=date.today().year,
            is_first=is_first,
            only_health=only_health,
        )

    def _health_told(self, then: Callable[[], None], profile: Profile | None) -> None:
        """They come once: whoever passes them over has seen them."""
        if profile is not None and not self._kept(profile):
            return
        if self._did(self._backstage.desk.note_health_asked):
            then()

    def _profile_done(self, profile: Profile | None, *, is_first: bool) -> None:
        if (profile is not None or is_first) and not self._kept(profile):
            return
        if profile is not None and not self._did(self._backstage.desk.note_health_asked):
            return
        if is_first:
            self._ways.replace(self._ways.home_screen())
            return
        self._ways.back()
        if profile is not None:
            self._ways.home_anew()

    def _kept(self, profile: Profile | None) -> bool:
        return self._did(partial(self._backstage.keep_profile, profile))

    def _did(self, work: Callable[[], None]) -> bool:
        """Does ``work``; what refuses it is said."""
        try:
            work()
        except REFUSALS as error:
            self._ways.say(str(error))
            return False
        return True
