"""Each session's figures are derived once, kept, and derived anew only by newer rules."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal import stats
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.journal.stats import all_stats, complete
from runwalk_tui.training.history.derive_stats import VERSION, figures_of
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.workout.events import ClockStarted, Event, StepBegan
from runwalk_tui.workout.plan import Kind
from tests.recorded import OPENED, workout

VERSION_1 = Path(__file__).parents[1] / "data" / "journal-v1.sql"


def _record(*log: Event, runner: str = "") -> int:
    opened = replace(OPENED, runner=replace(OPENED.runner, id=runner))
    with JournalWriter.open() as writer:
        for event in log or (opened, *workout()[1:]):
            writer.append(event)
    return writer.session_id


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sessions whose figures were derived, in order."""
    sessions: list[int] = []

    def derive(events: Iterable[Event], session_id: int) -> SessionStats:
        sessions.append(session_id)
        return figures_of(events, session_id)

    monkeypatch.setattr(stats, "figures_of", derive)
    return sessions


def test_they_are_derived_once_and_read_as_they_were(derived: list[int]) -> None:
    ids = [_record(), _record()]
    with Journal.open() as journal:
        first = all_stats(journal)
        assert first == [figures_of(workout(), session_id) for session_id in ids]
        assert all_stats(journal) == first
    with Journal.open() as journal:
        assert all_stats(journal) == first
    assert derived == ids


def test_newer_rules_derive_them_anew(derived: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    session_id = _record()
    with Journal.open() as journal:
        complete(journal)
        monkeypatch.setattr(stats, "VERSION", VERSION + 1)
        complete(journal)
        monkeypatch.setattr(stats, "VERSION", VERSION)
        complete(journal)
    assert derived == [session_id] * 2


def test_each_runner_has_figures_of_own_sessions_the_oldest_first() -> None:
    ada, bo, again = _record(runner="ada"), _record(runner="bo"), _record(runner="ada")
    with Journal.open() as journal:
        assert [each.session_id for each in all_stats(journal, "ada")] == [ada, again]
        assert [each.session_id for each in all_stats(journal, "bo")] == [bo]
        assert [each.session_id for each in all_stats(journal)] == [ada, bo, again]
        assert all_stats(journal, "") == []


def test_a_session_that_is_being_recorded_has_none_until_it_has_ended(derived: list[int]) -> None:
    with JournalWriter.open() as writer, Journal.open() as journal:
        for event in workout()[:200]:
            writer.append(event)
        assert all_stats(journal) == []
    assert derived == []
    with Journal.open() as journal:
        (cut_off,) = all_stats(journal)
    assert cut_off.outcome == "unfinished"
    assert 0 < cut_off.total_s < 170


def test_a_session_that_cannot_be_understood_has_none_and_is_not_tried_again(
    derived: list[int],
) -> None:
    good = _record()
    odd = _record(OPENED, StepBegan(1.0, 99, Kind.RUN, 8.5), ClockStarted(2.0))
    newer = _record(OPENED, ClockStarted(1.0))
    with closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection:
        connection.execute(
            "UPDATE events SET body = replace(body, 'ClockStarted', 'Rained') WHERE session_id = ?",
            (newer,),
        )
    with Journal.open() as journal:
        assert [each.session_id for each in all_stats(journal)] in ([good], [good, odd])
        tried = list(derived)
        complete(journal)
        assert derived == tried
        assert len(journal.sessions()) == 3


def test_the_history_tells_the_mean_heart_rate_once_it_is_known() -> None:
    session_id = _record()
    with Journal.open() as journal:
        assert journal.find(session_id).mean_bpm is None
        complete(journal)
        expected = figures_of(workout()).mean_bpm
        assert expected is not None
        assert journal.find(session_id).mean_bpm == round(expected, 1)


def test_the_first_profile_takes_over_what_an_old_journal_holds(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    with closing(sqlite3.connect(journal_file())) as connection:
        connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    with Journal.open() as journal:
        (row,) = journal.sessions("")
        assert (row.id, row.runner, row.mean_bpm) == (4, "", None)
        assert journal.take_over("ada") == 1
        assert journal.take_over("bo") == 0
        assert journal.sessions("") == journal.sessions("bo") == []
        (figures,) = all_stats(journal, "ada")
        assert (figures.session_id, figures.outcome) == (4, "unfinished")
        assert journal.find("last", "ada").id == 4
