"""What follows of a reading, a command or a pause: the conditions that decide, one by one."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import decide_commands, decide_runner, engine, evolve_steps
from runwalk_tui.workout import decide_readings as deciding
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control_state import HeartControlState
from runwalk_tui.workout.heart_quality import added_kmh
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session, StepRecord
from tests.workout.model import plan_of, run, walk
from tests.workout.test_folds import BELT, FULL, T

MEASURED, RATED, CONTESTED, BACK = (
    ev.CueDue(T, ev.Cue.NOTICE, words) for words in ("measured", "rated", "contested", "back")
)


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule says that it was asked."""
    monkeypatch.setattr(deciding, "_measured", lambda _session, _t: [MEASURED])
    monkeypatch.setattr(deciding, "contested", lambda _session, _t: [CONTESTED])
    monkeypatch.setattr(deciding, "_on_rate", lambda _session, _t: [RATED])
    monkeypatch.setattr(deciding, "heard_cues", lambda _session, _device, _t: [BACK])


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize(
    ("contested", "bpm", "read_at", "by_console", "rated"),
    [
        (False, 120, T, True, True),
        (True, 120, T, True, False),
        (False, None, T, True, False),
        (False, 120, 99.0, True, False),
        (False, 120, T, False, False),
    ],
)
@pytest.mark.parametrize("spoke_at", [None, 99.0, T])
def test_what_a_reading_of_the_belt_leads_to(
    contested: bool,
    bpm: int | None,
    read_at: float,
    by_console: bool,
    rated: bool,
    spoke_at: float | None,
) -> None:
    heart = replace(FULL.heart, read_at=read_at, by_console=by_console)
    belt = replace(BELT, link=DeviceLink(ev.LinkState.UP, spoke_at=spoke_at))
    event = ev.BeltReading(T, 6.0, heart_bpm=bpm, contested=contested)
    expected = [
        *([BACK] if spoke_at == T else []),
        CONTESTED if contested else MEASURED,
        *([RATED] if rated else []),
    ]
    assert deciding.belt_read(replace(FULL, heart=heart, belt=belt), event) == expected


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize(("spoke_at", "back"), [(None, False), (99.0, False), (T, True)])
def test_a_strap_that_speaks_again_says_so_first(spoke_at: float | None, back: bool) -> None:
    heart = replace(FULL.heart, link=DeviceLink(ev.LinkState.UP, spoke_at=spoke_at))
    follows = deciding.heart_read(replace(FULL, heart=heart), ev.HeartReading(T, 120))
    assert follows == ([BACK, RATED] if back else [RATED])


ENDS = plan_of(replace(walk(60), until_bpm=130), run(60))
BEATING = Heart(bpm=120, read_at=T, same_bpm=120, same_since=90.0, recent=((T, 120),))
RESTING = replace(
    FULL,
    plan=ENDS,
    step=StepRecord(0, Kind.WALK, 0.0, 0.0, active_s=30.0),
    heart=BEATING,
    change=None,
    not_before_s=20.0,
)


@pytest.mark.parametrize(
    ("changed", "ends"),
    [
        ({}, True),
        ({"step": None}, False),
        ({"phase": Phase.PAUSED}, False),
        ({"not_before_s": 30.1}, False),
        ({"not_before_s": 30.0}, True),
        ({"heart": replace(BEATING, bpm=131)}, False),
        ({"heart": replace(BEATING, bpm=130)}, True),
        ({"heart": replace(BEATING, contact=False)}, False),
        ({"plan": plan_of(walk(60), run(60))}, False),
    ],
)
def test_a_step_by_heart_rate_ends_on_a_rate_that_counts(
    changed: dict[str, Any], ends: bool
) -> None:
    session = replace(RESTING, **changed)
    assert bool(deciding._on_rate(session, T)) is ends
    assert bool(deciding._heart_ends_step(session, T)) is ends


PAUSED = replace(
    FULL,
    phase=Phase.PAUSED,
    pause_reason=ev.PauseReason.CONSOLE,
    start_at=None,
    start_asked_at=99.0,
    pause_asked_at=None,
    belt=replace(BELT, speed_kmh=0.0, still=True),
)


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ({}, True),
        ({"pause_reason": ev.PauseReason.RUNNER}, False),
        ({"start_asked_at": None}, False),
    ],
)
def test_a_pause_of_the_console_becomes_the_runner_s_while_a_start_is_on_its_way(
    changed: dict[str, Any], again: bool
) -> None:
    follows = decide_runner._pause_again(replace(PAUSED, **changed), T)
    assert (follows == [ev.ClockPaused(T, ev.PauseReason.RUNNER, since=T)]) is again


@pytest.mark.parametrize("stage", list(ev.Stage))
@pytest.mark.parametrize("machine", [ev.MachineKind.TREADMILL, ev.MachineKind.BIKE])
def test_a_brake_is_let_go_once_its_stop_has_ended(
    stage: ev.Stage, machine: ev.MachineKind
) -> None:
    belt = replace(BELT, speed_kmh=6.0, still=False)
    session = replace(FULL, phase=Phase.STOPPING, machine=machine, belt=belt)
    told = ev.CommandProgressed(T, ev.Command.STOP, stage)
    ended = [
        one
        for one in decide_commands.command_progressed(session, told)
        if isinstance(one, ev.SessionEnded)
    ]
    confirmed = stage is ev.Stage.CONFIRMED
    is_bike = machine is ev.MachineKind.BIKE
    ends = confirmed or (is_bike and stage in (ev.Stage.REJECTED, ev.Stage.UNKNOWN))
    assert [one.belt_stopped for one in ended] == ([confirmed] if ends else [])


