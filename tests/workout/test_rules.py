"""What follows from each event, condition by condition."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.brake import Brake
from runwalk_tui.workout.decide import decide
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.links import with_link
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Change, Phase, Session, StepRecord
from runwalk_tui.workout.walking_check import Check
from tests.workout.model import plan_of, run, walk

T = 100.0
PLAN = plan_of(walk(60), run(60), walk(60))
UP = DeviceLink(ev.LinkState.UP, since=1.0)
STOP = ev.Command.STOP
BELT = Belt(
    link=UP,
    ready=True,
    controllable=True,
    checked=True,
    tells=True,
    minimum_kmh=0.8,
    maximum_kmh=16.0,
    speed_kmh=5.0,
    read_at=T,
    fresh_moving=9,
    moving_since=10.0,
    steady_kmh=5.0,
    steady_since=50.0,
    commanded_kmh=5.0,
    in_force_kmh=5.0,
    commanded_at=40.0,
    nearest_kmh=5.0,
)
WALKING = Session(
    t=T,
    phase=Phase.RUNNING,
    plan=PLAN,
    belt=BELT,
    heart=Heart(bpm=120, read_at=T, same_since=T - 1),
    active_s=30.0,
    step=StepRecord(0, Kind.WALK, 70.0, 0.0, active_s=30.0),
)


def session(phase: Phase = Phase.RUNNING, belt: Belt = BELT, **changed: Any) -> Session:
    return replace(WALKING, phase=phase, belt=belt, **changed)


def belt(**changed: Any) -> Belt:
    return replace(BELT, **changed)


ZERO = belt(speed_kmh=0.0, fresh_moving=0, zero_since=95.0, moving_since=None, still=True)


def kinds(events: list[ev.Event]) -> list[type[ev.Event]]:
    return [type(event) for event in events]


def ended(stood: bool, outcome: ev.Outcome = ev.Outcome.STOPPED) -> list[ev.Event]:
    return [ev.SessionEnded(T, outcome, belt_stopped=stood)]


def progress(
    stage: ev.Stage, command: ev.Command = STOP, value: float | None = None
) -> ev.CommandProgressed:
    return ev.CommandProgressed(T, command, stage, value)


STOPPING = session(Phase.STOPPING, replace(ZERO, still=False), stop_asked_at=98.0)


@pytest.mark.parametrize(
    ("before", "event", "ends"),
    [
        (STOPPING, progress(ev.Stage.CONFIRMED), True),
        (STOPPING, progress(ev.Stage.UNKNOWN), False),
        (replace(STOPPING, belt=ZERO), progress(ev.Stage.UNKNOWN), True),
        (replace(STOPPING, belt=ZERO), progress(ev.Stage.SENT), False),
        (replace(STOPPING, belt=ZERO), progress(ev.Stage.CONFIRMED, ev.Command.PAUSE), False),
        (replace(STOPPING, phase=Phase.PAUSED), progress(ev.Stage.CONFIRMED), False),
        # Its counters went on with the zero.
        (
            replace(STOPPING, belt=replace(ZERO, denied=True)),
            progress(ev.Stage.CONFIRMED),
            False,
        ),
        (
            replace(STOPPING, belt=replace(ZERO, denied=True), machine=ev.MachineKind.BIKE),
            progress(ev.Stage.CONFIRMED),
            True,
        ),
    ],
)
def test_a_stop_that_took_effect_ends_the_session(
    before: Session, event: ev.CommandProgressed, ends: bool
) -> None:
    assert (decide(before, event) == ended(True)) is ends
    failed = replace(before, outcome=ev.Outcome.FAILED)
    assert (decide(failed, event) == ended(True, ev.Outcome.FAILED)) is ends


ASKED = Check(90.0, 0.8, 95.0, 2.0)


@pytest.mark.parametrize(
    ("before", "event", "refused"),
    [
        (session(Phase.CHECKING, check=ASKED), progress(ev.Stage.REJECTED, ev.Command.SPEED), True),
        (session(Phase.CHECKING, check=ASKED), progress(ev.Stage.UNKNOWN, ev.Command.SPEED), False),
        (session(Phase.CHECKING, check=ASKED), progress(ev.Stage.REJECTED), False),
        (
            session(Phase.CHECKING, check=replace(ASKED, asked_at=None)),
            progress(ev.Stage.REJECTED, ev.Command.SPEED),
            False,
        ),
        (
            session(Phase.CHECKING, check=replace(ASKED, finding=ev.MachineChecked(T, True))),
            progress(ev.Stage.REJECTED, ev.Command.SPEED),
            False,
        ),
        (session(Phase.RUNNING, check=ASKED), progress(ev.Stage.REJECTED, ev.Command.SPEED), False),
        (session(Phase.CHECKING), progress(ev.Stage.REJECTED, ev.Command.SPEED), False),
    ],
)
def test_a_refused_walk_is_a_finding(
    before: Session, event: ev.CommandProgressed, refused: bool
) -> None:
    found = [ev.MachineChecked(T, False, asked_kmh=2.0, measured_kmh=5.0)]
    assert (decide(before, event) == found) is refused


@pytest.mark.parametrize(
    ("phase", "event", "off"),
    [
        (Phase.STARTING, progress(ev.Stage.REJECTED, ev.Command.START), True),
        (Phase.STARTING, progress(ev.Stage.UNKNOWN, ev.Command.START), False),
        (Phase.STARTING, progress(ev.Stage.REJECTED, ev.Command.SPEED), False),
        (Phase.PAUSED, progress(ev.Stage.REJECTED, ev.Command.START), False),
    ],
)
def test_a_refused_start_is_off(phase: Phase, event: ev.CommandProgressed, off: bool) -> None:
    follows = decide(session(phase, ZERO), event)
    pause = ev.ClockPaused(T, ev.PauseReason.NO_MOTION, since=T)
    assert (pause in follows) is off
    assert not off or len(follows) > 1, "and it is said why"


LOST = DeviceLink(ev.LinkState.LOST)


@pytest.mark.parametrize(
    ("of", "follows"),
    [
        (session(Phase.STOPPING, belt(link=UP)), []),
        (session(Phase.STOPPING, belt(link=LOST)), []),
        (session(Phase.STOPPING, belt(link=LOST, lost_since=90.0, speed_kmh=0.0)), []),
        (session(Phase.STOPPING, replace(ZERO, link=LOST)), ended(True)),
        (session(Phase.STOPPING, belt(link=LOST, still=True)), ended(True)),
        (session(Phase.STOPPING, replace(ZERO, link=LOST, still=False)), ended(False)),
        (
            session(Phase.STOPPING, replace(ZERO, link=LOST), outcome=ev.Outcome.FAILED),
            ended(True, ev.Outcome.FAILED),
        ),
        (
            session(Phase.STOPPING, ZERO, machine=ev.MachineKind.BIKE, brake=Brake(asked_w=100.0)),
            [ev.PowerAsked(T, None)],
        ),
        (
            session(
                Phase.STOPPING,
                replace(ZERO, link=LOST),
                machine=ev.MachineKind.BIKE,
                brake=Brake(asked_w=100.0),
            ),
            ended(True),
        ),
    ],
)
def test_without_a_machine_to_wait_for_a_stop_ends_the_session(
    of: Session, follows: list[ev.Event]
) -> None:
    assert decide(of, ev.StopAsked(T, ev.Outcome.STOPPED)) == follows


CONSOLE = [ev.ClockPaused(T, ev.PauseReason.CONSOLE, since=95.0)]


@pytest.mark.parametrize("report", [ev.Report.STOPPED, ev.Report.PAUSED])
@pytest.mark.parametrize(
    ("before", "pauses"),
    [
        (session(Phase.RUNNING, ZERO), True),
        (session(Phase.CHECKING, ZERO), True),
        (session(Phase.RUNNING, BELT), False),
        (session(Phase.PAUSED, ZERO), False),
        (session(Phase.STARTING, ZERO), True),
        (session(Phase.STARTING, ZERO, start_asked_at=98.0), False),
        (session(Phase.STARTING, replace(ZERO, says_started=True), start_asked_at=98.0), True),
    ],
)
def test_a_stop_at_the_console_pauses(before: Session, pauses: bool, report: ev.Report) -> None:
    follows = decide(before, ev.ConsoleReported(T, report))
    assert follows == (CONSOLE if pauses else [])


@pytest.mark.parametrize("phase", list(Phase))
def test_the_safety_key_ends_whatever_was_started(phase: Phase) -> None:
    follows = decide(session(phase), ev.ConsoleReported(T, ev.Report.SAFETY_KEY))
    started = phase in (Phase.STARTING, Phase.CHECKING, Phase.RUNNING, Phase.PAUSED)
    assert (ev.StopAsked(T, ev.Outcome.ABORTED) in follows) is started
    assert phase is Phase.ENDED or any(isinstance(event, ev.CueDue) for event in follows)


def test_other_reports_and_speeds_that_are_none_lead_to_nothing() -> None:
    assert decide(WALKING, ev.ConsoleReported(T, ev.Report.STARTED)) == []
    told = ev.ConsoleReported(T, ev.Report.SPEED_CHANGED, 5.0)
    assert decide(WALKING, told) == []
    assert decide(WALKING, replace(told, value=4.0)) == [ev.SpeedOverridden(T, 4.0)]


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("state", [ev.LinkState.LOST, ev.LinkState.UP])
@pytest.mark.parametrize("device", list(ev.Device))
def test_a_start_or_a_check_is_off_when_the_treadmill_is_lost(
    phase: Phase, state: ev.LinkState, device: ev.Device
) -> None:
    of = session(phase, belt(link=replace(UP, state=state)))
    follows = decide(of, ev.LinkChanged(T, device, state))
    off = (
        phase in (Phase.STARTING, Phase.CHECKING)
        and state is ev.LinkState.LOST
        and device is ev.Device.TREADMILL
    )
    assert (follows == [ev.ClockPaused(T, ev.PauseReason.LINK, since=T)]) is off
    assert off or ev.ClockPaused not in kinds(follows)


def test_a_low_battery_is_told_once_for_each_device() -> None:
    low, told = DeviceLink(low_at=T), DeviceLink(low_at=T - 1)
    for device in ev.Device:
        event = ev.BatteryRead(T, device, 10)
        (cue,) = decide(with_link(WALKING, device, low), event)
        assert isinstance(cue, ev.CueDue)
        for other in set(ev.Device) - {device}:
            assert decide(with_link(WALKING, other, low), event) == []
        assert decide(with_link(WALKING, device, told), event) == []


SILENT = [ev.CueDue(T, ev.Cue.WARNING, say.SILENT)]
SILENT_MOVING = [ev.CueDue(T, ev.Cue.ALARM, say.SILENT_MOVING)]
OUT_OF_TOUCH = [ev.ClockPaused(T, ev.PauseReason.LINK, since=T)]
UNSEEN = belt(lost_since=T, aged_s=10)


@pytest.mark.parametrize(
    ("phase", "of", "age_s", "follows"),
    [
        (Phase.ARMING, belt(), 3, [ev.CueDue(T, ev.Cue.WARNING, say.NO_DATA_YET)]),
        (Phase.ARMING, belt(link=replace(UP, mutes=1)), 3, []),
        (Phase.CHECKING, UNSEEN, 10, OUT_OF_TOUCH),
        (Phase.CHECKING, belt(), 5, []),
        (Phase.CHECKING, belt(), 3, SILENT),
        (Phase.STARTING, belt(), 3, []),
        (Phase.STARTING, UNSEEN, 10, []),
        (Phase.RUNNING, belt(), 3, SILENT),
        (Phase.RUNNING, belt(), 5, []),
        (Phase.RUNNING, UNSEEN, 10, SILENT_MOVING),
        (Phase.RUNNING, UNSEEN, 5, []),
        (Phase.RUNNING, belt(), 10, []),
        (Phase.RUNNING, replace(UNSEEN, still=True), 10, []),
        (Phase.RUNNING, belt(still=True), 3, []),
        (Phase.PAUSED, belt(), 3, []),
        (Phase.PAUSED, UNSEEN, 10, SILENT_MOVING),
        (Phase.STOPPING, belt(), 3, SILENT),
        (Phase.STOPPING, UNSEEN, 10, SILENT_MOVING),
    ],
)
def test_what_follows_from_silence(
    phase: Phase, of: Belt, age_s: int, follows: list[ev.Event]
) -> None:
    assert decide(session(phase, of), ev.TelemetryAged(T, age_s)) == follows


@pytest.mark.parametrize("phase", list(Phase))
def test_a_start_that_was_not_asked_and_a_check_are_off_when_nobody_was_there(phase: Phase) -> None:
    off = [ev.ClockPaused(T, ev.PauseReason.STALLED, since=T)]
    event = ev.Stalled(T, until=T + 9)
    unasked = decide(session(phase), event)
    assert unasked == (off if phase in (Phase.STARTING, Phase.CHECKING) else [])
    asked = decide(session(phase, start_asked_at=98.0), event)
    assert asked == (off if phase is Phase.CHECKING else [])


@pytest.mark.parametrize(
    ("reason", "changed", "asks"),
    [
        (ev.PauseReason.LINK, {"start_asked_at": 80.0}, True),
        (ev.PauseReason.LINK, {"start_asked_at": None}, False),
        (ev.PauseReason.NO_MOTION, {"start_asked_at": 80.0}, False),
        (ev.PauseReason.LINK, {"start_asked_at": 80.0, "belt": belt(link=DeviceLink())}, False),
        (
            ev.PauseReason.LINK,
            {"start_asked_at": 80.0, "machine": ev.MachineKind.BIKE},
            False,
        ),
    ],
    ids=["unseen", "never asked", "seen to stand", "lost", "bike"],
)
def test_a_belt_whose_start_nobody_could_see_is_asked_to_pause(
    reason: ev.PauseReason, changed: dict[str, Any], asks: bool
) -> None:
    follows = decide(replace(session(Phase.PAUSED), **changed), ev.ClockPaused(T, reason, since=T))
    assert (ev.PauseAsked(T) in follows) is asks


READ = ev.BeltReading(T, 0.0)


def confirmed(stage: ev.Stage, command: ev.Command = STOP) -> ev.CommandProgressed:
    return ev.CommandProgressed(99.0, command, stage)


@pytest.mark.parametrize(
    ("of", "asked_at", "ends"),
    [
        (replace(ZERO, command=confirmed(ev.Stage.CONFIRMED), still=False), 98.0, True),
        (replace(ZERO, command=confirmed(ev.Stage.SENT), still=False), 98.0, False),
        (
            replace(ZERO, command=confirmed(ev.Stage.CONFIRMED, ev.Command.PAUSE), still=False),
            98.0,
            False,
        ),
        (replace(ZERO, still=False), 98.0, False),
        (ZERO, 90.0, True),
        (ZERO, 90.1, False),
        (replace(ZERO, still=False), 90.0, False),
        (ZERO, None, False),
        (replace(ZERO, denied=True), 90.0, False),
        (belt(command=confirmed(ev.Stage.CONFIRMED)), 98.0, False),
    ],
)
def test_a_standstill_that_was_confirmed_or_waited_for_ends_the_session(
    of: Belt, asked_at: float | None, ends: bool
) -> None:
    stopping = session(Phase.STOPPING, of, stop_asked_at=asked_at)
    assert (decide(stopping, READ) == ended(True)) is ends
    failed = replace(stopping, outcome=ev.Outcome.FAILED)
    assert (decide(failed, READ) == ended(True, ev.Outcome.FAILED)) is ends


@pytest.mark.parametrize(
    ("of", "check", "follows"),
    [
        (replace(ZERO, stopping_at=94.0), ASKED, CONSOLE),
        (ZERO, ASKED, []),
        (
            belt(stopping_at=88.0),
            ASKED,
            [ev.ClockPaused(T, ev.PauseReason.CONSOLE, since=T)],
        ),
        (belt(stopping_at=88.1, checked=False), ASKED, []),
        (belt(), ASKED, [ev.ClockStarted(T)]),
        (belt(checked=False, controllable=False), ASKED, [ev.ClockStarted(T)]),
        (belt(checked=False, obeys=False), ASKED, [ev.ClockStarted(T)]),
        (belt(checked=False), None, []),
        (belt(checked=False), ASKED, []),
        (
            belt(checked=False, speed_kmh=3.2, steady_since=97.0),
            ASKED,
            [ev.MachineChecked(T, True, 1.609344, 1.0, 2.0, 3.2)],
        ),
    ],
)
def test_what_a_reading_proves_in_a_check(
    of: Belt, check: Check | None, follows: list[ev.Event]
) -> None:
    assert decide(session(Phase.CHECKING, of, check=check), READ) == follows


FASTER = [
    ev.MachineChecked(T, True, 1.6, 1.6, 5.0, 8.0),
    ev.SpeedAsked(T, 2.0),
]


@pytest.mark.parametrize(
    ("of", "follows"),
    [
        (session(Phase.RUNNING, belt(data_factor=1.6)), FASTER),
        (session(Phase.RUNNING, belt(data_factor=1.6), override_kmh=5.0), FASTER[:1]),
        (
            session(
                Phase.RUNNING,
                belt(data_factor=1.6, falling=True, steady_since=99.0, commanded_kmh=None),
            ),
            FASTER[:1],
        ),
        (
            session(Phase.RUNNING, belt(data_factor=1.6, speed_kmh=2.0, commanded_kmh=2.0)),
            [ev.MachineChecked(T, True, 1.6, 1.6, 2.0, 3.2)],
        ),
        (
            session(Phase.RUNNING, belt(data_factor=1.6, speed_kmh=2.1, commanded_kmh=2.1)),
            [ev.MachineChecked(T, True, 1.6, 1.6, 2.1, 3.36), ev.SpeedAsked(T, 2.0)],
        ),
        (
            session(Phase.RUNNING, belt(data_factor=1.6, speed_kmh=None, commanded_kmh=None)),
            [ev.MachineChecked(T, True, 1.6, 1.6, 0.0, 0.0)],
        ),
    ],
)
def test_a_belt_that_turns_out_to_be_faster_than_anybody_knew_walks(
    of: Session, follows: list[ev.Event]
) -> None:
    assert decide(of, ev.DistanceCompared(T, 1.6)) == follows


@pytest.mark.parametrize(
    "of",
    [
        session(Phase.CHECKING, belt(data_factor=1.6)),
        session(Phase.PAUSED, belt(data_factor=1.6)),
        session(Phase.RUNNING, belt(data_factor=1.6, checked=False)),
        session(Phase.RUNNING, belt(data_factor=1.6, controllable=False)),
    ],
)
def test_a_belt_that_the_workout_does_not_drive_is_let_be(of: Session) -> None:
    assert ev.MachineChecked not in kinds(decide(of, ev.DistanceCompared(T, 1.6)))


def test_a_belt_in_kmh_goes_on() -> None:
    of = session(Phase.RUNNING, belt(data_factor=1.0))
    assert decide(of, ev.DistanceCompared(T, 1.0)) == []
    chosen = replace(of, belt=replace(of.belt, speed_kmh=3.0))
    assert decide(chosen, ev.DistanceCompared(T, 1.0)) == [ev.SpeedOverridden(T, 3.0)]


UNTIL = plan_of(replace(walk(60), until_bpm=120), walk(60, 4.0))


@pytest.mark.parametrize(
    ("changed", "ends"),
    [
        ({}, True),
        ({"heart": Heart(bpm=121, read_at=T, same_since=T)}, False),
        ({"heart": Heart(bpm=None, read_at=T, same_since=T)}, False),
        ({"heart": Heart(bpm=119, read_at=T, same_since=T, contact=False)}, False),
        ({"change": Change(1, 103.0)}, False),
        ({"not_before_s": 30.1}, False),
        ({"not_before_s": 30.0}, True),
        ({"phase": Phase.PAUSED}, False),
        ({"plan": PLAN}, False),
        ({"step": None}, False),
    ],
    ids=str,
)
def test_a_step_by_heart_rate_ends_on_a_trustworthy_one(
    changed: dict[str, Any], ends: bool
) -> None:
    of = replace(replace(WALKING, plan=UNTIL), **changed)
    follows = decide(of, ev.HeartReading(T, of.heart.bpm))
    assert (follows == [ev.StepBegan(T, 1, Kind.WALK, 4.0)]) is ends


def acted(of: Session, act: ev.Act, value: float | None = None) -> list[ev.Event]:
    return decide(of, ev.RunnerActed(T, act, value))


def cue(kind: ev.Cue, words: str) -> list[ev.Event]:
    return [ev.CueDue(T, kind, words)]


@pytest.mark.parametrize(
    ("of", "follows"),
    [
        (session(Phase.ARMING, belt(ready=False)), cue(ev.Cue.WARNING, say.NOT_CONNECTED)),
        (
            session(Phase.ARMING, belt(ready=False), machine=ev.MachineKind.BIKE),
            cue(ev.Cue.WARNING, say.BIKE_NOT_CONNECTED),
        ),
        (
            session(Phase.ARMING, ZERO, machine=ev.MachineKind.BIKE),
            cue(ev.Cue.NOTICE, say.PEDAL),
        ),
        (session(Phase.ARMING, belt(), machine=ev.MachineKind.BIKE), [ev.ClockStarted(T)]),
        (
            session(Phase.ARMING, belt(lost_since=90.0)),
            cue(ev.Cue.WARNING, say.SILENT_MOVING),
        ),
        (
            session(Phase.ARMING, belt(read_at=90.0)),
            cue(ev.Cue.WARNING, say.SILENT_MOVING),
        ),
        (
            session(Phase.ARMING, belt(falling=True, steady_since=99.0, commanded_kmh=None)),
            cue(ev.Cue.NOTICE, say.SLOWING_DOWN),
        ),
        # It stands: what its readings fell from before is over.
        (
            session(Phase.PAUSED, replace(ZERO, stopping_at=94.0)),
            cue(ev.Cue.NOTICE, say.PRESS_START),
        ),
        (session(Phase.ARMING, belt(lone=True)), cue(ev.Cue.NOTICE, say.STARTING)),
        (session(Phase.ARMING, belt()), [ev.ClockStarted(T)]),
        (session(Phase.PAUSED, belt()), [ev.ClockStarted(T)]),
        (session(Phase.ARMING, belt(), wished_at=T), cue(ev.Cue.NOTICE, say.KEPT)),
        (session(Phase.ARMING, belt(), plan=None), []),
        (session(Phase.RUNNING, belt()), []),
        (session(Phase.STOPPING, belt()), []),
    ],
)
@pytest.mark.parametrize("act", [ev.Act.START, ev.Act.RESUME])
def test_what_the_start_key_leads_to(of: Session, follows: list[ev.Event], act: ev.Act) -> None:
    assert acted(of, act) == follows


def test_a_start_is_announced_once() -> None:
    of = session(Phase.STARTING, ZERO, start_at=103.0, step=None)
    first, ready = acted(of, ev.Act.START)
    assert first == ev.IncreaseAnnounced(T, 5.0, 103.0, 123.0, 0)
    assert isinstance(ready, ev.CueDue)
    assert acted(replace(of, announced=first), ev.Act.START) == []
    assert acted(replace(of, start_asked_at=98.0), ev.Act.START) == []
    unchecked = replace(of, belt=replace(ZERO, checked=False))
    assert acted(unchecked, ev.Act.START)[0] == ev.IncreaseAnnounced(T, 2.0, 103.0, 123.0, None)
    again = replace(of, step=StepRecord(1, Kind.RUN, 70.0, 0.0))
    assert acted(again, ev.Act.START)[0] == ev.IncreaseAnnounced(T, 8.5, 103.0, 123.0, 1)


PAUSING = [ev.PauseAsked(T), ev.CueDue(T, ev.Cue.NOTICE, say.PAUSING)]
RUNNER = ev.ClockPaused(T, ev.PauseReason.RUNNER, since=T)
HIDDEN = belt(speed_kmh=0.0, lost_since=90.0)
UNHEARD = cue(ev.Cue.WARNING, say.SILENT_MOVING)
DOWN = DeviceLink(ev.LinkState.LOST)
STOPS = [ev.StopAsked(T, ev.Outcome.STOPPED)]


@pytest.mark.parametrize(
    ("of", "follows"),
    [
        (session(Phase.STARTING, ZERO), [RUNNER]),
        (session(Phase.STARTING, ZERO, start_asked_at=98.0), [ev.PauseAsked(T), RUNNER]),
        (session(Phase.CHECKING), [ev.PauseAsked(T), RUNNER]),
        (session(Phase.RUNNING), [ev.PauseAsked(T), RUNNER]),
        (session(Phase.PAUSED), PAUSING),
        (session(Phase.ARMING), PAUSING),
        (session(Phase.PAUSED, pause_asked_at=96.1), []),
        (session(Phase.PAUSED, pause_asked_at=96.0), PAUSING),
        (session(Phase.PAUSED, ZERO), []),
        (session(Phase.PAUSED, HIDDEN), PAUSING),
        (session(Phase.ARMING, HIDDEN), []),
        (session(Phase.PAUSED, replace(HIDDEN, still=True)), UNHEARD),
        (session(Phase.ARMING, replace(HIDDEN, still=True)), []),
        (session(Phase.PAUSED, replace(HIDDEN, still=True, link=DOWN)), []),
        (
            session(Phase.PAUSED, replace(HIDDEN, still=True), machine=ev.MachineKind.BIKE),
            [],
        ),
        (session(Phase.PAUSED, belt(controllable=False)), cue(ev.Cue.WARNING, say.PRESS_STOP)),
        (session(Phase.PAUSED, belt(controllable=False, ready=False)), PAUSING),
        (session(Phase.STOPPING), STOPS),
        (session(Phase.STOPPING, HIDDEN), STOPS),
        (session(Phase.STOPPING, ZERO), []),
        (session(Phase.STOPPING, machine=ev.MachineKind.BIKE), []),
        (session(Phase.ENDED), []),
    ],
)
def test_what_the_pause_key_leads_to(of: Session, follows: list[ev.Event]) -> None:
    assert acted(of, ev.Act.PAUSE) == follows


def step_at(index: int, active_s: float) -> dict[str, Any]:
    kind = PLAN.steps[index].kind
    return {"step": StepRecord(index, kind, 70.0, 0.0, active_s=active_s)}


@pytest.mark.parametrize(
    ("of", "index"),
    [
        (session(**step_at(2, 5.1)), 2),
        (session(**step_at(0, 0.0)), 0),
        (session(**step_at(0, 60.0)), 0),
        (session(Phase.PAUSED, **step_at(2, 5.1)), 2),
        (session(Phase.PAUSED, **step_at(2, 5.0)), 1),
    ],
)
def test_back_is_this_step_anew_or_soon_after_its_beginning_the_one_before(
    of: Session, index: int
) -> None:
    (began,) = acted(of, ev.Act.BACK)
    assert isinstance(began, ev.StepBegan)
    assert began.index == index


@pytest.mark.parametrize("act", [ev.Act.BACK, ev.Act.SKIP])
def test_steps_are_changed_in_a_workout_that_is_under_way(act: ev.Act) -> None:
    for phase in set(Phase) - {Phase.RUNNING, Phase.PAUSED}:
        assert acted(session(phase), act) == []
    assert acted(session(step=None), act) == []


def test_a_faster_step_comes_after_its_notice_or_when_this_one_would_end() -> None:
    assert acted(session(), ev.Act.SKIP) == [ev.ChangeScheduled(T, 1, at=103.0)]
    near = session(**step_at(0, 58.0))
    assert acted(near, ev.Act.SKIP) == [ev.ChangeScheduled(T, 1, at=102.0)]
    at_once = [ev.StepBegan(T, 1, Kind.RUN, 8.5)]
    assert acted(session(Phase.PAUSED), ev.Act.SKIP) == at_once
    assert acted(session(belt=belt(controllable=False)), ev.Act.SKIP) == at_once
    assert acted(session(belt=belt(commanded_kmh=8.5)), ev.Act.SKIP) == at_once
    unread = belt(commanded_kmh=None, speed_kmh=None)
    assert acted(session(belt=unread), ev.Act.SKIP) == at_once
    distant = replace(session(), plan=plan_of(Step(Kind.WALK, 5.0, distance_m=80), run(60)))
    gone = replace(distant, belt=belt(speed_kmh=0.0))
    assert acted(gone, ev.Act.SKIP) == [ev.ChangeScheduled(T, 1, at=103.0)]
    after = session(change=Change(1, 102.0))
    assert acted(after, ev.Act.SKIP) == [ev.StepBegan(T, 2, Kind.WALK, 5.0)]
    last = session(**step_at(2, 30.0))
    assert acted(last, ev.Act.SKIP) == [ev.StopAsked(T, ev.Outcome.FINISHED)]


MILES = replace(ASKED, finding=ev.MachineChecked(T, True, 1.6, 1.0, 2.0, 3.2))
KMH = replace(ASKED, finding=ev.MachineChecked(T, True, 1.0, 1.0, 2.0, 2.0))


@pytest.mark.parametrize(
    ("phase", "check", "asked"),
    [
        (Phase.CHECKING, MILES, True),
        (Phase.PAUSED, MILES, True),
        (Phase.RUNNING, MILES, False),
        (Phase.ARMING, MILES, False),
        (Phase.CHECKING, KMH, False),
        (Phase.CHECKING, ASKED, False),
        (Phase.CHECKING, None, False),
    ],
)
def test_units_are_accepted_where_others_were_found(
    phase: Phase, check: Check | None, asked: bool
) -> None:
    follows = acted(session(phase, check=check), ev.Act.ACCEPT_UNITS)
    assert follows == ([ev.UnitsAsked(T, 1.6, 1.0)] if asked else [])


RUNNING = session(belt=belt(speed_kmh=8.5, commanded_kmh=8.5, in_force_kmh=8.5), **step_at(1, 30.0))
COOLING = replace(
    RUNNING, plan=plan_of(walk(60), run(60), walk(60), Step(Kind.COOL_DOWN, 4.0, duration_s=60))
)
RUNS = replace(RUNNING, plan=plan_of(walk(60), run(60)))
TO_WALK = [ev.StepBegan(T, 2, Kind.WALK, 5.0)]


@pytest.mark.parametrize(
    ("of", "pain", "follows"),
    [
        (RUNNING, 3.0, []),
        (RUNNING, 4.0, TO_WALK),
        (RUNNING, 6.0, TO_WALK),
        (RUNNING, None, []),
        (COOLING, 6.0, [ev.StepBegan(T, 3, Kind.COOL_DOWN, 4.0)]),
        (COOLING, 5.0, TO_WALK),
        (RUNS, 4.0, []),
        (RUNS, 6.0, [ev.StopAsked(T, ev.Outcome.STOPPED)]),
        (WALKING, 5.0, []),
        (replace(RUNNING, phase=Phase.CHECKING, check=KMH), 6.0, []),
        (replace(RUNNING, phase=Phase.STARTING), 6.0, []),
        (replace(RUNNING, phase=Phase.PAUSED), 6.0, TO_WALK),
        (replace(RUNNING, step=None), 6.0, []),
    ],
)
def test_pain_leaves_what_can_be_done(
    of: Session, pain: float | None, follows: list[ev.Event]
) -> None:
    first, *rest = acted(of, ev.Act.PAIN, pain)
    assert isinstance(first, ev.CueDue)
    assert rest == follows


@pytest.mark.parametrize("phase", [Phase.OPENING, Phase.ARMING, Phase.STOPPING, Phase.ENDED])
def test_pain_means_nothing_outside_of_a_workout(phase: Phase) -> None:
    assert acted(session(phase), ev.Act.PAIN, 6.0) == []


@pytest.mark.parametrize("phase", list(Phase))
def test_stop_and_abandon_mean_something_until_the_end(phase: Phase) -> None:
    of = session(phase, ZERO)
    over = phase is Phase.ENDED
    assert acted(of, ev.Act.STOP) == ([] if over else [ev.StopAsked(T, ev.Outcome.STOPPED)])
    assert acted(of, ev.Act.ABANDON) == ([] if over else ended(True, ev.Outcome.FAILED))
    aborted = replace(of, outcome=ev.Outcome.ABORTED, belt=BELT)
    assert acted(aborted, ev.Act.ABANDON) == ([] if over else ended(False, ev.Outcome.ABORTED))


def test_a_longer_step_is_told_of() -> None:
    assert acted(session(), ev.Act.EXTEND, 60.0) == cue(ev.Cue.NOTICE, say.LONGER)
    assert acted(session(step=None), ev.Act.EXTEND, 60.0) == []


def test_the_clock_starts_with_the_first_step_or_goes_on() -> None:
    started = ev.ClockStarted(T)
    assert decide(session(step=None), started) == [ev.StepBegan(T, 0, Kind.WALK, 5.0)]
    assert decide(session(), started) == cue(ev.Cue.RESUMED, say.RESUMED)
    assert decide(session(plan=None, step=None), started) == cue(ev.Cue.RESUMED, say.RESUMED)
    sore = replace(RUNNING, pain=6)
    assert decide(sore, started) == TO_WALK
    assert decide(replace(sore, pain=5), started) == cue(ev.Cue.RESUMED, say.RESUMED)
    assert decide(session(pain=6), started) == cue(ev.Cue.RESUMED, say.RESUMED)
    only_runs = replace(sore, plan=plan_of(run(60), run(60)))
    assert decide(only_runs, started) == [ev.StopAsked(T, ev.Outcome.STOPPED)]


def test_after_a_check_the_workout_begins_unless_the_runner_has_to_choose() -> None:
    finding = ev.MachineChecked(T, True, 1.0, 1.0, 2.0, 2.0)
    begins = decide(session(Phase.CHECKING, check=KMH), finding)
    assert kinds(begins) == [ev.CueDue, ev.ClockStarted]
    waits = decide(session(Phase.CHECKING, check=MILES), replace(finding, target_factor=1.6))
    assert kinds(waits) == [ev.CueDue]
    without = decide(session(Phase.CHECKING), finding)
    assert kinds(without) == [ev.CueDue, ev.ClockStarted]


def test_units_that_were_agreed_to_begin_the_workout_out_of_a_check_alone() -> None:
    agreed = ev.UnitsAsked(T, 1.6, 1.0)
    assert decide(session(Phase.CHECKING), agreed) == [ev.ClockStarted(T)]
    assert decide(session(Phase.PAUSED), agreed) == []


@pytest.mark.parametrize(
    ("of", "follows"),
    [
        (belt(), [ev.ClockStarted(T)]),
        (ZERO, []),
        (belt(lone=True), []),
        (belt(checked=False), [ev.CheckBegan(T)]),
        (belt(checked=False, ready=False), []),
        (belt(checked=False, controllable=False), [ev.ClockStarted(T)]),
        (belt(checked=False, obeys=False, ready=False), [ev.ClockStarted(T)]),
    ],
)
def test_a_belt_that_moves_by_two_witnesses_begins_the_workout(
    of: Belt, follows: list[ev.Event]
) -> None:
    assert decide(session(Phase.STARTING, of, start_asked_at=98.0), READ) == follows


CRY = cue(ev.Cue.ALARM, say.MOVES_BY_ITSELF)
CALLED: dict[str, Any] = {"stood": True, "woken_at": 90.0}


@pytest.mark.parametrize(
    ("of", "follows"),
    [
        (session(Phase.ARMING, belt(**CALLED)), [ev.ClockStarted(T)]),
        (session(Phase.ARMING, belt(stood=True)), CRY),
        (session(Phase.ARMING, belt(stood=True, lone=True)), []),
        (session(Phase.ARMING, belt(stood=True, cried_at=10.0)), []),
        (session(Phase.ARMING, belt(stood=True, cried_at=9.9)), CRY),
        (session(Phase.ARMING, belt(**CALLED), plan=None), []),
        (session(Phase.ARMING, belt(woken_at=90.0)), []),
        (
            session(
                Phase.ARMING,
                belt(**CALLED, falling=True, steady_since=99.0, commanded_kmh=None),
            ),
            [],
        ),
        (session(Phase.ARMING, replace(ZERO, **CALLED)), []),
        (session(Phase.PAUSED, belt(**CALLED)), [ev.ClockStarted(T)]),
        (session(Phase.PAUSED, belt(), pause_reason=ev.PauseReason.RUNNER), CRY),
        (session(Phase.PAUSED, belt(), pause_reason=ev.PauseReason.LINK), []),
        (session(Phase.PAUSED, belt(), pause_reason=ev.PauseReason.STALLED), []),
        (
            session(Phase.PAUSED, belt(), pause_reason=ev.PauseReason.RUNNER, pause_asked_at=99.0),
            [],
        ),
        (
            session(
                Phase.PAUSED,
                belt(),
                pause_reason=ev.PauseReason.RUNNER,
                machine=ev.MachineKind.BIKE,
            ),
            [],
        ),
        # The runner paused while the belt was about to start.
        (
            session(Phase.PAUSED, belt(), pause_reason=ev.PauseReason.RUNNER, start_asked_at=98.0),
            [ev.PauseAsked(T), ev.CueDue(T, ev.Cue.ALARM, say.STARTED_ANYWAY)],
        ),
        (
            session(
                Phase.PAUSED, belt(), pause_reason=ev.PauseReason.NO_MOTION, start_asked_at=98.0
            ),
            [],
        ),
    ],
)
def test_a_belt_that_moves_though_nobody_started_it_here(
    of: Session, follows: list[ev.Event]
) -> None:
    assert decide(of, READ) == follows


def test_a_distance_that_tells_the_unit_is_told_before_all_else() -> None:
    of = belt(odometer=replace(BELT.odometer, factor=1.6))
    assert decide(session(belt=of), READ) == [ev.DistanceCompared(T, 1.6)]
    known = session(belt=replace(of, data_factor=1.6))
    assert ev.DistanceCompared not in kinds(decide(known, READ))


def test_a_contested_reading_proves_nothing() -> None:
    denied = belt(contested_since=T, lost_since=T)
    contested = replace(READ, contested=True)
    assert decide(session(belt=denied), contested) == cue(ev.Cue.ALARM, say.CONTRADICTS)


def test_after_the_end_only_what_the_end_left_open_is_said() -> None:
    over = session(Phase.ENDED)
    assert decide(over, READ) == []
    toggles = ev.QuirkLearned(T, stop_is_toggle=True)
    assert decide(over, toggles) == cue(ev.Cue.ALARM, say.MOVES_AGAIN)
    assert kinds(decide(over, ev.SessionEnded(T, ev.Outcome.STOPPED, True))) == [ev.CueDue]
    assert decide(WALKING, ev.QuirkLearned(T, step_kmh=0.5)) == []


WAITS = session(Phase.PAUSED, replace(ZERO, stood=True), wished_at=98.0)


@pytest.mark.parametrize("phase", [Phase.ARMING, Phase.PAUSED])
def test_a_start_that_waited_for_the_belt_comes_once_it_stands(phase: Phase) -> None:
    of = replace(WAITS, phase=phase)
    assert decide(of, READ) == [ev.RunnerActed(T, ev.Act.RESUME, kept_s=2.0)]
    assert decide(replace(of, wished_at=None), READ) == []
    assert decide(replace(of, belt=replace(of.belt, still=False, zero_since=T)), READ) == []


def test_a_belt_that_is_too_fast_is_asked_for_nothing_else() -> None:
    fast = belt(speed_kmh=9.0, beyond_since=97.0, steady_since=99.5)
    too_fast = ev.SpeedExceeded(T, 9.0, 5.0)
    assert decide(session(belt=fast), READ) == [too_fast]
    told = replace(fast, exceeded=replace(too_fast, t=99.0))
    wanting_less = session(belt=told, plan=plan_of(walk(60, 3.0)))
    assert decide(wanting_less, READ) == []
    slowed = replace(wanting_less, belt=replace(told, exceeded=None, beyond_since=None))
    assert ev.SpeedAsked(T, 3.0) in decide(slowed, READ)
