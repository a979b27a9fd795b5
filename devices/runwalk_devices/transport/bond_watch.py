"""Notices on one link that its device wants to be paired with, or has forgotten that it was."""

import asyncio
import logging
from collections.abc import Callable

from bleak import BleakClient
from bleak.exc import BleakError

from runwalk_devices.transport.adapter import Adapter, Sighting
from runwalk_devices.transport.bonds import is_bonded
from runwalk_devices.transport.errors import only_bleak_errors
from runwalk_devices.transport.pairing import how_to_pair, wants_pairing

_logger = logging.getLogger(__name__)

WORKS_WITHOUT_S = 3.0
"""A device whose wish was refused, and whose link is not up so long after, needs its bond."""
UNDO_S = 5.0


class BondWatch:
    """Watches one connection after the other.

    Args:
        adapter: The adapter.
        is_up: Whether the link is up.

    Attributes:
        is_missing: The device does not answer for want of pairing.
    """

    def __init__(self, adapter: Adapter, is_up: Callable[[], bool]) -> None:
        self._adapter = adapter
        self._is_up = is_up
        self._sighting: Sighting | None = None
        self._attends = False
        self.is_missing = False

    @property
    def remedy(self) -> str:
        """One line on what is wrong and what to do."""
        return how_to_pair(None if self._sighting is None else self._sighting.address)

    async def watch(self, sighting: Sighting, lost: asyncio.Event) -> None:
        """A connection to this device begins; ``lost`` ends it."""
        self._sighting, self.is_missing = sighting, False

        def refused() -> None:
            self.is_missing = True
            clock.call_at(clock.now() + WORKS_WITHOUT_S, see)

        def see() -> None:
            """Some ask for a bond that they do not need."""
            if self._is_up():
                self.is_missing = False
            else:
                lost.set()

        clock = self._adapter.clock
        if not self._attends:
            self._attends = True
            await self._adapter.bonds.attend(clock)
        self._adapter.bonds.heed(sighting.address, refused)

    def close(self) -> None:
        """There are no more connections."""
        if self._attends:
            self._attends = False
            self._adapter.bonds.leave()

    def noticed(self, error: BleakError) -> None:
        """A request was refused."""
        self.is_missing = self.is_missing or wants_pairing(error)

    async def undo(self, client: BleakClient | None) -> None:
        """It was heard and connected to in vain: where it is paired with, it has forgotten that."""
        if client is None or self._sighting is None or not is_bonded(self._sighting.device):
            return
        _logger.warning("%s has forgotten that it was paired with", self._sighting.address)
        self.is_missing = True
        try:
            with only_bleak_errors():
                async with self._adapter.clock.timeout(UNDO_S):
                    await client.unpair()
        except (BleakError, TimeoutError) as error:
            _logger.warning("undoing that failed: %r", error)
