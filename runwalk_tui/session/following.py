"""Follows the sessions that run on this computer, one after another, from the journal alone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from runwalk_devices.clock import Clock
from runwalk_tui.session.garbage import search_as_usual
from runwalk_tui.session.watching import Watched, running_session

LOOK_S: Final = 0.5
"""Between two looks at the journal, which is written every fifth of a second."""
SEEK_S: Final = 2.0
"""Between two looks for a session that begins."""

Show = Callable[[Watched | None, float], None]
"""Is called with the session and the time, and with None where there is none."""


async def follow(journals: Sequence[Path], clock: Clock, show: Show, *, waits: bool) -> bool:
    """Show the session that runs until it is over; return True if there was one.

    Args:
        journals: Where it may be recorded.
        clock: Tells the time and waits.
        show: Is called twice a second with the session, and with None between two.
        waits: For the next one, too, without an end.

    Raises:
        StoreError: If a journal cannot be read.
        EventError: If a newer program records the session.
    """
    search_as_usual()
    while True:
        watched = running_session(journals)
        if watched is not None:
            await _follow_one(watched, clock, show)
        if not waits:
            return watched is not None
        show(None, clock.now())
        await clock.sleep(SEEK_S)


async def _follow_one(watched: Watched, clock: Clock, show: Show) -> None:
    try:
        show(watched, clock.now())
        while not watched.is_over():
            await clock.sleep(LOOK_S)
            show(watched, clock.now())
    finally:
        watched.close()
