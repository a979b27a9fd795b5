"""What people write for speeds, paces and masses."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.units.parse import parse_mass_kg, parse_reading_kmh


@pytest.mark.parametrize(
    ("text", "units", "kmh"),
    [
        ("8.5", "km", 8.5),
        (" 8,5 ", "km", 8.5),
        ("5", "mi", 8.05),
        ("8.5 km/h", "mi", 8.5),
        ("5.3mph", "km", 8.53),
        ("7:04", "km", 8.49),
        ("6:00 /km", "mi", 10.0),
        ("11:22", "mi", 8.5),
        ("11:22 min/mi", "km", 8.5),
    ],
)
def test_a_speed_or_a_pace_as_people_write_it(text: str, units: str, kmh: float) -> None:
    assert parse_reading_kmh(text, "mi" if units == "mi" else "km") == kmh


@pytest.mark.parametrize(
    "text", ["", "fast", "7:60", "7:4", "8.5 m/s", "-8", "1e1", "٨", "7:04 /h"]
)
def test_what_is_neither_says_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match=r"write it like 8\.5, or a pace like 7:04"):
        parse_reading_kmh(text, "km")


@pytest.mark.parametrize("text", ["0", "0.001", "20.1", "0:00", "2:00", "999999999"])
def test_a_speed_is_one_for_a_belt(text: str) -> None:
    with pytest.raises(ValueError, match="above 0, at most 20 km/h"):
        parse_reading_kmh(text, "km")


@given(st.text(max_size=12), st.sampled_from(["km", "mi"]))
def test_no_text_is_a_speed_beyond_the_belt(text: str, units: str) -> None:
    with suppress(ValueError):
        assert 0 < parse_reading_kmh(text, "mi" if units == "mi" else "km") <= 20


@pytest.mark.parametrize(
    ("text", "kg"), [("70", 70.0), ("70,5 kg", 70.5), ("154 lb", 69.9), ("154lbs", 69.9)]
)
def test_a_mass_as_people_write_it(text: str, kg: float) -> None:
    assert parse_mass_kg(text) == kg


@pytest.mark.parametrize("text", ["", "heavy", "-70", "70 st", "7e1"])
def test_what_is_no_mass_says_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="write kilograms like 70, or 154 lb"):
        parse_mass_kg(text)
