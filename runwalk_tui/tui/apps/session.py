"""The applications that show a session and the heart rate."""

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import Input

from runwalk_tui.session.feed import Feed
from runwalk_tui.tui.destinations import Replay
from runwalk_tui.tui.keys import CLOSE, HELP, SESSION_KEYS, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.feed_screen import FeedScreen
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.widgets.alarm import UNDER_WAY
from runwalk_tui.workout.events import Act, BeltReading, Event, HeartReading
from runwalk_tui.workout.session import Phase, Session

if TYPE_CHECKING:
    from runwalk_tui.tui.screens.debrief import Tell
from runwalk_tui.tui.apps.base import Background, BackgroundApp

ESC_AGAIN = "Esc again stops the belt"
HOW_TO_STOP = "To stop the belt: s, or Esc twice. Space pauses."

PATIENCE_S = 10.0
"""Leaving waits so long for the belt before the runner may give up on it."""


class FeedApp(BackgroundApp):
    """Shows a feed.

    Args:
        feed: Where the session comes from.
        options: How the runner wants screens.
        background: As of `BackgroundApp`.
    """

    def __init__(
        self, feed: Feed, options: ScreenOptions, *, background: Background | None = None
    ) -> None:
        super().__init__(options, background=background)
        self.feed = feed

    def _handle_exception(self, error: Exception) -> None:
        """Without a screen there is no workout: the belt is stopped before anything else."""
        super()._handle_exception(error)
        self.feed.act(Act.STOP)


class SessionApp(FeedApp):
    """A session: the arm screen, the run screen, the summary; or a recording on the same screen.

    `run` returns the runner's next choice, None to leave.

    Args:
        feed: Where the session comes from.
        options: How the runner wants screens.
        background: As in `FeedApp`.
        tell: Keeps what the runner says after a live session; None asks nothing.
    """

    BINDINGS = bindings(SESSION_KEYS)

    def __init__(
        self,
        feed: Feed,
        options: ScreenOptions,
        *,
        background: Background | None = None,
        tell: "Tell | None" = None,
    ) -> None:
        super().__init__(feed, options, background=background)
        self._tell = tell
        self.add_mode("run", self._run_screen)
        self.add_mode("summary", self._summary_screen)
        self.add_mode("replay", self._replay_screen)
        self._left_at: float | None = None

    def first_screen(self) -> Screen[None]:
        """A recording begins on the run screen, a session where it stands."""
        if self.feed.transport is not None:
            return self._replay_screen()
        if self.feed.session.phase in UNDER_WAY:
            return RunScreen(self.feed, self.options)
        if self.feed.session.phase is Phase.ENDED:
            return self._summary_screen()
        from runwalk_tui.tui.screens.arm import ArmScreen

        return ArmScreen(self.feed, self.options)

    def on_mount(self) -> None:
        """Follows a live session from screen to screen; Textual calls the base's handler too."""
        if self.feed.transport is None:
            self.feed.subscribe(self._heard)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is under way can be stopped; and where one writes, letters are letters."""
        if action == "stop":
            return self.feed.transport is None and self.feed.session.phase is not Phase.ENDED
        if action == "stop_twice":
            return self._can_stop_belt()
        if action in ("focus_next", "focus_previous") and self._can_stop_belt():
            return False
        if action == "leave" and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def action_stop(self) -> None:
        """Stops the belt and ends the workout."""
        self.feed.act(Act.STOP)

    def action_stop_twice(self) -> None:
        """Says that once more stops the belt; that does."""
        if isinstance(self.screen, FeedScreen) and self.screen.hint == ESC_AGAIN:
            self.action_stop()
        else:
            self._hint(ESC_AGAIN)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Tells whoever hits a key that does nothing which one stops the belt."""
        is_taken = await super()._check_bindings(key, priority)
        if not is_taken and not priority and self._can_stop_belt():
            self._hint(HOW_TO_STOP)
        return is_taken

    def _can_stop_belt(self) -> bool:
        return self.feed.transport is None and _is_under_way(self.feed.session)

    def _hint(self, words: str) -> None:
        if isinstance(self.screen, FeedScreen):
            self.screen.show_hint(words)

    def action_leave(self) -> None:
        """Stops the belt and leaves once the session has ended; at once if nothing is under way.

        After `PATIENCE_S` without an end, leaves without one.
        """
        session = self.feed.session
        if self.feed.transport is not None or not _is_under_way(session):
            self.exit()
        elif self._left_at is None:
            self._left_at = self.feed.now()
            self.feed.act(Act.STOP)
        elif self.feed.now() - self._left_at >= PATIENCE_S:
            self.feed.act(Act.ABANDON)

    def show_summary(self) -> None:
        """Shows what the session came to."""
        self.switch_mode("summary")

    def _replay(self) -> None:
        """Plays a recording from its beginning; a live session has to be fetched first."""
        transport = self.feed.transport
        if transport is None:
            self.exit(Replay())
            return
        transport.seek(0.0)
        if not transport.is_playing:
            transport.toggle()
        self.switch_mode("replay")

    def _heard(self, event: Event) -> None:
        if not isinstance(event, (BeltReading, HeartReading)):
            self.call_later(self._follow)

    def _follow(self) -> None:
        """Shows the screen that belongs to the session's phase."""
        phase = self.feed.session.phase
        if phase is Phase.ENDED:
            if self._left_at is not None:
                self.exit()
            else:
                self.show_summary()
        elif phase in UNDER_WAY and not isinstance(self.screen, RunScreen):
            self.switch_mode("run")

    def _run_screen(self) -> Screen[None]:
        return self.sized(RunScreen(self.feed, self.options))

    def _replay_screen(self) -> Screen[None]:
        from runwalk_tui.tui.screens.replay import ReplayScreen

        transport = self.feed.transport
        assert transport is not None
        screen = ReplayScreen(self.feed, transport, self.options, self.show_summary)
        return self.sized(screen)

    def _summary_screen(self) -> Screen[None]:
        session = self.feed.view()
        if self._tell is not None and session.records:
            from runwalk_tui.tui.screens.debrief import DebriefScreen

            tell, self._tell = self._tell, None
            return self.sized(DebriefScreen(session, self.options, self._replay, tell))
        from runwalk_tui.tui.screens.summary import SummaryScreen

        return self.sized(SummaryScreen(session, self.options, self._replay))


def _is_under_way(session: Session) -> bool:
    """Whether the belt may have to be stopped before leaving."""
    if session.phase in (Phase.OPENING, Phase.ARMING):
        return session.belt.is_moving
    return session.phase is not Phase.ENDED


class HeartApp(FeedApp):
    """The heart rate alone."""

    BINDINGS = bindings((CLOSE, HELP))

    def first_screen(self) -> Screen[None]:
        """The heart screen is the only one."""
        from runwalk_tui.tui.screens.heart import HeartScreen

        return HeartScreen(self.feed, self.options)

    def action_leave(self) -> None:
        """Quits."""
        self.exit()


class CheckApp(SessionApp):
    """The arm screen and the run screen of a check; what came of it is told elsewhere."""

    def show_summary(self) -> None:
        """Leaves."""
        self.exit()
