"""Finds devices for every link of an adapter with one scan: two scans at once fail on Linux."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bleak.exc import BleakError

from devices.radio import DeviceKind, Radio, Sighting
from devices.radio_error import RadioError

SCAN_S = 5.0
"""One scan lasts so long at the most; it is repeated for as long as somebody waits."""
COMPARE_S = 1.5
"""How long a device that was not named may be outdone by a stronger one."""
PATIENCE_S = 3.0
"""How long a device that was found waits for the others to be found by the same scan."""
REST_S = 0.5
LONGEST_REST_S = 8.0
"""Pauses between fruitless scans grow up to this: a strap left at home must not cost a belt."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which device a link is for.

    Attributes:
        kind: What it has to be.
        choice: Name or address as the runner gave it; None takes the strongest of its kind.
        name: Name of the device once known.
        address: Address of the device once known.
    """

    kind: DeviceKind
    choice: str | None = None
    name: str | None = None
    address: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether it has been connected before."""
        return self.address is not None

    def known_as(self, sighting: Sighting) -> "Wanted":
        """The same wish for exactly this device."""
        return replace(self, name=sighting.name, address=sighting.address)

    def matches(self, sighting: Sighting) -> bool:
        """Whether this is the device: by address or name, else by what it says it is.

        A machine that the runner named may advertise no service; one that changes its address
        keeps its name.
        """
        if self.is_known:
            same_name = self.name is not None and self.name == sighting.name
            return sighting.address == self.address or (same_name and self.kind in sighting.kinds)
        if self.choice is not None:
            names = ((sighting.name or "").casefold(), sighting.address.casefold())
            return self.choice.casefold() in names
        return self.kind in sighting.kinds

    @property
    def is_named(self) -> bool:
        """Whether only one device will do."""
        return self.is_known or self.choice is not None


class Seeker:
    """Scans while anybody waits for a device, and hands each what was found for it."""

    def __init__(self, radio: Radio) -> None:
        self._radio = radio
        self._waiting: dict[asyncio.Future[Sighting], Wanted] = {}
        self._scanning: asyncio.Task[None] | None = None
        self._asked = asyncio.Event()
        self._began_at = 0.0

    async def find(self, wanted: Wanted) -> Sighting:
        """The device, as soon as it is seen; waits for as long as it takes.

        Raises:
            RadioError: If the adapter cannot scan.
        """
        found: asyncio.Future[Sighting] = asyncio.get_running_loop().create_future()
        self._waiting[found] = wanted
        self._asked.set()
        if self._scanning is None or self._scanning.done():
            self._scanning = asyncio.create_task(self._scan())
        try:
            return await found
        finally:
            self._waiting.pop(found, None)
            if not self._waiting:
                self._scanning.cancel()

    async def _scan(self) -> None:
        clock, rest_s = self._radio.clock, REST_S
        try:
            while self._waiting:
                self._asked.clear()
                self._began_at = clock.now()
                sightings = await self._radio.scan(SCAN_S, until=self._satisfied)
                handed_out = self._hand_out(sightings)
                rest_s = REST_S if handed_out else min(LONGEST_REST_S, 2 * rest_s)
                await self._rest(rest_s)
        except (RadioError, BleakError, TimeoutError, OSError, EOFError) as error:
            for found in self._waiting:
                if not found.done():
                    found.set_exception(error)

    async def _rest(self, seconds: float) -> None:
        """Lets a connection have the adapter; a new wish ends the rest early."""
        await self._radio.clock.sleep(REST_S)
        with suppress(TimeoutError):
            async with self._radio.clock.timeout(seconds - REST_S):
                await self._asked.wait()

    def _hand_out(self, sightings: Sequence[Sighting]) -> bool:
        handed_out = False
        for found, wanted in list(self._waiting.items()):
            best = next((seen for seen in sightings if wanted.matches(seen)), None)
            if best is not None and not found.done():
                found.set_result(best)
                self._waiting.pop(found)
                handed_out = True
        return handed_out

    def _satisfied(self, sightings: Sequence[Sighting]) -> bool:
        """All are found; or some are, and the others had their chance."""
        elapsed_s = self._radio.clock.now() - self._began_at
        found = [
            any(wanted.matches(seen) for seen in sightings)
            and (wanted.is_named or elapsed_s >= COMPARE_S)
            for wanted in self._waiting.values()
        ]
        return all(found) or (any(found) and elapsed_s >= PATIENCE_S)
