"""Programmes in files: those that ship, what a person may write, one line for what they may not."""

from contextlib import suppress
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.paths import own_programmes_folder
from runwalk_tui.config.settings import Settings, Speeds
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.plans.programmes import list_programmes, load_programme, read_programme
from runwalk_tui.plans.shipped import programmes_folder
from runwalk_tui.plans.steps import MOST_STEPS, PlanError
from runwalk_tui.training.programmes.programme import (
    Programme,
    is_race,
    overloaded_weeks,
    parse_address,
    running_s,
)
from runwalk_tui.workout.plan import Kind, Plan, Step

SETTINGS = Settings()
WEEKS = {
    "race-10k": 11,
    "c25k": 9,
    "comeback": 6,
    "first-5k": 9,
    "fitness": 8,
    "half-marathon": 15,
    "marathon": 23,
    "twelve-weeks": 12,
    "twelve-weeks-hour": 12,
    "weight": 10,
}
THE_SOURCES_OWN = {"c25k": [4, 6, 7, 8, 9], "comeback": [2, 4]}
"""Weeks that grow in both ways because the source that they are from has them grow."""

WORKOUT = '[[weeks]]\n[[weeks.workouts]]\nsteps = [{ kind = "run", time = "1:00" }]\n'


def _read(folder: Path, text: str) -> Programme:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return read_programme(file, SETTINGS)


def _minutes(plan: Plan) -> list[float]:
    """Runs and walks in their order, without warm-up and cool-down."""
    return [step.planned_s / 60 for step in plan.steps[1:-1]]


def test_what_ships() -> None:
    entries = list_programmes(SETTINGS)
    assert {e.name: len(e.programme.weeks) for e in entries if e.programme} == WEEKS
    assert not any(entry.is_own for entry in entries)
    assert sorted(file.stem for file in programmes_folder().glob("*.toml")) == sorted(WEEKS)


@pytest.mark.parametrize("name", WEEKS)
def test_every_workout_warms_up_cools_down_and_is_found_by_its_address(name: str) -> None:
    programme = load_programme(name, SETTINGS)
    assert programme.title
    assert programme.about
    for plan in programme.plans:
        assert load_plan(plan.name, SETTINGS) == plan
        assert str(parse_address(plan.name)) == plan.name
        first, *main, last = plan.steps
        assert (first.kind, last.kind) == (Kind.WARM_UP, Kind.COOL_DOWN)
        assert first.planned_s >= 300
        assert {step.kind for step in main} <= {Kind.RUN, Kind.WALK}
        assert all(a.kind is not b.kind for a, b in pairwise(main))


@pytest.mark.parametrize("name", WEEKS)
def test_a_week_grows_its_running_or_its_time_but_not_both(name: str) -> None:
    programme = load_programme(name, SETTINGS)
    assert overloaded_weeks(programme) == THE_SOURCES_OWN.get(name, [])


def test_a_week_that_grows_in_both_ways_is_found() -> None:
    plans = load_programme("c25k", SETTINGS).plans
    assert overloaded_weeks(Programme("mine", "Mine", ((plans[0],), (plans[-1],)))) == [2]
    assert overloaded_weeks(Programme("mine", "Mine", ((plans[-1],), (plans[0],)))) == []


def test_couch_to_5_km_is_exact() -> None:
    weeks = load_programme("c25k", SETTINGS).weeks
    assert [len(week) for week in weeks] == [3] * 9
    expected = [
        [[1, 1.5] * 8] * 3,
        [[1.5, 2] * 5 + [1.5, 1]] * 3,
        [[1.5, 1.5, 3, 3] * 2] * 3,
        [[3, 1.5, 5, 2.5, 3, 1.5, 5]] * 3,
        [[5, 3, 5, 3, 5], [8, 5, 8], [20]],
        [[5, 3, 8, 3, 5], [10, 3, 10], [25]],
        [[25]] * 3,
        [[28]] * 3,
        [[30]] * 3,
    ]
    assert [[_minutes(plan) for plan in week] for week in weeks] == expected
    for week in weeks:
        for plan in week:
            assert plan.steps[1].kind is Kind.RUN
            assert plan.steps[0].duration_s == 300


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("twelve-weeks", {1: (1, 2, 20), 4: (1, 1, 30), 8: (2, 1, 40), 12: (4, 1, 50)}),
        ("twelve-weeks-hour", {1: (1, 2, 20), 12: (4, 1, 60)}),
    ],
)
def test_the_twelve_weeks_are_as_tabulated(
    name: str, rows: dict[int, tuple[float, float, float]]
) -> None:
    weeks = load_programme(name, SETTINGS).weeks
    for week, (run_min, walk_min, total_min) in rows.items():
        for plan in weeks[week - 1]:
            assert _minutes(plan)[:2] == [run_min, walk_min]
            assert sum(_minutes(plan)) == total_min


def test_long_runs_for_races_end_at_nine_and_ten_to_one() -> None:
    for name, run_min in (("half-marathon", 9), ("marathon", 10)):
        plans = load_programme(name, SETTINGS).plans
        longest = max((plan for plan in plans if not is_race(plan)), key=running_s)
        minutes = _minutes(longest)
        assert set(minutes[::2]) == {run_min}
        assert set(minutes[1::2]) == {1}


