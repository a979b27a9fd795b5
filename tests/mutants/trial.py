"""Tries faults, each in a process forked from one that has collected the tests already.

A fault meets only the tests in which it changes a value: first the one that noticed it last time,
then those that noticed its neighbours, then the quickest. The first failure is enough.
"""

import mmap
import os
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests.mutants.forking import OPTIONS, forked, limit
from tests.mutants.memory import ROOT, Memory, Target
from tests.mutants.operators import Mutant
from tests.mutants.planting import Planted, functions_of, is_in_function, swap
from tests.mutants.reach import Hints, Reach

Case = tuple[Target, Mutant]
Tell = Callable[[Case, str | None, int], None]
"""Takes what became of a fault: the test that noticed it, or None; how many could have."""
_IMPOSSIBLE = 3


def prepare() -> None:
    """Examples of properties stay the same and are not made smaller."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutants", derandomize=True, deadline=None, database=None, max_examples=50, phases=phases
    )
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"


def by_tests(work: Iterable[Case]) -> list[list[Case]]:
    """The faults of files that share their tests, together."""
    together: dict[tuple[str, ...], list[Case]] = {}
    for case in work:
        together.setdefault(case[0].tests, []).append(case)
    return list(together.values())


def try_all(work: list[Case], reach: Reach | Hints, memory: Memory, tell: Tell) -> None:
    """Tries the faults of files that share their tests.

    Those in functions are put into functions that are there; others (constants, defaults, what runs
    on import) need every module and test to be imported anew.
    """
    chosen: dict[str, list[str]] = {}
    for target, mutant in work:
        in_function = is_in_function(target.source, mutant.line)
        chosen[mutant.id] = reach.of(target, mutant, in_function=in_function)
    for case in work:
        if not chosen[case[1].id] and isinstance(reach, Reach):
            tell(case, None, 0)
    work = [case for case in work if chosen[case[1].id]]
    swapped = [case for case in work if is_in_function(case[0].source, case[1].line)]
    rest = [case for case in work if case not in swapped]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        left = Path(folder) / "left"
        left.touch()

        def campaign() -> int:
            plugin = _Campaign(swapped, chosen, reach, memory, tell, left)
            tests = {test.split("::")[0] for case in swapped for test in chosen[case[1].id]}
            return int(pytest.main([*OPTIONS, *sorted(tests)], plugins=[plugin]))

        if swapped and (status := forked(campaign, quiet=False)) not in (0, 5):
            raise RuntimeError(f"the tests did not end well: status {status}")
        named = set(left.read_text().split())
        rest += [case for case in swapped if case[1].id in named]
    for case in rest:
        tests = _first(memory.hint(*case), chosen[case[1].id])
        tell(case, _noticed_anew(case, tests), len(tests))


class _Campaign:
    """A plugin in place of pytest's own loop."""

    def __init__(
        self,
        work: list[Case],
        chosen: dict[str, list[str]],
        reach: Reach | Hints,
        memory: Memory,
        tell: Tell,
        left: Path,
    ) -> None:
        self._work = work
        self._chosen = chosen
        self._reach = reach
        self._memory = memory
        self._tell = tell
        self._left = left
        self._recent: dict[str, list[str]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Tries every fault, and writes down those for which everything has to be imported anew."""
        items = {item.nodeid: item for item in session.items}
        functions = {
            file: functions_of(ROOT / file) for file in {target.file for target, _ in self._work}
        }
        for target, mutant in self._work:
            where = f"{target.file} {mutant.where}"
            recent = self._recent.setdefault(where, [])
            tests = self._chosen[mutant.id]
            for hint in [*reversed(recent), self._memory.hint(target, mutant)]:
                tests = _first(hint, tests)

            def plant(target: Target = target, mutant: Mutant = mutant) -> bool:
                return swap(target.source, mutant.source, mutant.line, functions[target.file])

            chosen = [items[test] for test in tests if test in items]
            planted, by = _noticed(session, chosen, plant, self._reach)
            if not planted:
                with self._left.open("a") as left:
                    left.write(f"{mutant.id}\n")
                continue
            if by is not None:
                recent[:] = [by, *(test for test in recent if test != by)][:4]
            self._tell((target, mutant), by, len(tests))
        return True


def _first(hint: str | None, tests: list[str]) -> list[str]:
    return [hint, *(test for test in tests if test != hint)] if hint in tests and hint else tests


def _noticed(
    session: pytest.Session,
    chosen: list[pytest.Item],
    plant: Callable[[], bool],
    reach: Reach | Hints,
) -> tuple[bool, str | None]:
    """Whether the fault could be planted, and the test that noticed it."""
    with _shared_number() as at:

        def run() -> int:
            if not plant():
                return _IMPOSSIBLE
            for number, item in enumerate(chosen):
                at[:] = struct.pack("i", number)
                limit(reach.took_s(item.nodeid))
                following = chosen[number + 1] if number + 1 < len(chosen) else None
                failed = session.testsfailed
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed > failed:
                    return 1
            return 0

        status = forked(run)
        if status == _IMPOSSIBLE:
            return False, None
        return True, None if status == 0 else chosen[struct.unpack("i", at[:])[0]].nodeid


class _InOrder:
    """Takes the tests in the order given, and notes which one runs."""

    def __init__(self, tests: list[str], at: mmap.mmap) -> None:
        self._places = {test: number for number, test in enumerate(tests)}
        self._at = at

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._places]
        items.sort(key=lambda item: self._places[item.nodeid])

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._at[:] = struct.pack("i", self._places[item.nodeid])
        limit(2.0)


def _noticed_anew(case: Case, tests: list[str]) -> str | None:
    """The test that notices a fault in a module that is imported with it."""
    target, mutant = case
    with _shared_number() as at:

        def run() -> int:
            Planted(ROOT / target.file, mutant.source).install()
            limit(20.0)
            files = dict.fromkeys(test.split("::")[0] for test in tests)
            return int(pytest.main([*OPTIONS, "-x", *files], plugins=[_InOrder(tests, at)]))

        status = forked(run)
        return None if status == 0 else tests[struct.unpack("i", at[:])[0]]


@contextmanager
def _shared_number() -> Iterator[mmap.mmap]:
    with mmap.mmap(-1, 4) as shared:
        yield shared
