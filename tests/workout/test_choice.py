"""What was chosen at the console, and what was not: each condition by itself."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.choice import (
    came_nearer,
    console_speed_kmh,
    explanation,
    fold_told,
    has_left,
    is_against,
    is_being_chosen,
    is_echo,
    is_on_its_way,
    is_unexplained,
    paused_at_kmh,
    rests,
    settled_as_told,
    told_speed_kmh,
    turned_round,
    waits_since,
)
from runwalk_tui.workout.session import Phase, Session

T = 20.0
KEPT = Belt(
    ready=True,
    controllable=True,
    speed_kmh=6.0,
    read_at=T,
    steady_since=18.0,
    fresh_moving=3,
    commanded_kmh=6.0,
    commanded_at=5.0,
    in_force_kmh=6.0,
)
"""A belt that runs as it was asked to."""

ON_ITS_WAY = replace(KEPT, commanded_kmh=8.0, commanded_at=10.0, in_force_kmh=None, nearest_kmh=7.0)
"""Asked for 8, it came to 7 and has been at 6 for two seconds."""


def running(belt: Belt, **changed: Any) -> Session:
    return replace(Session(t=T, phase=Phase.RUNNING, belt=belt), **changed)


@pytest.mark.parametrize(
    ("commanded_kmh", "nearest_kmh", "speed_kmh", "now_kmh"),
    [
        (None, 5.0, 6.0, None),
        (8.0, None, 6.0, 6.0),
        (8.0, 5.0, 6.0, 6.0),
        (8.0, 7.0, 6.0, 7.0),
        (4.0, 5.0, 6.0, 5.0),
        (4.0, 7.0, 6.0, 6.0),
        (8.0, 8.5, 7.0, 8.5),
        (0.5, 0.9, 0.8, 0.8),
    ],
)
def test_the_nearest_to_the_target_is_kept(
    commanded_kmh: float | None,
    nearest_kmh: float | None,
    speed_kmh: float,
    now_kmh: float | None,
) -> None:
    belt = Belt(commanded_kmh=commanded_kmh, nearest_kmh=nearest_kmh)
    assert came_nearer(belt, speed_kmh) == now_kmh


@pytest.mark.parametrize(
    ("changed", "turned"),
    [
        ({}, True),
        ({"commanded_kmh": None}, False),
        ({"in_force_kmh": 6.0}, False),
        ({"speed_kmh": 0.0}, False),
        ({"nearest_kmh": None}, False),
        ({"nearest_kmh": 6.0}, False),
        ({"nearest_kmh": 6.1}, False),
        ({"nearest_kmh": 6.2}, True),
        ({"nearest_kmh": 8.5}, True),
        ({"steady_since": 18.1}, False),
        ({"commanded_at": 18.0}, True),
        ({"commanded_at": 18.1}, False),
        # It passed its target and came farther beyond it.
        ({"speed_kmh": 9.0, "nearest_kmh": 8.1}, True),
        ({"speed_kmh": 8.2, "nearest_kmh": 8.1}, False),
    ],
    ids=str,
)
def test_a_belt_turned_round_that_settled_farther_from_its_target(
    changed: dict[str, Any], turned: bool
) -> None:
    belt = replace(ON_ITS_WAY, **changed)
    assert turned_round(belt, T) is turned
    assert is_on_its_way(belt) is not bool({"commanded_kmh", "in_force_kmh"} & changed.keys())


@pytest.mark.parametrize(
    ("changed", "as_told"),
    [
        ({}, True),
        ({"speed_kmh": 0.0, "told_kmh": 0.1}, False),
        ({"told_kmh": None}, False),
        ({"commanded_kmh": None}, False),
        ({"told_kmh": 6.1}, True),
        ({"told_kmh": 6.3}, False),
        ({"told_kmh": 5.7}, False),
        # What it told is what it was asked.
        ({"commanded_kmh": 6.1}, False),
        ({"commanded_kmh": 6.3}, True),
        ({"told_at": 10.0}, False),
        ({"told_at": 10.1}, True),
        ({"steady_since": 18.1}, False),
    ],
    ids=str,
)
def test_a_belt_settled_as_told_keeps_what_its_console_said_since(
    changed: dict[str, Any], as_told: bool
) -> None:
    belt = replace(ON_ITS_WAY, told_kmh=6.0, told_at=12.0)
    assert settled_as_told(replace(belt, **changed), T) is as_told


@pytest.mark.parametrize(
    ("changed", "unexplained"),
    [
        ({}, True),
        ({"explained_kmh": None}, False),
        ({"speed_kmh": 0.0}, False),
        ({"speed_kmh": None}, False),
        ({"lost_since": 1.0}, False),
        ({"explained_kmh": (6.1, 8.0)}, False),
        ({"explained_kmh": (6.2, 8.0)}, True),
        ({"explained_kmh": (4.0, 5.9)}, False),
        ({"explained_kmh": (4.0, 5.8)}, True),
    ],
    ids=str,
)
def test_a_speed_outside_of_what_was_asked_is_unexplained(
    changed: dict[str, Any], unexplained: bool
) -> None:
    belt = replace(KEPT, explained_kmh=(7.0, 8.0))
    assert is_unexplained(replace(belt, **changed)) is unexplained


@pytest.mark.parametrize(
    ("changed", "explained"),
    [
        ({"commanded_kmh": 8.0}, (6.0, 8.0)),
        ({"commanded_kmh": 4.0}, (4.0, 6.0)),
        ({"commanded_kmh": None}, None),
        ({"speed_kmh": 0.0}, None),
        ({"speed_kmh": None}, None),
        ({"explained_kmh": (1.0, 2.0)}, (1.0, 2.0)),
    ],
    ids=str,
)
def test_what_is_asked_explains_all_between_the_speed_and_the_target(
    changed: dict[str, Any], explained: tuple[float, float] | None
) -> None:
    assert explanation(replace(KEPT, **changed)) == explained


@pytest.mark.parametrize(
    ("changed", "told_kmh", "against"),
    [
        ({}, 7.0, False),
        ({}, 8.1, False),
        ({}, 8.2, True),
        ({}, 5.9, False),
        ({}, 5.8, True),
        ({"speed_kmh": None}, 0.1, False),
        ({"speed_kmh": None}, 0.5, False),
        # Just after the command it may still tell of what was before, whatever that was.
        ({"commanded_at": 18.5, "commanded_from_kmh": 3.0}, 4.0, True),
        ({"commanded_at": 18.6, "commanded_from_kmh": 3.0}, 4.0, False),
        ({"commanded_at": 18.6, "commanded_from_kmh": 6.0, "told_kmh": 9.0}, 8.5, False),
        ({"commanded_at": 18.6, "commanded_from_kmh": 6.0, "before_kmh": 4.0}, 4.5, False),
        ({"commanded_at": 18.6, "commanded_from_kmh": 6.0, "told_kmh": 4.5}, 4.5, False),
        ({"commanded_at": 18.6, "commanded_from_kmh": 3.0, "echoed": True}, 4.0, True),
        ({"told_kmh": 9.0, "before_kmh": 4.0}, 8.5, True),
    ],
    ids=str,
)
def test_a_speed_between_belt_and_target_is_a_stage_of_the_way(
    changed: dict[str, Any], told_kmh: float, against: bool
) -> None:
    assert is_against(replace(ON_ITS_WAY, **changed), told_kmh, T) is against


SLOWING = replace(ON_ITS_WAY, falling=True)
LEFT = replace(KEPT, in_force_kmh=8.0, commanded_kmh=8.0)


@pytest.mark.parametrize(
    ("belt", "changed", "kmh"),
    [
        (KEPT, {"override_kmh": 4.0, "phase": Phase.PAUSED}, 4.0),
        (LEFT, {}, 6.0),
        (LEFT, {"phase": Phase.STARTING}, 5.5),
        (replace(LEFT, stopping_at=19.0), {}, 5.5),
        (replace(LEFT, speed_kmh=0.0), {}, 5.5),
        (replace(LEFT, speed_kmh=None), {}, 5.5),
        (replace(LEFT, commanded_kmh=None, in_force_kmh=None), {}, 5.5),
        (replace(LEFT, in_force_kmh=6.1), {}, 5.5),
        (replace(LEFT, in_force_kmh=6.2), {}, 6.0),
        (KEPT, {}, 5.5),
        (SLOWING, {}, 6.0),
        (replace(SLOWING, falling=False), {}, 5.5),
        (replace(SLOWING, nearest_kmh=None), {}, 5.5),
        (replace(SLOWING, commanded_kmh=6.1), {}, 5.5),
        (replace(SLOWING, commanded_kmh=5.9), {}, 5.5),
        (replace(SLOWING, commanded_kmh=6.2), {}, 6.0),
        # Beyond the target, and falling towards it: the target's doing.
        (replace(SLOWING, commanded_kmh=4.0), {}, 5.5),
        (replace(LEFT, told_kmh=5.0, told_at=10.0), {}, 5.0),
        (replace(LEFT, told_kmh=5.0, told_at=9.9), {}, 6.0),
        (replace(LEFT, told_kmh=5.0, told_at=19.0, commanded_at=19.0), {}, 6.0),
        (replace(SLOWING, told_kmh=5.0, told_at=12.0), {}, 5.0),
        (replace(LEFT, told_kmh=None, told_at=19.0), {}, 6.0),
    ],
)
def test_after_a_pause_goes_on_what_was_being_chosen(
    belt: Belt, changed: dict[str, Any], kmh: float
) -> None:
    assert paused_at_kmh(running(belt, held_kmh=5.5, **changed), T) == kmh


def test_a_key_s_change_of_the_console_s_speed_waits_until_it_is_asked() -> None:
    unasked = replace(KEPT, commanded_kmh=None)
    assert waits_since(running(unasked, held_kmh=5.0, held_at=12.0)) == 12.0
    assert waits_since(running(KEPT, held_kmh=5.0, held_at=12.0)) is None
    assert waits_since(running(unasked, held_kmh=None, held_at=12.0)) is None


@pytest.mark.parametrize(
    ("changed", "held_at", "chosen"),
    [
        ({}, 12.0, True),
        ({}, None, False),
        ({"read_at": None}, 12.0, False),
        ({"in_force_kmh": None}, 12.0, False),
        ({"in_force_kmh": 6.1}, 12.0, False),
        ({"in_force_kmh": 5.8}, 12.0, True),
        ({"steady_since": 18.0}, 12.0, False),
        ({"speed_kmh": None, "in_force_kmh": 0.8}, 12.0, True),
        ({"speed_kmh": 0.0, "in_force_kmh": 1.0}, 12.0, True),
    ],
    ids=str,
)
def test_the_console_s_choice_is_under_way_until_the_belt_settles(
    changed: dict[str, Any], held_at: float | None, chosen: bool
) -> None:
    belt = replace(LEFT, steady_since=18.1)
    assert is_being_chosen(running(replace(belt, **changed), held_at=held_at)) is chosen


@pytest.mark.parametrize(
    ("target_kmh", "denied_at", "rest"),
    [(7.0, 15.1, True), (7.0, 15.0, False), (7.1, 19.0, False)],
)
def test_a_refused_target_rests_for_five_seconds(
    target_kmh: float, denied_at: float, rest: bool
) -> None:
    belt = replace(KEPT, denied_kmh=7.0, denied_at=denied_at)
    assert rests(running(belt), target_kmh, T) is rest


@pytest.mark.parametrize(
    ("commanded_kmh", "in_force_kmh", "speed_kmh", "left"),
    [
        (6.0, 6.0, 6.0, False),
        (6.0, 6.0, 6.25, False),
        (6.0, 6.0, 6.26, True),
        (6.0, 6.0, 5.75, False),
        (6.0, 6.0, 5.74, True),
        # It came to 5.5 where 6 was asked, and keeps that.
        (6.0, 5.5, 5.5, False),
        (6.0, 5.5, 5.25, False),
        (6.0, 5.5, 5.24, True),
        (6.0, 5.5, 6.1, False),
        # It is near enough: what it leaves is the target.
        (6.0, 5.75, 5.7, True),
        (None, 6.0, 8.0, False),
        (6.0, None, 8.0, False),
        (None, None, 8.0, False),
    ],
)
def test_a_belt_has_left_a_speed_by_more_than_it_wavers(
    commanded_kmh: float | None, in_force_kmh: float | None, speed_kmh: float, left: bool
) -> None:
    belt = Belt(commanded_kmh=commanded_kmh, in_force_kmh=in_force_kmh)
    assert has_left(belt, speed_kmh) is left


AGAIN = replace(KEPT, commanded_kmh=None, in_force_kmh=None, steady_since=19.1, moving_since=15.0)
HELD = replace(KEPT, commanded_kmh=None, in_force_kmh=None)


@pytest.mark.parametrize(
    ("belt", "changed", "kmh"),
    [
        (LEFT, {}, 6.0),
        (LEFT, {"phase": Phase.PAUSED}, None),
        (replace(LEFT, speed_kmh=0.0), {}, None),
        (replace(LEFT, speed_kmh=None), {}, None),
        (replace(LEFT, steady_since=18.1), {}, None),
        (KEPT, {}, None),
        # A belt that goes on after its console was told to stop.
        (replace(LEFT, stopping_at=8.1), {}, None),
        (replace(KEPT, stopping_at=8.0), {}, 6.0),
        # Out of sight, or on its way.
        (replace(KEPT, explained_kmh=(7.0, 8.0)), {}, 6.0),
        (replace(KEPT, explained_kmh=(7.0, 8.0), steady_since=18.1), {}, None),
        (ON_ITS_WAY, {}, 6.0),
        (replace(ON_ITS_WAY, nearest_kmh=6.0, told_kmh=6.0, told_at=12.0), {}, 6.0),
        (replace(ON_ITS_WAY, nearest_kmh=6.0), {}, None),
        # It was chosen already.
        (LEFT, {"override_kmh": 6.0}, None),
        (LEFT, {"override_kmh": 6.25}, None),
        (LEFT, {"override_kmh": 6.26}, 6.0),
        (KEPT, {"override_kmh": 5.0}, 6.0),
        # A key changed what the console had chosen, and the belt goes elsewhere.
        (HELD, {"held_kmh": 5.0, "held_at": 12.0}, 6.0),
        (HELD, {"held_kmh": 5.0, "held_at": None}, None),
        (HELD, {"held_kmh": None, "held_at": 12.0}, None),
        (HELD, {"held_kmh": 5.0, "held_at": 18.0}, None),
        (HELD, {"held_kmh": 6.1, "held_at": 12.0}, None),
        (HELD, {"held_kmh": 6.2, "held_at": 12.0}, 6.0),
        (replace(HELD, steady_since=18.1), {"held_kmh": 5.0, "held_at": 12.0}, None),
        (HELD, {}, None),
        # It has started since, at a speed of its own.
        (replace(HELD, moving_since=12.1), {"held_kmh": 5.0, "held_at": 12.0}, None),
        (replace(HELD, moving_since=12.0), {"held_kmh": 5.0, "held_at": 12.0}, 6.0),
    ],
)
def test_a_speed_that_the_belt_settled_on_was_chosen(
    belt: Belt, changed: dict[str, Any], kmh: float | None
) -> None:
    assert console_speed_kmh(running(belt, **changed), T) == kmh


@pytest.mark.parametrize(
    ("changed", "told_kmh", "is_late"),
    [
        ({}, 8.5, True),
        ({}, 8.6, False),
        ({}, None, False),
        ({"commanded_kmh": None}, 8.5, False),
        ({"commanded_at": 18.5}, 8.5, False),
        ({"commanded_at": 19.4, "told_at": 19.4}, 8.5, False),
        ({"told_kmh": 8.4}, 8.5, False),
        ({"told_kmh": None}, 8.5, False),
        ({"echoed": True}, 8.5, False),
    ],
)
def test_the_echo_of_a_target_takes_back_no_word_that_came_since(
    changed: dict[str, Any], told_kmh: float | None, is_late: bool
) -> None:
    belt = replace(KEPT, commanded_kmh=8.5, commanded_at=19.0, told_kmh=10.5, told_at=19.5)
    before = running(replace(belt, **changed))
    told = ev.ConsoleReported(T, ev.Report.SPEED_CHANGED, told_kmh)
    after = fold_told(before, told).belt
    assert (after.told_at == before.belt.told_at) is is_late
    assert after.echoed is (told_kmh == before.belt.commanded_kmh or before.belt.echoed)


@pytest.mark.parametrize(
    ("changed", "before"),
    [
        ({}, True),
        ({"told_kmh": 5.1}, True),
        ({"told_kmh": 4.7}, False),
        ({"told_kmh": 6.0}, True),
        ({"before_kmh": None, "told_kmh": 6.0}, False),
        ({"told_kmh": 8.4}, True),
        ({"told_kmh": 8.7}, False),
        ({"told_kmh": None}, False),
        ({"told_at": 20.5}, True),
        ({"told_at": 20.6}, False),
        # Once it has told the target, what it tells is news.
        ({"echoed": True}, False),
        ({"echoed": True, "told_kmh": 8.4}, True),
    ],
)
def test_a_word_just_after_a_target_may_be_of_it_or_of_the_speed_before(
    changed: dict[str, Any], before: bool
) -> None:
    belt = replace(
        KEPT,
        commanded_kmh=8.5,
        commanded_at=19.0,
        commanded_from_kmh=5.0,
        before_kmh=6.0,
        told_kmh=5.0,
        told_at=19.5,
    )
    assert is_echo(replace(belt, **changed)) is before


@pytest.mark.parametrize(
    ("belt", "told_kmh", "kmh"),
    [
        (KEPT, 4.0, 4.0),
        (KEPT, 6.04, None),
        (KEPT, 5.96, None),
        (KEPT, 6.06, 6.06),
        (KEPT, 5.94, 5.94),
        # Between where it is and what it was asked lies an echo.
        (LEFT, 7.0, None),
        (LEFT, 8.04, None),
        (LEFT, 8.06, 8.06),
        (LEFT, 5.94, 5.94),
        (replace(LEFT, commanded_kmh=None), 7.0, 7.0),
        (replace(KEPT, steady_since=19.0), 4.0, 4.0),
        (replace(KEPT, steady_since=19.1), 4.0, None),
        (replace(KEPT, controllable=False), 4.0, None),
        (replace(KEPT, obeys=False), 4.0, None),
        (replace(KEPT, lost_since=1.0), 4.0, None),
        (replace(KEPT, stopping_at=19.0), 4.0, None),
        (replace(KEPT, speed_kmh=0.0), 7.0, None),
        (HELD, 4.0, 4.0),
        (KEPT, 0.0, None),
        # In sight again, and asked for nothing: what nobody here has asked was chosen there.
        (AGAIN, 4.0, 4.0),
        (replace(AGAIN, commanded_kmh=6.0, in_force_kmh=6.0), 4.0, None),
        (replace(AGAIN, moving_since=None), 4.0, None),
        (replace(AGAIN, moving_since=15.1), 4.0, None),
        (AGAIN, 6.1, None),
        (AGAIN, None, None),
        (replace(AGAIN, explained_kmh=(3.0, 6.0)), 4.0, None),
        (replace(AGAIN, explained_kmh=(5.0, 6.0)), 4.0, 4.0),
        # On its way: only what cannot lie on the way.
        (replace(ON_ITS_WAY, steady_since=19.5), 4.0, 4.0),
        (replace(ON_ITS_WAY, steady_since=19.5), 7.0, None),
        # One that is stuck keeps its speed: its word counts as that of a belt that has no target.
        (replace(ON_ITS_WAY, steady_since=10.0, commanded_from_kmh=6.0), 7.0, 7.0),
        (replace(ON_ITS_WAY, steady_since=10.0, commanded_from_kmh=6.0), 6.04, None),
    ],
)
def test_a_word_of_the_console_is_a_choice_unless_it_tells_of_the_way(
    belt: Belt, told_kmh: float | None, kmh: float | None
) -> None:
    told = ev.ConsoleReported(T, ev.Report.SPEED_CHANGED, told_kmh)
    assert told_speed_kmh(running(belt), told) == kmh


def test_the_last_word_of_the_console_is_kept_with_its_time() -> None:
    before = replace(KEPT, told_kmh=3.0, told_at=2.0)
    told = ev.ConsoleReported(T, ev.Report.SPEED_CHANGED, 4.0)
    assert fold_told(running(before), told).belt == replace(before, told_kmh=4.0, told_at=T)
