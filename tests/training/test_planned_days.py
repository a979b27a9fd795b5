"""The days that the runner means to run on: which is next, and what a week of them counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runwalk_tui.config.profile import Profile
from runwalk_tui.training.history.planned_days import next_planned, planned_words
from runwalk_tui.training.history.records import records
from runwalk_tui.training.history.session_stats import SessionStats

MONDAY = date(2026, 3, 2)
DONE = SessionStats(1, "2026-03-02T07:00:00+01:00", "1-2", "", "finished", 1800, 1800, 3000, 600, 0)


def test_a_profile_keeps_its_days_in_order_and_refuses_what_is_none() -> None:
    profile = Profile(running_days=("Saturday", "mon", "wed"), days_a_week=5)
    assert profile.running_days == ("mon", "wed", "sat")
    assert profile.weekdays == (0, 2, 5)
    assert profile.runs_a_week == 3
    assert Profile(days_a_week=5).runs_a_week == 5
    with pytest.raises(ValueError, match="running_days: 'moonday' is not a weekday"):
        Profile(running_days=("moonday",))


@pytest.mark.parametrize(
    ("today", "after_today", "found"),
    [(0, False, 0), (0, True, 2), (1, False, 2), (3, False, 5), (6, False, 7), (5, True, 7)],
)
def test_the_next_planned_day(today: int, after_today: bool, found: int) -> None:
    day = next_planned((0, 2, 5), MONDAY + timedelta(days=today), after_today=after_today)
    assert day == MONDAY + timedelta(days=found)


def test_a_day_that_is_done_leads_to_the_next_one_a_week_later() -> None:
    assert next_planned((0,), MONDAY, after_today=True) == MONDAY + timedelta(days=7)


def test_today_says_whether_it_is_one() -> None:
    assert planned_words((0, 2), [], MONDAY) == "Today is one of your running days."
    assert planned_words((0, 2), [DONE], MONDAY) == "Your next running day is Wednesday."
    assert planned_words((2,), [], MONDAY) == "Your next running day is Wednesday."
    assert planned_words((), [DONE], MONDAY) == ""


def test_weeks_in_a_row_have_what_was_planned() -> None:
    days = (0, 2, 7, 9, 14)
    figures = [
        replace(DONE, session_id=n, opened_at=f"{MONDAY + timedelta(days=day)}T07:00:00+01:00")
        for n, day in enumerate(days)
    ]
    today = MONDAY + timedelta(days=15)
    assert records(figures, [], today).weeks == 3
    assert records(figures, [], today, planned=2).weeks == 2
