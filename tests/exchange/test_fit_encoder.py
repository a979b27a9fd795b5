"""What a FIT field cannot hold is left out, and the rest is read back by Garmin's own decoder."""

import struct
from typing import Any, cast

import pytest
from garmin_fit_sdk import CrcCalculator, Decoder, Stream

from runwalk_tui.exchange.fit_encoder import EPOCH_S, FitEncoder, Value, checksum

AT = 1_772_386_200 - EPOCH_S


def _read(data: bytes) -> dict[str, list[dict[str, Any]]]:
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert not errors
    return cast(dict[str, list[dict[str, Any]]], messages)


def _record(**fields: Value | None) -> dict[str, Any]:
    encoder = FitEncoder()
    encoder.write("RECORD", {"timestamp": AT, **fields})
    (record,) = _read(encoder.close())["record_mesgs"]
    return record


@pytest.mark.parametrize(
    ("name", "fits", "too_much"),
    [
        ("heart_rate", [0, 1, 254, 86.4], [255, 256, 300, -1, 1e9]),
        ("speed", [0.0, 65.534], [65.535, 70.0, -0.001]),
        ("distance", [0.0, 42_949_672.94], [42_949_672.95, -1.0]),
        ("grade", [-327.68, 0.0, 327.66], [327.67, -327.69]),
        ("fractional_cadence", [0.0, 0.5], [2.0]),
    ],
)
def test_a_number_is_written_or_left_out_but_never_wrapped(
    name: str, fits: list[float], too_much: list[float]
) -> None:
    for value in fits:
        assert _record(**{name: value})[name] == pytest.approx(value, abs=0.5)
    for none in (*too_much, float("nan"), float("inf"), -float("inf"), None):
        assert name not in _record(**{name: none})


def test_a_row_leaves_out_the_same() -> None:
    encoder = FitEncoder()
    rows = encoder.rows("RECORD", ("timestamp", "heart_rate", "speed"))
    rows.write((AT, 300, 2.5))
    rows.write((AT + 1, 140, float("nan")))
    first, second = _read(encoder.close())["record_mesgs"]
    assert ("heart_rate" in first, first["speed"]) == (False, 2.5)
    assert (second["heart_rate"], "speed" in second) == (140, False)


def test_a_serial_number_of_zero_is_none() -> None:
    encoder = FitEncoder()
    encoder.write("FILE_ID", {"type": "activity", "serial_number": 0, "product": 7})
    (file_id,) = _read(encoder.close())["file_id_mesgs"]
    assert file_id["product"] == 7
    assert "serial_number" not in file_id


def test_a_message_of_which_nothing_fits_is_not_there() -> None:
    encoder = FitEncoder()
    encoder.write("HRV", {"time": [70.0, float("nan"), -1.0]})
    encoder.write("RECORD", {"heart_rate": 999})
    assert _read(encoder.close()) == {}


@pytest.mark.parametrize("name", ["duration_time", "total_strides", "hart_rate"])
def test_a_name_that_the_profile_does_not_have_is_an_error(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        FitEncoder().write("SESSION", {name: 1})
    with pytest.raises(KeyError, match="sprinting"):
        FitEncoder().write("SESSION", {"sport": "sprinting"})


def test_a_long_text_ends_at_a_whole_letter() -> None:
    encoder = FitEncoder()
    encoder.write("WORKOUT", {"wkt_name": "x" + "é" * 200})
    (workout,) = _read(encoder.close())["workout_mesgs"]
    assert workout["wkt_name"] == "x" + "é" * 126


def test_more_kinds_of_message_than_local_numbers_are_all_read() -> None:
    encoder = FitEncoder()
    for turn in range(3):
        for count in range(1, 21):
            encoder.write("HRV", {"time": [0.5 + turn / 10] * count})
    found = _read(encoder.close())["hrv_mesgs"]
    assert [message["time"] for message in found] == [
        ([0.5 + turn / 10] * count if count > 1 else 0.5 + turn / 10)
        for turn in range(3)
        for count in range(1, 21)
    ]


def test_a_field_of_ones_own_is_read_with_its_name() -> None:
    encoder = FitEncoder()
    encoder.write("DEVELOPER_DATA_ID", {"application_id": [1] * 16, "developer_data_index": 0})
    encoder.write(
        "FIELD_DESCRIPTION",
        {
            "developer_data_index": 0,
            "field_definition_number": 3,
            "fit_base_type_id": 0x88,
            "field_name": "metres",
            "units": "m",
        },
    )
    encoder.write("RECORD", {"timestamp": AT}, {3: 12.5})
    encoder.write("RECORD", {"timestamp": AT + 1})
    first, second = _read(encoder.close())["record_mesgs"]
    assert list(first["developer_fields"].values()) == [12.5]
    assert "developer_fields" not in second


def test_the_checksum_is_that_of_the_sdk() -> None:
    octets = bytearray(struct.pack("<64I", *range(1_000_000, 1_000_064)))
    assert checksum(octets) == CrcCalculator.calculate_crc(octets, 0, len(octets))
