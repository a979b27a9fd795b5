"""The base of screens over a feed: drawn four times a second, at once when something happens."""

from collections.abc import Callable

from textual.timer import Timer

from runwalk_tui.session.feed import Feed
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.workout.events import BeltReading, Event, HeartReading
from runwalk_tui.workout.session import Session

PERIOD_S = 0.25
HINTED = "-hinted"
HINT_S = 5.0
"""Seconds that a hint stands."""

LONGEST_HOLD_S = 0.5
"""A frame that was put off for so long is drawn."""

FRAME_S = 0.01
"""A second that passes is shown so long after it has."""


class FeedScreen(RunwalkScreen):
    """Asks its feed for a view and draws it; readings wait for the next turn.

    Attributes:
        hint: What the last key calls for in words, while that is fresh.
    """

    def __init__(self, feed: Feed, options: ScreenOptions) -> None:
        super().__init__(options)
        self.feed = feed
        self._drawn = feed.session
        self.hint: str | None = None
        self._hint_ends: Timer | None = None
        self._is_due = False
        self._held: Timer | None = None
        self._held_s = 0.0
        self._unsubscribe: Callable[[], None] | None = None

    def on_mount(self) -> None:
        """Begins to draw."""
        self._unsubscribe = self.feed.subscribe(self._heard)
        self._tick()

    def on_screen_resume(self) -> None:
        """Catches up."""
        self.redraw()

    def on_unmount(self) -> None:
        """Hears no more."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def draw(self, session: Session) -> None:
        """Hands ``session`` to the panels."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draws the present, unless another screen lies over this one; later if the feed says so.

        A frame that is being drawn when a change of speed falls due would hold it up.
        """
        self._is_due = False
        if not self.is_active or self._is_held():
            return
        if self.feed.transport is not None:
            self._is_due = True
            self.feed.transport.catch_up()
            self._is_due = False
        self._drawn = self.feed.view()
        self.draw(self._drawn)

    def _is_held(self) -> bool:
        """Return True if the frame is put off, and will be drawn in time."""
        if self._held is not None:
            return True
        hold_s = self.feed.hold_s() if self._held_s < LONGEST_HOLD_S else 0.0
        if hold_s <= 0:
            self._held_s = 0.0
            return False
        self._held_s += hold_s
        self._held = self.set_timer(hold_s, self._end_hold)
        return True

    def _end_hold(self) -> None:
        self._held = None
        self.redraw()

    def show_hint(self, words: str) -> None:
        """Shows ``words`` for `HINT_S`."""
        if self._hint_ends is not None:
            self._hint_ends.stop()
        self.hint = words
        self.add_class(HINTED)
        self._hint_ends = self.set_timer(HINT_S, self._end_hint)
        self.redraw()

    def _end_hint(self) -> None:
        self.hint = None
        self.remove_class(HINTED)
        self.redraw()

    def _heard(self, event: Event) -> None:
        if self._is_due or isinstance(event, (BeltReading, HeartReading)):
            return
        self._is_due = True
        self.call_later(self.redraw)

    def _tick(self) -> None:
        self.redraw()
        self.set_timer(self._until_next(), self._tick)

    def _until_next(self) -> float:
        """To the next turn, or to the moment when the time left shows another second."""
        remaining_s = self._drawn.step_remaining_s
        if remaining_s is None:
            return PERIOD_S
        return min(PERIOD_S, remaining_s % 1.0 + FRAME_S)
