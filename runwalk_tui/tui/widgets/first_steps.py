"""One line on the home screen that says what to do next, until all of it is done."""

from collections.abc import Sequence

from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.ports import FirstStep
from runwalk_tui.tui.widgets.panel import Panel

GAP = 3


class FirstSteps(Panel[Sequence[FirstStep], tuple[FirstStep, ...]]):
    """Each step with its key; the next one stands out, what is done is ticked."""

    def look(self, source: Sequence[FirstStep]) -> tuple[FirstStep, ...]:
        """The steps."""
        return tuple(source)

    def paint(self, canvas: Canvas, ink: Ink, face: tuple[FirstStep, ...]) -> None:
        """From left to right; what is done gives way where there is no room."""
        steps = list(face)
        while len(steps) > 1 and _width(steps) > canvas.width and steps[0].is_done:
            steps.pop(0)
        following = next((step for step in steps if not step.is_done), None)
        x = 0
        for step in steps:
            if step.is_done:
                x = canvas.put(x, 0, f"✓ {step.words}", ink("soft")) + GAP
                continue
            is_next = step is following
            tone = "good" if is_next else "soft"
            x = canvas.put(x, 0, f"{'Next: ' if is_next else ''}{step.key}", ink(tone, bold=True))
            x = canvas.put(x + 1, 0, step.words, ink(tone, bold=is_next)) + GAP


def _width(steps: Sequence[FirstStep]) -> int:
    words = sum(len(step.words) + 2 + len("" if step.is_done else step.key) for step in steps)
    return words + GAP * (len(steps) - 1) + len(shown.NEXT_STEP)
