"""Each run and walk of a session in a row: time, distance, heart rate, and how far that fell."""

from runwalk_tui.tui.drawing.themes import kind_tone
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.step_text import VERBS
from runwalk_tui.tui.widgets.table import Column, Row
from runwalk_tui.units.format import clock, distance, pace, pace_unit, speed, speed_unit
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session, StepRecord
from runwalk_tui.workout.summary import summarize


def step_columns(options: ScreenOptions) -> tuple[Column, ...]:
    """What the rows say; pace or speed as the runner reads it."""
    return (
        Column("step", 9),
        Column("time", 7, is_right=True),
        Column("distance", 8, is_right=True),
        Column(options.pace, 9, is_right=True),
        Column("mean ♥", 6, is_right=True),
        Column("peak ♥", 6, is_right=True),
        Column("fell", 5, is_right=True),
    )


def step_rows(session: Session, options: ScreenOptions) -> list[Row]:
    """The steps of ``session`` in their order."""
    return [_row(record, options) for record in summarize(session).steps]


def _row(record: StepRecord, options: ScreenOptions) -> Row:
    units = options.units
    kmh = record.distance_m / record.active_s * 3.6 if record.active_s > 0 else 0.0
    if options.pace == "pace":
        how_fast = f"{pace(kmh, units)} {pace_unit(units)}"
    else:
        how_fast = f"{speed(kmh, units)} {speed_unit(units)}"
    calms = record.kind in (Kind.WALK, Kind.COOL_DOWN)
    cells = (
        VERBS[record.kind].lower(),
        clock(round(record.active_s)),
        f"{distance(record.distance_m, units)} {units}",
        how_fast,
        "–" if record.mean_bpm is None else f"{record.mean_bpm:.0f}",
        "–" if record.peak_bpm is None else str(record.peak_bpm),
        f"{record.fall_bpm:.0f}" if calms and record.fall_bpm is not None else "",
    )
    return Row(cells, kind_tone(record.kind))
