"""Listens on after a belt was found to stand: some start again."""

import asyncio

from runwalk_devices.codecs.ftms.treadmill_data import MachineStatus, MachineStatusCode
from runwalk_devices.treadmill.telemetry import Telemetry

COUNTDOWN_S = 8.0
"""A belt that was asked to start stands for up to 6.2 s: zeros prove nothing for so long."""
MOVING_FRAMES = 2
"""A single frame of a moving belt may be a glitch."""
UNSEEN_S = 60.0
"""A belt that was told to stop, and not seen to stand, is listened for so long."""
LOOK_S = 1.5
"""A belt that is known to stand tells so again within so long."""


async def rests_still(gauge: Telemetry) -> bool:
    """Return True if a belt that was known to stand does so by its next reading."""
    speeds = gauge.speeds
    await gauge.until(LOOK_S, lambda: gauge.speeds > speeds or gauge.may_move())
    return gauge.rests()


class Lookout:
    """A countdown's length of listening.

    Args:
        gauge: The belt's telemetry.
    """

    def __init__(self, gauge: Telemetry) -> None:
        self._gauge = gauge
        self._has_started = False
        self._over = asyncio.Event()
        self._over.set()

    def begin(self) -> None:
        """The belt is about to be said to stand."""
        self._over.clear()

    def end(self) -> None:
        """End the lookout."""
        self._over.set()

    @property
    def is_over(self) -> bool:
        """True if the lookout has ended."""
        return self._over.is_set()

    async def over(self) -> None:
        """Wait until the lookout has ended."""
        await self._over.wait()

    def told(self, status: MachineStatus) -> None:
        """Takes in the machine's own word."""
        if status.code is MachineStatusCode.STARTED_OR_RESUMED:
            self._has_started = True
            self._gauge.wake()

    async def sees_it_rest_and_start(self) -> bool:
        """Return True if a belt that was not seen to stand is at last, and then starts again."""
        if not await self._gauge.until(UNSEEN_S, self._gauge.stands):
            return False
        self.begin()
        return await self.sees_it_start()

    async def sees_it_start(self) -> bool:
        """Return True if the belt starts before the time is over; else end the lookout."""
        starts = await self._starts_again()
        if not starts:
            self.end()
        return starts

    async def _starts_again(self) -> bool:
        """Return True if the belt starts, by its word or by its speed, before the time is over.

        A speed that nothing else confirms is enough: it stands only as long as nothing denies it.
        """
        gauge, stirred, self._has_started = self._gauge, self._gauge.stirred, False
        return await gauge.until(
            COUNTDOWN_S, lambda: self._has_started or gauge.stirred >= stirred + MOVING_FRAMES
        )
