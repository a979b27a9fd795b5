"""Running pods, power meters and cadence sensors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.cycling import (
    CyclingPower,
    CyclingSensor,
    RevolutionRate,
    Revolutions,
    decode_cycling_power,
    decode_cycling_sensor,
    encode_cycling_power,
    encode_cycling_sensor,
)
from runwalk_devices.codecs.running_speed import (
    RunningSpeed,
    both_feet_spm,
    counts_one_foot,
    decode_running_speed,
    encode_running_speed,
)


def test_recorded_pods() -> None:
    walk = decode_running_speed(bytes.fromhex("02b900338a020000"))
    assert walk.speed_kmh == pytest.approx(2.60, abs=0.01)
    assert walk.cadence_spm == 51
    assert (walk.total_distance_m, walk.stride_m, walk.running) == (65.0, None, False)
    run = decode_running_speed(bytes.fromhex("035c03a18200f6090000"))
    assert run.speed_kmh == pytest.approx(12.09, abs=0.01)
    assert run.cadence_spm == 161
    assert (run.stride_m, run.total_distance_m) == (1.30, 255.0)


def test_a_cut_pod_packet_keeps_speed_and_cadence() -> None:
    cut = decode_running_speed(bytes.fromhex("035c03a18200f609"))
    assert (cut.cadence_spm, cut.stride_m, cut.total_distance_m) == (161, 1.30, None)
    assert cut.truncated


@pytest.mark.parametrize(
    ("cadence_spm", "running", "one_foot"),
    [
        (85, True, True),
        (119, True, True),
        (120, True, False),
        (172, True, False),
        (55, False, True),
        (60, False, False),
        (110, False, False),
        (0, True, None),
    ],
)
def test_one_foot_or_both(cadence_spm: int, running: bool, one_foot: bool | None) -> None:
    assert counts_one_foot(cadence_spm, running=running) is one_foot


def test_both_feet() -> None:
    assert both_feet_spm(86.5, one_foot=True) == 173
    assert both_feet_spm(173, one_foot=False) == 173


@given(
    st.builds(
        RunningSpeed,
        speed_kmh=st.integers(0, 65535).map(lambda raw: raw / 256 * 3.6),
        cadence_spm=st.integers(0, 255),
        stride_m=st.none() | st.integers(0, 65535).map(lambda raw: raw / 100),
        total_distance_m=st.none() | st.integers(0, 2**32 - 1).map(lambda raw: raw / 10),
        running=st.booleans(),
    )
)
def test_pod_round_trip(values: RunningSpeed) -> None:
    assert decode_running_speed(encode_running_speed(values)) == values


REVOLUTIONS_16 = st.builds(Revolutions, count=st.integers(0, 65535), ticks=st.integers(0, 65535))
REVOLUTIONS_32 = st.builds(
    Revolutions, count=st.integers(0, 2**32 - 1), ticks=st.integers(0, 65535)
)


@given(
    st.builds(
        CyclingPower,
        power_w=st.integers(-32768, 32767),
        balance_percent=st.none() | st.integers(0, 200).map(lambda raw: raw / 2),
        torque_nm=st.none() | st.integers(0, 65535).map(lambda raw: raw / 32),
        wheel=st.none() | REVOLUTIONS_32,
        crank=st.none() | REVOLUTIONS_16,
    )
)
def test_power_round_trip(values: CyclingPower) -> None:
    assert decode_cycling_power(encode_cycling_power(values)) == values


@given(st.builds(CyclingSensor, wheel=st.none() | REVOLUTIONS_32, crank=st.none() | REVOLUTIONS_16))
def test_sensor_round_trip(values: CyclingSensor) -> None:
    assert decode_cycling_sensor(encode_cycling_sensor(values)) == values


@pytest.mark.parametrize(
    ("decode", "least"),
    [(decode_running_speed, 4), (decode_cycling_power, 4), (decode_cycling_sensor, 1)],
)
def test_what_is_too_short_is_refused(decode: object, least: int) -> None:
    assert callable(decode)
    with pytest.raises(DecodeError, match="at least"):
        decode(bytes(least - 1))


@given(st.binary(max_size=40))
def test_any_octets(octets: bytes) -> None:
    for decode in (decode_running_speed, decode_cycling_power, decode_cycling_sensor):
        try:
            decoded = decode(octets)
        except DecodeError:
            assert len(octets) < 4
        else:
            assert not getattr(decoded, "truncated", False) or len(octets) < 30


def test_cadence_over_the_wrap_of_count_and_clock() -> None:
    rate = RevolutionRate()
    assert rate.add(Revolutions(65535, 65024), 0.0) is None
    assert rate.add(Revolutions(1, 1024), 1.5) == pytest.approx(2 * 60 * 1024 / 1536)


def test_cadence_falls_to_zero_only_after_a_while() -> None:
    rate = RevolutionRate()
    rate.add(Revolutions(10, 0), 0.0)
    assert rate.add(Revolutions(11, 1024), 1.0) == 60
    assert rate.add(Revolutions(11, 1024), 2.0) == 60
    assert rate.add(Revolutions(11, 1024), 4.0) == 0


def test_a_sensor_switched_on_anew_is_no_sprint() -> None:
    rate = RevolutionRate()
    rate.add(Revolutions(500, 1000), 0.0)
    assert rate.add(Revolutions(2, 1500), 1.0) is None
    assert rate.add(Revolutions(3, 2524), 2.0) == 60
