"""The figures by which two builds are compared, and what counts as a regression."""

import pytest

from benchmarks.against.builds import Build, BuildError, installed, this_build
from benchmarks.against.comparison import compared, figures
from benchmarks.against.figure import Figure


def _figure(target: float, *, of_base: bool = True, more: bool = False) -> Figure:
    return Figure("one", "s", lambda build: 1.0, target, of_base=of_base, more_is_better=more)


def test_a_cost_is_met_by_its_share_of_the_base_and_a_rate_by_its_multiple() -> None:
    assert _figure(0.33).is_met(3.3, 10)
    assert not _figure(0.33).is_met(3.4, 10)
    assert _figure(3, more=True).is_met(30, 10)
    assert not _figure(3, more=True).is_met(29, 10)
    assert _figure(1.2, of_base=False).is_met(1.2, 0.5)
    assert not _figure(20, of_base=False, more=True).is_met(19, 1)


@pytest.mark.parametrize(("ours", "theirs", "more"), [(1.21, 1, False), (1, 1.21, True)])
def test_more_than_a_fifth_is_a_regression_either_way(
    ours: float, theirs: float, more: bool
) -> None:
    figure = _figure(1, more=more)
    assert figure.is_worse(ours, theirs, 20)
    assert not figure.is_worse(theirs, ours, 20)
    assert not figure.is_worse(1.19, 1, 20)


def test_no_two_figures_have_one_name() -> None:
    names = [figure.name for figure in figures()]
    assert names
    assert len(set(names)) == len(names)


def test_the_best_of_the_rounds_counts_and_a_failure_spoils_nothing_else() -> None:
    values = {"ours": iter((3.0, 2.0, 4.0)), "theirs": iter((5.0, 6.0, 7.0))}
    python = this_build().python
    ours, theirs = Build("ours", python), Build("theirs", python)
    cost = Figure("cost", "s", lambda build: next(values[build.name]), 0.5)

    def fails(build: Build) -> float:
        if build is theirs:
            raise BuildError("it has no such command")
        return 1.0

    first, second = compared([cost, Figure("fails", "s", fails, 1)], ours, theirs)
    assert (first.ours, first.theirs) == (2.0, 5.0)
    assert first.row[-1] == "met"
    assert (second.ours, second.theirs) == (1.0, None)
    assert "it has no such command" in second.failures[0]


def test_a_revision_that_is_not_there_is_told() -> None:
    with pytest.raises(BuildError, match="no-such-revision"):
        installed("no-such-revision")
