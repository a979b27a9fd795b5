"""One figure over time: bars for what is a sum, a line for what is not."""

from typing import NamedTuple

from textual_plot import HiResMode, PlotWidget
from textual_plot.axis_formatter import CategoricalAxisFormatter

from runwalk_tui.tui.drawing.themes import THEMES

MOST_POINTS = 26
"""So many of the last weeks or sessions are drawn."""

MOST_LABELS = 9
"""So many of the points are labelled."""

MARGIN_BPM = 3
"""Above and below a line."""


class Figure(NamedTuple):
    """One figure over time.

    Attributes:
        name: What it is.
        points: Label and value, the oldest first.
        tone: Its colour.
        is_sum: It grows from zero, and is drawn in bars; else as a line.
    """

    name: str
    points: tuple[tuple[str, float], ...]
    tone: str
    is_sum: bool = False


class FigurePlot(PlotWidget):
    """The last points of a figure; drawn as soon as it is there to be drawn on."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__(allow_pan_and_zoom=False)
        self._figure: Figure | None = None
        self._is_ready = False

    def on_mount(self) -> None:
        """Has its parts, which are emptied before anything can be drawn on them."""
        self.margin_top, self.margin_bottom, self.margin_left = 0, 2, 6
        self.call_later(self._begin)

    def draw(self, figure: Figure) -> None:
        """Shows ``figure`` from now on."""
        self._figure = figure
        self._paint()

    def _begin(self) -> None:
        self._is_ready = True
        self._paint()

    def _paint(self) -> None:
        figure = self._figure
        if figure is None or not self._is_ready:
            return
        points = figure.points[-MOST_POINTS:]
        places = [float(at) for at in range(1, len(points) + 1)]
        values = [value for _, value in points]
        colour = THEMES[self.app.theme].variables[figure.tone]
        self.clear()
        if figure.is_sum:
            self.bar(places, values, width=0.6, bar_style=colour)
            self.set_ylimits(0, max(values) * 1.1)
        else:
            self.plot(places, values, line_style=colour, hires_mode=HiResMode.BRAILLE)
            self.set_ylimits(min(values) - MARGIN_BPM, max(values) + MARGIN_BPM)
        self.set_xlimits(0.5, len(points) + 0.5)
        self.set_xticks(places[:: -(-len(places) // MOST_LABELS)])
        self.set_x_formatter(CategoricalAxisFormatter([label for label, _ in points]))
