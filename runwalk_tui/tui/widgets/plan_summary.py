"""A plan in a few lines: its title, its size, and what it is for."""

from textwrap import wrap

from runwalk_tui.language.titles import about_words, title_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, distance
from runwalk_tui.workout.plan import Plan


def plan_size(plan: Plan, units: Units) -> str:
    """A plan's duration, distance and number of steps."""
    parts = (
        clock(plan.planned_s),
        f"{distance(plan.planned_m, units)} {units}",
        shown.STEPS(len(plan.steps)),
    )
    return "  ·  ".join(parts)


class PlanTitle(Panel[Plan, Plan]):
    """Title on the left, size on the right, the sentence below."""

    def look(self, source: Plan) -> Plan:
        """The plan itself."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: Plan) -> None:
        """The size moves to a row of its own where there is no room for it."""
        x, y = canvas.put(0, 0, title_words(face.title), ink(bold=True)), 1
        size = plan_size(face, self.options.units)
        if x + len(size) + 2 <= canvas.width:
            canvas.put_right(canvas.width, 0, size, ink("soft"))
        else:
            canvas.put(0, 1, size, ink("soft"))
            y = 2
        for line in wrap(about_words(face.about), max(1, canvas.width)):
            canvas.put(0, y, line, ink("soft"))
            y += 1
