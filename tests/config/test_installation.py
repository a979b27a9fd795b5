"""The number of this installation."""

import stat
from pathlib import Path

import pytest

from runwalk_tui.config.installation import GREATEST, serial_file, serial_number
from runwalk_tui.errors import StoreError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUNWALK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_number_stays(home: Path) -> None:
    number = serial_number()
    assert 1 <= number <= GREATEST
    assert serial_number() == number
    assert [file.name for file in home.iterdir()] == ["serial"]


def test_two_installations_have_two(home: Path) -> None:
    first = serial_number()
    serial_file().unlink()
    assert serial_number() != first


@pytest.mark.parametrize("content", ["", "0", "-1", "4294967296", "ten", "é"])
def test_a_number_that_cannot_be_is_drawn_anew(home: Path, content: str) -> None:
    home.mkdir()
    serial_file().write_text(content, encoding="utf-8")
    number = serial_number()
    assert 1 <= number <= GREATEST
    assert serial_number() == number


def test_nobody_else_may_read_it() -> None:
    serial_number()
    assert stat.S_IMODE(serial_file().stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_is_one_line(home: Path) -> None:
    home.write_text("a file")
    with pytest.raises(StoreError, match="cannot make this folder"):
        serial_number()
