"""Today's advice and the progress table after ten years of sessions against after ten sessions."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import msgspec

from runwalk_tui.config.settings import Settings
from runwalk_tui.journal.diary import Diary
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
    with Journal.open(home / "journal.sqlite3") as journal:
        diary = Diary(journal)
        journal.change("PRAGMA synchronous = OFF")
        diary.append(Followed(f"{today - timedelta(days=3700)}T06:00:00+00:00", "twelve-weeks", 1))
        for number in range(count, 0, -1):
            day = today - timedelta(days=round(7 / 3 * number))
            opened_at = f"{day}T18:00:00+00:00"
            session_id = count - number + 1
            journal.change(
                "INSERT INTO sessions (id, opened_at, plan, title, outcome, duration_s, active_s, "
                "distance_m) VALUES (:id, :at, :plan, :title, 'finished', 2940, 2940, 6200)",
                id=session_id,
                at=opened_at,
                plan=plan.name,
                title=plan.title,
            )
            opened = SessionOpened(0.0, plan, RunnerProfile(), opened_at, "bench")
            journal.change(
                "INSERT INTO events VALUES (:id, 0, 0.0, 'SessionOpened', :body)",
                id=session_id,
                body=to_json(opened),
            )
            kept = asdict(replace(figures, session_id=session_id, opened_at=opened_at))
            journal.change(
                "INSERT INTO figures VALUES (:id, :version, :body)",
                id=session_id,
                version=VERSION,
                body=msgspec.json.encode(kept).decode(),
            )
            diary.append(Debrief(f"{day}T19:00:00+00:00", session_id, 5))


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
