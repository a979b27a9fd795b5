"""The weeks as a table, the heart over them, and one sentence after each session."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runwalk_tui.plans.loader import load_plan
from runwalk_tui.plans.programmes import load_programme
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.debrief import debrief, fading_bpm, hard_share
from runwalk_tui.training.advice.easing import How, ease
from runwalk_tui.training.history.diary_entries import Debrief, Entry
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.history.trends import recovery_trend, same_speed_trend, trend_words
from runwalk_tui.training.history.weekly_progress import WeekRow, progress
from runwalk_tui.training.programmes.plan_text import week_brief, week_words, workout_words
from tests.training.simulated import MONDAY, SETTINGS, Run, session_of

PROGRAMME = load_programme("twelve-weeks", SETTINGS)
ARTICLES = [(1, "1:2", 145, 5), (4, "1:1", 148, 5), (8, "2:1", 150, 6), (12, "4:1", 152, 6)]


def _twelve_weeks() -> tuple[list[SessionStats], list[Entry]]:
    """Three sessions a week as in the articles' table."""
    figures: list[SessionStats] = []
    entries: list[Entry] = []
    for week, plans in enumerate(PROGRAMME.weeks):
        _, _, bpm, effort = ARTICLES[min(3, (week + 1) // 4)]
        for number, plan in enumerate(plans):
            day = MONDAY + timedelta(weeks=week, days=2 * number)
            session = session_of(len(figures) + 1, day, plan, Run(run_bpm=bpm + 15))
            figures.append(session)
            entries.append(Debrief(f"{day}T20:00:00+01:00", session.session_id, effort))
    return figures, entries


def _rows(figures: list[SessionStats], entries: list[Entry], weeks: int = 12) -> list[WeekRow]:
    return progress(figures, Told(entries), MONDAY + timedelta(weeks=weeks, days=-1))


def test_the_table_is_that_of_the_articles() -> None:
    rows = _rows(*_twelve_weeks())
    assert [row.week for row in rows] == list(range(1, 13))
    for week, ratio, bpm, effort in ARTICLES:
        row = rows[week - 1]
        assert (row.ratio, row.effort, row.sessions, row.goal) == (ratio, effort, 3, 3)
        assert row.mean_bpm == pytest.approx(bpm)
        plans = PROGRAMME.weeks[week - 1]
        assert row.total_s == sum(plan.planned_s for plan in plans)
        assert row.distance_m == pytest.approx(sum(plan.planned_m for plan in plans))
        assert row.load.load == pytest.approx(effort * row.total_s / 60)
        assert row.activity.vigorous_min == pytest.approx(3 * _run_min(week))


def _run_min(week: int) -> float:
    return session_of(1, MONDAY, PROGRAMME.weeks[week - 1][0]).run_s / 60


def test_a_week_without_a_session_has_no_row_but_its_number() -> None:
    figures, entries = _twelve_weeks()
    rows = _rows(figures[:3] + figures[9:12], entries)
    assert [row.week for row in rows] == [1, 4]
    assert rows[1].monday == MONDAY + timedelta(weeks=3)


def test_there_is_nothing_to_show_before_the_first_session() -> None:
    assert progress([], Told([]), MONDAY) == []


def test_what_was_not_told_or_cannot_be_trusted_is_left_out() -> None:
    figures, entries = _twelve_weeks()
    week = [replace(figures[0], doubtful_share=0.3), *figures[1:3]]
    week[1] = replace(week[1], mean_bpm=100.0, total_s=week[2].total_s / 2)
    week[2] = replace(week[2], mean_bpm=130.0)
    (row,) = _rows(week, entries[1:2], weeks=1)
    assert row.mean_bpm == pytest.approx(120)
    assert (row.effort, row.load.untold) == (5, 2)
    (row,) = _rows([replace(figures[0], doubtful_share=1.0)], [], weeks=1)
    assert (row.mean_bpm, row.effort, row.load.load) == (None, None, None)


def test_the_ratio_is_that_of_most_sessions_and_the_latest_of_as_many() -> None:
    figures, entries = _twelve_weeks()
    week = [replace(figures[0], ratio=ratio) for ratio in ((60, 60), (120, 60), (60, 60), None)]
    assert _rows(week, entries, weeks=1)[0].ratio == "1:1"
    assert _rows(week[:2], entries, weeks=1)[0].ratio == "2:1"
    assert _rows(week[3:], entries, weeks=1)[0].ratio is None


def _point(day: int, bpm: float, kmh: float = 8.5, doubtful: float = 0.0) -> SessionStats:
    how = Run(run_bpm=bpm, fall_bpm=180 - bpm, doubtful=doubtful)
    session = session_of(day, MONDAY + timedelta(days=day), PROGRAMME.plans[0], how)
    return replace(session, run_kmh=kmh)


def test_the_heart_at_the_same_speed_and_its_recovery() -> None:
    figures = [
        _point(0, 160),
        _point(7, 180, doubtful=0.9),
        _point(7, 140, kmh=7.0),
        _point(14, 156, kmh=8.3),
        _point(28, 152),
    ]
    same = same_speed_trend(figures)
    assert [bpm for _, bpm in same.points] == [160, 156, 152]
    assert same.per_week == pytest.approx(-2)
    recovery = recovery_trend(figures)
    assert [bpm for _, bpm in recovery.points] == [20, 40, 24, 28]
    words = trend_words(recovery, same)
    assert "152 bpm, −2.0 a week" in words[1]
    assert len(words) == 2


def test_too_little_is_no_trend() -> None:
    for figures in ([], [_point(0, 160), _point(20, 150)], [_point(d, 150) for d in (0, 5, 10)]):
        same = same_speed_trend(figures)
        assert same.per_week is None
        assert trend_words(recovery_trend(figures), same) == []


def _said(how: Run = Run(), athlete: Athlete | None = None, **changes: object) -> str:  # noqa: B008
    session = session_of(1, MONDAY, PROGRAMME.plans[0], how)
    session = replace(session, **changes)  # type: ignore[arg-type]
    said = Debrief(f"{MONDAY}T20:00:00+01:00", 1, how.effort, how.pain, sharp=how.sharp)
    return debrief([session], [said], athlete or Athlete())


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (
            Run(),
            "effort of 5, the heart down 25 bpm in a walk on average: this counts",
        ),
        (Run(effort=None), "Completed, the heart down 25 bpm"),
        (Run(doubtful=0.9), "the heart rate was in doubt and is left out"),
        (Run(pain=3), "Completed"),
        (Run(pain=4), "A pain of 4 asks for a change: more walking next time"),
        (Run(pain=6), "A pain of 6 ends running for now"),
        (
            Run(sharp=True),
            "A pain that grew, turned sharp or changed the gait ends running for now",
        ),
        (Run(share=0.5), "15 of 30 min were done"),
        (Run(effort=7), "An effort of 7 is above 4 to 6: the same once more"),
        (Run(run_bpm=170, fall_bpm=9), "The heart fell only 9 bpm in the first minute"),
        (Run(run_bpm=170, fall_bpm=9, doubtful=0.5), "Completed"),
    ],
)
def test_one_sentence_after_a_session(how: Run, words: str) -> None:
    said = _said(how)
    assert words in said
    assert said.count(".") == 1


