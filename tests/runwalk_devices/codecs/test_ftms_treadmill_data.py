from dataclasses import fields
from struct import pack
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from runwalk_devices.codecs.ftms.treadmill_data import (
    DecodeError,
    TreadmillData,
    decode_treadmill_data,
    encode_treadmill_data,
)
from tests.runwalk_devices.packets import Packet, packets

NAMES = {
    "more_data": "more_data",
    "speed_kmh": "speed_kmh",
    "avg_speed_kmh": "average_speed_kmh",
    "distance_m": "total_distance_m",
    "inclination_pct": "inclination_percent",
    "ramp_angle_deg": "ramp_angle_degrees",
    "elev_gain_pos_m": "elevation_gain_m",
    "elev_gain_neg_m": "elevation_loss_m",
    "energy_kcal": "energy_kcal",
    "energy_per_hour_kcal": "energy_per_hour_kcal",
    "energy_per_min_kcal": "energy_per_minute_kcal",
    "heart_rate_bpm": "heart_rate_bpm",
    "met": "metabolic_equivalent",
    "elapsed_s": "elapsed_time_s",
    "remaining_s": "remaining_time_s",
    "force_n": "force_on_belt_n",
    "power_w": "power_w",
    "steps_vendor": "step_count",
}
BEFORE_PACE = {
    "speed_kmh",
    "average_speed_kmh",
    "total_distance_m",
    "inclination_percent",
    "ramp_angle_degrees",
    "elevation_gain_m",
    "elevation_loss_m",
}
ENERGY = pack("<HHB", 35, 110, 2)
ELAPSED = pack("<H", 173)


def told(data: TreadmillData) -> dict[str, Any]:
    """The measurements that are there."""
    values = {field.name: getattr(data, field.name) for field in fields(data)}
    del values["more_data"], values["truncated"]
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize("packet", packets("2ACD"))
def test_recorded_packets_decode_as_their_sources_say(packet: Packet) -> None:
    decoded = decode_treadmill_data(packet.data)
    keys = NAMES.keys() & packet.expected.keys()
    unfair = {key: getattr(decoded, NAMES[key]) for key in keys}
    assert not {key: value for key, value in unfair.items() if not packet.accepts(key, value)}
    assert told(decoded).keys() <= {NAMES[key] for key in keys}
    assert decoded.truncated == packet.expected.get("truncated", False)


@pytest.mark.parametrize("data", [b"", b"\x84"])
def test_less_than_the_flags_is_no_packet(data: bytes) -> None:
    with pytest.raises(DecodeError, match=f"{len(data)} octets"):
        decode_treadmill_data(data)


def test_every_kind_of_octets_that_bleak_hands_over_is_taken() -> None:
    packet = bytes.fromhex("0000e803")
    decoded = [decode_treadmill_data(kind(packet)) for kind in (bytes, bytearray, memoryview)]
    assert [data.speed_kmh for data in decoded] == [10.0, 10.0, 10.0]


def test_a_decoded_packet_is_a_whole_value() -> None:
    decoded = decode_treadmill_data(bytes.fromhex("0400e8032a0000"))
    same = TreadmillData(speed_kmh=10.0, total_distance_m=42)
    assert (decoded, hash(decoded), repr(decoded)) == (same, hash(same), repr(same))


def test_more_data_means_no_speed_rather_than_speed_zero() -> None:
    decoded = decode_treadmill_data(bytes.fromhex("0100"))
    assert decoded == TreadmillData(more_data=True)


@pytest.mark.parametrize(
    ("flags", "rest", "others"),
    [
        (0x0000, "ffff", {}),
        (0x0000, "ff7f", {}),
        (0x0003, "ffff", {}),
        (0x0005, "ffffff", {}),
        (0x0009, "ff7f0a00", {"ramp_angle_degrees": 1.0}),
        (0x0009, "0a00ff7f", {"inclination_percent": 1.0}),
        (0x0011, "ffff0a00", {"elevation_loss_m": 1.0}),
        (0x0011, "0a00ff7f", {"elevation_gain_m": 1.0}),
        (0x0081, "ffff010002", {"energy_per_hour_kcal": 1, "energy_per_minute_kcal": 2}),
        (0x0081, "0100ffff02", {"energy_kcal": 1, "energy_per_minute_kcal": 2}),
        (0x0081, "01000200ff", {"energy_kcal": 1, "energy_per_hour_kcal": 2}),
        (0x0101, "00", {}),
        (0x0101, "ff", {}),
        (0x0201, "ff", {}),
        (0x0401, "ffff", {}),
        (0x0801, "ffff", {}),
        (0x1001, "ff7f0a00", {"power_w": 10}),
        (0x1001, "0a00ff7f", {"force_on_belt_n": 10}),
        (0x2001, "ffff", {}),
        (0x2001, "ffffff", {}),
    ],
)
def test_a_sentinel_is_no_reading_and_spoils_no_other(
    flags: int, rest: str, others: dict[str, float]
) -> None:
    decoded = decode_treadmill_data(pack("<H", flags) + bytes.fromhex(rest))
    assert told(decoded) == others
    assert not decoded.truncated


