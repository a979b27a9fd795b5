"""The picture over weeks: lighter weeks, missed ones, weeks in a row, and what a body can do."""

from dataclasses import replace
from datetime import date, timedelta
from math import hypot

import pytest

from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.aerobic_fitness import critical_kmh, vo2max_of
from runwalk_tui.training.advice.athlete import Athlete, Experience
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.lighter_weeks import lighter_mondays, missed_week, see_somebody
from runwalk_tui.training.history.accountability import partner_line, row_words, weeks_in_a_row
from runwalk_tui.training.history.dates import WEEK
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief, Level, Overruled
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.history.weekly_progress import progress
from runwalk_tui.training.physiology.energy import vo2_ml_kg_min
from runwalk_tui.training.programmes.programme import running_share
from tests.training.simulated import MONDAY, SETTINGS, Run, Simulation, session_of


def _number(day: date) -> int:
    return (day - MONDAY).days


def test_every_fourth_week_is_lighter_and_then_it_goes_on() -> None:
    days = Simulation(lambda day, plan: Run(effort=5), "").live(84)
    eased = {
        _number(day.day) // 7 + 1
        for day in days
        if any("a lighter week" in change for change in day.advice.changes)
    }
    assert eased == {4, 8, 12}
    shares = {
        week: max(
            running_share(day.advice.plan)
            for day in days
            if day.advice.plan and _number(day.day) // 7 + 1 == week
        )
        for week in range(1, 12)
    }
    assert shares[4] < shares[3] <= shares[5] + 0.01
    assert shares[8] < shares[7] <= shares[9] + 0.01


def test_a_lighter_week_can_be_refused_and_a_missed_one_is_one() -> None:
    simulation = Simulation(lambda day, plan: Run(), "")
    simulation.live(21)
    day = MONDAY + timedelta(days=21)
    assert Key.EASE in simulation.advice(day).keys
    simulation.entries.append(Overruled(f"{day}T07:00:00+01:00", Key.EASE))
    refused = simulation.advice(day)
    assert any("You chose otherwise" in change for change in refused.changes)
    assert lighter_mondays(simulation.figures, day) == {day}
    assert not lighter_mondays(simulation.figures, day + WEEK) - {day}


def _harder(effort: int, weeks: int = 1) -> Simulation:
    """A runner whose effort is 4 for three weeks, then another, with the same heart rate."""
    since = 21
    simulation = Simulation(
        lambda day, plan: Run(effort=4 if _number(day) < since else effort), "c25k"
    )
    plan = load_plan("1-2", SETTINGS)
    for number in range(0, since + 7 * weeks, 2):
        day = MONDAY + timedelta(days=number)
        simulation._done(day, plan, simulation.run(day, plan) or Run())
    return simulation


@pytest.mark.parametrize(("effort", "is_lighter"), [(4, False), (5, False), (6, True)])
def test_effort_that_is_up_by_two_at_one_heart_rate_is_a_lighter_week(
    effort: int, is_lighter: bool
) -> None:
    advice = _harder(effort).advice(MONDAY + timedelta(days=29))
    said = [change for change in advice.changes if "higher by two or more" in change]
    assert bool(said) == is_lighter


def test_a_faster_heart_explains_the_effort() -> None:
    simulation = _harder(6)
    simulation.figures = [
        replace(each, run_bpm=160.0) if each.opened_at >= "2026-03-23" else each
        for each in simulation.figures
    ]
    advice = simulation.advice(MONDAY + timedelta(days=29))
    assert not [change for change in advice.changes if "higher by two or more" in change]


def test_two_lighter_weeks_on_end_ask_to_see_somebody() -> None:
    def poor(day: date) -> CheckIn:
        return CheckIn(f"{day}T07:00:00+01:00", sleep=Level.POOR)

    once = [poor(MONDAY + timedelta(days=number)) for number in range(3)]
    twice = [*once, *(poor(MONDAY + timedelta(days=number)) for number in range(7, 10))]
    day = MONDAY + timedelta(days=10)
    assert see_somebody([], Told(once), day) == ""
    words = see_somebody([], Told(twice), day)
    assert "See a doctor or whoever looks after your training" in words


