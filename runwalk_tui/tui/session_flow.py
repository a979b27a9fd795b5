"""Leads through a session: the arm screen, the run screen, the summary; or through a recording."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from textual.screen import Screen

from runwalk_tui.session.feed import Feed
from runwalk_tui.training.history.ghost import Ghost
from runwalk_tui.tui.ports import NetworkPort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.screens.session_screen import SessionScreen, is_under_way
from runwalk_tui.tui.widgets.alarm import UNDER_WAY
from runwalk_tui.workout.events import Act, BeltReading, Event, HeartReading
from runwalk_tui.workout.session import Phase

if TYPE_CHECKING:
    from runwalk_tui.tui.screens.debrief import Tell

PATIENCE_S = 10.0
"""Leaving waits so long for the belt before the runner may give up on it."""


class Stage(Protocol):
    """The place where screens replace each other."""

    def replace(self, screen: Screen[None]) -> None:
        """Shows ``screen`` in place of the one that is open."""

    def later(self, work: Callable[[], None]) -> None:
        """Does ``work`` in its turn."""


class SessionFlow:
    """Follows a session from screen to screen until it is closed.

    Args:
        feed: Where the session comes from.
        options: How the runner wants screens.
        stage: Shows the screens.
        tell: Keeps what the runner says after a live session; None asks nothing.
        ghost: An earlier session to run against.
        network: Shows the session to other programs.
        replay: Plays a live session that has ended.
        left: The runner is gone, and the belt was seen to.
        ended: Takes the place of the summary; None shows one.
    """

    def __init__(
        self,
        feed: Feed,
        options: ScreenOptions,
        stage: Stage,
        *,
        tell: "Tell | None" = None,
        ghost: Ghost | None = None,
        network: NetworkPort | None = None,
        replay: Callable[[], None],
        left: Callable[[], None],
        ended: Callable[[], None] | None = None,
    ) -> None:
        self.feed = feed
        self._options, self._stage = options, stage
        self._tell, self._replay, self._left, self._ended = tell, replay, left, ended
        self._ghost, self._network = ghost, network
        self._left_at: float | None = None
        self._is_open = True
        self._shown: Screen[None] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        if feed.transport is None:
            self._unsubscribe = feed.subscribe(self._heard)

    @property
    def may_move(self) -> bool:
        """True if a belt may have to be stopped."""
        return self.feed.transport is None and is_under_way(self.feed.session)

    @property
    def has_begun(self) -> bool:
        """True if a belt was asked to move, moves or has moved."""
        session = self.feed.session
        was_asked = session.start_asked_at is not None or session.check is not None
        return was_asked or session.has_records or session.belt.is_moving

    def first_screen(self) -> Screen[None]:
        """A recording begins on the run screen, a session where it stands."""
        if self.feed.transport is not None:
            self._shown = self._replay_screen()
        elif self.feed.session.phase in UNDER_WAY:
            self._shown = self._run_screen()
        elif self.feed.session.phase is Phase.ENDED:
            self._shown = self._summary_screen()
        else:
            from runwalk_tui.tui.screens.arm import ArmScreen

            self._shown = ArmScreen(self.feed, self._options, self._network)
        return self._shown

    def leave(self) -> None:
        """Stops the belt and leaves once the session has ended; at once if nothing is under way.

        After `PATIENCE_S` without an end, leaves without one.
        """
        if not self.may_move:
            self._left()
        elif self._left_at is None:
            self._left_at = self.feed.now()
            self.feed.act(Act.STOP)
        elif self.feed.now() - self._left_at >= PATIENCE_S:
            self.feed.act(Act.ABANDON)

    def close(self) -> None:
        """Follows no more."""
        self._is_open = False
        self._unsubscribe()

    def show_summary(self) -> None:
        """Shows what the session came to."""
        self._show(self._summary_screen())

    def play_again(self) -> None:
        """Plays a recording from its first step; a live session has to be fetched first."""
        transport = self.feed.transport
        if transport is None:
            self._replay()
            return
        transport.seek(transport.begins_s)
        if not transport.is_playing:
            transport.toggle()
        self._show(self._replay_screen())

    def _heard(self, event: Event) -> None:
        if not isinstance(event, (BeltReading, HeartReading)):
            self._stage.later(self._follow)

    def _follow(self) -> None:
        """Shows the screen that belongs to the session's phase."""
        if not self._is_open:
            return
        phase = self.feed.session.phase
        if phase is Phase.ENDED:
            if self._left_at is not None:
                self._left()
            elif self._ended is not None:
                self._ended()
            elif isinstance(self._shown, SessionScreen):
                self.show_summary()
        elif phase in UNDER_WAY and not isinstance(self._shown, RunScreen):
            self._show(self._run_screen())

    def _show(self, screen: Screen[None]) -> None:
        self._shown = screen
        self._stage.replace(screen)

    def _run_screen(self) -> Screen[None]:
        return RunScreen(self.feed, self._options, self._ghost, self._network)

    def _replay_screen(self) -> Screen[None]:
        from runwalk_tui.tui.screens.replay import ReplayScreen

        transport = self.feed.transport
        assert transport is not None
        return ReplayScreen(self.feed, transport, self._options, self.show_summary)

    def _summary_screen(self) -> Screen[None]:
        session = self.feed.view()
        if self._tell is not None and session.records:
            from runwalk_tui.tui.screens.debrief import DebriefScreen

            tell, self._tell = self._tell, None
            return DebriefScreen(session, self._options, self.play_again, tell)
        from runwalk_tui.tui.screens.summary import SummaryScreen

        return SummaryScreen(session, self._options, self.play_again)
