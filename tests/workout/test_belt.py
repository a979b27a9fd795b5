"""What a belt's own readings say of it, each condition by itself."""

from dataclasses import fields, replace
from math import inf
from typing import Any

import pytest

from runwalk_tui.workout.belt import Belt, BeltResponse
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.events import BeltReading, LinkState
from runwalk_tui.workout.evolve_readings import fold_belt_reading
from runwalk_tui.workout.motion import coverage
from runwalk_tui.workout.odometer import Odometer
from runwalk_tui.workout.session import Session

SETTLED = Belt(speed_kmh=6.0, read_at=20.0, steady_since=18.0, fresh_moving=2)
UP = DeviceLink(LinkState.UP, since=10.0)
UP_AND_READY = Belt(link=UP, ready=True)


def told(*kmh: float) -> Belt:
    """A belt that told these speeds, one a second."""
    return Belt(recent_kmh=tuple(enumerate(kmh)))


@pytest.mark.parametrize(
    ("asked", "said", "proven", "believed"),
    [
        (None, 3.0, False, 3.0),
        (2.0, None, False, None),
        (2.0, 4.0, False, 2.0),
        (2.0, 1.0, False, 1.0),
        (2.0, -1.0, False, 0.0),
        (2.0, 0.5, False, 0.5),
        (-2.0, -4.0, False, -2.0),
        (-2.0, -1.0, False, -1.0),
        (-2.0, 1.0, False, 0.0),
        (2.0, 4.0, True, 4.0),
        (-0.4, 0.2, False, 0.0),
        (0.4, 0.2, False, 0.2),
    ],
)
def test_an_incline_beyond_the_one_asked_is_not_believed_until_one_was_proven(
    asked: float | None, said: float | None, proven: bool, believed: float | None
) -> None:
    belt = Belt(asked_incline_percent=asked, incline_percent=said, incline_is_proven=proven)
    assert belt.tilt_percent == believed


@pytest.mark.parametrize(("age_s", "bpm"), [(0.0, 120), (5.0, 120), (5.1, None)])
def test_a_grip_s_heart_rate_counts_for_five_seconds(age_s: float, bpm: int | None) -> None:
    assert Belt(heart_bpm=120, heart_at=100.0).grip_bpm(100.0 + age_s) == bpm


@pytest.mark.parametrize(
    ("maximum_kmh", "now_kmh", "told_kmh", "may"),
    [
        (None, None, 40.0, True),
        (10.0, 2.0, 10.0, True),
        (10.0, 2.0, 10.1, True),
        (10.0, 2.0, 10.3, False),
        (10.0, 9.0, 12.0, True),
        (10.0, 9.0, 12.1, False),
        (2.0, None, 3.0, True),
        (2.0, None, 3.1, False),
        (2.0, 0.0, 3.1, False),
    ],
)
def test_a_belt_comes_beyond_its_range_only_by_and_by(
    maximum_kmh: float | None, now_kmh: float | None, told_kmh: float, may: bool
) -> None:
    assert Belt(maximum_kmh=maximum_kmh, speed_kmh=now_kmh).can_run(told_kmh) is may


@pytest.mark.parametrize(
    ("changed", "dumb"),
    [
        ({}, True),
        ({"read_at": 9.9}, True),
        ({"read_at": 10.0}, False),
        ({"ready": False}, False),
        ({"link": DeviceLink(LinkState.LOST, since=10.0)}, False),
    ],
    ids=str,
)
def test_a_belt_is_dumb_that_said_nothing_since_it_was_connected(
    changed: dict[str, Any], dumb: bool
) -> None:
    assert replace(Belt(link=UP, ready=True), **changed).is_dumb is dumb


@pytest.mark.parametrize(
    ("changed", "speechless"),
    [
        ({"speechless": 4}, True),
        ({"speechless": 3}, False),
        ({"speechless": 4, "read_at": 9.9}, True),
        ({"speechless": 4, "read_at": 10.0}, False),
        ({"speechless": 4, "ready": False}, False),
    ],
    ids=str,
)
def test_a_belt_tells_no_speed_that_told_all_but_that_on_this_connection(
    changed: dict[str, Any], speechless: bool
) -> None:
    assert replace(Belt(link=UP, ready=True), **changed).tells_no_speed is speechless


@pytest.mark.parametrize(
    ("changed", "settled"),
    [
        ({}, True),
        ({"steady_since": 18.1}, False),
        ({"fresh_moving": 1}, False),
        ({"fresh_moving": 3}, True),
        ({"read_at": None}, False),
    ],
    ids=str,
)
def test_a_belt_has_settled_after_two_seconds_and_two_readings(
    changed: dict[str, Any], settled: bool
) -> None:
    assert replace(SETTLED, **changed).is_settled is settled


