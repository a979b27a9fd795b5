"""A plan in a few lines: its title, its size, and what it is for."""

from textwrap import wrap
from typing import NamedTuple

from runwalk_tui.language.titles import about_words, title_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, distance
from runwalk_tui.workout.plan import Plan


def plan_size(plan: Plan, units: Units, *, has_belt: bool = True) -> str:
    """A plan's duration, its distance on a belt, and the number of its steps."""
    parts = [clock(plan.planned_s), shown.STEPS(len(plan.steps))]
    if has_belt:
        parts.insert(1, f"{distance(plan.planned_m, units)} {units}")
    return "  ·  ".join(parts)


class PlanTitleFace(NamedTuple):
    """The title's face: a plan, and if it is for a machine with a belt."""

    plan: Plan
    has_belt: bool


class PlanTitle(Panel[Plan, PlanTitleFace]):
    """Title on the left, size on the right, the sentence below.

    Attributes:
        has_belt: The machine in use has one, so that the plan's speeds make a distance.
    """

    has_belt = True

    def look(self, source: Plan) -> PlanTitleFace:
        """The plan, and where it is to be done."""
        return PlanTitleFace(source, self.has_belt)

    def paint(self, canvas: Canvas, ink: Ink, face: PlanTitleFace) -> None:
        """The size moves to a row of its own where there is no room for it."""
        plan, has_belt = face
        x, y = canvas.put(0, 0, title_words(plan.title), ink(bold=True)), 1
        size = plan_size(plan, self.options.units, has_belt=has_belt)
        if x + len(size) + 2 <= canvas.width:
            canvas.put_right(canvas.width, 0, size, ink("soft"))
        else:
            canvas.put(0, 1, size, ink("soft"))
            y = 2
        lines = wrap(about_words(plan.about), max(1, canvas.width))
        room = canvas.height - y
        if len(lines) > room > 0:
            lines[room - 1] = f"{lines[room - 1][: canvas.width - 2]} …"
        for row, line in enumerate(lines[: max(0, room)], start=y):
            canvas.put(0, row, line, ink("soft"))
