"""What a plan may hold, and what can be reckoned from it alone."""

import pytest

from runwalk_tui.workout.plan import Kind, Plan, Step

NAN = float("nan")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"speed_kmh": 0.0, "duration_s": 60}, "speed"),
        ({"speed_kmh": 20.1, "duration_s": 60}, "speed"),
        ({"speed_kmh": NAN, "duration_s": 60}, "speed"),
        ({"duration_s": 0}, "time"),
        ({"duration_s": -1}, "time"),
        ({"duration_s": 86_401}, "time"),
        ({"duration_s": NAN}, "time"),
        ({"distance_m": 0}, "distance"),
        ({"distance_m": 200_001}, "distance"),
        ({"duration_s": 60, "until_bpm": 29}, "heart rate"),
        ({"duration_s": 60, "until_bpm": 231}, "heart rate"),
        ({"duration_s": 60, "incline_percent": 15.5}, "incline"),
        ({}, "time or a distance"),
        ({"until_bpm": 120}, "longest time"),
        ({"duration_s": 60, "distance_m": 100}, "not both"),
        ({"distance_m": 100, "until_bpm": 120}, "not both"),
        ({"duration_s": 60, "timed": True}, "timed step needs a distance"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(fields: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Step(Kind.RUN, **{"speed_kmh": 8.0, **fields})  # type: ignore[arg-type]


def test_a_plan_needs_a_step() -> None:
    with pytest.raises(ValueError, match="at least one step"):
        Plan("p", "P", ())


def test_expected_time_and_distance_of_each_kind_of_ending() -> None:
    by_time = Step(Kind.RUN, 9.0, duration_s=120)
    by_distance = Step(Kind.WALK, 5.4, distance_m=300)
    by_heart = Step(Kind.WALK, 3.6, duration_s=90, until_bpm=120)
    plan = Plan("p", "P", (by_time, by_distance, by_heart))
    assert [step.planned_s for step in plan.steps] == pytest.approx([120, 200, 90])
    assert plan.planned_s == pytest.approx(410)
    assert plan.planned_m == pytest.approx(300 + 300 + 90)
    assert [plan.start_s(i) for i in range(4)] == pytest.approx([0, 120, 320, 410])


def test_a_step_knows_which_of_its_kind_it_is() -> None:
    run, walk = Step(Kind.RUN, 8, duration_s=60), Step(Kind.WALK, 5, duration_s=60)
    plan = Plan("p", "P", (walk, run, walk, run, run))
    assert [plan.ordinal(i) for i in range(5)] == [(1, 2), (1, 3), (2, 2), (2, 3), (3, 3)]


def test_runs_and_surges_are_running_the_rest_is_not() -> None:
    assert {kind for kind in Kind if kind.is_running} == {Kind.RUN, Kind.SURGE}
