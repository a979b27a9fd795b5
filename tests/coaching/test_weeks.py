"""The newest weeks are those of all weeks, but nothing of older sessions is read."""

import sqlite3
from datetime import datetime, timedelta

import pytest

from runwalk_tui.cli import main
from runwalk_tui.coaching import weeks
from runwalk_tui.coaching.weeks import newest_weeks
from runwalk_tui.config.effective import EffectiveSettings, personal
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.settings import Settings
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.damage import take_damage
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.stats import complete
from tests.recorded import workout

WEEKS = 100
_COPY = """
    INSERT INTO sessions (opened_at, plan, title, outcome, duration_s, active_s, distance_m)
    SELECT :at, plan, title, outcome, duration_s, active_s, distance_m FROM sessions WHERE id = 1
"""
_COPY_FIGURES = """
    INSERT INTO figures SELECT id, version, json_set(body, '$.session_id', id, '$.opened_at', :at)
    FROM figures JOIN sessions ON opened_at = :at WHERE session_id = 1
"""


@pytest.fixture
def mine() -> EffectiveSettings:
    """A runner who has run three times a week for a hundred weeks, up to this one."""
    add_session(workout(), "")
    with Journal.open() as journal:
        complete(journal)
    now = datetime.now().astimezone()
    monday = now - timedelta(days=now.weekday())
    with sqlite3.connect(journal_file()) as connection:
        for week in range(WEEKS):
            for day in range(3):
                # Those of this week may still lie ahead: they are all today.
                at = min(monday - timedelta(weeks=week) + timedelta(days=day), now)
                moment = {"at": (at + timedelta(milliseconds=day)).isoformat()}
                connection.execute(_COPY, moment)
                connection.execute(_COPY_FIGURES, moment)
        connection.execute("DELETE FROM figures WHERE session_id = 1")
        connection.execute("DELETE FROM sessions WHERE id = 1")
    connection.close()
    return personal(Settings())


def test_the_newest_weeks_are_the_last_of_all(mine: EffectiveSettings) -> None:
    every, newest = newest_weeks(mine), newest_weeks(mine, 10)
    assert len(every.weeks) == WEEKS
    assert newest.weeks == every.weeks[-10:]
    assert (every.older, newest.older) == (0, WEEKS - 10)
    in_a_row = f"{WEEKS} weeks in a row"
    assert in_a_row in every.words
    assert in_a_row in newest.words
    assert in_a_row in weeks.line_for_partner(mine)


def test_figures_of_older_sessions_are_not_read(mine: EffectiveSettings) -> None:
    with sqlite3.connect(journal_file()) as connection:
        connection.execute("UPDATE figures SET body = '{' WHERE session_id > 200")
    connection.close()
    newest_weeks(mine, 10)
    assert not take_damage()
    newest_weeks(mine)
    assert take_damage()


@pytest.mark.usefixtures("mine")
def test_a_year_is_shown_unless_more_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress"]) == 0
    shown = capsys.readouterr().out
    assert f"and {WEEKS - 52} weeks before: 'runwalk progress --last 0' shows them all" in shown
    assert main(["progress", "--last", "0"]) == 0
    every = capsys.readouterr().out
    assert "weeks before" not in every
    assert every.count("3/3") == WEEKS
    assert shown.count("3/3") == 52
    assert main(["progress", "--last", "-1"]) == 2
    assert "--last" in capsys.readouterr().err
