"""Names, spellings, order, and the table for people."""

import re
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.quirks import (
    EVERY_QUIRK,
    QUIRKS,
    Whom,
    parse_quirks,
    quirks_table,
)
from runwalk_devices.simulator.scene import virtual_scene


def test_every_behaviour_has_a_test_of_its_own() -> None:
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    named = {name for name in QUIRKS if any(f"{before}{name}" in tests for before in '":')}
    assert named == QUIRKS.keys()


def test_table_is_for_people() -> None:
    rows = quirks_table()
    assert [row.name for row in rows] == list(EVERY_QUIRK)
    assert {row.whom for row in rows} == set(Whom)
    for row in rows:
        assert "\n" not in row.line
        assert row.line[0].islower()
        assert EVERY_QUIRK[row.name].client
        assert (f"{row.name}:N" in row.line) == bool(EVERY_QUIRK[row.name].number)


@pytest.mark.parametrize("name", EVERY_QUIRK)
def test_every_behaviour_names_where_it_was_seen(name: str) -> None:
    quirk = EVERY_QUIRK[name]
    letters = set(quirk.evidence.split(", "))
    assert letters <= set("MRCSX")
    assert quirk.source.startswith("specification: ") == ("S" in letters)
    assert quirk.source.startswith("constructed: ") == ("X" in letters)
    if letters & set("MR"):
        told = re.search(r"(issue|pull request) [0-9]+|[(][^)]+[)]|not on record", quirk.source)
        assert told, f"{name}: name the machine, and where its behaviour is told"


def test_numbers_and_blanks() -> None:
    assert parse_quirks(" rates:10 , zero_glitch:inf,beeps") == {
        "rates": 10,
        "zero_glitch": float("inf"),
        "beeps": None,
    }


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("step_field_16", "step_field_24"),
        ("range_zero", "range_missing"),
        ("counters_reset", "lifetime_odometer"),
        ("link_loss_belt_runs", "link_loss_belt_stops"),
    ],
)
def test_of_two_that_contradict_the_later_counts(earlier: str, later: str) -> None:
    assert list(parse_quirks(f"{earlier},beeps,{later}")) == ["beeps", later]
    assert list(parse_quirks(f"{later},{earlier}")) == [earlier]


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("quirks:start_is_togle", "no behaviour 'start_is_togle': did you mean start_is_toggle?"),
        ("quirks:beeps,xyzzy", "no behaviour 'xyzzy': 'runwalk devices quirks' lists them"),
        ("quirks:", "no behaviour ''"),
        ("quirks:beeps:3", "beeps takes no number: leave out ':3'"),
        ("quirks:rates:fast", "rates:fast: give a number above 0 and at most 100"),
        ("quirks:rates:inf", "at most 100"),
        ("quirks:slow_ramp:0", "above 0"),
        ("quirks:silence:nan", "above 0"),
        ("quirk:beeps", "no virtual device 'quirk:beeps': leave it out, or give treadmill, bike"),
    ],
)
async def test_what_cannot_be_switched_on(clock: Clock, spec: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$") as error:
        virtual_scene(clock, spec)
    assert message in str(error.value)


async def test_order_of_naming_does_not_matter(clock: Clock) -> None:
    one = virtual_scene(clock, "quirks:truncated,zero_bpm,start_is_toggle")
    other = virtual_scene(clock, "quirks:start_is_toggle,truncated,zero_bpm")
    assert list(one.quirks) == list(other.quirks) == ["start_is_toggle", "truncated", "zero_bpm"]
