"""Screens and commands look up every text that a runner reads."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.language.texts import SOURCES, TABLES, all_texts

ROOMS = ("tui", "cli")
FILES = [
    file
    for room in ROOMS
    for file in sorted((SOURCES / room).rglob("*.py"))
    if not file.match(TABLES)
]

READS_LIKE_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]|^[A-Z][a-z]+[ .:]?$| [a-z]{2,}")
"""Two words, a word with a capital, or a unit behind a number."""

NO_WORDS = {
    *("runwalk run ", "Run, 1 minute"),  # a command; a cue, which is English until it is spoken
    *("HeadlessDriver", "LinuxDriver", "WindowsDriver", "WebDriver", "Steady"),
    *(" ms", " kg"),
    *("programmes calendar", "plans import", "plans new: ", "   runwalk run today"),  # commands
    *(
        " min ",
        " min, ",
        " bpm  ",
        "runwalk restore ",
        "runwalk today ",
    ),
    "the terminal is closed",  # the system's reason for an error of its own
}
"""Not for a runner, or the same in every language."""


@cache
def _known() -> set[str]:
    """What may stand in the code: texts that are looked up, and those of `NO_WORDS`."""
    return NO_WORDS | {text for found in all_texts() for text in (found.text, found.many)}


def _unread(tree: ast.Module) -> Iterator[ast.AST]:
    """What no runner reads: docstrings, annotations, keys of tables, log lines, assertions.

    The help of keys, commands and options is looked up elsewhere.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield node
            case ast.AnnAssign(target=ast.Name(id="_PATTERNS" | "_OF_CHOICES")):
                yield node  # they match what others say
            case ast.Subscript(slice=part) | ast.AnnAssign(annotation=part):
                yield part
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                for each in ast.walk(node.args):
                    if isinstance(each, ast.arg) and each.annotation is not None:
                        yield each.annotation
                if node.returns is not None:
                    yield node.returns
            case ast.Call(
                func=ast.Name(id="Key" | "_form_key" | "TypeVar" | "cast" | "App" | "option")
            ):
                yield node
            case (
                ast.Call(func=ast.Attribute(value=ast.Name(id="_logger")))
                | ast.keyword(arg="help")
                | ast.Assert()
            ):
                yield node


@pytest.mark.parametrize("file", [pytest.param(f, id=f"{f.parent.name}-{f.stem}") for f in FILES])
def test_what_a_runner_reads_is_looked_up(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    unread = {id(part) for node in _unread(tree) for part in ast.walk(node)}
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in unread
        and node.value not in _known()
        and READS_LIKE_WORDS.search(node.value)
    ]
    assert found == [], "put it into a module of texts (docs/how-to/translate.md)"
