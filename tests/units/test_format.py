import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.tui.step_text import step_length
from runwalk_tui.units import format as fmt
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import in_units
from runwalk_tui.workout.plan import Kind, Step

seconds = st.floats(0, 200_000)
units = st.sampled_from(["km", "mi"])


def _seconds(text: str) -> int:
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return total


@given(seconds)
def test_time_gone_by_is_cut_off_and_reads_back(value: float) -> None:
    text = fmt.clock(value)
    assert _seconds(text) == int(value)
    assert all(len(part) == 2 and int(part) < 60 for part in text.split(":")[1:])


@given(seconds)
def test_a_second_to_come_counts_until_it_is_over(value: float) -> None:
    shown = _seconds(fmt.clock_left(value))
    assert value - 0.001 <= shown < value + 1
    assert (shown == 0) == (value <= 0.0005)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0:00"), (59.9, "0:59"), (60, "1:00"), (3599, "59:59"), (3600, "1:00:00"), (-3, "0:00")],
)
def test_clock(value: float, text: str) -> None:
    assert fmt.clock(value) == text


@pytest.mark.parametrize(
    ("kmh", "unit", "text"),
    [
        (8.5, "km", "7:04"),
        (8.0, "km", "7:30"),
        (12.0, "km", "5:00"),
        (9.656, "mi", "10:00"),
        (0.0, "km", "–:––"),
        (None, "km", "–:––"),
        (0.8, "km", "–:––"),
    ],
)
def test_pace(kmh: float | None, unit: Units, text: str) -> None:
    assert fmt.pace(kmh, unit) == text


@given(st.floats(1.7, 20), units)
def test_pace_never_shows_sixty_seconds(kmh: float, unit: Units) -> None:
    text = fmt.pace(kmh, unit)
    assert abs(_seconds(text) - fmt.METRES[unit] / (kmh / 3.6)) <= 0.51
    assert int(text.split(":")[-1]) < 60


@pytest.mark.parametrize(
    ("metres", "unit", "shown"),
    [
        (1609.344, "mi", ("1.00", "mi")),
        (400.0, "km", ("400", "m")),
        (399.2, "km", ("400", "m")),
        (0.0, "km", ("0", "m")),
        (999.9, "km", ("1.00", "km")),
        (1234.0, "km", ("1.24", "km")),
    ],
)
def test_distance_left(metres: float, unit: Units, shown: tuple[str, str]) -> None:
    assert fmt.distance_left(metres, unit) == shown


@given(st.floats(0, 200_000), units)
def test_distance_left_is_nothing_only_at_the_end(metres: float, unit: Units) -> None:
    text, shown_unit = fmt.distance_left(metres, unit)
    metres_shown = float(text) * (1.0 if shown_unit == "m" else fmt.METRES[unit])
    assert metres - 0.01 * fmt.METRES[unit] / 1000 <= metres_shown
    assert metres_shown <= metres + 0.0101 * fmt.METRES[unit]


def test_speed_is_told_in_the_units_of_the_console() -> None:
    assert (fmt.speed(8.5, "km"), fmt.speed_unit("km")) == ("8.5", "km/h")
    assert (fmt.speed(9.656, "mi"), fmt.speed_unit("mi")) == ("6.0", "mph")


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (Step(Kind.RUN, 8.0, duration_s=90), "1:30"),
        (Step(Kind.RUN, 8.0, distance_m=400), "400 m"),
        (Step(Kind.WALK, 5.0, duration_s=120, until_bpm=115), "to 115 bpm"),
    ],
)
def test_step_length(step: Step, text: str) -> None:
    assert step_length(step, "km") == text


@pytest.mark.parametrize(
    ("text", "miles"),
    [
        ("Runs at 8.5 km/h as before.", "Runs at 5.3 mph as before."),
        ("Your cap: 12 km/h", "Your cap: 7.5 mph"),
        ("Speed 8 to 9.5 km/h", "Speed 5 to 5.9 mph"),
        ("8.5 kilometres an hour", "5.3 miles an hour"),
        ("Run, 3.2 kilometres", "Run, 2 miles"),
        ("the runs stay under 3 km in all", "the runs stay under 1.9 miles in all"),
        ("Couch to 5 km, week 1", "Couch to 5 km, week 1"),
        ("Walk, 2 minutes", "Walk, 2 minutes"),
    ],
)
def test_a_sentence_is_read_in_the_runners_units(text: str, miles: str) -> None:
    assert in_units(text, "mi") == miles
    assert in_units(text, "km") == text
