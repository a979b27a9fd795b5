"""What the console tells and what it overrules: the conditions that decide, one by one."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import OFF_KMH
from runwalk_tui.workout.choice import (
    ECHO_KMH,
    ECHO_S,
    _is_unnamed,
    came_nearer,
    explains,
    fold_told,
    is_against,
    told_speed_kmh,
)
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import StepRecord
from tests.workout.test_choice import KEPT, ON_ITS_WAY, T, running


def told(value: float | None, t: float = T) -> ev.ConsoleReported:
    return ev.ConsoleReported(t, ev.Report.SPEED_CHANGED, value)


def test_of_two_speeds_as_near_the_first_is_kept() -> None:
    assert came_nearer(replace(ON_ITS_WAY, nearest_kmh=7.0), 9.0) == 7.0


@pytest.mark.parametrize(
    ("kmh", "explained"),
    [
        (1.0 - OFF_KMH, True),
        (1.0 + OFF_KMH, True),
        (1.0 - OFF_KMH - 0.01, False),
        (1.0 + OFF_KMH + 0.01, False),
    ],
)
def test_a_range_explains_what_rounding_makes_of_it(kmh: float, explained: bool) -> None:
    assert explains((1.0, 1.0), kmh) is explained


@pytest.mark.parametrize("echoed", [True, False])
def test_a_stage_of_the_way_is_between_its_ends(echoed: bool) -> None:
    belt = replace(ON_ITS_WAY, echoed=echoed)
    slack_kmh = ECHO_KMH if echoed else OFF_KMH
    stages = [6.0 - slack_kmh, 6.0, 8.0, 8.0 + slack_kmh]
    assert not any(is_against(belt, kmh, T) for kmh in stages)
    beyond = [6.0 - slack_kmh - 0.01, 8.0 + slack_kmh + 0.01]
    assert all(is_against(belt, kmh, T) for kmh in beyond)


@pytest.mark.parametrize(
    ("before", "value", "gap_s", "repeats"),
    [
        # The same after the same time: it says so by itself.
        ({"told_kmh": 6.0, "told_at": 19.0, "told_gap_s": 1.0}, 6.0, 1.0, True),
        ({"told_kmh": 6.0, "told_at": 19.0, "told_gap_s": 0.75}, 6.0, 1.0, True),
        ({"told_kmh": 6.0, "told_at": 19.0, "told_gap_s": 1.4}, 6.0, 1.0, False),
        ({"told_kmh": 6.0, "told_at": 19.0, "told_gap_s": 0.6}, 6.0, 1.0, False),
        ({"told_kmh": 6.0, "told_at": 19.0, "told_gap_s": None}, 6.0, 1.0, False),
        ({"told_kmh": 6.0, "told_at": 19.5, "told_gap_s": 0.5}, 6.0, 0.5, True),
        ({"told_kmh": 6.0, "told_at": 19.75, "told_gap_s": 0.25}, 6.0, 0.25, False),
        ({"told_kmh": 5.0, "told_at": 19.0, "told_gap_s": 1.0}, 6.0, None, False),
    ],
)
def test_a_console_that_says_the_same_at_equal_intervals_repeats_itself(
    before: dict[str, Any], value: float, gap_s: float | None, repeats: bool
) -> None:
    belt = replace(KEPT, **before)
    after = fold_told(running(belt), told(value)).belt
    assert (after.told_kmh, after.told_at) == (value, T)
    assert (after.told_gap_s, after.repeats) == (gap_s, repeats)


UNNAMED = replace(KEPT, told_kmh=None, told_at=18.5, steady_since=17.0)
STEP = StepRecord(0, Kind.RUN, 3.0, 0.0)


@pytest.mark.parametrize(
    ("changed", "began_t", "is_unnamed"),
    [
        ({}, 3.0, True),
        ({"told_kmh": 6.0}, 3.0, False),
        ({}, None, False),
        ({"commanded_at": 18.5 - ECHO_S}, 3.0, False),
        ({"commanded_at": 16.9}, 3.0, True),
        ({}, 18.5, False),
        ({}, 18.4, True),
        ({"told_at": 18.0}, 3.0, False),
        ({"told_at": 18.1}, 3.0, True),
        ({"told_at": 17.0, "steady_since": 19.0}, 3.0, True),
    ],
)
def test_a_speed_that_the_console_does_not_name_is_waited_for(
    changed: dict[str, Any], began_t: float | None, is_unnamed: bool
) -> None:
    step = None if began_t is None else replace(STEP, began_t=began_t)
    session = running(replace(UNNAMED, **changed), step=step)
    assert _is_unnamed(session) is is_unnamed


IN_FORCE = replace(KEPT, speed_kmh=6.0, commanded_kmh=8.0, in_force_kmh=8.0, steady_since=17.0)


@pytest.mark.parametrize(
    ("changed", "value", "wanted_kmh", "chosen_kmh"),
    [
        # Between the speed and the target it is an echo, unless more is about to be asked.
        ({}, 7.0, None, None),
        ({}, 7.0, 9.0, 7.0),
        ({}, None, 9.0, 6.0),
        ({}, 7.0, 7.0 + ECHO_KMH, None),
        ({"commanded_at": T - ECHO_S}, 7.0, 9.0, 7.0),
        ({"commanded_at": 19.0}, 7.0, 9.0, None),
        ({"repeats": True}, 7.0, 9.0, None),
        ({}, 9.0, None, 9.0),
    ],
)
def test_what_the_console_tells_of_a_steady_belt(
    changed: dict[str, Any], value: float | None, wanted_kmh: float | None, chosen_kmh: float | None
) -> None:
    session = running(replace(IN_FORCE, **changed))
    assert told_speed_kmh(session, told(value), wanted_kmh) == chosen_kmh


@pytest.mark.parametrize("value", [None, 0.0])
def test_a_word_without_a_speed_is_against_no_target(value: float | None) -> None:
    assert told_speed_kmh(running(ON_ITS_WAY), told(value), None) is None


@pytest.mark.parametrize(
    ("changed", "news"),
    [
        ({}, True),
        ({"told_gap_s": 1.0}, False),
        ({"told_kmh": None}, False),
        ({"commanded_kmh": None}, True),
        ({"commanded_kmh": 5.0}, False),
        ({"commanded_kmh": 5.1}, True),
    ],
)
def test_out_of_sight_only_a_new_speed_is_news(changed: dict[str, Any], news: bool) -> None:
    belt = replace(KEPT, lost_since=19.0, told_kmh=5.0, told_gap_s=None)
    session = running(replace(belt, **changed))
    assert (told_speed_kmh(session, told(5.0), None) == 5.0) is news


UNANSWERED = ev.CommandProgressed(T - ECHO_S, ev.Command.SPEED, ev.Stage.SENT, 8.0)
ANSWERED = replace(UNANSWERED, stage=ev.Stage.ACKNOWLEDGED)


@pytest.mark.parametrize(
    ("changed", "overruled_kmh"),
    [
        ({"commanded_at": 19.0}, 8.0),
        ({"commanded_at": 18.6}, 8.0),
        ({"commanded_at": T - ECHO_S}, None),
        ({"commanded_at": T - ECHO_S, "command": UNANSWERED}, 8.0),
        ({"commanded_at": T - ECHO_S, "command": ANSWERED}, None),
        ({"commanded_at": 19.0, "in_force_kmh": 8.0}, None),
        ({"commanded_at": 19.0, "echoed": True}, None),
        ({"commanded_at": 19.0, "commanded_kmh": None, "refused_kmh": 9.0}, 9.0),
    ],
)
def test_a_target_that_may_still_come_into_force_is_kept_in_mind(
    changed: dict[str, Any], overruled_kmh: float | None
) -> None:
    session = running(replace(ON_ITS_WAY, **changed))
    after = evolve(session, ev.SpeedOverridden(T, 5.0))
    assert after.belt.overruled_kmh == overruled_kmh
    assert after.override_kmh == 5.0
