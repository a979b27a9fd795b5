"""A belt that is too fast, each condition by itself: what it may run at, and what is done."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.overspeed import (
    answer,
    exceeded,
    fold_overspeed,
    is_runaway,
    limit_kmh,
)
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session, StepRecord
from tests.workout.model import plan_of, run

T = 20.0
BELT = Belt(
    ready=True,
    controllable=True,
    tells=True,
    speed_kmh=9.0,
    read_at=T,
    steady_since=10.0,
    fresh_moving=3,
    commanded_kmh=7.0,
    commanded_at=10.0,
    commanded_from_kmh=5.0,
    in_force_kmh=7.0,
)
"""Asked for 7, it came to 7, and now runs at 9."""


def running(changed: dict[str, Any], **more: Any) -> Session:
    session = Session(
        t=T,
        phase=Phase.RUNNING,
        plan=plan_of(run(600, 7.0)),
        step=StepRecord(0, Kind.RUN, 0.0, 0.0),
        runner=ev.RunnerProfile(cap_kmh=12.0),
        belt=replace(BELT, **changed),
    )
    return replace(session, **more)


@pytest.mark.parametrize(
    ("changed", "more", "limit"),
    [
        ({}, {}, 7.0),
        ({"in_force_kmh": 7.5}, {}, 7.5),
        ({"in_force_kmh": 6.0}, {}, 7.0),
        ({"commanded_kmh": 0.8, "in_force_kmh": 0.8}, {}, 0.8),
        ({"in_force_kmh": None}, {}, 7.0),
        ({"in_force_kmh": None, "commanded_from_kmh": 8.0}, {}, 8.0),
        ({"commanded_kmh": None}, {}, 12.0),
        ({"controllable": False}, {}, 12.0),
        ({"obeys": False}, {}, 12.0),
        ({"tells": False}, {}, 12.0),
        ({"ready": False}, {}, 12.0),
        ({"lost_since": 1.0}, {}, 12.0),
        # The console told a speed since: that is the runner's.
        ({"told_kmh": 8.0, "told_at": 10.0}, {}, 8.0),
        ({"told_kmh": 6.0, "told_at": 12.0}, {}, 7.0),
        ({"told_kmh": 8.0, "told_at": 9.9}, {}, 7.0),
        ({"commanded_kmh": None, "told_kmh": 13.0, "told_at": 12.0}, {}, 13.0),
        # It told that another was set, and not which.
        ({"told_kmh": None, "told_at": 11.6}, {}, 12.0),
        ({"told_kmh": None, "told_at": 11.5}, {}, 7.0),
        ({"told_kmh": 7.0, "told_at": 11.6}, {}, 7.0),
        # What the console chose, as it said itself.
        ({"told_kmh": 9.0, "told_at": 12.0}, {"override_kmh": 9.25}, None),
        ({"told_kmh": 9.0, "told_at": 12.0}, {"override_kmh": 9.26}, 12.0),
        ({"told_kmh": 9.0, "told_at": 12.0}, {"override_kmh": 8.74}, 12.0),
        ({"told_kmh": 9.0, "told_at": 9.0}, {"override_kmh": 9.0}, 12.0),
        ({}, {"override_kmh": 9.0}, 12.0),
        ({"told_kmh": 13.0, "told_at": 12.0}, {"override_kmh": 9.0}, 13.0),
        ({}, {"phase": Phase.PAUSED}, None),
        ({}, {"machine": ev.MachineKind.BIKE}, None),
    ],
    ids=str,
)
def test_what_a_belt_may_run_at(
    changed: dict[str, Any], more: dict[str, Any], limit: float | None
) -> None:
    assert limit_kmh(running(changed, **more)) == limit


@pytest.mark.parametrize(
    ("speed_kmh", "since_before", "since"),
    [
        (7.25, None, None),
        (7.25, 15.0, None),
        (7.26, None, T),
        (7.26, 15.0, 15.0),
        (0.0, 15.0, None),
        (None, 15.0, None),
    ],
)
def test_it_is_too_fast_from_the_first_reading_beyond(
    speed_kmh: float | None, since_before: float | None, since: float | None
) -> None:
    told = None if since_before is None else ev.SpeedExceeded(16.0, 9.0, 7.0)
    belt = replace(BELT, speed_kmh=speed_kmh, beyond_since=since_before, exceeded=told)
    folded = fold_overspeed(running({}), belt, T)
    assert folded.beyond_since == since
    assert folded.exceeded == (told if since is not None else None)


def test_where_nobody_knows_the_limit_nothing_is_too_fast() -> None:
    belt = replace(BELT, beyond_since=15.0, exceeded=ev.SpeedExceeded(16.0, 9.0, 7.0))
    paused = running({}, phase=Phase.PAUSED)
    assert fold_overspeed(paused, belt, T) == replace(belt, beyond_since=None, exceeded=None)
    assert exceeded(replace(paused, belt=belt), T) == []


TOLD = {"beyond_since": 10.0, "exceeded": ev.SpeedExceeded(16.0, 9.0, 7.0)}
"""It was found too fast four seconds ago."""

STOPPED = [ev.CueDue(T, ev.Cue.ALARM, say.DOES_NOT_SLOW), ev.StopAsked(T, ev.Outcome.FAILED)]


@pytest.mark.parametrize(
    ("changed", "follows"),
    [
        ({}, []),
        ({"beyond_since": 17.1}, []),
        ({"beyond_since": 17.0}, [ev.SpeedExceeded(T, 9.0, 7.0)]),
        ({"beyond_since": 17.0, "speed_kmh": None}, []),
        (TOLD, STOPPED),
        ({**TOLD, "exceeded": ev.SpeedExceeded(16.1, 9.0, 7.0)}, []),
        ({**TOLD, "exceeded": ev.SpeedExceeded(16.0, 9.1, 7.0)}, STOPPED),
        # It has come down a little, and keeps that: it is asked anew.
        (
            {**TOLD, "exceeded": ev.SpeedExceeded(16.0, 9.2, 7.0)},
            [ev.SpeedExceeded(T, 9.0, 7.0)],
        ),
        ({**TOLD, "exceeded": ev.SpeedExceeded(16.0, 9.3, 7.0), "steady_since": 19.0}, []),
        # Nobody here can do anything about it.
        ({**TOLD, "tells": False}, []),
        ({**TOLD, "controllable": False}, []),
        ({**TOLD, "ready": False}, []),
        ({**TOLD, "lost_since": 1.0}, []),
        ({**TOLD, "stopping_at": 19.0}, []),
    ],
    ids=str,
)
def test_what_follows_of_a_belt_that_is_too_fast(
    changed: dict[str, Any], follows: list[ev.Event]
) -> None:
    assert exceeded(running(changed), T) == follows


TOO_FAST = say.TOO_FAST.format(kmh=9.0)
EVENT = ev.SpeedExceeded(T, 9.0, 7.0)


@pytest.mark.parametrize(
    ("changed", "more", "asked_kmh"),
    [
        # Half a km/h below what it was asked already.
        ({}, {}, 6.5),
        ({"commanded_kmh": 6.0}, {}, 5.5),
        ({"commanded_kmh": 12.0}, {}, 7.0),
        ({"commanded_kmh": None, "refused_kmh": 6.0}, {}, 5.5),
        ({"commanded_kmh": None, "refused_kmh": None}, {}, 7.0),
        ({"commanded_kmh": 7.0, "refused_kmh": 4.0}, {}, 6.5),
        # Never above what the workout wants, the cap or the limit.
        ({"commanded_kmh": None}, {"held_kmh": 5.0}, 5.0),
        ({"commanded_kmh": None}, {"runner": ev.RunnerProfile(cap_kmh=4.0)}, 4.0),
        ({"commanded_kmh": None}, {"override_kmh": 11.0}, 7.0),
        ({"commanded_kmh": None}, {"held_kmh": 11.0}, 7.0),
    ],
    ids=str,
)
def test_a_belt_that_is_too_fast_is_asked_to_slow_down(
    changed: dict[str, Any], more: dict[str, Any], asked_kmh: float
) -> None:
    assert answer(running(changed, **more), EVENT) == [
        ev.CueDue(T, ev.Cue.ALARM, f"{TOO_FAST}. {say.SLOWING_IT}"),
        ev.SpeedAsked(T, asked_kmh),
    ]


def test_nobody_is_asked_for_more_than_the_belt_does() -> None:
    slowest = running({"commanded_kmh": None, "minimum_kmh": 9.0})
    assert [type(event) for event in answer(slowest, EVENT)] == [ev.CueDue]


def test_who_only_reports_is_told_of_and_a_console_that_stops_it_is_named() -> None:
    reports = answer(running({"tells": False}), EVENT)
    assert reports == [ev.CueDue(T, ev.Cue.WARNING, TOO_FAST)]
    stopping = answer(running({"stopping_at": 19.0}), EVENT)
    assert stopping == [ev.CueDue(T, ev.Cue.ALARM, say.IGNORES_CONSOLE)]


@pytest.mark.parametrize(
    ("changed", "runaway"),
    [
        (TOLD, True),
        ({"beyond_since": 10.0}, False),
        ({**TOLD, "tells": False}, False),
        ({**TOLD, "controllable": False}, False),
        ({**TOLD, "ready": False}, False),
        ({**TOLD, "lost_since": 1.0}, False),
    ],
    ids=str,
)
def test_a_belt_runs_away_until_it_has_come_down(changed: dict[str, Any], runaway: bool) -> None:
    assert is_runaway(running(changed)) is runaway
