"""A fault concerns the tests whose values it changes, and reaches the function it is meant for."""

from pathlib import Path
from types import FunctionType

import pytest

from tests.mutants.operators import mutants
from tests.mutants.planting import is_in_function, swap
from tests.mutants.probe import Probe, install, names_at, probed, readers

SOURCE = """LIMIT = 3
def reach(a, b):
    if a > LIMIT and b:
        a += 1
    return replace(a, x=b)
def replace(value, x):
    return (value, x)
"""


@pytest.mark.parametrize(
    ("given", "reached"),
    [
        ((4, True), {"without condition 1": 0, "without condition 2": 0, "dropped": 1}),
        ((3, True), {"without condition 1": 1, "without condition 2": 0, "dropped": 0}),
        ((4, False), {"without condition 1": 0, "without condition 2": 1, "dropped": 0}),
    ],
    ids=str,
)
def test_a_fault_concerns_a_test_in_which_it_changes_a_value(
    given: tuple[int, bool], reached: dict[str, int]
) -> None:
    found = list(mutants(SOURCE, "any"))
    names = [f"{mutant.what} {mutant.line}" for mutant in found]
    probe = Probe()
    install(probe)
    space: dict[str, object] = {}
    exec(probed(SOURCE, "any", names, pure=True), space)
    probe.begin()
    reach = space["reach"]
    assert isinstance(reach, FunctionType)
    assert reach(*given)[1] is given[1]
    lines = {name.rsplit(" ", 1)[0] for name in probe.reached if name.endswith((" 3", " 4"))}
    assert {name: int(name in lines) for name in reached} == reached
    assert "any:reach" in probe.reached


def test_a_constant_concerns_those_who_read_it() -> None:
    assert names_at(SOURCE, 1) == {"LIMIT"}
    assert readers(SOURCE, "LIMIT") == {"reach"}
    assert names_at(SOURCE, 3) == set()
    assert names_at("LOW, HIGH = 1, 2", 1) == {"LOW", "HIGH"}
    assert not is_in_function(SOURCE, 1)
    assert is_in_function(SOURCE, 4)


def test_a_fault_is_put_into_the_function_that_is_there(tmp_path: Path) -> None:
    space: dict[str, object] = {}
    exec(compile(SOURCE, str(tmp_path), "exec"), space)
    reach = space["reach"]
    assert isinstance(reach, FunctionType)
    fault = next(one for one in mutants(SOURCE, "any") if one.before == "a += 1")
    assert reach(4, b=True) == (5, True)
    assert swap(SOURCE, fault.source, fault.line, {reach.__code__.co_firstlineno: [reach]})
    assert reach(4, b=True) == (4, True)
    assert not swap(SOURCE, SOURCE, 1, {})
