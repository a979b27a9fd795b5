"""The heart rate of a treadmill's console, for want of a strap's."""

from dataclasses import replace

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.console_heart import allowed, may_raise
from runwalk_tui.workout.decide import decide
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control_state import HeartAction, HeartControlSettings
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.runner import RunnerProfile
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.step_record import StepRecord

T = 100.0
UP = DeviceLink(state=ev.LinkState.UP)
TRUSTING = RunnerProfile(coaching=HeartControlSettings(console_heart=True))
PLAN = Plan(
    "p",
    "P",
    (Step(Kind.WALK, 5.0, duration_s=600, until_bpm=120), Step(Kind.RUN, 9.0, duration_s=60)),
)


def walking(heart: Heart | None = None, runner: RunnerProfile | None = None) -> Session:
    return Session(
        t=T,
        phase=Phase.RUNNING,
        plan=PLAN,
        runner=runner or RunnerProfile(),
        belt=Belt(link=UP, ready=True, controllable=True, speed_kmh=5.0, read_at=T),
        heart=heart or Heart(),
        step=StepRecord(0, Kind.WALK, 0.0, 0.0, active_s=60.0),
    )


def told(session: Session, bpm: int | None, times: int = 1) -> Session:
    for _ in range(times):
        session = evolve(session, ev.BeltReading(session.t + 1, 5.0, heart_bpm=bpm))
    return session


def test_it_stands_in_for_a_strap_that_never_was() -> None:
    session = told(walking(), 118, 3)
    assert (session.heart.bpm, session.heart.by_console) == (118, True)
    assert session.step is not None
    assert session.step.mean_bpm == 118
    assert session.heart.doubt(session.t) is None


@pytest.mark.parametrize("bpm", [None, 0, 255])
def test_no_rate_is_none(bpm: int | None) -> None:
    session = told(walking(), bpm)
    assert session.heart.bpm is None
    assert session.step is not None
    assert session.step.samples == 0


def test_a_strap_counts_alone_as_long_as_it_is_there() -> None:
    strap = Heart(link=UP, strap="H10", bpm=140, read_at=T)
    assert told(walking(strap), 118).heart == strap
    lost = replace(strap, link=DeviceLink(state=ev.LinkState.LOST))
    assert not told(walking(lost), 118, 25).heart.by_console, "it may be back at once"
    session = told(walking(lost), 118, 35)
    assert (session.heart.bpm, session.heart.by_console, session.heart.leapt) == (118, True, False)
    up = ev.LinkChanged(session.t + 1, ev.Device.STRAP, ev.LinkState.UP, "H10", "AA")
    back = evolve(session, up)
    assert (back.heart.bpm, back.heart.by_console) == (None, False)
    assert not told(back, 118).heart.by_console


@pytest.mark.parametrize(("runner", "ends"), [(RunnerProfile(), False), (TRUSTING, True)])
def test_it_ends_no_walk_unless_it_is_trusted(runner: RunnerProfile, ends: bool) -> None:
    session = told(walking(runner=runner), 110, 3)
    reading = ev.BeltReading(session.t + 1, 5.0, heart_bpm=110)
    follows = decide(evolve(session, reading), reading)
    assert any(isinstance(each, ev.StepBegan | ev.ChangeScheduled) for each in follows) is ends


@pytest.mark.parametrize("runner", [RunnerProfile(), TRUSTING])
def test_a_rise_is_left_out_unless_it_is_trusted(runner: RunnerProfile) -> None:
    session = told(walking(runner=runner), 110)
    trusted = runner is TRUSTING
    assert may_raise(session) is trusted
    for action in (HeartAction.HOLD, HeartAction.INCLINE, HeartAction.SHADOW):
        rise = ev.CoachActed(T, action, Kind.RUN, 0.1, 110.0)
        assert (allowed(session, rise) is rise) is trusted
        fall = replace(rise, value=-0.1)
        assert allowed(session, fall) is fall
    longer = ev.CoachActed(T, HeartAction.LONGER_WALK, Kind.WALK, 15.0, 150.0)
    assert allowed(session, longer) is longer
    assert allowed(replace(session, heart=Heart()), replace(longer, advice=HeartAction.HOLD))
