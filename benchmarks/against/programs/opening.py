"""The last recording of a journal: until it is open, until its end is seen, p99 of seeks."""

import random
import sys
import time
from typing import Any

SEEKS = 1000


def _opened() -> Any:
    try:
        from runwalk_tui.config.paths import journal_file
        from runwalk_tui.session.recordings import open_recording
    except ImportError:
        from importlib import import_module

        return import_module("runwalk_tui.cli.recordings").open_recording("last")
    return open_recording("last", journal_file=journal_file(practice=True))


def measured(what: str) -> float:
    """Processor time to open it, or to have seen its end, in seconds; or p99 of seeks in ms."""
    began = time.process_time()
    recording = _opened()
    at, end_s = recording.at, recording.duration_s
    if what == "end":
        at(end_s)
    if what != "seek":
        return time.process_time() - began
    chance, took_ms = random.Random(1), []
    for _ in range(SEEKS):
        t = chance.uniform(0, end_s)
        began = time.perf_counter()
        at(t)
        took_ms.append(1000 * (time.perf_counter() - began))
    return sorted(took_ms)[SEEKS * 99 // 100 - 1]


if __name__ == "__main__":
    print(measured(sys.argv[1]))