def test_signed_fields_go_below_zero() -> None:
    decoded = decode_treadmill_data(bytes.fromhex("0910f1fffbff9cffe2ff"))
    assert told(decoded) == {
        "inclination_percent": -1.5,
        "ramp_angle_degrees": -0.5,
        "force_on_belt_n": -100,
        "power_w": -30,
    }


@pytest.mark.parametrize("flags", [0x4000, 0x8000, 0xC000])
def test_reserved_flags_and_the_octets_they_bring_are_ignored(flags: int) -> None:
    plain = pack("<H", 0x0400) + b"\xe8\x03" + ELAPSED
    reserved = pack("<H", 0x0400 | flags) + b"\xe8\x03" + ELAPSED + b"\x01\x02\x03"
    assert decode_treadmill_data(reserved) == decode_treadmill_data(plain)


@pytest.mark.parametrize(
    ("rest", "step_count", "truncated"),
    [
        (b"\x4e\x01\x02", 0x02014E, False),
        (b"\x4e\x01", 0x014E, False),
        (b"\x4e", None, True),
        (b"", None, False),
        (b"\x4e\x01\x00\x00\x00", 0x014E, False),
    ],
)
def test_the_width_of_the_step_count_is_what_the_packet_leaves_for_it(
    rest: bytes, step_count: int | None, truncated: bool
) -> None:
    decoded = decode_treadmill_data(pack("<HH", 0x2400, 800) + ELAPSED + rest)
    assert (decoded.step_count, decoded.truncated) == (step_count, truncated)
    assert decoded.elapsed_time_s == 173


@pytest.mark.parametrize(
    ("pace_flags", "pace_octets", "steps"),
    [
        (pace_flags, pace_octets, steps)
        for pace_flags in (0x20, 0x40, 0x60)
        for pace_octets in (1, 2)
        for steps in (b"", b"\x4e\x00\x00", b"\x4e\x00")
        # As long as one octet of pace and three of steps, which is what it is taken for.
        if not (pace_flags != 0x60 and pace_octets == 2 and len(steps) == 2)
    ],
)
def test_a_pace_of_either_width_shifts_nothing(
    pace_flags: int, pace_octets: int, steps: bytes
) -> None:
    paces = bytes(range(1, 1 + pace_octets * pace_flags.bit_count()))
    flags = 0x0484 | pace_flags | (0x2000 if steps else 0)
    packet = pack("<HH", flags, 800) + b"\x2a\x00\x00" + paces + ENERGY + ELAPSED + steps
    assert decode_treadmill_data(packet) == TreadmillData(
        speed_kmh=8.0,
        total_distance_m=42,
        energy_kcal=35,
        energy_per_hour_kcal=110,
        energy_per_minute_kcal=2,
        elapsed_time_s=173,
        step_count=78 if steps else None,
    )


def test_a_pace_of_unknown_width_hides_what_follows_it() -> None:
    whole = pack("<HH", 0x04E4, 800) + b"\x2a\x00\x00" + b"\x01\x02\x03\x04" + ENERGY + ELAPSED
    for length in range(len(whole) - 1, 6, -1):
        if length == len(whole) - 2:
            continue  # as long as a packet with two paces of one octet
        decoded = decode_treadmill_data(whole[:length])
        assert decoded == TreadmillData(speed_kmh=8.0, total_distance_m=42, truncated=True)


def test_a_packet_of_two_paces_that_is_cut_at_the_default_size_is_no_older_one() -> None:
    head = pack("<HHH", 0x00EE, 800, 790) + b"\x2a\x00\x00" + pack("<hh", 10, 5)
    decoded = decode_treadmill_data((head + b"\x01\x02\x03\x04" + ENERGY)[:20])
    assert decoded == TreadmillData(
        speed_kmh=8.0,
        average_speed_kmh=7.9,
        total_distance_m=42,
        inclination_percent=1.0,
        ramp_angle_degrees=0.5,
        truncated=True,
    )


