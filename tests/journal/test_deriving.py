"""Whoever waits for many figures is told how far they are; for a few, nothing is said."""

import pytest

from runwalk_tui.journal.deriving import FEW, tell_derived


def _told(of: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    for done in range(of + 1):
        tell_derived(done, of)
    return capsys.readouterr().err.splitlines()


def test_many_are_told_from_the_first_to_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _told(1200, capsys)
    assert lines[0].endswith("0 of 1200 sessions")
    assert lines[-1].endswith("1200 of 1200 sessions")
    assert len(lines) == 4


def test_a_few_are_derived_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert _told(FEW, capsys) == []