@pytest.mark.parametrize(
    ("kmh", "level_kmh"),
    [
        ((5.0, 5.4, 5.0, 5.4, 5.0, 5.4), 5.2),
        ((5.0, 5.4, 5.0, 5.4, 5.0), None),
        ((5.0, 5.5, 5.0, 5.5, 5.0, 5.5), None),
        ((5.0, 5.0, 5.0, 5.2, 5.2, 5.2), 5.1),
        ((5.0, 5.0, 5.0, 5.3, 5.3, 5.3), None),
        ((5.3, 5.3, 5.3, 5.0, 5.0, 5.0), None),
        # Of an odd number the middle one belongs to neither half.
        ((5.0, 5.0, 5.0, 5.4, 5.2, 5.2, 5.2), 36 / 7),
        ((5.0, 5.1, 5.2, 5.3, 5.4, 5.4), None),
        ((5.0, 5.0, 5.3, 5.0, 5.3, 5.3), 5.15),
    ],
    ids=str,
)
def test_a_speed_that_wavers_and_does_not_drift_is_level(
    kmh: tuple[float, ...], level_kmh: float | None
) -> None:
    assert told(*kmh).level_kmh == (None if level_kmh is None else pytest.approx(level_kmh))


STUCK = Belt(
    speed_kmh=5.0,
    read_at=20.0,
    steady_since=15.0,
    commanded_kmh=8.0,
    commanded_at=15.0,
    commanded_from_kmh=5.0,
)


@pytest.mark.parametrize(
    ("changed", "stuck_kmh"),
    [
        ({}, 5.0),
        ({"commanded_at": 15.1}, None),
        # It wavers, and is no nearer to its target than when that was asked.
        ({"steady_since": 19.0}, 5.0),
        ({"steady_since": 19.0, "commanded_at": 15.1}, None),
        ({"steady_since": 19.0, "speed_kmh": 5.5}, None),
        # It came nearer, and has kept that.
        ({"speed_kmh": 6.0}, 6.0),
        ({"speed_kmh": 6.0, "steady_since": 15.1}, None),
        # Slower than it was asked, and slower than it was: farther off.
        ({"speed_kmh": 4.0, "steady_since": 19.0}, 4.0),
        ({"speed_kmh": 7.9}, None),
        ({"speed_kmh": 0.0}, None),
        ({"read_at": None}, None),
        ({"commanded_kmh": None}, None),
    ],
    ids=str,
)
def test_a_belt_is_stuck_after_five_seconds(
    changed: dict[str, Any], stuck_kmh: float | None
) -> None:
    assert replace(STUCK, **changed).stuck_kmh == stuck_kmh


@pytest.mark.parametrize(
    ("changed", "slows"),
    [
        ({}, True),
        ({"steady_since": 18.0}, False),
        ({"falling": False}, False),
        ({"read_at": None}, False),
    ],
    ids=str,
)
def test_a_belt_slows_down_until_it_settles(changed: dict[str, Any], slows: bool) -> None:
    belt = Belt(read_at=20.0, steady_since=18.1, falling=True)
    assert replace(belt, **changed).is_slowing is slows


@pytest.mark.parametrize(
    ("tells", "woken_at", "called"),
    [
        (False, None, True),
        (True, None, False),
        (True, 100.0, True),
        (True, 35.0, True),
        (True, 34.9, False),
    ],
)
def test_a_console_that_tells_has_called_for_motion_within_a_countdown(
    tells: bool, woken_at: float | None, called: bool
) -> None:
    assert Belt(tells=tells, woken_at=woken_at).is_called_for(100.0) is called


@pytest.mark.parametrize(
    ("changed", "went_on"),
    [
        ({}, True),
        ({"stopping_at": 8.1}, False),
        ({"stopping_at": None}, False),
        ({"speed_kmh": 0.0}, False),
        ({"falling": True, "steady_since": 19.0}, False),
    ],
    ids=str,
)
def test_a_belt_goes_on_that_moves_twelve_seconds_after_its_console_stopped_it(
    changed: dict[str, Any], went_on: bool
) -> None:
    belt = replace(SETTLED, stopping_at=8.0)
    assert replace(belt, **changed).went_on(20.0) is went_on


def test_the_middle_between_two_speeds_comes_by_the_ramp_that_leads_there() -> None:
    response = BeltResponse(1.0, up_kmh_s=0.5, down_kmh_s=2.0)
    assert response.middle_s(5.0, 9.0) == 1.0 + 2.0 / 0.5
    assert response.middle_s(9.0, 5.0) == 1.0 + 2.0 / 2.0
    assert response.samples == 0


def test_of_a_belt_that_was_never_seen_nothing_is_known_and_nothing_speaks_against_it() -> None:
    known = {field.name: getattr(Belt(), field.name) for field in fields(Belt)}
    assert known.pop("link") == DeviceLink()
    assert known.pop("odometer") == Odometer()
    assert known.pop("obeys") is True
    assert not [name for name, value in known.items() if value and value != -inf]
    assert Belt().speed_kmh is None


def test_a_speed_counts_for_three_seconds_after_its_reading() -> None:
    session = Session(t=20.0, belt=SETTLED)
    assert coverage(session, 22.0).moved_s == 2.0
    assert coverage(session, 30.0).moved_s == 3.0


def test_the_speeds_of_the_last_six_and_a_half_seconds_tell_if_it_is_level() -> None:
    session = Session(belt=UP_AND_READY)
    for t in range(20):
        session = fold_belt_reading(session, BeltReading(float(t), 6.0))
    assert [t for t, _ in session.belt.recent_kmh] == [13, 14, 15, 16, 17, 18, 19]
