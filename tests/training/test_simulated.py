"""Twelve weeks with runners of several kinds: the advice reads right and never breaks its rules."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.plans.programmes import load_programme
from runwalk_tui.training.advice.athlete import Athlete, Experience
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.advice.decision import Advice
from runwalk_tui.training.advice.pain_rules import STOP_FROM
from runwalk_tui.training.advice.progression_limits import run_kmh
from runwalk_tui.training.history.diary_entries import CheckIn, Level, NextDay, Ready
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.weekly_progress import progress
from runwalk_tui.training.programmes.programme import running_s, running_share
from runwalk_tui.workout.plan import Plan
from tests.training.simulated import MONDAY, SETTINGS, Day, Run, Simulation, workouts

DIAGNOSES = re.compile(
    r"diagnos|fractur|tendin|tendon|sprain|arthr|syndrome|disease|illness|inflamm|arrhythm|angina"
    r"|overtrain|shin|splint|rupture|tear|you have a|you suffer|probably|injured"
)
"""Words for what somebody has; the coach has none of them."""


def _number(day: date) -> int:
    return (day - MONDAY).days


def _texts(advice: Advice) -> Iterator[str]:
    yield advice.reason
    yield from advice.changes
    yield from advice.warnings


def _check(simulation: Simulation, days: list[Day]) -> None:
    """The rules that hold whatever the runner does."""
    for at, each in enumerate(days):
        advice, last = each.advice, each.last
        for text in _texts(advice):
            assert text.strip() == text
            assert text.endswith((".", "!")), text
            assert not DIAGNOSES.search(text.lower()), text
        if advice.plan is None:
            assert advice.rest is not None
            assert advice.upcoming is not None
            continue
        plan = advice.plan
        assert max(step.speed_kmh for step in plan.steps) <= simulation.athlete.cap_kmh
        if last is not None and last.run_kmh is not None:
            rises = (
                run_kmh(plan) > last.run_kmh + 0.1,
                plan.planned_s > last.total_s + 31,
                running_share(plan) > last.run_s / last.total_s + 0.006,
            )
            assert not all(rises), (plan.name, each.day)
        if simulation.overrules:
            continue
        assert not simulation.athlete.see_doctor
        told = [
            entry.pain or 0
            for entry in simulation.entries
            if isinstance(entry, CheckIn | NextDay) and entry.at[:10] == each.day.isoformat()
        ]
        assert not told or told[-1] < STOP_FROM
        yesterday = days[at - 1].session if at else None
        if simulation.programme:
            assert yesterday is None or yesterday.total_s < 300


def _lived(simulation: Simulation, days: int = 84) -> list[Day]:
    lived = simulation.live(days)
    _check(simulation, lived)
    return lived


def test_one_who_improves_goes_through_the_twelve_weeks() -> None:
    days = _lived(Simulation(lambda day, plan: Run(effort=5)))
    programme = load_programme("twelve-weeks", SETTINGS)
    assert workouts(days) == [plan.name for plan in programme.plans]
    assert not any(day.advice.changes for day in days)


def test_one_who_tires_is_never_asked_for_more_and_soon_for_less() -> None:
    def run(day: date, plan: Plan) -> Run:
        return Run(effort=5 if _number(day) < 28 else 8)

    days = _lived(Simulation(run))
    late = [day for day in days if _number(day.day) > 28 and day.session is not None]
    most = max(day.session.run_s for day in days if day.session and _number(day.day) <= 28)
    assert all(day.session.run_s <= most for day in late if day.session)
    sizes = [day.session.run_s for day in late if day.session]
    assert sizes[-1] < sizes[0] / 2
    assert any("eased" in day.advice.reason for day in late[:4])
    assert any("comes again before more" in day.advice.reason for day in late[:6])


def test_one_whose_strap_freezes_is_judged_by_effort_alone() -> None:
    frozen = Run(effort=5, doubtful=0.9, run_bpm=190, fall_bpm=0)
    sound = Run(effort=5)
    a, b = Simulation(lambda day, plan: frozen), Simulation(lambda day, plan: sound)
    for one, other in zip(_lived(a), _lived(b), strict=True):
        assert one.advice == other.advice
    rows = progress(a.figures, Told(a.entries), MONDAY + timedelta(days=84))
    assert {row.mean_bpm for row in rows} == {None}
    words = debrief(a.figures, a.entries, a.athlete)
    assert "in doubt" in words
    assert "bpm" not in words


def test_one_in_pain_is_eased_stopped_and_led_back() -> None:
    hows = {14: Run(pain=4, next_day=0), 28: Run(pain=7, share=0.5, next_day=5)}

    def check_in(day: date) -> CheckIn | None:
        pain = {30: 6, 32: 4, 35: 1}.get(_number(day))
        return None if pain is None else CheckIn(f"{day}T07:00:00+01:00", pain=pain)

    simulation = Simulation(lambda day, plan: hows.get(_number(day), Run(pain=1)))
    simulation.check_in = check_in
    days = _lived(simulation)
    after_change = next(day for day in days[15:] if day.session)
    assert "pain of 4" in after_change.advice.reason
    assert "More walking" in after_change.advice.changes[0]
    assert [day.advice.plan for day in days[29:35]] == [None] * 6
    assert "pain of 6" in days[30].advice.reason
    back = days[35]
    assert back.advice.plan is not None
    assert back.session is not None
    before = max(day.session.run_s for day in days[:28] if day.session)
    assert back.session.run_s < before / 1.4, "a week back, and eased"
    assert workouts(days)[-1] > "twelve-weeks:6", "and then it goes on"


def test_one_who_skips_weeks_comes_back_lower_and_loses_no_more_than_needed() -> None:
    away = range(30, 65)
    days = _lived(Simulation(lambda day, plan: None if _number(day) in away else Run(effort=5)))
    before = [day for day in days[:30] if day.session][-1].session
    after = next(day for day in days[65:] if day.session)
    assert before is not None
    assert before.plan == "twelve-weeks:5.1"
    assert after.session is not None
    assert after.session.plan == "twelve-weeks:3.1"
    assert "37 days away" in after.advice.reason


def test_one_who_refuses_everything_may_and_is_told_every_time() -> None:
    simulation = Simulation(
        lambda day, plan: Run(effort=8, pain=6, next_day=None),
        check_in=lambda day: CheckIn(f"{day}T07:00:00+01:00", pain=7),
        athlete=Athlete(see_doctor=True),
        overrules=True,
    )
    days = _lived(simulation, 20)
    for day in days:
        assert day.session is not None
        said = " ".join(day.advice.changes)
        assert "See a doctor first" in said
        assert "No run with a pain of 7" in said
        assert "You chose otherwise today." in said


def test_who_should_see_a_doctor_is_told_so_and_nothing_else() -> None:
    days = _lived(Simulation(lambda day, plan: Run(), athlete=Athlete(see_doctor=True)), 14)
    assert workouts(days) == []
    assert {day.advice.reason for day in days} == {days[0].advice.reason}
    assert days[0].advice.reason.startswith("See a doctor first")


def test_without_a_programme_the_ratio_grows_slowly() -> None:
    days = _lived(Simulation(lambda day, plan: Run(effort=5), programme=""))
    sessions = [day.session for day in days if day.session is not None]
    assert len(sessions) == 36
    assert sessions[-1].run_s > 2 * sessions[0].run_s
    for before, after in itertools.pairwise(sessions):
        assert after.total_s <= before.total_s * 1.1 + 60


RUNS = st.one_of(
    st.just(Run()),
    st.just(Run()),
    st.builds(
        Run,
        effort=st.none() | st.integers(1, 10),
        share=st.sampled_from([1.0, 1.0, 0.95, 0.6, 0.05]),
        pain=st.none() | st.integers(0, 10),
        sharp=st.booleans(),
        next_day=st.none() | st.integers(0, 10),
        swollen=st.booleans(),
        doubtful=st.sampled_from([0.0, 0.1, 0.9]),
        run_bpm=st.sampled_from([120.0, 150.0, 180.0]),
        fall_bpm=st.sampled_from([0.0, 12.0, 30.0]),
        kmh=st.sampled_from([0.0, -1.0, 0.7]),
    ),
)
LEVELS = st.sampled_from(Level)
CHECK_INS = st.builds(
    CheckIn,
    st.just(""),
    sleep=LEVELS,
    soreness=LEVELS,
    stress=LEVELS,
    pain=st.sampled_from([0, 0, 0, 1, 3, 4, 5, 6, 10]),
    where=st.sampled_from(["", "left knee"]),
)
ATHLETES = st.builds(
    Athlete,
    run_kmh=st.sampled_from([7.5, 8.5, 9.5]),
    cap_kmh=st.sampled_from([8.0, 12.0]),
    experience=st.sampled_from(Experience),
    injuries=st.sampled_from([(), ("knee",)]),
    days_a_week=st.integers(1, 7),
)


@given(
    st.sampled_from(["twelve-weeks", "c25k", "marathon", "comeback", ""]),
    st.lists(st.none() | RUNS, min_size=1, max_size=12),
    st.lists(st.none() | CHECK_INS, min_size=1, max_size=7),
    ATHLETES,
    st.booleans(),
)
@settings(max_examples=20)
def test_whatever_a_runner_does_the_rules_hold(
    programme: str,
    runs: list[Run | None],
    check_ins: list[CheckIn | None],
    athlete: Athlete,
    overrules: bool,
) -> None:
    def check_in(day: date) -> CheckIn | None:
        told = check_ins[_number(day) % len(check_ins)]
        return None if told is None else replace(told, at=f"{day}T07:00:00+01:00")

    simulation = Simulation(
        lambda day, plan: runs[_number(day) % len(runs)],
        programme,
        check_in,
        athlete,
        overrules=overrules,
    )
    simulation.entries.append(Ready(f"{MONDAY}T06:10:00+01:00", True, True, True))
    days = _lived(simulation, 35)
    for day in days:
        if overrules:
            assert day.advice.plan is not None
            assert day.advice.keys == ()
        for change in day.advice.changes:
            assert not DIAGNOSES.search(debrief(simulation.figures, simulation.entries, athlete))
            assert change


@given(
    st.lists(st.sampled_from([Run(), Run(effort=8), Run(effort=None)]), min_size=1, max_size=9),
    st.sampled_from([100.0, 150.0, 200.0]),
    st.sampled_from([-10.0, 0.0, 40.0]),
    st.floats(0.21, 1.0),
    st.sampled_from(["twelve-weeks", ""]),
)
@settings(max_examples=12)
def test_a_heart_rate_in_doubt_changes_nothing(
    runs: list[Run], bpm: float, fall: float, doubtful: float, programme: str
) -> None:
    def simulation(bpm: float, fall: float) -> Simulation:
        return Simulation(
            lambda day, plan: replace(
                runs[_number(day) % len(runs)], doubtful=doubtful, run_bpm=bpm, fall_bpm=fall
            ),
            programme,
        )

    one, other = simulation(bpm, fall), simulation(140.0, 25.0)
    for a, b in zip(one.live(28), other.live(28), strict=True):
        assert a.advice == b.advice
        if one.figures:
            assert debrief(one.figures, one.entries, one.athlete) == debrief(
                other.figures, other.entries, other.athlete
            )


def test_a_workout_made_easier_by_the_check_in_runs_less() -> None:
    poor = CheckIn(f"{MONDAY}T07:00:00+01:00", Level.POOR, Level.POOR, Level.GOOD)
    simulation = Simulation(lambda day, plan: Run(), check_in=lambda day: poor)
    (day,) = _lived(simulation, 1)
    written = load_programme("twelve-weeks", SETTINGS).plans[0]
    assert day.advice.plan is not None
    assert running_s(day.advice.plan) < running_s(written) / 2
    assert day.advice.plan.name == written.name
    assert len(day.advice.changes) == 2
    assert all("because of poor sleep and sore legs" in text for text in day.advice.changes)
