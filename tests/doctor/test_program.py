"""What the program itself needs, put before the doctor in every state."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from runwalk_tui.doctor.finding import Finding, Level
from runwalk_tui.doctor.program import (
    folder_finding,
    package_finding,
    readable_finding,
    space_finding,
    terminal_finding,
    voice_finding,
)
from runwalk_tui.errors import FileError

MB = 1024**2


def test_a_package_that_is_missing_is_a_failure() -> None:
    def version(name: str) -> str:
        if name == "bleak":
            raise PackageNotFoundError(name)
        return "1.2"

    assert package_finding("textual", version) == Finding.ok("textual", "1.2")
    assert "pip install" in package_finding("bleak", version).remedy


def test_a_folder_need_not_be_there_yet_and_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert folder_finding("data", folder) == Finding.ok("data", str(folder))
    assert not (tmp_path / "a").exists()


def test_a_file_in_the_place_of_a_folder_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    found = folder_finding("data", tmp_path / "a" / "b")
    assert (found.level, found.what) == (Level.FAILURE, f"{tmp_path / 'a'} is not a folder")


def test_a_folder_that_cannot_be_written_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "RUNWALK_HOME" in folder_finding("data", tmp_path).remedy


@pytest.mark.parametrize(
    ("free", "level"), [(1, Level.FAILURE), (100, Level.WARNING), (5000, Level.OK)]
)
def test_a_disk_has_room_or_little_or_none(tmp_path: Path, free: int, level: Level) -> None:
    found = space_finding(tmp_path / "no" / "such", lambda _: free * MB)
    assert found.level is level
    assert f"{free:,} MB" in found.what


def test_a_file_that_makes_no_sense_is_a_failure() -> None:
    def read() -> str:
        raise FileError("settings.toml", "cap_kmh: 99 is too fast")

    assert readable_finding("settings", lambda: "fine") == Finding.ok("settings", "fine")
    found = readable_finding("settings", read)
    assert (found.level, found.what) == (Level.FAILURE, "settings.toml: cap_kmh: 99 is too fast")


def test_a_missing_voice_is_no_more_than_a_pity() -> None:
    assert voice_finding("/usr/bin/espeak-ng").level is Level.OK
    assert voice_finding(None).level is Level.WARNING


GOOD = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ((True, (120, 40), "utf-8", GOOD), "120x40, UTF-8, 16 million colours"),
        ((True, (80, 24), "UTF-8", {"TERM": "xterm-256color"}), "80x24, UTF-8, 256 colours"),
        ((True, (80, 24), "utf8", {"TERM": "linux"}), "80x24, UTF-8, 16 colours"),
        ((True, (80, 24), "utf-8", {**GOOD, "NO_COLOR": "1"}), "as NO_COLOR asks"),
        ((True, (80, 24), "utf-8", {"WT_SESSION": "x"}), "16 million colours"),
    ],
)
def test_a_terminal_that_will_do(
    facts: tuple[bool, tuple[int, int], str, dict[str, str]], words: str
) -> None:
    found = terminal_finding(*facts)
    assert found.level is Level.OK
    assert found.what.endswith(words)


@pytest.mark.parametrize(
    ("facts", "remedy"),
    [
        ((False, (80, 24), "utf-8", GOOD), "--headless"),
        ((True, (80, 24), "ANSI_X3.4-1968", GOOD), "LANG"),
        ((True, (80, 24), "utf-8", {"TERM": "dumb"}), "TERM="),
        ((True, (79, 24), "utf-8", GOOD), "80x24"),
    ],
)
def test_a_terminal_that_could_be_better(
    facts: tuple[bool, tuple[int, int], str, dict[str, str]], remedy: str
) -> None:
    found = terminal_finding(*facts)
    assert found.level is Level.WARNING
    assert remedy in found.remedy
