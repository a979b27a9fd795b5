"""Every file that the program keeps is its owner's alone, whoever made it and when."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from runwalk_tui.config.atomic import replace_file, store, write_new
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.privacy import keep_private
from runwalk_tui.config.settings import write_default_settings
from runwalk_tui.errors import StoreError
from runwalk_tui.journal.schema import connect
from tests.e2e.program import here, runwalk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX systems")


@pytest.fixture(autouse=True)
def usual_mask() -> Iterator[None]:
    """What most systems have: everybody may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> dict[str, int]:
    paths = [folder, *folder.rglob("*")]
    return {str(path): mode(path) for path in paths if mode(path) & 0o077}


def test_a_workout_and_all_that_is_kept_beside_it_are_private(
    runwalk_home: Path, tmp_path: Path
) -> None:
    trace = runwalk_home / "trace.jsonl"
    runwalk_home.mkdir(mode=0o755)
    plan = tmp_path / "walk.toml"
    plan.write_text('title = "T"\nsteps = [ { kind = "walk", time = "0:20" } ]\n')
    ended = runwalk(
        *("run", str(plan), "--virtual", "--headless", "--rate", "800", "--trace", str(trace))
    )
    assert ended.status == 0
    assert here("settings").status == 0
    fit = runwalk_home / "last.fit"
    assert here("export", "--practice", "--output", str(fit)).status == 0
    assert {trace, fit, journal_file(practice=True)} <= set(runwalk_home.iterdir())
    assert open_to_others(runwalk_home) == {}


def test_the_journal_is_private_also_while_it_is_open(runwalk_home: Path) -> None:
    with closing(connect(journal_file())) as connection:
        connection.execute("INSERT INTO sessions DEFAULT VALUES")
        assert len(list(runwalk_home.glob("journal.sqlite3-*"))) == 2
        assert open_to_others(runwalk_home) == {}


def test_the_default_settings_are_private(runwalk_home: Path) -> None:
    assert mode(write_default_settings()) == 0o600
    assert mode(runwalk_home) == 0o700


def test_what_exists_already_is_closed_and_links_are_not_followed(
    runwalk_home: Path, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign"
    foreign.write_text("x")
    foreign.chmod(0o644)
    folder = runwalk_home / "plans" / "programmes"
    folder.mkdir(parents=True)
    for file in (runwalk_home / "journal.sqlite3-wal", folder / "mine.toml"):
        file.write_text("x")
        file.chmod(0o664)
    (runwalk_home / "link").symlink_to(foreign)
    assert open_to_others(runwalk_home)
    keep_private()
    closed = [runwalk_home, *(p for p in runwalk_home.rglob("*") if not p.is_symlink())]
    assert [mode(path) & 0o077 for path in closed] == [0] * 5
    assert mode(folder) == 0o700
    assert mode(foreign) == 0o644


@pytest.mark.parametrize("which", ["home", "sticky"])
def test_a_folder_for_other_things_too_stays_as_it_is(
    which: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777 if which == "sticky" else 0o755)
    if which == "home":
        monkeypatch.setenv("HOME", str(shared))
    monkeypatch.setenv("RUNWALK_HOME", str(shared))
    for name in ("letter.txt", "journal.sqlite3", "settings.toml"):
        (shared / name).write_text("x")
        (shared / name).chmod(0o644)
    before = mode(shared)
    keep_private()
    assert mode(shared) == before
    assert mode(shared / "letter.txt") == 0o644
    assert mode(shared / "journal.sqlite3") == mode(shared / "settings.toml") == 0o600


def test_a_command_begins_with_that(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    (runwalk_home / "machines.toml").write_text("")
    (runwalk_home / "machines.toml").chmod(0o644)
    assert here("plans").status == 0
    assert open_to_others(runwalk_home) == {}


def test_a_file_is_replaced_whole_or_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "machines.toml"
    replace_file(file, b"old")
    assert mode(file) == 0o600

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreError, match="no space left on device"):
        store(file, "new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("machines.toml", b"old")
    ]


def test_a_new_file_takes_nobodys_name(tmp_path: Path) -> None:
    first, second = (write_new(tmp_path, "runwalk-", ".ndjson", b"{}\n") for _ in range(2))
    assert first != second
    assert {mode(first), mode(second)} == {0o600}
    with pytest.raises(OSError, match="No such file"):
        write_new(tmp_path / "nowhere", "runwalk-", ".ndjson", b"")
