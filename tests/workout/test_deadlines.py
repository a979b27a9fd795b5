"""What time alone brings, condition by condition: the next event and its moment."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.cues import set_speed_cue
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.schedule import step_end_t, upcoming
from runwalk_tui.workout.session import NOT_COUNTED, Change, Phase, Session, StepRecord
from runwalk_tui.workout.walking_check import Check
from tests.workout.model import plan_of, run, walk
from tests.workout.test_rules import UP, ZERO, belt, session

T = 100.0
FINISHED = ev.StopAsked(130.0, ev.Outcome.FINISHED)
LAST = session(belt=belt(read_at=129.0), counted=0, plan=plan_of(walk(60)))
"""The last step, thirty seconds before its end, counted down already."""

DISTANCE = plan_of(Step(Kind.WALK, 5.0, distance_m=80.0), run(60))


def by_distance(left_m: float, **changed: Any) -> Session:
    step = StepRecord(0, Kind.WALK, 70.0, 0.0, active_s=30.0, distance_m=80.0 - left_m)
    return replace(session(), plan=DISTANCE, step=step, counted=0, **changed)


@pytest.mark.parametrize(
    ("of", "end_t"),
    [
        (session(), 130.0),
        (session(Phase.PAUSED), None),
        (session(step=None), None),
        (session(change=Change(1, 102.0)), 102.0),
        # 5 km/h are 4.17 m in 3 s: so long the last reading counts.
        (by_distance(4.0), T + 4.0 / 5.0 * 3.6),
        (by_distance(4.2), None),
        (by_distance(4.0, belt=belt(read_at=None)), None),
        (by_distance(4.0, belt=belt(lost_since=99.0)), None),
        (by_distance(4.0, belt=ZERO), None),
        (by_distance(50.0, change=Change(1, 120.0)), 120.0),
        (by_distance(2.5, belt=belt(speed_kmh=3.0)), T + 3.0),
    ],
)
def test_when_a_step_ends(of: Session, end_t: float | None) -> None:
    assert step_end_t(of) == (None if end_t is None else pytest.approx(end_t))


def test_a_step_ends_in_the_next_one_or_the_session() -> None:
    assert upcoming(LAST) == FINISHED
    two = replace(LAST, plan=plan_of(walk(60), walk(60, 4.0)))
    assert upcoming(two) == ev.StepBegan(130.0, 1, Kind.WALK, 4.0)
    assert upcoming(replace(LAST, plan=None)) != FINISHED


AGED = belt(read_at=95.0)


@pytest.mark.parametrize(
    ("phase", "of", "changed", "event"),
    [
        (Phase.PAUSED, AGED, {}, ev.TelemetryAged(T, 3)),
        (Phase.PAUSED, belt(read_at=98.0), {}, ev.TelemetryAged(101.0, 3)),
        (Phase.PAUSED, belt(read_at=98.0, aged_s=3), {}, ev.TelemetryAged(103.0, 5)),
        (Phase.PAUSED, belt(read_at=98.0, aged_s=5), {}, ev.TelemetryAged(108.0, 10)),
        (Phase.PAUSED, belt(aged_s=10), {}, None),
        (Phase.STOPPING, AGED, {}, ev.TelemetryAged(T, 3)),
        (Phase.ARMING, AGED, {}, None),
        (Phase.PAUSED, belt(read_at=None), {}, None),
        (Phase.PAUSED, belt(read_at=None), {"start_asked_at": 3.0}, ev.TelemetryAged(T, 3)),
        (Phase.PAUSED, belt(link=replace(UP, state=ev.LinkState.LOST)), {}, None),
        # A connection is as young as its link, and silent only from then on.
        (Phase.PAUSED, belt(link=replace(UP, since=99.0)), {}, ev.TelemetryAged(103.0, 3)),
        (
            Phase.PAUSED,
            belt(link=replace(UP, since=99.0), read_at=None),
            {"start_asked_at": 3.0},
            ev.TelemetryAged(102.0, 3),
        ),
        # Out of sight, or at zero: only a clock that runs is stopped.
        (Phase.PAUSED, belt(aged_s=10, lost_since=90.0), {}, None),
        (
            Phase.RUNNING,
            belt(aged_s=10, lost_since=80.0),
            {},
            ev.ClockPaused(110.0, ev.PauseReason.LINK, since=110.0),
        ),
        (
            Phase.RUNNING,
            belt(aged_s=10, lost_since=69.0),
            {},
            ev.ClockPaused(T, ev.PauseReason.LINK, since=T),
        ),
        (
            Phase.CHECKING,
            belt(aged_s=10, lost_since=80.0),
            {},
            ev.ClockPaused(110.0, ev.PauseReason.LINK, since=110.0),
        ),
        (
            Phase.RUNNING,
            replace(ZERO, zero_since=98.5),
            {},
            ev.ClockPaused(101.5, ev.PauseReason.CONSOLE, since=98.5),
        ),
        (
            Phase.RUNNING,
            replace(ZERO, zero_since=95.0),
            {},
            ev.ClockPaused(T, ev.PauseReason.CONSOLE, since=95.0),
        ),
        (Phase.PAUSED, replace(ZERO, aged_s=10), {}, None),
        (Phase.OPENING, AGED, {}, None),
        (Phase.ENDED, AGED, {}, None),
    ],
)
def test_what_silence_brings(
    phase: Phase, of: Belt, changed: dict[str, Any], event: ev.Event | None
) -> None:
    assert upcoming(session(phase, of, **changed)) == event


@pytest.mark.parametrize(
    ("of", "event"),
    [
        (belt(read_at=None), ev.TelemetryAged(T, 3)),
        (belt(read_at=None, link=replace(UP, since=98.0)), ev.TelemetryAged(101.0, 3)),
        (belt(read_at=None, aged_s=3), None),
        (belt(read_at=50.0), None),
    ],
)
def test_a_treadmill_that_never_said_a_word_is_told_of_once(
    of: Belt, event: ev.Event | None
) -> None:
    assert upcoming(session(Phase.ARMING, of)) == event


@pytest.mark.parametrize(
    ("of", "changed", "event"),
    [
        (ZERO, {}, None),
        (ZERO, {"start_at": 103.0}, ev.StartAsked(103.0)),
        (ZERO, {"start_at": 99.0}, ev.StartAsked(T)),
        # Its last word is too old by then, or it moves already.
        (
            replace(ZERO, read_at=97.9, still=False),
            {"start_at": 103.0},
            ev.ClockPaused(103.0, ev.PauseReason.LINK, since=103.0),
        ),
        (
            belt(),
            {"start_at": 103.0},
            ev.ClockPaused(103.0, ev.PauseReason.LINK, since=103.0),
        ),
        # Asked, and nothing moves within twenty seconds.
        (
            ZERO,
            {"start_at": 90.0, "start_asked_at": 90.0},
            ev.ClockPaused(110.0, ev.PauseReason.NO_MOTION, since=110.0),
        ),
        (
            ZERO,
            {"start_at": 70.0, "start_asked_at": 70.0},
            ev.ClockPaused(T, ev.PauseReason.NO_MOTION, since=T),
        ),
        (
            replace(ZERO, read_at=90.0),
            {"start_asked_at": 90.0},
            ev.ClockPaused(110.0, ev.PauseReason.LINK, since=110.0),
        ),
        (
            replace(ZERO, read_at=90.1),
            {"start_asked_at": 90.0},
            ev.ClockPaused(110.0, ev.PauseReason.NO_MOTION, since=110.0),
        ),
        (
            replace(ZERO, read_at=None),
            {"start_asked_at": 90.0},
            ev.ClockPaused(110.0, ev.PauseReason.LINK, since=110.0),
        ),
    ],
)
def test_what_becomes_of_a_start(of: Belt, changed: dict[str, Any], event: ev.Event | None) -> None:
    assert upcoming(session(Phase.STARTING, of, step=None, **changed)) == event


def test_a_program_that_stands_still_goes_on_before_all_else() -> None:
    stalled: dict[str, Any] = {"stalled": ev.Stalled(90.0, until=101.0)}
    assert upcoming(session(Phase.PAUSED, **stalled)) == ev.WentOn(101.0, after_s=11.0)
    late: dict[str, Any] = {"stalled": ev.Stalled(90.0, until=95.0)}
    assert upcoming(session(Phase.PAUSED, **late)) == ev.WentOn(T, after_s=10.0)
    assert upcoming(session(Phase.ENDED, **stalled)) is None
    asked = session(Phase.STARTING, ZERO, start_asked_at=70.0, step=None)
    unseen = replace(asked, stalled=ev.Stalled(90.0, until=500.0))
    assert upcoming(unseen) == ev.ClockPaused(T, ev.PauseReason.STALLED, since=T)


def counted(of: Session) -> tuple[float, str]:
    """The number that comes next, and when."""
    event = upcoming(of)
    assert isinstance(event, ev.CueDue)
    assert event.cue is ev.Cue.COUNTDOWN
    return round(event.t, 6), event.say


@pytest.mark.parametrize(
    ("left_s", "last", "t", "number"),
    [
        (4.0, NOT_COUNTED, 101.0, "3"),
        (3.0, NOT_COUNTED, T, "3"),
        (2.9, NOT_COUNTED, 100.9, "2"),
        (4.0, 3, 102.0, "2"),
        (4.0, 2, 103.0, "1"),
        (1.0, NOT_COUNTED, T, "1"),
    ],
)
def test_the_last_three_seconds_are_counted(
    left_s: float, last: int, t: float, number: str
) -> None:
    step = StepRecord(0, Kind.WALK, 70.0, 0.0, active_s=60.0 - left_s)
    of = replace(LAST, step=step, counted=last)
    assert counted(of) == (t, number)


def test_a_countdown_by_distance_is_as_long_as_its_end_is_foreseen() -> None:
    # 2.5 m at 3 km/h are three seconds: its last reading counts until then, and not to 2 s later.
    three = by_distance(2.5, belt=belt(speed_kmh=3.0, tells=False))
    three = replace(three, counted=NOT_COUNTED, plan=plan_of(DISTANCE.steps[0], walk(60, 2.0)))
    assert counted(three) == (T, "3")
    for unseen in (belt(read_at=None), belt(lost_since=99.0, aged_s=10)):
        of = replace(three, belt=replace(unseen, speed_kmh=3.0))
        following = upcoming(of)
        assert not isinstance(following, ev.CueDue)
    # 4.5 m are beyond the reading: the "3" of 2.4 s hence is within it.
    farther = replace(three, step=by_distance(4.5).step)
    assert counted(farther) == (T + 2.4, "3")
    farthest = replace(three, step=by_distance(5.5).step)
    assert isinstance(upcoming(farthest), ev.TelemetryAged)


def announcing(**changed: Any) -> Session:
    """A walk that ends in four seconds in a run: a notice in one second."""
    step = StepRecord(0, Kind.WALK, 70.0, 0.0, active_s=56.0)
    return replace(session(), step=step, counted=0, **changed)


NOTICE = ev.IncreaseAnnounced(101.0, 8.5, 104.0, 106.0, 1)


@pytest.mark.parametrize(
    ("of", "announced"),
    [
        (announcing(), True),
        (announcing(announced=NOTICE), False),
        (announcing(announced=replace(NOTICE, index=0)), True),
        (announcing(belt=belt(controllable=False)), False),
        (announcing(belt=belt(ready=False)), False),
        (announcing(belt=belt(lost_since=99.0)), False),
        (announcing(belt=belt(speed_kmh=8.5, commanded_kmh=8.5, in_force_kmh=8.5)), False),
        (announcing(plan=plan_of(walk(60), walk(60))), False),
        (announcing(plan=plan_of(walk(60))), False),
        (announcing(change=Change(1, 104.0)), True),
    ],
)
def test_a_faster_step_is_announced_three_seconds_before(of: Session, announced: bool) -> None:
    assert (upcoming(of) == NOTICE) is announced
    assert upcoming(of, announces=False) != NOTICE


def test_a_notice_that_is_due_already_is_given_now_and_lasts_as_long() -> None:
    near = announcing()
    assert near.step is not None
    late = replace(near, step=replace(near.step, active_s=58.0))
    assert upcoming(late) == ev.IncreaseAnnounced(T, 8.5, 103.0, 105.0, 1)
    over = replace(near, step=replace(near.step, active_s=60.0))
    assert upcoming(over) == ev.StepBegan(T, 1, Kind.RUN, 8.5)


def test_the_runner_who_sets_the_speed_is_told_ten_seconds_before() -> None:
    step = StepRecord(0, Kind.WALK, 70.0, 0.0, active_s=48.0)
    by_hand = session(
        belt=Belt(), step=step, by_hand=True, counted=NOT_COUNTED, plan=plan_of(walk(60), run(60))
    )
    assert upcoming(by_hand) == set_speed_cue(102.0, 8.5)
    assert upcoming(replace(by_hand, plan=plan_of(walk(60)))) == set_speed_cue(102.0, None)
    told = replace(by_hand, counted=10)
    assert upcoming(told) == ev.CueDue(109.0, ev.Cue.COUNTDOWN, "3")
    at_once = replace(by_hand, step=replace(step, active_s=50.0))
    assert upcoming(at_once) == set_speed_cue(T, 8.5)
    late = replace(by_hand, step=replace(step, active_s=50.5))
    assert upcoming(late) == ev.CueDue(106.5, ev.Cue.COUNTDOWN, "3")
    driven = replace(by_hand, by_hand=False)
    assert upcoming(driven) == ev.CueDue(109.0, ev.Cue.COUNTDOWN, "3")


def test_what_was_announced_is_asked_in_its_time_of_a_belt_that_moves() -> None:
    waiting = ev.IncreaseAnnounced(98.0, 8.5, 101.0, 103.0, 0)
    due = replace(session(), announced=waiting, counted=0, plan=plan_of(run(600, 8.5)))
    assert upcoming(due) == ev.SpeedAsked(101.0, 8.5)
    past = replace(due, announced=replace(waiting, at=99.0))
    assert upcoming(past) == ev.SpeedAsked(T, 8.5)
    assert not isinstance(upcoming(replace(due, announced=None)), ev.SpeedAsked)


CHECK = Check(50.0, 0.8, 60.0, 2.0)


@pytest.mark.parametrize(
    ("of", "check", "event"),
    [
        (
            belt(aged_s=10, lost_since=None),
            Check(50.0),
            ev.MachineChecked(110.0, False, asked_kmh=None, measured_kmh=5.0),
        ),
        (
            belt(aged_s=10),
            Check(20.0),
            ev.MachineChecked(T, False, asked_kmh=None, measured_kmh=5.0),
        ),
        (belt(aged_s=10), None, None),
        (
            belt(aged_s=10, zero_since=99.0),
            Check(20.0),
            ev.ClockPaused(102.0, ev.PauseReason.CONSOLE, since=99.0),
        ),
        (
            belt(aged_s=10),
            replace(CHECK, agreed_at=60.0, agreed_kmh=2.0),
            ev.MachineChecked(105.0, True, 1.0, 1.0, 2.0, 2.0),
        ),
        (belt(aged_s=10), replace(CHECK, finding=ev.MachineChecked(T, True)), None),
    ],
)
def test_a_check_ends_in_the_end(of: Belt, check: Check | None, event: ev.Event | None) -> None:
    assert upcoming(session(Phase.CHECKING, of, check=check, step=None)) == event


def test_before_a_session_is_opened_nothing_is_due() -> None:
    assert upcoming(Session()) is None
