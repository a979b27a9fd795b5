"""When a note counts as that of a session that lives, and when it is taken away."""

import os
import sys
from pathlib import Path

import msgspec
import pytest

from runwalk_tui.journal.lock import LockError
from runwalk_tui.session.safety import presence as presences
from runwalk_tui.session.safety.presence import (
    Presence,
    living,
    noted,
    presence_file,
    read_presence,
)
from runwalk_tui.session.safety.processes import began_at


@pytest.fixture(autouse=True)
def folder(runwalk_home: Path) -> None:
    runwalk_home.mkdir()


def leave(presence: Presence) -> None:
    presence_file().write_bytes(msgspec.json.encode(presence))


OTHER = Presence(os.getpid() + 1, True)


@pytest.mark.parametrize(
    ("found", "left"), [("its own", None), ("another's", OTHER), ("none", None)]
)
def test_a_session_takes_away_its_own_note_alone(found: str, left: Presence | None) -> None:
    with noted(virtual=True):
        if found == "another's":
            leave(OTHER)
        elif found == "none":
            presence_file().unlink()
    assert read_presence() == left


def test_a_note_that_somebody_took_away_meanwhile_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = Presence(os.getpid(), True)
    with noted(virtual=True):
        presence_file().unlink()
        monkeypatch.setattr(presences, "read_presence", lambda _file: own)
    assert not presence_file().exists()


def test_a_session_gives_its_place_back() -> None:
    with noted(virtual=True):
        pass
    with noted(virtual=True):
        assert presence_file(1).exists()
        with noted(virtual=True):
            assert presence_file(2).exists()
    assert not presence_file(1).exists()


def test_where_no_lock_can_be_had_a_session_runs_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_file: Path) -> None:
        raise LockError("no locks here")

    monkeypatch.setattr(presences, "Liveness", refuse)
    with noted(virtual=True):
        assert read_presence() is not None
    assert "cannot be stopped from outside" in caplog.text
    assert read_presence() is None


@pytest.mark.parametrize(
    ("platform", "pid", "is_held", "began", "lives"),
    [
        ("linux", None, True, True, True),
        ("linux", None, False, True, False),
        ("linux", None, True, False, False),
        # Nobody tells when a process of Windows began.
        ("win32", None, True, False, True),
        ("win32", None, False, False, False),
        ("win32", 1, True, False, False),
        ("win32", 2, True, False, True),
    ],
)
def test_who_holds_the_lock_and_began_then_lives(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    pid: int | None,
    is_held: bool,
    began: bool,
    lives: bool,
) -> None:
    pid = os.getpid() if pid is None else pid  # which no two workers of a run have in common
    leave(Presence(pid, True, began=began_at(pid) if began else None))
    monkeypatch.setattr(presences, "is_held", lambda _lock: is_held)
    monkeypatch.setattr(sys, "platform", platform)
    found = living()
    monkeypatch.undo()
    assert bool(found) is lives
