"""Texts are looked up when they are shown: none is kept from when its module was imported."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.language.texts import SOURCES, TABLES

FILES = [file for file in sorted(SOURCES.rglob("*.py")) if not file.match(TABLES)]
ENGLISH = ("runwalk_tui.workout", "runwalk_tui.session")
"""Their sentences are spoken, and translated by `runwalk_tui.session.spoken`."""

CORE = SOURCES / "workout"
"""What is recorded is English."""


def _tables_of(tree: ast.Module) -> set[str]:
    """The names that the modules of texts have in a file."""
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module not in ENGLISH
        for alias in node.names
        if alias.name.startswith("sentences")
    }


def _at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a tree that run when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for each in (*child.args.defaults, *child.args.kw_defaults, *child.decorator_list):
                if each is not None:
                    yield from ast.walk(each)
        elif not isinstance(child, ast.Lambda):
            yield child
            yield from _at_import(child)


def _is_read(node: ast.AST, tables: set[str]) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "tr"
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in tables
        and node.attr.isupper()
    )


@pytest.mark.parametrize("file", [pytest.param(f, id=f.stem) for f in FILES])
def test_no_text_is_read_when_a_module_is_imported(file: Path) -> None:
    if file.is_relative_to(CORE):
        return
    tree = ast.parse(file.read_text("utf-8"))
    tables = _tables_of(tree)
    read = [node for node in _at_import(tree) if _is_read(node, tables)]
    assert sorted({node.lineno for node in read if isinstance(node, ast.expr)}) == []


def test_every_module_of_texts_follows_the_language() -> None:
    apart = {SOURCES / "workout" / "sentences.py", SOURCES / "session" / "sentences.py"}
    files = [file for file in SOURCES.rglob(TABLES) if file not in apart]
    lacking = [
        file.relative_to(SOURCES).as_posix()
        for file in files
        if not file.read_text("utf-8").endswith("\n\ntable(__name__)\n")
        and "(Sentence)" not in file.read_text("utf-8")
    ]
    assert lacking == []
