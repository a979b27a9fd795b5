"""Which ratio next: what a physiotherapist would say to each runner, and the rules for all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.settings import Settings
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.training.advice.recommend import SHIPPED_MIN, WALKING, Recommendation, recommend
from runwalk_tui.training.advice.training_history import ratio_of, was_made_easier
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    Entry,
    Level,
    Mile,
    NextDay,
    Overruled,
)
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.ratios import LADDER, Ratio, minutes

TODAY = date(2026, 5, 20)
NEW = Athlete()


def at(days_ago: int, hour: int = 7) -> str:
    return f"{TODAY - timedelta(days=days_ago)}T{hour:02d}:30:00+02:00"


def session(
    days_ago: int,
    ratio: tuple[float, float] = (60, 120),
    minutes_: float = 29,
    *,
    outcome: str = "finished",
    fall_bpm: float | None = 30,
    doubtful: float = 0.0,
    pain: int | None = None,
) -> SessionStats:
    """A session so many days ago, whose number is that number of days."""
    total_s = minutes_ * 60
    run_s = (total_s - 600) * ratio[0] / sum(ratio)
    return SessionStats(
        session_id=days_ago,
        opened_at=at(days_ago),
        plan="1-2",
        title="1:2",
        outcome=outcome,
        total_s=total_s if outcome == "finished" else total_s / 2,
        planned_s=total_s,
        distance_m=3000,
        run_s=run_s,
        walk_s=total_s - 600 - run_s,
        ratio=ratio,
        run_bpm=160.0,
        minute_falls_bpm=() if fall_bpm is None else (fall_bpm,) * 3,
        doubtful_share=doubtful,
        pain=pain,
    )


def said(days_ago: int, effort: int | None = 5, pain: int | None = 0) -> Debrief:
    return Debrief(at(days_ago, 9), days_ago, effort, pain)


def after(
    sessions: list[SessionStats], *entries: Entry, athlete: Athlete = NEW, effort: int | None = 5
) -> Recommendation:
    """What is recommended after ``sessions``, each said to have been of ``effort``."""
    told = [said(each.session_id, effort) for each in sessions]
    diary = sorted((*told, *entries), key=lambda entry: entry.at)
    return recommend(athlete, sessions, diary, TODAY)


GOOD = [session(8), session(5), session(2)]


@pytest.mark.parametrize(
    ("athlete", "name", "total_min", "plan"),
    [
        (NEW, "1:2", 30, "1-2"),
        (Athlete(goal=Goal.FIRST_5K), "1:2", 30, "1-2"),
        (Athlete(goal=Goal.WEIGHT), "1:2", 45, None),
        (Athlete(goal=Goal.COMEBACK, experience=Experience.SEASONED), "1:4", 32, "return-1-4"),
        (Athlete(injuries=("knee",)), "1:3", 30, None),
        (Athlete(experience=Experience.RETURNING), "1:1", 32, "1-1"),
        (Athlete(experience=Experience.REGULAR), "4:1", 50, "4-1"),
        (Athlete(experience=Experience.SEASONED, goal=Goal.MARATHON), "5:1", 52, "5-1"),
    ],
)
def test_a_beginning(athlete: Athlete, name: str, total_min: int, plan: str | None) -> None:
    found = recommend(athlete, [], [], TODAY)
    assert (found.ratio.name, found.total_s, found.plan_name) == (name, total_min * 60, plan)


def test_galloways_table_leads_where_a_mile_is_known() -> None:
    mile = Mile(at(30), 570.0)
    regular = Athlete(experience=Experience.REGULAR)
    found = recommend(regular, [], [mile], TODAY)
    assert found.ratio == Ratio(30, 30)
    assert "Magic Mile of 9:30" in found.reason
    assert recommend(regular, [], [Mile(at(200), 570.0)], TODAY).ratio == minutes(4, 1)
    assert after([session(2, (240, 60), 49)], mile, athlete=regular).ratio == Ratio(30, 30)
    on_belt = replace(session(30), mile_s=570.0)
    assert recommend(regular, [on_belt], [], TODAY).ratio == Ratio(30, 30)
    fast = Mile(at(30), 340.0)
    assert recommend(NEW, [], [fast], TODAY).ratio == minutes(1, 2), "too far for a beginner"


def test_three_good_sessions_earn_one_thing_more() -> None:
    assert after(GOOD[1:]).ratio == minutes(1, 2)
    assert "One more good session" in after(GOOD[1:]).reason
    longer = after(GOOD)
    assert (longer.ratio, longer.total_s) == (minutes(1, 2), 31 * 60)
    assert "a tenth more time" in longer.reason
    assert longer.plan_name is None, "1-2 would take the time back"
    full = [session(days, minutes_=30) for days in (8, 5, 2)]
    bolder = after(full)
    assert (bolder.ratio, bolder.total_s) == (minutes(1, 1), 30 * 60)
    assert "1:1 in the same time" in bolder.reason


def test_after_an_injury_it_takes_four() -> None:
    fragile = Athlete(injuries=("achilles tendon",))
    assert after(GOOD, athlete=fragile).total_s == 29 * 60
    assert after([session(11), *GOOD], athlete=fragile).total_s > 29 * 60


def test_effort_that_was_not_told_earns_nothing_and_says_so() -> None:
    found = after(GOOD, effort=None)
    assert (found.ratio, found.total_s) == (minutes(1, 2), 29 * 60)
    assert "did not say" in found.reason


@pytest.mark.parametrize(
    ("sessions", "entries", "name", "words"),
    [
        (GOOD, [said(2, 8)], "1:2", "effort of 8"),
        (GOOD, [said(5, 7), said(2, 8)], "1:3", "harder than"),
        ([session(5), session(2, outcome="stopped")], [], "1:2", "not finished, so the same"),
        ([session(5, outcome="stopped"), session(2, outcome="stopped")], [], "1:3", "two sessions"),
        ([session(18)], [], "1:3", "18 days"),
        ([session(40)], [], "1:4", "40 days"),
        ([session(5), session(2, fall_bpm=9)], [], "1:2", "stayed up through the last walks"),
        ([session(5, fall_bpm=12), session(2, fall_bpm=9)], [], "1:3", "stayed up"),
        (GOOD, [CheckIn(at(0), sleep=Level.POOR)], "1:2", "Your day began poorly"),
        (GOOD, [NextDay(at(1), 2, 0, True)], "1:2", "day after"),
        (GOOD, [CheckIn(at(0), pain=4, where="knee")], "1:3", "Pain of 4 asks for a change"),
        (GOOD, [said(2, 5, 5), CheckIn(at(0), pain=1)], "1:3", "It hurt the last time"),
        (GOOD, [CheckIn(at(0), pain=6)], "walk", "Pain of 6 asks for rest"),
        (GOOD, [Debrief(at(2, 9), 2, 5, 2, sharp=True)], "walk", "rest first"),
        ([session(2, pain=7)], [], "walk", "Pain of 7"),
    ],
)
def test_less_or_the_same_and_why(
    sessions: list[SessionStats], entries: list[Entry], name: str, words: str
) -> None:
    found = after(sessions, *entries)
    assert (found.ratio.name, words in found.reason) == (name, True), found
    assert found.total_s <= sessions[-1].planned_s


@pytest.mark.parametrize(
    ("falls_bpm", "name", "words"),
    [
        ((9,), "1:2", "through the last walks, so the same"),
        ((30, 9), "1:2", "through the last walks, so the same"),
        ((12, 9), "1:3", "through the walks of the last two"),
        ((30, 12, 9), "1:3", "through the walks of the last two"),
        ((12, 9, 30), "1:2", ""),
    ],
)
def test_a_heart_that_stays_up_in_the_last_two_sessions_asks_for_more_walking(
    falls_bpm: tuple[float, ...], name: str, words: str
) -> None:
    days = range(2 + 3 * (len(falls_bpm) - 1), 0, -3)
    sessions = [session(day, fall_bpm=fall) for day, fall in zip(days, falls_bpm, strict=True)]
    found = after(sessions)
    assert found.ratio.name == name
    assert words in found.reason


@pytest.mark.parametrize(
    ("outcomes", "name"),
    [
        (["stopped"], "1:2"),
        (["finished", "stopped"], "1:2"),
        (["stopped", "stopped"], "1:3"),
        (["finished", "stopped", "stopped"], "1:3"),
    ],
)
def test_two_sessions_that_were_not_finished_ask_for_more_walking(
    outcomes: list[str], name: str
) -> None:
    days = range(2 + 3 * (len(outcomes) - 1), 0, -3)
    sessions = [session(day, outcome=out) for day, out in zip(days, outcomes, strict=True)]
    assert after(sessions).ratio.name == name


def test_on_the_lowest_rung_there_is_less_of_it() -> None:
    lowest = [session(5, (60, 240), 31), session(2, (60, 240), 31)]
    found = after(lowest, CheckIn(at(0), pain=5))
    assert (found.ratio, found.total_s) == (minutes(1, 4), 24 * 60)
    assert "less of it" in found.reason


def test_where_nothing_is_gentler_it_says_so() -> None:
    lowest = [session(5, (60, 240), 20), session(2, (60, 240), 20)]
    found = after(lowest, effort=8)
    assert (found.ratio, found.total_s) == (minutes(1, 4), 20 * 60)
    assert found.reason.endswith("nothing here is gentler: run it slower.")


def test_a_session_that_a_check_in_made_easier_is_not_what_is_built_on() -> None:
    eased = session(2, (40, 140), 22)
    sore = CheckIn(at(2, 6), soreness=Level.POOR)
    found = after([session(8), session(5), eased], sore)
    assert (found.ratio, found.total_s) == (minutes(1, 2), 29 * 60)
    assert "One more good session of 1:2" in found.reason
    refused = Overruled(at(2, 6), "check-in")
    assert after([session(8), session(5), eased], sore, refused).ratio == Ratio(40, 140)
    alone = after([session(20), eased], sore)
    assert alone.ratio == minutes(1, 4), "where nothing else is recent, the rung that is nearest"


def test_a_heart_that_was_never_high_has_nothing_to_recover_from() -> None:
    calm = [replace(each, run_bpm=110.0, minute_falls_bpm=(5.0,) * 3) for each in GOOD]
    assert "earn" in after(calm).reason


def test_pain_long_ago_says_nothing_of_today() -> None:
    assert after(GOOD, CheckIn(at(20), pain=8)).ratio == minutes(1, 2)


def test_whoever_is_to_see_a_doctor_hears_that_first() -> None:
    found = after(GOOD, athlete=Athlete(see_doctor=True))
    assert (found.ratio, found.total_s, found.plan_name) == (WALKING, 0, None)
    assert "see a doctor" in found.reason


def test_a_goal_that_is_reached_is_kept() -> None:
    there = [session(days, (240, 60), 50) for days in (8, 5, 2)]
    found = after(there)
    assert (found.ratio, found.total_s) == (minutes(4, 1), 50 * 60)
    assert "as far as your goal needs" in found.reason
    assert after(there, athlete=Athlete(goal=Goal.HALF)).total_s == 55 * 60


def test_twelve_weeks_of_good_sessions_come_from_1_2_to_about_4_1() -> None:
    sessions = [session(90, minutes_=20)]
    athlete = Athlete(goal=Goal.TEN_K)
    for days in range(88, 0, -2):
        told = [said(each.session_id) for each in sessions]
        today = TODAY - timedelta(days=days)
        found = recommend(athlete, sessions, told, today)
        ratio = (found.ratio.run_s, found.ratio.walk_s)
        sessions.append(session(days, ratio, found.total_s / 60))
    last = ratio_of(sessions[-1])
    assert last is not None
    assert minutes(2, 1).share <= last.share <= minutes(5, 1).share
    assert 40 * 60 <= sessions[-1].total_s <= 60 * 60


def test_the_plans_it_names_are_what_it_says() -> None:
    for name, (plan_name, total_min) in SHIPPED_MIN.items():
        plan = load_plan(plan_name, Settings())
        runs = {step.duration_s for step in plan.steps if step.kind.is_running}
        walks = {step.duration_s for step in plan.steps if step.kind.value == "walk"}
        (run_s,), (walk_s,) = runs, walks
        assert Ratio(run_s or 0, walk_s or 0).name == name
        assert plan.planned_s == total_min * 60
    assert {rung.name for rung in LADDER} == set(SHIPPED_MIN)


DAYS = st.integers(0, 45)
SESSIONS = st.builds(
    session,
    days_ago=DAYS,
    ratio=st.sampled_from([(rung.run_s, rung.walk_s) for rung in LADDER])
    | st.tuples(st.floats(5, 900), st.floats(5, 300)),
    minutes_=st.floats(6, 200),
    outcome=st.sampled_from(["finished", "finished", "stopped", "aborted", "unfinished"]),
    fall_bpm=st.none() | st.floats(-20, 60),
    doubtful=st.sampled_from([0.0, 0.0, 0.1, 0.5, 1.0]),
    pain=st.none() | st.integers(0, 10),
)
NUMBERS = st.integers(0, 45)
ENTRIES = st.one_of(
    st.builds(
        CheckIn,
        DAYS.map(at),
        *[st.sampled_from(Level)] * 3,
        st.integers(0, 10),
    ),
    st.builds(
        Debrief,
        DAYS.map(lambda days: at(days, 9)),
        NUMBERS,
        st.none() | st.integers(1, 10),
        st.none() | st.integers(0, 10),
        sharp=st.booleans(),
    ),
    st.builds(NextDay, DAYS.map(at), NUMBERS, st.integers(0, 10), st.booleans()),
    st.builds(Mile, DAYS.map(at), st.floats(210, 1800)),
)
ATHLETES = st.builds(
    Athlete,
    experience=st.sampled_from(Experience),
    goal=st.sampled_from(Goal),
    injuries=st.sampled_from([(), ("knee",)]),
    see_doctor=st.sampled_from([False, False, False, True]),
)
HISTORIES = st.lists(SESSIONS, max_size=6).map(
    lambda found: sorted(found, key=lambda each: each.opened_at)
)
DIARIES = st.lists(ENTRIES, max_size=8).map(lambda found: sorted(found, key=lambda each: each.at))
GOOD_HISTORIES = st.builds(
    lambda ratio, total, days: [session(day, ratio, total) for day in days],
    st.sampled_from([(rung.run_s, rung.walk_s) for rung in LADDER]),
    st.integers(20, 150),
    st.just((9, 7, 4, 1)),
)


@given(ATHLETES, HISTORIES | GOOD_HISTORIES, DIARIES, st.booleans())
def test_the_rules_hold_for_every_history(
    athlete: Athlete, sessions: list[SessionStats], diary: list[Entry], tells: bool
) -> None:
    if tells:
        diary = [*diary, *(said(each.session_id) for each in sessions)]
        diary.sort(key=lambda each: each.at)
    found = recommend(athlete, sessions, diary, TODAY)
    told = Told(diary)
    whole = [each for each in sessions if not was_made_easier(each, told)] or sessions
    last = whole[-1] if whole else None
    before = ratio_of(last) if last else None
    if before is not None and last is not None:
        grows = found.total_s > max(last.total_s, last.planned_s) + 1e-6
        assert not (grows and found.ratio.share > before.share + 1e-6)
        assert found.total_s <= 1.1 * max(last.total_s, last.planned_s) + 1e-6
        bolder = [rung.share for rung in LADDER if rung.share > before.share + 1e-6]
        assert found.ratio.share <= min(bolder, default=before.share) + 1e-6
    assert found.reason.endswith(".")
    assert ". " not in found.reason
    assert len(found.reason) <= 120
    assert not {"injury:", "diagnos", "tear", "fracture", "disease"} & set(found.reason.split())
    if athlete.see_doctor:
        assert "doctor" in found.reason
        assert found.total_s == 0
    if found.total_s:
        assert found.ratio.run_s > 0


@given(ATHLETES, HISTORIES, DIARIES, st.integers(6, 10))
def test_pain_that_stops_a_run_is_never_run_on(
    athlete: Athlete, sessions: list[SessionStats], diary: list[Entry], pain: int
) -> None:
    found = recommend(athlete, sessions, [*diary, CheckIn(at(0, 23), pain=pain)], TODAY)
    assert found.total_s == 0
    assert "doctor" in found.reason or f"Pain of {pain}" in found.reason


@given(ATHLETES, HISTORIES, DIARIES, st.floats(-20, 60))
def test_a_doubtful_heart_rate_changes_nothing(
    athlete: Athlete, sessions: list[SessionStats], diary: list[Entry], fall_bpm: float
) -> None:
    other = [
        replace(each, minute_falls_bpm=(fall_bpm,) * 3, falls_bpm=(fall_bpm,), mean_bpm=200.0)
        if each.doubtful_share > 0.2
        else each
        for each in sessions
    ]
    assert recommend(athlete, other, diary, TODAY) == recommend(athlete, sessions, diary, TODAY)


@given(ATHLETES, HISTORIES, DIARIES)
def test_a_heart_that_recovers_poorly_never_brings_more(
    athlete: Athlete, sessions: list[SessionStats], diary: list[Entry]
) -> None:
    well = [replace(each, minute_falls_bpm=(40.0,) * 3, doubtful_share=0.0) for each in sessions]
    poor = [replace(each, minute_falls_bpm=(5.0,) * 3) for each in well]
    one, other = (recommend(athlete, each, diary, TODAY) for each in (well, poor))
    assert other.ratio.share <= one.ratio.share + 1e-6
    assert other.total_s <= one.total_s
