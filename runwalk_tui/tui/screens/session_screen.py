"""The base of screens over a session that may drive a belt: how it is stopped and left."""

from runwalk_tui.tui.screens.feed_screen import FeedScreen
from runwalk_tui.tui.stop_words import stop_words
from runwalk_tui.workout.events import Act
from runwalk_tui.workout.session import Phase, Session


def is_under_way(session: Session) -> bool:
    """True if the belt may have to be stopped before leaving."""
    if session.phase in (Phase.OPENING, Phase.ARMING):
        return session.belt.is_moving
    return session.phase is not Phase.ENDED


class SessionScreen(FeedScreen):
    """STOP works at any time; Esc goes back where nothing moves, twice it is STOP where it does."""

    @property
    def may_move(self) -> bool:
        """True if a belt may have to be stopped; never in a recording."""
        return self.feed.transport is None and is_under_way(self.feed.session)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is under way can be stopped, and only what is not can be left by Esc."""
        if action == "stop":
            return self.feed.transport is None and self.feed.session.phase is not Phase.ENDED
        if action == "stop_twice" and not self.may_move:
            return False
        if action == "go_back" and self.may_move:
            return False
        return super().check_action(action, parameters)

    def key_does_nothing(self) -> None:
        """Tells whoever hits a key that does nothing which one stops the belt."""
        if self.may_move:
            self.show_hint(stop_words(self.feed.session).how)

    def action_stop(self) -> None:
        """Stops the belt and ends the workout."""
        self.feed.act(Act.STOP)

    def action_stop_twice(self) -> None:
        """Says what once more does, which is to stop; that does it."""
        again = stop_words(self.feed.session).esc_again
        if self.hint == again:
            self.action_stop()
        else:
            self.show_hint(again)
