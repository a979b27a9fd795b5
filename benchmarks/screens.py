"""The app over one session, without the program behind it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from textual.screen import Screen

from runwalk_tui.session.feed import Feed
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.destinations import Destination
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.session_flow import SessionFlow


class Shown:
    """Shows a session where it stands, and follows it."""

    can_wander = False
    drives_belt = True

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._app: RunwalkApp

    def attach(self, app: RunwalkApp) -> None:
        self._app = app

    def first_screen(self) -> Screen[None]:
        self._flow = SessionFlow(
            self._feed, ScreenOptions(), self, replay=self.leave, left=self.leave
        )
        return self._flow.first_screen()

    def stop_belt(self) -> None:
        """Whoever opened the session stops it."""

    def go(self, to_there: Destination) -> None:
        """Nowhere."""

    def back(self) -> None:
        self.leave()

    def leave(self) -> None:
        self._app.exit()

    def tell_news(self) -> None:
        """There is none."""

    def replace(self, screen: Screen[None]) -> None:
        self._app.replace(screen)

    def later(self, work: Callable[[], None]) -> None:
        self._app.call_later(work)


def session_app(feed: Feed) -> RunwalkApp:
    """The app over ``feed``."""
    return RunwalkApp(ScreenOptions(), Shown(feed))


def session_screen(feed: Feed) -> AbstractAsyncContextManager[object]:
    """The app over ``feed`` on a large screen that goes nowhere, as long as it is entered."""
    return session_app(feed).run_test(size=(120, 40))
