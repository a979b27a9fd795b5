"""Text that others wrote cannot move the terminal's cursor, and loses nothing that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.transport.plain_text import plain, plain_throughout


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Easy 1:2", "Easy 1:2"),
        ("Füße, 足, ног 🏃", "Füße, 足, ног 🏃"),
        ("\x1b[2J\x1b]0;owned\x07gone", "[2J]0;ownedgone"),
        ("\x9b31mred", "31mred"),
        ("two\r\nlines\tand a tab", "two  lines and a tab"),
        ("a\u202etfel", "atfel"),
        ("no\xa0break\u2009thin", "no break thin"),
        ("del\x7fete\x00", "delete"),
        ("half \ud83c a letter", "half  a letter"),
    ],
)
def test_what_is_left(text: str, left: str) -> None:
    assert plain(text) == left


@given(st.text())
def test_what_is_plain_is_one_printable_line_and_stays(text: str) -> None:
    assert plain(text).isprintable()
    assert plain(plain(text)) == plain(text)


def test_every_text_in_tables_and_lists_and_their_keys() -> None:
    table = {"a\x1b": ["\x1b[1m", {"b": "c\x07"}, 3, None, True, 1.5]}
    assert plain_throughout(table) == {"a": ["[1m", {"b": "c"}, 3, None, True, 1.5]}
