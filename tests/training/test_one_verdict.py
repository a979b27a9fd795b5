"""The word after a session and the advice of the next day come from one verdict."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.assessment import HARD_EFFORT, effort_range
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.own_maximum import maximum_words
from runwalk_tui.training.advice.progression_limits import run_kmh
from runwalk_tui.training.history.diary_entries import Debrief, Entry, Overruled
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.trends import (
    Trend,
    efficiency_trend,
    same_speed_trend,
    trend_words,
)
from runwalk_tui.training.programmes.ratios import Ratio, on_grid
from runwalk_tui.workout.plan import Plan
from tests.training.simulated import MONDAY, SETTINGS, Run, Simulation, session_of

HOWS = st.builds(
    Run,
    effort=st.none() | st.integers(1, 10),
    share=st.sampled_from([1.0, 1.0, 0.95, 0.6]),
    pain=st.sampled_from([None, 0, 2, 4, 7]),
    sharp=st.sampled_from([False, False, False, True]),
    next_day=st.none(),
    fall_bpm=st.sampled_from([5.0, 25.0]),
    run_bpm=st.sampled_from([140.0, 170.0]),
)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["", "twelve-weeks", "c25k", "comeback", "half-marathon"]),
    st.lists(HOWS, min_size=1, max_size=5),
)
def test_debrief_and_today_agree(programme: str, hows: list[Run]) -> None:
    simulation = Simulation(
        lambda day, plan: hows[(day - MONDAY).days // 3 % len(hows)],
        programme,
    )
    simulation.live(9)
    if not simulation.figures:
        return
    day = MONDAY + timedelta(days=9)
    advice = simulation.advice(day)
    words = debrief(simulation.figures, simulation.entries, Athlete(), means=advice.next_reason)
    is_of_pain = "pain" in words.lower() and advice.next_reason not in words
    assert is_of_pain or words.endswith(advice.next_reason)
    if advice.plan is not None and not is_of_pain:
        assert advice.reason in words
    if "ends running for now" in words:
        assert advice.plan is None


def test_an_interval_whose_walks_ended_early_is_completed() -> None:
    plan = load_plan("hard-intervals", SETTINGS)
    session = session_of(1, MONDAY, plan)
    early = replace(session, total_s=session.total_s * 0.7)
    words = debrief([early], [], Athlete(), plan)
    assert words.startswith("Completed")


@pytest.mark.parametrize("name", ["race-practice", "surges", "sprints", "hard-intervals"])
def test_what_is_meant_to_be_hard_may_feel_hard(name: str) -> None:
    assert effort_range(load_plan(name, SETTINGS)) == HARD_EFFORT


def test_a_test_may_be_all_out_and_is_no_measure_of_the_next_easy_run() -> None:
    plan = load_plan("4-1", SETTINGS)
    test = replace(session_of(1, MONDAY, plan), plan="ten-minutes")
    told: list[Entry] = [Debrief(f"{MONDAY}T19:00:00+01:00", 1, 9)]
    assert "above" not in debrief([test], told, Athlete())
    easy = session_of(2, MONDAY + timedelta(days=2), plan)
    told.append(Debrief("2026-03-04T19:00:00+01:00", 2, 7))
    words = debrief([test, easy], told, Athlete(), plan)
    assert "above 4 to 6" in words
    assert "again" not in words


def test_the_word_on_the_zones_comes_twice_at_most() -> None:
    plan = load_plan("1-1", SETTINGS)
    zones = (0.0, 0.0, 0.0, 300.0, 900.0, 0.0)
    sessions = [
        replace(session_of(number, MONDAY + timedelta(days=2 * number), plan), zone_s=zones)
        for number in range(8)
    ]
    said = [debrief(sessions[: count + 1], [], Athlete()) for count in range(8)]
    assert ["zones 4 and 5" in words for words in said] == [True, True, *[False] * 6]
    assert "0.3 km/h slower" in said[1]


def test_heart_rates_are_compared_at_one_ratio_only() -> None:
    short = load_plan("1-2", SETTINGS)
    long = load_plan("4-1", SETTINGS)
    sessions = [
        session_of(number, MONDAY + timedelta(days=9 * number), plan, Run(run_bpm=bpm))
        for number, (plan, bpm) in enumerate([(short, 134.0), (short, 133.0), (long, 152.0)])
    ]
    assert [bpm for _, bpm in same_speed_trend(sessions).points] == [152.0]
    assert [bpm for _, bpm in same_speed_trend(sessions[:2]).points] == [134.0, 133.0]


def test_heart_rates_are_compared_at_the_same_second_of_the_run() -> None:
    plan = load_plan("1-2", SETTINGS)
    sessions = [
        replace(session_of(n, MONDAY + timedelta(days=9 * n), plan), run_end_bpm=140.0 - n)
        for n in range(3)
    ]
    assert [bpm for _, bpm in same_speed_trend(sessions).points] == [140.0, 139.0, 138.0]


def test_metres_a_beat_are_compared_at_one_ratio_without_surges() -> None:
    plan, other = load_plan("1-2", SETTINGS), load_plan("4-1", SETTINGS)
    days = [MONDAY + timedelta(days=9 * n) for n in range(5)]
    easy = [session_of(n, days[n], plan, Run(run_bpm=150.0 - 5 * n)) for n in range(3)]
    hard = replace(session_of(3, days[3], plan), surge_s=60.0)
    long = session_of(4, days[4], other)
    metres = [value for _, value in efficiency_trend([long, hard, *easy]).points]
    assert metres == pytest.approx([8500 / 60 / bpm for bpm in (150, 145, 140)])
    (words,) = trend_words(Trend(), Trend(), efficiency_trend(easy))
    assert "a heartbeat carries you 1.01 m" in words
    assert "+0.02 a week" in words or "+0.03 a week" in words


def test_the_second_run_in_hard_zones_offers_slower_ones() -> None:
    zones = (0.0, 0.0, 0.0, 300.0, 900.0, 0.0)
    simulation = Simulation(lambda day, plan: Run(effort=6), "")
    simulation.live(1)
    simulation.figures[-1] = replace(simulation.figures[-1], zone_s=zones)
    assert not simulation.advice(MONDAY + timedelta(days=2)).changes
    simulation.figures.append(
        replace(simulation.figures[-1], session_id=2, opened_at="2026-03-04T18:00:00+01:00")
    )
    day = MONDAY + timedelta(days=4)
    advice = simulation.advice(day)
    assert advice.plan is not None
    assert run_kmh(advice.plan) == pytest.approx(8.2)
    assert any("0.3 slower" in change for change in advice.changes)
    simulation.entries.append(Overruled(f"{day}T07:00:00+01:00", Key.SPEED))
    plan = simulation.advice(day).plan
    assert plan is not None
    assert run_kmh(plan) == pytest.approx(8.5)


def test_who_tires_at_the_gentlest_ratio_runs_slower() -> None:
    def run(day: date, plan: Plan) -> Run:
        return Run(effort=5 if (day - MONDAY).days < 21 else 8)

    days = [day for day in Simulation(run, "").live(84) if day.advice.plan]
    speeds = [run_kmh(day.advice.plan) for day in days if day.advice.plan]
    assert speeds[0] == pytest.approx(8.5)
    assert 6.0 <= speeds[-1] <= 7.6
    assert all(after <= before + 0.01 for before, after in pairwise(speeds))


def test_where_it_felt_easy_the_maximum_is_in_doubt_and_not_the_speed() -> None:
    zones = (0.0, 0.0, 0.0, 300.0, 900.0, 0.0)
    simulation = Simulation(lambda day, plan: Run(effort=4), "")
    simulation.live(3)
    simulation.figures = [replace(each, zone_s=zones) for each in simulation.figures]
    assert not simulation.advice(MONDAY + timedelta(days=4)).changes
    words = debrief(simulation.figures, simulation.entries, Athlete())
    assert "maximal heart rate may be above 185" in words


@pytest.mark.parametrize(
    ("peak", "effort", "measured", "words"),
    [
        (190, 8, False, "held 190 bpm for 5 s"),
        (186, 8, False, ""),
        (190, 8, True, "held 190 bpm for 5 s"),
        (176, 9, False, "All out your heart reached 176"),
        (176, 8, False, ""),
        (176, 9, True, ""),
        (182, 9, False, ""),
    ],
)
def test_a_maximum_is_proposed_from_data(
    peak: int, effort: int, measured: bool, words: str
) -> None:
    plan = load_plan("surges", SETTINGS)
    session = replace(session_of(1, MONDAY, plan), held_peak_bpm=peak)
    told = Told([Debrief(f"{MONDAY}T19:00:00+01:00", 1, effort)])
    athlete = Athlete(max_is_measured=measured)
    said = maximum_words([session], told, athlete, MONDAY)
    assert (words in said) if words else said == ""
    doubtful = replace(session, doubtful_share=0.5)
    assert maximum_words([doubtful], told, athlete, MONDAY) == ""
    assert maximum_words([session], told, athlete, MONDAY + timedelta(days=400)) == ""


def test_a_ratio_is_called_as_it_was_meant() -> None:
    assert Ratio(on_grid(63.0), on_grid(62.0)).name in ("1:1", "13:12")
    assert Ratio(on_grid(61.2), on_grid(58.9)).name == "1:1"
    assert Ratio(on_grid(8.0), on_grid(30.0)).lengths == "run 8 s, walk 30 s"
