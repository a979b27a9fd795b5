"""Nothing is advised of which the program itself would warn, whatever the months were like."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.easing import LEAST_RUN_S, with_less_running
from runwalk_tui.training.advice.progression_limits import main_share, run_kmh, spike
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief, Followed, Level, Overruled
from runwalk_tui.training.programmes.programme import running_share
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.training.simulated import MONDAY, Day, Run, Simulation, session_of
from tests.training.simulated import plan_named as plan_of

PROGRAMMES = ("", "", "", "half-marathon", "marathon", "race-10k", "weight", "first-5k", "fitness")
OWN = ("sprints", "surges", "9-1", "hard-intervals")


class Months:
    """Months of a runner: gaps, bad nights, pains, own workouts, another goal or programme."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        dice = self.dice
        self.away = self.ill = MONDAY
        self.simulation = Simulation(
            self.run,
            dice.choice(PROGRAMMES),
            self.check_in,
            Athlete(
                age=dice.choice([None, *range(14, 91)]),
                mass_kg=dice.uniform(40, 180),
                experience=dice.choice(list(Experience)),
                goal=dice.choice([goal for goal in Goal if goal is not Goal.COMEBACK]),
                injuries=dice.choice([(), (), ("knee",)]),
                days_a_week=dice.randint(1, 6),
            ),
        )

    def check_in(self, day: date) -> CheckIn | None:
        """How the day begins; beside it, whatever else changes in a life."""
        dice, simulation = self.dice, self.simulation
        if dice.random() < 0.01:
            self.away = day + timedelta(days=dice.choice([8, 16, 30, 60]))
        if dice.random() < 0.01:
            self.ill = day + timedelta(days=dice.choice([5, 14, 35]))
        if dice.random() < 0.01:
            simulation.programme = dice.choice(PROGRAMMES)
            at = f"{day}T06:30:00+01:00"
            simulation.entries.append(Followed(at, simulation.programme, dice.choice([1, 1, 3])))
        if day >= self.away and dice.random() < 0.02:
            own = plan_of(dice.choice(OWN))
            number = len(simulation.figures) + 1
            simulation.figures.append(session_of(number, day - timedelta(days=1), own))
        if dice.random() < 0.5:
            return None
        sleep = Level.POOR if day < self.ill else Level(dice.choice([1, 1, 1, 2, 3]))
        pain, where = dice.choice([(0, "")] * 12 + [(2, "knee"), (4, "left knee"), (1, "shin")])
        return CheckIn(f"{day}T07:00:00+01:00", sleep, pain=pain, where=where)

    def run(self, day: date, plan: Plan) -> Run | None:
        """How a workout goes."""
        dice = self.dice
        if day < self.away or dice.random() < 0.2:
            return None
        return Run(
            effort=dice.choice([None, 3, 4, 5, 5, 6, 6, 7, 9]),
            share=dice.choice([1.0] * 9 + [0.6, 0.1]),
            pain=dice.choice([None] * 12 + [2, 4, 7]),
            next_day=dice.choice([0, 0, 0, None, 2]),
            kmh=dice.choice([0.0, 0.0, 0.0, 1.0]),
        )


def _check(months: Months, day: Day) -> None:
    advice, plan, simulation = day.advice, day.advice.plan, months.simulation
    assert not [said for said in advice.warnings if "longer" in said or "beginning" in said]
    if plan is None:
        return
    for step in plan.steps:
        assert step.kind is not Kind.RUN or step.planned_s >= LEAST_RUN_S, plan.title
    runs = [
        each
        for each in simulation.figures
        if each.run_s and each.total_s >= 300 and timedelta(0) < day.day - day_of(each)
    ]
    month = [each for each in runs if day.day - day_of(each) <= timedelta(days=28)]
    easy = [each for each in month if not each.surge_s and each.plan not in OWN] or month
    if easy:
        rises = (
            run_kmh(plan) > max(each.run_kmh or 0.0 for each in easy) + 0.1,
            plan.planned_s > max(each.total_s for each in easy) + 31,
            running_share(plan) > max(each.run_s / each.total_s for each in easy) + 0.006,
        )
        assert not all(rises), (day.day, plan.title)
    is_used = simulation.athlete.experience in (Experience.REGULAR, Experience.SEASONED)
    is_young = not runs or day.day - day_of(runs[0]) < timedelta(days=28)
    if not (is_used and is_young):
        assert spike(plan, [each for each in simulation.figures if each in runs], day.day) is None
    if runs and day.day - day_of(runs[-1]) > timedelta(days=56):
        assert plan.planned_s <= 1801
        assert main_share(plan) < 0.38


