"""The summary of the workout that was just run: how it was, in a few keys, and what that means."""

from collections.abc import Callable, Mapping
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from runwalk_tui.coaching.questions import Inquiry, debrief_of
from runwalk_tui.tui import loading
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    HELP,
    HELP_KEYS,
    QUESTION_KEYS,
    bindings,
)
from runwalk_tui.tui.keys.layouts import meanings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.summary import SummaryScreen
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.question_panel import Questions
from runwalk_tui.tui.widgets.text_block import Note
from runwalk_tui.workout.ftp_test import ftp_by_test
from runwalk_tui.workout.session import Session

Tell = Callable[[Mapping[str, int], str], str]
"""Keeps the answers and a note; returns what they mean for the next workout."""

ASKING = ("pass_over", "ask_again")
AFTERWARDS = ("go_back", "replay", "upload", "export")
"""What there is to do only while something is asked, and only after that."""

ASKS = "-asks"
WRITES = "-writes"


class NoteLine(Input):
    """A line to write in."""


class DebriefScreen(SummaryScreen):
    """Asks first, one key an answer, each of which may be passed over; then it is the summary.

    Args:
        session: The session in the end.
        options: How the runner wants screens.
        replay: Plays the session again.
        tell: What becomes of the answers; called once, in a thread, at the latest when the
            screen closes.
    """

    BINDINGS = bindings((*QUESTION_KEYS, BACK, *HELP_KEYS))

    def __init__(
        self, session: Session, options: ScreenOptions, replay: Callable[[], None], tell: Tell
    ) -> None:
        super().__init__(session, options, replay)
        self._tell: Tell | None = tell
        self._inquiry = Inquiry(
            debrief_of(session.pain, ftp_by_test(session), session.runner.ftp_w)
        )
        self._questions = Questions(options)
        self._note = NoteLine(placeholder=shown.A_NOTE_ENTER_KEEPS_IT, max_length=200)
        self._meaning = Note(options)
        self._asking_keys = KeyBar((*QUESTION_KEYS, CLOSE, HELP), options, QUESTION_KEYS[0])

    def compose(self) -> ComposeResult:
        """The questions take the place of the table."""
        *above, table, help_table, keys = super().compose()
        self._asking_keys.id, keys.id = "asking", "told"
        yield from above
        yield self._questions
        yield self._note
        yield self._meaning
        yield table
        yield help_table
        yield self._asking_keys
        yield keys

    def on_mount(self) -> None:
        """Asks; Textual draws the summary too."""
        self.add_class(ASKS)
        self._asking_keys.draw({})
        self._meaning.draw("")
        self._questions.draw(self._inquiry)

    async def on_unmount(self) -> None:
        """Whoever leaves in the middle has told what is told."""
        tell, self._tell = self._tell, None
        note = self._note.value.strip()
        if tell is not None and (self._inquiry.answers or note):
            await loading.off_loop(partial(tell, self._inquiry.given, note))

    def on_key(self, event: events.Key) -> None:
        """An answer."""
        if self.has_class(ASKS) and not self.has_class(WRITES):
            self._go_on(self._inquiry.press(event.key, *meanings(event.key)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is asked its keys answer; nothing is sent or written by a letter."""
        if action in ASKING and not self.has_class(ASKS):
            return False
        if action in AFTERWARDS and self.has_class(ASKS):
            return False
        return super().check_action(action, parameters)

    def action_pass_over(self) -> None:
        """No answer to this; or no note."""
        if self.has_class(WRITES):
            self._finish("")
        else:
            self._go_on(self._inquiry.pass_over())

    def action_ask_again(self) -> None:
        """The question before."""
        if not self.has_class(WRITES):
            self._go_on(self._inquiry.back())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The note is the last."""
        self._finish(event.value.strip())

    def _go_on(self, inquiry: Inquiry) -> None:
        if inquiry is self._inquiry:
            return
        self._inquiry = inquiry
        self._questions.draw(inquiry)
        if inquiry.current is None:
            if inquiry.answers:
                self.add_class(WRITES)
                self._note.focus()
            else:
                self._finish("")

    def _finish(self, note: str) -> None:
        """Keeps the answers, once, and shows what they mean."""
        tell, self._tell = self._tell, None
        if tell is not None and (self._inquiry.answers or note):
            self.load(partial(tell, self._inquiry.given, note), self._meaning.draw)
        self.set_focus(None)
        self.remove_class(ASKS, WRITES)
