"""Beginners old and heavy, a year off, and a marathon without a programme: twelve weeks of each."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.progression_limits import run_kmh
from runwalk_tui.training.advice.recommend import recommend
from runwalk_tui.training.advice.training_history import is_hard
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief, Level, Overruled, Ready
from runwalk_tui.training.programmes.magic_mile import on_belt, predicted_mile_s
from runwalk_tui.training.programmes.programme import running_s, running_share
from runwalk_tui.training.programmes.ratios import Ratio
from runwalk_tui.workout.plan import Plan
from tests.training.simulated import MONDAY, Day, Run, Simulation, session_of, workouts


def _number(day: date) -> int:
    return (day - MONDAY).days


@pytest.mark.parametrize("programme", ["", "twelve-weeks", "c25k"])
@pytest.mark.parametrize(
    ("age", "mass_kg", "most_kmh"),
    [(78, 140.0, 5.5), (None, 140.0, 6.5), (45, 85.0, 6.6), (30, 70.0, 7.5)],
)
def test_a_first_run_is_as_fast_as_age_and_mass_allow(
    programme: str, age: int | None, mass_kg: float, most_kmh: float
) -> None:
    athlete = Athlete(age=age, mass_kg=mass_kg)
    advice = Simulation(lambda day, plan: Run(), programme, athlete=athlete).advice(MONDAY)
    assert advice.plan is not None
    assert run_kmh(advice.plan) <= most_kmh
    walks = [step.speed_kmh for step in advice.plan.steps if not step.kind.is_running]
    assert max(walks) < run_kmh(advice.plan)
    assert any("talk" in change for change in advice.changes)
    assert Key.SPEED in advice.keys


def test_the_speed_that_was_found_is_kept_and_grows_once_it_is_easy() -> None:
    athlete = Athlete(age=60, mass_kg=95.0)
    simulation = Simulation(lambda day, plan: Run(kmh=0.4), athlete=athlete)
    first, *_, later = [day for day in simulation.live(7) if day.session]
    assert first.session is not None
    assert first.session.run_kmh is not None
    assert later.advice.plan is not None
    assert run_kmh(later.advice.plan) >= first.session.run_kmh - 0.01
    eager = Simulation(lambda day, plan: Run(effort=3), athlete=athlete)
    speeds = [run_kmh(day.advice.plan) for day in eager.live(21) if day.advice.plan]
    assert speeds[-1] > speeds[0] + 0.5
    assert all(b <= a + 0.31 for a, b in pairwise(speeds))


def test_the_talk_test_is_refusable() -> None:
    athlete = Athlete(age=78, mass_kg=140.0)
    simulation = Simulation(lambda day, plan: Run(), athlete=athlete, overrules=True)
    (day,) = simulation.live(1)
    assert day.advice.plan is not None
    assert run_kmh(day.advice.plan) == pytest.approx(8.5)


def test_a_year_off_is_a_beginners_return() -> None:
    marathoner = Athlete(experience=Experience.SEASONED, goal=Goal.MARATHON)
    simulation = Simulation(lambda day, plan: Run(), "", athlete=marathoner)
    simulation.live(84)
    longest = max(session.total_s for session in simulation.figures)
    assert longest > 75 * 60
    for days, most_min in ((84 + 20, 50), (84 + 40, 40), (84 + 70, 30), (84 + 365, 30)):
        plan = simulation.advice(MONDAY + timedelta(days=days)).plan
        assert plan is not None
        assert plan.planned_s <= most_min * 60, days
    beginning = simulation.advice(MONDAY + timedelta(days=84 + 365)).plan
    assert beginning is not None
    assert beginning.name == "1-2"


@pytest.mark.parametrize("goal", [Goal.TEN_K, Goal.HALF, Goal.MARATHON])
def test_one_long_run_a_week_and_longer_only_every_second(goal: Goal) -> None:
    athlete = Athlete(experience=Experience.SEASONED, goal=goal, days_a_week=4)
    days = Simulation(lambda day, plan: Run(effort=5), "", athlete=athlete).live(112)
    runs = [day.session for day in days if day.session]
    long = [each for each in runs if each.title.startswith("Long run")]
    assert len(long) >= 8
    at = [date.fromisoformat(each.opened_at[:10]) for each in long]
    assert all((b - a).days >= 7 for a, b in pairwise(at))
    easy = [each.total_s for each in runs if each not in long]
    assert max(easy) <= 61 * 60
    records = [
        day
        for each, day in zip(long, at, strict=True)
        if each.total_s > max([0.0, *(e.total_s for e in runs if e.opened_at < each.opened_at)])
    ]
    assert all((b - a).days >= 14 for a, b in pairwise(records))
    for each in long:
        before = [e.total_s for e in runs if e.opened_at < each.opened_at]
        assert each.total_s <= 1.1 * max(before) + 1


def test_surges_at_their_own_effort_take_nothing_from_the_easy_runs() -> None:
    athlete = Athlete(experience=Experience.REGULAR)
    simulation = Simulation(lambda day, plan: Run(effort=5), "", athlete=athlete)
    simulation.live(12)
    easy = simulation.advice(MONDAY + timedelta(days=20)).plan
    assert easy is not None
    surges = replace(easy, name="surges", title="Surges")
    simulation.run = lambda day, plan: Run(effort=7)
    for number in (12, 13):
        simulation._done(MONDAY + timedelta(days=number), surges, Run(effort=7))
    after = simulation.advice(MONDAY + timedelta(days=20)).plan
    assert after is not None
    assert running_share(after) >= running_share(easy) - 0.01


def test_who_comes_back_is_asked_whether_ready() -> None:
    simulation = Simulation(lambda day, plan: Run(), "", athlete=Athlete(goal=Goal.COMEBACK))
    waits = simulation.advice(MONDAY)
    assert (waits.plan, waits.keys) == (None, (Key.READY,))
    simulation.entries.append(Ready(f"{MONDAY}T06:10:00+01:00", True, True, True))
    assert simulation.advice(MONDAY).plan is not None


def _never_all_three(days: list[Day], simulation: Simulation) -> None:
    for day in days:
        month = [
            each
            for each in simulation.figures
            if timedelta() < day.day - date.fromisoformat(each.opened_at[:10])
            and day.day - date.fromisoformat(each.opened_at[:10]) <= timedelta(days=28)
        ]
        easy = [each for each in month if each.run_kmh and not is_hard(each)]
        if day.advice.plan is None or not easy:
            continue
        plan = day.advice.plan
        rises = (
            run_kmh(plan) > max(each.run_kmh or 0.0 for each in easy) + 0.11,
            plan.planned_s > max(each.total_s for each in easy) + 31,
            running_share(plan) > max(each.run_s / each.total_s for each in easy) + 0.006,
        )
        assert not all(rises), (plan.title, day.day)


def test_a_sprint_session_unlocks_nothing() -> None:
    simulation = Simulation(lambda day, plan: Run(kmh=-1.0), "c25k")
    simulation.live(14)
    plan = simulation.advice(MONDAY + timedelta(days=14)).plan
    assert plan is not None
    sprint = session_of(99, MONDAY + timedelta(days=13), plan, Run(kmh=3.0))
    simulation.figures.append(replace(sprint, plan="sprints", total_s=400, run_s=100))
    _never_all_three(simulation.live(70)[14:], simulation)


HOWS = st.builds(
    Run,
    effort=st.sampled_from([3, 5, 5, 7, None]),
    kmh=st.sampled_from([-1.5, -0.5, 0.0, 0.5]),
    share=st.sampled_from([1.0, 1.0, 0.6]),
)


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(["", "twelve-weeks", "c25k", "half-marathon", "weight", "race-10k"]),
    st.lists(st.none() | HOWS, min_size=1, max_size=7),
    st.sampled_from([(None, 70.0), (78, 140.0), (50, 80.0)]),
    st.sampled_from(Experience),
    st.sampled_from([(), (5, 19), (12, 26, 33)]),
)
def test_speed_length_and_share_never_rise_together_over_the_month(
    programme: str,
    hows: list[Run | None],
    who: tuple[int | None, float],
    experience: Experience,
    sprints: tuple[int, ...],
) -> None:
    def run(day: date, plan: Plan) -> Run | None:
        if _number(day) in sprints:
            hard = replace(session_of(500 + _number(day), day, plan, Run(kmh=3.0)), plan="sprints")
            simulation.figures.append(replace(hard, total_s=2 * hard.total_s))
            return None
        return hows[_number(day) % len(hows)]

    athlete = Athlete(age=who[0], mass_kg=who[1], experience=experience, goal=Goal.HALF)
    simulation = Simulation(run, programme, athlete=athlete)
    _never_all_three(simulation.live(56), simulation)


def test_heavy_beginners_run_less_than_three_kilometres_in_the_first_week() -> None:
    athlete = Athlete(age=40, mass_kg=120.0)
    for programme in ("", "twelve-weeks", "c25k", "half-marathon", "weight"):
        days = Simulation(lambda day, plan: Run(), programme, athlete=athlete).live(7)
        metres = sum(
            running_s(day.advice.plan) * run_kmh(day.advice.plan) / 3.6
            for day in days
            if day.advice.plan and day.session
        )
        assert metres < 3000, programme
    assert workouts(days)


@pytest.mark.parametrize("programme", ["marathon", "twelve-weeks", "race-10k"])
def test_a_year_off_is_a_beginners_return_in_a_programme_too(programme: str) -> None:
    regular = Athlete(experience=Experience.SEASONED, goal=Goal.MARATHON)
    simulation = Simulation(lambda day, plan: Run(), programme, athlete=regular)
    simulation.live(60)
    back = [MONDAY + timedelta(days=number) for number in (365, 367, 370, 374)]
    plans = []
    for day in back:
        plan = simulation.advice(day).plan
        assert plan is not None
        plans.append(plan)
        simulation._done(day, plan, Run())
    assert [plan.name for plan in plans[:3]] == ["1-2"] * 3
    assert max(plan.planned_s for plan in plans[:3]) <= 30 * 60
    assert plans[3].name.startswith(f"{programme}:1.")


def test_the_beginners_return_can_be_refused() -> None:
    simulation = Simulation(lambda day, plan: Run(), "twelve-weeks")
    simulation.live(30)
    day = MONDAY + timedelta(days=130)
    assert Key.RECOMMENDED in simulation.advice(day).keys
    simulation.entries.append(Overruled(f"{day}T07:00:00+01:00", Key.RECOMMENDED))
    plan = simulation.advice(day).plan
    assert plan is not None
    assert plan.name.startswith("twelve-weeks:")


def test_three_poor_days_of_five_make_it_shorter_and_take_nothing_from_what_follows() -> None:
    def check_in(day: date) -> CheckIn | None:
        is_poor = _number(day) in (14, 15, 16)
        sleep = Level.POOR if is_poor else Level.GOOD
        return CheckIn(f"{day}T07:00:00+01:00", sleep=sleep)

    days = Simulation(lambda day, plan: Run(), check_in=check_in).live(28)
    eased = [_number(day.day) for day in days if any("poor days" in c for c in day.advice.changes)]
    assert eased
    assert set(eased) <= {16, 17, 18}
    assert all(not day.advice.changes for day in days[21:])


@pytest.mark.parametrize(
    ("miles_s", "predicted"),
    [
        ([570.0], 570.0),
        ([570.0, 560.0], 560.0),
        ([600.0, 560.0, 570.0, 580.0], 570.0),
        ([400.0, 600.0, 560.0, 570.0, 580.0], 570.0),
    ],
)
def test_the_best_three_of_the_last_four_miles_count(
    miles_s: list[float], predicted: float
) -> None:
    assert predicted_mile_s(miles_s) == pytest.approx(predicted)


def test_a_run_is_long_enough_for_the_belt() -> None:
    assert on_belt(Ratio(8, 30)) == Ratio(16, 60)
    assert on_belt(Ratio(10, 30)) == Ratio(20, 60)
    assert on_belt(Ratio(90, 30)) == Ratio(90, 30)


def test_an_easy_mile_is_no_maximal_one() -> None:
    plan = Simulation(lambda day, plan: Run(), "").advice(MONDAY).plan
    assert plan is not None
    mile = replace(session_of(1, MONDAY, plan), mile_s=900.0)
    day = MONDAY + timedelta(days=2)
    regular = Athlete(experience=Experience.REGULAR)
    easy = Debrief(f"{MONDAY}T20:00:00+01:00", 1, 4)
    hard = Debrief(f"{MONDAY}T20:00:00+01:00", 1, 9)
    assert "Magic Mile" not in recommend(regular, [mile], [easy], day).reason
    assert "Magic Mile" in recommend(regular, [mile], [hard], day).reason
