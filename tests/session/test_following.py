"""Sessions of another process, followed one after another."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_tui.journal.writer import JournalWriter
from runwalk_tui.session.following import follow
from runwalk_tui.session.watching import Watched, running_session
from tests.recorded import workout

pytestmark = pytest.mark.usefixtures("virtual_time_loop")


class _EndOfTestError(Exception):
    """Ends what waits for ever."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def writer(file: Path) -> Iterator[JournalWriter]:
    """A session that is being recorded, and can be found."""
    with JournalWriter.open(file) as writer:
        for event in workout()[:40]:
            writer.append(event)
        for _ in range(3000):
            if (found := running_session([file])) is not None:
                break
            time.sleep(0.02)
        assert found is not None
        yield writer


@pytest.fixture
def given_back(monkeypatch: pytest.MonkeyPatch) -> list[Watched]:
    """The sessions whose journal was given back."""
    closed: list[Watched] = []
    close = Watched.close

    def noted(self: Watched) -> None:
        closed.append(self)
        close(self)

    monkeypatch.setattr(Watched, "close", noted)
    return closed


async def test_a_session_is_shown_until_it_is_over_and_its_journal_given_back(
    file: Path, writer: JournalWriter, given_back: list[Watched]
) -> None:
    shown: list[Watched | None] = []

    def show(watched: Watched | None, now: float) -> None:
        shown.append(watched)
        if watched is not None:
            watched.look(now)
        if len(shown) == 3:
            writer.close()

    assert await follow([file], Clock(), show, waits=False)
    assert len(shown) == 3
    assert given_back == shown[:1]


async def test_a_viewer_that_fails_gives_the_journal_back(
    file: Path, writer: JournalWriter, given_back: list[Watched]
) -> None:
    def show(_watched: Watched | None, _now: float) -> None:
        raise _EndOfTestError

    with pytest.raises(_EndOfTestError):
        await follow([file], Clock(), show, waits=False)
    assert len(given_back) == 1
    assert writer.session_id == 1


async def test_without_a_session_it_says_so_or_waits(file: Path) -> None:
    shown: list[Watched | None] = []

    def show(watched: Watched | None, _now: float) -> None:
        shown.append(watched)
        if len(shown) == 3:
            raise _EndOfTestError

    assert not await follow([file], Clock(), show, waits=False)
    assert shown == []
    with pytest.raises(_EndOfTestError):
        await follow([file], Clock(), show, waits=True)
    assert shown == [None] * 3
