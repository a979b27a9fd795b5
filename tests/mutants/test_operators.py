"""The faults that are planted are the ones meant, each is one change, and each file is there."""

import ast

import pytest

from tests.mutants.__main__ import equivalent, planted, targets
from tests.mutants.memory import ROOT
from tests.mutants.operators import mutants


def faults(source: str) -> list[tuple[str, str]]:
    return [(mutant.what, mutant.after) for mutant in mutants(source, "any")]


def test_a_guard_is_tested_condition_by_condition() -> None:
    assert faults("x = a and b and c") == [
        ("without condition 1", "b and c"),
        ("without condition 2", "a and c"),
        ("without condition 3", "a and b"),
        ("and/or", "a or b or c"),
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = a < b", ["a <= b", "a >= b"]),
        ("x = a is None", ["a is not None"]),
        ("x = not a", ["a"]),
        ("LIMIT_S = 3.0", ["4.5"]),
        ("x = 3", ["4"]),
        ("x = True", ["False"]),
        ("x = a + b", ["a - b"]),
        ("x = max(a, b)", ["min"]),
        ("x = replace(y, a=b, c=d)", ["", ""]),
        ("if a:\n    b()", ["not (a)", "pass"]),
        ("def f():\n    return a", ["None"]),
        ("def f():\n    return None", []),
        ("def f():\n    raise ValueError", ["pass"]),
        ("def f(self):\n    self.a = b", ["pass"]),
        ("if TYPE_CHECKING:\n    LIMIT = 3", []),
        ('"""Text."""\nassert a < 3\n_logger.info("%s", 3)', []),
    ],
)
def test_each_fault(source: str, found: list[str]) -> None:
    assert [after for _, after in faults(source)] == found


def test_a_name_stays_where_lines_move() -> None:
    one, two = (list(mutants(source, "any")) for source in ("x = a < b", "\n\n\nx = a < b"))
    assert [mutant.id for mutant in one] == [mutant.id for mutant in two]


def test_every_target_is_there_with_its_tests_and_each_fault_compiles() -> None:
    named: set[str] = set()
    for target in targets():
        assert all((ROOT / test).exists() for test in target.tests), target
        for mutant in planted(target):
            assert mutant.source != target.source
            assert mutant.id not in named
            named.add(mutant.id)
    for mutant in planted(targets()[0]):
        ast.parse(mutant.source)
    assert all(reason for reason in equivalent().values())
