import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.codecs.heart_rate import (
    BodyLocation,
    DecodeError,
    HeartRateMeasurement,
    decode_battery_level,
    decode_body_location,
    decode_heart_rate_measurement,
    encode_battery_level,
    encode_body_location,
    encode_heart_rate_measurement,
)
from tests.runwalk_devices.packets import Packet, packets


@pytest.mark.parametrize("packet", packets("2A37"))
def test_recorded_measurements_decode_as_their_sources_say(packet: Packet) -> None:
    if packet.expected.get("truncated"):
        with pytest.raises(DecodeError):
            decode_heart_rate_measurement(packet.data)
        return
    decoded = decode_heart_rate_measurement(packet.data)
    assert packet.accepts("heart_rate_bpm", decoded.bpm)
    assert decoded.contact is packet.expected["sensor_contact"]
    assert decoded.energy_kj == packet.expected.get("energy_kj")
    assert [interval_s * 1024 for interval_s in decoded.rr_intervals_s] == packet.expected.get(
        "rr_1024", []
    )
    assert [interval_s * 1000 for interval_s in decoded.rr_intervals_s] == pytest.approx(
        packet.expected.get("rr_ms", []), abs=0.001
    )


@pytest.mark.parametrize(
    ("octets", "measurement"),
    [
        ("0000", HeartRateMeasurement(None)),
        ("0048", HeartRateMeasurement(72)),
        ("0248", HeartRateMeasurement(72)),
        ("0448", HeartRateMeasurement(72, contact=False)),
        ("0648", HeartRateMeasurement(72, contact=True)),
        ("012c01", HeartRateMeasurement(300)),
        ("0848d204", HeartRateMeasurement(72, energy_kj=1234)),
        ("1848d2040004", HeartRateMeasurement(72, energy_kj=1234, rr_intervals_s=(1.0,))),
        ("10480004000200", HeartRateMeasurement(72, rr_intervals_s=(1.0, 0.5))),
        ("1048", HeartRateMeasurement(72)),
        ("00480004", HeartRateMeasurement(72)),
    ],
)
def test_flags_say_what_is_there(octets: str, measurement: HeartRateMeasurement) -> None:
    assert decode_heart_rate_measurement(bytes.fromhex(octets)) == measurement


@pytest.mark.parametrize(
    ("octets", "measurement"),
    [
        ("1048000400", HeartRateMeasurement(72, rr_intervals_s=(1.0,))),
        ("1848d2", HeartRateMeasurement(72)),
        ("1848", HeartRateMeasurement(72)),
        ("0848d2", HeartRateMeasurement(72)),
    ],
)
def test_what_was_cut_is_absent(octets: str, measurement: HeartRateMeasurement) -> None:
    assert decode_heart_rate_measurement(bytes.fromhex(octets)) == measurement


@pytest.mark.parametrize("octets", ["", "00", "16", "01", "0148"])
def test_no_rate_is_no_measurement(octets: str) -> None:
    with pytest.raises(DecodeError):
        decode_heart_rate_measurement(bytes.fromhex(octets))


@given(st.binary(max_size=32))
def test_any_octets_decode_or_raise_decode_error(data: bytes) -> None:
    try:
        decoded = decode_heart_rate_measurement(data)
    except DecodeError:
        assert len(data) < 2 or (data[0] & 1 and len(data) == 2)
    else:
        assert len(decoded.rr_intervals_s) <= (len(data) - 2) // 2


@given(
    st.builds(
        HeartRateMeasurement,
        bpm=st.none() | st.integers(1, 0xFFFF),
        contact=st.none() | st.booleans(),
        energy_kj=st.none() | st.integers(0, 0xFFFF),
        rr_intervals_s=st.lists(st.integers(0, 0xFFFF).map(lambda n: n / 1024), max_size=9).map(
            tuple
        ),
    )
)
def test_what_is_encoded_decodes_to_the_same(measurement: HeartRateMeasurement) -> None:
    encoded = encode_heart_rate_measurement(measurement)
    assert decode_heart_rate_measurement(encoded) == measurement


@given(st.binary(min_size=2, max_size=32), st.integers(2, 31))
def test_a_cut_measurement_is_the_beginning_of_the_whole(data: bytes, length: int) -> None:
    data = bytes([data[0] & 0x1E]) + data[1:]
    whole = decode_heart_rate_measurement(data)
    kept = decode_heart_rate_measurement(data[:length])
    assert (kept.bpm, kept.contact) == (whole.bpm, whole.contact)
    assert kept.energy_kj in (None, whole.energy_kj)
    assert kept.rr_intervals_s == whole.rr_intervals_s[: len(kept.rr_intervals_s)]


def test_a_measurement_too_large_for_its_field_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode_heart_rate_measurement(HeartRateMeasurement(72, rr_intervals_s=(64.0,)))


def test_body_locations() -> None:
    assert decode_body_location(b"\x01") == BodyLocation.CHEST
    assert decode_body_location(b"\x09").name == "UNKNOWN_0x09"
    assert decode_body_location(encode_body_location(BodyLocation.WRIST)) == BodyLocation.WRIST
    with pytest.raises(DecodeError):
        decode_body_location(b"")


@pytest.mark.parametrize(("octets", "percent"), [("00", 0), ("54", 84), ("64", 100), ("65", None)])
def test_battery_levels(octets: str, percent: int | None) -> None:
    assert decode_battery_level(bytes.fromhex(octets)) == percent
    if percent is not None:
        assert encode_battery_level(percent) == bytes.fromhex(octets)


def test_a_battery_level_is_one_octet_of_percent() -> None:
    with pytest.raises(DecodeError):
        decode_battery_level(b"")
    with pytest.raises(ValueError, match="0 to 100"):
        encode_battery_level(101)
