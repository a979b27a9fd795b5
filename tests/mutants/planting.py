"""Puts a fault into a program: into functions that are there already, or into a module that is yet
to be imported. No file is ever touched."""

import ast
import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from inspect import CO_NEWLOCALS
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

Place = tuple[str, int]
"""The qualified name of a function, and which of several with that name."""


def functions_of(file: Path) -> dict[int, list[FunctionType]]:
    """Every function that was made from a file, by the line on which it begins."""
    found: dict[int, list[FunctionType]] = {}
    gc.unfreeze()
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == str(file):
            found.setdefault(thing.__code__.co_firstlineno, []).append(thing)
    return found


def swap(before: str, after: str, line: int, functions: dict[int, list[FunctionType]]) -> bool:
    """Gives the function around a line the code that it has in the changed source.

    Returns:
        False if the line is in no function, or its code cannot be exchanged.
    """
    around = next((one for one in functions_in(before) if one.first <= line <= one.last), None)
    new = None if around is None else _places(after).get(around.place)
    if around is None or new is None:
        return False
    swapped = functions.get(around.first, [])
    try:
        for function in swapped:
            function.__code__ = new
    except ValueError:
        return False
    return bool(swapped)


@dataclass(frozen=True)
class Function:
    """A function of a module or of one of its classes.

    Attributes:
        first, last: Its lines, from its first decorator on.
    """

    place: Place
    first: int
    last: int


@lru_cache(maxsize=64)
def functions_in(source: str) -> tuple[Function, ...]:
    """The functions of a module and of its classes, not those within functions."""
    last = {
        min([node.lineno, *(part.lineno for part in node.decorator_list)]): node.end_lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return tuple(
        Function(place, code.co_firstlineno, last.get(code.co_firstlineno) or code.co_firstlineno)
        for place, code in _places(source).items()
    )


def function_around(source: str, line: int) -> str:
    """The text of the function around a line; of a line that is in none, that line."""
    lines = source.splitlines()
    for one in functions_in(source):
        if one.first <= line <= one.last:
            return "\n".join(lines[one.first - 1 : one.last])
    return lines[line - 1]


def _places(source: str) -> dict[Place, CodeType]:
    found: dict[Place, CodeType] = {}

    def search(code: CodeType) -> None:
        for inner in code.co_consts:
            if not isinstance(inner, CodeType) or inner.co_name.startswith("<"):
                continue
            if inner.co_flags & CO_NEWLOCALS:
                number = sum(name == inner.co_qualname for name, _ in found)
                found[inner.co_qualname, number] = inner
            else:
                search(inner)

    search(compile(source, "planted", "exec"))
    return found


class _Loader(SourceFileLoader):
    planted = ""

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.planted, self.path, "exec", dont_inherit=True)


class Planted:
    """Finds one module with a fault in it; all others are found as ever."""

    def __init__(self, file: Path, source: str) -> None:
        self._file = str(file)
        self._source = source

    def install(self) -> None:
        """From here on, for what is yet to be imported."""
        sys.meta_path.insert(0, self)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As every finder does."""
        if name.rpartition(".")[2] != Path(self._file).stem:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin != self._file:
            return None
        loader = _Loader(name, self._file)
        loader.planted = self._source
        spec.loader = loader
        return spec


def is_in_function(source: str, line: int) -> bool:
    """Whether a line belongs to a function, not to a module or the body of a class."""
    return any(one.first <= line <= one.last for one in functions_in(source))
