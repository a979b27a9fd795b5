"""Each run and walk of a session in a row: time, distance, heart rate, and how far that fell."""

from runwalk_tui.coaching.session_text import step_cells
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.themes import kind_tone
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.table import Column, Row
from runwalk_tui.workout.session import Session, StepRecord
from runwalk_tui.workout.summary import summarize


def step_columns(options: ScreenOptions) -> tuple[Column, ...]:
    """The columns of the table; pace or speed as the runner reads it."""
    return (
        Column("step", 9),
        Column("time", 7, is_right=True),
        Column("distance", 8, is_right=True),
        Column(options.pace, 9, is_right=True),
        Column("mean ♥", 6, is_right=True),
        Column("peak ♥", 6, is_right=True, spare=1),
        Column("fell", 5, is_right=True, spare=2),
    )


def step_rows(session: Session, options: ScreenOptions) -> list[Row]:
    """The steps of ``session`` in their order."""
    return [_row(record, options) for record in summarize(session).steps]


def _row(record: StepRecord, options: ScreenOptions) -> Row:
    _, *cells = step_cells(record, options.units, options.pace)
    return Row((shown.VERBS[record.kind].lower(), *cells), kind_tone(record.kind))
