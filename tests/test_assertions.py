"""Every test asserts something: itself, or by a function of the tests that does."""

import ast
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_WAITS = {"_until", "until"}
"""Waiting for something asserts no more than that it comes at last."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Place = tuple[str, str]
"""A module and a name in it."""


@cache
def _asserts(function: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Attribute) and node.attr in ("raises", "warns"))
        for node in ast.walk(function)
    )


@cache
def _modules() -> dict[str, ast.Module]:
    files = (_ROOT / "tests").rglob("*.py")
    parsed = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    return {
        ".".join(file.relative_to(_ROOT).with_suffix("").parts): tree
        for file, tree in parsed.items()
    }


@cache
def _functions() -> dict[_Place, list[_Function]]:
    found: dict[_Place, list[_Function]] = {}
    for module, tree in _modules().items():
        for node in ast.walk(tree):
            if isinstance(node, _Function):
                found.setdefault((module, node.name), []).append(node)
    return found


@cache
def _imported(module: str) -> dict[str, _Place]:
    """What a module of the tests has from others of them, by the name that it has here."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(_modules()[module])
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


@cache
def _used(module: str, function: ast.AST) -> set[_Place]:
    """The functions of the tests that ``function`` uses, coroutines that are handed on included."""
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    return {_imported(module).get(name, (module, name)) for name in names - _WAITS}


@cache
def _asserting() -> set[_Place]:
    """The functions that assert, or use one that does."""
    asserting: set[_Place] = set()
    while True:
        more = {
            place
            for place, group in _functions().items()
            if place not in asserting
            and all(_asserts(one) or asserting & _used(place[0], one) for one in group)
        }
        if not more:
            return asserting
        asserting |= more


def test_every_test_asserts_something() -> None:
    tests = {place for place in _functions() if place[1].startswith("test_")}
    assert tests - _asserting() == set()


def test_waiting_is_no_assertion() -> None:
    waiting = ast.parse("async def test_x(stage):\n    await stage.until(ready)")
    assert not _asserts(waiting)
    assert not _used("tests.live.rig", waiting) & _asserting()
