"""What each event changes of a session in which everything is set, and that it changes no more."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from math import inf
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt, BeltResponse
from runwalk_tui.workout.brake import Brake
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control_state import HeartControlState
from runwalk_tui.workout.odometer import Odometer
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import NOT_COUNTED, Change, Phase, Session, StepRecord
from runwalk_tui.workout.trail import Trail
from runwalk_tui.workout.walking_check import Check
from tests.workout.model import plan_of, run, walk

T = 100.0
CHECK = Check(5.0, 0.8, 6.0, 2.0, 7.0, 2.0)
PLAN = plan_of(walk(60), run(60), walk(60))
BELT = Belt(
    link=DeviceLink(ev.LinkState.UP, "F63", "AA", "signal", 1.0),
    ready=True,
    controllable=True,
    checked=True,
    lag=BeltResponse(1.0, 0.5, 0.5),
    minimum_kmh=0.8,
    maximum_kmh=16.0,
    increment_kmh=0.1,
    inclinable=True,
    tells=True,
    speed_kmh=6.0,
    read_at=99.0,
    fresh_moving=9,
    zero_since=98.0,
    still=True,
    stood=True,
    rested=True,
    stopping_at=97.0,
    woken_at=96.0,
    steady_kmh=6.0,
    steady_since=90.0,
    falling=True,
    aged_s=3,
    commanded_kmh=8.0,
    commanded_at=80.0,
    commanded_from_kmh=5.0,
    in_force_kmh=7.9,
    refused_kmh=9.0,
    nearest_kmh=7.8,
    before_kmh=5.0,
    told_kmh=8.2,
    told_at=81.0,
    explained_kmh=(1.0, 2.0),
    incline_percent=2.0,
    asked_incline_percent=3.0,
    incline_in_force=True,
    incline_is_chosen=True,
    coarse_kmh=0.5,
)
FULL = Session(
    t=T,
    phase=Phase.RUNNING,
    plan=PLAN,
    belt=BELT,
    heart=Heart(bpm=120, read_at=T, recent=((96.0, 118), (99.0, 122))),
    active_s=90.0,
    distance_m=150.0,
    step=StepRecord(1, Kind.RUN, 60.0, 60.0, active_s=30.0),
    extra_s=10.0,
    change=Change(2, 105.0),
    announced=ev.IncreaseAnnounced(99.0, 8.0, 102.0, 104.0, 1),
    not_before_s=20.0,
    override_kmh=8.4,
    held_kmh=8.6,
    held_at=88.0,
    counted=2,
    start_at=50.0,
    start_asked_at=51.0,
    pause_asked_at=52.0,
    stop_asked_at=53.0,
    check=CHECK,
    brake=Brake(asked_w=150.0),
    pause_reason=ev.PauseReason.LINK,
    outcome=ev.Outcome.FAILED,
    last_cue=(98.0, "notice", "Hello"),
)


def differences(before: object, after: object, prefix: str = "") -> Iterator[tuple[str, Any]]:
    assert is_dataclass(before)
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        nested = field.name in ("belt", "heart", "link", "coach") and type(old) is type(new)
        name = f"{prefix}{field.name}"
        yield from differences(old, new, f"{name}.") if nested else [(name, new)]


def changes(event: ev.Event, before: Session = FULL) -> dict[str, Any]:
    return dict(differences(before, evolve(before, event)))


def with_belt(**changed: Any) -> Session:
    return replace(FULL, belt=replace(BELT, **changed))


FORGOTTEN = {"belt.commanded_kmh": None, "belt.in_force_kmh": None}
UNTOLD = {"belt.asked_incline_percent": None, "belt.incline_in_force": False}
MET = {
    "pause_reason": None,
    "start_at": None,
    "start_asked_at": None,
    "belt.zero_since": None,
    "belt.stopping_at": None,
}
CLOSED = (replace(FULL.step, ended_t=T, exit_bpm=120.0),) if FULL.step else ()
STOPPED = {"phase": Phase.STOPPING, "step": None, "done": CLOSED, "pause_asked_at": None}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            ev.StartAsked(T),
            {
                "start_asked_at": T,
                "belt.still": False,
                "belt.steady_kmh": None,
                "belt.falling": False,
            },
        ),
        (ev.PowerAsked(T, 200.0), {"brake": Brake(asked_w=200.0)}),
        (ev.ResistanceAsked(T, 12.0), {"brake": Brake(asked_level=12.0)}),
        (
            ev.SpeedAsked(T, 7.0),
            {
                "belt.commanded_kmh": 7.0,
                "belt.commanded_at": T,
                "belt.commanded_from_kmh": 6.0,
                "belt.in_force_kmh": None,
                "belt.refused_kmh": None,
                "belt.falling": False,
                "belt.nearest_kmh": 6.0,
                "belt.before_kmh": 8.0,
                "belt.explained_kmh": None,
                "announced": None,
            },
        ),
        (
            ev.InclineAsked(T, 4.0),
            {"belt.asked_incline_percent": 4.0, "belt.incline_in_force": False},
        ),
        (ev.UnitsAsked(T, 1.6, 1.0), {**FORGOTTEN, "check": None}),
        (ev.PauseAsked(T), {**FORGOTTEN, "announced": None, "held_kmh": 8.4, "pause_asked_at": T}),
        (
            ev.StopAsked(T, ev.Outcome.STOPPED),
            {**STOPPED, **FORGOTTEN, "stop_asked_at": T, "announced": None, "change": None},
        ),
        (ev.ClockStarted(T), MET),
        (ev.CheckBegan(T), {**MET, "phase": Phase.CHECKING, "check": Check(T)}),
        (
            ev.ClockPaused(T, ev.PauseReason.CONSOLE, since=90.0),
            {
                **FORGOTTEN,
                **UNTOLD,
                "phase": Phase.PAUSED,
                "pause_reason": ev.PauseReason.CONSOLE,
                "active_s": 80.0,
                "step": replace(FULL.step, active_s=20.0) if FULL.step else None,
                "announced": None,
                "change": None,
                "counted": NOT_COUNTED,
                "start_at": None,
                "override_kmh": None,
                "held_kmh": 8.4,
                "held_at": None,
                "belt.refused_kmh": None,
                "belt.told_kmh": None,
                "belt.explained_kmh": None,
            },
        ),
        (
            ev.StepBegan(T, 2, Kind.WALK, 5.0),
            {
                **FORGOTTEN,
                **UNTOLD,
                "done": CLOSED,
                "step": StepRecord(2, Kind.WALK, T, 90.0, entry_bpm=120.0, planned_at_s=120.0),
                "extra_s": 0.0,
                "change": None,
                "not_before_s": 0.0,
                "override_kmh": None,
                "held_kmh": None,
                "held_at": None,
                "counted": NOT_COUNTED,
                "belt.refused_kmh": None,
                "belt.explained_kmh": None,
                "belt.incline_is_chosen": False,
            },
        ),
        (ev.ChangeScheduled(T, 0, 103.0), {"change": Change(0, 103.0), "counted": NOT_COUNTED}),
        (
            ev.IncreaseAnnounced(T, 9.0, 103.0, 105.0, 2),
            {"announced": ev.IncreaseAnnounced(T, 9.0, 103.0, 105.0, 2)},
        ),
        (
            ev.CueDue(T, ev.Cue.COUNTDOWN, "1"),
            {"counted": 1, "last_cue": (T, "countdown", "1")},
        ),
        (ev.CueDue(T, ev.Cue.NOTICE, "Well"), {"last_cue": (T, "notice", "Well")}),
        (
            ev.CueDue(T, ev.Cue.ALARM, say.MOVES_BY_ITSELF),
            {"last_cue": (T, "alarm", say.MOVES_BY_ITSELF), "belt.cried_at": T},
        ),
        (
            ev.SessionEnded(T, ev.Outcome.ABORTED, belt_stopped=True),
            {
                "phase": Phase.ENDED,
                "outcome": ev.Outcome.ABORTED,
                "belt_stopped": True,
                "step": None,
                "done": CLOSED,
            },
        ),
        (
            ev.SpeedOverridden(T, 7.5),
            {
                **FORGOTTEN,
                "override_kmh": 7.5,
                "held_kmh": None,
                "announced": None,
                "belt.stopping_at": None,
                "belt.explained_kmh": None,
            },
        ),
        (
            ev.SpeedExceeded(T, 9.0, 8.0),
            {"belt.exceeded": ev.SpeedExceeded(T, 9.0, 8.0)},
        ),
        (ev.DistanceCompared(T, 1.6), {"belt.data_factor": 1.6}),
        (
            ev.TelemetryAged(T, 10),
            {
                **UNTOLD,
                "belt.aged_s": 10,
                "announced": None,
                "belt.refused_kmh": None,
                "belt.fresh_moving": 0,
                "belt.zero_since": None,
                "belt.lost_since": T,
            },
        ),
        (ev.TelemetryAged(T, 5), {"belt.aged_s": 5}),
        (
            ev.Stalled(T, until=120.0),
            {
                "announced": None,
                "belt.fresh_moving": 0,
                "stalled": ev.Stalled(T, until=120.0),
            },
        ),
        (ev.WentOn(T, after_s=3.0), {"announced": None, "belt.fresh_moving": 0}),
        (
            ev.LinkChanged(T, ev.Device.TREADMILL, ev.LinkState.LOST, detail="gone"),
            {
                **UNTOLD,
                "announced": None,
                "belt.link.state": ev.LinkState.LOST,
                "belt.link.detail": "gone",
                "belt.link.since": T,
                "belt.link.losses": (T,),
                "belt.ready": False,
                "belt.stood": False,
                "belt.woken_at": None,
                "belt.refused_kmh": None,
                "belt.fresh_moving": 0,
                "belt.zero_since": None,
                "belt.lost_since": T,
            },
        ),
        (
            ev.CapabilitiesRead(T, False, 1.0, 12.0, 0.2, False, False, -3.0, 15.0, 0.5),
            {
                "belt.controllable": False,
                "belt.minimum_kmh": 1.0,
                "belt.maximum_kmh": 12.0,
                "belt.increment_kmh": 0.2,
                "belt.inclinable": False,
                "belt.tells": False,
                "belt.minimum_incline_percent": -3.0,
                "belt.maximum_incline_percent": 15.0,
                "belt.incline_step_percent": 0.5,
            },
        ),
        (
            ev.MachineKnown(T, True, 2.0, 0.4, 0.6, 7, True, 1.0, 12.0, 0.2, None, step_kmh=1.0),
            {
                "belt.lag": BeltResponse(2.0, 0.4, 0.6, 7),
                "belt.minimum_kmh": 1.0,
                "belt.maximum_kmh": 12.0,
                "belt.increment_kmh": 0.2,
                "belt.coarse_kmh": 1.0,
                "belt.data_factor": 1.0,
            },
        ),
        (ev.MachineKnown(T), {}),
        (ev.MachineKnown(T, whole_inclines=True), {"belt.whole_inclines": True}),
        (ev.QuirkLearned(T, stop_is_toggle=True), {}),
        (
            ev.QuirkLearned(T, step_kmh=0.2),
            {"belt.coarse_kmh": 0.2},
        ),
        (
            ev.BatteryRead(T, ev.Device.TREADMILL, 15),
            {"belt.link.battery_percent": 15, "belt.link.low_at": T},
        ),
        (
            ev.BatteryRead(T, ev.Device.STRAP, 16),
            {"heart.link.battery_percent": 16},
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, ev.Event) else "",
)
def test_what_an_event_changes(event: ev.Event, expected: dict[str, Any]) -> None:
    assert changes(event) == expected


def test_a_session_that_is_opened_has_what_it_was_opened_with() -> None:
    runner = ev.RunnerProfile(cap_kmh=9.0)
    event = ev.SessionOpened(
        0.0, PLAN, runner, "2026", "any", virtual=True, by_hand=True, machine=ev.MachineKind.BIKE
    )
    assert dict(differences(Session(), evolve(Session(), event))) == {
        "phase": Phase.ARMING,
        "plan": PLAN,
        "runner": runner,
        "opened_at": "2026",
        "virtual": True,
        "by_hand": True,
        "machine": ev.MachineKind.BIKE,
    }


@pytest.mark.parametrize("missing", ["delay_s", "up_kmh_s", "down_kmh_s"])
def test_a_belt_s_response_is_known_as_a_whole_or_not_at_all(missing: str) -> None:
    response: dict[str, Any] = {"delay_s": 2.0, "up_kmh_s": 0.4, "down_kmh_s": 0.6}
    assert changes(ev.MachineKnown(T, True, **{**response, missing: None})) == {}


def test_what_is_known_of_a_machine_adds_to_what_is_known_already() -> None:
    unknown = with_belt(checked=False, data_factor=1.6, whole_inclines=True)
    assert changes(ev.MachineKnown(T, checked=True, verified=True), unknown) == {
        "belt.checked": True
    }
    asked = ev.MachineChecked(T, True, 1.6, 1.0, 2.0, 3.2)
    waits = replace(unknown, check=replace(CHECK, finding=asked))
    assert changes(ev.MachineKnown(T, checked=True), waits) == {}
    unchecked = replace(unknown, check=None)
    assert changes(ev.MachineKnown(T), unchecked) == {}


def test_a_range_that_is_not_told_stays() -> None:
    same = ev.CapabilitiesRead(T, True, None, None, None, True, True)
    assert changes(same) == {}
    assert changes(same, with_belt(ready=False)) == {"belt.ready": True}


def test_a_belt_that_is_not_there_yet_has_nothing_rounded() -> None:
    on_its_way = with_belt(in_force_kmh=None)
    assert changes(ev.QuirkLearned(T, step_kmh=0.2), on_its_way) == {"belt.coarse_kmh": 0.2}
    odd = with_belt(in_force_kmh=7.797)
    assert changes(ev.QuirkLearned(T, step_kmh=0.2), odd)["belt.commanded_kmh"] == 7.8
    uneven = with_belt(in_force_kmh=5.0, minimum_kmh=0.96, increment_kmh=0.32)
    assert changes(ev.QuirkLearned(T, step_kmh=0.5), uneven)["belt.commanded_kmh"] == 5.12


@pytest.mark.parametrize(
    ("device", "percent", "low_at", "then"),
    [
        ("belt", 15, None, T),
        ("belt", 16, None, None),
        ("belt", 10, 50.0, 50.0),
        ("belt", 30, 50.0, 50.0),
        ("belt", 31, 50.0, None),
        ("heart", 15, None, T),
        ("heart", 31, 50.0, None),
    ],
)
def test_a_battery_is_low_until_it_is_well_above_that(
    device: str, percent: int, low_at: float | None, then: float | None
) -> None:
    link = DeviceLink(low_at=low_at)
    before = replace(FULL, belt=replace(BELT, link=link), heart=replace(FULL.heart, link=link))
    of = ev.Device.STRAP if device == "heart" else ev.Device.TREADMILL
    after = evolve(before, ev.BatteryRead(T, of, percent))
    told, other = (
        (after.heart.link, after.belt.link)
        if device == "heart"
        else (after.belt.link, after.heart.link)
    )
    assert (told.battery_percent, told.low_at) == (percent, then)
    assert other == link


def test_a_target_in_a_check_is_what_the_belt_is_measured_against() -> None:
    checking = replace(FULL, phase=Phase.CHECKING, check=Check(5.0))
    asked = changes(ev.SpeedAsked(T, 2.0), checking)
    assert asked["check"] == Check(5.0, from_kmh=6.0, asked_at=T, asked_kmh=2.0)
    assert changes(ev.SpeedAsked(T, 2.0), replace(checking, check=None))["belt.commanded_kmh"] == 2
    unread = replace(checking, belt=replace(BELT, speed_kmh=None))
    assert evolve(unread, ev.SpeedAsked(T, 2.0)).belt.commanded_from_kmh == 0


def test_units_in_which_the_belt_tells_begin_its_distance_anew() -> None:
    before = with_belt(data_factor=1.6, odometer=Odometer(t=3.0), checked=False)
    assert changes(ev.UnitsAsked(T, 1.0, 1.6), before) == {
        **FORGOTTEN,
        "check": None,
        "belt.checked": True,
        "belt.data_factor": None,
        "belt.odometer": Odometer(),
    }
    assert "belt.odometer" not in changes(ev.UnitsAsked(T, 1.6, 1.0), before)


def test_a_pause_that_is_asked_again_gives_up_a_start_that_may_come() -> None:
    again = changes(ev.PauseAsked(T), replace(FULL, phase=Phase.PAUSED))
    assert again["start_asked_at"] is None
    assert "start_asked_at" not in changes(ev.PauseAsked(T))


def test_the_first_outcome_stays() -> None:
    undecided = replace(FULL, outcome=None)
    assert changes(ev.StopAsked(T, ev.Outcome.ABORTED), undecided)["outcome"] is ev.Outcome.ABORTED
    assert "outcome" not in changes(ev.StopAsked(T, ev.Outcome.ABORTED))


def ended(command: ev.Command, stage: ev.Stage, value: float | None = None) -> ev.CommandProgressed:
    return ev.CommandProgressed(T, command, stage, value)


REFUSED = {**FORGOTTEN, "belt.refused_kmh": 8.0}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (ended(ev.Command.SPEED, ev.Stage.SENT, 8.0), {}),
        (
            ended(ev.Command.SPEED, ev.Stage.CONFIRMED, 8.0),
            {"belt.in_force_kmh": 6.0, "belt.refused_kmh": None},
        ),
        (ended(ev.Command.SPEED, ev.Stage.UNKNOWN, 8.0), REFUSED),
        (
            ended(ev.Command.SPEED, ev.Stage.REJECTED, 8.0),
            {**REFUSED, "belt.denied_kmh": 8.0, "belt.denied_at": T},
        ),
        (
            ended(ev.Command.SPEED, ev.Stage.CONFIRMED),
            {"belt.in_force_kmh": 6.0, "belt.refused_kmh": None},
        ),
        # An older target's end is none of this one.
        (ended(ev.Command.SPEED, ev.Stage.REJECTED, 7.99), {}),
        (
            ended(ev.Command.SPEED, ev.Stage.REJECTED, 8.004),
            {**REFUSED, "belt.denied_kmh": 8.0, "belt.denied_at": T},
        ),
        (ended(ev.Command.START, ev.Stage.REJECTED), {"start_asked_at": None}),
        (ended(ev.Command.START, ev.Stage.UNKNOWN), {}),
        (ended(ev.Command.STOP, ev.Stage.REJECTED), {}),
        (
            ended(ev.Command.INCLINE, ev.Stage.CONFIRMED, 3.0),
            {"belt.incline_is_proven": True},
        ),
    ],
    ids=lambda value: (
        f"{value.command} {value.stage}" if isinstance(value, ev.CommandProgressed) else ""
    ),
)
def test_what_the_end_of_a_command_changes(
    event: ev.CommandProgressed, expected: dict[str, Any]
) -> None:
    assert changes(event) == {"belt.command": event, **expected}


def test_a_target_that_was_given_up_may_still_be_confirmed_or_refused() -> None:
    given_up = with_belt(commanded_kmh=None, in_force_kmh=None, refused_kmh=8.0)
    confirmed = ended(ev.Command.SPEED, ev.Stage.CONFIRMED, 8.0)
    assert changes(confirmed, given_up) == {
        "belt.command": confirmed,
        "belt.commanded_kmh": 8.0,
        "belt.in_force_kmh": 6.0,
        "belt.refused_kmh": None,
    }
    nothing = with_belt(commanded_kmh=None, in_force_kmh=None, refused_kmh=None)
    assert changes(confirmed, nothing) == {"belt.command": confirmed}


@pytest.mark.parametrize(
    ("phase", "session", "expected"),
    [
        (Phase.PAUSED, FULL, {}),
        (Phase.RUNNING, replace(FULL, step=None), {"active_s": 90.0}),
    ],
)
def test_a_clock_that_stands_does_not_go_back(
    phase: Phase, session: Session, expected: dict[str, Any]
) -> None:
    before = replace(session, phase=phase)
    after = evolve(before, ev.ClockPaused(T, ev.PauseReason.RUNNER, since=95.0))
    assert (after.active_s, after.step) == (90.0, before.step)


def test_a_clock_goes_back_to_the_beginning_of_its_step_at_most() -> None:
    after = evolve(FULL, ev.ClockPaused(T, ev.PauseReason.CONSOLE, since=10.0))
    assert after.active_s == 60.0
    assert after.step is not None
    assert after.step.active_s == 0.0
    later = evolve(FULL, ev.ClockPaused(T, ev.PauseReason.CONSOLE, since=T + 5))
    assert later.active_s == 90.0


def test_only_the_console_s_own_pause_keeps_its_call() -> None:
    after = evolve(FULL, ev.ClockPaused(T, ev.PauseReason.RUNNER, since=T))
    assert after.belt.woken_at is None
    assert after.belt.stood
    moving = evolve(with_belt(still=False), ev.ClockPaused(T, ev.PauseReason.RUNNER, since=T))
    assert not moving.belt.stood


LEAVING = {"falling": True, "steady_since": 98.5, "stopping_at": None, "speed_kmh": 6.0}


@pytest.mark.parametrize(
    ("session", "kept"),
    [
        (replace(with_belt(stopping_at=None, falling=False), override_kmh=None), True),
        (replace(with_belt(stopping_at=None, falling=False), override_kmh=8.0), False),
        (replace(with_belt(**LEAVING), override_kmh=None), False),
    ],
)
def test_a_target_holds_in_the_next_step_unless_the_runner_has_left_it(
    session: Session, kept: bool
) -> None:
    after = evolve(session, ev.StepBegan(T, 2, Kind.WALK, 5.0))
    assert (after.belt.commanded_kmh is not None) is kept
    assert (after.belt.in_force_kmh is not None) is kept


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({}, True),
        ({"commanded_at": 102.0}, False),
        ({"commanded_at": 103.0}, False),
        ({"commanded_at": 102.0, "refused_kmh": None}, True),
    ],
    ids=str,
)
def test_an_announcement_whose_target_was_refused_is_over_with_its_step(
    changed: dict[str, Any], kept: bool
) -> None:
    after = evolve(with_belt(**changed), ev.StepBegan(T, 2, Kind.WALK, 5.0))
    assert (after.announced is not None) is kept


def test_an_incline_that_was_not_chosen_at_the_console_stays_asked() -> None:
    after = evolve(with_belt(incline_is_chosen=False), ev.StepBegan(T, 2, Kind.WALK, 5.0))
    assert (after.belt.asked_incline_percent, after.belt.incline_in_force) == (3.0, True)


def test_without_a_plan_a_step_has_no_place_in_it() -> None:
    after = evolve(replace(FULL, plan=None), ev.StepBegan(T, 2, Kind.WALK, 5.0))
    assert after.step is not None
    assert after.step.planned_at_s is None


def test_a_set_speed_counts_as_a_number_of_the_countdown() -> None:
    assert changes(ev.CueDue(T, ev.Cue.SET_SPEED, "Set 8"))["counted"] == 10


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({}, False),
        ({"phase": Phase.PAUSED}, True),
        ({"step": None}, True),
        ({"announced": replace(FULL.announced, index=2) if FULL.announced else None}, True),
    ],
    ids=["", "paused", "no step", "another step"],
)
def test_a_change_of_mind_ends_the_announcement_of_the_running_step(
    changed: dict[str, Any], kept: bool
) -> None:
    after = evolve(replace(FULL, **changed), ev.SpeedOverridden(T, 7.5))
    assert (after.announced is not None) is kept


MILES = ev.MachineChecked(T, True, 1.6, 1.0, 2.0, 3.2)


@pytest.mark.parametrize(
    ("event", "phase", "expected"),
    [
        (ev.MachineChecked(T, True), Phase.CHECKING, {}),
        (
            ev.MachineChecked(T, False),
            Phase.CHECKING,
            {"belt.obeys": False},
        ),
        (
            MILES,
            Phase.CHECKING,
            {**FORGOTTEN, "belt.checked": False, "belt.refused_kmh": None},
        ),
        (
            MILES,
            Phase.RUNNING,
            {
                **FORGOTTEN,
                "belt.checked": False,
                "belt.refused_kmh": None,
                "phase": Phase.CHECKING,
                "change": None,
                "counted": NOT_COUNTED,
            },
        ),
    ],
    ids=["obeys", "does not", "miles", "miles in the middle"],
)
def test_what_a_finding_changes(
    event: ev.MachineChecked, phase: Phase, expected: dict[str, Any]
) -> None:
    check = replace(CHECK, finding=event)
    if phase is Phase.RUNNING:
        check = replace(check, asked_at=T, asked_kmh=2.0)
    assert changes(event, replace(FULL, phase=phase)) == {
        "announced": None,
        "check": check,
        **expected,
    }


def test_a_finding_without_a_check_makes_one() -> None:
    unchecked = replace(with_belt(checked=False), check=None, phase=Phase.CHECKING)
    known = changes(ev.MachineChecked(T, True), unchecked)
    assert known["check"] == Check(T, finding=ev.MachineChecked(T, True))
    assert known["belt.checked"] is True
    disobeys = evolve(unchecked, ev.MachineChecked(T, False))
    assert not disobeys.belt.checked
    assert (disobeys.belt.commanded_kmh, disobeys.belt.refused_kmh) == (None, None)


def test_a_link_that_comes_up_has_nothing_of_the_old_one() -> None:
    absent = replace(BELT, link=DeviceLink(ev.LinkState.LOST, "F63", "AA"), lost_since=90.0)
    up = ev.LinkChanged(T, ev.Device.TREADMILL, ev.LinkState.UP)
    assert changes(up, replace(FULL, belt=absent)) == {
        "belt.link.state": ev.LinkState.UP,
        "belt.link.since": T,
        "belt.aged_s": 0,
        "belt.stood": False,
    }
    named = replace(up, name="F65", address="BB")
    link = evolve(replace(FULL, belt=absent), named).belt.link
    assert (link.name, link.address) == ("F65", "BB")


def test_a_link_that_is_up_already_or_not_yet_changes_itself_alone() -> None:
    up = ev.LinkChanged(T, ev.Device.TREADMILL, ev.LinkState.UP, detail="other")
    assert changes(up) == {"belt.link.since": T, "belt.link.detail": "other"}
    scanning = ev.LinkChanged(T, ev.Device.TREADMILL, ev.LinkState.SEARCHING)
    absent = with_belt(link=DeviceLink())
    assert changes(scanning, absent) == {
        "belt.link.state": ev.LinkState.SEARCHING,
        "belt.link.since": T,
    }


ADAPTER, OTHER_HINDRANCE = ev.Hindrance.ADAPTER, ev.Hindrance.MUTE


@pytest.mark.parametrize(
    ("state", "before", "told", "then"),
    [
        (ev.LinkState.SEARCHING, ADAPTER, None, ADAPTER),
        (ev.LinkState.CONNECTING, ADAPTER, None, None),
        (ev.LinkState.CONNECTING, OTHER_HINDRANCE, None, OTHER_HINDRANCE),
        (ev.LinkState.CONNECTING, ADAPTER, OTHER_HINDRANCE, OTHER_HINDRANCE),
        (ev.LinkState.SEARCHING, None, ADAPTER, ADAPTER),
        (ev.LinkState.UP, ADAPTER, None, None),
        (ev.LinkState.LOST, OTHER_HINDRANCE, None, None),
    ],
)
def test_a_hindrance_lasts_until_something_shows_that_it_is_over(
    state: ev.LinkState,
    before: ev.Hindrance | None,
    told: ev.Hindrance | None,
    then: ev.Hindrance | None,
) -> None:
    link = DeviceLink(hindrance=before, hindered_at=40.0)
    event = ev.LinkChanged(T, ev.Device.TREADMILL, state, hindrance=told)
    after = evolve(with_belt(link=link), event).belt.link
    assert after.hindrance is then
    assert after.hindered_at == (40.0 if then is before else T)


TRACE = Trail([(0.0, 99)])


def test_another_strap_begins_anew_and_keeps_the_trace() -> None:
    link = DeviceLink(ev.LinkState.LOST, battery_percent=10, low_at=5.0)
    worn = replace(FULL.heart, link=link, strap="H10", trace=TRACE, leapt=True)
    before = replace(FULL, heart=worn)
    up = ev.LinkChanged(T, ev.Device.STRAP, ev.LinkState.UP, "Tickr", "BB")
    after = evolve(before, up).heart
    assert (after.strap, after.swapped_at, after.trace) == ("Tickr", T, TRACE)
    assert (after.bpm, after.recent, after.leapt) == (None, (), False)
    assert (after.link.battery_percent, after.link.low_at) == (None, None)
    assert after.link.is_up
    for same in (replace(up, name="H10"), replace(up, name=None, address=None)):
        kept = evolve(before, same).heart
        assert (kept.strap, kept.bpm, kept.swapped_at) == ("H10", 120, None)
    first = evolve(replace(FULL, heart=replace(worn, strap=None)), replace(up, name=None)).heart
    assert (first.strap, first.bpm) == ("BB", 120)
    lost = evolve(before, replace(up, state=ev.LinkState.CONNECTING)).heart
    assert (lost.strap, lost.bpm) == ("H10", 120)


def test_silence_counts_from_its_first_ten_seconds() -> None:
    lost = with_belt(lost_since=80.0)
    assert changes(ev.TelemetryAged(T, 10), lost) == {"belt.aged_s": 10}
    unconfirmed = evolve(with_belt(in_force_kmh=None), ev.TelemetryAged(T, 10)).belt
    assert (unconfirmed.commanded_kmh, unconfirmed.explained_kmh) == (None, (1.0, 2.0))
    unexplained = evolve(with_belt(explained_kmh=None), ev.TelemetryAged(T, 10)).belt
    assert unexplained.explained_kmh == (6.0, 8.0)


def test_a_bike_out_of_sight_stands() -> None:
    moving = replace(with_belt(still=False), machine=ev.MachineKind.BIKE)
    lost = ev.LinkChanged(T, ev.Device.TREADMILL, ev.LinkState.LOST)
    assert evolve(moving, lost).belt.still
    assert evolve(moving, ev.TelemetryAged(T, 10)).belt.still
    belt = with_belt(still=False)
    assert not evolve(belt, lost).belt.still
    assert not evolve(belt, ev.TelemetryAged(T, 10)).belt.still


def test_a_notice_whose_time_is_over_counts_no_more() -> None:
    over = ev.CueDue(104.1, ev.Cue.NOTICE, "Well")
    assert evolve(FULL, over).announced is None
    assert evolve(FULL, replace(over, t=104.0)).announced == FULL.announced


def test_in_the_running_step_a_second_lasts_a_second() -> None:
    after = evolve(FULL, ev.CueDue(101.0, ev.Cue.NOTICE, "Well"))
    assert (after.t, after.active_s) == (101.0, 91.0)
    assert after.belt.cried_at == -inf
    assert after.coach == HeartControlState()


def reading(speed_kmh: float | None, **told: Any) -> ev.BeltReading:
    return ev.BeltReading(T, speed_kmh, **told)


STANDS = with_belt(
    speed_kmh=0.0, still=True, fresh_moving=0, counter_last_m=50.0, counter_m=40.0, time_s=30.0
)
AWAY = replace(STANDS, phase=Phase.PAUSED, pause_asked_at=None, start_asked_at=None)


def test_a_speed_beyond_any_belt_s_is_left_out_and_counted() -> None:
    wild = changes(reading(30.0), replace(AWAY, belt=replace(AWAY.belt, dropped=2)))
    assert wild == {"belt.dropped": 3, "belt.dropped_at": T, "belt.still": False}


def test_counters_that_go_on_without_a_speed_deny_that_it_stands() -> None:
    went_on = changes(reading(None, distance_m=51.0), AWAY)
    assert went_on["belt.denied"] is True
    assert went_on["belt.still"] is False
    assert "belt.denied" not in changes(reading(None, distance_m=50.0), AWAY)


def test_a_contested_reading_keeps_what_its_counters_gained() -> None:
    starting = replace(AWAY, phase=Phase.STARTING, start_asked_at=T - 1)
    contested = reading(5.0, distance_m=51.0, contested=True)
    after = changes(contested, starting)
    assert after["belt.counter_m"] == 41.0
    assert after["belt.contested_since"] == T
    # In a countdown the time may go on, and the distance may not.
    counting = changes(reading(5.0, distance_m=50.0, contested=True), starting)
    assert "belt.contested_since" not in counting


@pytest.mark.parametrize(
    ("counted_at", "elapsed_s", "deserted"),
    [(97.5, 30.0, True), (97.6, 30.0, False), (97.5, 31.0, False), (97.5, None, False)],
)
def test_a_belt_whose_time_stands_for_two_and_a_half_seconds_is_deserted(
    counted_at: float, elapsed_s: float | None, deserted: bool
) -> None:
    counting = with_belt(counted_at=counted_at, time_s=30.0, moving_since=50.0)
    assert evolve(counting, reading(6.0, elapsed_s=elapsed_s)).belt.deserted is deserted


@pytest.mark.parametrize(
    ("counted_at", "time_s", "moving_since", "deserted"),
    [
        (90.9, None, 50.0, True),
        (91.1, None, 50.0, False),
        (50.0, None, 91.1, False),
        (90.9, 30.0, 50.0, False),
        (None, None, 50.0, False),
    ],
)
def test_a_belt_without_a_time_whose_distance_falls_fifteen_metres_behind_is_deserted(
    counted_at: float | None, time_s: float | None, moving_since: float, deserted: bool
) -> None:
    """6 km/h for 9 s; a distance that never counted denies nothing."""
    belt = with_belt(counted_at=counted_at, time_s=time_s, moving_since=moving_since)
    assert evolve(belt, reading(6.0, elapsed_s=None)).belt.deserted is deserted


@pytest.mark.parametrize(("time_s", "counted_at"), [(None, T), (30.0, 40.0)])
def test_where_no_time_is_told_the_distance_counts(time_s: float | None, counted_at: float) -> None:
    before = with_belt(counted_at=40.0, time_s=time_s, counter_last_m=40.0, lost_since=None)
    after = evolve(before, reading(6.0, distance_m=41.0, elapsed_s=None))
    assert after.belt.counted_at == counted_at


def test_the_greatest_rate_of_a_step_is_kept() -> None:
    beat = ev.HeartReading(T, 1, True)
    after = evolve(replace(FULL, heart=Heart()), beat)
    assert after.step is not None
    assert (after.step.peak_bpm, after.step.beats, after.step.samples) == (1, 1, 1)


def acts(act: ev.Act, value: float | None = None, before: Session = FULL) -> dict[str, Any]:
    return changes(ev.RunnerActed(T, act, value), before)


READY = replace(
    AWAY, belt=replace(AWAY.belt, speed_kmh=0.0, read_at=T, stopping_at=None, falling=False)
)


@pytest.mark.parametrize(("value", "start_at"), [(None, 103.0), (2.0, 103.0), (5.0, 105.0)])
@pytest.mark.parametrize("act", [ev.Act.START, ev.Act.RESUME])
def test_a_start_comes_three_seconds_after_the_key_or_later(
    act: ev.Act, value: float | None, start_at: float
) -> None:
    before = replace(READY, start_asked_at=20.0, wished_at=98.0)
    assert acts(act, value, before) == {
        "phase": Phase.STARTING,
        "start_at": start_at,
        "start_asked_at": None,
        "wished_at": None,
    }


def test_a_start_waits_for_a_belt_that_slows_down() -> None:
    slowing = replace(READY, belt=replace(READY.belt, speed_kmh=3.0, stopping_at=99.0, still=False))
    assert acts(ev.Act.START, None, slowing) == {"wished_at": T}
    assert acts(ev.Act.START, None, replace(slowing, plan=None)) == {}


def test_a_pause_in_a_pause_takes_back_what_waits() -> None:
    before = replace(AWAY, wished_at=98.0)
    assert acts(ev.Act.PAUSE, None, before) == {"belt.woken_at": None, "wished_at": None}
    assert acts(ev.Act.PAUSE) == {}


@pytest.mark.parametrize(
    ("seconds", "extra_s", "not_before_s"),
    [(60.0, 70.0, 90.0), (-4.0, 6.0, 30.0), (-20.0, 0.0, 30.0), (None, 10.0, 30.0)],
)
def test_a_step_lasts_longer_by_a_key(
    seconds: float | None, extra_s: float, not_before_s: float
) -> None:
    after = evolve(FULL, ev.RunnerActed(T, ev.Act.EXTEND, seconds))
    assert (after.extra_s, after.not_before_s) == (extra_s, not_before_s)
    assert (after.change, after.counted) == (None, NOT_COUNTED)
    assert after.announced == FULL.announced, "it is of this step"
    assert FULL.announced is not None
    other = replace(FULL, announced=replace(FULL.announced, index=2))
    assert evolve(other, ev.RunnerActed(T, ev.Act.EXTEND, seconds)).announced is None
    assert acts(ev.Act.EXTEND, seconds, replace(FULL, step=None)) == {}


def test_a_key_that_says_nothing_changes_nothing() -> None:
    assert acts(ev.Act.NUDGE, 0.0) == {}
    assert acts(ev.Act.NUDGE, None) == {}
    assert acts(ev.Act.NUDGE, 0.1, replace(FULL, step=None)) == {}
    assert acts(ev.Act.SKIP) == {}
    assert acts(ev.Act.PAIN, None)["pain"] == 0


@pytest.mark.parametrize(
    ("device", "still", "started_at", "phase", "again"),
    [
        (ev.Device.TREADMILL, False, None, Phase.RUNNING, True),
        (ev.Device.TREADMILL, True, None, Phase.RUNNING, False),
        (ev.Device.TREADMILL, True, T - 65.0, Phase.RUNNING, True),
        (ev.Device.TREADMILL, True, T - 65.1, Phase.RUNNING, False),
        (ev.Device.TREADMILL, False, None, Phase.ARMING, False),
        (ev.Device.STRAP, False, None, Phase.RUNNING, False),
    ],
)
def test_only_of_a_belt_that_may_be_moving_a_dropping_link_is_told_again(
    device: ev.Device, still: bool, started_at: float | None, phase: Phase, again: bool
) -> None:
    link = DeviceLink(ev.LinkState.UP, losses=(80.0, 90.0), dropping_at=60.0)
    before = replace(
        FULL,
        phase=phase,
        belt=replace(BELT, link=link, still=still, started_at=started_at),
        heart=replace(FULL.heart, link=link),
    )
    after = evolve(before, ev.LinkChanged(T, device, ev.LinkState.LOST))
    lost = after.heart.link if device is ev.Device.STRAP else after.belt.link
    assert lost.dropping_at == (T if again else 60.0)


def test_heart_rates_before_and_at_the_end_of_a_step_are_of_five_seconds() -> None:
    beating = replace(FULL.heart, recent=((94.5, 200), (95.0, 190), (96.0, 118), (99.0, 122)))
    after = evolve(replace(FULL, heart=beating), ev.StepBegan(T, 2, Kind.WALK, 5.0))
    assert after.step is not None
    assert (after.step.entry_bpm, after.done[-1].exit_bpm) == (120, 120)


def test_a_check_in_the_middle_is_of_what_was_asked_last() -> None:
    after = evolve(FULL, replace(MILES, asked_kmh=5.0))
    assert after.check is not None
    assert (after.check.asked_at, after.check.asked_kmh) == (T, 5.0)
    known = evolve(FULL, ev.MachineChecked(T, True))
    assert known.phase is Phase.RUNNING
