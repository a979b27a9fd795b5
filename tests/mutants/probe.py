"""Finds the tests that a fault could concern: those in which it changes a value.

A file is imported with its expressions also reckoned with each of their faults. A fault that
changes no value in any test is one that no test can notice, and none has to be run for it.
"""

import ast
import copy
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from tests.mutants.operators import Change, changes

NAME = "__mutants_probe__"
"""What the changed sources call: a module of this name, in `sys.modules`."""
CHEAP = frozenset(("abs", "bool", "float", "int", "isinstance", "len", "max", "min", "round"))
BORNE = (ast.BoolOp, ast.Compare, ast.BinOp, ast.UnaryOp, ast.IfExp, ast.Call)
"""The value that is compared is that of the largest expression of such parts around the fault."""
TIED = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Lambda, ast.JoinedStr)
"""Not to be reckoned twice, or not elsewhere."""


class Probe:
    """What a test reaches: names of faults, and of functions as ``file:name``."""

    def __init__(self) -> None:
        self.reached: set[str] = set()
        self._left: dict[tuple[str, ...], list[int]] = {}
        self._busy = False

    def begin(self) -> None:
        """Forgets what the last test reached."""
        self.reached, self._left = set(), {}

    def pass_by(self, *names: str) -> bool:
        """Takes down that a statement is about to run."""
        self.reached.update(names)
        return True

    def compare(
        self, names: tuple[str, ...], value: object, other: Callable[[int], object]
    ) -> object:
        """Takes down which faults would change a value, and returns it as it is."""
        left = self._left.get(names)
        if left is None:
            left = self._left[names] = list(range(len(names)))
        if not left or self._busy:
            return value
        self._busy = True
        for number in tuple(left):
            try:
                changed = other(number)
                differs = type(changed) is not type(value) or bool(changed != value)
            except Exception:  # noqa: BLE001 - whatever a fault raises is a change
                differs = True
            if differs:
                left.remove(number)
                self.reached.add(names[number])
        self._busy = False
        return value


def install(probe: Probe) -> None:
    """Lets changed sources find it."""
    module = ModuleType(NAME)
    vars(module).update(compare=probe.compare, pass_by=probe.pass_by)
    sys.modules[NAME] = module


@dataclass
class _Measured:
    names: list[str]
    others: list[ast.expr]


class _Prober(ast.NodeTransformer):
    """Puts the comparisons in."""

    def __init__(
        self, file: str, tree: ast.Module, found: list[tuple[str, Change]], pure: bool
    ) -> None:
        self._file = file
        self._pure = pure
        self._parent = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }
        self._measured: dict[ast.expr, _Measured] = {}
        self._passed: dict[ast.stmt, list[str]] = {}
        for name, change in found:
            self._take(name, change)

    def _take(self, name: str, change: Change) -> None:
        node: ast.AST = change.node
        statement = node
        while not isinstance(statement, ast.stmt):
            statement = self._parent[statement]
        after: ast.expr | None = None
        if isinstance(node, ast.keyword):
            call = self._parent[node]
            assert isinstance(call, ast.Call)
            after = ast.Attribute(copy.deepcopy(call.args[0]), node.arg or "", ast.Load())
            node = node.value
        elif isinstance(node, ast.expr):
            after = ast.parse(f"({change.after})", mode="eval").body
        place = self._place(node)
        if after is None or place is None:
            self._passed.setdefault(statement, []).append(name)
            return
        other = copy.deepcopy(place, {id(node): after})
        measured = self._measured.setdefault(place, _Measured([], []))
        measured.names.append(name)
        measured.others.append(other)

    def _place(self, node: ast.AST) -> ast.expr | None:
        """The expression whose values are to be compared; None where that cannot be."""
        place: ast.expr | None = None
        while isinstance(node, ast.expr):
            if self._is_tied(node, place is None):
                break
            place = node if not self._is_callee(node) else place
            node = self._parent[node]
            if not isinstance(node, BORNE):
                break
        around: ast.AST | None = node
        while around is not None and not isinstance(around, ast.FunctionDef | ast.AsyncFunctionDef):
            if isinstance(around, (*TIED, ast.pattern, ast.comprehension, ast.arguments)):
                return None
            around = self._parent.get(around)
        return place if around is not None else None

    def _is_callee(self, node: ast.expr) -> bool:
        parent = self._parent[node]
        return isinstance(parent, ast.Call) and parent.func is node

    def _is_tied(self, node: ast.expr, is_first: bool) -> bool:
        parts = list(ast.walk(node))
        if any(isinstance(part, TIED) for part in parts):
            return True
        called = [part.func for part in parts if isinstance(part, ast.Call)]
        costly = any(not isinstance(one, ast.Name) or one.id not in CHEAP for one in called)
        return costly and not (is_first and self._pure)

    def visit(self, node: ast.AST) -> ast.AST | list[ast.stmt]:
        """Puts in what is to be called before a statement and around an expression."""
        if isinstance(node, ast.stmt):
            return self._before(node)
        self.generic_visit(node)
        return self._around(node) if isinstance(node, ast.expr) else node

    def _before(self, node: ast.stmt) -> ast.stmt | list[ast.stmt]:
        self.generic_visit(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body.insert(0, _passing([f"{self._file}:{node.name}"]))
        passed = self._passed.get(node)
        return [_passing(passed), node] if passed else node

    def _around(self, node: ast.expr) -> ast.expr:
        measured = self._measured.get(node)
        if measured is None:
            return node
        body: ast.expr = ast.Constant(None)
        for number, other in enumerate(measured.others):
            test = ast.Compare(ast.Name("n", ast.Load()), [ast.Eq()], [ast.Constant(number)])
            body = ast.IfExp(test, other, body)
        names = ast.Tuple([ast.Constant(name) for name in measured.names], ast.Load())
        return ast.Call(_of_probe("compare"), [names, node, ast.Lambda(_one_argument(), body)], [])


def _one_argument() -> ast.arguments:
    return ast.arguments([], [ast.arg("n")], None, [], [], None, [])


def _of_probe(name: str) -> ast.expr:
    return ast.Attribute(ast.Name(NAME, ast.Load()), name, ast.Load())


def _passing(names: list[str]) -> ast.stmt:
    return ast.Expr(ast.Call(_of_probe("pass_by"), [ast.Constant(name) for name in names], []))


def probed(source: str, file: str, ids: list[str], *, pure: bool) -> str:
    """The source with the comparisons in it; ``ids`` are those of its faults, in their order."""
    tree = ast.parse(source)
    found = [(name, change) for name, (_, change) in zip(ids, changes(tree, ""), strict=True)]
    whole = _Prober(file, tree, found, pure).visit(tree)
    assert isinstance(whole, ast.Module)
    first = whole.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    whole.body.insert(1 if is_docstring else 0, ast.parse(f"import {NAME}").body[0])
    return ast.unparse(ast.fix_missing_locations(whole))


@lru_cache(maxsize=64)
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


@lru_cache(maxsize=4096)
def readers(source: str, name: str) -> set[str]:
    """The functions that read a name of their module or class."""
    return {
        node.name
        for node in ast.walk(_parsed(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for part in ast.walk(node)
        if name in (getattr(part, "id", None), getattr(part, "attr", None))
    }


def names_at(source: str, line: int) -> set[str]:
    """The names that are bound on a line of a module or class."""
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.lineno <= line <= (
            node.end_lineno or 0
        ):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            return {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
    return set()
