"""A reading of the heart at rest: the time left, the heart, and what the coach makes of it."""

from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.destinations import Rest
from runwalk_tui.tui.keys import BACK, CLOSE, HELP, HELP_KEYS, REST_KEYS, Groups, bindings
from runwalk_tui.tui.ports import RestPort, RestView
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.feed_screen import FeedScreen
from runwalk_tui.tui.two_metres import Word
from runwalk_tui.tui.widgets.big_heart_rate import Pulse
from runwalk_tui.tui.widgets.big_word import BigWord
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.strap_line import StrapLine
from runwalk_tui.tui.widgets.text_block import Note
from runwalk_tui.units.format import clock_left
from runwalk_tui.workout.session import Session


class RestScreen(FeedScreen):
    """Says what to do, counts down, and rings once there is a result.

    Args:
        resting: The reading.
        options: How the runner wants screens.
    """

    GIVES_WAY = True
    BINDINGS = bindings((*REST_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("A reading at rest", (*REST_KEYS, BACK, CLOSE, HELP)),)

    def __init__(self, resting: RestPort, options: ScreenOptions) -> None:
        super().__init__(resting.feed, options)
        self._resting = resting
        self._has_rung = False
        self._strap = StrapLine(options)
        self._word = BigWord(options)
        self._note = Note(options)
        self._pulse = Pulse(options)
        self._keys = KeyBar((*REST_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._strap
        yield self._word
        yield self._note
        yield self._pulse
        yield self.help_table
        yield self._keys

    def draw(self, session: Session) -> None:
        """Shows what has changed."""
        view = self._resting.view()
        self._strap.draw(session)
        self._pulse.draw(session)
        self._word.draw(word_of(view))
        self._note.draw(view.words)
        self._keys.draw({} if view.words else {"rest.again": ""})
        if view.words and not self._has_rung:
            self._has_rung = True
            self.app.bell()

    def action_again(self) -> None:
        """Reads once more; while it reads, nothing."""
        if self._resting.view().words:
            self.guide.go(Rest())


def word_of(view: RestView) -> Word:
    """The time left, or that it is over, with what to do."""
    if view.words:
        big, tone = (shown.REST_DONE, "good") if view.is_kept else (shown.REST_NOTHING, "caution")
        sentence = shown.GET_UP_SLOWLY if view.is_kept else shown.NOTHING_IS_KEPT
        return Word(big, tone, sentence)
    tone, sentence = ("heart", shown.LIE_STILL) if view.is_lying else ("soft", shown.LIE_DOWN)
    return Word(clock_left(view.left_s), tone, sentence)
