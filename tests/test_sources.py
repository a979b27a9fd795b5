"""Facts of others name where they stand: formulas a paper, byte layouts a specification."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODECS = sorted((ROOT / "devices" / "runwalk_devices" / "codecs").rglob("*.py"))
FORMULAS = sorted((ROOT / "runwalk_tui" / "training" / "physiology").glob("*.py"))
ADVICE = sorted((ROOT / "runwalk_tui" / "training" / "advice").glob("*.py"))
SHARED = {"binary.py"}
"""What all codecs share has no layout of its own."""


def _docstring(file: Path) -> str:
    return ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""


def _defines(file: Path, kind: str) -> bool:
    return re.search(kind, file.read_text(encoding="utf-8"), re.M) is not None


def _id(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize(
    "codec", [f for f in CODECS if f.name not in SHARED and _defines(f, r"^def |^class ")], ids=_id
)
def test_a_byte_layout_names_its_specification(codec: Path) -> None:
    told = r"\d\.\d(\.\d)?, sections? \d|Assigned Numbers|device profile|captures"
    assert re.search(told, _docstring(codec).replace("\n", " "))


@pytest.mark.parametrize("file", [f for f in FORMULAS if _defines(f, r"^def ")], ids=_id)
def test_a_formula_names_its_source(file: Path) -> None:
    assert re.search(r"Sources?: [^\"]*?((19|20)\d\d|edition)", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "file", [f for f in ADVICE if _defines(f, r"^[A-Z_][A-Z_, ]* = [\d(]")], ids=_id
)
def test_a_rule_of_training_names_its_source_or_says_that_it_is_our_own(file: Path) -> None:
    told = r"Sources?: |\bown\b|\(\w[\w ]+ (19|20)\d\d|_rules`|convention|earned by what was done"
    assert re.search(told, file.read_text(encoding="utf-8"))