@pytest.mark.parametrize("machine", [ev.MachineKind.TREADMILL, ev.MachineKind.BIKE])
@pytest.mark.parametrize("state", [ev.LinkState.UP, ev.LinkState.LOST])
def test_a_brake_in_reach_is_let_go_at_the_end(
    monkeypatch: pytest.MonkeyPatch, machine: ev.MachineKind, state: ev.LinkState
) -> None:
    monkeypatch.setattr(decide_commands, "brake_due", lambda _session, _t: [BACK])
    belt = replace(BELT, link=DeviceLink(state))
    follows = decide_commands.stop_asked(
        replace(FULL, machine=machine, belt=belt), ev.StopAsked(T, ev.Outcome.STOPPED)
    )
    let_go = machine is ev.MachineKind.BIKE and state is ev.LinkState.UP
    assert (BACK in follows) is let_go


@pytest.mark.parametrize(
    ("before", "index", "planned_at_s"),
    [
        (None, 1, 60.0),
        (StepRecord(0, Kind.WALK, 0.0, 0.0, planned_at_s=5.0), 1, 65.0),
        (StepRecord(0, Kind.WALK, 0.0, 0.0, planned_at_s=None), 1, 60.0),
        (StepRecord(0, Kind.WALK, 0.0, 0.0, planned_at_s=5.0), 2, 150.0),
        (StepRecord(1, Kind.RUN, 0.0, 0.0, planned_at_s=65.0), 1, 60.0),
        (StepRecord(1, Kind.RUN, 0.0, 0.0, planned_at_s=65.0), 2, 155.0),
    ],
)
def test_a_step_begins_where_the_one_before_it_ends_in_the_plan(
    before: StepRecord | None, index: int, planned_at_s: float
) -> None:
    session = replace(FULL, plan=plan_of(walk(60), run(90), walk(60)), step=before)
    assert evolve_steps._planned_at_s(session, index) == planned_at_s
    assert evolve_steps._planned_at_s(replace(session, plan=None), index) is None


@pytest.mark.parametrize(
    ("step", "resumed_at", "has_entry"),
    [
        (None, None, True),
        (None, 50.0, False),
        (FULL.step, 50.0, True),
        (FULL.step, None, True),
    ],
)
def test_a_workout_that_goes_on_another_day_enters_its_step_without_a_rate(
    step: StepRecord | None, resumed_at: float | None, has_entry: bool
) -> None:
    session = replace(FULL, step=step, resumed_at=resumed_at)
    after = evolve(session, ev.StepBegan(T, 2, Kind.WALK, 5.0)).step
    assert after is not None
    assert (after.entry_bpm is not None) is has_entry


@pytest.mark.parametrize("still", [True, False])
def test_a_pause_remembers_if_the_belt_stood(still: bool) -> None:
    belt = replace(BELT, still=still, stood=not still, rested=not still)
    paused = ev.ClockPaused(T, ev.PauseReason.RUNNER, since=T)
    after = evolve(replace(FULL, belt=belt), paused).belt
    assert (after.stood, after.rested) == (still, still)


def test_beats_and_rates_since_a_moment_are_those_after_it() -> None:
    heart = Heart(rr=((98.0, (0.5,)), (99.0, (0.4, 0.6))), recent=((98.0, 100), (99.0, 120)))
    assert heart.beats(98.0) == [(99.0, 0.4), (99.0, 0.6)]
    assert heart.mean_bpm(98.0) == 120
    assert heart.mean_bpm(97.0) == 110
    assert heart.mean_bpm(99.0) is None


def test_a_power_and_a_hill_count_as_speed() -> None:
    offsets = {Kind.RUN: 30.0}

    def added(coach: HeartControlState) -> float:
        return added_kmh(replace(FULL, coach=coach), Kind.RUN)

    power_kmh = added(HeartControlState(offsets_w=offsets))
    hill_kmh = added(HeartControlState(offsets_percent={Kind.RUN: 2.0}))
    assert power_kmh > 0
    assert hill_kmh > 0
    assert added(HeartControlState(offsets_w={Kind.RUN: 60.0})) == pytest.approx(2 * power_kmh)
    heavy = replace(FULL, runner=replace(FULL.runner, mass_kg=140.0))
    lighter_kmh = added_kmh(replace(heavy, coach=HeartControlState(offsets_w=offsets)), Kind.RUN)
    assert lighter_kmh < power_kmh
    together = HeartControlState(
        offsets_w=offsets, offsets_percent={Kind.RUN: 2.0}, offsets_kmh={Kind.RUN: 0.5}
    )
    assert added(together) == pytest.approx(0.5 + power_kmh + hill_kmh)


def test_an_engine_goes_on_from_the_state_that_it_is_given() -> None:
    assert Engine(FULL).session is FULL
    assert Engine().session == Session()


@pytest.mark.parametrize(("delay_s", "late"), [(0.04, False), (0.06, True)])
def test_a_notice_is_late_after_a_twentieth_of_a_second(delay_s: float, late: bool) -> None:
    assert FULL.announced is not None
    assert engine._is_late(FULL.announced, FULL.announced.t + delay_s) is late
    assert not engine._is_late(ev.StartAsked(T), T + 9)
