"""Workouts asked for in words: what is meant, what is usual, and one line for what cannot be."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.paths import own_plans_folder
from runwalk_tui.config.settings import Settings, Speeds
from runwalk_tui.plans.compose import KEYS, SORTS, Pattern, plan_name, planned
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.plans.writer import save_plan
from runwalk_tui.training.programmes.builder import SpecError
from runwalk_tui.workout.plan import Kind

SETTINGS = Settings()


def asked(**texts: str) -> dict[str, str]:
    return {"name": "mine", **texts}


def test_what_is_not_written_is_as_usual() -> None:
    plan = planned(asked(), SETTINGS)
    assert (plan.name, plan.title, plan.about) == ("mine", "2:1", "Run 2 min, walk 1 min.")
    assert plan.planned_s == 1800
    assert plan.steps[0].planned_s == plan.steps[-1].planned_s == 300


@pytest.mark.parametrize(
    ("rounds", "run_s", "walk_s"),
    [
        ("2:1", 120, 60),
        ("1:4", 60, 240),
        ("10:1", 600, 60),
        ("3 : 2", 180, 120),
        ("90/30", 90, 30),
        ("1:30/0:30", 90, 30),
        ("90 s / 30 s", 90, 30),
        ("5 min/30s", 300, 30),
    ],
)
def test_a_ratio_or_two_times(rounds: str, run_s: float, walk_s: float) -> None:
    steps = planned(asked(rounds=rounds, repeats="3"), SETTINGS).steps
    assert [step.duration_s for step in steps[1:-1]] == [run_s, walk_s, run_s, walk_s, run_s]


@pytest.mark.parametrize("pattern", Pattern)
def test_each_pattern_has_an_example_that_makes_a_plan(pattern: Pattern) -> None:
    plan = planned(asked(pattern=pattern.value, total="50:00"), SETTINGS)
    assert plan.planned_s == pytest.approx(3000, abs=1)
    assert SORTS[pattern].example in plan.title
    assert plan == planned(
        asked(pattern=pattern.value, rounds=SORTS[pattern].example, total="50:00"), SETTINGS
    )
    is_hard = any(step.kind is Kind.SURGE for step in plan.steps)
    assert is_hard == (plan.steps[1].planned_s == 180)


def test_bursts_that_grow() -> None:
    plan = planned(asked(pattern="sprints", rounds="20/60, 40/90, 60/120", repeats="6"), SETTINGS)
    bursts = [step.duration_s for step in plan.steps if step.kind is Kind.SURGE]
    assert bursts == [20, 20, 40, 40, 60, 60]
    assert plan.about.startswith("Surge 20 s, walk 1 min; then surge 40 s, walk 90 s; then")


def test_hard_intervals_go_by_the_runners_own_zones() -> None:
    plan = planned(asked(pattern="hard", rounds="1:30/2:00", repeats="2"), SETTINGS)
    assert [step.hold_bpm for step in plan.steps if step.hold_bpm] == [(148, 166)] * 2
    assert [step.until_bpm for step in plan.steps if step.until_bpm] == [129]
    assert "until the heart is down" in plan.about


def test_speeds_are_the_runners_own_or_as_written_speed_or_pace() -> None:
    settings = Settings(speeds=Speeds(walk=4.5, run=9.0))
    steps = planned(asked(walk="", run="6:00", incline="1,5"), settings).steps
    assert {step.kind: step.speed_kmh for step in steps} == {
        Kind.WARM_UP: 6.0,
        Kind.RUN: 10.0,
        Kind.WALK: 4.5,
        Kind.COOL_DOWN: 4.5,
    }
    assert {step.incline_percent for step in steps} == {None, 1.5, 0.0}
    in_miles = planned(asked(run="6"), Settings(units="mi")).steps
    assert max(step.speed_kmh for step in in_miles) == pytest.approx(9.66)


@pytest.mark.parametrize(
    ("texts", "key", "words"),
    [
        ({"name": " "}, "name", "is missing"),
        ({"name": "../x"}, "name", "'../x' is not a file name; write at most 40 letters"),
        ({"name": "a" * 41}, "name", "is not a file name"),
        ({"name": "c25k:3.1"}, "name", "is not a file name"),
        ({"title": "\x1b[2J"}, "title", "is not a title"),
        ({"pattern": "sprint"}, "pattern", 'did you mean "sprints"?'),
        ({"rounds": "11:1"}, "rounds", "11:1 is not within 1:4 and 10:1"),
        ({"rounds": "0:0"}, "rounds", "'0:0' is not a ratio"),
        ({"rounds": "fast"}, "rounds", "'fast' is not like 2:1"),
        ({"rounds": "90/x"}, "rounds", "'90/x' is not a time"),
        ({"rounds": "2:1,"}, "rounds", "'' is not like 2:1"),
        ({"rounds": ",".join(["2:1"] * 7)}, "rounds", "7 kinds of rounds are too many"),
        (
            {"pattern": "surges", "rounds": "30/90"},
            "rounds",
            "is not hard/easy/walk; write it like",
        ),
        ({"pattern": "sprints", "rounds": "95/120"}, "rounds", "make it 90 s or less"),
        ({"pattern": "breaks", "rounds": "1/60"}, "rounds", "is not a distance"),
        ({"pattern": "race", "rounds": "3 mi/45"}, "rounds", "1 to 2 miles"),
        ({"pattern": "race", "rounds": "1 mi/20"}, "rounds", "30 to 60 s"),
        ({"total": "soon"}, "total", "'soon' is not a time; write it like"),
        ({"total": "30"}, "total", "0:30 is not within 10:00 and 6:00:00"),
        ({"total": "20:00", "rounds": "20:5"}, "total", "make it 30:00 or more"),
        ({"total": "30:00", "repeats": "4"}, "total", "either a total time or repeats"),
        ({"repeats": "²"}, "repeats", "is not a number of times"),
        ({"repeats": "9" * 30}, "repeats", "is not a number of times"),
        ({"warm_up": "0"}, "warm_up", "is not a time for a step"),
        ({"cool_down": "31:00"}, "cool_down", "31:00 is not within 1:00 and 30:00"),
        ({"run": "nan"}, "run", "'nan' is not a speed for a belt; write it like 8.5"),
        ({"run": "4"}, "run", "4 km/h is not above the walk's 5; raise it"),
        ({"run": "12.5"}, "run", "12.5 km/h is above your cap of 12 km/h; lower it"),
        ({"surge": "13", "pattern": "surges"}, "surge", "above your cap"),
        ({"incline": "steep"}, "incline", "'steep' is not an incline"),
        ({"incline": "-5.5"}, "incline", "-5.5 % is not within -5 and 15 %"),
    ],
)
def test_what_cannot_be_says_which_field_and_what_to_write(
    texts: dict[str, str], key: str, words: str
) -> None:
    with pytest.raises(SpecError) as caught:
        planned(asked(**texts), SETTINGS)
    assert (caught.value.key, words in str(caught.value)) == (key, True), str(caught.value)
    assert "\n" not in str(caught.value)


def test_spaces_in_a_name_become_hyphens() -> None:
    assert plan_name("  Mein  Dienstag 3 ") == "Mein-Dienstag-3"


WORDS = st.sampled_from(
    ["", "2:1", "90/30", "30/90/60", "1 mi/60", "8", "30:00", "1:00:00", "-1", "9" * 40, "∞", "0"]
) | st.text(max_size=12)


@given(
    st.fixed_dictionaries(
        {},
        optional={key: st.sampled_from(["a", "b c"]) if key == "name" else WORDS for key in KEYS},
    ),
    st.sampled_from(["", *Pattern]),
)
def test_nonsense_is_refused_and_what_is_not_can_be_written_and_read_again(
    texts: dict[str, str], pattern: str
) -> None:
    with suppress(SpecError):
        plan = planned({**texts, "pattern": pattern}, SETTINGS)
        save_plan(plan, SETTINGS)
        assert load_plan(own_plans_folder() / f"{plan.name}.toml", SETTINGS) == plan
