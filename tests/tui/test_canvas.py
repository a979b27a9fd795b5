from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from runwalk_tui.tui.drawing.canvas import Canvas

GROUND, INK = Style(bgcolor="black"), Style(color="red")
texts = st.text(st.sampled_from("ab █⠿走é\u0301"), max_size=12)


@given(texts, st.integers(-15, 25), st.integers(-2, 4))
def test_whatever_is_put_anywhere_a_row_keeps_its_width(text: str, x: int, y: int) -> None:
    canvas = Canvas(20, 3, GROUND)
    canvas.put(x, y, text, INK)
    for row in range(3):
        strip = canvas.strip(row)
        assert strip.cell_length == 20
        if "走" not in text:
            assert cell_len(strip.text) == 20


@given(texts, texts, st.integers(0, 20))
def test_changes_cover_every_cell_that_differs(before: str, after: str, x: int) -> None:
    old, new = Canvas(20, 1, GROUND), Canvas(20, 1, GROUND)
    old.put(3, 0, before, INK)
    new.put(x, 0, after, INK)
    covered = {column for region in new.changes(old) for column in range(*region.column_span)}
    differing = {column for column in range(20) if new.at(column, 0) != old.at(column, 0)}
    assert differing <= covered
    assert bool(differing) == bool(covered)


def test_equal_canvases_have_no_changes() -> None:
    old, new = Canvas(9, 2, GROUND), Canvas(9, 2, GROUND)
    for canvas in (old, new):
        canvas.put(2, 1, "same", INK)
    assert new.changes(old) == []


def test_large_text_falls_back_to_plain_text() -> None:
    canvas = Canvas(10, 3, GROUND)
    assert canvas.put_large(0, 0, "TOO LONG FOR IT", INK, 10, 3) == (15, 1)
    assert canvas.strip(0).text == "TOO LONG …"