@pytest.mark.parametrize(
    ("name", "race_m"), [("race-10k", 10_000), ("half-marathon", 21_097.5), ("marathon", 42_195)]
)
def test_a_programme_for_a_race_grows_slowly_tapers_and_ends_with_it(
    name: str, race_m: float
) -> None:
    """Source: longer every second week from 10 miles, every third from 17; two weeks of taper."""
    weeks = load_programme(name, SETTINGS).weeks
    *_, race = weeks[-1]
    assert is_race(race)
    assert sum(step.distance_m or _metres(step) for step in race.steps[1:-1]) == pytest.approx(
        race_m
    )
    long = [max(plan.planned_m for plan in week) for week in weeks[:-1]]
    for week, metres in enumerate(long):
        month = long[max(0, week - 4) : week]
        assert not month or metres <= 1.1 * max(month)
        for least_m, weeks_apart in ((10 * 1609.344, 2), (17 * 1609.344, 3)):
            records = [at for at in range(1, len(long)) if long[at] > max(long[:at])]
            over = [at for at in records if long[at] > least_m]
            before = [max((at for at in records if at < record), default=None) for record in over]
            gaps = [b - a for b, a in zip(over, before, strict=True) if a and long[a] > least_m]
            assert all(gap >= weeks_apart for gap in gaps), (name, gaps)
    volumes = [sum(plan.planned_m for plan in week) for week in weeks[:-1]]
    assert volumes[-1] <= 0.6 * max(volumes) or name == "race-10k"
    assert len(weeks[-2]) == len(weeks[0])


def _metres(step: Step) -> float:
    return step.planned_s * step.speed_kmh / 3.6


def test_for_losing_weight_it_is_45_to_60_minutes_in_all() -> None:
    totals = {plan.planned_s / 60 for plan in load_programme("weight", SETTINGS).plans}
    assert 45 <= min(totals) <= max(totals) <= 60


def test_the_ladder_back_from_an_injury() -> None:
    ladder = load_programme("comeback", SETTINGS)
    assert ladder.by_symptoms
    assert ladder.rest_day
    expected = [(2, 3, 1.0), (2, 3, 1.5), (2, 4, 1.5), (2, 4, 2.0), (1, 4, 2.0), (None, None, 2.0)]
    for week, (walk_min, run_min, miles) in zip(ladder.weeks, expected, strict=True):
        assert len(week) == 2, "each rung at least twice"
        for plan in week:
            main = plan.steps[1:-1]
            assert plan.maximum_kmh == 9.0
            assert {step.incline_percent for step in main} == {0}, "no hills"
            metres = sum(step.planned_s * step.speed_kmh / 3.6 for step in main)
            assert metres == pytest.approx(miles * 1609.344)
            if walk_min is not None:
                assert main[0].kind is Kind.WALK
                assert [step.planned_s / 60 for step in main[:2]] == [walk_min, run_min]
    assert [step.kind for step in ladder.weeks[-1][0].steps[1:-1]] == [Kind.RUN]


def test_the_runners_speeds_are_those_of_the_workouts() -> None:
    settings = Settings(speeds=Speeds(walk=4.0, brisk=5.5, run=9.5, surge=13.0))
    plan = load_plan("c25k:5.2", settings)
    assert [speed for speed, _ in groupby(step.speed_kmh for step in plan.steps)] == [
        5.5,
        9.5,
        4.0,
        9.5,
        4.0,
    ]


