"""Twelve weeks without a programme: one improves, tires, has a frozen strap, or is in pain."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from runwalk_tui.training.advice.athlete import Athlete, Experience
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.progression_limits import run_kmh, spike
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_entries import CheckIn, Level
from runwalk_tui.training.programmes.programme import running_share
from runwalk_tui.workout.plan import Plan
from tests.training.simulated import MONDAY, Day, Run, Simulation

USED = (Experience.REGULAR, Experience.SEASONED)
EVERYBODY = [Athlete(experience=each) for each in Experience]


def _number(day: date) -> int:
    return (day - MONDAY).days


def _ran(days: list[Day]) -> list[Day]:
    return [day for day in days if day.session is not None]


@pytest.mark.parametrize("athlete", EVERYBODY, ids=lambda each: each.experience)
def test_who_improves_gains_one_thing_at_a_time_and_is_warned_of_none_of_it(
    athlete: Athlete,
) -> None:
    simulation = Simulation(lambda day, plan: Run(effort=5), "", athlete=athlete)
    days = simulation.live(84)
    runs = _ran(days)
    first = runs[0].session
    assert first is not None
    most_s = max(day.session.run_s for day in runs if day.session)
    assert most_s > 1.2 * first.run_s or athlete.experience in USED, "who is used to it is there"
    assert 30 <= len(runs) <= 37
    whole = [day.advice.plan for day in runs if day.advice.plan and not day.advice.changes]
    for one, other in pairwise(whole):
        is_longer = other.planned_s > one.planned_s + 60
        has_more = running_share(other) > running_share(one) + 0.04
        assert not (is_longer and has_more), (one.title, other.title)
    for day in days:
        assert not [said for said in day.advice.warnings if "longer" in said], day
        if day.advice.plan is not None:
            earlier = [each for each in simulation.figures if day_of(each) < day.day]
            assert spike(day.advice.plan, earlier, day.day) is None


def test_who_tires_is_led_down_a_rung_at_a_time_and_never_up() -> None:
    def run(day: date, plan: Plan) -> Run:
        return Run(effort=5 if _number(day) < 42 else 8)

    simulation = Simulation(run, "", athlete=Athlete(experience=Experience.REGULAR))
    tired = [day for day in _ran(simulation.live(84)) if _number(day.day) > 44]
    shares = [running_share(day.advice.plan) for day in tired if day.advice.plan]
    speeds = [run_kmh(day.advice.plan) for day in tired if day.advice.plan]
    assert all(after <= before + 0.01 for before, after in pairwise(speeds))
    assert all(after <= before + 0.05 for before, after in pairwise(shares))
    assert shares[-1] < shares[0] / 2
    assert not any("injury" in day.advice.plan.title for day in tired if day.advice.plan)
    assert any("harder than an easy run" in day.advice.reason for day in tired)


def test_whose_strap_freezes_is_advised_as_with_a_sound_one() -> None:
    frozen = Run(effort=5, doubtful=0.9, run_bpm=190, fall_bpm=0)
    one, other = Simulation(lambda d, p: frozen, ""), Simulation(lambda d, p: Run(effort=5), "")
    for a, b in zip(one.live(84), other.live(84), strict=True):
        assert a.advice == b.advice
    assert "bpm" not in debrief(one.figures, one.entries, one.athlete)


def test_who_is_in_pain_is_eased_stopped_and_led_back() -> None:
    hows = {14: Run(pain=4, next_day=0), 28: Run(pain=7, share=0.5, next_day=5)}

    def check_in(day: date) -> CheckIn | None:
        pain = {30: 6, 32: 4, 35: 1}.get(_number(day))
        return None if pain is None else CheckIn(f"{day}T07:00:00+01:00", pain=pain)

    simulation = Simulation(lambda day, plan: hows.get(_number(day), Run(pain=1)), "", check_in)
    days = simulation.live(84)
    before = max(day.session.run_s for day in days[:28] if day.session)
    after_four = next(day for day in days[15:] if day.session)
    assert after_four.session is not None
    eased_from = days[14].session
    assert eased_from is not None
    assert after_four.session.run_s < eased_from.run_s
    assert [day.advice.plan for day in days[29:35]] == [None] * 6
    assert days[30].advice.rest is not None
    assert days[30].advice.rest.key in (Key.PAIN, Key.SETTLE)
    back = next(day for day in days[35:] if day.session)
    assert back.session is not None
    assert back.session.run_s < before
    assert _ran(days)[-1].day > MONDAY + timedelta(days=77), "and it goes on"


@pytest.mark.parametrize("levels", [(Level.POOR, Level.GOOD), (Level.POOR, Level.POOR)], ids=str)
@pytest.mark.parametrize("programme", ["", "twelve-weeks"])
def test_who_sleeps_badly_for_weeks_is_spared_evenly_and_goes_on_from_there(
    levels: tuple[Level, Level], programme: str
) -> None:
    """What is made easier day after day is no measure of the next day; nothing is added."""

    def check_in(day: date) -> CheckIn | None:
        is_ill = 14 <= _number(day) < 49
        return CheckIn(f"{day}T07:00:00+01:00", *levels) if is_ill else None

    days = Simulation(lambda day, plan: Run(effort=5), programme, check_in).live(77)
    before = [day.advice.plan for day in days[:14] if day.advice.plan][-1]
    spared = [day for day in days[14:49] if day.advice.plan]
    plans = [day.advice.plan for day in spared if day.advice.plan]
    assert len({(plan.planned_s, running_share(plan)) for plan in plans}) == 1, "it holds"
    assert all("earn" not in day.advice.reason for day in spared)
    assert plans[0].planned_s >= 1200
    assert running_share(plans[0]) > 0.4 * running_share(before)
    somebody = [any("See a doctor" in said for said in day.advice.warnings) for day in spared]
    assert somebody == [_number(day.day) >= 21 for day in spared]
    after = [day.advice.plan for day in days[56:] if day.advice.plan and not day.advice.changes]
    assert running_share(after[-1]) > running_share(plans[0])
    for one, other in pairwise(after):
        assert other.planned_s < 1.5 * one.planned_s


def test_a_speed_that_was_too_hard_is_not_kept() -> None:
    athlete = Athlete(age=60, mass_kg=95.0)
    simulation = Simulation(lambda day, plan: Run(), "", athlete=athlete)
    simulation.live(3)
    simulation.run = lambda day, plan: Run(effort=8, kmh=2.0)
    fast = _ran(simulation.live(12))[-1]
    assert fast.session is not None
    assert fast.advice.plan is not None
    after = simulation.advice(MONDAY + timedelta(days=14)).plan
    assert after is not None
    assert run_kmh(after) < (fast.session.run_kmh or 0.0) - 1.0
