"""A machine that ends an idle link: learned from its losses, and kept busy with a read."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bleak.exc import BleakError

from runwalk_devices.clock import Clock

LEAST_S = 4.0
"""A link that is lost sooner after a request was not lost for being idle."""
ALIKE_S = 1.5
"""Two losses that come so nearly as long after the last request have the same cause."""
SHARE = 0.5
"""A link is left idle for such a share of what ends it."""
LOOKS_S = 1.0


class KeepAlive:
    """Learns after how long an idle link ends, and then reads something in time.

    Two losses in a row, each as long after the last request as the other, are taken for a quirk.
    A read that does not help is given up.

    Args:
        clock: Time.
        asked_at: When something was last asked of the device.
        read: Asks for something harmless.
        learned: Told after how long an idle link ends, once that is known.

    Attributes:
        every_s: How long the link may be idle; None as long as nothing shows that it matters.
    """

    def __init__(
        self,
        clock: Clock,
        asked_at: Callable[[], float],
        read: Callable[[], Awaitable[object]],
        learned: Callable[[float], None] = lambda _: None,
    ) -> None:
        self.every_s: float | None = None
        self._clock = clock
        self._asked_at = asked_at
        self._read = read
        self._learned = learned
        self._idle_s: float | None = None
        self._is_up = False
        self._news = asyncio.Event()

    def adopt(self, limit_s: float | None) -> None:
        """Take over the limit of an idle link, in seconds; None changes nothing."""
        if limit_s is not None:
            self.every_s = limit_s * SHARE

    def connected(self) -> None:
        """The link is up."""
        self._is_up = True
        self._news.set()

    def lost(self) -> None:
        """Note a connection that was lost, and not by our own doing."""
        if not self._is_up:
            return
        self._is_up = False
        before, self._idle_s = self._idle_s, self._clock.now() - self._asked_at()
        if self.every_s is not None and self._idle_s <= self.every_s + ALIKE_S:
            # It went although it was kept busy: now and then a link is lost for other reasons.
            return
        is_quirk = before is not None and abs(before - self._idle_s) <= ALIKE_S
        if is_quirk and self._idle_s >= LEAST_S:
            self.adopt(self._idle_s)
            self._learned(round(self._idle_s, 1))
        else:
            self.every_s = None

    async def run(self) -> None:
        """Reads in time until cancelled."""
        while True:
            if not self._is_up or self.every_s is None:
                self._news.clear()
                await self._news.wait()
                continue
            left_s = self._asked_at() + self.every_s - self._clock.now()
            if left_s > 0:
                await self._clock.sleep(left_s)
            else:
                with suppress(BleakError, TimeoutError):
                    await self._read()
                await self._clock.sleep(LOOKS_S)