def test_recovery_that_fades_over_the_walks_is_said() -> None:
    falls = (30.0, 30.0, 25.0, 22.0, 19.0, 18.0)
    assert "12 bpm less than the first ones" in _said(falls_bpm=falls)
    assert "Completed" in _said(falls_bpm=falls, doubtful_share=0.3)
    session = session_of(1, MONDAY, PROGRAMME.plans[0])
    assert fading_bpm(replace(session, falls_bpm=falls)) == pytest.approx(11.5)
    assert fading_bpm(replace(session, falls_bpm=(30, 20, 10))) is None


def test_an_easy_run_in_hard_zones_is_said() -> None:
    zones = (0.0, 0.0, 300.0, 600.0, 500.0, 100.0)
    assert "40% of the time was in zones 4 and 5" in _said(zone_s=zones)
    session = session_of(1, MONDAY, PROGRAMME.plans[0])
    assert hard_share(replace(session, zone_s=zones)) == pytest.approx(0.4)
    assert hard_share(replace(session, zone_s=(0.0,) * 6)) is None


def test_surges_may_feel_hard() -> None:
    plan = load_plan("surges", SETTINGS)
    session = session_of(1, MONDAY, plan, Run())
    said = Debrief(f"{MONDAY}T20:00:00+01:00", 1, 8)
    assert "An effort of 8 is above" in debrief([session], [said], Athlete())
    assert "Completed" in debrief([session], [said], Athlete(), plan)


def test_what_was_made_easier_comes_again() -> None:
    plan = PROGRAMME.plans[0]
    session = session_of(1, MONDAY, ease(plan, How.MORE_WALKING)[0], Run())
    assert debrief([session], [], Athlete(), plan).endswith("it comes again as written.")


def test_the_second_time_too_hard_eases() -> None:
    sessions = [session_of(n, MONDAY, PROGRAMME.plans[0]) for n in (1, 2)]
    said = [Debrief(f"{MONDAY}T20:00:00+01:00", n, 8) for n in (1, 2)]
    assert "is above 4 to 6 again: next time with more walking" in debrief(
        sessions, said, Athlete()
    )
    assert debrief([], [], Athlete()) == ""
    assert "Magic Mile" in _said(mile_s=570.0)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("twelve-weeks:1.1", "run 1 min, walk 2 min, 20 min in all"),
        ("c25k:5.2", "run 8 min, walk 5 min, run 8 min"),
        ("c25k:5.3", "run 20 min"),
        ("comeback:1.1", "walk 2 min, run 3 min, 1.6 km in all"),
        ("comeback:6.1", "run 3.2 km"),
    ],
)
def test_a_workout_in_words(address: str, words: str) -> None:
    assert workout_words(load_plan(address, SETTINGS)) == words


def test_a_week_in_words() -> None:
    weeks = load_programme("c25k", SETTINGS).weeks
    assert week_words(weeks[6]) == "3 × run 25 min"
    assert week_words(weeks[4]).count(";") == 2


@pytest.mark.parametrize(
    ("name", "week", "words"),
    [
        ("twelve-weeks", 1, "3 × 1:2, 20 min"),
        ("half-marathon", 11, "2 × 4:1, 30 min; 9:1, 110 min"),
        ("c25k", 1, "3 × 60/90 s, 20 min"),
        ("c25k", 5, "5:3, 21 min; 8 + 8 min; 20 min"),
        ("comeback", 1, "2 × 3:2, 1.0 mi"),
        ("comeback", 6, "2 × 2.0 mi"),
        ("c25k", 3, "3 × 90 s + 3 min + 90 s + 3 min"),
    ],
)
def test_a_week_in_few_words(name: str, week: int, words: str) -> None:
    assert week_brief(load_programme(name, SETTINGS).weeks[week - 1], "mi") == words


def test_the_day_is_where_the_runner_was() -> None:
    figures, entries = _twelve_weeks()
    late = replace(figures[0], opened_at="2026-03-08T23:50:00-08:00")
    rows = progress([late], Told(entries), date(2026, 3, 9))
    assert [row.monday for row in rows] == [date(2026, 3, 2)]
