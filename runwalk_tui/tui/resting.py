"""Reads the heart at rest while a screen looks on, and keeps what was read."""

import asyncio
from functools import partial

from runwalk_devices.clock import clock_of
from runwalk_tui.coaching.readings import keep_reading
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import REFUSALS
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.feed import Feed
from runwalk_tui.session.heart_reading import NoIntervalsError, RestReading, Stage
from runwalk_tui.session.jobs import Job
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.opening import live_session
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.tui import loading
from runwalk_tui.tui.ports import RestView


class Resting:
    """A reading at rest.

    Args:
        live: The session of the strap.
        reading: Reads it.
        mine: Whose heart it is.
    """

    def __init__(self, live: LiveSession, reading: RestReading, mine: EffectiveSettings) -> None:
        self._live, self._reading, self._mine = live, reading, mine
        self._words, self._is_kept = "", False

    @property
    def feed(self) -> Feed:
        """The session of the strap."""
        return self._live

    def view(self) -> RestView:
        """How far it has come, and what became of it."""
        is_lying = self._reading.stage in (Stage.SETTLES, Stage.READS)
        return RestView(is_lying, self._reading.left_s, self._words, self._is_kept)

    async def run(self) -> None:
        """Reads, keeps, and says what it means, or why there is nothing to keep."""
        try:
            read = await self._reading.run(lambda _: None)
            keep = partial(keep_reading, self._mine, read.rr, read.mean_bpm)
            words = await loading.off_loop(keep)
        except (NoIntervalsError, *REFUSALS) as error:
            self._words = str(error)
        else:
            self._words, self._is_kept = words or Asks.NO_READING(), words is not None


async def rest(air: AirOptions, mine: EffectiveSettings, job: Job[Resting]) -> None:
    """A reading, then the live heart rate, until nobody looks any more.

    Args:
        air: What is on the air.
        mine: Whose heart it is.
        job: Is told of the reading, and when nobody looks any more.
    """
    clock = clock_of(air.rate)
    async with live_session(None, mine, air, clock) as live, live:
        resting = Resting(live, RestReading(live, clock), mine)
        job.opened(resting, live.stop)
        await job.until_released(_both(resting, live))


async def _both(resting: Resting, live: LiveSession) -> None:
    """The reading beside the session; raises what either fails with."""
    tasks = {asyncio.ensure_future(resting.run()), asyncio.ensure_future(live.ended())}
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
