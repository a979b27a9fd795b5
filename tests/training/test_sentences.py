"""Every sentence of the coach stands in one table, is used, and tells nobody what they have."""

import ast
import re
import string
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from runwalk_tui.training.sentence import Sentence
from runwalk_tui.training.sentence_table import EVERY, LISTED
from runwalk_tui.workout import sentences as spoken

ROOT = Path(__file__).resolve().parents[2] / "runwalk_tui"
DIAGNOSES = re.compile(r"diagnos|fractur|tendin|sprain|arthr|syndrome|disease|inflamm|splint|tear")


@pytest.mark.parametrize("say", EVERY, ids=str)
def test_a_sentence_has_a_rule_and_can_be_filled(say: Sentence) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(say.text) if name}
    filled = say(**dict.fromkeys(names, "7"))
    assert say.rule.strip() == say.rule != ""
    assert "{" not in filled
    assert not DIAGNOSES.search(filled.lower())
    assert "  " not in filled


def test_each_sentence_is_said_somewhere() -> None:
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for file in ROOT.rglob("*.py")
        if not file.name.startswith("sentence")
    )
    chains = {tuple(chain.split(".")) for chain in re.findall(r"\w+(?:\.\w+)+", code)}
    said = {".".join(pair) for chain in chains for pair in pairwise(chain)}
    assert [str(say) for say in EVERY if str(say) not in said] == []


COMMANDS = ("coach", "tell", "today_words", "heart_reading", "progress_words", "race", "magic_mile")
SPEAK = (
    *(ROOT / "training").rglob("*.py"),
    *(ROOT / "coaching").rglob("*.py"),
    *(ROOT / "cli" / f"{name}.py" for name in COMMANDS),
)
"""Where the coach speaks."""

NO_SPEECH = ("Parameter", "App", "UsageError", "PlanError", "SpecError", "ValueError")
"""What holds help and errors, which are no words of the coach."""

WORDS = re.compile(r"\b[A-Za-z]{2,}\b")


def _texts(code: str) -> Iterator[str]:
    """The texts of a module that a runner may read: no docstrings, help or errors."""
    tree = ast.parse(code)
    silent = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise | ast.Expr | ast.Subscript)
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") in NO_SPEECH)
        for part in ([node.value] if isinstance(node, ast.Expr) else ast.walk(node))
    }
    for node in ast.walk(tree):
        text = getattr(node, "value", None)
        if isinstance(node, ast.Constant) and isinstance(text, str) and id(node) not in silent:
            yield text


def _is_sentence(text: str) -> bool:
    return len(WORDS.findall(text)) >= 3 and bool(re.search(r"[.?!:]\s*$", text.strip()))


def test_no_sentence_is_said_that_stands_in_no_table() -> None:
    said = {
        f"{file.relative_to(ROOT)}: {text}"
        for file in SPEAK
        if not file.name.startswith("sentence")
        for text in _texts(file.read_text(encoding="utf-8"))
        if _is_sentence(text)
    }
    assert said == set()
    planted = 'def f() -> str:\n    """Doc."""\n    return "Drink some milk first."\n'
    assert [text for text in _texts(planted) if _is_sentence(text)] == ["Drink some milk first."]


def test_what_is_spoken_of_heart_and_pain_in_a_run_is_listed_too() -> None:
    listed = {each.text for each in LISTED}
    of_body = {
        text
        for name, text in vars(spoken).items()
        if isinstance(text, str) and re.match(r"PAIN_|HOLD_|NO_HEART_|EASE_|LONGER_W|SLOWER_", name)
    }
    assert of_body <= listed
    assert len(listed) == len(LISTED)


def test_no_sentence_stands_in_the_table_twice() -> None:
    tables = {type(say) for say in EVERY}
    assert sum(len(table.__members__) for table in tables) == len(EVERY)
    texts = [say.text for say in EVERY]
    assert len(texts) == len(set(texts))
