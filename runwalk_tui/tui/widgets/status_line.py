"""One line for what has just been noticed: the last notice, warning or alarm, while it is fresh.

While there is none, for what is wrong beside the workout.
"""

from typing import NamedTuple

from runwalk_tui.session.spoken import spoken
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.format import in_units
from runwalk_tui.workout.events import Cue
from runwalk_tui.workout.machine_words import NOT_CONNECTED
from runwalk_tui.workout.session import Session

FRESH_S = 6.0

_SIGNS = {
    Cue.NOTICE.value: ("·", "foreground"),
    Cue.RESUMED.value: ("·", "foreground"),
    Cue.WARNING.value: ("!", "caution"),
    Cue.ALARM.value: ("!", "danger"),
}


class News(NamedTuple):
    """The session, the trouble of its feed, what the last key calls for, and a calm remark."""

    session: Session
    trouble: str | None = None
    hint: str | None = None
    aside: str = ""


def message_of(news: News) -> tuple[str, str]:
    """The words and their colour; no words when there is nothing to say."""
    session = news.session
    if news.hint is not None:
        return f"! {news.hint}", "caution"
    if session.last_cue is not None:
        t, cue, words = session.last_cue
        over = words == NOT_CONNECTED[session.machine] and session.belt.ready
        if cue in _SIGNS and not over and 0 <= session.t - t < FRESH_S:
            sign, tone = _SIGNS[cue]
            return f"{sign} {spoken(words)}", tone
    if news.trouble is not None:
        return f"! {news.trouble}", "caution"
    return (f"· {news.aside}", "soft") if news.aside else ("", "foreground")


class Message(Panel[News, tuple[str, str]]):
    """The line; empty most of the time."""

    def look(self, source: News) -> tuple[str, str]:
        """The words and their colour."""
        words, tone = message_of(source)
        return in_units(words, self.options.units), tone

    def paint(self, canvas: Canvas, ink: Ink, face: tuple[str, str]) -> None:
        """The words, bold; what does not fit is left out clause by clause."""
        words, tone = face
        for end in ("; ", ". "):
            while len(words) > canvas.width and end in words:
                words = words.rpartition(end)[0]
        canvas.put(0, 0, words, ink(tone, bold=tone != "soft"))
