from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.codecs.ftms.treadmill_data import (
    DecodeError,
    FitnessMachineFeatures,
    InclinationRange,
    MachineFeature,
    SpeedRange,
    TargetFeature,
    decode_features,
    decode_inclination_range,
    decode_speed_range,
    encode_features,
    encode_inclination_range,
    encode_speed_range,
)
from tests.runwalk_devices.packets import Packet, packets


@pytest.mark.parametrize("packet", packets("2ACC"))
def test_recorded_features_decode_as_their_sources_say(packet: Packet) -> None:
    features = decode_features(packet.data)
    assert features.truncated == packet.expected.get("truncated", False)
    if features.machine is None or features.targets is None:
        assert features.truncated
        return
    assert (features.machine, features.targets) == (
        packet.expected["machine_raw"],
        packet.expected["target_raw"],
    )
    assert [flag.name for flag in features.machine] == [
        name.upper() for name in packet.expected["machine"]
    ]
    assert [flag.name for flag in features.targets] == [
        name.upper() for name in packet.expected["target"]
    ]


@given(st.binary(max_size=7))
def test_features_too_short_are_unknown(data: bytes) -> None:
    assert decode_features(data) == FitnessMachineFeatures(None, None, truncated=True)


@given(st.binary(min_size=8, max_size=16))
def test_features_keep_bits_that_nobody_has_assigned(data: bytes) -> None:
    assert encode_features(decode_features(data)) == data[:8]


def test_features_are_asked_by_name() -> None:
    features = decode_features(bytes.fromhex("0850000003000000"))
    assert features.targets is not None
    assert TargetFeature.INCLINATION in features.targets
    assert TargetFeature.POWER not in features.targets
    assert features.machine == (
        MachineFeature.INCLINATION | MachineFeature.ELAPSED_TIME | MachineFeature.POWER_MEASUREMENT
    )


def test_unknown_features_encode_to_an_empty_read() -> None:
    assert encode_features(FitnessMachineFeatures(None, None, truncated=True)) == b""


@pytest.mark.parametrize("packet", packets("2AD4"))
def test_recorded_speed_ranges_decode_as_their_sources_say(packet: Packet) -> None:
    expected = packet.expected
    assert decode_speed_range(packet.data) == SpeedRange(
        expected["min_kmh"], expected["max_kmh"], expected["step_kmh"]
    )


@pytest.mark.parametrize("packet", packets("2AD5"))
def test_recorded_inclination_ranges_decode_as_their_sources_say(packet: Packet) -> None:
    expected = packet.expected
    assert decode_inclination_range(packet.data) == InclinationRange(
        expected["min_pct"], expected["max_pct"], expected["step_pct"]
    )


@given(st.binary(max_size=12))
def test_a_range_needs_its_six_octets_and_no_more(data: bytes) -> None:
    if len(data) < 6:
        with pytest.raises(DecodeError):
            decode_speed_range(data)
        with pytest.raises(DecodeError):
            decode_inclination_range(data)
    else:
        assert encode_speed_range(decode_speed_range(data)) == data[:6]
        assert encode_inclination_range(decode_inclination_range(data)) == data[:6]


def test_inclination_goes_below_zero() -> None:
    decoded = decode_inclination_range(bytes.fromhex("e2ff96000500"))
    assert decoded == InclinationRange(-3.0, 15.0, 0.5)


@pytest.mark.parametrize(
    ("wanted", "snapped"),
    [(8.2, 8.2), (8.24, 8.2), (8.26, 8.3), (0.0, 1.0), (-5.0, 1.0), (99.0, 20.0)],
)
def test_a_speed_snaps_to_the_nearest_step_of_the_range(wanted: float, snapped: float) -> None:
    assert SpeedRange(1.0, 20.0, 0.1).snap(wanted) == snapped


def test_steps_are_counted_from_the_minimum_and_stay_below_the_maximum() -> None:
    urevo = SpeedRange(0.96, 6.43, 0.32)
    assert [urevo.snap(kmh) for kmh in (1.0, 1.2, 3.0, 6.43)] == [0.96, 1.28, 2.88, 6.4]


def test_a_range_with_its_maximum_lowered_to_a_cap_snaps_under_the_cap() -> None:
    urevo = SpeedRange(0.96, 6.43, 0.32)
    assert urevo.snap(3.1) == 3.2
    assert replace(urevo, maximum_kmh=3.1).snap(3.1) == 2.88


def test_without_an_increment_a_target_snaps_to_the_resolution() -> None:
    assert SpeedRange(0.8, 16.0, 0.0).snap(8.123) == 8.12
    assert InclinationRange(-3.0, 15.0, 0.0).snap(1.26) == 1.3


def test_inclination_snaps_on_both_sides_of_zero() -> None:
    inclinations = InclinationRange(-3.0, 15.0, 0.5)
    assert [inclinations.snap(percent) for percent in (-9, -1.4, 0.1, 1.4, 20)] == [
        -3.0,
        -1.5,
        0.0,
        1.5,
        15.0,
    ]


@pytest.mark.parametrize("limits", [(0.0, 0.0, 0.0), (2.0, 2.0, 0.1), (6.0, 1.0, 0.1)])
def test_a_range_without_a_choice_is_not_usable(limits: tuple[float, float, float]) -> None:
    for settable in (SpeedRange(*limits), InclinationRange(*limits)):
        assert not settable.usable
        with pytest.raises(ValueError, match="no target fits"):
            settable.snap(3.0)


@given(
    st.integers(0, 1000), st.integers(1, 2000), st.integers(0, 200), st.floats(-50, 50, width=32)
)
def test_a_snapped_speed_is_the_nearest_that_the_machine_takes(
    low: int, width: int, step: int, wanted: float
) -> None:
    speeds = SpeedRange(low / 100, (low + width) / 100, step / 100)
    allowed = [hundredths / 100 for hundredths in range(low, low + width + 1, max(1, step))]
    snapped = speeds.snap(wanted)
    assert speeds.usable
    assert snapped in allowed
    assert abs(snapped - wanted) <= min(abs(kmh - wanted) for kmh in allowed) + 1e-9


def test_a_limit_too_large_for_its_field_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode_speed_range(SpeedRange(0.0, 700.0, 0.1))
    with pytest.raises(ValueError, match="does not fit"):
        encode_inclination_range(InclinationRange(-4000.0, 15.0, 0.5))
