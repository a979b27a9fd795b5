"""A belt whose witnesses disagree, each condition by itself."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.contesting import contested, fold_contested
from runwalk_tui.workout.session import Phase, Session

T = 20.0
BELT = Belt(read_at=18.0, aged_s=3, fresh_moving=4, zero_since=17.0, still=True, speed_kmh=0.0)
STARTING = {"phase": Phase.STARTING, "start_asked_at": 15.1}
"""It is 4.9 s into a countdown."""


def session(**changed: Any) -> Session:
    announced = ev.IncreaseAnnounced(T, 8.0, 23.0, 25.0)
    whole = Session(t=T, phase=Phase.RUNNING, belt=BELT, announced=announced)
    return replace(whole, **changed)


def test_a_contested_belt_proves_nothing_and_may_be_moving() -> None:
    folded = fold_contested(session(), T)
    assert folded.belt == replace(
        BELT,
        read_at=T,
        aged_s=0,
        fresh_moving=0,
        zero_since=None,
        still=False,
        contested_since=T,
        lost_since=T,
    )
    assert folded.announced is None
    assert folded.belt.may_move


def test_it_counts_from_its_first_contradiction_and_from_when_it_was_lost() -> None:
    again = fold_contested(session(belt=replace(BELT, contested_since=12.0, lost_since=11.0)), T)
    assert (again.belt.contested_since, again.belt.lost_since) == (12.0, 11.0)


@pytest.mark.parametrize(
    ("changed", "gained_m", "counts"),
    [
        (STARTING, 0.0, False),
        (STARTING, 0.5, True),
        ({**STARTING, "start_asked_at": 15.0}, 0.0, True),
        ({**STARTING, "start_asked_at": None}, 0.0, True),
        ({**STARTING, "phase": Phase.RUNNING}, 0.0, True),
        ({**STARTING, "phase": Phase.PAUSED}, 0.0, True),
    ],
    ids=str,
)
def test_a_countdown_of_five_seconds_may_count_its_time(
    changed: dict[str, Any], gained_m: float, counts: bool
) -> None:
    before = session(**changed)
    folded = fold_contested(before, T, gained_m)
    assert (folded.belt.contested_since == T) is counts
    assert counts or folded is before


def test_a_distance_that_is_not_told_is_no_gain() -> None:
    before = session(**STARTING)
    assert fold_contested(before, T) is before


ALARM = [ev.CueDue(T, ev.Cue.ALARM, say.CONTRADICTS)]
OFF = [ev.ClockPaused(T, ev.PauseReason.LINK, since=T)]


@pytest.mark.parametrize(
    ("changed", "follows"),
    [
        ({}, ALARM),
        ({"phase": Phase.PAUSED}, ALARM),
        ({"phase": Phase.STOPPING}, ALARM),
        ({"phase": Phase.STARTING, "start_asked_at": 3.0}, ALARM),
        ({"phase": Phase.RUNNING, "start_asked_at": None}, ALARM),
        # A start that was not asked yet, and a check, are off.
        ({"phase": Phase.STARTING, "start_asked_at": None}, OFF),
        ({"phase": Phase.CHECKING, "start_asked_at": 3.0}, OFF),
        ({"phase": Phase.OPENING}, []),
        ({"phase": Phase.ARMING}, []),
        ({"phase": Phase.ENDED}, []),
        # It has been said, or the belt was out of sight anyway.
        ({"belt": replace(BELT, contested_since=19.0, lost_since=T)}, []),
        ({"belt": replace(BELT, contested_since=T, lost_since=11.0)}, []),
        ({"belt": BELT}, []),
    ],
    ids=str,
)
def test_a_contradiction_is_an_alarm_as_soon_as_it_is_one(
    changed: dict[str, Any], follows: list[ev.Event]
) -> None:
    denied = session(belt=replace(BELT, contested_since=T, lost_since=T))
    assert contested(replace(denied, **changed), T) == follows
