"""Every sentence of the coach stands in one table, is used, and tells nobody what they have."""

import re
import string
from itertools import pairwise
from pathlib import Path

import pytest

from runwalk_tui.training.sentence import Sentence
from runwalk_tui.training.sentence_table import EVERY

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


def test_no_sentence_stands_in_the_table_twice() -> None:
    tables = {type(say) for say in EVERY}
    assert sum(len(table.__members__) for table in tables) == len(EVERY)
    texts = [say.text for say in EVERY]
    assert len(texts) == len(set(texts))
