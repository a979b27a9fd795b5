"""What is known of a belt and of a brake, and what follows of it: one condition at a time."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import decide_readings as deciding
from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.brake import Brake
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.dropping import counted, dropping_cues, is_told
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.ftp_trail import FtpTrail
from runwalk_tui.workout.session import Phase, Session
from tests.workout.test_folds import BELT, FULL, T

UP, LOST = DeviceLink(ev.LinkState.UP), DeviceLink(ev.LinkState.LOST)


@pytest.mark.parametrize(
    ("stepped", "t", "spm"),
    [
        (((90.0, 0), (94.0, 10)), 94.0, 150.0),
        (((90.0, 5), (94.0, 15)), 97.0, 150.0),
        (((90.0, 0), (94.0, 10)), 97.1, None),
        (((90.0, 0), (92.0, 9), (95.0, 10)), 95.0, 120.0),
        (((90.0, 0), (93.9, 10)), 94.0, None),
        (((90.0, 10), (94.0, 10)), 94.0, None),
        (((90.0, 11), (94.0, 10)), 94.0, None),
        (((94.0, 10),), 94.0, None),
        ((), 94.0, None),
    ],
)
def test_steps_are_counted_over_four_seconds_and_while_they_are_told(
    stepped: tuple[tuple[float, int], ...], t: float, spm: float | None
) -> None:
    assert Belt(stepped=stepped).cadence_spm(t) == spm


@pytest.mark.parametrize(
    ("still", "link", "left"),
    [(True, LOST, True), (True, UP, False), (False, LOST, False), (False, UP, False)],
)
def test_a_belt_that_stood_when_it_was_seen_last_is_left_standing(
    still: bool, link: DeviceLink, left: bool
) -> None:
    assert Belt(still=still, link=link).is_left_standing is left


STOP, SENT, DONE = ev.Command.STOP, ev.Stage.SENT, ev.Stage.CONFIRMED


@pytest.mark.parametrize(
    ("command", "woken_at", "tells", "called_for"),
    [
        (None, None, False, True),
        (None, None, True, False),
        (None, 99.0, True, True),
        # A Stop under way, or of the last eight seconds, may have started it.
        ((90.0, STOP, SENT), None, False, False),
        ((90.0, STOP, SENT), 90.0, True, False),
        ((90.0, STOP, SENT), 90.1, True, True),
        ((92.1, STOP, DONE), None, False, False),
        ((92.0, STOP, DONE), None, False, True),
        ((92.0, STOP, DONE), 91.0, True, True),
        ((99.0, ev.Command.SPEED, SENT), None, False, True),
    ],
)
def test_a_belt_is_called_for_by_its_console_and_by_no_stop(
    command: tuple[float, ev.Command, ev.Stage] | None,
    woken_at: float | None,
    tells: bool,
    called_for: bool,
) -> None:
    last = None if command is None else ev.CommandProgressed(*command)
    belt = replace(BELT, command=last, woken_at=woken_at, tells=tells)
    assert belt.is_called_for(T) is called_for


@pytest.mark.parametrize(("stopping_at", "went_on"), [(None, False), (50.0, True)])
def test_only_a_belt_that_was_said_to_stop_goes_on_regardless(
    stopping_at: float | None, went_on: bool
) -> None:
    belt = replace(BELT, stopping_at=stopping_at, falling=False)
    assert belt.went_on(T) is went_on


@pytest.mark.parametrize("powers_w", [(25.0, 400.0), (None, 400.0), (25.0, None), (None, None)])
@pytest.mark.parametrize("levels", [(1.0, 20.0), (None, 20.0), (1.0, None), (None, None)])
@pytest.mark.parametrize("step", [None, 0.5])
@pytest.mark.parametrize("takes_power", [True, False])
def test_a_brake_is_as_its_machine_says(
    powers_w: tuple[float | None, float | None],
    levels: tuple[float | None, float | None],
    step: float | None,
    takes_power: bool,
) -> None:
    told = ev.CapabilitiesRead(
        T,
        True,
        takes_power=takes_power,
        minimum_power_w=powers_w[0],
        maximum_power_w=powers_w[1],
        minimum_resistance=levels[0],
        maximum_resistance=levels[1],
        resistance_step=step,
    )
    before = Brake(takes_power=not takes_power, powers_w=(1.0, 2.0), levels=(1.0, 2.0, 3.0))
    bike = replace(FULL, machine=ev.MachineKind.BIKE, brake=before)
    brake = evolve(bike, told).brake
    assert brake.takes_power is takes_power
    assert brake.powers_w == (None if None in powers_w else powers_w)
    assert brake.levels == (None if None in levels else (*levels, step or 0.0))
    assert evolve(replace(FULL, brake=before), told).brake == before


ALARM = [ev.CueDue(T, ev.Cue.ALARM, say.MOVES_BY_ITSELF)]
STRAY = replace(BELT, lone=False, moving_since=98.0, stopping_at=97.0, still=False)


@pytest.mark.parametrize(
    ("changed", "alarm"),
    [
        ({}, True),
        ({"speed_kmh": 0.0}, False),
        ({"lone": True}, False),
        ({"cried_at": 98.0}, False),
        ({"cried_at": 97.9}, True),
        ({"moving_since": 97.0}, False),
        ({"moving_since": 97.1}, True),
        ({"moving_since": None}, True),
        ({"stopping_at": None}, True),
        # It slows down: it is stopping still.
        ({"falling": True, "steady_since": 99.5}, False),
    ],
)
def test_a_belt_that_starts_after_its_console_paused_it_moves_by_itself(
    changed: dict[str, Any], alarm: bool
) -> None:
    belt = replace(STRAY, **({"falling": False} | changed))
    session = replace(FULL, belt=belt, phase=Phase.PAUSED, pause_reason=ev.PauseReason.CONSOLE)
    assert deciding._late_start(session, T) == (ALARM if alarm else [])


@pytest.mark.parametrize(
    ("slowing", "asked_at", "alarm"),
    [(False, None, True), (True, None, False), (False, 99.0, False)],
)
def test_in_a_pause_a_belt_that_slows_down_does_not_move_by_itself(
    slowing: bool, asked_at: float | None, alarm: bool
) -> None:
    belt = replace(STRAY, stood=False, falling=slowing, steady_since=99.5)
    session = replace(
        FULL,
        belt=belt,
        phase=Phase.PAUSED,
        pause_reason=ev.PauseReason.RUNNER,
        pause_asked_at=asked_at,
        start_asked_at=None,
        start_at=None,
        wished_at=None,
    )
    assert (deciding._paused(session, T) == ALARM) is alarm


@pytest.mark.parametrize(("speed_kmh", "sets_off"), [(0.0, False), (2.0, True)])
@pytest.mark.parametrize("checked", [True, False])
def test_a_checked_belt_sets_off_when_it_moves(
    speed_kmh: float, sets_off: bool, checked: bool
) -> None:
    belt = replace(STRAY, speed_kmh=speed_kmh, checked=checked, stopping_at=None)
    session = replace(FULL, belt=belt, phase=Phase.CHECKING, check=None)
    follows = deciding._checking(session, T)
    begins = any(isinstance(event, ev.StepBegan | ev.ClockStarted) for event in follows or [])
    assert begins is (sets_off and checked)


def test_a_rider_who_cannot_follow_a_ramp_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = replace(FULL, ftp=replace(FtpTrail(), failing_since=90.0))
    assert deciding._ramp_over(failing, T) == [], "it is no ramp"
    monkeypatch.setattr(deciding, "has_failed", lambda _session, _t: True)
    assert deciding._ramp_over(FULL, T) == [], "nobody fails"
    over = deciding._ramp_over(failing, T)
    assert over[-1] == ev.CueDue(T, ev.Cue.NOTICE, say.RAMP_OVER)
    assert isinstance(over[0], ev.StepBegan | ev.ChangeScheduled)
    assert deciding._running(failing, T) == over
    assert deciding._ramp_over(replace(failing, plan=None), T) == []
    assert deciding._ramp_over(replace(failing, step=None), T) == []


@pytest.mark.parametrize(("rise_w", "due"), [(None, False), (10.0, True)])
def test_a_power_rises_where_the_plan_says_so(
    monkeypatch: pytest.MonkeyPatch, rise_w: float | None, due: bool
) -> None:
    event = ev.PowerAsked(T, 100.0)
    monkeypatch.setattr(deciding, "brake_due", lambda _session, _t: [event])
    plan = FULL.plan
    assert plan is not None
    steps = [replace(step, power_w=100.0, rise_w=rise_w) for step in plan.steps]
    session = replace(FULL, plan=replace(plan, steps=tuple(steps)))
    assert deciding._rise(session, T) == ([event] if due else [])
    assert deciding._rise(replace(session, step=None, plan=None), T) == []
    assert (event in deciding._running(replace(session, machine=ev.MachineKind.BIKE), T)) is due
    assert event not in deciding._running(session, T), "a belt has no brake"


OUT_OF_SIGHT = replace(BELT, still=False, lost_since=95.0, alarmed=False)


def lost(
    device: ev.Device = ev.Device.TREADMILL, hindrance: ev.Hindrance | None = None
) -> ev.LinkChanged:
    return ev.LinkChanged(T, device, ev.LinkState.LOST, hindrance=hindrance)


def without_word(phase: Phase = Phase.RUNNING, mutes: int = 1, **changed: Any) -> Session:
    link = DeviceLink(ev.LinkState.LOST, mutes=mutes)
    belt = replace(OUT_OF_SIGHT, link=link, **changed)
    heart = replace(FULL.heart, link=link)
    return replace(FULL, phase=phase, belt=belt, heart=heart)


@pytest.mark.parametrize(
    ("session", "event", "told"),
    [
        (without_word(), lost(), False),
        (without_word(), lost(ev.Device.STRAP), True),
        (without_word(), replace(lost(), state=ev.LinkState.UP), True),
        (without_word(alarmed=True), lost(), True),
        (without_word(still=True), lost(), True),
        (without_word(Phase.ARMING), lost(), True),
    ],
)
def test_a_belt_that_may_move_untold_is_told_at_any_turn(
    session: Session, event: ev.LinkChanged, told: bool
) -> None:
    assert is_told(session, event) is told


@pytest.mark.parametrize(
    ("session", "device", "alarm"),
    [
        (without_word(), ev.Device.TREADMILL, True),
        (without_word(), ev.Device.STRAP, False),
        (without_word(alarmed=True), ev.Device.TREADMILL, False),
        (without_word(mutes=2), ev.Device.TREADMILL, False),
        (without_word(mutes=3), ev.Device.TREADMILL, True),
        (without_word(Phase.ARMING), ev.Device.TREADMILL, False),
    ],
)
def test_a_mute_belt_that_may_move_untold_is_an_alarm(
    session: Session, device: ev.Device, alarm: bool
) -> None:
    cues = dropping_cues(session, lost(device, ev.Hindrance.MUTE))
    assert (cues == [ev.CueDue(T, ev.Cue.ALARM, say.SILENT_MOVING)]) is alarm


@pytest.mark.parametrize(
    ("losses", "kept"), [((95.0,), 90.0), ((-30.0,), None), ((94.0, 95.0), 90.0)]
)
def test_what_was_told_of_losses_holds_while_one_of_late_is_left(
    losses: tuple[float, ...], kept: float | None
) -> None:
    link = DeviceLink(losses=losses, dropping_at=90.0)
    assert counted(link, lost()).dropping_at == kept
