"""Where files lie, with and without a home of their own."""

from pathlib import Path

import pytest

from runwalk_tui.config import paths
from runwalk_tui.errors import StoreError


def _all() -> list[Path]:
    return [paths.settings_file(), paths.own_plans_folder(), paths.journal_file(), paths.log_file()]


def test_a_home_holds_everything_and_is_not_made_by_asking(runwalk_home: Path) -> None:
    assert all(path.is_relative_to(runwalk_home) for path in _all())
    assert len(set(_all())) == 4
    assert not runwalk_home.exists()


def test_a_home_may_start_at_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNWALK_HOME", "~/walks")
    assert paths.journal_file() == Path.home() / "walks" / "journal.sqlite3"


@pytest.mark.parametrize("home", ["", "  "])
def test_without_a_home_the_platform_decides(monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("RUNWALK_HOME", home)
    assert all("runwalk-tui" in path.parts and path.is_absolute() for path in _all())


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert paths.make_folder(folder) == folder
    assert paths.make_folder(folder).is_dir()


def test_a_file_in_the_way_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below"):
        with pytest.raises(StoreError, match="set RUNWALK_HOME") as caught:
            paths.make_folder(folder)
        assert str(folder) in str(caught.value)
        assert "\n" not in str(caught.value)
