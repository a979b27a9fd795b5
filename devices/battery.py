"""Reads a strap's battery: connects, asks, and lets go."""

import asyncio

from devices.link import LinkPhase, LinkReport
from devices.radio import Radio
from devices.seeker import Choice, Seeker
from devices.strap import BatteryReport, Strap, StrapReport

REACH_S = 20.0
"""How long a strap may take to be found and connected."""


async def read_battery(radio: Radio, choice: Choice) -> int | None:
    """The charge of a strap, 0 to 100 %; None if it does not say.

    Raises:
        RadioError: If the adapter cannot be used.
        TimeoutError: If the strap does not answer within `REACH_S`.
    """
    percent: int | None = None
    answered = asyncio.Event()

    def said(report: StrapReport) -> None:
        nonlocal percent
        match report:
            case BatteryReport():
                percent = report.percent
            case LinkReport(phase=LinkPhase.UP):
                # What the battery said follows at once, before anybody wakes.
                answered.set()

    following = asyncio.create_task(Strap(radio, Seeker(radio), choice, said).run())
    waiting = asyncio.create_task(answered.wait())
    try:
        async with radio.clock.timeout(REACH_S):
            await asyncio.wait({following, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if following.done():
            following.result()
        return percent
    finally:
        following.cancel()
        waiting.cancel()
        await asyncio.gather(following, waiting, return_exceptions=True)
