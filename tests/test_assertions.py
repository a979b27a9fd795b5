"""Every test asserts something: itself, or by a function of the tests that does."""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parents[1]
_WAITS = {"_until", "until"}
"""Waiting for something asserts no more than that it comes at last."""

_Place = tuple[str, str]
"""A module and a name in it."""


def _looked_at(function: ast.AST) -> tuple[bool, set[str]]:
    """Whether it asserts by itself, and the names that it uses, also those of coroutines."""
    asserts, names = False, set()
    for node in ast.walk(function):
        match node:
            case ast.Assert() | ast.Attribute(attr="raises" | "warns"):
                asserts = True
            case ast.Name(id=name) | ast.Attribute(attr=name):
                names.add(name)
    return asserts, names - _WAITS


class _Function(NamedTuple):
    """A function of the tests, or several of one name."""

    is_asserting: bool
    used: set[_Place]


@cache
def _functions() -> dict[_Place, list[_Function]]:
    found: dict[_Place, list[_Function]] = {}
    for file in (_ROOT / "tests").rglob("*.py"):
        module = ".".join(file.relative_to(_ROOT).with_suffix("").parts)
        imported: dict[str, _Place] = {}
        functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.ImportFrom(module=str(source), names=names):
                    imported |= {one.asname or one.name: (source, one.name) for one in names}
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    functions.append(node)
        for function in functions:
            asserts, used = _looked_at(function)
            place = module, function.name
            places = {imported.get(name, (module, name)) for name in used}
            found.setdefault(place, []).append(_Function(asserts, places))
    return found


@cache
def _asserting() -> set[_Place]:
    """The functions that assert, or use one that does."""
    asserting: set[_Place] = set()
    left = dict(_functions())
    while True:
        more = {
            place
            for place, group in left.items()
            if all(one.is_asserting or asserting & one.used for one in group)
        }
        if not more:
            return asserting
        asserting |= more
        for place in more:
            del left[place]


def test_every_test_asserts_something() -> None:
    tests = {place for place in _functions() if place[1].startswith("test_")}
    assert tests - _asserting() == set()


def test_waiting_is_no_assertion() -> None:
    waiting = ast.parse("async def test_x(stage):\n    await stage.until(ready)")
    assert _looked_at(waiting) == (False, {"stage", "ready"})