@pytest.mark.parametrize("seed", range(8))
def test_no_advice_of_five_months_is_warned_of_or_leaps(seed: int) -> None:
    months = Months(seed)
    for day in months.simulation.live(150):
        _check(months, day)


@pytest.mark.parametrize("experience", [Experience.NEW, Experience.RETURNING])
@pytest.mark.parametrize("programme", ["half-marathon", "marathon", "race-10k"])
def test_a_beginner_in_a_bold_programme_gets_there_rung_by_rung(
    programme: str, experience: Experience
) -> None:
    simulation = Simulation(
        lambda day, plan: Run(), programme, athlete=Athlete(experience=experience)
    )
    days = [day for day in simulation.live(70) if day.session]
    plans = [day.advice.plan for day in days if day.advice.plan]
    assert main_share(plans[0]) < 0.55
    assert main_share(plans[-1]) > 0.7
    for day in days:
        assert day.advice.warnings == ()
    for before, after in pairwise(plans):
        assert main_share(after) < main_share(before) + 0.25


def test_who_refuses_to_be_held_is_warned_instead() -> None:
    simulation = Simulation(lambda day, plan: Run(), "half-marathon")
    simulation.live(4)
    day = MONDAY + timedelta(days=4)
    held = simulation.advice(day)
    assert Key.GROWTH in held.keys
    assert held.warnings == ()
    simulation.entries.append(Overruled(f"{day}T08:00:00+01:00", Key.GROWTH))
    refused = simulation.advice(day)
    assert held.plan is not None
    assert refused.plan is not None
    assert refused.plan.planned_m > 1.1 * held.plan.planned_m
    assert any("longer than your longest" in said for said in refused.warnings)


def test_runs_that_would_be_over_before_the_belt_is_up_are_walked_and_others_kept() -> None:
    short = (Step(Kind.RUN, 9.0, duration_s=20), Step(Kind.WALK, 5.0, duration_s=100))
    eased = with_less_running(Plan("any", "Any", short * 6), 0.5)
    assert [step.planned_s for step in eased.steps if step.kind is Kind.RUN] == [15.0] * 4
    assert eased.planned_s == 720
    walks = [step.kind is Kind.WALK for step in eased.steps]
    assert not any(one and other for one, other in pairwise(walks)), "walks on end are one"


def test_a_pain_does_not_hide_a_long_break() -> None:
    athlete = Athlete(experience=Experience.SEASONED, goal=Goal.HALF)
    simulation = Simulation(lambda day, plan: Run(), "", athlete=athlete)
    simulation.live(30)
    day = MONDAY + timedelta(days=100)
    simulation.entries.append(
        CheckIn(f"{day - timedelta(days=1)}T07:00:00+01:00", pain=4, where="knee")
    )
    advice = simulation.advice(day)
    assert advice.plan is not None
    assert advice.plan.planned_s <= 1800
    assert main_share(advice.plan) < 0.3
    assert "Pain of 4" in advice.reason
    assert "days without a run" in advice.reason
    broken = session_of(99, day - timedelta(days=3), advice.plan, Run(share=0.05))
    simulation.figures.append(broken)
    assert simulation.advice(day).plan == advice.plan, "one that was broken off is no run"


def test_a_pain_asks_for_no_more_running_than_what_was_hard_before_it() -> None:
    athlete = Athlete(experience=Experience.SEASONED)
    simulation = Simulation(lambda day, plan: Run(effort=9, next_day=None), "", athlete=athlete)
    simulation.live(9)
    day = MONDAY + timedelta(days=9)
    hard = simulation.advice(day).plan
    simulation.entries.append(CheckIn(f"{day}T06:00:00+01:00", pain=4, where="knee"))
    hurt = simulation.advice(day + timedelta(days=1))
    assert hard is not None
    assert hurt.plan is not None
    assert "Pain of 4" in hurt.reason
    assert main_share(hurt.plan) <= main_share(hard)


def test_what_was_hard_although_it_was_eased_is_not_followed_by_more() -> None:
    athlete = Athlete(experience=Experience.REGULAR)
    simulation = Simulation(lambda day, plan: Run(), "", athlete=athlete)
    simulation.live(14)
    day = MONDAY + timedelta(days=14)
    easy = plan_of("1-1")
    for number, after in ((50, 0), (51, 2)):
        at = day + timedelta(days=after)
        simulation.entries.append(CheckIn(f"{at}T06:00:00+01:00", Level.POOR))
        simulation.figures.append(session_of(number, at, easy))
        simulation.entries.append(Debrief(f"{at}T19:00:00+01:00", number, 9))
    advice = simulation.advice(day + timedelta(days=5))
    assert advice.plan is not None
    assert main_share(advice.plan) <= main_share(easy)
