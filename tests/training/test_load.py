"""Load by effort and minutes, as Foster reckons it; what is not known is not taken for nothing."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.training.history.activity import Activity, activity_of, met
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.load import monotony_of, session_load, week_loads
from runwalk_tui.training.history.session_stats import SessionStats

MONDAY = date(2026, 3, 2)


def _session(number: int, day: date, minutes: float = 30) -> SessionStats:
    return SessionStats(
        session_id=number,
        opened_at=f"{day}T18:00:00+01:00",
        plan="1-2",
        title="1:2",
        outcome="finished",
        total_s=minutes * 60,
        planned_s=minutes * 60,
        distance_m=3000,
        run_s=600,
        walk_s=600,
    )


def _told(efforts: dict[int, int | None]) -> Told:
    return Told(
        Debrief(f"{MONDAY}T19:00:00+01:00", session_id=number, effort=effort)
        for number, effort in efforts.items()
    )


def test_a_session_is_its_effort_times_its_minutes() -> None:
    assert session_load(5, 40 * 60) == 200
    with pytest.raises(ValueError, match="1 to 10, not 0"):
        session_load(0, 60)
    with pytest.raises(ValueError, match="0 s or above"):
        session_load(5, math.nan)


def test_monotony_is_the_mean_of_the_days_by_their_deviation() -> None:
    days = [400.0, 0, 300, 0, 500, 0, 100]
    mean = sum(days) / 7
    deviation = math.sqrt(sum((day - mean) ** 2 for day in days) / 7)
    assert monotony_of(days) == pytest.approx(mean / deviation)
    assert monotony_of([0.0] * 7) is None
    assert monotony_of([250.0] * 7) == math.inf


def test_a_week_is_summed_and_its_strain_is_load_times_monotony() -> None:
    sessions = [_session(n, MONDAY + timedelta(days=2 * n)) for n in range(3)]
    (week, now) = week_loads(sessions, _told({0: 4, 1: 5, 2: 6}), MONDAY + timedelta(days=7))
    assert (week.load, week.sessions, week.untold) == (450, 3, 0)
    assert week.monotony is not None
    assert week.strain == pytest.approx(450 * week.monotony)
    assert (now.load, now.sessions, now.monotony) == (0, 0, None)


def test_a_week_under_way_has_no_monotony_yet() -> None:
    (week,) = week_loads([_session(0, MONDAY)], _told({0: 4}), MONDAY + timedelta(days=6))
    assert (week.load, week.monotony, week.strain) == (120, None, None)


def test_what_was_not_told_is_said_and_not_counted_as_nothing() -> None:
    sessions = [_session(0, MONDAY), _session(1, MONDAY + timedelta(days=2))]
    today = MONDAY + timedelta(days=8)
    (week, _) = week_loads(sessions, _told({0: 4, 1: None}), today)
    assert (week.load, week.untold, week.monotony) == (120, 1, None)
    assert week.caveat is not None
    assert "1 of 2" in week.caveat
    (week, _) = week_loads(sessions, _told({}), today)
    assert week.load is None


def _weeks(loads: list[float], untold: int | None = None) -> tuple[list[SessionStats], Told]:
    """One session of effort 5 a week; that of week ``untold`` without."""
    sessions = [
        _session(number, MONDAY + timedelta(weeks=number), load / 5)
        for number, load in enumerate(loads)
    ]
    efforts = {number: None if number == untold else 5 for number in range(len(loads))}
    return sessions, _told(efforts)


def test_the_mean_is_that_of_four_known_weeks() -> None:
    """A week that grows is no reason for a warning: Frandsen 2025, Buist 2008."""
    sessions, told = _weeks([80, 120, 90, 110, 300])
    week = week_loads(sessions, told, MONDAY + timedelta(weeks=4, days=1))[-1]
    assert week.mean_4 == 100
    assert week.warnings == ()
    sessions, told = _weeks([100, 100, 100, 300])
    assert week_loads(sessions, told, MONDAY + timedelta(weeks=3))[-1].mean_4 is None
    sessions, told = _weeks([100, 100, 100, 100, 300], untold=2)
    assert week_loads(sessions, told, MONDAY + timedelta(weeks=4))[-1].mean_4 is None


def test_a_week_of_rest_counts_as_a_week() -> None:
    sessions, told = _weeks([100, 100, 100, 100, 100])
    del sessions[3]
    week = week_loads(sessions, told, MONDAY + timedelta(weeks=4))[-1]
    assert week.mean_4 == 75


def test_days_that_are_all_alike_are_warned_of() -> None:
    sessions = [_session(n, MONDAY + timedelta(days=n)) for n in range(7)]
    efforts: dict[int, int | None] = dict.fromkeys(range(7), 5)
    (week, _) = week_loads(sessions, _told(efforts), MONDAY + timedelta(days=7))
    assert week.monotony == math.inf
    assert "without limit" in week.warnings[0]
    (week, _) = week_loads(sessions[:6], _told(efforts), MONDAY + timedelta(days=7))
    assert week.monotony == pytest.approx(2.449, abs=0.001)
    assert week.warnings
    (week, _) = week_loads(sessions[:5], _told(efforts), MONDAY + timedelta(days=7))
    assert not week.warnings


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 10) | st.none()), max_size=30))
def test_no_load_is_lost_or_made_up(told: list[tuple[int, int | None]]) -> None:
    days = sorted(told, key=lambda pair: pair[0])
    sessions = [_session(n, MONDAY + timedelta(days=day)) for n, (day, _) in enumerate(days)]
    efforts = {n: effort for n, (_, effort) in enumerate(days)}
    weeks = week_loads(sessions, _told(efforts), MONDAY + timedelta(days=250))
    total = sum(30 * effort for effort in efforts.values() if effort)
    assert sum(week.load or 0 for week in weeks) == pytest.approx(total)
    assert sum(week.sessions for week in weeks) == len(days)


def test_minutes_of_activity_by_met() -> None:
    assert met("walk", 5.0) == pytest.approx((3.5 + 0.1 * 5000 / 60) / 3.5)
    session = SessionStats(
        session_id=1,
        opened_at="2026-03-02T18:00:00+01:00",
        plan="1-2",
        title="",
        outcome="finished",
        total_s=1800,
        planned_s=1800,
        distance_m=600 * 8.5 / 3.6 + 1200 * 5.0 / 3.6,
        run_s=600,
        walk_s=600,
        run_kmh=8.5,
    )
    assert activity_of([session]) == Activity(moderate_min=20, vigorous_min=10)


@pytest.mark.parametrize(
    ("walk_kmh", "moderate_min"), [(4.15, 0), (4.25, 20)], ids=["below 3 MET", "above"]
)
def test_slow_walks_are_light(walk_kmh: float, moderate_min: float) -> None:
    session = SessionStats(
        session_id=1,
        opened_at="2026-03-02T18:00:00+01:00",
        plan=None,
        title="",
        outcome="finished",
        total_s=1200,
        planned_s=1200,
        distance_m=1200 * walk_kmh / 3.6,
        run_s=0,
        walk_s=1200,
    )
    assert activity_of([session]) == Activity(moderate_min, 0)
