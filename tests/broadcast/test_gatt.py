"""A workout as a treadmill's, a pod's and a strap's values."""

from dataclasses import replace

import pytest

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.features import TargetFeature, decode_features
from runwalk_devices.codecs.ftms.treadmill_data import decode_treadmill_data
from runwalk_devices.codecs.heart_rate import decode_heart_rate_measurement
from runwalk_devices.codecs.running_speed import decode_running_speed
from runwalk_tui.broadcast.dircon import Property
from runwalk_tui.broadcast.gatt import (
    CHARACTERISTICS,
    LATE_S,
    Reading,
    notifications,
    reading_of,
)
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.session import Phase, Session
from tests.recorded import workout

POD = uuids.RSC_MEASUREMENT


def _at(t: float) -> Session:
    session = Session()
    for event in workout():
        if event.t > t:
            break
        session = evolve(session, event)
    return session


def _running() -> Session:
    for event in workout():
        session = _at(event.t)
        step = session.plan_step
        if session.phase is Phase.RUNNING and step is not None and step.kind.is_running:
            break
    return _at(session.t + 20.0)


def test_nothing_that_is_shown_can_be_written() -> None:
    assert all(Property.WRITE not in each.properties for each in CHARACTERISTICS.values())
    assert uuids.FITNESS_MACHINE_CONTROL_POINT not in CHARACTERISTICS
    features = decode_features(CHARACTERISTICS[uuids.FITNESS_MACHINE_FEATURE].value)
    assert features.targets == TargetFeature(0)


def test_a_run_is_shown_as_the_belt_measured_it() -> None:
    session = _running()
    values = notifications(reading_of(session))
    belt = decode_treadmill_data(values[uuids.TREADMILL_DATA])
    assert belt.speed_kmh == session.belt.speed_kmh == 8.5
    assert belt.total_distance_m == int(session.distance_m) > 0
    assert belt.elapsed_time_s == int(session.active_s) > 0
    assert belt.heart_rate_bpm == session.heart.bpm
    pod = decode_running_speed(values[POD])
    assert pod.running
    assert pod.speed_kmh == pytest.approx(8.5, abs=0.02)
    strap = decode_heart_rate_measurement(values[uuids.HEART_RATE_MEASUREMENT])
    assert strap.bpm == session.heart.bpm


def test_a_belt_that_is_silent_or_a_workout_that_is_over_stands() -> None:
    session = _running()
    late = advance(session, session.t + LATE_S + 1)
    assert reading_of(late).speed_kmh == 0.0
    over = reading_of(_at(1e9))
    assert (over.speed_kmh, over.step) == (0.0, "ended")
    assert reading_of(None) == Reading()


def test_a_heart_in_doubt_is_not_shown() -> None:
    session = _running()
    doubtful = replace(session, heart=replace(session.heart, bpm=None))
    reading = reading_of(doubtful)
    assert reading.bpm is None
    assert uuids.HEART_RATE_MEASUREMENT not in notifications(reading)


@pytest.mark.parametrize(("steps", "sent"), [(None, 0), (171.6, 172), (300.0, 255)])
def test_the_cadence_is_that_of_both_feet_and_none_is_zero(steps: float | None, sent: int) -> None:
    values = notifications(Reading(8.5, cadence_spm=steps))
    assert decode_running_speed(values[POD]).cadence_spm == sent


@pytest.mark.parametrize("kmh", [-1.0, 31.0, 700.0])
def test_a_speed_that_no_belt_has_is_left_out(kmh: float) -> None:
    session = _running()
    assert reading_of(replace(session, belt=replace(session.belt, speed_kmh=kmh))).speed_kmh == 0.0


def test_the_longest_workout_still_fits() -> None:
    values = notifications(Reading(30.0, True, 1e12, 1e12, 40.0, 254))
    belt = decode_treadmill_data(values[uuids.TREADMILL_DATA])
    assert (belt.total_distance_m, belt.elapsed_time_s) == (0xFFFFFE, 0xFFFE)
