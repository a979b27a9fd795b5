"""Settings: the defaults, what may be written, and one clear line for what may not."""

from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.paths import settings_file
from runwalk_tui.config.settings import (
    DEFAULT_FILE,
    Devices,
    RunnerSettings,
    Settings,
    SettingsError,
    Speeds,
    load_settings,
    write_default_settings,
)
from runwalk_tui.config.toml import read_toml
from runwalk_tui.errors import FileError, StoreError
from runwalk_tui.tui.drawing.themes import THEMES


def _load(folder: Path, text: str) -> Settings:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def test_without_a_file_there_are_the_defaults(runwalk_home: Path) -> None:
    assert load_settings() == Settings()
    assert not runwalk_home.exists()


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert _load(tmp_path, "") == Settings()


def test_the_default_file_says_the_defaults_and_can_be_uncommented(tmp_path: Path) -> None:
    assert load_settings(write_default_settings()) == Settings()
    assert settings_file().is_file()
    uncommented = DEFAULT_FILE.replace("\n# theme", "\ntheme").replace("\n# tread", "\ntread")
    for key in ("birth_year", "max_bpm", "rest_bpm", "strap", "pod", "adapter"):
        uncommented = uncommented.replace(f"\n# {key}", f"\n{key}")
    settings = _load(tmp_path, uncommented)
    assert settings.runner == RunnerSettings("", 1980, 70.0, 185, 60)
    assert settings.devices == Devices("F80", "Polar H10", "hci1", "RunPod")
    assert settings.theme == "runwalk-light"


def test_the_default_file_mentions_every_setting() -> None:
    for struct in (Settings, RunnerSettings, Speeds, Devices):
        for field in msgspec.structs.fields(struct):
            assert field.name in DEFAULT_FILE


def test_a_settings_file_is_never_overwritten(runwalk_home: Path) -> None:
    write_default_settings()
    with pytest.raises(StoreError, match="already exists"):
        write_default_settings()


def test_what_the_workout_needs_of_the_runner(tmp_path: Path) -> None:
    settings = _load(
        tmp_path,
        """
        cap_kmh = 14
        zones = [55, 65, 75, 85, 95]
        runner = { name = "Ada", birth_year = 1986, mass_kg = 58.5 }
        speeds = { run = 9 }
        """,
    )
    profile = settings.profile(year=2026)
    assert (profile.name, profile.cap_kmh, profile.mass_kg) == ("Ada", 14.0, 58.5)
    assert profile.max_bpm == 180
    assert profile.zone_floors_percent == (55, 65, 75, 85, 95)
    assert settings.speeds == Speeds(run=9.0)


def test_a_measured_maximum_beats_the_one_by_age() -> None:
    assert Settings(runner=RunnerSettings(birth_year=1986, max_bpm=191)).max_bpm(2026) == 191
    assert Settings(runner=RunnerSettings(birth_year=1986)).max_bpm(2026) == 180
    assert Settings().max_bpm() == 185


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("cap_kmh = 30", "cap_kmh: 30 is not allowed; write a number from 1 to 20"),
        ("cap_kmh = nan", "cap_kmh: nan is not allowed; write a number from 1 to 20"),
        ("cap_kmh = -inf", "cap_kmh: -inf is not allowed; write a number from 1 to 20"),
        ('cap_kmh = "12"', "cap_kmh: '12' is not allowed; write a number from 1 to 20"),
        ("cap_kmh = true", "cap_kmh: true is not allowed; write a number from 1 to 20"),
        (f"cap_kmh = 1{'0' * 400}", "cap_kmh: 1000"),
        (f"cap_kmh = 1{'0' * 5000}", "not TOML: Exceeds the limit"),
        ("nudge_kmh = 0", "nudge_kmh: 0 is not allowed; write a number above 0 and at most 0.5"),
        ("speeds.walk = 0", "speeds.walk: 0 is not allowed; write a number above 0 and at most 20"),
        ("cap_kmf = 12", 'cap_kmf: unknown key; did you mean "cap_kmh"?'),
        ("speeds.wlak = 5", 'speeds.wlak: unknown key; did you mean "walk"?'),
        ("x = 5", "x: unknown key; write one of runner, units, pace,"),
        ('units = "mile"', 'units: \'mile\' is not allowed; write "km" or "mi"'),
        ('sound = "bel"', '(did you mean "bell"?)'),
        ("runner.mass_kg = 5", "runner.mass_kg: 5 is not allowed; write a number from 20 to 300"),
        ("runner.max_bpm = 185.5", "runner.max_bpm: 185.5 is not allowed; write a whole number"),
        ("runner = 3", "runner: 3 is not allowed; write a table"),
        ("runner = {max_bpm = 100, rest_bpm = 100}", "runner.rest_bpm: 100 is not below max_bpm"),
        ('theme = "pink"', f'theme: "pink" is none; write one of {", ".join(THEMES)}'),
        ("theme = 1", 'theme: 1 is not allowed; write a text in "quotes"'),
        ("zones = [50, 60]", "zones: a list of 2 is not allowed; write a list of 5"),
        ("zones = [50, 60, 70, 80, 80]", "zones: the five floors must ascend"),
        ('zones = [50, "x", 70, 80, 90]', "zones[1]: 'x' is not allowed; write a whole number"),
        ("units = ", "not TOML: Invalid value at line 1, column 9"),
        ("a = 1\na = 2", "not TOML: Cannot overwrite a value at line 2, column 6"),
        ("a = " + "[" * 5000, "is nested too deep"),
        ("\0", "is not text"),
    ],
)
def test_nonsense_is_one_line_with_file_key_value_and_hint(
    tmp_path: Path, text: str, line: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        _load(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'settings.toml'}: ")
    assert line in message
    assert "\n" not in message
    assert len(message) < 400


def test_a_folder_and_a_binary_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is a folder"):
        load_settings(tmp_path)
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(file)
    file.write_bytes(b"#" * 1_000_001)
    with pytest.raises(SettingsError, match="larger than 1 MB"):
        load_settings(file)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_content_makes_reading_raise_anything_else(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(content)
    with suppress(FileError):
        assert isinstance(read_toml(file, Settings, FileError), Settings)
