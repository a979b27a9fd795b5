"""The end of a session is shown by the state that was kept of it, as long as it holds."""

import ast
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import runwalk_tui
from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal import states
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.journal.salvage import log_of, sound_log
from runwalk_tui.journal.sealing import seal_at_leisure
from runwalk_tui.workout import folded_log
from runwalk_tui.workout.events import BeltReading, Event, SessionEnded, StepBegan
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session
from tests.recorded import workout


def _recorded(log: Sequence[Event], *, is_sealed: bool = True) -> int:
    with JournalWriter.open() as writer:
        for event in log:
            writer.append(event)
    if is_sealed:
        seal_at_leisure(journal_file())
    return writer.session_id


def _kept(session_id: int) -> Session | None:
    with Journal.open() as journal:
        events = list(journal.events(session_id))
        return states.kept_state(journal.tables, session_id, events)


def _end(session_id: int) -> Session:
    with Journal.open() as journal:
        return log_of(journal, session_id).last


def _folded(session_id: int) -> Session:
    with Journal.open() as journal:
        return sound_log(journal, session_id).last


def _change(statement: str, *values: object) -> None:
    with closing(sqlite3.connect(journal_file())) as connection, connection:
        assert connection.execute(statement, values).rowcount == 1


def test_the_end_of_a_whole_session_is_known_without_folding_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session_id = _recorded(workout())
    last = _folded(session_id)
    assert _kept(session_id) == last
    with Journal.open() as journal:
        log = log_of(journal, session_id)
        folded: list[Event] = []
        monkeypatch.setattr(folded_log, "evolve", lambda session, event: folded.append(event))
        assert log.last == log.at(last.t) == last
        assert log.at(last.t + 5).t == last.t + 5
    assert not folded


def test_before_its_end_a_session_is_folded_as_without_the_state() -> None:
    session_id = _recorded(workout())
    with Journal.open() as journal:
        log, whole = log_of(journal, session_id), sound_log(journal, session_id)
        for t in (whole.events[-1].t, 60.0, 0.0, 130.5):
            assert log.at(t) == whole.at(t)


def test_a_state_by_other_rules_is_as_if_it_were_not_there_and_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = _recorded(workout())
    monkeypatch.setattr(states, "rules", lambda: "other rules")
    assert _kept(older) is None
    assert _end(older) == _folded(older)
    newer = _recorded(workout())
    assert _kept(newer) == _folded(newer)
    with closing(sqlite3.connect(journal_file())) as connection:
        assert connection.execute("SELECT session_id FROM states").fetchall() == [(newer,)]


@pytest.mark.parametrize("body", [b"", b"\x78\x9c no zlib", "text", None])
def test_a_damaged_state_is_not_used(body: object) -> None:
    session_id = _recorded(workout())
    value = b"\x00" if body is None else body
    _change("UPDATE states SET body = ? WHERE session_id = ?", value, session_id)
    assert _kept(session_id) is None
    assert _end(session_id) == _folded(session_id)


def test_a_state_is_that_of_so_many_events_and_of_that_moment() -> None:
    session_id = _recorded(workout())
    with Journal.open() as journal:
        events = list(journal.events(session_id))
        later = replace(events[-1], t=events[-1].t + 1)
        assert states.kept_state(journal.tables, session_id, events[:-1]) is None
        assert states.kept_state(journal.tables, session_id, [*events[:-1], later]) is None


def test_a_session_that_is_gone_on_with_loses_its_state_until_it_ends_again() -> None:
    session_id = _recorded(workout())
    with JournalWriter.resume(journal_file(), session_id, workout()):
        assert _kept(session_id) is None
    assert _kept(session_id) == _folded(session_id)


@pytest.mark.parametrize("seals", [False, True])
def test_a_state_is_not_that_of_events_that_were_changed_since(*, seals: bool) -> None:
    session_id = _recorded(workout(), is_sealed=False)
    assert _kept(session_id) is None, "rows may be changed"
    where = "session_id = ? AND type = 'BeltReading' AND t = 60"
    _change(
        f"UPDATE events SET body = replace(body, '5.0', '5.5') WHERE {where}",
        session_id,
    )
    if seals:
        seal_at_leisure(journal_file())
    assert _kept(session_id) is None
    assert _end(session_id) == _folded(session_id)


@pytest.mark.parametrize("wrong", [BeltReading(30.0, 1e300), StepBegan(30.0, 99, Kind.RUN, 5.0)])
def test_what_makes_no_sense_somewhere_has_no_state_at_its_end(wrong: Event) -> None:
    log = workout()
    place = next(number for number, event in enumerate(log) if event.t > wrong.t)
    session_id = _recorded([*log[:place], wrong, *log[place:]])
    assert _kept(session_id) is None


def test_a_session_that_has_not_ended_has_no_state() -> None:
    log = [event for event in workout() if not isinstance(event, SessionEnded)]
    assert _kept(_recorded(log)) is None


def test_the_rules_are_all_that_folding_imports() -> None:
    package = Path(runwalk_tui.__path__[0])
    for room in states.ROOMS:
        for file in (package / room).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("runwalk"):
                    assert node.module is not None
                    room = node.module.removeprefix("runwalk_tui.").split(".")[0]
                    is_known = room in states.ROOMS or node.module == "runwalk_devices.frozen"
                    assert is_known, (file.name, node.module)


def test_a_state_of_a_kind_that_nothing_can_read_is_as_if_it_were_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session_id = _recorded(workout())
    assert _kept(session_id) is not None
    monkeypatch.setattr(states, "Trail", dict)
    assert _kept(session_id) is None
