"""The walking check: nothing goes faster than a walk before it is known what the machine obeys."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.odometer import Odometer
from runwalk_tui.workout.session import Phase
from runwalk_tui.workout.walking_check import (
    NEAR_KMH,
    Check,
    agreed,
    end_of_patience,
    finding,
    miscount,
    outcomes,
    patience_ends_t,
    verdict,
    walk_kmh,
)
from tests.workout.model import Machine, Model, plan_of, run, walk


def strange(**traits: object) -> Machine:
    """A machine that nobody checked."""
    machine = Machine(checked=False)
    for name, value in traits.items():
        setattr(machine, name, value)
    return machine


def checking(machine: Machine) -> Model:
    """A runner starts an unchecked machine, and its belt moves."""
    model = Model(plan_of(walk(), run(), walk()), machine)
    model.run(2.0)
    model.act(ev.Act.START)
    model.run_to(Phase.CHECKING)
    return model


def found(model: Model) -> ev.MachineChecked:
    (finding,) = (event for event in model.log if isinstance(event, ev.MachineChecked))
    return finding


@given(st.floats(0, 12), st.sampled_from((0.1, 0.32, 0.5)))
def test_the_speed_that_is_asked_tells_the_outcomes_apart(from_kmh: float, step: float) -> None:
    def allowed_kmh(kmh: float) -> float:
        return round(max(1, round(kmh / step)) * step, 2)

    asked_kmh = walk_kmh(from_kmh, allowed_kmh)
    assert asked_kmh <= 2.6 or asked_kmh <= from_kmh + 0.7
    speeds = [kmh for kmh, _, _ in outcomes(asked_kmh)]
    if step == 0.1:
        assert all(abs(kmh - from_kmh) > NEAR_KMH for kmh in speeds)
    for kmh, *factors in outcomes(asked_kmh):
        assert verdict(asked_kmh, kmh) == tuple(factors)
    assert verdict(asked_kmh, asked_kmh * 2) is None


@pytest.mark.parametrize("ramp_kmh_s", [0.3, 0.5, 2.0])
@pytest.mark.parametrize("telemetry_s", [0.1, 0.5, 1.0])
def test_a_machine_that_obeys_goes_on_at_once(ramp_kmh_s: float, telemetry_s: float) -> None:
    model = checking(strange(ramp_kmh_s=ramp_kmh_s, telemetry_s=(telemetry_s,)))
    model.run_to(Phase.RUNNING)
    finding = found(model)
    assert (finding.obeys, finding.target_factor, finding.data_factor) == (True, 1.0, 1.0)
    assert model.asked_kmh() == [(model.asked_kmh()[0][0], 2.0)]
    assert model.began()[0][0] == finding.t, "step 0 begins with the finding"
    model.run(10)
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0, 5.0]
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)][-1]
    assert model.asked_kmh()[1][0] - told.t >= 3
    assert model.session.belt.checked


@pytest.mark.parametrize(
    ("factors", "words"),
    [((KMH_PER_MPH, 1.0), "uses miles"), ((1.0, KMH_PER_MPH), "shows miles")],
)
def test_other_units_wait_for_the_runner(factors: tuple[float, float], words: str) -> None:
    machine = strange(target_factor=factors[0], data_factor=factors[1])
    model = checking(machine)
    model.run(60)
    finding = found(model)
    assert (finding.target_factor, finding.data_factor) == factors
    assert any(words in say for _, say in model.cues(ev.Cue.WARNING))
    assert model.session.check is not None
    assert model.session.check.awaits_choice
    model.run(300)
    assert model.phase() is Phase.CHECKING
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0]
    for act in (ev.Act.SKIP, ev.Act.NUDGE, ev.Act.RESUME, ev.Act.EXTEND):
        model.act(act, 1.0)
    model.run(30)
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0]
    model.act(ev.Act.ACCEPT_UNITS)
    assert model.phase() is Phase.RUNNING
    model.run(20)
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0, 5.0]
    assert model.speed_kmh() == pytest.approx(5.0)
    model.lose()
    model.connect()
    model.run(60)
    assert model.speed_kmh() == pytest.approx(8.5), "accepted once is enough for the session"


def test_accepting_what_was_not_found_does_nothing() -> None:
    model = checking(strange())
    model.act(ev.Act.ACCEPT_UNITS)
    model.run(20)
    model.act(ev.Act.ACCEPT_UNITS)
    assert model.said(ev.UnitsAsked) == []


@pytest.mark.parametrize(
    "machine",
    [
        strange(ignores={ev.Command.SPEED}),
        strange(refuses={ev.Command.SPEED}),
        strange(target_factor=2.2),
        strange(ignores={ev.Command.SPEED}, start_kmh=2.0),
        strange(ignores={ev.Command.SPEED}, start_kmh=3.2),
        strange(ignores={ev.Command.SPEED}, start_kmh=1.24),
        strange(minimum_kmh=13.0),
    ],
    ids=["ignores", "refuses", "goes elsewhere", "at 2.0", "at 3.2", "at 1.24", "too fast"],
)
def test_who_does_not_obey_is_the_runners_to_drive(machine: Machine) -> None:
    model = checking(machine)
    model.run_to(Phase.RUNNING, 90)
    assert not found(model).obeys
    assert any("ignores commands" in say for _, say in model.cues(ev.Cue.WARNING))
    asked = len(model.asked_kmh())
    assert asked <= 1
    model.run(150)
    assert len(model.began()) == 3, "the workout goes on, and tells when to press"
    assert len(model.asked_kmh()) == asked
    assert not model.session.belt.checked


def test_a_machine_that_is_known_is_not_checked() -> None:
    model = Model(plan_of(walk(), run()), Machine(checked=True))
    model.start()
    model.run(10)
    assert model.said(ev.CheckBegan) == []
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0]


def test_a_start_at_the_console_is_checked_likewise() -> None:
    model = Model(plan_of(walk(), run()), strange())
    model.run(4)
    model.press_start()
    model.run_to(Phase.CHECKING)
    model.run_to(Phase.RUNNING)
    assert found(model).obeys
    told = next(e for e in model.log if isinstance(e, ev.IncreaseAnnounced))
    assert model.asked_kmh()[0] == (told.at, 2.0)
    assert told.at - told.t >= 3


def test_a_belt_that_only_reports_needs_no_check() -> None:
    model = Model(plan_of(walk(), run()), strange(controllable=False))
    model.run(4)
    model.press_start()
    model.run_to(Phase.RUNNING)
    assert model.said(ev.CheckBegan) == []


@pytest.mark.parametrize("how", ["runner", "console", "key", "stop"])
def test_a_check_can_be_broken_off(how: str) -> None:
    model = checking(strange())
    model.run(3)
    match how:
        case "runner":
            model.act(ev.Act.PAUSE)
        case "console":
            model.press_stop()
        case "key":
            model.pull_key()
        case "stop":
            model.act(ev.Act.STOP)
    model.run(30)
    assert model.speed_kmh() == 0
    if how in ("key", "stop"):
        assert model.is_over()
        return
    assert model.phase() is Phase.PAUSED
    assert found_none(model)
    model.act(ev.Act.RESUME)
    model.run_to(Phase.RUNNING)
    assert len(model.said(ev.CheckBegan)) == 2, "checked anew"
    assert found(model).obeys


def found_none(model: Model) -> bool:
    return model.said(ev.MachineChecked) == []


@pytest.mark.parametrize("silent", [True, False])
def test_a_check_out_of_touch_pauses_and_begins_anew(silent: bool) -> None:
    model = checking(strange())
    model.run(3)
    if silent:
        model.silent = True
    else:
        model.lose()
    model.run(11)
    assert model.phase() is Phase.PAUSED
    assert model.session.pause_reason is ev.PauseReason.LINK
    model.silent = False
    model.connect()
    model.run(5)
    assert found_none(model)
    model.act(ev.Act.RESUME)
    model.run_to(Phase.RUNNING)
    assert len(model.said(ev.CheckBegan)) == 2


def test_units_can_be_accepted_in_a_pause() -> None:
    model = checking(strange(target_factor=KMH_PER_MPH))
    model.run(30)
    model.act(ev.Act.PAUSE)
    model.run(10)
    model.act(ev.Act.ACCEPT_UNITS)
    assert model.phase() is Phase.PAUSED
    model.act(ev.Act.RESUME)
    model.run_to(Phase.RUNNING)
    assert len(model.said(ev.CheckBegan)) == 1


def test_a_belt_that_its_console_stopped_was_not_found_to_disobey() -> None:
    """The stop is silent, and the last zero comes just before the end of all patience."""
    model = checking(strange(target_factor=3.0, reports=False, stop_kmh_s=0.5))
    while not model.asked_kmh():
        model.run(0.25)
    assert model.session.check is not None
    ends_t = patience_ends_t(model.session.check)
    assert ends_t is not None
    while ends_t - model.t > model.speed_kmh() / 0.5 + 1.5:
        model.run(0.1)
    model.press_stop()
    model.run_to(Phase.PAUSED, limit_s=30)
    assert not model.said(ev.MachineChecked)
    assert not model.said(ev.ClockStarted)


def test_the_clock_waits_for_motion_although_the_units_are_accepted() -> None:
    model = checking(strange(target_factor=KMH_PER_MPH, reports=False, stop_kmh_s=2.0))
    while not model.said(ev.MachineChecked):
        model.run(0.25)
    model.glitch = True
    model.run(1.0)
    assert model.session.belt.speed_kmh == 0
    model.act(ev.Act.ACCEPT_UNITS)
    assert model.phase() is Phase.CHECKING
    model.run(1.0)
    assert model.phase() is Phase.RUNNING


@pytest.mark.parametrize(
    ("lowest_kmh", "asked"), [(3.5, [3.5]), (4.0, [4.0]), (4.1, []), (5.0, [])]
)
def test_a_machine_whose_slowest_is_no_walk_is_not_asked(
    lowest_kmh: float, asked: list[float]
) -> None:
    model = checking(strange(minimum_kmh=lowest_kmh, start_kmh=lowest_kmh - 2))
    model.run(30)
    assert [kmh for _, kmh in model.asked_kmh()][:1] == asked


def test_the_announced_walk_is_asked_on_its_second_and_not_at_a_reading() -> None:
    """It is announced anew where the belt took longer to start than the first one holds."""
    model = checking(strange(telemetry_s=(0.7,), countdown_s=18.0))
    model.run(10)
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)][-1]
    assert model.asked_kmh() == [(told.at, 2.0)]
    assert told.at not in [event.t for event in model.said(ev.BeltReading)]


@pytest.mark.parametrize("data_factor", [1.0, KMH_PER_MPH])
def test_a_finding_is_told_in_whole_hundredths(data_factor: float) -> None:
    model = checking(strange(target_factor=data_factor, data_factor=data_factor))
    model.run(60)
    measured_kmh = found(model).measured_kmh
    assert measured_kmh is not None
    assert measured_kmh == round(measured_kmh, 2) == pytest.approx(2.0 * data_factor, abs=0.006)


BELT = Belt(speed_kmh=2.0, read_at=20.0, steady_since=15.0, fresh_moving=5)
ASKED = Check(5.0, 0.8, 10.0, 2.0)


@pytest.mark.parametrize(
    ("measured_kmh", "factors"),
    [
        (2.25, (1.0, 1.0)),
        (1.75, (1.0, 1.0)),
        (2.26, None),
        (3.2, (KMH_PER_MPH, 1.0)),
        (1.24, (1.0, KMH_PER_MPH)),
        (0.98, None),
    ],
)
def test_a_quarter_of_a_kmh_is_near_enough(
    measured_kmh: float, factors: tuple[float, float] | None
) -> None:
    assert verdict(2.0, measured_kmh) == factors


def test_a_belt_that_runs_as_it_would_anyway_proves_nothing() -> None:
    def any_kmh(kmh: float) -> float:
        return kmh

    assert walk_kmh(0.8, any_kmh) == 2.0
    # 2.0 and 1.5 are a quarter from what it does, 2.5 taken for miles is nearer still.
    assert walk_kmh(1.75, any_kmh) == 2.25
    assert walk_kmh(1.74, any_kmh) == 2.0


@pytest.mark.parametrize(
    ("check", "waits"),
    [
        (Check(1.0), False),
        (replace(ASKED, finding=ev.MachineChecked(3.0, True, 1.0, 1.0)), False),
        (replace(ASKED, finding=ev.MachineChecked(3.0, True, KMH_PER_MPH, 1.0)), True),
        (replace(ASKED, finding=ev.MachineChecked(3.0, True, 1.0, KMH_PER_MPH)), True),
        (replace(ASKED, finding=ev.MachineChecked(3.0, False, KMH_PER_MPH, 1.0)), False),
    ],
)
def test_other_units_alone_await_a_choice(check: Check, waits: bool) -> None:
    assert check.awaits_choice is waits


COUNTER = Odometer(counter_m=100.0)
AGREED = replace(ASKED, agreed_at=15.0, agreed_kmh=2.0)
IN_KMH = ev.MachineChecked(20.0, True, 1.0, 1.0, 2.0, 2.0)


@pytest.mark.parametrize(
    ("belt", "check", "proves"),
    [
        (BELT, ASKED, IN_KMH),
        (replace(BELT, steady_since=10.0), ASKED, None),
        (replace(BELT, steady_since=18.1), ASKED, None),
        (replace(BELT, speed_kmh=4.0), ASKED, None),
        (replace(BELT, speed_kmh=None), ASKED, None),
        (BELT, replace(ASKED, asked_at=None), None),
        (BELT, replace(ASKED, asked_kmh=None), None),
        (BELT, replace(ASKED, finding=IN_KMH), None),
        # It wavers about the speed that was asked, since it was.
        (
            replace(
                BELT,
                steady_since=19.0,
                recent_kmh=tuple((14.0 + n, 2.0 + 0.2 * (n % 2)) for n in range(6)),
            ),
            ASKED,
            ev.MachineChecked(20.0, True, 1.0, 1.0, 2.0, 2.0),
        ),
        (
            replace(
                BELT,
                steady_since=19.0,
                recent_kmh=tuple((10.0 + n, 2.0 + 0.2 * (n % 2)) for n in range(6)),
            ),
            ASKED,
            None,
        ),
        # It agreed: its distance has the last word, as long as one is told.
        (BELT, AGREED, IN_KMH),
        (replace(BELT, odometer=COUNTER), AGREED, None),
        (replace(BELT, odometer=COUNTER), replace(AGREED, agreed_at=-25.0), IN_KMH),
        (replace(BELT, odometer=COUNTER), replace(AGREED, agreed_at=-24.9), None),
        (
            replace(BELT, odometer=COUNTER, data_factor=1.6),
            AGREED,
            ev.MachineChecked(20.0, True, 1.6, 1.6, 2.0, 3.2),
        ),
        (replace(BELT, odometer=COUNTER, data_factor=1.0), AGREED, IN_KMH),
    ],
)
def test_what_a_reading_proves(belt: Belt, check: Check, proves: ev.MachineChecked | None) -> None:
    assert finding(belt, check, 20.0) == proves


def test_an_agreement_is_kept_until_the_check_is_over() -> None:
    assert agreed(BELT, ASKED, 20.0) == replace(ASKED, agreed_at=20.0, agreed_kmh=2.0)
    assert agreed(BELT, AGREED, 20.0) is AGREED
    over = replace(ASKED, finding=IN_KMH)
    assert agreed(BELT, over, 20.0) is over
    assert agreed(replace(BELT, speed_kmh=3.2), ASKED, 20.0) is ASKED


@pytest.mark.parametrize(
    ("check", "ends_t"),
    [
        (Check(5.0), 65.0),
        (replace(ASKED, asked_at=None), 65.0),
        (replace(ASKED, asked_kmh=None), 65.0),
        (AGREED, 60.0),
        (replace(ASKED, finding=IN_KMH), None),
        # The farthest that it may settle at is 3.2 km/h, by the slowest ramp.
        (ASKED, 10.0 + 10.0 + (2.0 * KMH_PER_MPH - 0.8) / 0.3),
        (replace(ASKED, from_kmh=None), 10.0 + 10.0 + 2.0 * KMH_PER_MPH / 0.3),
        (replace(ASKED, from_kmh=0.0), 10.0 + 10.0 + 2.0 * KMH_PER_MPH / 0.3),
    ],
)
def test_when_patience_ends(check: Check, ends_t: float | None) -> None:
    assert patience_ends_t(check) == (None if ends_t is None else pytest.approx(ends_t))


def test_what_is_found_then() -> None:
    disobeys = ev.MachineChecked(65.0, False, asked_kmh=None, measured_kmh=2.0)
    assert end_of_patience(BELT, Check(5.0), 20.0) == disobeys
    assert end_of_patience(BELT, Check(5.0), 99.0) == replace(disobeys, t=99.0)
    assert end_of_patience(BELT, AGREED, 20.0) == replace(IN_KMH, t=60.0)
    assert end_of_patience(BELT, replace(ASKED, finding=IN_KMH), 20.0) is None


def test_a_belt_that_stands_or_was_asked_for_nothing_miscounts_what_it_does() -> None:
    belt = replace(BELT, data_factor=1.6, commanded_kmh=2.1)
    assert miscount(belt, 9.0) == ev.MachineChecked(9.0, True, 1.6, 1.6, 2.1, 3.2)
    unasked = replace(belt, commanded_kmh=None)
    assert miscount(unasked, 9.0) == ev.MachineChecked(9.0, True, 1.6, 1.6, 2.0, 3.2)
    unread = replace(unasked, speed_kmh=None)
    assert miscount(unread, 9.0) == ev.MachineChecked(9.0, True, 1.6, 1.6, 0.0, 0.0)
    standing = replace(unasked, speed_kmh=0.0)
    assert miscount(standing, 9.0).measured_kmh == 0.0