def test_steps_come_again_until_the_time_or_the_distance_is_full(tmp_path: Path) -> None:
    round_ = 'steps = [{ kind = "run", time = "1:00" }, { kind = "walk", time = "2:00" }]\n'
    head = "[[weeks]]\n[[weeks.workouts]]\ntimes = 2\n"
    first, second = _read(tmp_path, f'{head}time = "8:00"\n{round_}').weeks[0]
    assert [step.duration_s for step in first.steps] == [60, 120, 60, 120, 60, 60]
    assert (first.name, second.name) == ("mine:1.1", "mine:1.2")
    (plan, _) = _read(tmp_path, f'{head}distance = "400 m"\n{round_}').weeks[0]
    *whole, last = plan.steps
    assert [step.duration_s for step in whole] == [60, 120]
    assert last.distance_m == pytest.approx(400 - 8500 / 60 - 2 * 5000 / 60)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "weeks: is missing; add it"),
        ("weeks = []", "weeks: there are 0; write 1 to 104"),
        ("[[weeks]]\nworkouts = []", "weeks[0].workouts: there are 0; write 1 to 14"),
        ("[[weeks]]\n", "weeks[0].workouts: is missing; add it"),
        (WORKOUT + "times = 15", "weeks[0].workouts[0].times: 15 is not allowed; write a whole nu"),
        (
            WORKOUT + "tiems = 1",
            'weeks[0].workouts[0].tiems: unknown key; did you mean "t',
        ),
        ('warm_up = "soon"\n' + WORKOUT, "warm_up: 'soon' is not a time; write it like"),
        ("days = 8\n" + WORKOUT, "days: 8 is not allowed; write a whole number from 1 to 7"),
        (
            WORKOUT.replace("run", "rnu"),
            'weeks[0].workouts[0].steps[0].kind: \'rnu\' is not allowed; write "warm-up" or "run"',
        ),
        (WORKOUT.replace("1:00", "x"), "weeks[0].workouts[0].steps[0].time: 'x' is not a time"),
        (
            WORKOUT + WORKOUT.replace("steps = [", "steps = [] #"),
            "weeks[1].workouts[0].steps: there is no step",
        ),
        (
            WORKOUT + 'time = "1:00"\ndistance = "1 km"',
            "weeks[0].workouts[0]: a workout has one length",
        ),
        (WORKOUT + 'time = "0:00"', "weeks[0].workouts[0].time: '0:00' is not a time for a step"),
        (WORKOUT + "distance = 5", "weeks[0].workouts[0].distance: 5 is not a distance; write it"),
        (
            WORKOUT.replace("1:00", "1 s") + 'time = "23 h"',
            f"weeks[0].workouts[0]: more than {MOST_STEPS} steps; write longer ones",
        ),
        (
            WORKOUT.replace('time = "1:00"', 'distance = "1 km"') + 'time = "20:00"',
            "weeks[0].workouts[0].steps: rounds that fill a time need steps by time",
        ),
        (
            WORKOUT.replace('time = "1:00"', 'until_bpm = 120, at_most = "1:00"')
            + 'distance = "1 km"',
            "weeks[0].workouts[0].steps: rounds that fill a distance need steps by time or dist",
        ),
        ('warm_up = "1 h"\n' + WORKOUT + 'time = "24 h"', "it takes 25.0 h; make it 24 h or less"),
    ],
)
def test_what_is_wrong_is_one_line_with_file_key_value_and_hint(
    tmp_path: Path, text: str, line: str
) -> None:
    if "24 h" in text:
        text = text.replace('time = "1:00"', 'time = "1 h"')
    with pytest.raises(PlanError) as caught:
        _read(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'mine.toml'}: ")
    assert line in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("c25k:10.1", "c25k:10.1: no such week; write one from 1 to 9"),
        ("c25k:0.1", "c25k:0.1: no such week"),
        ("c25k:5.4", "c25k:5.4: week 5 has no such workout; its last one is c25k:5.3"),
        ("c52k:1.1", 'c52k: no such programme; did you mean "c25k"?'),
        ("c25k:1", "c25k:1: no such plan"),
    ],
)
def test_an_address_that_is_none(address: str, line: str) -> None:
    with pytest.raises(PlanError) as caught:
        load_plan(address, SETTINGS)
    assert str(caught.value).startswith(line)


def test_the_runners_own_programme_wins_and_a_broken_one_says_why() -> None:
    folder = own_programmes_folder()
    folder.mkdir(parents=True)
    (folder / "c25k.toml").write_text(WORKOUT)
    (folder / "hills.toml").write_text(WORKOUT + "tiems = 1")
    entries = {entry.name: entry for entry in list_programmes(SETTINGS)}
    assert entries["c25k"].is_own
    assert len(load_plan("c25k:1.1", SETTINGS).steps) == 1
    assert entries["hills"].programme is None
    assert entries["hills"].error is not None
    assert "tiems" in entries["hills"].error


def test_nothing_in_a_programme_moves_the_cursor(tmp_path: Path) -> None:
    text = 'title = "\\u001b[2JHills"\nabout = "a\\u0007b"\n' + WORKOUT
    programme = _read(tmp_path, text)
    assert (programme.title, programme.about) == ("[2JHills", "ab")
    folder = own_programmes_folder()
    folder.mkdir(parents=True)
    (folder / "hi\x1bgh.toml").write_text(WORKOUT)
    (folder / "bro\x1bken.toml").write_text("weeks = 1")
    entries = {entry.name: entry for entry in list_programmes(SETTINGS)}
    assert entries["high"].programme is not None
    assert entries["high"].programme.name == "high"
    assert entries["broken"].programme is None
    assert load_programme("high", SETTINGS).name == "high"


@given(
    st.dictionaries(
        st.sampled_from(["times", "time", "distance", "steps", "title"]),
        st.sampled_from(['"1:00"', '"1 km"', "0", "-1", "3", '"0.1 m"', "nan", '"24 h"'])
        | st.text(alphabet="0123456789:. hkmins", max_size=9).map(lambda text: f'"{text}"'),
    )
)
def test_no_values_make_reading_raise_anything_else(
    tmp_path_factory: pytest.TempPathFactory, table: dict[str, str]
) -> None:
    table = {"steps": '[{ kind = "run", time = "1:00" }]'} | table
    lines = "\n".join(f"{key} = {value}" for key, value in table.items())
    with suppress(PlanError):
        programme = _read(tmp_path_factory.getbasetemp(), f"[[weeks]]\n[[weeks.workouts]]\n{lines}")
        assert all(0 < plan.planned_s <= 86_400 for plan in programme.plans)
