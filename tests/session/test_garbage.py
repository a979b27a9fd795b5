"""What is loaded is not searched for garbage while a belt moves."""

from types import SimpleNamespace

import pytest

from runwalk_devices.clock import Clock
from runwalk_tui.session import garbage
from runwalk_tui.session.due import CALM_S, SETTLES_S, Due
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


@pytest.mark.parametrize(
    ("counts", "searches"),
    [((699, 7, 7), []), ((0, 8, 7), [1]), ((0, 0, 8), [2]), ((0, 9, 9), [2])],
)
async def test_garbage_that_is_due_soon_is_sought_while_there_is_time(
    counts: tuple[int, int, int],
    searches: list[int],
    monkeypatch: pytest.MonkeyPatch,
    virtual_time_loop: None,
) -> None:
    found: list[int] = []
    fake = SimpleNamespace(
        get_count=lambda: counts, collect=lambda generation=2: found.append(generation)
    )
    monkeypatch.setattr(garbage, "gc", fake)
    clock = Clock()
    due, origin = Due(clock, lambda _: None), clock.now()
    due.set(CALM_S - 0.01, origin)
    assert not found, "too near"
    due.writes(0.0)
    due.set(10.0, origin)
    assert not found, "something is being written"
    await clock.sleep(SETTLES_S + 0.001)
    due.set(10.0, origin)
    assert found == searches
    due.cancel()
