"""A belt that was told to stop, and what the end of a workout leaves open of it."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session, StepRecord
from runwalk_tui.workout.standing import (
    after_end,
    defied,
    fold_after_end,
    has_moved,
    leaving_cue,
    matters_after_end,
)

T = 20.0
MOVING = Belt(speed_kmh=6.0, read_at=T, steady_since=5.0)
STEP = StepRecord(0, Kind.RUN, 0.0, 0.0)


@pytest.mark.parametrize(
    ("changed", "moved"),
    [
        ({}, False),
        ({"start_asked_at": 3.0}, True),
        ({"step": STEP}, True),
        ({"done": (STEP,)}, True),
        ({"belt": MOVING}, True),
        ({"belt": Belt(contested_since=3.0)}, True),
        ({"belt": Belt(speed_kmh=0.0)}, False),
    ],
    ids=str,
)
def test_a_belt_has_moved_that_was_asked_to_or_seen_or_contested(
    changed: dict[str, Any], moved: bool
) -> None:
    assert has_moved(replace(Session(), **changed)) is moved


def stop(stage: ev.Stage, t: float = 16.0) -> ev.CommandProgressed:
    return ev.CommandProgressed(t, ev.Command.STOP, stage)


STOPPING = Session(
    t=T,
    phase=Phase.STOPPING,
    stop_asked_at=16.0,
    belt=replace(MOVING, command=stop(ev.Stage.SENT)),
)
PAUSED = replace(STOPPING, phase=Phase.PAUSED, pause_asked_at=16.0, stop_asked_at=None)


def with_command(session: Session, command: ev.CommandProgressed | None) -> Session:
    return replace(session, belt=replace(session.belt, command=command))


@pytest.mark.parametrize(
    ("session", "said"),
    [
        (STOPPING, True),
        (replace(STOPPING, stop_asked_at=16.1), False),
        (replace(STOPPING, stop_asked_at=None), False),
        (with_command(STOPPING, None), False),
        (with_command(STOPPING, stop(ev.Stage.CONFIRMED)), False),
        (with_command(STOPPING, stop(ev.Stage.UNKNOWN)), False),
        (
            with_command(STOPPING, ev.CommandProgressed(16.0, ev.Command.PAUSE, ev.Stage.SENT)),
            False,
        ),
        (replace(STOPPING, belt=replace(STOPPING.belt, speed_kmh=0.0)), False),
        (replace(STOPPING, belt=replace(STOPPING.belt, falling=True, steady_since=19.0)), False),
        (replace(STOPPING, last_cue=(18.0, "alarm", say.DOES_NOT_STOP)), False),
        (replace(STOPPING, last_cue=(18.0, "alarm", say.PRESS_STOP)), True),
        (PAUSED, True),
        (replace(PAUSED, pause_asked_at=16.1), False),
        # In the place of a pause that was not obeyed.
        (replace(PAUSED, pause_asked_at=None), True),
        (with_command(replace(PAUSED, pause_asked_at=None), stop(ev.Stage.SENT, 16.1)), False),
        (with_command(replace(PAUSED, pause_asked_at=None), None), False),
        (replace(PAUSED, phase=Phase.RUNNING), False),
        (replace(PAUSED, phase=Phase.STOPPING, stop_asked_at=19.0), False),
    ],
)
def test_a_belt_defies_a_stop_after_four_seconds(session: Session, said: bool) -> None:
    alarm = [ev.CueDue(T, ev.Cue.ALARM, say.DOES_NOT_STOP)]
    assert defied(session, T) == (alarm if said else [])


TOGGLES = ev.QuirkLearned(T, stop_is_toggle=True)
MAY_BE = (19.0, "alarm", f"{say.MAY_BE_MOVING}.")


def test_only_a_stop_s_end_and_a_belt_that_starts_again_matter_after_the_end() -> None:
    assert matters_after_end(TOGGLES) is True
    assert matters_after_end(ev.QuirkLearned(T, stop_is_toggle=False)) is False
    assert matters_after_end(stop(ev.Stage.CONFIRMED)) is True
    assert matters_after_end(stop(ev.Stage.SENT)) is False
    assert matters_after_end(ev.CommandProgressed(T, ev.Command.PAUSE, ev.Stage.UNKNOWN)) is False
    assert matters_after_end(ev.BeltReading(T, 3.0)) is False


@pytest.mark.parametrize("stood", [True, False])
def test_a_belt_that_starts_again_stands_no_more_until_stop_is_confirmed_anew(stood: bool) -> None:
    ended = Session(phase=Phase.ENDED, belt_stopped=stood)
    assert not fold_after_end(ended, TOGGLES).belt_stopped
    assert fold_after_end(ended, stop(ev.Stage.CONFIRMED)).belt_stopped
    assert fold_after_end(ended, stop(ev.Stage.UNKNOWN)) is ended
    assert fold_after_end(ended, ev.QuirkLearned(T, stop_is_toggle=False)) is ended


@pytest.mark.parametrize("stage", [ev.Stage.UNKNOWN, ev.Stage.REJECTED])
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, True),
        ({"belt": Belt()}, False),
        ({"belt_stopped": True}, False),
        ({"last_cue": MAY_BE}, False),
        ({"last_cue": (19.0, "alarm", say.DOES_NOT_STOP)}, True),
    ],
    ids=str,
)
def test_a_stop_that_came_to_nothing_is_said_once(
    stage: ev.Stage, changed: dict[str, Any], said: bool
) -> None:
    ended = replace(Session(phase=Phase.ENDED, belt=MOVING), **changed)
    press = [ev.CueDue(T, ev.Cue.ALARM, say.PRESS_STOP)]
    assert after_end(ended, stop(stage, T)) == (press if said else [])


def test_what_else_is_said_after_the_end() -> None:
    ended = Session(phase=Phase.ENDED, belt=MOVING)
    assert after_end(ended, TOGGLES) == [ev.CueDue(T, ev.Cue.ALARM, say.MOVES_AGAIN)]
    assert after_end(ended, ev.QuirkLearned(T, stop_is_toggle=False)) == []
    assert after_end(ended, stop(ev.Stage.CONFIRMED)) == []
    assert leaving_cue(T) == ev.CueDue(T, ev.Cue.NOTICE, say.STILL_CHECKING)
