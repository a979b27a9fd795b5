"""One line of sums: time, distance, energy, and what the last walk did for the heart."""

from typing import NamedTuple

from runwalk_tui.training.history.session_energy import session_kcal
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, distance
from runwalk_tui.workout.completion import left_s
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.summary import last_walk


class TotalsFace(NamedTuple):
    """The line's face: pairs of a number and its unit."""

    pairs: tuple[tuple[str, str], ...]


def whole_s(session: Session) -> float:
    """Seconds that the workout will have taken: what is done, and what is left of the plan."""
    if session.phase in (Phase.STOPPING, Phase.ENDED):
        return session.plan.planned_s if session.plan is not None else 0.0
    return session.active_s + left_s(session)


def totals_face(session: Session, units: Units) -> TotalsFace:
    """The sums of ``session`` so far."""
    planned = "" if session.plan is None else shown.OF_TIME.format(time=clock(whole_s(session)))
    kcal = session_kcal(session)
    pairs = [
        (clock(session.active_s), planned),
        (distance(session.distance_m, units), _metre(session, units)),
        (f"{kcal:.0f}", "kcal"),
    ]
    walk = last_walk(session)
    if walk is not None and walk.fall_bpm is not None and round(walk.fall_bpm):
        words = shown.LAST_WALK_FELL if walk.fall_bpm >= 0 else shown.LAST_WALK_ROSE
        pairs.append((f"{abs(walk.fall_bpm):.0f}", words))
    return TotalsFace(tuple(pairs))


def _metre(session: Session, units: Units) -> str:
    """The unit of the distance; marked where the running pod measures it, or measured most."""
    is_by_pod = session.by_pod or session.pod_m > session.distance_m / 2
    return shown.BY_POD.format(unit=units) if is_by_pod else units


class Totals(Panel[Session, TotalsFace]):
    """Figures and words in one row, spread evenly."""

    def look(self, source: Session) -> TotalsFace:
        """The sums so far."""
        return totals_face(source, self.options.units)

    def paint(self, canvas: Canvas, ink: Ink, face: TotalsFace) -> None:
        """As many of the pairs as fit."""
        walk = (shown.LAST_WALK_FELL, shown.LAST_WALK_ROSE)
        widths = [
            len(figure) + 1 + len(words) + (1 + len(shown.BPM)) * (words in walk)
            for figure, words in face.pairs
        ]
        pairs = list(face.pairs)
        while pairs and sum(widths[: len(pairs)]) + 2 * len(pairs) > canvas.width:
            pairs.pop()
        if not pairs:
            return
        spare = canvas.width - sum(widths[: len(pairs)])
        gap = min(6, spare // max(1, len(pairs) - 1)) if len(pairs) > 1 else 0
        x = 0
        for figure, words in pairs:
            if words in walk:
                x = canvas.put(x, 0, f"{words} ", ink("soft"))
                x = canvas.put(x, 0, figure, ink(bold=True)) + 1
                x = canvas.put(x, 0, shown.BPM, ink("soft")) + gap
            else:
                x = canvas.put(x, 0, f"{figure} ", ink(bold=True))
                x = canvas.put(x, 0, words, ink("soft")) + gap
