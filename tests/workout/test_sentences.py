"""The table of spoken sentences: complete, distinct, and short enough to be heard."""

import ast
from pathlib import Path
from string import Formatter

import pytest

import runwalk_tui.workout
from runwalk_tui.workout import sentences

SENTENCES = {name: text for name, text in vars(sentences).items() if name.isupper()}
MODULES = sorted(Path(runwalk_tui.workout.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_cues_have_their_words_from_the_table(module: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    cues = [call for call in calls if ast.unparse(call.func) in {"CueDue", "ev.CueDue"}]
    literals = [
        part.value
        for cue in cues
        for part in ast.walk(cue)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    assert all(text in {"", ". "} for text in literals), literals


def test_no_sentence_stands_in_the_table_twice() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)


def test_every_sentence_is_used() -> None:
    used = "".join(path.read_text() for path in MODULES)
    assert [name for name in SENTENCES if f"say.{name}" not in used] == []


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_short_and_names_its_fields(name: str) -> None:
    text = SENTENCES[name]
    fields = [field for _, field, _, _ in Formatter().parse(text) if field is not None]
    assert all(field.isidentifier() for field in fields)
    assert len(text) <= 80
    assert text == text.strip(" .")
