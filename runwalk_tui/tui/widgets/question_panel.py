"""One question in large letters, its answers by their keys, and below what was answered so far."""

from rich.cells import cell_len

from runwalk_tui.coaching.questions import Choice, Inquiry, Question
from runwalk_tui.language import current, tr
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel

GAP = 3


class Questions(Panel[Inquiry, Inquiry]):
    """Empty once all is answered."""

    def look(self, source: Inquiry) -> Inquiry:
        """The inquiry as it stands."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: Inquiry) -> None:
        """From top to bottom."""
        question = face.current
        if question is None:
            return
        rows = min(max(4, canvas.height // 5), max(1, canvas.height - 4))
        columns = min(canvas.width // 2, canvas.width - GAP - cell_len(tr(question.asks)))
        x, y = canvas.put_large(0, 0, tr(question.word), ink("kind-run"), columns, rows)
        canvas.put(x + GAP, max(0, y - 1), tr(question.asks), ink(bold=True))
        y = _paint_choices(canvas, ink, question.choices, y + 1)
        if question.offered is not None:
            offered = question.offered
            canvas.put(
                0,
                y,
                shown.ENTER_IS.format(answer=tr(offered.word) or offered.key),
                ink("good", bold=True),
            )
            y += 1
        told = [
            (_told(asked), tr(choice.word) or choice.key)
            for asked in face.questions[: face.index]
            if (choice := face.choice_of(asked)) is not None
        ]
        if y + len(told) >= canvas.height:
            told = [("", " · ".join(f"{name.rstrip()} {answer}" for name, answer in told))]
        for row, (name, answer) in enumerate(told, start=y + 1):
            canvas.put(0, row, f"{name}  {answer}".lstrip(), ink("soft"))


def _told(question: Question) -> str:
    word = tr(question.word)
    return (word.lower() if current() == "en" else word.capitalize()).ljust(8)


def _paint_choices(canvas: Canvas, ink: Ink, choices: tuple[Choice, ...], y: int) -> int:
    """In as many rows as it takes; returns the row after the last."""
    x = 0
    for choice in choices:
        word = tr(choice.word)
        width = len(choice.key) + (len(word) + 1 if word else 0)
        if x and x + width > canvas.width:
            x, y = 0, y + 1
        x = canvas.put(x, y, choice.key, ink(bold=True))
        if word:
            x = canvas.put(x + 1, y, word, ink("soft"))
        x += GAP
    return y + 1
