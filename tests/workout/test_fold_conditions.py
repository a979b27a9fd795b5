"""What an event changes only sometimes: the conditions of folds and rules, one by one."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import decide_readings as deciding
from runwalk_tui.workout import events as ev
from runwalk_tui.workout import evolve as evolving
from runwalk_tui.workout import heart_control
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.brake import Brake
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control_state import HeartAction, HeartControlSettings, Hold
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.standing import after_end, defied
from tests.workout.test_folds import BELT, FULL, T

BIKE, TREADMILL = ev.MachineKind.BIKE, ev.MachineKind.TREADMILL
MARK = ev.CueDue(T, ev.Cue.NOTICE, "here")


def marks(session: Session, *_: object) -> Session:
    """A fold that shows that it was asked."""
    return replace(session, by_hand=True)


@pytest.mark.parametrize(("machine", "asked"), [(BIKE, True), (TREADMILL, False)])
def test_only_what_is_pedalled_is_tested_for_its_power(
    monkeypatch: pytest.MonkeyPatch, machine: ev.MachineKind, asked: bool
) -> None:
    monkeypatch.setattr(evolving, "fold_ftp", marks)
    after = evolve(replace(FULL, machine=machine), ev.BeltReading(T, 6.0))
    assert after.by_hand is asked


@pytest.mark.parametrize("phase", [Phase.RUNNING, Phase.STOPPING, Phase.ENDED])
def test_only_after_the_end_the_end_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, phase: Phase
) -> None:
    monkeypatch.setattr(evolving, "fold_after_end", marks)
    after = evolve(replace(FULL, phase=phase), ev.HeartReading(T, 120))
    assert after.by_hand is (phase is Phase.ENDED)


def test_a_power_that_is_asked_takes_the_place_of_a_resistance() -> None:
    bike = replace(FULL, machine=BIKE, brake=Brake(asked_level=5.0))
    brake = evolve(bike, ev.PowerAsked(T, 150.0)).brake
    assert (brake.asked_w, brake.asked_level) == (150.0, None)


def test_a_new_target_forgets_what_was_said_of_the_one_before() -> None:
    session = replace(FULL, belt=replace(BELT, overruled_kmh=9.0, echoed=True))
    after = evolve(session, ev.SpeedAsked(T, 7.0)).belt
    assert (after.overruled_kmh, after.echoed, after.commanded_kmh) == (None, False, 7.0)


@pytest.mark.parametrize("device", [ev.Device.STRAP, ev.Device.TREADMILL])
def test_a_connection_is_that_of_its_device(device: ev.Device) -> None:
    session = replace(FULL, heart=Heart(), belt=replace(BELT, started_at=95.0))
    after = evolve(session, ev.LinkChanged(T, device, ev.LinkState.LOST, "name", "address"))
    is_belt = device is ev.Device.TREADMILL
    link, other = (
        (after.belt.link, after.heart.link) if is_belt else (after.heart.link, after.belt.link)
    )
    assert (link.state, link.since) == (ev.LinkState.LOST, T)
    assert other.since != T
    assert after.belt.started_at == (None if is_belt else 95.0)


@pytest.mark.parametrize(
    ("before", "told", "burned_kcal"),
    [(None, 103.0, 40.0), (100.0, 103.0, 43.0), (100.0, 100.0, 40.0), (100.0, 2.0, 40.0)],
)
def test_energy_is_what_its_figure_gains(
    before: float | None, told: float, burned_kcal: float
) -> None:
    belt = replace(BELT, energy_kcal=before, burned_kcal=40.0)
    after = evolve(replace(FULL, belt=belt), ev.BeltReading(T, None, energy_kcal=told)).belt
    assert (after.energy_kcal, after.burned_kcal) == (told, burned_kcal)


@pytest.mark.parametrize("mutes", [0, 1])
def test_a_value_ends_the_silence_of_its_device(mutes: int) -> None:
    link = DeviceLink(ev.LinkState.UP, mutes=mutes)
    session = replace(FULL, belt=replace(BELT, link=link), heart=replace(FULL.heart, link=link))
    spoke_at = T if mutes else None
    after = evolve(session, ev.BeltReading(T, 6.0))
    assert (after.belt.link.mutes, after.belt.link.spoke_at) == (0, spoke_at)
    assert after.heart.link == link
    after = evolve(session, ev.HeartReading(T, 120))
    assert (after.heart.link.mutes, after.heart.link.spoke_at) == (0, spoke_at)
    assert after.belt.link == link


def test_a_step_begins_without_an_announcement_too() -> None:
    session = replace(FULL, announced=None, belt=replace(BELT, refused_kmh=9.0))
    assert evolve(session, ev.StepBegan(T, 2, Kind.WALK, 5.0)).announced is None


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("ceiling_bpm", [None, 170])
@pytest.mark.parametrize("hold", [Hold.OFF, Hold.FULL])
def test_the_coach_takes_back_then_heeds_the_ceiling_then_holds(
    monkeypatch: pytest.MonkeyPatch, back: bool, ceiling_bpm: int | None, hold: Hold
) -> None:
    def acts(value: float) -> ev.CoachActed:
        return ev.CoachActed(T, HeartAction.SHADOW, Kind.RUN, value, 150.0)

    monkeypatch.setattr(heart_control, "taken_back", lambda *_: acts(1.0) if back else None)
    monkeypatch.setattr(heart_control, "_ceiling", lambda *_: acts(2.0))
    monkeypatch.setattr(heart_control, "held", lambda *_: acts(3.0))
    monkeypatch.setattr(heart_control, "allowed", lambda _session, advice: advice)
    coaching = HeartControlSettings(ceiling_bpm=ceiling_bpm, hold=hold)
    session = replace(FULL, change=None, runner=replace(FULL.runner, coaching=coaching))
    found = heart_control.on_heart(session, T)
    expected = (
        1.0 if back else 2.0 if ceiling_bpm is not None else 3.0 if hold is Hold.FULL else None
    )
    assert (None if found is None else found.value) == expected


@pytest.mark.parametrize("inclinable", [True, False])
def test_an_incline_is_due_where_the_machine_takes_one(
    monkeypatch: pytest.MonkeyPatch, inclinable: bool
) -> None:
    monkeypatch.setattr(deciding, "incline_due", lambda *_: [MARK])
    monkeypatch.setattr(deciding, "console_speed_kmh", lambda *_: None)
    session = replace(FULL, belt=replace(BELT, inclinable=inclinable, stopping_at=None))
    assert (MARK in deciding._running(session, T)) is inclinable


STANDING = replace(BELT, speed_kmh=0.0, stopping_at=None, moving_since=None)


def test_a_belt_that_stands_in_its_check_is_left_to_the_other_rules() -> None:
    session = replace(FULL, belt=STANDING, phase=Phase.CHECKING, check=None)
    assert deciding._checking(session, T) is None


def test_a_pause_in_which_nothing_is_to_be_said_is_left_to_the_other_rules() -> None:
    moving = replace(BELT, still=False, stood=False, rested=True, lone=True, falling=False)
    session = replace(
        FULL,
        belt=moving,
        phase=Phase.PAUSED,
        pause_reason=ev.PauseReason.RUNNER,
        pause_asked_at=None,
        start_at=None,
        start_asked_at=None,
    )
    assert deciding._paused(session, T) is None


MOVING = replace(BELT, still=False, falling=False, moving_since=80.0)


@pytest.mark.parametrize(("machine", "alarm"), [(TREADMILL, True), (BIKE, False)])
def test_only_a_belt_that_runs_on_defies(machine: ev.MachineKind, alarm: bool) -> None:
    session = replace(
        FULL,
        machine=machine,
        phase=Phase.PAUSED,
        pause_asked_at=96.0,
        belt=MOVING,
        last_cue=None,
    )
    expected = [ev.CueDue(T, ev.Cue.ALARM, say.DOES_NOT_STOP)] if alarm else []
    assert defied(session, T) == expected


@pytest.mark.parametrize(
    ("changed", "alarm"),
    [
        ({}, True),
        ({"machine": BIKE}, False),
        ({"belt_stopped": True}, False),
        ({"last_cue": (98.0, "alarm", say.MAY_BE_MOVING)}, False),
    ],
)
def test_after_the_end_a_belt_that_moves_on_is_told_once(
    changed: dict[str, Any], alarm: bool
) -> None:
    session = replace(FULL, phase=Phase.ENDED, belt=MOVING, belt_stopped=False)
    failed = ev.CommandProgressed(T, ev.Command.STOP, ev.Stage.UNKNOWN)
    expected = [ev.CueDue(T, ev.Cue.ALARM, say.PRESS_STOP)] if alarm else []
    assert after_end(replace(session, **changed), failed) == expected
