"""Today's advice and the progress table after ten years of sessions against after ten sessions."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import msgspec

from runwalk_tui.config.settings import Settings
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.journal.reader import Journal
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.history.derive_stats import VERSION
from runwalk_tui.training.history.diary_entries import Debrief, Followed
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.workout.events import RunnerProfile, SessionOpened

_ROUNDS = 7
_FEW, _MANY = 10, 1560
"""Three a week for ten years."""


def run() -> list[tuple[str, float, str, str]]:
    """Measures both commands as processes, as a runner waits for them."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        homes = {count: Path(folder, str(count)) for count in (_FEW, _MANY)}
        for count, home in homes.items():
            _live(count, home)
        for command in ("today", "progress"):
            few_s, many_s = _fastest_s(command, [homes[_FEW], homes[_MANY]])
            rows.append((f"{command} after ten years", many_s * 1000, "ms", ""))
            label = f"{command} after ten years, by that after ten sessions"
            rows.append((label, many_s / few_s, "times", "at most 1.5"))
    return rows


def _live(count: int, home: Path) -> None:
    """So many sessions, the last one two days ago, each with its figures and a word on it."""
    plan = load_plan("4-1", Settings())
    today = date.today()
    figures = SessionStats(0, "", plan.name, plan.title, "finished", 2940, 2940, 6200, 1920, 420, 8)
    figures = replace(figures, ratio=(240, 60), mean_bpm=140.0, run_bpm=150.0, run_kmh=8.5)
    file = home / "journal.sqlite3"
    Journal.open(file).close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        write = connection.execute
        write("PRAGMA synchronous = OFF")
        began_at = f"{today - timedelta(days=3700)}T06:00:00+00:00"
        _tell(connection, Followed(began_at, "twelve-weeks", 1))
        for number in range(count, 0, -1):
            day = today - timedelta(days=round(7 / 3 * number))
            opened_at = f"{day}T18:00:00+00:00"
            session_id = count - number + 1
            write(
                "INSERT INTO sessions (id, opened_at, plan, title, outcome, duration_s, active_s, "
                "distance_m) VALUES (?, ?, ?, ?, 'finished', 2940, 2940, 6200)",
                (session_id, opened_at, plan.name, plan.title),
            )
            opened = SessionOpened(0.0, plan, RunnerProfile(), opened_at, "bench")
            write(
                "INSERT INTO events VALUES (?, 0, 0.0, 'SessionOpened', ?)",
                (session_id, to_json(opened)),
            )
            kept = asdict(replace(figures, session_id=session_id, opened_at=opened_at))
            body = msgspec.json.encode(kept).decode()
            write("INSERT INTO figures VALUES (?, ?, ?)", (session_id, VERSION, body))
            _tell(connection, Debrief(f"{day}T19:00:00+00:00", session_id, 5))


def _tell(connection: sqlite3.Connection, entry: Debrief | Followed) -> None:
    kind = type(entry).__name__
    body = msgspec.json.encode({"at": entry.at, "type": kind, **asdict(entry)}).decode()
    insert = "INSERT INTO diary (runner, at, type, body) VALUES ('', ?, ?, ?)"
    connection.execute(insert, (entry.at, kind, body))


def _fastest_s(command: str, homes: Sequence[Path]) -> list[float]:
    """Of several runs in turn, so that what else the machine does falls on all alike."""
    words = (sys.executable, "-m", "runwalk_tui", command, "--json")
    fastest_s = [float("inf")] * len(homes)
    for _ in range(_ROUNDS):
        for at, home in enumerate(homes):
            environment = {**os.environ, "RUNWALK_HOME": str(home)}
            began = time.perf_counter()
            subprocess.run(words, check=True, capture_output=True, env=environment)
            fastest_s[at] = min(fastest_s[at], time.perf_counter() - began)
    return fastest_s
