"""The word after a session and the advice of the next day come from one verdict."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.assessment import HARD_EFFORT, effort_range
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.history.trends import same_speed_trend
from runwalk_tui.training.programmes.ratios import Ratio, on_grid
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


def test_a_ratio_is_called_as_it_was_meant() -> None:
    assert Ratio(on_grid(63.0), on_grid(62.0)).name in ("1:1", "13:12")
    assert Ratio(on_grid(61.2), on_grid(58.9)).name == "1:1"
    assert Ratio(on_grid(8.0), on_grid(30.0)).lengths == "run 8 s, walk 30 s"
