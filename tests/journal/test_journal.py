"""What is recorded is what is read; and what the history says of a session."""

import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.event_json import EventError, to_json
from runwalk_tui.journal.reader import Journal, JournalError, JournalWriter, SessionRow
from runwalk_tui.workout.events import ClockStarted, Event, Outcome, SessionOpened, StopAsked
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Session
from tests.event_strategies import events
from tests.recorded import OPENED, workout


def _record(log: Sequence[Event]) -> int:
    with JournalWriter.open() as writer:
        for event in log:
            writer.append(event)
    return writer.session_id


def _folded(log: Sequence[Event]) -> Session:
    session = Session()
    for event in log:
        session = evolve(session, event)
    return session


def _until(holds: Callable[[], bool], within_s: float) -> None:
    """Waits for another thread, in real time."""
    end = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_finished_workout_is_read_as_it_was_recorded() -> None:
    log = workout()
    session_id = _record(log)
    with Journal.open() as journal:
        assert tuple(journal.events(session_id)) == log
        (row,) = journal.sessions()
    end = _folded(log)
    assert row == SessionRow(
        id=session_id,
        opened_at=OPENED.opened_at,
        plan="short",
        title="A short one",
        outcome="finished",
        duration_s=log[-1].t,
        active_s=end.active_s,
        distance_m=end.distance_m,
    )
    assert row.active_s == pytest.approx(170)


def test_sessions_are_listed_newest_first_and_found_by_number_or_as_the_last() -> None:
    ids = [_record(workout()) for _ in range(3)]
    with Journal.open() as journal:
        assert [row.id for row in journal.sessions()] == ids[::-1] == [3, 2, 1]
        assert journal.find().id == journal.find("last").id == 3
        assert journal.find(2).id == journal.find("2").id == 2
        for nobody in (4, "4", "-1", "", "first", "²", "9" * 30):
            with pytest.raises(JournalError, match="there is no session"):
                journal.find(nobody)


def test_an_empty_journal_says_how_to_fill_it() -> None:
    with Journal.open() as journal:
        assert journal.sessions() == []
        with pytest.raises(JournalError, match="no session yet; runwalk run records one"):
            journal.find()


def test_a_forgotten_session_leaves_nothing() -> None:
    kept = _record(workout())
    with JournalWriter.open() as writer:
        for event in workout():
            writer.append(event)
        writer.forget()
    with Journal.open() as journal:
        assert [row.id for row in journal.sessions()] == [kept]
        assert list(journal.events(writer.session_id)) == []


def test_a_session_in_which_nothing_happened_leaves_nothing(runwalk_home: Path) -> None:
    _record([])
    with Journal.open() as journal:
        assert journal.sessions() == []
    assert [file.name for file in runwalk_home.iterdir()] == ["journal.sqlite3"]


def test_an_event_is_in_the_journal_within_a_second_and_the_session_running() -> None:
    took_s = []
    with JournalWriter.open() as writer, Journal.open() as journal:
        for event in workout()[:4]:
            began = time.monotonic()
            writer.append(event)
            _until(lambda: event in journal.events(writer.session_id), within_s=30)  # noqa: B023
            took_s.append(time.monotonic() - began)
        assert min(took_s) < 1, "a busy computer may hold up one, not all"
        assert [row.outcome for row in journal.sessions()] == ["running"]
    with Journal.open() as journal:
        assert [row.outcome for row in journal.sessions()] == ["unfinished"]


def test_a_session_without_a_plan_is_one_of_heart_rate() -> None:
    _record([replace(OPENED, plan=None)])
    with Journal.open() as journal:
        row = journal.find()
    assert (row.plan, row.title) == (None, "Heart rate")


def test_events_that_cannot_be_folded_are_recorded_all_the_same() -> None:
    log = [OPENED, *workout()[-3:], *workout()[:2]]
    with Journal.open() as journal:
        assert list(journal.events(_record(log))) == log


@given(st.lists(events(), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_whatever_is_appended_is_read(runwalk_home: Path, log: list[Event]) -> None:
    session_id = _record(log)
    with Journal.open() as journal:
        assert list(journal.events(session_id)) == log


def test_two_sessions_at_once_do_not_mix() -> None:
    with JournalWriter.open() as one, JournalWriter.open() as other:
        for event in workout():
            one.append(event)
            other.append(event)
        assert one.trouble is None
    with Journal.open() as journal:
        assert tuple(journal.events(one.session_id)) == workout()
        assert tuple(journal.events(other.session_id)) == workout()


def test_many_programs_may_open_a_journal_that_is_not_there_yet() -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(_record, [workout()[:2]] * 8))
    assert sorted(ids) == list(range(1, 9))


def test_an_event_of_a_newer_program_is_named_and_the_session_still_listed() -> None:
    session_id = _record([OPENED, ClockStarted(1.0)])
    connection = sqlite3.connect(journal_file())
    with connection:
        connection.execute("UPDATE events SET body = replace(body, 'ClockStarted', 'Rained')")
    connection.close()
    with Journal.open() as journal:
        assert journal.find().id == session_id
        read = journal.events(session_id)
        assert isinstance(next(read), SessionOpened)
        with pytest.raises(EventError, match=r"session 1, event 1: .* type 'Rained'; a newer prog"):
            next(read)


def test_events_come_from_the_disk_one_by_one() -> None:
    log = list(workout())
    session_id = _record(log)
    tracemalloc.start()
    with Journal.open() as journal:
        read = journal.events(session_id)
        before, _ = tracemalloc.get_traced_memory()
        assert next(read) == log[0]
        after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < sum(len(to_json(event)) for event in log) / 2


def test_a_session_has_no_outcome_before_it_has_ended() -> None:
    """One that is killed while it stops was not seen to stand."""
    log = list(workout())
    stop = next(n for n, event in enumerate(log) if isinstance(event, StopAsked))
    _record(log[: stop + 1])
    _record(log)
    with Journal.open() as journal:
        outcomes = {row.id: row.outcome for row in journal.sessions()}
    assert outcomes[1] == "unfinished"
    assert outcomes[2] == Outcome.FINISHED
