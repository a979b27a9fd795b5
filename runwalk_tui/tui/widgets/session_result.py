"""The result of a session: how it ended, and its sums in large figures."""

from typing import NamedTuple

from runwalk_tui.language.titles import title_words
from runwalk_tui.training.history.session_energy import session_kcal
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.tui.drawing.big_font import width_px
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.run_status import end_of
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, distance
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.summary import summarize

LEAST_GAP = 3


class ResultFace(NamedTuple):
    """The result's face; ``figures`` are pairs of a number and its caption."""

    word: str
    tone: str
    words: str
    title: str
    figures: tuple[tuple[str, str], ...]
    stopped: bool
    warning: str = ""


def result_face(session: Session, units: Units) -> ResultFace:
    """The result of ``session``."""
    summary = summarize(session)
    word, tone, words = end_of(session)
    kcal = session_kcal(session)
    figures = [
        (clock(summary.active_s), shown.TIME),
        (distance(summary.distance_m, units), units),
        (f"{kcal:.0f}", "kcal"),
    ]
    if summary.mean_bpm is not None:
        figures.append((f"{summary.mean_bpm:.0f}", shown.MEAN_HEART))
    if summary.fall_bpm is not None and round(summary.fall_bpm):
        verb = shown.HEART_FELL if summary.fall_bpm >= 0 else shown.HEART_ROSE
        figures.append((f"{abs(summary.fall_bpm):.0f}", verb))
    if summary.peak_bpm is not None:
        figures.append((str(summary.peak_bpm), shown.HIGHEST))
    # A belt that never moved needs no stop.
    stopped = summary.belt_stopped or not summary.steps
    title = (
        f"{shown.PRACTICE} · {title_words(summary.title)}"
        if session.virtual
        else title_words(summary.title)
    )
    warning = shown.LOOK_FIRST if session.machine.has_belt else machine_words.BRAKE_NOT_CONFIRMED
    return ResultFace(word, tone, words, title, tuple(figures), stopped, warning)


class Result(Panel[Session, ResultFace]):
    """The outcome in large letters, the sums below."""

    def look(self, source: Session) -> ResultFace:
        """The outcome and the sums."""
        return result_face(source, self.options.units)

    def paint(self, canvas: Canvas, ink: Ink, face: ResultFace) -> None:
        """The warning, if there is one, stands above everything that is only interesting."""
        rows = max(3, canvas.height * 2 // 5)
        x, _ = canvas.put_large(0, 0, face.word, ink(face.tone), canvas.width // 2, rows)
        x += 3
        canvas.put(x, rows - 2, face.title, ink(bold=True))
        canvas.put(x, rows - 1, face.words, ink("soft"))
        y = rows
        if not face.stopped:
            canvas.put(0, y, f" {face.warning} ", ink("on-alarm", "alarm", bold=True))
        self._paint_figures(canvas, ink, face, y + 1)

    def _paint_figures(self, canvas: Canvas, ink: Ink, face: ResultFace, y: int) -> None:
        """Each in a column of its own, as many as fit."""
        px = 2 * max(3, min(canvas.height - y - 2, 5)) if canvas.height - y >= 4 else 0
        figures = list(face.figures)
        widths = [
            max(width_px(figure, px) if px else len(figure), len(words))
            for figure, words in figures
        ]
        while figures and sum(widths) + LEAST_GAP * (len(widths) - 1) > canvas.width:
            figures.pop()
            widths.pop()
        gap = min(8, (canvas.width - sum(widths)) // max(1, len(widths) - 1))
        x = 0
        for (figure, words), width in zip(figures, widths, strict=True):
            _, below = canvas.put_large(x, y, figure, ink(), width, (px + 1) // 2)
            canvas.put(x, below, words, ink("soft"))
            x += width + gap
