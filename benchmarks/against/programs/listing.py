"""Processor time of a command over so many sessions of half an hour, each with its own events."""

import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.hours import recorded
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.stats import complete
from runwalk_tui.workout.events import SessionOpened

LENGTHS_H = (0.45, 0.5, 0.55)
ROUNDS = 5


def fill(count: int) -> None:
    """Records them: three a week, as imported ones are."""
    logs = [recorded(hours) for hours in LENGTHS_H]
    now = datetime.now().astimezone()
    for number in range(count):
        opened_at = now - (count - number) * timedelta(days=7 / 3)
        first, *others = logs[number % len(logs)]
        assert isinstance(first, SessionOpened)
        opened = replace(first, opened_at=opened_at.isoformat(timespec="seconds"))
        add_session([opened, *others], "")
    with Journal.open() as journal:
        complete(journal)


def cpu_s(command: str) -> float:
    """The best of some turns."""
    spent = []
    for _ in range(ROUNDS):
        before = getrusage(RUSAGE_CHILDREN)
        words = [sys.executable, "-m", "runwalk_tui", command]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        after = getrusage(RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    print(cpu_s(sys.argv[2]))
