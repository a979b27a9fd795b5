"""Puts a fault into a program: into functions that are there already, or into a module that is yet
to be imported. No file is ever touched."""

import ast
import gc
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
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
    old, new = _places(before), _places(after)
    for place, code in old.items():
        if not _first(code) <= line <= _last(before, code) or place not in new:
            continue
        swapped = functions.get(code.co_firstlineno, [])
        try:
            for function in swapped:
                function.__code__ = new[place]
        except ValueError:
            return False
        return bool(swapped)
    return False


def _places(source: str) -> dict[Place, CodeType]:
    """The functions of a module and of its classes, not those within functions."""
    found: dict[Place, CodeType] = {}

    def search(code: CodeType) -> None:
        for inner in code.co_consts:
            if not isinstance(inner, CodeType) or inner.co_name.startswith("<"):
                continue
            if inner.co_flags & 0x02:  # CO_NEWLOCALS: a function; else the body of a class.
                number = sum(name == inner.co_qualname for name, _ in found)
                found[inner.co_qualname, number] = inner
            else:
                search(inner)

    search(compile(source, "planted", "exec"))
    return found


def _first(code: CodeType) -> int:
    return code.co_firstlineno


def _last(source: str, code: CodeType) -> int:
    """The last line of the function that begins on a line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = [node.lineno, *(part.lineno for part in node.decorator_list)]
            if min(lines) == code.co_firstlineno:
                return node.end_lineno or node.lineno
    return code.co_firstlineno


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
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.lineno <= line <= (node.end_lineno or node.lineno)
        for node in ast.walk(ast.parse(source))
    )
