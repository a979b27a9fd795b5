"""The time left is the largest thing of the run screen, and the last to shrink, at any size."""

import pytest

from runwalk_tui.tui.drawing.big_font import letters
from runwalk_tui.tui.widgets.big_time import BigTime
from tests.tui.apps import OPTIONS, panel_text, session_app, settle
from tests.tui.feeds import under_way

LEFT = "0:40"


def height_px(text: str) -> int:
    """At what height the time left is drawn; 0 if it is plain text."""
    rows = [row.strip() for row in text.split("\n")]
    for px in range(60, 4, -1):
        first, *_ = letters(LEFT, px)
        if any(row.startswith(first.strip()) for row in rows):
            return px
    return 0


@pytest.mark.parametrize(
    ("size", "least_px"),
    [
        ((40, 12), 8),
        ((50, 14), 10),
        ((60, 18), 14),
        ((60, 24), 10),
        ((80, 18), 12),
        ((80, 24), 8),
        ((100, 20), 12),
        ((120, 40), 16),
        ((200, 60), 26),
    ],
)
async def test_the_time_left_is_large_at_every_size(size: tuple[int, int], least_px: int) -> None:
    async with session_app(under_way(200.4), OPTIONS).run_test(size=size) as pilot:
        await settle(pilot)
        assert height_px(panel_text(pilot.app, BigTime)) >= least_px
