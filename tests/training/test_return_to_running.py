"""The ladder back from an injury: up only when the rules allow, down or rest when they say so."""

import itertools
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from runwalk_tui.plans.programmes import load_programme
from runwalk_tui.training.advice.athlete import Athlete, Goal
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.return_to_running import effort_cap
from runwalk_tui.training.history.diary_entries import CheckIn, Entry, NextDay, Ready
from runwalk_tui.training.history.session_stats import SessionStats
from tests.training.simulated import MONDAY, SETTINGS, Run, Simulation, workouts

READY = Ready(f"{MONDAY}T06:10:00+01:00", walks_30_min=True, no_swelling=True, cleared=True)


CALM = partial(Run, effort=3)
"""As easy as the lowest rungs ask for."""


def _ladder(*hows: Run, ready: Ready | None = READY) -> Simulation:
    """A runner whose workouts go like this, one after the other, the last one from then on."""
    left = list(hows or [CALM()])
    simulation = Simulation(
        lambda day, plan: left.pop(0) if len(left) > 1 else left[0], programme="comeback"
    )
    if ready is not None:
        simulation.entries.append(ready)
    return simulation


def _rungs(simulation: Simulation, days: int) -> list[str]:
    return [name.removeprefix("comeback:") for name in workouts(simulation.live(days))]


def test_each_rung_twice_with_a_rest_day_between() -> None:
    simulation = _ladder()
    days = simulation.live(40)
    names = [name.removeprefix("comeback:") for name in workouts(days)]
    assert names[:12] == [f"{rung}.{time}" for rung in range(1, 7) for time in (1, 2)]
    ran = [day.day for day in days if day.session is not None]
    assert all((b - a).days >= 2 for a, b in itertools.pairwise(ran))
    assert "climbed" in days[-1].advice.reason or days[-1].advice.rest is not None


@pytest.mark.parametrize(
    ("ready", "word"),
    [
        (None, "readiness check"),
        (Ready(READY.at), "30 minutes of brisk walking"),
        (Ready(READY.at, walks_30_min=True), "no swelling"),
        (Ready(READY.at, walks_30_min=True, no_swelling=True), "treats you"),
    ],
)
def test_nobody_runs_who_is_not_ready(ready: Ready | None, word: str) -> None:
    simulation = _ladder(ready=ready)
    days = simulation.live(10)
    assert workouts(days) == []
    assert word in days[0].advice.reason
    assert days[0].advice.keys == ("ready",)


def test_it_only_counts_once_the_day_after_was_told() -> None:
    simulation = _ladder(CALM(next_day=None))
    assert _rungs(simulation, 10) == ["1.1"] * 5
    assert "day after" in simulation.advice(MONDAY + timedelta(days=11)).reason


def test_a_check_in_on_the_day_after_tells_it_too() -> None:
    simulation = _ladder(CALM(next_day=None))
    simulation.check_in = lambda day: CheckIn(f"{day}T07:00:00+01:00", pain=0)
    assert _rungs(simulation, 7) == ["1.1", "1.2", "2.1"]


@pytest.mark.parametrize(
    ("how", "following"),
    [
        (CALM(next_day=1), ["2.1", "2.2"]),
        (CALM(swollen=True), ["2.1", "2.2"]),
        (CALM(share=0.5), ["2.1", "2.2"]),
        (CALM(pain=4), ["1.1", "1.2"]),
        (CALM(pain=3), ["2.2", "3.1"]),
    ],
    ids=["more pain", "swelling", "not to its end", "pain of 4", "pain of 3"],
)
def test_stay_down_or_up(how: Run, following: list[str]) -> None:
    assert _rungs(_ladder(CALM(), CALM(), how, CALM()), 12)[2:5] == ["2.1", *following]


