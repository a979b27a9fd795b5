"""A replay as files: an asciinema cast of it, and a picture of any moment.

The run screen draws into memory, as large as asked for; nobody has to look at a terminal.
Format of casts: https://docs.asciinema.org/manual/asciicast/v2/
"""

import asyncio
import json
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from runwalk_tui.session.feed import played, unplayed
from runwalk_tui.session.replay import Recording, Replay
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.picture import keep_text

FRAMES_A_SECOND = 2
"""Of the cast: what is shown changes once a second of the workout at most."""

STAYS_S = 3.0
"""The last frame stands so long."""

_HOME, _CLEAR, _HIDE = "\x1b[H", "\x1b[2J", "\x1b[?25l"
"""To the first cell; empties the screen; hides the cursor (ECMA-48, DEC)."""


class Film(NamedTuple):
    """The files to write, and how.

    Attributes:
        size: Columns and rows.
        cast: Where the cast goes; None makes none.
        rate: Seconds of the workout in a second of the cast.
        svg: Where the picture goes; None makes none.
        at_s: Its moment, by the workout's clock.
    """

    size: tuple[int, int]
    cast: Path | None = None
    rate: float = 10.0
    svg: Path | None = None
    at_s: float = 0.0


def moment_of(recording: Recording, active_s: float) -> float:
    """The time of a recording at which the workout's clock first shows so many seconds."""
    low, high = recording.begins_s, recording.duration_s
    while high - low > 0.05:
        middle = (low + high) / 2
        if recording.at(middle).active_s < active_s:
            low = middle
        else:
            high = middle
    return high


async def shoot(app: RunwalkApp, replay: Replay, film: Film) -> None:
    """Draws a replay and writes what is asked for.

    Args:
        app: Shows the replay; it is not running yet.
        replay: Stands at any moment.
        film: What to write.

    Raises:
        FilmError: If a file cannot be written.
    """
    async with app.run_test(size=film.size) as pilot:
        if replay.is_playing:
            replay.toggle()
        if film.svg is not None:
            await _show(pilot, replay, moment_of(replay.recording, film.at_s))
            keep_text(film.svg, app.export_screenshot(title="runwalk"))
        if film.cast is not None:
            keep_text(film.cast, await _cast(app, pilot, replay, film))
        app.exit()


async def _cast(app: RunwalkApp, pilot: Pilot[object], replay: Replay, film: Film) -> str:
    gaps = replay.gaps_s
    begin_s = played(replay.begins_s, gaps)
    whole_s = played(replay.duration_s, gaps) - begin_s
    header = {
        "version": 2,
        "width": film.size[0],
        "height": film.size[1],
        "title": replay.recording.last.plan.title if replay.recording.last.plan else "runwalk",
        "env": {"TERM": "xterm-256color"},
    }
    lines = [json.dumps(header)]
    before: list[str] = []
    count = ceil(whole_s / film.rate * FRAMES_A_SECOND)
    for number in range(count + 1):
        at_s = number / FRAMES_A_SECOND
        t = min(unplayed(begin_s + at_s * film.rate, gaps), replay.duration_s)
        await _show(pilot, replay, t)
        rows = [_ansi(strip) for strip in app.screen._compositor.render_strips()]
        data = "".join(_changed(before, rows))
        if data:
            first = f"{_HIDE}{_CLEAR}{_HOME}" if not before else ""
            lines.append(json.dumps([round(at_s, 3), "o", first + data]))
        before = rows
    lines.append(json.dumps([round(count / FRAMES_A_SECOND + STAYS_S, 3), "o", ""]))
    return "\n".join(lines) + "\n"


async def _show(pilot: Pilot[object], replay: Replay, t: float) -> None:
    from runwalk_tui.tui.screens.replay import ReplayScreen

    replay.seek(t)
    screen = pilot.app.screen
    assert isinstance(screen, ReplayScreen)
    screen.redraw()
    drawn = asyncio.Event()
    screen.call_after_refresh(drawn.set)
    await drawn.wait()


def _changed(before: list[str], rows: list[str]) -> Iterator[str]:
    for y, row in enumerate(rows):
        if y >= len(before) or before[y] != row:
            yield f"\x1b[{y + 1};1H{row}"


def _ansi(strip: Strip) -> str:
    """A row as a terminal takes it."""
    return "".join(
        (segment.style or Style.null()).render(segment.text, color_system=ColorSystem.TRUECOLOR)
        for segment in strip
    )
