"""A session that another process runs, followed from the journal."""

import time
from collections.abc import Generator
from pathlib import Path

import pytest

from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.writer import JournalWriter
from runwalk_tui.language.catalogues import use_language
from runwalk_tui.session.watching import (
    LATE_S,
    Watched,
    WatchedFeed,
    line_of,
    picture_of,
    running_session,
)
from runwalk_tui.workout.events import Act, Event
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Phase, Session
from tests.tui.feeds import half_an_hours_events


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def _folded(events: list[Event]) -> Session:
    session = Session()
    for event in events:
        session = evolve(session, event)
    return session


def recorded(file: Path, events: list[Event]) -> Generator[Watched, None, None]:
    """Records the events in two halves; what is watched is handed out after each."""
    with JournalWriter.open(file) as writer, Journal.open(file) as journal:
        half, count = len(events) // 2, 0
        for part in (events[:half], events[half:]):
            for event in part:
                writer.append(event)
            count += len(part)
            for _ in range(1000):
                if len(list(journal.events(writer.session_id))) == count:
                    break
                time.sleep(0.02)
            watched = running_session([file])
            if watched is not None:
                yield watched


def test_what_is_watched_is_what_was_recorded_up_to_now(file: Path) -> None:
    events = half_an_hours_events()
    recording = recorded(file, events)
    watched = next(recording)
    half = len(events) // 2
    assert len(watched.look(0.0)) == half
    assert watched.session == _folded(events[:half])
    assert watched.look(1.0) == []
    assert not watched.is_over()
    for _ in recording:
        pass
    assert running_session([file]) is None, "one that has ended is not running"
    assert watched.look(2.0) == events[half:]
    assert watched.session == _folded(events)
    assert watched.is_over()


def test_nothing_is_watched_where_nothing_runs(file: Path) -> None:
    assert running_session([file]) is None
    for _ in recorded(file, half_an_hours_events()[:40]):
        pass
    assert running_session([file]) is None
    assert not file.with_name("another.sqlite3").exists()


def test_a_recorder_that_is_gone_is_the_end(file: Path) -> None:
    (watched, *_) = list(recorded(file, half_an_hours_events()[:40]))
    watched.look(0.0)
    assert watched.session.phase is not Phase.ENDED
    assert watched.is_over()


def test_the_clock_of_a_silent_session_stands_after_a_while(file: Path) -> None:
    watched = next(recorded(file, half_an_hours_events()))
    watched.look(100.0)
    read_s = watched.session.active_s
    assert watched.session.phase is Phase.RUNNING
    assert watched.view(101.0).active_s == pytest.approx(read_s + 1)
    assert watched.view(1000.0).active_s == pytest.approx(read_s + LATE_S)


def test_a_session_is_one_line(file: Path) -> None:
    session = _folded(half_an_hours_events()[: len(half_an_hours_events()) // 2])
    line = line_of(session, "km")
    step, speed, heart, clock, far = line.split(" · ")
    assert step.split()[0] in ("RUN", "WALK")
    assert speed.endswith("km/h")
    assert heart.endswith("bpm")
    assert clock.split()[1] == "of"
    assert far.endswith("km")
    assert "mph" in line_of(session, "mi")
    picture = picture_of(session, "km")
    assert picture.kind == step.split()[0].lower()
    assert f"{picture.speed} km/h" == speed


def test_a_speed_is_a_number_in_every_language() -> None:
    use_language("de")
    session = _folded(half_an_hours_events()[: len(half_an_hours_events()) // 2])
    picture = picture_of(session, "km")
    assert picture.speed is not None
    assert f"{picture.speed} km/h".replace(".", ",") in line_of(session, "km")


def test_the_end_is_told_without_a_speed() -> None:
    line = line_of(_folded(half_an_hours_events()), "km")
    assert line.startswith("ENDED · ")
    assert "bpm" not in line


def test_events_can_be_read_from_any_one_on(file: Path) -> None:
    events = half_an_hours_events()[:90]
    for _ in recorded(file, events):
        pass
    with Journal.open(file) as journal:
        (row,) = journal.sessions()
        assert list(journal.events(row.id, 33)) == events[33:]
        assert list(journal.events(row.id, 90)) == []


def test_a_look_at_a_journal_that_has_not_changed_reads_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[Path]()
    open_journal = Journal.open

    def counted(path: Path | None = None) -> Journal:
        assert path is not None
        opened.append(path)
        return open_journal(path)

    recording = recorded(file, half_an_hours_events())
    watched = next(recording)
    monkeypatch.setattr(Journal, "open", counted)
    for second in range(10):
        watched.look(float(second))
        watched.is_over()
    assert opened == [file], "one connection, however often one looks"
    watched.close()


def test_a_feed_tells_what_was_read_and_drives_nothing(file: Path) -> None:
    watched = next(recorded(file, half_an_hours_events()))
    now = 0.0
    feed = WatchedFeed(watched, lambda: now)
    told: list[Event] = []
    end = feed.subscribe(told.append)
    feed.tell(feed.reading()())
    assert len(told) == len(half_an_hours_events()) // 2
    before = feed.session
    feed.act(Act.STOP)
    assert feed.session is before
    now = 2.0
    assert feed.now() == pytest.approx(before.t + 2)
    assert feed.view().active_s == pytest.approx(before.active_s + 2)
    end()
    feed.tell(told[:1])
    assert len(told) == len(half_an_hours_events()) // 2
