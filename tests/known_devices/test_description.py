"""A device in the words of a runner."""

from datetime import date
from pathlib import Path

from runwalk_devices.treadmill.catalogue import read_machines
from runwalk_devices.treadmill.quirks import QuirkShown
from runwalk_tui.known_devices.description import portrait
from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill, LearnedResponse
from runwalk_tui.known_devices.report import report_of
from runwalk_tui.known_devices.sentences import UNCHECKED

ADDRESS = "F8:00:00:00:18:26"
CHECKED = KnownTreadmill(
    ADDRESS,
    "F80",
    checked_on=date(2026, 3, 1),
    obeys=True,
    stop_works=True,
    minimum_kmh=0.8,
    maximum_kmh=20.0,
    increment_kmh=0.1,
    lag=LearnedResponse(1.5, 0.8, 1.2, 7),
)


def test_a_treadmill_that_was_checked() -> None:
    lines = portrait(CHECKED)
    assert lines[:2] == ["It runs at 0.8 to 20 km/h in steps of 0.1.", "It obeys, in km/h."]
    assert {
        "It begins to follow after 1.5 s, speeds up by 0.8 and slows down by 1.2 km/h a second.",
        "Stop stops it.",
    } <= set(lines)
    assert lines[-1] == "Checked on 2026-03-01."
    assert CHECKED.sheet.is_good


def test_for_who_reads_miles() -> None:
    lines = portrait(CHECKED, miles=True)
    assert lines[0] == "It runs at 0.5 to 12.4 mph in steps of 0.06."
    assert any("0.5 and slows down by 0.7 mph a second" in line for line in lines)


def test_habits_are_told() -> None:
    machine = KnownTreadmill(
        ADDRESS, obeys=True, checked_on=date(2026, 3, 1), targets_in="mph", start_is_toggle=True
    )
    words = " ".join(portrait(machine))
    assert "counts in miles per hour: converted" in words
    assert "Its Start pauses a moving belt" in words
    assert machine.sheet.accepted


def test_what_is_not_known_is_not_told() -> None:
    assert portrait(KnownTreadmill(ADDRESS)) == [UNCHECKED]
    assert not KnownTreadmill(ADDRESS).sheet.is_good
    lines = portrait(KnownTreadmill(ADDRESS, obeys=False))
    assert lines[0] == "It ignores commands: you set its speed, when told."
    assert not any("Checked" in line or "runs at" in line for line in lines)


def test_a_strap() -> None:
    strap = KnownStrap(ADDRESS, battery_percent=84, battery_on=date(2026, 3, 1))
    assert portrait(strap) == ["Battery 84 % when last connected, on 2026-03-01."]
    assert "unknown until" in portrait(KnownStrap(ADDRESS))[0]


def test_what_others_have_reported_is_told_and_marked() -> None:
    (unknown, told) = portrait(KnownTreadmill("", "KS-NG-X18F3"))
    assert unknown == UNCHECKED
    assert told.startswith("Reported of KingSmith WalkingPad X218: it refuses Stop while")


def test_a_report_can_be_read_back_and_gives_no_device_away(tmp_path: Path) -> None:
    found = KnownTreadmill("", "FS-0099C3", obeys=True, stop_is_toggle=True, step_kmh=0.5)
    file = tmp_path / "new.toml"
    file.write_text(report_of(found), encoding="utf-8")
    (machine,) = read_machines(file)
    assert (machine.maker, machine.names) == ("FitShow", ("FS-??????",))
    assert machine.habits == QuirkShown(stop_is_toggle=True, step_kmh=0.5)
    assert machine.is_called("FS-1234AB")
    assert "obeys, in km/h" in machine.does


def test_a_report_says_which_protocol_a_treadmill_speaks(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    file.write_text(report_of(KnownTreadmill("", "WalkingPad 9", obeys=True, speaks="pad")))
    assert read_machines(file)[0].speaks == "pad"
    assert "speaks" not in report_of(KnownTreadmill("", "F80", obeys=True))


def test_a_report_of_a_new_model_leaves_to_be_filled_in_what_nobody_knows() -> None:
    text = report_of(KnownTreadmill("", "New One", obeys=True))
    assert 'maker = "?"' in text
    assert "habits" not in text
