"""Lives a session on the screens with its cues, and tells what it says once its screen is gone."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.splits import announcer_of
from runwalk_tui.tui.teller import Teller


@asynccontextmanager
async def sounding(
    live: LiveSession, mine: EffectiveSettings, bell: Callable[[], None], teller: Teller
) -> AsyncIterator[None]:
    """Lives a session with its cues, as its runner wants them."""
    announcer = announcer_of(mine, live, bell)
    try:
        async with live:
            try:
                yield
            finally:
                teller.tell_on(live)
    finally:
        announcer.close()
