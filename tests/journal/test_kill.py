"""``kill -9`` at any moment loses at most a second, and the session is listed and whole."""

import random
import subprocess
import sys
import time
from pathlib import Path

from runwalk_tui.journal.reader import Journal
from runwalk_tui.workout.events import BeltReading
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Phase, Session
from tests.recorded import OPENED

PROGRAMS = 4
ROOT = Path(__file__).resolve().parents[2]


def _outcomes() -> list[str]:
    with Journal.open() as journal:
        return [row.outcome for row in journal.sessions()]


def test_killed_programs_leave_whole_sessions(runwalk_home: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.journal.record_until_killed"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(PROGRAMS)
    ]
    killed_at: dict[int, float] = {}
    try:
        ids = [int(program.stdout.readline()) for program in programs if program.stdout]
        end = time.monotonic() + 60
        while _outcomes() != ["running"] * PROGRAMS:
            assert time.monotonic() < end
            time.sleep(0.02)
        for session_id, program in zip(ids, programs, strict=True):
            time.sleep(random.uniform(0.1, 0.5))
            killed_at[session_id] = time.monotonic()
            program.kill()
            program.wait()
    finally:
        for program in programs:
            program.kill()
            program.communicate()

    assert _outcomes() == ["unfinished"] * PROGRAMS
    assert not list(runwalk_home.glob("*.lock*"))
    with Journal.open() as journal:
        for session_id, t in killed_at.items():
            opened, *read = journal.events(session_id)
            assert opened == OPENED
            readings = [event for event in read if isinstance(event, BeltReading)]
            counts = [reading.distance_m for reading in readings]
            assert counts == list(range(1, len(read) + 1))
            assert readings[-1].t > t - 1.0
            session = Session()
            for event in (opened, *read):
                session = evolve(session, event)
            assert session.phase is Phase.ARMING
            assert session.t == readings[-1].t
            # The writer counts a few events at a time, so the totals may lag behind a little.
            assert session.t - 1.0 < journal.find(session_id).duration_s <= session.t
