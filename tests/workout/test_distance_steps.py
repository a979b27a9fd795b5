"""A step by distance ends where the measured speed has covered it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import HOLD_S
from runwalk_tui.workout.plan import Kind, Step
from tests.workout.model import Machine, Model, run, started, walk


def by_distance(metres: float, speed_kmh: float = 9.0) -> Step:
    return Step(Kind.RUN, speed_kmh, distance_m=metres)


def measured_m(model: Model, since: float, until: float) -> float:
    """What the readings of the log say was covered, each holding until the next one."""
    readings = [e for e in model.log if isinstance(e, ev.BeltReading)]
    covered_m = 0.0
    for reading, following in pairwise([*readings, ev.BeltReading(until, None)]):
        begin = max(since, reading.t)
        end = min(until, following.t, reading.t + HOLD_S)
        covered_m += max(0.0, end - begin) * (reading.speed_kmh or 0.0) / 3.6
    return covered_m


@settings(max_examples=25)
@given(
    metres=st.floats(5, 400),
    telemetry_s=st.lists(st.floats(0.1, 2.5), min_size=1, max_size=4).map(tuple),
    ramp_kmh_s=st.sampled_from((0.3, 1.0, 3.0)),
)
def test_it_ends_on_the_metre_that_was_measured(
    metres: float, telemetry_s: tuple[float, ...], ramp_kmh_s: float
) -> None:
    machine = Machine(telemetry_s=telemetry_s, ramp_kmh_s=ramp_kmh_s)
    model = started(by_distance(metres), walk(60), machine=machine)
    while len(model.began()) < 2:
        model.run(1.0)
    begins, ends = (t for t, _ in model.began())
    assert measured_m(model, begins, ends) == pytest.approx(metres, abs=1e-6)
    assert model.session.done[0].distance_m == pytest.approx(metres, abs=1e-6)


def test_three_two_one_and_the_announcement_come_before_a_change_by_distance() -> None:
    model = started(by_distance(50, 5.0), run(60))
    model.run(60)
    change = model.began()[1][0]
    assert model.asked_kmh()[-1][1] == 8.5
    assert model.asked_kmh()[-1][0] == pytest.approx(change, abs=1.0)
    told = [e.t for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.index == 1]
    assert told[-1] <= model.asked_kmh()[-1][0] - 3
    assert [say for _, say in model.cues(ev.Cue.COUNTDOWN)][:3] == ["3", "2", "1"]


def test_no_metre_is_covered_without_a_measurement() -> None:
    model = started(by_distance(100), walk())
    model.run(20)
    model.silent = True
    last = model.session.belt.read_at
    assert last is not None
    before_m = model.session.distance_m
    model.run(9)
    belt_kmh = model.session.belt.speed_kmh
    assert belt_kmh is not None
    held_m = belt_kmh / 3.6 * HOLD_S
    assert model.session.distance_m - before_m <= held_m + 1e-6
    assert len(model.began()) == 1
    told = [e for e in model.log if isinstance(e, ev.CueDue) and e.t > last + HOLD_S]
    assert not [cue for cue in told if cue.cue in (ev.Cue.COUNTDOWN, ev.Cue.SPEED_UP)]


def test_a_standing_belt_has_no_time_left_to_tell() -> None:
    model = started(by_distance(100), walk())
    model.run(10)
    model.act(ev.Act.PAUSE)
    model.run(20)
    assert model.session.step_remaining_s is None
    assert model.session.step_remaining_m == pytest.approx(
        100 - model.session.records[0].distance_m
    )


def test_longer_adds_the_distance_of_that_time() -> None:
    model = started(by_distance(100, 9.0), walk())
    before_m = model.session.step_remaining_m
    assert before_m is not None
    model.act(ev.Act.EXTEND, 30)
    assert model.session.step_remaining_m == pytest.approx(before_m + 75)
    assert model.session.step_progress < 0.1


def test_skip_gives_notice_in_seconds_whatever_the_metres() -> None:
    model = started(by_distance(100, 5.0), run(60))
    model.run(20)
    skipped = model.t
    model.act(ev.Act.SKIP)
    model.run(4)
    assert model.began()[-1] == (skipped + 3, 1)


def test_the_end_is_not_foreseen_without_telemetry() -> None:
    model = started(by_distance(150, 5.0), run(60))
    model.heart_mode = "gone"
    while (model.session.step_remaining_s or 99.0) > 7.0:
        model.run(0.5)
    model.silent = True
    last = model.session.belt.read_at
    assert last is not None
    model.run_until(last + 9.5)
    assert len(model.began()) == 1
    assert not model.cues(ev.Cue.COUNTDOWN)
    assert not [e for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.t > last + HOLD_S]


def test_an_end_that_comes_later_is_announced_again_and_the_increase_is_still_in_time() -> None:
    model = started(
        by_distance(150, 5.0), run(60), machine=Machine(telemetry_s=(0.5,), ramp_kmh_s=3.0)
    )
    while (model.session.step_remaining_s or 99.0) > 3.0:
        model.run(0.25)
    model.press_speed(-3.0)
    while len(model.began()) < 2:
        model.run(0.25)
    change = model.began()[1][0]
    model.run(1)
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.index == 1]
    assert len(told) > 1
    assert model.asked_kmh()[-1] == pytest.approx((change, 8.5), abs=0.5)
