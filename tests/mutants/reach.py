"""Which tests a fault could concern, and how long they take: kept from one call to the next."""

import json
import os
import tempfile
import time
from collections.abc import Generator, Iterator
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

import pytest

from tests.mutants.forking import OPTIONS, forked
from tests.mutants.memory import ROOT, Memory, Target
from tests.mutants.operators import Mutant, mutants
from tests.mutants.planting import Planted
from tests.mutants.probe import Probe, install, names_at, probed, readers

KEPT = ROOT / ".mutants-reach"
WORTH_S = float(os.environ.get("MUTANTS_WORTH_S", "1"))
"""A fault meets the tests that it concerns until they take so long together."""


class Reach:
    """The tests of a few targets."""

    def __init__(self, targets: list[Target], tests: tuple[str, ...]) -> None:
        self._took_s: dict[str, float] = {}
        self._tests: dict[str, set[str]] = {}
        self._sources = {target.file: target.source for target in targets}
        state = "\0".join(target.source for target in targets)
        known: dict[str, tuple[str, list[tuple[str, float, list[str]]]]] = {}
        if KEPT.exists():
            known = json.loads(KEPT.read_text())
        keys = {
            file: sha256(f"{state}\0{(ROOT / file).read_text()}".encode()).hexdigest()[:16]
            for file in _files(tests)
        }
        stale = [f for f, key in keys.items() if known.get(f"{f} {tests[0]}", [""])[0] != key]
        for name, found in _measured(targets, stale).items():
            known[f"{name} {tests[0]}"] = (keys[name], found)
        fresh = KEPT.with_suffix(".new")
        fresh.write_text(json.dumps(known))
        fresh.replace(KEPT)
        for name in keys:
            for test, took_s, reached in known[f"{name} {tests[0]}"][1]:
                self._took_s[test] = took_s
                for fault in reached:
                    self._tests.setdefault(fault, set()).add(test)

    def took_s(self, test: str) -> float:
        """How long a test took without a fault, somewhat slowed down."""
        return self._took_s.get(test, 1.0)

    def of(self, target: Target, mutant: Mutant, *, in_function: bool) -> list[str]:
        """The tests that a fault could concern, those of its own file first, then the quickest."""
        own = f"test_{Path(target.file).stem}.py"
        if in_function:
            found = self._tests.get(mutant.id, set())
        else:
            found = {test for test in self._took_s if own in test}
            for name in names_at(target.source, mutant.line):
                for file, source in self._sources.items():
                    for reader in readers(source, name):
                        found |= self._tests.get(f"{file}:{reader}", set())
            for key, tests in self._tests.items() if not found else ():
                found |= tests if key.startswith(f"{target.file}:") else set()
        ordered = sorted(found, key=lambda test: (own not in test, self.took_s(test)))
        together = accumulate(self.took_s(test) for test in ordered)
        return [test for test, s in zip(ordered, together, strict=True) if s < WORTH_S] or ordered[
            :1
        ]


class Hints:
    """In the place of a `Reach`: the test that noticed a fault last time, alone."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def took_s(self, _test: str) -> float:
        """Long enough for any."""
        return 1.0

    def of(self, target: Target, mutant: Mutant, *, in_function: bool) -> list[str]:
        """That test, if there is one."""
        hint = self._memory.hint(target, mutant)
        return [hint] if hint and (ROOT / hint.split("::")[0]).exists() else []


def _files(tests: tuple[str, ...]) -> Iterator[str]:
    for name in tests:
        path = ROOT / name
        for file in sorted(path.rglob("test_*.py")) if path.is_dir() else (path,):
            yield str(file.relative_to(ROOT))


class _Notes:
    """Takes down what each test reaches."""

    def __init__(self, probe: Probe, out: Path) -> None:
        self._probe = probe
        self._out = out

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._probe.begin()
        failed, began = item.session.testsfailed, time.process_time()
        result = yield
        if item.session.testsfailed == failed:
            took_s = round(time.process_time() - began, 4)
            with self._out.open("a") as out:
                out.write(json.dumps((item.nodeid, took_s, sorted(self._probe.reached))) + "\n")
        return result


def _measured(
    targets: list[Target], files: list[str]
) -> dict[str, list[tuple[str, float, list[str]]]]:
    """Runs the tests of these files once."""
    found: dict[str, list[tuple[str, float, list[str]]]] = {file: [] for file in files}
    if not files:
        return found
    with tempfile.TemporaryDirectory(prefix="reach-") as folder:
        out = Path(folder) / "reached"
        out.touch()

        def run() -> int:
            probe = Probe()
            install(probe)
            for target in targets:
                ids = [mutant.id for mutant in mutants(target.source, Path(target.file).stem)]
                pure = target.file.startswith("runwalk_tui/workout/")
                source = probed(target.source, target.file, ids, pure=pure)
                Planted(ROOT / target.file, source).install()
            return int(pytest.main([*OPTIONS, *files], plugins=[_Notes(probe, out)]))

        print(f"Running {len(files)} files of tests once without a fault", flush=True)
        forked(run, quiet=os.environ.get("MUTANTS_LOUD") is None)
        for line in out.read_text().splitlines():
            test, took_s, reached = json.loads(line)
            found[test.split("::")[0]].append((test, took_s, reached))
    return found
