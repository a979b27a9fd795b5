"""What is to be tried, and what came of it, kept from one call to the next."""

import ast
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from tests.mutants.operators import Mutant
from tests.mutants.planting import function_around

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".mutants"


@dataclass(frozen=True)
class Target:
    """A file, and the tests that are to notice its faults."""

    file: str
    source: str
    tests: tuple[str, ...]


class Memory:
    """The test that noticed each fault last time, and whether that still holds.

    It holds as long as the function and that test are the same; that no test noticed it, as long as
    all the tests are.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        self.load()

    def load(self) -> None:
        """Takes in what has been written since."""
        if KEPT.exists():
            for line in KEPT.read_text().splitlines():
                key, state, by = line.split(" ", 2)
                self._known[key] = (by, state)

    def verdict(self, target: Target, mutant: Mutant) -> tuple[bool, str | None]:
        """Whether it is known, and the test that noticed it."""
        by, state = self._known.get(_key(target, mutant), ("", ""))
        return state == _state(target, mutant, by), by or None

    def hint(self, target: Target, mutant: Mutant) -> str | None:
        """The test that noticed it last time."""
        return self._known.get(_key(target, mutant), ("", ""))[0] or None

    def put(self, target: Target, mutant: Mutant, by: str | None) -> None:
        """Remembers it at once: whoever breaks off goes on from there."""
        key, state = _key(target, mutant), _state(target, mutant, by or "")
        self._known[key] = (by or "", state)
        with KEPT.open("a") as kept:
            kept.write(f"{key} {state} {by or ''}\n")


def _key(target: Target, mutant: Mutant) -> str:
    return f"{target.file}:{mutant.id}"


def _state(target: Target, mutant: Mutant, by: str) -> str:
    planted = function_around(target.source, mutant.line)
    tests = _test(by.split("[")[0]) if by else _digest(target.tests)
    return sha256(f"{planted}\0{mutant.after}\0{tests}".encode()).hexdigest()[:16]


def _test(name: str) -> str:
    """The text of a test."""
    file, *names = name.split("::")
    return _tests(ROOT / file).get(names[0], "")


@cache
def _tests(file: Path) -> dict[str, str]:
    return {
        node.name: ast.unparse(node)
        for node in (ast.parse(file.read_text()).body if file.exists() else ())
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }


@cache
def _digest(tests: tuple[str, ...]) -> str:
    found: set[Path] = set()
    for name in tests:
        path = ROOT / name
        found |= set(path.rglob("*.py")) if path.is_dir() else {path}
    read = (path.read_bytes() if path.exists() else b"" for path in sorted(found))
    return sha256(b"".join(read)).hexdigest()