def test_a_missed_week_is_said_plainly() -> None:
    run = session_of(1, MONDAY, load_plan("1-2", SETTINGS))
    said = [missed_week([run], MONDAY + timedelta(days=days)) for days in (2, 7, 13, 14, 30)]
    assert said == ["", "", "", "", ""]
    late = session_of(1, MONDAY + timedelta(days=5), load_plan("1-2", SETTINGS))
    assert "Nothing has to be caught up on" in missed_week([late], MONDAY + timedelta(days=15))


def _weeks(counts: list[int]) -> list[SessionStats]:
    plan = load_plan("1-2", SETTINGS)
    return [
        session_of(10 * week + number, MONDAY + week * WEEK + timedelta(days=2 * number), plan)
        for week, count in enumerate(counts)
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("counts", "in_a_row"),
    [([3, 3, 3], 3), ([3, 3, 1], 2), ([3, 2, 3], 1), ([2, 3, 4, 0], 2), ([3, 0, 0], 0)],
)
def test_weeks_in_a_row(counts: list[int], in_a_row: int) -> None:
    today = MONDAY + timedelta(days=7 * len(counts) - 1)
    rows = progress(_weeks(counts), Told([]), today, 3)
    assert weeks_in_a_row(rows, today) == in_a_row
    assert bool(row_words(rows, today)) == (in_a_row >= 2)


def test_a_line_for_a_partner_has_no_heart_and_no_pain() -> None:
    today = MONDAY + timedelta(days=13)
    rows = progress(_weeks([3, 3]), Told([]), today, 3)
    line = partner_line(rows, today, "km")
    assert line == "Week of 9 March: 3 of 3 runs, 87 min, 8.7 km; 2 weeks in a row as planned"
    assert partner_line(rows, today + WEEK, "mi") == "Week of 16 March: no run yet"


def _steady(*speeds: float, bpm_per_ml: float = 3.0) -> SessionStats:
    vo2 = [vo2_ml_kg_min("run", kmh) for kmh in speeds for _ in range(3)]
    plan = load_plan("4-1", SETTINGS)
    rates = tuple(60 + bpm_per_ml * each for each in vo2)
    return replace(session_of(1, MONDAY, plan), steady_vo2=tuple(vo2), steady_bpm=rates)


def test_oxygen_uptake_follows_the_line_to_the_maximum() -> None:
    session = _steady(7.0, 9.0)
    found = vo2max_of([session], Athlete(max_bpm=190), MONDAY)
    assert found is not None
    assert found.value == pytest.approx((190 - 60) / 3.0)
    assert found.error == pytest.approx(hypot(10 / 3.0, 0.07 * 130 / 3.0))
    measured = vo2max_of([session], Athlete(max_bpm=190, max_is_measured=True), MONDAY)
    assert measured is not None
    assert measured.error == pytest.approx(hypot(1.0, 0.07 * 130 / 3.0))


def test_too_little_or_too_much_has_no_line() -> None:
    athlete = Athlete(max_bpm=190)
    assert vo2max_of([_steady(8.0)], athlete, MONDAY) is None
    assert vo2max_of([_steady(8.0, 8.5)], athlete, MONDAY) is None
    assert vo2max_of([_steady(7.0, 9.0, bpm_per_ml=-3.0)], athlete, MONDAY) is None
    assert vo2max_of([_steady(7.0, 9.0)], athlete, MONDAY + timedelta(days=43)) is None
    doubtful = replace(_steady(7.0, 9.0), doubtful_share=0.5)
    assert vo2max_of([doubtful], athlete, MONDAY) is None


def test_critical_speed_is_of_a_hard_test() -> None:
    run = session_of(1, MONDAY, load_plan("4-1", SETTINGS))
    test = replace(run, plan="ten-minutes", best_600_m=2100.0)
    found = critical_kmh([run, test], Told([]), MONDAY)
    assert found is not None
    assert (found.value, found.error) == pytest.approx((11.4, 0.45))
    easy = Told([Debrief(f"{MONDAY}T19:00:00+01:00", 1, 5)])
    assert critical_kmh([test], easy, MONDAY) is None
    assert critical_kmh([test], Told([]), MONDAY + timedelta(days=181)) is None


def test_programmes_have_their_own_lighter_weeks() -> None:
    athlete = Athlete(experience=Experience.REGULAR)
    days = Simulation(lambda day, plan: Run(), "half-marathon", athlete=athlete).live(40)
    assert not any(day.advice.changes for day in days)
