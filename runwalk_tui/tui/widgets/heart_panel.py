"""The heart: its rate, its zone, and the trend of the last minute."""

from typing import NamedTuple

from runwalk_tui.training.physiology.zones import zone_of
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.big_font import fit_px, letters, width_px
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.workout.heart_control_state import HeartAction
from runwalk_tui.workout.incline_hold import is_by_incline
from runwalk_tui.workout.power_hold import is_by_power
from runwalk_tui.workout.session import Phase, Session

TREND_S = 60.0
HELD_S = 3.0
"""A rate counts for so long in the trend; beyond it is a gap."""

LEAST_SPAN_BPM = 16
"""The trend's scale spans at least so much: a calm heart draws a calm line."""

_EIGHTHS = " ▁▂▃▄▅▆▇█"


class HeartFace(NamedTuple):
    """The heart panel's face; ``zone`` 0 is below the first, None without a rate to believe.

    ``goal`` is the heart rate that the step wants kept, and what is done about it. The rate is the
    treadmill's own if it is ``by_console``.
    """

    bpm: int | None
    zone: int | None
    doubt: str | None
    trend: tuple[int | None, ...]
    goal: str = ""
    by_console: bool = False


def heart_face(session: Session, columns: int) -> HeartFace:
    """The heart panel's face for ``session``, with the last minute in ``columns`` columns."""
    heart, runner = session.heart, session.runner
    reason = heart.doubt(session.t)
    counts = heart.link.is_up or heart.by_console
    doubt = (reason and shown.DOUBTS[reason]) if counts else shown.NO_STRAP
    grips = session.belt.grip_bpm(session.t)
    if doubt is not None and grips is not None and not heart.by_console:
        return HeartFace(grips, None, shown.BY_TREADMILL, (None,) * columns, goal_words(session))
    line, goal = trend(heart.recent, session.t, columns), goal_words(session)
    if heart.bpm is None or doubt is not None:
        return HeartFace(heart.bpm, None, doubt, line, goal, heart.by_console)
    zone = zone_of(heart.bpm, runner.max_bpm, runner.zone_floors_percent, runner.rest_bpm)
    return HeartFace(heart.bpm, zone, None, line, goal, heart.by_console)


def goal_words(session: Session) -> str:
    """The heart rate to keep, and by how much the belt's speed was changed for it."""
    step, coach = session.plan_step, session.coach
    if step is None or step.hold_bpm is None or session.phase is not Phase.RUNNING:
        return ""
    low_bpm, high_bpm = step.hold_bpm
    keep = shown.KEEP if low_bpm == high_bpm else shown.KEEP_BETWEEN
    words = keep.format(low=low_bpm, high=high_bpm)
    offset_kmh = coach.offsets_kmh.get(step.kind, 0.0)
    if is_by_incline(session) and offset_kmh >= 0:
        percent = coach.offsets_percent.get(step.kind, 0.0)
        return shown.KEEP_BY_INCLINE.format(keep=words, percent=percent)
    watts = coach.offsets_w.get(step.kind, 0.0)
    if watts and is_by_power(session):
        return shown.KEEP_BY_POWER.format(keep=words, watts=watts)
    if coach.last is not None and coach.last[0] is HeartAction.SHADOW:
        would = shown.WOULD_SLOW_DOWN if coach.last[1] < 0 else shown.WOULD_SPEED_UP
        return would.format(keep=words)
    if not offset_kmh:
        return words
    changed = shown.KEEP_SLOWER if offset_kmh < 0 else shown.KEEP_FASTER
    return changed.format(keep=words)


def trend(
    recent: tuple[tuple[float, int], ...], now: float, columns: int
) -> tuple[int | None, ...]:
    """The last minute's rates in ``columns`` slots of equal time, the newest last; gaps None."""
    if not columns:
        return ()
    slot_s = TREND_S / columns
    newest = int(now // slot_s)
    slots: list[int | None] = []
    index, last_t, last_bpm = 0, -HELD_S, None
    for slot in range(newest - columns + 1, newest + 1):
        end = (slot + 1) * slot_s
        while index < len(recent) and recent[index][0] < end:
            last_t, last_bpm = recent[index]
            index += 1
        slots.append(last_bpm if end - slot_s - last_t < HELD_S else None)
    return tuple(slots)


def sparkline(trend: tuple[int | None, ...], rows: int) -> list[str]:
    """The trend as ``rows`` rows of eighth blocks; a slot without a rate is empty."""
    known = [bpm for bpm in trend if bpm is not None]
    if not known:
        return [" " * len(trend)] * rows
    low, high = min(known), max(known)
    margin = max(0, LEAST_SPAN_BPM - (high - low)) // 2
    low, high = low - margin, max(high + margin, low - margin + 1)
    eighths = [
        0 if bpm is None else 1 + round((bpm - low) / (high - low) * (8 * rows - 1))
        for bpm in trend
    ]
    return [
        "".join(_EIGHTHS[min(8, max(0, level - 8 * row))] for level in eighths)
        for row in reversed(range(rows))
    ]


def zone_words(face: HeartFace) -> tuple[str, str]:
    """The zone in words, and its colour."""
    if face.zone is None:
        return face.doubt or "", "caution"
    if face.zone == 0:
        return shown.ZONES[0], "zone-1"
    return shown.ZONE.format(number=face.zone, name=shown.ZONES[face.zone]), f"zone-{face.zone}"


class HeartPanel(Panel[Session, HeartFace]):
    """Heart rate in large figures, zone and trend beside them."""

    def look(self, source: Session) -> HeartFace:
        """Rate, zone, and the trend in the columns there are."""
        return heart_face(source, max(0, min(30, self.size.width - 20)))

    def paint(self, canvas: Canvas, ink: Ink, face: HeartFace) -> None:
        """Large if there is room, else one line."""
        words, tone = zone_words(face)
        figures = "---" if face.bpm is None else str(face.bpm)
        believed = "foreground" if face.zone is not None else "soft"
        px = min(fit_px("000", canvas.width - 20, canvas.height - 1), 2 * (canvas.height - 1))
        if canvas.height < 3 or not px:
            x = canvas.put(0, 0, f"♥ {figures} ", ink(believed, bold=True))
            x = canvas.put(x, 0, words, ink(tone)) + 1
            canvas.put(x, 0, shown.BY_TREADMILL if face.by_console else "", ink("caution"))
            return
        x = canvas.put(0, 0, shown.HEART, ink("soft"))
        if face.by_console:
            x = canvas.put(x + 1, 0, shown.BY_TREADMILL, ink("caution"))
        canvas.put(x + 2, 0, face.goal, ink("foreground"))
        canvas.put_rows(0, 1, letters(figures, px), ink(believed))
        x = width_px("000", px) + 3
        spare = canvas.height - 4
        y = 1
        canvas.put(x, y, words, ink(tone, bold=True))
        paint_zone_bar(canvas, ink, x, y + 1, face.zone, min(5, (canvas.width - x) // 5))
        rows = 1 + max(0, spare)
        drawing = sparkline(face.trend, rows)
        canvas.put_rows(x, y + 2, drawing, ink("heart"))


def paint_zone_bar(canvas: Canvas, ink: Ink, x: int, y: int, zone: int | None, width: int) -> None:
    """Five bars; those up to the zone in its colour."""
    for number in range(1, 6):
        lit = zone is not None and number <= zone
        style = ink(f"zone-{zone}") if lit else ink("faint")
        x = canvas.put(x, y, "▬" * max(1, width - 1), style) + 1
