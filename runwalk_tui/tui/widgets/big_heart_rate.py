"""The heart rate as large as the screen allows, with its zone, its minute and its variability."""

from typing import NamedTuple

from runwalk_tui.training.physiology.hrv import rmssd_ms
from runwalk_tui.training.physiology.zones import zone_floors_bpm
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.big_font import fit_px, letters, width_px
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.heart_panel import (
    HeartFace,
    heart_face,
    paint_zone_bar,
    sparkline,
    zone_words,
)
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.workout.session import Session

MINUTE_S = 60.0


class PulseFace(NamedTuple):
    """The heart screen's face; ``rr_ms`` is the last interval."""

    heart: HeartFace
    lowest: int | None
    highest: int | None
    rr_ms: int | None
    rmssd_ms: int | None
    contact: bool | None
    floors_bpm: tuple[int, ...]
    is_up: bool


def pulse_face(session: Session, columns: int) -> PulseFace:
    """The heart screen's face for ``session``, with a minute in ``columns`` columns."""
    heart, runner = session.heart, session.runner
    minute = [bpm for t, bpm in heart.recent if t > session.t - MINUTE_S]
    since = session.t - MINUTE_S
    rr = heart.beats(since)
    rmssd = rmssd_ms(rr, since)
    return PulseFace(
        heart_face(session, columns),
        min(minute, default=None),
        max(minute, default=None),
        round(rr[-1][1] * 1000) if rr else None,
        None if rmssd is None else round(rmssd),
        heart.contact,
        tuple(zone_floors_bpm(runner.max_bpm, runner.zone_floors_percent, runner.rest_bpm)),
        heart.link.is_up,
    )


class Pulse(Panel[Session, PulseFace]):
    """Figures, zone, trend, and a line on the beats."""

    def look(self, source: Session) -> PulseFace:
        """The heart, in the columns there are."""
        return pulse_face(source, max(0, self.size.width))

    def paint(self, canvas: Canvas, ink: Ink, face: PulseFace) -> None:
        """From the figures down; what does not fit is left out from the bottom."""
        words, tone = zone_words(face.heart)
        is_trusted = face.heart.zone is not None
        figures = "---" if face.heart.bpm is None else str(face.heart.bpm)
        figures_tone = tone if is_trusted else "soft"
        trend_rows = max(1, min(8, canvas.height // 4))
        rows = canvas.height - trend_rows - 6
        px = fit_px("000", canvas.width - 30, rows)
        if not px:
            x = canvas.put(0, 0, f"♥ {figures} ", ink(figures_tone, bold=True))
            canvas.put(x, 0, words, ink(tone))
            return
        canvas.put_rows(0, 0, letters(figures, px), ink(figures_tone))
        x = max(width_px("000", px), width_px(figures, px)) + 4
        canvas.put(x, 0, shown.BEATS_A_MINUTE, ink("soft"))
        canvas.put(x, 2, words, ink(tone, bold=True))
        self._paint_zones(canvas, ink, face, x, 3)
        y = (px + 1) // 2 + 1
        canvas.put(0, y, shown.LAST_MINUTE, ink("soft"))
        if face.lowest is not None:
            span = shown.LOWEST_TO_HIGHEST.format(lowest=face.lowest, highest=face.highest)
            canvas.put_right(canvas.width, y, span, ink("soft"))
        canvas.put_rows(0, y + 1, sparkline(face.heart.trend, trend_rows), ink("heart"))
        self._paint_beats(canvas, ink, face, y + 2 + trend_rows)

    def _paint_zones(self, canvas: Canvas, ink: Ink, face: PulseFace, x: int, y: int) -> None:
        paint_zone_bar(canvas, ink, x, y, face.heart.zone, 5)
        for number, floor in enumerate(face.floors_bpm):
            canvas.put(x + 5 * number, y + 1, str(floor), ink("soft"))

    def _paint_beats(self, canvas: Canvas, ink: Ink, face: PulseFace, y: int) -> None:
        if face.rr_ms is None:
            pairs = [(shown.NO_RR, shown.NO_INTERVALS)]
        else:
            variability = "–" if face.rmssd_ms is None else f"{face.rmssd_ms} ms"
            rmssd = shown.IN_LAST_MINUTE.format(what=variability)
            pairs = [("RR", f"{face.rr_ms} ms"), ("RMSSD", rmssd)]
        contact = {True: shown.ON_SKIN, False: shown.OFF_SKIN, None: shown.CONTACT_NOT_REPORTED}
        pairs.append((shown.CONTACT, contact[face.contact]))
        x = 0
        for label, words in pairs if face.is_up else []:
            if x + len(label) + 1 + len(words) > canvas.width:
                break
            x = canvas.put(x, y, f"{label} ", ink("soft"))
            x = canvas.put(x, y, words, ink(bold=True)) + 4
