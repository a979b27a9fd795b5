"""What is loaded is not searched for garbage while a belt moves."""

from types import SimpleNamespace

import pytest

from runwalk_tui.session import garbage
from runwalk_tui.session.opening import spare_on_start
from runwalk_tui.workout.events import Act, ClockStarted, RunnerActed


def test_the_screens_are_spared_once_the_belt_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    fake = SimpleNamespace(
        freeze=lambda: calls.append("freeze"),
        unfreeze=lambda: calls.append("unfreeze"),
        get_threshold=lambda: (700, 10, 10),
    )
    monkeypatch.setattr(garbage, "gc", fake)
    with garbage.loaded_for_good():
        spare_on_start(RunnerActed(1.0, Act.START))
        assert calls == ["freeze"]
        spare_on_start(ClockStarted(9.0))
        assert calls == ["freeze", "freeze"]
    assert calls == ["freeze", "freeze", "unfreeze"]


def test_the_interpreter_does_not_search_what_a_command_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []
    fake = SimpleNamespace(
        freeze=lambda: calls.append("freeze"),
        set_threshold=lambda youngest, *_: calls.append("often" if youngest < 10_000 else "rarely"),
    )
    monkeypatch.setattr(garbage, "gc", fake)
    with garbage.searched_rarely():
        assert calls == ["rarely"]
    assert calls == ["rarely", "freeze", "often"]
