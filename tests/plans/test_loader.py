"""Plans in files: those that ship, what a person may write, one line for what they may not."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.paths import own_plans_folder
from runwalk_tui.config.settings import RunnerSettings, Settings, Speeds
from runwalk_tui.plans.loader import PlanError, find_plan, list_plans, load_plan
from runwalk_tui.plans.shipped import plans_folder
from runwalk_tui.plans.steps import MOST_STEPS
from runwalk_tui.workout.plan import Kind, Plan, Step

SETTINGS = Settings()
SHIPPED = [
    "1-1",
    "1-2",
    "1-3",
    "2-1",
    "3-1",
    "4-1",
    "5-1",
    "9-1",
    "10-1",
    "c25k-week-1",
    "ftp-20",
    "ftp-ramp",
    "hard-intervals",
    "magic-mile",
    "mile-walk-breaks",
    "race-practice",
    "return-1-4",
    "sprints",
    "surges",
    "variable-5-1-3-1",
    "walk",
]
RUN = '[[steps]]\nkind = "run"\n'


def _load(folder: Path, text: str) -> Plan:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return load_plan(file, SETTINGS)


def _step(folder: Path, text: str) -> Step:
    (step,) = _load(folder, RUN + text).steps
    return step


def _own(name: str, text: str) -> Path:
    own_plans_folder().mkdir(parents=True, exist_ok=True)
    file = own_plans_folder() / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_twenty_one_workouts_ship() -> None:
    entries = list_plans(SETTINGS)
    assert [entry.name for entry in entries] == SHIPPED
    assert not [entry.error for entry in entries if entry.error]
    assert not any(entry.is_own for entry in entries)
    assert {file.stem for file in plans_folder().glob("*.toml")} == set(SHIPPED)
    assert len(SHIPPED) == 21


@pytest.mark.parametrize("name", SHIPPED)
def test_in_a_shipped_plan_every_change_of_kind_is_one_of_speed(name: str) -> None:
    plan = load_plan(name, SETTINGS)
    for before, after in zip(plan.steps, plan.steps[1:], strict=False):
        assert before.kind is not after.kind
        assert abs(before.speed_kmh - after.speed_kmh) >= 0.3


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_plan_warms_up_cools_down_and_lasts_half_an_hour_to_an_hour(name: str) -> None:
    plan = load_plan(name, SETTINGS)
    assert plan.name == name
    assert plan.title != name
    assert plan.about
    first, *_, last = plan.steps
    assert first.kind is Kind.WARM_UP
    assert first.planned_s == 300 or name == "magic-mile"
    assert (last.kind, last.duration_s) == (Kind.COOL_DOWN, 300)
    assert len(plan.about) <= 100
    assert 28 * 60 <= plan.planned_s <= 60 * 60


@pytest.mark.parametrize(
    ("name", "run_s", "walk_s", "runs"),
    [
        ("1-2", 60, 120, 7),
        ("1-1", 60, 60, 11),
        ("2-1", 120, 60, 10),
        ("4-1", 240, 60, 8),
        ("9-1", 540, 60, 5),
        ("1-3", 60, 180, 6),
        ("3-1", 180, 60, 9),
        ("5-1", 300, 60, 7),
        ("10-1", 600, 60, 4),
        ("c25k-week-1", 60, 90, 8),
        ("return-1-4", 60, 240, 5),
    ],
)
def test_the_ratios_are_what_the_names_say(
    name: str, run_s: float, walk_s: float, runs: int
) -> None:
    steps = load_plan(name, SETTINGS).steps
    assert [step.duration_s for step in steps if step.kind is Kind.RUN] == [run_s] * runs
    assert {step.duration_s for step in steps if step.kind is Kind.WALK} == {walk_s}


def test_the_special_workouts() -> None:
    surges = [step for step in load_plan("surges", SETTINGS).steps if step.kind is Kind.SURGE]
    assert {(step.duration_s, step.speed_kmh) for step in surges} == {(30, 11.0)}
    assert len(surges) == 7
    miles = [step for step in load_plan("mile-walk-breaks", SETTINGS).steps if step.distance_m]
    assert [step.distance_m for step in miles] == [1609.344] * 3
    runs = [step for step in load_plan("variable-5-1-3-1", SETTINGS).steps if step.kind is Kind.RUN]
    assert [step.duration_s for step in runs] == [300] * 3 + [180] * 5
    assert load_plan("return-1-4", SETTINGS).maximum_kmh == 9.0
    bursts = [step for step in load_plan("sprints", SETTINGS).steps if step.kind is Kind.SURGE]
    assert [step.duration_s for step in bursts] == [20] * 3 + [40] * 3 + [60] * 2 + [90]
    race = [step for step in load_plan("race-practice", SETTINGS).steps if step.distance_m]
    assert [step.distance_m for step in race] == [3218.688] * 2
    hard = [step for step in load_plan("hard-intervals", SETTINGS).steps if step.hold_bpm]
    assert [step.hold_bpm for step in hard] == [(148, 166)] * 4
    rests = [step for step in load_plan("hard-intervals", SETTINGS).steps if step.until_bpm]
    assert {(step.until_bpm, step.duration_s) for step in rests} == {(129, 180)}
    mile = [step for step in load_plan("magic-mile", SETTINGS).steps if step.timed]
    assert [(step.kind, step.distance_m) for step in mile] == [(Kind.RUN, 1609.344)]
    (walk,) = [step for step in load_plan("walk", SETTINGS).steps if step.kind is Kind.WALK]
    assert (walk.duration_s, walk.speed_kmh) == (1800, 6.0)


def test_a_plan_is_read_as_the_runners_cap_and_its_own_let_it_run(tmp_path: Path) -> None:
    file = tmp_path / "fast.toml"
    steps = "[{ kind = 'run', distance = '1 km', speed = 18 }, { kind = 'walk', time = '1:00' }]"
    file.write_text(f"steps = {steps}")
    plan = load_plan(file, Settings(cap_kmh=12.0))
    assert [step.speed_kmh for step in plan.steps] == [12.0, 5.0]
    assert plan.planned_s == pytest.approx(300 + 60), "the sums are those of what will be run"
    assert load_plan(file, Settings(cap_kmh=20.0)).steps[0].speed_kmh == 18
    file.write_text(f"maximum_kmh = 10\nsteps = {steps}")
    assert load_plan(file, Settings(cap_kmh=12.0)).steps[0].speed_kmh == 10


def test_the_runner_gives_the_names_of_speeds_their_numbers() -> None:
    speeds = Speeds(walk=4.0, brisk=5.5, run=9.5, surge=13.0)
    plan = load_plan("surges", Settings(speeds=speeds, cap_kmh=13.0))
    assert {step.kind: step.speed_kmh for step in plan.steps} == {
        Kind.WARM_UP: 5.5,
        Kind.RUN: 9.5,
        Kind.SURGE: 13.0,
        Kind.WALK: 4.0,
        Kind.COOL_DOWN: 4.0,
    }


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ('"1:30"', 90),
        ('"0:05"', 5),
        ('"90:00"', 5400),
        ('"1:02:03"', 3723),
        ('"90 s"', 90),
        ('"90s"', 90),
        ('" 5 min "', 300),
        ('"2.5 min"', 150),
        ('"1 h 30 min"', 5400),
        ("45", 45),
        ("7.5", 7.5),
    ],
)
def test_times(tmp_path: Path, text: str, seconds: float) -> None:
    assert _step(tmp_path, f"time = {text}") == Step(Kind.RUN, 8.5, duration_s=seconds)


@pytest.mark.parametrize(
    ("text", "metres"),
    [("400 m", 400), ("1.6 km", 1600), ("1 mi", 1609.344), ("2 miles", 3218.688), ("5km", 5000)],
)
def test_distances(tmp_path: Path, text: str, metres: float) -> None:
    step = _step(tmp_path, f'distance = "{text}"')
    assert step.distance_m == pytest.approx(metres)


@pytest.mark.parametrize(
    ("text", "kmh"),
    [("8", 8), ("8.25", 8.25), ('"surge"', 11), ('"7 km/h"', 7), ('"5 mph"', 8.04672)],
)
def test_speeds(tmp_path: Path, text: str, kmh: float) -> None:
    assert _step(tmp_path, f"time = 60\nspeed = {text}").speed_kmh == pytest.approx(kmh)


def test_a_step_by_heart_rate_and_its_incline(tmp_path: Path) -> None:
    step = _step(tmp_path, 'until_bpm = 120\nat_most = "3:00"\nincline = 1')
    assert step == Step(Kind.RUN, 8.5, duration_s=180, until_bpm=120, incline_percent=1.0)


def test_a_step_by_distance_can_be_timed(tmp_path: Path) -> None:
    assert _step(tmp_path, 'distance = "400 m"\ntimed = true').timed
    assert not _step(tmp_path, 'distance = "400 m"').timed


def test_repeats_within_repeats_expand_in_order(tmp_path: Path) -> None:
    plan = _load(
        tmp_path,
        """
        [[steps]]
        repeat = 2
        steps = [
            { repeat = 2, steps = [{ kind = "run", time = 1 }, { kind = "surge", time = 2 }] },
            { kind = "walk", time = 3 },
        ]
        """,
    )
    assert [step.duration_s for step in plan.steps] == [1, 2, 1, 2, 3] * 2
    assert (plan.name, plan.title, plan.about) == ("mine", "mine", "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "steps: is missing; add it"),
        ("steps = []", "steps: there is no step; write at least one [[steps]] table"),
        ("steps = 5", "steps: 5 is not allowed; write a list"),
        ("[[steps]]\ntime = 5", "steps[0].kind: is missing; write one of warm-up, run, walk"),
        ('[[steps]]\nkind = "rnu"', '(did you mean "run"?)'),
        ('[[steps]]\nkind = "sprint"', "steps[0].kind: 'sprint' is not allowed; write"),
        (RUN, "steps[0]: a step has one end; write one of time, distance and until_bpm"),
        (RUN + 'time = 5\ndistance = "1 km"', "steps[0]: a step has one end"),
        (RUN + "until_bpm = 120", "steps[0].at_most: is missing; write the longest time"),
        (RUN + "time = 5\nat_most = 9", "steps[0].at_most: needs until_bpm"),
        (RUN + "time = 60\ntimed = true", "steps[0].timed: needs a distance"),
        (RUN + "until_bpm = 300", "steps[0].until_bpm: 300 is not allowed; write a whole number f"),
        (RUN + "tiem = 5", 'steps[0].tiem: unknown key; did you mean "time"?'),
        (RUN + "time = 0", "steps[0].time: 0 is not a time for a step; write one above 0 s and"),
        (RUN + "time = -5", "steps[0].time: -5 is not a time for a step"),
        (RUN + "time = nan", "steps[0].time: nan is not a time for a step"),
        (RUN + 'time = "25 h"', "steps[0].time: '25 h' is not a time for a step; write one above"),
        (RUN + 'time = "1:5"', "steps[0].time: '1:5' is not a time; write it like \"1:30\""),
        (RUN + 'time = "1:75"', "steps[0].time: '1:75' is not a time"),
        (RUN + 'time = "5 m"', "steps[0].time: '5 m' is not a time"),
        (RUN + 'time = ""', "steps[0].time: '' is not a time"),
        (RUN + "time = true", "steps[0].time: true is not allowed"),
        (RUN + "time = 1979-05-27", "steps[0].time: 1979-05-27 is not allowed"),
        (RUN + "distance = 400", "steps[0].distance: 400 is not a distance; write it with its uni"),
        (RUN + 'distance = "0 m"', "steps[0].distance: '0 m' is not a distance for a step"),
        (RUN + 'distance = "1,6 km"', "steps[0].distance: '1,6 km' is not a distance"),
        (RUN + "time = 5\nspeed = 21", "steps[0].speed: 21 is not a speed for a belt; write one a"),
        (RUN + "time = 5\nspeed = 0", "steps[0].speed: 0 is not a speed for a belt"),
        (RUN + "time = 5\nspeed = inf", "steps[0].speed: inf is not a speed for a belt"),
        (RUN + f"time = 5\nspeed = 9{'9' * 500}", "steps[0].speed: 999999999"),
        (
            RUN + 'time = 5\nspeed = "rum"',
            "'rum' is not the name of a speed; did you mean \"run\"?",
        ),
        (
            RUN + 'time = 5\nspeed = "9 mps"',
            "steps[0].speed: '9 mps' is not a speed; write it like",
        ),
        (RUN + "time = 5\nincline = 16", "steps[0].incline: 16 is not allowed; write a number fro"),
        ("maximum_kmh = 25\n" + RUN + "time = 5", "maximum_kmh: 25 is not allowed; write a numbe"),
        ("titel = 'x'\n" + RUN, 'titel: unknown key; did you mean "title"?'),
        ("[[steps]]\nrepeat = 3", "steps[0].steps: is missing; write the steps that are repeated"),
        ("[[steps]]\nrepeat = 3\nsteps = []", "steps[0].steps: is missing"),
        (
            "[[steps]]\nsteps = [{kind='run', time=5}]",
            "steps[0].repeat: is missing; write how often",
        ),
        ("[[steps]]\nrepeat = 0\nsteps = []", "steps[0].repeat: 0 is not allowed; write a whole n"),
        (RUN + "repeat = 2\nsteps = [{kind='run', time=5}]", "steps[0].kind: is beside a repeat"),
        (
            "[[steps]]\nkind='walk'\ntime=5\n[[steps]]\nrepeat=2\nsteps=[{kind='run', time='x'}]",
            "steps[1].steps[0].time: 'x' is not a time",
        ),
        (
            "[[steps]]\nrepeat = 2000\nsteps=[{repeat = 2000, steps=[{kind='run', time=1}]}]",
            f"steps: more than {MOST_STEPS} steps; repeat less often",
        ),
        ("[[steps]]\nrepeat=3\nsteps=[{kind='run', time='9 h'}]", "steps: they take 27.0 h; make"),
        ("[[steps]]\nkind = ", "not TOML: Invalid value at line 2, column 8"),
        (
            RUN + "time = 5:00",
            'not TOML: 5:00 needs quotes at line 3, column 9; write "5:00"',
        ),
        (
            "[[steps]]\r\ntime = 1:02:03  # long\r\nkind = 'run'",
            '1:02:03 needs quotes at line 2, column 9; write "1:02:03"',
        ),
        (
            "steps = [{kind='run', time=5:00, speed=8}]",
            '5:00 needs quotes at line 1, column 29; write "5:00"',
        ),
        (RUN + "time = 5 min", '5 min needs quotes at line 3, column 10; write "5 min"'),
        (RUN + "time = 05:00", 'needs quotes at line 3, column 9; write "05:00"'),
        (RUN + "time = 01:05:00", 'steps[0].time: 01:05:00 needs quotes; write "01:05:0'),
        (RUN + "time = 5\nspeed = run", 'run needs quotes at line 4, column 9; write "r'),
        (RUN + "distance = 1.5 km", "1.5 km needs quotes at line 3, column 16; write"),
        (
            RUN + "time = 08",
            "end of document after a statement at line 3, column 9; fix",
        ),
        (
            RUN + "time = 5 5",
            "end of document after a statement at line 3, column 10; fix",
        ),
        (RUN + 'time = "5:00', "not TOML: "),
        ("steps = " + "[" * 5000, "is nested too deep"),
        ("steps = " + "[{repeat=2, steps=" * 150 + "[]" + "}]" * 150, "steps"),
    ],
)
def test_what_is_wrong_is_one_line_with_file_key_value_and_hint(
    tmp_path: Path, text: str, line: str
) -> None:
    with pytest.raises(PlanError) as caught:
        _load(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'mine.toml'}: ")
    assert line in message
    assert "\n" not in message


def test_files_that_are_no_plan(tmp_path: Path) -> None:
    binary, huge = tmp_path / "binary.toml", tmp_path / "huge.toml"
    binary.write_bytes(bytes(range(256)))
    huge.write_text("#" * 2_000_000)
    for file, why in [
        (tmp_path, "is a folder"),
        (binary, "is not text"),
        (huge, "is larger than 1 MB"),
        (tmp_path / "none.toml", "no such file"),
    ]:
        with pytest.raises(PlanError, match=why):
            load_plan(str(file), SETTINGS)


def test_the_runners_own_plan_wins_by_name() -> None:
    own = _own("1-2", RUN + "time = 60")
    assert find_plan("1-2") == own
    assert len(load_plan("1-2", SETTINGS).steps) == 1
    (entry,) = [entry for entry in list_plans(SETTINGS) if entry.name == "1-2"]
    assert entry.is_own


def test_a_file_is_read_once_and_when_it_is_looked_at() -> None:
    file = _own("hills", RUN + "time = 60")
    entry, again = (
        {entry.name: entry for entry in list_plans(SETTINGS)}["hills"] for _ in range(2)
    )
    assert entry.plan is not None
    file.write_text("nonsense", "utf-8")
    assert entry.plan is not None
    assert again.error is not None


def test_a_broken_own_plan_is_listed_with_what_is_wrong() -> None:
    file = _own("hills", RUN + "tiem = 60")
    entries = {entry.name: entry for entry in list_plans(SETTINGS)}
    assert set(entries) == {*SHIPPED, "hills"}
    assert entries["hills"].plan is None
    assert entries["hills"].error is not None
    assert entries["hills"].error.startswith(f"{file}: steps[0].tiem: ")


def test_nothing_in_a_plan_moves_the_cursor() -> None:
    text = f'title = "\\u001b[2JEasy"\nabout = "one\\ntwo\\u009b"\n{RUN}time = 60'
    _own("foreign", text)
    _own("broken", 'title = "x"\n"\\u001b[31m" = 1\n[[steps]]')
    _own("es\x1bcape", f"{RUN}time = 60")
    plan = load_plan("foreign", SETTINGS)
    assert (plan.title, plan.about) == ("[2JEasy", "one two")
    entries = {entry.name: entry for entry in list_plans(SETTINGS)}
    assert all(name.isprintable() for name in entries)
    assert load_plan("escape", SETTINGS).title == "escape"
    error = entries["broken"].error
    assert error is not None
    assert error.isprintable()


def test_a_name_that_no_plan_has_brings_the_nearest() -> None:
    with pytest.raises(PlanError, match=r'^2-2: no such plan; did you mean "[12]-[12]"'):
        load_plan("2-2", SETTINGS)
    with pytest.raises(PlanError, match="write one of 1-1, 1-2,"):
        load_plan("marathon", SETTINGS)


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_content_makes_loading_raise_anything_else(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any-plan.toml"
    file.write_bytes(content)
    plan = None
    with suppress(PlanError):
        plan = load_plan(file, SETTINGS)
    assert plan is None or plan.steps


@given(
    st.dictionaries(
        st.sampled_from(["kind", "time", "distance", "until_bpm", "at_most", "speed", "incline"]),
        st.sampled_from(['"run"', '"1:00"', '"1 km"', "0", "-1", "1e400", "60", "nan", "9" * 30])
        | st.text(alphabet="0123456789:. hkmins/p-", max_size=9).map(lambda text: f'"{text}"'),
    )
)
def test_no_values_make_loading_raise_anything_else(
    tmp_path_factory: pytest.TempPathFactory, table: dict[str, str]
) -> None:
    lines = "\n".join(f"{key} = {value}" for key, value in table.items())
    with suppress(PlanError):
        plan = _load(tmp_path_factory.getbasetemp(), f"[[steps]]\n{lines}")
        assert 0 < plan.planned_s <= 86_400


@pytest.mark.parametrize(
    ("hold", "bpm"),
    [
        ('"zone 2"', (120, 139)),
        ('"Zone 5"', (180, 200)),
        ("[130, 145]", (130, 145)),
        ("145", (145, 145)),
    ],
)
def test_a_step_may_keep_a_heart_rate(tmp_path: Path, hold: str, bpm: tuple[int, int]) -> None:
    text = f'[[steps]]\nkind = "run"\ntime = "20:00"\nhold = {hold}\n'
    file = tmp_path / "plan.toml"
    file.write_text(text)
    (step,) = load_plan(file, Settings(runner=RunnerSettings(max_bpm=200))).steps
    assert step.hold_bpm == bpm


@pytest.mark.parametrize(
    "hold", ['"zone 6"', "[140, 130]", "[140]", "[20, 300]", '"fast"', "29", "145.5"]
)
def test_a_heart_rate_to_keep_is_checked(tmp_path: Path, hold: str) -> None:
    text = f'[[steps]]\nkind = "run"\ntime = "20:00"\nhold = {hold}\n'
    with pytest.raises(PlanError, match=r"steps\[0\]\.hold"):
        _load(tmp_path, text)


def test_a_step_may_end_in_a_zone(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text('[[steps]]\nkind = "walk"\nuntil_bpm = "zone 2"\nat_most = "3:00"\n')
    (step,) = load_plan(file, Settings(runner=RunnerSettings(max_bpm=200))).steps
    assert (step.until_bpm, step.duration_s) == (139, 180)
    file.write_text('[[steps]]\nkind = "walk"\nuntil_bpm = "zone 7"\nat_most = "3:00"\n')
    with pytest.raises(
        PlanError, match=r"steps\[0\]\.until_bpm: 'zone 7' is not a zone; did you mean"
    ):
        load_plan(file, SETTINGS)
