from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.tui.drawing.big_font import _STROKES, LEAST_PX, fit_px, letters, width_px

CHARACTERS = "".join(sorted(_STROKES))
texts = st.text(CHARACTERS, min_size=1, max_size=9)
heights = st.integers(LEAST_PX, 48)


@given(texts, heights)
def test_a_drawing_has_the_size_that_was_promised(text: str, height_px: int) -> None:
    rows = letters(text, height_px)
    assert len(rows) == (height_px + 1) // 2
    assert {len(row) for row in rows} == {width_px(text, height_px)}
    assert set("".join(rows)) <= set(" ▀▄█")


@given(texts, st.integers(1, 150), st.integers(0, 24))
def test_the_greatest_size_that_fits_fits_and_the_next_does_not(
    text: str, columns: int, rows: int
) -> None:
    px = fit_px(text, columns, rows)
    if px:
        assert px <= 2 * rows
        assert width_px(text, px) <= columns
    assert px == 2 * rows or width_px(text, max(px + 1, LEAST_PX)) > columns or 2 * rows < LEAST_PX


@pytest.mark.parametrize("height_px", range(LEAST_PX, 61))
def test_no_two_characters_look_alike(height_px: int) -> None:
    drawings = {character: tuple(letters(character, height_px)) for character in CHARACTERS}
    alike = [
        (one, other) for one, other in combinations(drawings, 2) if drawings[one] == drawings[other]
    ]
    assert alike == []


@pytest.mark.parametrize("height_px", range(LEAST_PX, 61))
def test_a_colon_is_two_dots(height_px: int) -> None:
    rows = letters(":", height_px)
    pixels = "".join({"█": "##", "▀": "# ", "▄": " #", " ": "  "}[row[0]] for row in rows)
    assert len(pixels.split()) == 2


@given(heights)
def test_digits_are_equally_wide_so_that_a_clock_does_not_jump(height_px: int) -> None:
    assert len({width_px(digit, height_px) for digit in "0123456789"}) == 1


def test_an_unknown_character_is_a_dash() -> None:
    assert letters("é", 10) == letters("-", 10)
