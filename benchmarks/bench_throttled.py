"""How soon a boundary is written by a process that gets a sixth of a processor, as a Pi is slower.

The run screen and the journal are there. Beside what is stopped and continued a bare event loop is,
which does nothing but wait for moments: for what that is late nobody can help.
"""

import asyncio
import json
import os
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.boundaries import Shown, lateness_s
from benchmarks.common import percentile
from benchmarks.screens import session_app, session_screen
from benchmarks.throttle import on_slow_processor, outputs_in_turns
from runwalk_devices.tasks import end_tasks
from runwalk_tui.journal.reader import JournalWriter
from runwalk_tui.session.garbage import loaded_for_good
from runwalk_tui.session.live import LiveSession
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.run import RunScreen

RUNS, PROCESSES = 7, 3
MOMENTS = 100
_BARE, _WHOLE = "bare", "whole"
_TARGET = "p99 <= 50 ms"

Row = tuple[str, float, str, str]


def run() -> list[Row]:
    """Rows of label, value, unit and target."""
    slow_ms, pressed_ms = _slow_ms(session_screen), _slow_ms(_pressed)
    bare_ms, late_ms = _late_ms(_BARE, 1), _late_ms(_WHOLE, PROCESSES)
    return [
        *_rows(f"{len(slow_ms)} boundaries on a processor six times slower", slow_ms, _TARGET),
        *_rows("  the same while the runner presses key after key", pressed_ms, _TARGET),
        *_rows("Moments of a bare event loop, stopped for 10 of 12 ms", bare_ms, ""),
        *_rows(f"{len(late_ms)} boundaries, stopped for 10 of 12 ms", late_ms, _TARGET),
    ]


def _rows(label: str, ascending_ms: Sequence[float], target: str) -> list[Row]:
    return [
        (f"{label}, p50", percentile(ascending_ms, 50), "ms", ""),
        (f"{label}, p99", percentile(ascending_ms, 99), "ms", target),
    ]


def _slow_ms(shown: Shown) -> list[float]:
    """Of all runs together, ascending."""
    found = [on_slow_processor(partial(_shown_s, shown)) for _ in range(RUNS)]
    return sorted(1000 * late_s for each in found for late_s in each)


def _late_ms(what: str, processes: int) -> list[float]:
    """Of all processes together, ascending."""
    told = outputs_in_turns(["-m", "benchmarks.bench_throttled", what], processes)
    return sorted(1000 * late_s for one in told for late_s in json.loads(one))


async def _bare_s() -> list[float]:
    """From moments at random to what waits for them."""
    loop = asyncio.get_running_loop()
    late_s: list[float] = []
    for _ in range(MOMENTS):
        at, told = loop.time() + random.uniform(0.2, 0.4), loop.create_future()
        loop.call_at(at, told.set_result, None)
        await told
        late_s.append(loop.time() - at)
    return late_s


async def _shown_s(shown: Shown) -> list[float]:
    """Of a workout that is recorded."""
    with (
        tempfile.TemporaryDirectory() as folder,
        JournalWriter.open(Path(folder, "journal.sqlite3")) as writer,
    ):
        return await lateness_s(shown, writer)


@asynccontextmanager
async def _pressed(live: LiveSession) -> AsyncIterator[None]:
    """A screen that says at every key what the key calls for."""
    app = session_app(live)
    async with app.run_test(size=(120, 40)):
        keys = asyncio.create_task(_press(app))
        try:
            yield
        finally:
            await end_tasks(keys)


async def _press(app: RunwalkApp) -> None:
    for number in count():
        await asyncio.sleep(random.uniform(0.1, 0.3))
        if isinstance(app.screen, RunScreen):
            app.screen.show_hint(f"Key {number}")


@asynccontextmanager
async def _in_terminal(live: LiveSession) -> AsyncIterator[None]:
    """The run screen on the terminal that this process has."""
    app = session_app(live)
    shows = asyncio.create_task(app.run_async())
    try:
        yield
    finally:
        app.exit()
        await shows


def main(what: str, descriptor: int) -> None:
    """Write how late all was, in seconds, where the parent reads it."""
    with loaded_for_good():
        late_s = asyncio.run(_shown_s(_in_terminal) if what == _WHOLE else _bare_s())
    with os.fdopen(descriptor, "w") as parent:
        json.dump(late_s, parent)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
