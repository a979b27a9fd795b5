"""Reads the heart at rest for two minutes, and keeps it."""

import asyncio
import json as json_text
import sys

from runwalk_devices.clock import clock_of
from runwalk_tui.coaching.readings import keep_reading
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import DONE, FAILED
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.heart_reading import Intervals, NoIntervalsError, RestReading
from runwalk_tui.session.leaving import stopping_on_signals
from runwalk_tui.session.opening import live_session
from runwalk_tui.training.sentences_of_questions import Asks


def take_reading(mine: EffectiveSettings, air: AirOptions, *, json: bool) -> int:
    """Reads, keeps and says what it means."""
    try:
        read = asyncio.run(_read(mine, air, quiet=json))
    except NoIntervalsError as error:
        print(f"runwalk: {error}", file=sys.stderr)
        return FAILED
    words = keep_reading(mine, read.rr, read.mean_bpm)
    if words is None:
        print(f"runwalk: {Asks.NO_READING()}", file=sys.stderr)
        return FAILED
    print(json_text.dumps({"says": words, "bpm": round(read.mean_bpm, 1)}) if json else words)
    return DONE


async def _read(mine: EffectiveSettings, air: AirOptions, *, quiet: bool) -> Intervals:
    clock = clock_of(air.rate)

    def say(line: str) -> None:
        if not quiet:
            print(line, flush=True)

    async with live_session(None, mine, air, clock) as live:
        with stopping_on_signals(live):
            async with live:
                return await RestReading(live, clock).run(say)
