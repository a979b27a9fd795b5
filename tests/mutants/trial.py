"""Tries one fault at a time in a copy of the tree, and remembers what came of it."""

import compileall
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from py_compile import PycInvalidationMode

from tests.mutants.operators import Mutant

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".mutants.json"
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "*.svg")
LEAST_S = 20.0
SLOWER = 4.0
"""A fault may make tests slower: by more than this and they hang, which is noticed as well."""


@dataclass(frozen=True)
class Target:
    """A file, and the tests that are to notice its faults, the closest first."""

    file: str
    source: str
    tests: tuple[str, ...]

    @cache  # noqa: B019 - a few targets, for as long as the program runs
    def key(self) -> str:
        """Changes with any of its tests."""
        found: set[Path] = set()
        for name in self.tests:
            path = ROOT / name
            found |= set(path.rglob("*.py")) if path.is_dir() else {path}
        return sha256(b"".join(path.read_bytes() for path in sorted(found))).hexdigest()


class Cache:
    """What came of each fault, by its source and its tests: kept from one call to the next."""

    def __init__(self) -> None:
        try:
            self._known: dict[str, bool] = json.loads(CACHE.read_text())
        except (OSError, ValueError):
            self._known = {}

    def key(self, target: Target, mutant: Mutant) -> str:
        """Of a fault in its file."""
        parts = (target.file, mutant.id, mutant.source, target.key())
        return sha256("\0".join(parts).encode()).hexdigest()

    def get(self, key: str) -> bool | None:
        """Whether it was noticed; None where that is not known."""
        return self._known.get(key)

    def put(self, key: str, noticed: bool) -> None:
        """Remembers it at once: whoever breaks off goes on from there."""
        self._known[key] = noticed
        fresh = CACHE.with_suffix(".new")
        fresh.write_text(json.dumps(self._known))
        fresh.replace(CACHE)


class Copy:
    """A copy of the tree in which faults are planted; the tree itself is never touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT, symlinks=True)
        for name in ("devices", "runwalk_tui"):
            # By default a change within the same second that keeps the length goes unseen.
            compileall.compile_dir(
                folder / name, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH
            )

    def limit_s(self, target: Target) -> float:
        """How long its tests may take, by how long they take without a fault.

        Raises:
            RuntimeError: If they fail.
        """
        began = time.monotonic()
        if not self._passes(target, 600):
            raise RuntimeError(f"the tests of {target.file} fail without a fault")
        return max(LEAST_S, SLOWER * (time.monotonic() - began))

    def notices(self, target: Target, mutant: Mutant, limit_s: float) -> bool:
        """Whether a test fails, or none comes to an end in time."""
        file = self.folder / target.file
        file.write_text(mutant.source)
        try:
            return not self._passes(target, limit_s)
        finally:
            file.write_text(target.source)

    def _passes(self, target: Target, limit_s: float) -> bool:
        options = ("-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist")
        running = subprocess.Popen(
            [sys.executable, "-m", "pytest", *options, *_once(self.folder, target.tests)],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": f"{self.folder}:{self.folder / 'devices'}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return running.wait(limit_s) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
                running.wait()


def _once(root: Path, tests: tuple[str, ...]) -> list[str]:
    """As pytest is to be given them: a file named beside its folder would run alone."""
    folders = [name for name in tests if not name.endswith(".py")]
    files = [name for name in tests if name.endswith(".py")]
    rest = [
        str(path.relative_to(root))
        for folder in folders
        for path in sorted((root / folder).rglob("test_*.py"))
    ]
    return list(dict.fromkeys([*files, *rest]))
