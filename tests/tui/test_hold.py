"""A frame is put off for as long as the feed says, then drawn once, and never put off for ever."""

import pytest

from runwalk_tui.tui.screens import feed_screen
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.workout.session import Session
from tests.tui.apps import OPTIONS, SMALL, session_app, settle, text_of, until
from tests.tui.feeds import FakeFeed, brief

HOLD_S = 0.06


class Busy(FakeFeed):
    """A feed that has frames wait, and counts those that are drawn."""

    holding_s = 0.0
    frames = 0

    def hold_s(self) -> float:
        return self.holding_s

    def view(self) -> Session:
        self.frames += 1
        return super().view()


async def test_frames_are_put_off_and_then_drawn_as_one() -> None:
    feed = Busy(brief()).start().run(40.4)
    assert isinstance(feed, Busy)
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, RunScreen)
        await settle(pilot)
        feed.holding_s, feed.frames = HOLD_S, 0
        for _ in range(8):
            screen.redraw()
        screen.show_hint("a hint that waits")
        assert [feed.frames] == [0]
        assert "a hint that waits" not in text_of(pilot.app)
        feed.holding_s = 0.0
        await until(pilot, lambda: feed.frames > 0)
        assert feed.frames < 4, "one for all that waited, beside the screen's own"
        await settle(pilot)
        assert "a hint that waits" in text_of(pilot.app)


async def test_a_feed_that_never_lets_go_is_drawn_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed_screen, "LONGEST_HOLD_S", 2 * HOLD_S)
    feed = Busy(brief()).start().run(40.4)
    assert isinstance(feed, Busy)
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await settle(pilot)
        feed.holding_s, feed.frames = HOLD_S, 0
        await until(pilot, lambda: feed.frames > 0)
