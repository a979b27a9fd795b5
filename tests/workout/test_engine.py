"""What comes late: a notice counts from when it is given, the rest is not caught up on."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Phase, Session, StepRecord
from tests.workout.model import plan_of, run, walk
from tests.workout.test_rules import belt, session

T = 100.0


def engine(of: Session) -> Engine:
    made = Engine()
    made.session = of
    return made


def walking(left_s: float, **changed: Any) -> Session:
    """A walk that ends in a run; its belt is read for as long as these tests last."""
    step = StepRecord(0, Kind.WALK, 70.0, 0.0, active_s=60.0 - left_s)
    of = session(belt=belt(read_at=T + 1), step=step, counted=0)
    return replace(of, **changed)


def notices(log: list[ev.Event]) -> list[ev.IncreaseAnnounced]:
    return [event for event in log if isinstance(event, ev.IncreaseAnnounced)]


def test_a_notice_in_time_is_dated_when_it_was_due() -> None:
    for late_s in (0.0, 0.04):
        log = engine(walking(4.0)).advance(T + 1 + late_s)
        assert notices(log) == [ev.IncreaseAnnounced(T + 1, 8.5, T + 4, T + 6, 1)]


def test_a_late_notice_counts_from_when_it_is_given_and_lasts_as_long() -> None:
    log = engine(walking(4.0)).advance(T + 2)
    assert notices(log) == [ev.IncreaseAnnounced(T + 2, 8.5, T + 5, T + 7, 1)]


def test_what_was_due_before_a_late_notice_comes_before_it() -> None:
    counting = walking(4.0, counted=4)
    log = engine(counting).advance(T + 1.5)
    kinds = [type(event) for event in log]
    assert kinds.index(ev.CueDue) < kinds.index(ev.IncreaseAnnounced)
    assert next(event.t for event in log if isinstance(event, ev.CueDue)) == T + 1


@pytest.mark.parametrize(("late_s", "stalled"), [(2.0, False), (2.1, True)])
def test_more_than_two_seconds_late_the_program_stood_still(late_s: float, stalled: bool) -> None:
    of = session(Phase.PAUSED, belt(read_at=T - 1))
    log = engine(of).advance(T + 2 + late_s)
    assert (ev.Stalled(T, until=T + 2 + late_s) in log) is stalled
    assert isinstance(log[0], ev.Stalled) is stalled


def test_nothing_is_due_before_its_time() -> None:
    made = engine(session(Phase.PAUSED, belt(read_at=T - 1)))
    assert made.next_deadline() == T + 2
    assert made.advance(T + 1.9) == []
    assert made.advance(T + 2) == [ev.TelemetryAged(T + 2, 3)]
    assert Engine().next_deadline() is None
    assert Engine().advance(5.0) == []


def test_an_event_comes_after_what_was_due_before_it_and_at_its_own_moment_first() -> None:
    cue = ev.CueDue(T + 2, ev.Cue.NOTICE, "Well")
    aged = ev.TelemetryAged(T + 2, 3)
    made = engine(session(Phase.PAUSED, belt(read_at=T - 1)))
    assert made.feed(replace(cue, t=T + 3))[0] == aged
    present = engine(session(Phase.PAUSED, belt(read_at=T - 3)))
    assert present.feed(replace(cue, t=T)) == [replace(cue, t=T)]
    assert present.advance(T) == [replace(aged, t=T)]


def test_a_log_never_goes_back() -> None:
    made = engine(session(Phase.PAUSED))
    early = ev.CueDue(T - 5, ev.Cue.NOTICE, "Well")
    assert made.feed(early) == [replace(early, t=T)]
    assert made.session.t == T


def test_the_end_of_a_workout_is_reached_in_one_go() -> None:
    plan = plan_of(walk(60), Step(Kind.WALK, 4.0, duration_s=1.0), run(60))
    log = engine(walking(0.5, plan=plan)).advance(T + 1.6)
    assert [event.index for event in log if isinstance(event, ev.StepBegan)] == [1, 2]
