"""When the gate lets a target through: each condition alone decides."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import speed_gate as gate
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control_state import HeartControlState
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session
from tests.workout.test_folds import BELT, FULL, T

RISES = [ev.CueDue(T, ev.Cue.NOTICE, "rises")]
QUIET = HeartControlState(told_kmh=(6.0, 7.0), told_at=90.0, quiet_kmh=6.1)
HELD = replace(FULL, coach=QUIET, belt=replace(BELT, speed_kmh=6.0), override_kmh=None)


@pytest.mark.parametrize(
    ("coach", "speed_kmh", "reference_kmh", "index", "target_kmh", "quiet"),
    [
        ({}, 6.0, 6.0, 1, 6.1, True),
        ({}, 6.0, 6.0, 2, 6.1, False),
        ({"quiet_kmh": 6.0}, 6.0, 6.0, 1, 6.1, False),
        ({"told_kmh": None}, 6.0, 6.0, 1, 6.1, False),
        ({"told_kmh": (6.0, 6.1)}, 6.0, 6.0, 1, 6.1, True),
        ({"told_kmh": (6.0, 6.05)}, 6.0, 6.0, 1, 6.1, False),
        ({"told_at": 97.0}, 6.0, 6.0, 1, 6.1, True),
        ({"told_at": 97.1}, 6.0, 6.0, 1, 6.1, False),
        ({}, 6.0, None, 1, 6.1, False),
        ({}, 6.0, 5.9, 1, 6.1, False),
        ({}, 5.9, 6.0, 1, 6.1, True),
        ({}, 5.8, 6.0, 1, 6.1, False),
        ({}, 7.0, 6.0, 1, 6.1, True),
        ({}, None, 6.0, 1, 6.1, False),
        ({"quiet_kmh": 1.1, "told_kmh": (1.0, 2.0)}, None, 1.0, 1, 1.1, False),
    ],
)
def test_a_rise_that_the_runner_was_told_of_is_quiet(
    monkeypatch: pytest.MonkeyPatch,
    coach: dict[str, Any],
    speed_kmh: float | None,
    reference_kmh: float | None,
    index: int,
    target_kmh: float,
    quiet: bool,
) -> None:
    monkeypatch.setattr(gate, "reference_kmh", lambda _session: reference_kmh)
    belt = replace(HELD.belt, speed_kmh=speed_kmh)
    session = replace(HELD, coach=replace(QUIET, **coach), belt=belt)
    assert gate._is_quiet(session, index, target_kmh, T) is quiet
    assert not gate._is_quiet(replace(session, step=None), index, target_kmh, T)


READY = replace(
    BELT, ready=True, controllable=True, obeys=True, checked=True, lost_since=None, speed_kmh=6.0
)


@pytest.mark.parametrize(
    ("belt", "phase", "index", "unexplained", "chosen", "may"),
    [
        ({}, Phase.RUNNING, 1, False, False, True),
        ({}, Phase.CHECKING, None, False, False, True),
        ({}, Phase.RUNNING, None, False, False, False),
        ({}, Phase.PAUSED, 1, False, False, False),
        ({"checked": False}, Phase.RUNNING, 1, False, False, False),
        ({"checked": False}, Phase.CHECKING, None, False, False, True),
        ({"controllable": False}, Phase.RUNNING, 1, False, False, False),
        ({"obeys": False}, Phase.RUNNING, 1, False, False, False),
        ({"ready": False}, Phase.RUNNING, 1, False, False, False),
        ({"lost_since": 99.0}, Phase.RUNNING, 1, False, False, False),
        ({"speed_kmh": 0.0}, Phase.RUNNING, 1, False, False, False),
        ({}, Phase.RUNNING, 1, True, False, False),
        ({}, Phase.RUNNING, 1, False, True, False),
    ],
)
def test_a_belt_that_listens_in_sight_may_be_governed(
    monkeypatch: pytest.MonkeyPatch,
    belt: dict[str, Any],
    phase: Phase,
    index: int | None,
    unexplained: bool,
    chosen: bool,
    may: bool,
) -> None:
    monkeypatch.setattr(gate, "is_unexplained", lambda _belt: unexplained)
    monkeypatch.setattr(gate, "is_being_chosen", lambda _session: chosen)
    monkeypatch.setattr(gate, "is_leaving", lambda _session: False)
    session = replace(FULL, belt=replace(READY, **belt), phase=phase)
    assert gate._may_be_governed(session, index) is may


@pytest.mark.parametrize(
    ("phase", "target_kmh", "reference_kmh", "follows"),
    [
        (Phase.RUNNING, 5.0, 6.0, [ev.SpeedAsked(T, 5.0)]),
        (Phase.RUNNING, 7.0, 6.0, RISES),
        (Phase.RUNNING, 6.0, 6.0, []),
        (Phase.RUNNING, 7.0, None, []),
        (Phase.RUNNING, 13.0, 6.0, []),
        # A check's target may be in miles: 2 may come to be 3.2 km/h.
        (Phase.CHECKING, 2.0, 3.0, RISES),
        (Phase.CHECKING, 2.0, 3.3, [ev.SpeedAsked(T, 2.0)]),
    ],
)
def test_slower_is_asked_at_once_and_faster_with_notice(
    monkeypatch: pytest.MonkeyPatch,
    phase: Phase,
    target_kmh: float,
    reference_kmh: float | None,
    follows: list[ev.Event],
) -> None:
    monkeypatch.setattr(gate, "_check_kmh", lambda _session: target_kmh)
    monkeypatch.setattr(gate, "_step_kmh", lambda _session, _index: target_kmh)
    monkeypatch.setattr(gate, "_may_be_governed", lambda *_: True)
    monkeypatch.setattr(gate, "reference_kmh", lambda _session: reference_kmh)
    monkeypatch.setattr(gate, "ceiling_kmh", lambda _session: 12.0)
    monkeypatch.setattr(gate, "rests", lambda *_: False)
    monkeypatch.setattr(gate, "_increase", lambda *_: RISES)
    assert gate.govern(replace(FULL, phase=phase, announced=None), T) == follows


@pytest.mark.parametrize(
    ("phase", "active_s", "until_bpm", "lasts"),
    [
        (Phase.RUNNING, 56.9, None, True),
        (Phase.RUNNING, 57.0, None, False),
        (Phase.CHECKING, 57.0, None, True),
        (Phase.RUNNING, 57.0, 120, True),
    ],
)
def test_what_ends_before_its_announcement_is_over_is_not_announced(
    monkeypatch: pytest.MonkeyPatch,
    phase: Phase,
    active_s: float,
    until_bpm: int | None,
    lasts: bool,
) -> None:
    remaining_s = None if until_bpm else 60.0 - active_s
    monkeypatch.setattr(Session, "step_remaining_s", remaining_s)
    assert gate._lasts(replace(FULL, phase=phase)) is lasts


@pytest.mark.parametrize(
    ("offset_kmh", "bpm", "has_plan", "rests"),
    [
        (0.5, None, True, True),
        (0.5, 120, True, False),
        (0.0, None, True, False),
        (-0.5, None, True, False),
        (0.5, None, False, False),
    ],
)
def test_a_rise_by_a_heart_rate_that_is_in_doubt_waits(
    offset_kmh: float, bpm: int | None, has_plan: bool, rests: bool
) -> None:
    session = replace(
        FULL,
        plan=FULL.plan if has_plan else None,
        coach=HeartControlState(offsets_kmh={Kind.RUN: offset_kmh}),
        heart=Heart(bpm=bpm, read_at=T, same_since=90.0),
    )
    assert gate._rests_on_doubt(session, 1, T) is rests
    assert gate._rests_on_doubt(session, None, T) is False


@pytest.mark.parametrize(
    ("machine", "known", "seen"),
    [
        (ev.MachineKind.TREADMILL, False, False),
        (ev.MachineKind.TREADMILL, True, True),
        (ev.MachineKind.BIKE, False, True),
    ],
)
def test_what_has_no_belt_stands(
    monkeypatch: pytest.MonkeyPatch, machine: ev.MachineKind, known: bool, seen: bool
) -> None:
    monkeypatch.setattr(gate, "is_known_to_stand", lambda *_: known)
    assert gate.is_seen_to_stand(replace(FULL, machine=machine), T) is seen


def test_before_the_first_step_nothing_is_wanted() -> None:
    none = replace(FULL, step=None, change=None, override_kmh=None, held_kmh=5.0)
    assert gate.wanted_kmh(none, T) is None
    held = replace(none, step=FULL.step, belt=Belt())
    assert gate.wanted_kmh(held, T) is not None
    assert gate.wanted_kmh(replace(held, override_kmh=6.0), T) is None
