"""The way of a session that a page draws."""

from dataclasses import replace

import pytest

from runwalk_tui.session.course import Course
from tests.tui.feeds import half_an_hours_events


def test_a_point_a_second_with_speed_and_heart_and_where_steps_begin() -> None:
    events = half_an_hours_events()
    course = Course("km")
    half = len(events) // 2
    points = course.take(events[:half]) + course.take(events[half:])
    times = [t for t, _, _ in points]
    assert times == sorted(times)
    assert len(times) == pytest.approx(events[-1].t, rel=0.2)
    assert max(speed or 0 for _, speed, _ in points) == 8.5
    assert max(bpm or 0 for _, _, bpm in points) > 150
    assert [kind for _, kind in course.steps[:3]] == ["walk", "run", "walk"]


def test_speeds_are_the_runners_and_the_hours_before_going_on_are_left_out() -> None:
    events = half_an_hours_events()
    half = len(events) // 2
    later = [replace(event, t=event.t + 7200) for event in events[half:]]
    points = Course("mi").take([*events[:half], *later])
    assert max(speed or 0 for _, speed, _ in points) == pytest.approx(8.5 / 1.609344, abs=0.06)
    assert points[-1][0] == pytest.approx(events[-1].t, abs=5)
