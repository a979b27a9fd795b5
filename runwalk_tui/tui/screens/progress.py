"""The weeks so far: the table of the articles, a figure over time, and what there is to say."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.coaching.weeks import Progress
from runwalk_tui.language.dates import day_and_month
from runwalk_tui.training.history.records import record_words
from runwalk_tui.training.history.trends import Trend
from runwalk_tui.training.history.weekly_progress import WeekRow
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.keys import CLOSE, HELP, HELP_KEYS, LIST_KEYS, PROGRESS_KEYS, Groups, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.progress_plot import Figure, FigurePlot
from runwalk_tui.tui.widgets.table import Column, Row, Table
from runwalk_tui.tui.widgets.text_block import Note
from runwalk_tui.units.format import clock, distance

COLUMNS = (
    Column("week", 4, is_right=True),
    Column("from", 7),
    Column("runs", 4, is_right=True),
    Column("ratio", 5, is_right=True),
    Column("time", 8, is_right=True),
    Column("distance", 9, is_right=True),
    Column("heart", 5, is_right=True, spare=1),
    Column("effort", 6, is_right=True, spare=2),
    Column("load", 5, is_right=True, spare=3),
)

LEAST_LINE = 2
"""Fewer points make no line."""


def figures_of(progress: Progress) -> list[Figure]:
    """Every figure that there is enough of to draw."""
    weeks = progress.weeks
    known = [
        Figure(
            shown.MINUTES_A_WEEK,
            tuple((str(w.week), w.total_s / 60) for w in weeks),
            "kind-walk",
            True,
        ),
        Figure(
            shown.LOAD_A_WEEK,
            tuple((str(w.week), w.load.load) for w in weeks if w.load.load is not None),
            "kind-run",
            True,
        ),
        Figure(
            shown.ACTIVE_MINUTES,
            tuple((str(w.week), w.activity.counted_min) for w in weeks),
            "good",
            True,
        ),
        Figure(
            shown.MEAN_HEART_RATE,
            tuple((str(w.week), w.mean_bpm) for w in weeks if w.mean_bpm is not None),
            "heart",
        ),
        Figure(shown.FALL_IN_WALKS, _dated(progress.recovery), "good"),
        Figure(shown.HEART_AT_SAME_SPEED, _dated(progress.same_speed), "heart"),
        Figure(shown.CENTIMETRES_A_HEARTBEAT, _in_cm(progress.efficiency), "good"),
    ]
    return [
        figure
        for figure in known
        if any(value > 0 for _, value in figure.points)
        and (figure.is_sum or len(figure.points) >= LEAST_LINE)
    ]


class ProgressScreen(RunwalkScreen):
    """A table, and one figure at a time below it.

    Args:
        read: Reads what to show.
        share: The line on this week for a partner.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*PROGRESS_KEYS, *LIST_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Progress", (*PROGRESS_KEYS, *LIST_KEYS, CLOSE, HELP)),)

    def __init__(
        self, read: Callable[[], Progress], share: Callable[[], str], options: ScreenOptions
    ) -> None:
        super().__init__(options)
        self._read, self._share = read, share
        self._figures: list[Figure] = []
        self._drawn = 0
        self._title = Title(options)
        self._table = Table(COLUMNS)
        self._plot = FigurePlot(options)
        self._note = Note(options)
        self._keys = KeyBar((*PROGRESS_KEYS, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._table
        yield self._plot
        yield self._note
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Reads the weeks."""
        self._plot.display = False
        self._title.draw(shown.YOUR_WEEKS)
        self._note.draw(shown.READING_YOUR_SESSIONS)
        self._keys.draw({})
        self.load(self._read, self._show)

    def _show(self, progress: Progress) -> None:
        """The newest week is the first in sight."""
        weeks = progress.weeks
        self._figures = figures_of(progress)
        self._plot.display = bool(self._figures)
        self._table.draw([_row(week, self.options) for week in reversed(weeks)])
        records = " · ".join(record_words(progress.records, self.options.units))
        words = "\n".join(part for part in (records, progress.words) if part)
        self._note.draw(words if weeks else shown.NO_SESSION_YET)
        self._draw()

    def action_turn(self, by: int) -> None:
        """Another figure."""
        if self._figures:
            self._drawn = (self._drawn + by) % len(self._figures)
            self._draw()

    def action_share(self) -> None:
        """The line for a partner, on the screen and in the clipboard of terminals that allow it."""
        self.load(self._share, self._shared)

    def _shared(self, line: str) -> None:
        self.app.copy_to_clipboard(line)
        self._note.draw(f"{line}\n{shown.IS_COPIED}")

    def action_move(self, rows: int) -> None:
        """Moves the table."""
        self._table.move(rows)

    def _draw(self) -> None:
        if not self._figures:
            self._title.draw(shown.YOUR_WEEKS)
            return
        figure = self._figures[self._drawn]
        self._title.draw(shown.YOUR_WEEKS_FIGURE.format(name=figure.name))
        self._plot.draw(figure)


def _dated(trend: Trend) -> tuple[tuple[str, float], ...]:
    return tuple((_day(day), bpm) for day, bpm in trend.points)


def _in_cm(trend: Trend) -> tuple[tuple[str, float], ...]:
    return tuple((_day(day), 100 * metres) for day, metres in trend.points)


def _day(day: date) -> str:
    return day_and_month(day)


def _row(week: WeekRow, options: ScreenOptions) -> Row:
    units = options.units
    return Row(
        (
            str(week.week),
            _day(week.monday),
            f"{week.sessions}/{week.goal}",
            week.ratio or "–",
            clock(week.total_s),
            f"{distance(week.distance_m, units)} {units}",
            "–" if week.mean_bpm is None else f"{week.mean_bpm:.0f}",
            "–" if week.effort is None else f"{week.effort:.0f}",
            f"{week.load.load:.0f}" if week.load.load else "–",
        )
    )
