"""Notices a device that is connected and says nothing, and has it speak again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bleak.exc import BleakError

from runwalk_devices.clock import Clock

_logger = logging.getLogger(__name__)

SILENT_S = 10.0
"""A device that was subscribed to and says nothing for so long is mute."""
RENEWED_S = 3.0
"""A new subscription has helped within so long, or only a new connection will."""
MOST_DOUBLINGS = 3
"""A device that stays mute is waited for twice as long each time, up to so many times."""
HOLDS_OFF_S = 1.0


class Vigil:
    """Watches over the values of one link for as long as `run` runs.

    After `SILENT_S` without a value it subscribes anew; if that does not help, the connection is to
    be made anew. What has never helped is tried ever more seldom.

    Args:
        clock: Time.
        renew: Subscribes anew.
        drop: Has the connection made anew.
        may_be_silent: Whether there is a reason for silence, so that nothing is done about it.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        renew: Callable[[], Awaitable[None]],
        drop: Callable[[], None],
        may_be_silent: Callable[[], bool] = lambda: False,
    ) -> None:
        self._clock = clock
        self._renew = renew
        self._drop = drop
        self._may_be_silent = may_be_silent
        self._up = asyncio.Event()
        self._since = 0.0
        self._is_renewed = False
        self._in_vain = 0

    def connected(self) -> None:
        """From now on values are expected."""
        self._since, self._is_renewed = self._clock.now(), False
        self._up.set()

    def disconnected(self) -> None:
        """Nothing is expected any more."""
        self._up.clear()

    def heard(self) -> None:
        """A value has come."""
        self._since, self._is_renewed, self._in_vain = self._clock.now(), False, 0

    async def run(self) -> None:
        """Watches until cancelled."""
        while True:
            await self._up.wait()
            left_s = self._since + self._patience_s - self._clock.now()
            if left_s > 0:
                await self._clock.sleep(left_s)
            elif self._may_be_silent():
                await self._clock.sleep(HOLDS_OFF_S)
            elif self._is_renewed:
                self._in_vain += 1
                self.disconnected()
                self._drop()
            else:
                await self._subscribe_anew()

    @property
    def _patience_s(self) -> float:
        if self._is_renewed:
            return RENEWED_S
        return SILENT_S * 2.0 ** min(self._in_vain, MOST_DOUBLINGS)

    async def _subscribe_anew(self) -> None:
        _logger.info("nothing was heard for %.0f s: subscribing anew", self._patience_s)
        try:
            await self._renew()
        except (BleakError, TimeoutError) as error:
            _logger.info("subscribing anew failed: %r", error)
        if self._clock.now() - self._since > self._patience_s - HOLDS_OFF_S:
            self._since, self._is_renewed = self._clock.now(), True
