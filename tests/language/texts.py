"""Finds every text to be translated in the sources, without importing them.

Those are the constants of modules of texts (``sentences*.py``), the rules and words of the coach's
sentences, labels and help of keys, and what is given to `tr`, `mark`, `in_context` and `Plural`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "runwalk_tui"
TABLES = "sentences*.py"

_MARKS = {"tr", "mark"}
_KEYS = {"Key", "_form_key"}
_CAP, _LABEL, _ABOUT = 3, 4, 5


class Found(NamedTuple):
    """A text and where it stands; ``many`` is its plural."""

    text: str
    file: Path
    line: int
    context: str = ""
    many: str = ""


def all_texts() -> list[Found]:
    """The texts of the whole program, in the order of files and lines."""
    found = [text for file in sorted(SOURCES.rglob("*.py")) for text in texts_of(file)]
    return [each for each in found if any(letter.isalpha() for letter in each.text) or each.context]


def texts_of(file: Path) -> Iterator[Found]:
    """The texts of a file."""
    tree = ast.parse(file.read_text("utf-8"))
    if file.match(TABLES):
        yield from _table(tree, file)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _call(node, node.func.id, file)
        elif isinstance(node, ast.ClassDef) and _is_sentences(node):
            yield from _strings(node.body, file)


def _is_sentences(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "Sentence" for base in node.bases)


def _table(tree: ast.Module, file: Path) -> Iterator[Found]:
    assigned = (node.value for node in tree.body if isinstance(node, ast.Assign))
    yield from _strings([value for value in assigned if not isinstance(value, ast.Call)], file)


def _strings(nodes: list[ast.stmt] | list[ast.expr], file: Path) -> Iterator[Found]:
    """Every string of tuples and constants that are assigned."""
    for node in nodes:
        value = node.value if isinstance(node, ast.Assign) else node
        if isinstance(value, ast.Expr):
            continue
        keys = {key for each in ast.walk(value) if isinstance(each, ast.Dict) for key in each.keys}
        for each in ast.walk(value):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each not in keys:
                yield Found(each.value, file, each.lineno)


def _call(node: ast.Call, name: str, file: Path) -> Iterator[Found]:
    words = [_literal(argument) for argument in node.args]
    match name, words:
        case "in_context", [str(context), str(text)]:
            yield Found(text, file, node.lineno, context)
        case "Plural", [str(one), str(many)]:
            yield Found(one, file, node.lineno, many=many)
        case _, [str(text)] if name in _MARKS:
            yield Found(text, file, node.lineno)
        case _ if name in _KEYS:
            for word in words[_CAP : _ABOUT + 1]:
                if word is not None and len(word) > 2:
                    yield Found(word, file, node.lineno)


def _literal(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