@pytest.mark.parametrize(
    "how", [CALM(pain=6, next_day=None), CALM(pain=1, sharp=True, next_day=None)]
)
def test_a_stop_goes_down_and_asks_for_readiness_anew(how: Run) -> None:
    simulation = _ladder(CALM(), CALM(), how, CALM())
    assert _rungs(simulation, 12) == ["1.1", "1.2", "2.1"]
    day = MONDAY + timedelta(days=12)
    assert "check-in" in simulation.advice(day).reason
    calm: list[Entry] = [CheckIn(f"{day}T07:00:00+01:00", pain=1)]
    simulation.entries += calm
    assert "readiness check" in simulation.advice(day).reason
    simulation.entries.append(
        Ready(f"{day}T07:10:00+01:00", walks_30_min=True, no_swelling=True, cleared=True)
    )
    plan = simulation.advice(day).plan
    assert plan is not None
    assert plan.name == "comeback:1.1"


@pytest.mark.parametrize(
    ("effort", "highest"), [(3, "6.2"), (4, "1.1"), (None, "6.2")], ids=["3", "4", "untold"]
)
def test_too_much_effort_stays_on_the_rung(effort: int | None, highest: str) -> None:
    """Source: at most 3 of 10 on rungs 1 and 2, 4 on 3 and 4, 5 on 5 and 6 (Trials 2023)."""
    simulation = _ladder(Run(effort=effort))
    assert max(_rungs(simulation, 40)) == highest


def test_the_effort_that_is_allowed_grows_with_the_rungs() -> None:
    ladder = load_programme("comeback", SETTINGS)
    caps = [effort_cap(ladder, week[0].name) for week in ladder.weeks]
    assert caps == [3, 3, 4, 4, 5, 5]
    simulation = _ladder(Run(effort=4))
    simulation.live(1)
    words = debrief(simulation.figures, simulation.entries, Athlete(), cap=3)
    assert words.startswith("The effort was 4")
    assert "stays at 3 or below" in simulation.advice(MONDAY + timedelta(days=2)).reason


def test_a_stop_without_a_programme_asks_for_readiness_anew() -> None:
    athlete = Athlete(goal=Goal.COMEBACK)
    simulation = Simulation(lambda day, plan: Run(pain=7), "", athlete=athlete)
    simulation.entries.append(READY)
    simulation.live(1)
    day = MONDAY + timedelta(days=4)
    simulation.entries.append(CheckIn(f"{day}T07:00:00+01:00", pain=0))
    rest = simulation.advice(day).rest
    assert rest is not None
    assert rest.key is Key.READY


def test_two_weeks_away_go_a_rung_down() -> None:
    simulation = _ladder()
    assert _rungs(simulation, 8)[-1] == "2.2"
    plan = simulation.advice(MONDAY + timedelta(days=21)).plan
    assert plan is not None
    assert plan.name == "comeback:2.1", "from rung 3, which was next"


def test_another_rung_than_the_one_in_turn_does_not_count() -> None:
    simulation = _ladder()
    simulation.live(1)
    last = simulation.figures[-1]
    fields = {name: getattr(last, name) for name in last.__slots__}
    simulation.figures[-1] = SessionStats(**fields | {"plan": "comeback:4.1"})
    plan = simulation.advice(MONDAY + timedelta(days=3)).plan
    assert plan is not None
    assert plan.name == "comeback:1.1"


def test_a_session_of_another_plan_only_counts_for_not_being_away() -> None:
    simulation = _ladder()
    simulation.live(8)
    day = MONDAY + timedelta(days=10)
    other = replace(simulation.figures[-1], plan="2-1", opened_at=f"{day}T18:00:00+01:00")
    simulation.figures.append(other)
    simulation.entries.append(NextDay(f"{day + timedelta(days=1)}T06:30:00+01:00", 99, 0, False))
    plan = simulation.advice(MONDAY + timedelta(days=21)).plan
    assert plan is not None
    assert plan.name == "comeback:3.1", "it is less than two weeks since the last run"
