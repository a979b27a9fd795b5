"""The advice for a day: rest, which workout, what eases it; each with its rule, each refusable."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runwalk_tui.plans.programmes import load_programme
from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.training.advice.check_in import Finding, finding_of
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.easing import How
from runwalk_tui.training.advice.progression_limits import main_share, run_kmh
from runwalk_tui.training.advice.today import today
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief, Level, Moved, Overruled
from runwalk_tui.training.programmes.programme import running_s
from tests.training.simulated import MONDAY, SETTINGS, Run, Simulation, session_of, workouts

G, F, P = Level.GOOD, Level.FAIR, Level.POOR
BOTH = (How.SHORTER, How.MORE_WALKING)


def _at(day: date, clock: str = "07:00") -> str:
    return f"{day}T{clock}:00+01:00"


def _day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def _check_in(
    sleep: Level = G, soreness: Level = G, stress: Level = G, pain: int = 0, where: str = ""
) -> CheckIn:
    return CheckIn(_at(MONDAY), sleep, soreness, stress, pain, where)


@pytest.mark.parametrize(
    ("told", "finding"),
    [
        (_check_in(G, G, G), Finding()),
        (_check_in(F, F, F, pain=3), Finding()),
        (_check_in(P, G, G), Finding(hows=(How.SHORTER,), because="poor sleep")),
        (_check_in(G, P, G), Finding(hows=(How.MORE_WALKING,), because="sore legs")),
        (_check_in(G, F, P), Finding(hows=(How.SHORTER,), because="much stress")),
        (_check_in(P, P, G), Finding(hows=BOTH, because="poor sleep and sore legs")),
        (
            _check_in(P, G, G, pain=4, where="left calf"),
            Finding(hows=BOTH, because="a pain of 4 (left calf) and poor sleep"),
        ),
        (
            _check_in(G, G, G, pain=5),
            Finding(hows=(How.MORE_WALKING,), because="a pain of 5"),
        ),
    ],
)
def test_what_a_check_in_asks_for(told: CheckIn, finding: Finding) -> None:
    assert finding_of(told) == finding


def test_a_check_in_may_ask_for_rest() -> None:
    assert finding_of(_check_in(P, P, P)).because.startswith(
        "poor sleep, sore legs and much stress"
    )
    for pain in (6, 10):
        finding = finding_of(_check_in(G, G, G, pain=pain))
        assert (finding.rest, finding.by_pain) == (True, True)
    assert not finding_of(_check_in(where="chest")).rest


def _simulation(**kwargs: object) -> Simulation:
    return Simulation(lambda day, plan: Run(), **kwargs)  # type: ignore[arg-type]


def test_a_rest_day_can_be_refused_and_what_was_refused_is_said() -> None:
    simulation = _simulation()
    simulation.live(1)
    rest = simulation.advice(_day(1))
    assert (rest.plan, rest.keys) == (None, (Key.REST_DAY,))
    assert rest.upcoming is not None
    assert rest.upcoming.name == "twelve-weeks:1.2"
    assert rest.changes == ()
    simulation.entries.append(Overruled(_at(_day(1)), "rest-day"))
    advice = simulation.advice(_day(1))
    assert advice.plan == rest.upcoming
    assert advice.changes == (f"{rest.reason} You chose otherwise today.",)
    assert not advice.can_overrule
    assert simulation.advice(_day(2)).changes == (), "it was for that day"


def test_poor_sleep_sore_legs_and_stress_at_once_are_a_day_of_rest() -> None:
    simulation = _simulation()
    simulation.live(1)
    assert simulation.advice(_day(4)).plan is not None
    simulation.entries.append(replace(_check_in(P, P, P), at=_at(_day(4))))
    advice = simulation.advice(_day(4))
    assert (advice.plan, advice.keys) == (None, (Key.CHECK_IN,))


def test_two_runs_a_day_are_one_too_many() -> None:
    simulation = _simulation()
    simulation.live(1)
    assert simulation.advice(_day(0)).keys == (Key.DONE_TODAY,)


@pytest.mark.parametrize(
    ("experience", "goal", "injuries", "rests"),
    [
        (Experience.NEW, Goal.FITNESS, (), True),
        (Experience.RETURNING, Goal.FITNESS, (), True),
        (Experience.REGULAR, Goal.FITNESS, (), False),
        (Experience.SEASONED, Goal.FITNESS, (), False),
        (Experience.SEASONED, Goal.COMEBACK, (), True),
        (Experience.SEASONED, Goal.FITNESS, ("knee",), True),
    ],
)
def test_who_is_used_to_it_may_run_two_days_in_a_row(
    experience: Experience, goal: Goal, injuries: tuple[str, ...], rests: bool
) -> None:
    athlete = Athlete(experience=experience, goal=goal, injuries=injuries, days_a_week=5)
    simulation = _simulation(programme="", athlete=athlete)
    simulation.live(1)
    assert (simulation.advice(_day(1)).plan is None) is rests


def test_no_more_days_a_week_than_there_are_to_be() -> None:
    athlete = Athlete(experience=Experience.SEASONED, days_a_week=2)
    simulation = _simulation(programme="", athlete=athlete)
    days = simulation.live(14)
    assert [(day.day - MONDAY).days for day in days if day.session] == [0, 1, 7, 8]
    assert "You ran 2 times in the last six days" in days[2].advice.reason


def test_a_workout_that_was_moved_waits_for_its_day() -> None:
    simulation = _simulation()
    simulation.entries.append(Moved(_at(_day(0)), _day(2).isoformat()))
    assert simulation.advice(_day(0)).keys == (Key.MOVED,)
    assert simulation.advice(_day(1)).plan is None
    assert simulation.advice(_day(2)).plan is not None


def test_moving_is_over_once_it_was_run_all_the_same() -> None:
    simulation = _simulation()
    simulation.entries.append(Moved(_at(_day(0)), _day(9).isoformat()))
    plan = simulation.advice(_day(9)).plan
    assert plan is not None
    simulation.figures.append(session_of(1, _day(1), plan))
    assert simulation.advice(_day(3)).plan is not None


def test_a_repeat_can_be_refused_and_then_it_goes_on() -> None:
    simulation = Simulation(lambda day, plan: Run(effort=8))
    simulation.live(1)
    repeat = simulation.advice(_day(2))
    assert repeat.plan is not None
    assert repeat.plan.name == "twelve-weeks:1.1"
    assert "effort was 8" in repeat.reason
    assert repeat.keys == (Key.POSITION,)
    simulation.entries.append(Overruled(_at(_day(2)), Key.POSITION))
    onward = simulation.advice(_day(2))
    assert onward.plan is not None
    assert onward.plan.name == "twelve-weeks:1.2"
    assert onward.reason.endswith("as you chose.")
    assert onward.changes == (f"{repeat.reason} You chose otherwise today.",)


def test_a_plain_refusal_spares_the_choice_of_the_workout() -> None:
    simulation = Simulation(lambda day, plan: Run(effort=8))
    simulation.live(3)
    eased = simulation.advice(_day(4))
    assert eased.keys == (Key.EASE, Key.POSITION)
    assert eased.first_keys == (Key.EASE,)


def test_a_programme_that_begins_boldly_is_said() -> None:
    bold = _simulation(programme="half-marathon").advice(MONDAY)
    said = " ".join(bold.changes)
    assert "new to running, so 1:2 is a good beginning" in said
    assert bold.plan is not None
    assert main_share(bold.plan) == pytest.approx(1 / 3, abs=0.05)
    gentle = _simulation(programme="c25k").advice(MONDAY)
    used = _simulation(programme="half-marathon", athlete=Athlete(experience=Experience.REGULAR))
    assert gentle.changes == used.advice(MONDAY).changes == ()


def test_pain_in_the_chest_is_for_a_doctor_however_little() -> None:
    told = CheckIn(_at(MONDAY), pain=1, where="chest")
    simulation = _simulation(check_in=lambda day: told if day == MONDAY else None)
    for number in (0, 1):
        advice = simulation.advice(_day(number)) if number else simulation.live(1)[0].advice
        assert advice.plan is None
        assert "see a doctor" in advice.reason
        assert advice.keys == (Key.DOCTOR,)


def test_pain_in_the_chest_during_a_run_as_well() -> None:
    simulation = _simulation()
    simulation.live(1)
    simulation.entries.append(Debrief(_at(_day(0), "20:00"), 1, 5, 2, "left chest"))
    assert "see a doctor" in debrief(simulation.figures, simulation.entries, Athlete())
    simulation.entries.append(CheckIn(_at(_day(3))))
    assert simulation.advice(_day(3)).keys == (Key.DOCTOR,)
    simulation.entries.append(Overruled(_at(_day(3)), Key.DOCTOR))
    again = simulation.advice(_day(3))
    assert "pain in the chest" in again.reason
    assert again.plan is not None


def test_a_run_that_ended_in_pain_counts_however_short_it_was() -> None:
    simulation = Simulation(lambda day, plan: Run(share=0.05, pain=7, effort=None, next_day=None))
    simulation.live(1)
    stopped = simulation.advice(_day(2))
    assert "After a pain of 7 there is no run" in stopped.reason
    simulation.entries.append(CheckIn(_at(_day(2)), pain=1))
    assert "is eased" in simulation.advice(_day(2)).reason


def test_a_pain_that_was_told_is_remembered_until_it_is_told_anew() -> None:
    simulation = _simulation()
    simulation.entries.append(CheckIn(_at(_day(0)), pain=7))
    assert "pain of 7" in simulation.advice(_day(1)).reason
    assert simulation.advice(_day(20)).plan is None
    simulation.entries.append(CheckIn(_at(_day(2)), pain=1))
    assert simulation.advice(_day(2)).plan is not None


def test_an_easing_can_be_refused_alone() -> None:
    simulation = Simulation(lambda day, plan: Run(effort=8))
    simulation.live(3)
    eased = simulation.advice(_day(4))
    assert Key.EASE in eased.keys
    simulation.entries.append(Overruled(_at(_day(4)), Key.EASE))
    written = simulation.advice(_day(4))
    assert eased.plan is not None
    assert written.plan is not None
    assert running_s(written.plan) > running_s(eased.plan)
    assert "You chose otherwise today." in written.changes[0]


def test_refusing_rest_for_pain_leaves_the_workout_at_its_easiest() -> None:
    simulation = _simulation(check_in=lambda day: replace(_check_in(pain=7), at=_at(day)))
    (day,) = simulation.live(1)
    assert (day.advice.plan, day.advice.keys) == (None, (Key.PAIN,))
    simulation.entries.append(Overruled(_at(MONDAY), Key.PAIN))
    advice = simulation.advice(MONDAY)
    assert advice.plan is not None
    assert advice.upcoming is None
    assert len(advice.changes) == 3
    assert advice.keys == (Key.CHECK_IN,)


def test_the_same_easing_is_not_done_twice() -> None:
    simulation = Simulation(lambda day, plan: Run(effort=8))
    simulation.live(3)
    eased = simulation.advice(_day(4))
    simulation.entries.append(replace(_check_in(G, P, G), at=_at(_day(4))))
    assert simulation.advice(_day(4)).plan == eased.plan


@pytest.mark.parametrize("kmh", [-0.5, -1.0, -2.04])
def test_speed_does_not_rise_with_both_length_and_share(kmh: float) -> None:
    simulation = Simulation(lambda day, plan: Run(kmh=kmh), programme="c25k")
    days = simulation.live(70)
    held = [day for day in days if Key.SPEED in day.advice.keys]
    assert held
    for day in held:
        assert day.advice.plan is not None
        assert day.last is not None
        assert day.last.run_kmh is not None
        assert run_kmh(day.advice.plan) <= day.last.run_kmh + 0.1
        assert "as before" in day.advice.changes[-1]
    assert "c25k:4.1" in {day.advice.plan.name for day in held if day.advice.plan}
    key = held[0]
    simulation.figures = [each for each in simulation.figures if each.opened_at < _at(key.day)]
    simulation.entries.append(Overruled(_at(key.day), Key.SPEED))
    refused = simulation.advice(key.day)
    assert refused.plan is not None
    assert run_kmh(refused.plan) == pytest.approx(8.5)


def test_a_runner_who_keeps_the_speed_hears_nothing_of_it() -> None:
    for day in Simulation(lambda day, plan: Run(), programme="c25k").live(70):
        assert day.advice.changes == ()


def test_nothing_is_faster_than_the_cap() -> None:
    (day,) = _simulation(athlete=Athlete(cap_kmh=7.0)).live(1)
    assert day.advice.plan is not None
    assert max(step.speed_kmh for step in day.advice.plan.steps) == 7.0


def test_a_workout_beyond_the_last_weeks_in_both_ways_is_said() -> None:
    simulation = Simulation(lambda day, plan: Run(), programme="c25k")
    simulation.live(20)
    own = replace(load_programme("c25k", SETTINGS), is_published=False)
    day, ways = _day(21), ("one at a time", "30 days")
    held = today(Athlete(), simulation.figures, simulation.entries, day, own)
    assert held.warnings == (), "it is held instead"
    assert held.keys == (Key.GROWTH,)
    refusal = Overruled(_at(day), Key.GROWTH)
    advice = today(Athlete(), simulation.figures, [*simulation.entries, refusal], day, own)
    assert advice.plan is not None
    assert advice.plan.name == "c25k:4.1"
    assert [any(way in text for text in advice.warnings) for way in ways] == [True, True]


def test_days_that_are_all_alike_are_said_the_week_after() -> None:
    athlete = Athlete(experience=Experience.SEASONED, days_a_week=7)
    simulation = _simulation(programme="", athlete=athlete)
    simulation.live(7)
    assert any("very alike" in text for text in simulation.advice(_day(8)).warnings)


def test_a_recommended_workout_has_a_name_that_can_be_run() -> None:
    simulation = _simulation(programme="")
    names = workouts(simulation.live(28))
    assert names[0] == "1-2"
    assert set(names) <= {"1-2", "1-1", "today"}


def test_a_recommended_rest_can_be_refused() -> None:
    simulation = _simulation(programme="")
    simulation.live(1)
    sharp = Debrief(_at(_day(0), "20:00"), session_id=1, sharp=True)
    simulation.entries = [sharp]
    day = _day(4)
    assert simulation.advice(day).keys == (Key.SETTLE,)
    simulation.entries.append(Overruled(_at(day), Key.SETTLE))
    assert simulation.advice(day).keys == (Key.RECOMMENDED,)
    simulation.entries.append(Overruled(_at(day), Key.RECOMMENDED))
    advice = simulation.advice(day)
    assert advice.plan is not None
    assert len(advice.changes) == 2


@pytest.mark.parametrize(
    ("programme", "check_in", "title"),
    [
        ("", _check_in(soreness=P), "1:2, first steps, made easier"),
        ("", _check_in(sleep=P), "1:2, first steps, made easier"),
        ("half-marathon", _check_in(sleep=P), "Easy run, 4:1, made easier"),
        ("", _check_in(), "1:2, first steps"),
    ],
)
def test_a_title_says_that_it_was_made_easier(
    programme: str, check_in: CheckIn, title: str
) -> None:
    simulation = _simulation(programme=programme)
    simulation.entries.append(check_in)
    plan = simulation.advice(MONDAY).plan
    assert plan is not None
    assert plan.title == title


def test_the_minutes_of_a_title_are_those_that_are_left() -> None:
    simulation = Simulation(lambda day, plan: Run(), "")
    simulation.live(9)
    day = _day(9)
    assert simulation.advice(day).plan is not None
    simulation.entries.append(CheckIn(_at(day), sleep=P))
    plan = simulation.advice(day).plan
    assert plan is not None
    assert plan.title == f"1:2 for {plan.planned_s / 60:.0f} min, made easier"
    used = Athlete(experience=Experience.REGULAR)
    long = Simulation(lambda day, plan: Run(), "marathon", athlete=used)
    long.live(4)
    long.entries.append(CheckIn(_at(_day(4)), sleep=P))
    plan = long.advice(_day(4)).plan
    assert plan is not None
    assert plan.planned_s < 70 * 60
    assert plan.title == f"Long run, 5:1 for {plan.planned_s / 60 - 10:.0f} min, made easier"


def test_nothing_grows_in_a_lighter_week() -> None:
    simulation = Simulation(lambda day, plan: Run(), "")
    days = simulation.live(28)
    before = max(day.session.total_s for day in days[:21] if day.session)
    lighter = [day for day in days[21:] if day.advice.plan]
    assert lighter
    for day in lighter:
        assert day.advice.plan is not None
        assert day.advice.plan.planned_s <= before + 1
        assert "Nothing is added this week" in day.advice.reason
