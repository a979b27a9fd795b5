"""What a runner has done best."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runwalk_tui.training.history.diary_entries import Mile
from runwalk_tui.training.history.records import Records, record_words, records
from runwalk_tui.training.history.session_stats import SessionStats

MONDAY = date(2026, 3, 2)
USUAL = SessionStats(
    1, "2026-03-02T07:00:00+01:00", "1-2", "One to two", "finished", 1800, 1800, 3000, 600, 1200
)


def session(number: int, days: int) -> SessionStats:
    """A session so many days after a Monday."""
    day = MONDAY + timedelta(days=days)
    return replace(USUAL, session_id=number, opened_at=f"{day}T07:00:00+01:00")


def test_the_best_of_each_kind() -> None:
    figures = [
        replace(session(1, 0), total_s=3000, minute_falls_bpm=(20, 31)),
        replace(session(2, 2), distance_m=5100, minute_falls_bpm=(40,), doubtful_share=0.5),
        replace(session(3, 4), mile_s=560),
        replace(session(4, 5), total_s=3000, minute_falls_bpm=(25,)),
        replace(session(5, 6), total_s=30, distance_m=99_000),
    ]
    found = records(figures, [Mile("2026-02-01T07:00:00+01:00", 555.0)], MONDAY)
    assert found.longest is figures[0]
    assert found.farthest is figures[1]
    assert found.recovery is figures[0]
    assert found.mile is not None
    assert found.mile.mile_s == 555
    assert record_words(found, "km") == (
        "longest: 50:00, 2 Mar 2026",
        "farthest: 5.10 km, 4 Mar 2026",
        "best mile: 9:15, 1 Feb 2026",
        "best recovery: 31 bpm in a minute, 2 Mar 2026",
        "1 week in a row",
    )


@pytest.mark.parametrize(
    ("days", "today", "now", "most"),
    [
        ([0, 7, 14], 14, 3, 3),
        ([0, 7, 14], 21, 3, 3),
        ([0, 7, 14], 28, 0, 3),
        ([0, 2, 4, 7, 28, 35], 36, 2, 2),
        ([0, 6, 13, 20, 41], 42, 1, 3),
    ],
)
def test_weeks_in_a_row(days: list[int], today: int, now: int, most: int) -> None:
    figures = [session(number, day) for number, day in enumerate(days, start=1)]
    found = records(figures, [], MONDAY + timedelta(days=today))
    assert (found.weeks, found.most_weeks) == (now, most)


def test_without_a_session_there_is_none() -> None:
    assert records([], [], MONDAY) == Records()
    assert record_words(Records(), "mi") == ()
