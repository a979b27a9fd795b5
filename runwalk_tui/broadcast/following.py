"""Follows whatever session runs on this computer and shows it, for as long as it is wanted."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from runwalk_devices.clock import Clock
from runwalk_tui.broadcast.gatt import Reading, reading_of
from runwalk_tui.session.watching import Watched, running_session

LOOK_S: Final = 0.5
"""Between two looks at the journal, which is written every fifth of a second."""
SEEK_S: Final = 2.0
"""Between two looks for a session that begins."""


async def follow(journals: Sequence[Path], clock: Clock, show: Callable[[Reading], None]) -> None:
    """Show a reading of the session that runs, twice a second, and a standing belt without one.

    Never ends by itself. The journal is only read: the belt knows nothing of it.

    Raises:
        StoreError: If a journal cannot be read.
        EventError: If a newer program records the session.
    """
    while True:
        watched = running_session(journals)
        if watched is not None:
            await _follow_one(watched, clock, show)
        show(reading_of(None))
        await clock.sleep(SEEK_S)


async def _follow_one(watched: Watched, clock: Clock, show: Callable[[Reading], None]) -> None:
    while not watched.is_over():
        watched.look(clock.now())
        show(reading_of(watched.view(clock.now())))
        await clock.sleep(LOOK_S)
