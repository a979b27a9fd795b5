"""The figures of the weeks: round ticks, bars in eighths of a cell with their values on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import DEFAULT_THEME, ink_of
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.progress_plot import Figure, FigurePlot, scale_of

INK = ink_of(DEFAULT_THEME)


def drawn(figure: Figure, width: int, height: int) -> list[str]:
    canvas = Canvas(width, height, INK())
    FigurePlot(ScreenOptions()).paint(canvas, INK, figure)
    return [canvas.strip(y).text.rstrip() for y in range(height)]


def weeks(*values: float, is_sum: bool = True) -> Figure:
    points = tuple((str(at), value) for at, value in enumerate(values, start=1))
    return Figure("minutes a week", points, "good", is_sum)


def test_bars_show_their_values_over_one_thin_axis() -> None:
    assert drawn(weeks(20, 45, 60), 20, 7) == [
        "              60",
        "50       45  ████",
        "    20  ████ ████",
        "   ▃▃▃▃ ████ ████",
        " 0 ████ ████ ████",
        "   ───────────────",
        "    1    2    3",
    ]


@pytest.mark.parametrize("size", [(76, 8), (58, 8), (116, 14), (24, 6)])
@pytest.mark.parametrize("is_sum", [True, False])
def test_the_newest_is_always_drawn_and_labelled(size: tuple[int, int], is_sum: bool) -> None:
    rows = drawn(weeks(*range(10, 62), is_sum=is_sum), *size)
    assert rows[-1].split()[-1] == "52"
    assert "61" in " ".join(rows[:-2])
    assert set(rows[-2].strip()) == {"─"}
    assert all(len(row) <= size[0] for row in rows)


@given(st.floats(-100, 5000), st.floats(0, 5000), st.integers(2, 12))
def test_ticks_are_round_few_and_around_all_values(low: float, span: float, most: int) -> None:
    scale = scale_of(low, low + span, most)
    assert 2 <= len(scale.ticks) <= most
    assert scale.bottom <= low
    assert scale.top >= low + span - 1e-6
    step = scale.ticks[1] - scale.ticks[0]
    assert f"{step:.0e}"[0] in "125"
