"""Plants faults and tells which survive: `python -m tests.mutants [--sample N] [FILE...]`."""

import argparse
import difflib
import random
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from tests.mutants.operators import Mutant, mutants
from tests.mutants.trial import ROOT, Cache, Copy, Target

GOAL_PERCENT = 95.0
HERE = Path(__file__).parent


def targets() -> list[Target]:
    """The files, each with its tests."""
    with (HERE / "targets.toml").open("rb") as opened:
        listed = tomllib.load(opened)["target"]
    return [
        Target(file, (ROOT / file).read_text(), tuple(entry["tests"]))
        for entry in listed
        for file in sorted(entry["files"])
    ]


def equivalent() -> dict[str, str]:
    """The faults that are none, by id, each with its reason."""
    with (HERE / "equivalent.toml").open("rb") as opened:
        return {str(key): str(reason) for key, reason in tomllib.load(opened).items()}


def planted(target: Target) -> list[Mutant]:
    """Every fault of a file."""
    return list(mutants(target.source, Path(target.file).stem))


class Campaign:
    """All faults of a few files, tried two at a time."""

    def __init__(self, jobs: int) -> None:
        self.cache = Cache()
        self.named = equivalent()
        self.survivors: list[tuple[Target, Mutant]] = []
        self.killed = 0
        self._jobs = jobs
        self._lock = Lock()
        self._limits_s: dict[str, float] = {}

    def run(self, work: list[tuple[Target, Mutant]]) -> None:
        """Tries them, and tells of each as it is done."""
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            copies: SimpleQueue[Copy] = SimpleQueue()
            for number in range(self._jobs):
                copies.put(Copy(Path(folder) / str(number)))
            for target, _ in work:
                target.key()

            def attempt(case: tuple[Target, Mutant]) -> None:
                copy = copies.get()
                try:
                    self._attempt(copy, *case)
                finally:
                    copies.put(copy)

            with ThreadPoolExecutor(self._jobs) as pool:
                for _ in pool.map(attempt, work):
                    pass

    def _attempt(self, copy: Copy, target: Target, mutant: Mutant) -> None:
        key = self.cache.key(target, mutant)
        noticed = self.cache.get(key)
        if noticed is None:
            if target.file not in self._limits_s:
                self._limits_s[target.file] = copy.limit_s(target)
            noticed = copy.notices(target, mutant, self._limits_s[target.file])
        with self._lock:
            self.cache.put(key, noticed)
            if noticed:
                self.killed += 1
            else:
                self.survivors.append((target, mutant))
            verdict = "killed" if noticed else "SURVIVED"
            print(
                f"{mutant.id} {verdict:8} {target.file}:{mutant.line} {mutant.where or 'module'}: "
                f"{mutant.what}",
                flush=True,
            )

    def report(self) -> bool:
        """Shows what survived; whether that is little enough."""
        unnamed = [case for case in self.survivors if case[1].id not in self.named]
        for target, mutant in sorted(unnamed, key=lambda case: (case[0].file, case[1].line)):
            print(f"\n{mutant.id} {target.file}:{mutant.line}: {mutant.what}")
            print("".join(_diff(target, mutant)), end="")
        noticed = self.killed + len(unnamed)
        percent = 100 * self.killed / noticed if noticed else 100.0
        print(
            f"\n{self.killed} of {noticed} noticed: {percent:.1f} %; "
            f"{len(self.survivors) - len(unnamed)} more are named as equivalent"
        )
        return percent >= GOAL_PERCENT


def _diff(target: Target, mutant: Mutant) -> Iterator[str]:
    before = target.source.splitlines(keepends=True)
    after = mutant.source.splitlines(keepends=True)
    return (
        line
        for line in difflib.unified_diff(before, after, n=1)
        if not line.startswith(("---", "+++"))
    )


def main() -> int:
    """Returns 0 where at least `GOAL_PERCENT` were noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE", help="part of a path; default: all")
    parser.add_argument("--sample", type=int, metavar="N", help="so many of each file, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--id", action="append", help="this fault alone")
    parser.add_argument("--list", action="store_true", help="show them and try none")
    options = parser.parse_args()
    work: list[tuple[Target, Mutant]] = []
    for target in targets():
        if options.files and not any(part in target.file for part in options.files):
            continue
        found = planted(target)
        if options.id:
            found = [mutant for mutant in found if mutant.id in options.id]
        if options.sample is not None and options.sample < len(found):
            found = random.Random(options.seed).sample(found, options.sample)
        work += [(target, mutant) for mutant in found]
    if options.list:
        for target, mutant in work:
            print(f"{mutant.id} {target.file}:{mutant.line} {mutant.what}: {mutant.after}")
        return 0
    campaign = Campaign(options.jobs)
    campaign.run(work)
    return 0 if campaign.report() else 1


if __name__ == "__main__":
    sys.exit(main())
