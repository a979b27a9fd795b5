"""Plants faults and tells which survive: `python -m tests.mutants [FILE...]`."""

import argparse
import importlib
import random
import sys
import time
import tomllib
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.mutants.memory import ROOT, Memory, Target
from tests.mutants.operators import Mutant, mutants
from tests.mutants.reach import Hints, Reach
from tests.mutants.trial import Case, by_tests, prepare, try_all

GOAL_PERCENT = 95.0
HERE = Path(__file__).parent
LIBRARIES = ("asyncio", "bleak", "httpx", "msgspec", "pytest_asyncio", "textual.app")
"""Imported once, before every test is imported anew."""


def targets() -> list[Target]:
    """The files, each with its tests."""
    with (HERE / "targets.toml").open("rb") as opened:
        listed = tomllib.load(opened)["target"]
    return [
        Target(file, (ROOT / file).read_text(), tuple(entry["tests"]))
        for entry in listed
        for file in entry["files"]
    ]


def equivalent() -> dict[str, str]:
    """The faults that are none, by id, each with its reason."""
    with (HERE / "equivalent.toml").open("rb") as opened:
        listed = tomllib.load(opened).get("because", [])
    return {fault.split()[0]: entry["why"] for entry in listed for fault in entry["faults"]}


def planted(target: Target) -> list[Mutant]:
    """Every fault of a file."""
    return list(mutants(target.source, Path(target.file).stem))


class Report:
    """What became of the faults at their last trials, file by file."""

    def __init__(self, work: list[Case]) -> None:
        memory, named = Memory(), equivalent()
        self.all = Counter(target.file for target, _ in work)
        self.killed: Counter[str] = Counter()
        self.equivalent: Counter[str] = Counter()
        self.survivors: list[Case] = []
        for target, mutant in work:
            if memory.hint(target, mutant) is not None:
                self.killed[target.file] += 1
            elif mutant.id in named:
                self.equivalent[target.file] += 1
            else:
                self.survivors.append((target, mutant))

    @property
    def percent(self) -> float:
        """How many were noticed of those that change something."""
        return _percent(self.killed.total(), self.all.total() - self.equivalent.total())

    def show(self) -> None:
        """Every survivor, then the table."""
        for target, mutant in self.survivors:
            print(
                f"{mutant.id} {target.file}:{mutant.line} {mutant.where or 'module'}: "
                f"{mutant.what}: {mutant.before} -> {mutant.after or 'nothing'}"
            )
        print("\n| File | Faults | Noticed | Equivalent | Survive | Score |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for file in self.all:
            self._row(f"`{file}`", self.all[file], self.killed[file], self.equivalent[file])
        self._row("All", self.all.total(), self.killed.total(), self.equivalent.total())

    @staticmethod
    def _row(name: str, found: int, killed: int, none: int) -> None:
        score = _percent(killed, found - none)
        print(f"| {name} | {found} | {killed} | {none} | {found - none - killed} | {score:.1f} % |")


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def _chosen(options: argparse.Namespace) -> list[Case]:
    work: list[Case] = []
    for target in targets():
        if options.files and not any(part in target.file for part in options.files):
            continue
        found = planted(target)
        if options.id:
            found = [mutant for mutant in found if mutant.id in options.id]
        if options.sample is not None and options.sample < len(found):
            found = random.Random(options.seed).sample(found, options.sample)
        work += [(target, mutant) for mutant in found]
    return work


def _unknown(work: list[Case], memory: Memory, *, fresh: bool = False) -> list[Case]:
    """Those of which it is not known what becomes of them."""
    memory.load()
    return [case for case in work if fresh or not memory.verdict(*case)[0]]


def _try(work: list[Case], memory: Memory, options: argparse.Namespace) -> None:
    """Tries what is not known: with the test that noticed it last time, then with the others."""
    began = time.monotonic()

    def tell(case: Case, by: str | None, could: int) -> None:
        target, mutant = case
        if by is None and (options.tests or (could == 1 and memory.hint(target, mutant))):
            return
        memory.put(target, mutant, by)
        noticed = by.split("[")[0] if by else f"SURVIVED {could}"
        print(
            f"{time.monotonic() - began:6.1f} s {mutant.id} {target.file}:{mutant.line} "
            f"{mutant.where or 'module'}: {mutant.what}: {noticed}",
            flush=True,
        )

    prepare()
    for library in LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(library)
    if not options.tests:
        for part in by_tests(_unknown(work, memory, fresh=options.fresh)):
            try_all(part, Hints(memory), memory, tell)
    if not options.quick:
        unknown = _unknown(work, memory)
        if options.tests:
            unknown = [case for case in unknown if memory.hint(*case) is None]
        for part in by_tests(unknown):
            together = [target for target in targets() if target.tests == part[0][0].tests]
            reach = Reach(together, tuple(options.tests or part[0][0].tests))
            try_all(part, reach, memory, tell)


def main() -> int:
    """Returns 0 where at least `GOAL_PERCENT` were noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE", help="part of a path; default: all")
    parser.add_argument("--sample", type=int, metavar="N", help="so many of each file, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--id", action="append", help="this fault alone")
    parser.add_argument("--fresh", action="store_true", help="try also what is known")
    parser.add_argument(
        "--tests", action="append", help="only with this file, and those unnoticed so far"
    )
    parser.add_argument("--quick", action="store_true", help="only with who noticed it last time")
    parser.add_argument("--list", action="store_true", help="show them and try none")
    parser.add_argument("--report", action="store_true", help="tell what is known and try none")
    options = parser.parse_args()
    work, memory = _chosen(options), Memory()
    if options.list:
        for target, mutant in work:
            print(f"{mutant.id} {target.file}:{mutant.line} {mutant.what}: {mutant.after}")
        return 0
    if not options.report:
        _try(work, memory, options)
    report = Report(work)
    report.show()
    return 0 if report.percent >= GOAL_PERCENT else 1


if __name__ == "__main__":
    sys.exit(main())