def test_octets_after_a_packet_with_pace_leave_the_current_width() -> None:
    whole = pack("<HH", 0x04A0, 800) + b"\x01\x02" + ENERGY + ELAPSED
    assert decode_treadmill_data(whole + b"\x00\x00") == decode_treadmill_data(whole)


@given(st.binary(max_size=64))
def test_any_octets_decode_or_raise_decode_error(data: bytes) -> None:
    assert len(data) < 2 or decode_treadmill_data(data).more_data == bool(data[0] & 1)
    if len(data) < 2:
        with pytest.raises(DecodeError):
            decode_treadmill_data(data)


def _numbers(
    low: int, high: int, per_unit: int = 1, absent: tuple[int, ...] = ()
) -> st.SearchStrategy[float | None]:
    raw = st.integers(low, high).filter(lambda number: number not in absent)
    return st.none() | (raw if per_unit == 1 else raw.map(lambda number: number / per_unit))


SPEEDS = _numbers(0, 0xFFFE, 100, absent=(0x7FFF,))
INCLINATIONS = _numbers(-0x8000, 0x7FFE, 10)
ELEVATIONS = _numbers(0, 0xFFFE, 10, absent=(0x7FFF,))
TREADMILL_DATA = st.builds(
    lambda **values: TreadmillData(**values, more_data=values["speed_kmh"] is None),
    speed_kmh=SPEEDS,
    average_speed_kmh=SPEEDS,
    total_distance_m=_numbers(0, 0xFFFFFE),
    inclination_percent=INCLINATIONS,
    ramp_angle_degrees=INCLINATIONS,
    elevation_gain_m=ELEVATIONS,
    elevation_loss_m=ELEVATIONS,
    energy_kcal=_numbers(0, 0xFFFE),
    energy_per_hour_kcal=_numbers(0, 0xFFFE),
    energy_per_minute_kcal=_numbers(0, 0xFE),
    heart_rate_bpm=_numbers(1, 0xFE),
    metabolic_equivalent=_numbers(0, 0xFE, 10),
    elapsed_time_s=_numbers(0, 0xFFFE),
    remaining_time_s=_numbers(0, 0xFFFE),
    force_on_belt_n=_numbers(-0x8000, 0x7FFE),
    power_w=_numbers(-0x8000, 0x7FFE),
    step_count=_numbers(0, 0xFFFFFE),
)


@given(TREADMILL_DATA)
def test_what_is_encoded_decodes_to_the_same(values: TreadmillData) -> None:
    assert decode_treadmill_data(encode_treadmill_data(values)) == values


@given(TREADMILL_DATA, st.integers(2, 40))
def test_a_cut_packet_keeps_the_fields_before_the_cut(values: TreadmillData, length: int) -> None:
    packet = encode_treadmill_data(values)
    assume(length < len(packet))
    kept, whole = told(decode_treadmill_data(packet[:length])), told(values)
    # The first two octets of three are a step count of their own.
    steps = kept.pop("step_count", None)
    assert steps in (None, (values.step_count or 0) & 0xFFFF)
    assert kept.items() <= whole.items()


@given(TREADMILL_DATA, st.integers(2, 40), st.sampled_from([0x20, 0x40, 0x60]))
def test_a_cut_packet_with_pace_keeps_the_fields_before_the_pace(
    values: TreadmillData, length: int, pace_flags: int
) -> None:
    before = TreadmillData(**{n: getattr(values, n) for n in BEFORE_PACE})
    head = encode_treadmill_data(before)
    tail = encode_treadmill_data(
        TreadmillData(**{n: v for n, v in told(values).items() if n not in BEFORE_PACE})
    )
    flags = head[0] | (tail[0] & ~1) | pace_flags, head[1] | tail[1]
    packet = bytes(flags) + head[2:] + bytes(2 * pace_flags.bit_count()) + tail[2:]
    kept = told(decode_treadmill_data(packet[:length])).items()
    assert {item for item in kept if item[0] in BEFORE_PACE} <= told(values).items()
    assert len(packet) > length or decode_treadmill_data(packet).truncated is False


@pytest.mark.parametrize(
    "values",
    [
        TreadmillData(speed_kmh=-0.1),
        TreadmillData(speed_kmh=656.0),
        TreadmillData(inclination_percent=4000.0),
        TreadmillData(total_distance_m=1 << 24),
        TreadmillData(heart_rate_bpm=256),
    ],
)
def test_a_value_too_large_for_its_field_is_refused(values: TreadmillData) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode_treadmill_data(values)
