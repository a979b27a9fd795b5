"""The table of what workout screens show: every text in use, every gap with a name."""

import re
from pathlib import Path
from string import Formatter

import pytest

from runwalk_tui.tui import (
    sentences,
    sentences_of_forms,
    sentences_of_lists,
    sentences_of_machines,
)

TABLES = (sentences, sentences_of_lists, sentences_of_forms, sentences_of_machines)
TEXTS = {
    f"{table.__name__}.{name}": value
    for table in TABLES
    for name, value in vars(table).items()
    if name.isupper()
}
SOURCES = [
    file.read_text("utf-8")
    for file in Path(sentences.__file__).parent.rglob("*.py")
    if not file.match("sentences*.py")
]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_shown_and_its_gaps_have_names(name: str) -> None:
    read = rf"\b(shown|say|sentences|\w+_words)\.{name.rpartition('.')[2]}\b"
    assert any(re.search(read, source) for source in SOURCES)
    value = TEXTS[name]
    texts = (
        [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value
    )
    for text in texts:
        gaps = [gap for _, gap, _, _ in Formatter().parse(text) if gap is not None]
        assert all(gap.isidentifier() for gap in gaps)


def test_a_text_stands_in_the_table_once() -> None:
    texts = [text for text in TEXTS.values() if isinstance(text, str)]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []
