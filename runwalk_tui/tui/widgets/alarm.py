"""The whole screen as an alarm: the belt may be moving and nobody sees it."""

from typing import NamedTuple

from rich.style import Style

from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.big_font import fit_px, letters, width_px
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.format import clock
from runwalk_tui.workout.events import Command, Stage
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_gate import is_seen_to_stand

UNDER_WAY = (Phase.STARTING, Phase.CHECKING, Phase.RUNNING, Phase.PAUSED, Phase.STOPPING)


class AlarmFace(NamedTuple):
    """The alarm below its words."""

    why: str
    since: str
    link: str


def alarm_face(session: Session) -> AlarmFace | None:
    """The alarm's face, or None without an alarm.

    A belt out of sight during a workout, and a Stop that the belt has not been seen to obey.
    """
    if session.phase not in UNDER_WAY:
        return None
    belt = session.belt
    name = belt.link.name or shown.THE_TREADMILL
    if belt.may_move:
        since = session.t - (belt.lost_since or session.t)
        link = shown.LINKS[belt.link.state]
        if belt.link.keeps_dropping(session.t):
            link = shown.LINK_DROPPING
        if belt.link.hindrance is not None:
            link = shown.HINDRANCES[belt.link.hindrance]
        return AlarmFace(shown.NOT_RESPONDED.format(name=name), clock(since), link)
    command = belt.command
    failed = (
        session.phase is Phase.STOPPING
        and not is_seen_to_stand(session, session.t)
        and command is not None
        and command.command is Command.STOP
        and command.stage in (Stage.UNKNOWN, Stage.REJECTED)
    )
    if not failed:
        return None
    since = session.t - (session.stop_asked_at or session.t)
    return AlarmFace(shown.STOP_DENIED.format(name=name), clock(since), shown.ASKING_AGAIN)


class Alarm(Panel[AlarmFace, AlarmFace]):
    """Huge letters on the alarm's colour."""

    GROUND = "alarm"

    def look(self, source: AlarmFace) -> AlarmFace:
        """The alarm as it was given."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: AlarmFace) -> None:
        """The words as large as fit, what to do, and how long it has been."""
        plain, loud = ink("on-alarm", "alarm"), ink("on-alarm", "alarm", bold=True)
        is_tall = canvas.height >= 30
        to_do = tuple(zip(shown.TO_DO_LARGE, shown.TO_DO, strict=True))
        below = 4 * len(to_do) + 2 if is_tall else len(to_do) + 4
        columns, rows = canvas.width - 4, (canvas.height - below) // 2
        px = min(fit_px(words, columns, rows) for words in shown.MAY_BE_MOVING)
        y = (canvas.height - below - 2 * ((px + 1) // 2) - 1) // 2
        for words in shown.MAY_BE_MOVING:
            y = self._put_centred(canvas, y, words, loud, px) + 1
        y += 1
        small = min(fit_px(words, columns, 3) for words, _ in to_do) if is_tall else 0
        left = (canvas.width - max(len(sentence) for _, sentence in to_do)) // 2
        for words, sentence in to_do:
            if small:
                y = self._put_centred(canvas, y, words, loud, small) + 1
            else:
                canvas.put(left, y, sentence, loud)
                y += 1
        words = shown.FOR_TIME.format(why=face.why, time=face.since, link=face.link)
        lines = [words] if len(words) <= columns else words.split(" · ")
        for row, line in enumerate(lines, start=canvas.height - len(lines)):
            canvas.put_centred(row, line, plain)

    @staticmethod
    def _put_centred(canvas: Canvas, y: int, words: str, style: Style, px: int) -> int:
        """Writes ``words`` at a size, plainly at size 0; returns the row after them."""
        if not px:
            canvas.put_centred(y, words, style)
            return y + 1
        canvas.put_rows((canvas.width - width_px(words, px)) // 2, y, letters(words, px), style)
        return y + (px + 1) // 2
