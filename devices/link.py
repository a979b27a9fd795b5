"""One connection to one device: found, held, lost, found again; with a time limit on every wait."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from bleak import BleakClient
from bleak.exc import BleakError

from devices.gatt import short
from devices.radio import Radio, Sighting
from devices.radio_error import RadioError
from devices.seeker import Seeker, Wanted

_logger = logging.getLogger(__name__)

CONNECT_S = 25.0
"""Longest connect, service discovery included; bleak's own time-out is shorter."""
REQUEST_S = 5.0
"""Longest read, write or subscription: bleak repeats some of these without a limit of its own."""
SUBSCRIPTION_GAP_S = 0.1
"""Machines lose descriptor writes that come closer together."""
QUICK_RETRY_S = 0.25
BACK_OFF_S = (0.5, 1.0, 2.0, 4.0, 5.0)

_PASSING = ("le-connection-abort-by-local", "br-connection-canceled")


class LinkPhase(StrEnum):
    """How a link stands."""

    SEARCHING = "searching"
    CONNECTING = "connecting"
    UP = "up"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class LinkReport:
    """A link came to a phase; ``detail`` says why, for people."""

    phase: LinkPhase
    name: str | None = None
    address: str | None = None
    detail: str = ""


class Link:
    """Keeps a connection to the device that is wanted, for as long as `run` runs.

    It offers the part of `BleakClient` that services are written against: `read_gatt_char`,
    `write_gatt_char` and `start_notify`, so that pycycling's services work on a link.

    Args:
        radio: The adapter.
        seeker: Finds devices for every link on that adapter.
        wanted: Which device; once connected, that very one is sought again.
        set_up: Awaited with every new connection, before the link counts as up.
        report: Called with each change of phase.
    """

    def __init__(
        self,
        radio: Radio,
        seeker: Seeker,
        wanted: Wanted,
        *,
        set_up: Callable[[], Awaitable[None]],
        report: Callable[[LinkReport], None],
    ) -> None:
        self.clock = radio.clock
        self._radio = radio
        self._seeker = seeker
        self._wanted = wanted
        self._set_up = set_up
        self._report = report
        self._client: BleakClient | None = None
        self._lost = asyncio.Event()
        self.is_up = False

    async def run(self) -> None:
        """Connect and reconnect until cancelled; then disconnect.

        Raises:
            RadioError: If the adapter cannot be used and there was no connection yet.
        """
        failures = 0
        while True:
            self._tell(LinkPhase.SEARCHING)
            try:
                sighting = await self._seeker.find(self._wanted)
                self._tell(LinkPhase.CONNECTING, sighting)
                await self._hold(sighting)
                failures, detail = 0, "the connection broke"
            except RadioError as error:
                if not self._wanted.is_known:
                    raise
                failures, detail = failures + 1, str(error)
            except (BleakError, TimeoutError, OSError, EOFError) as error:
                failures, detail = failures + 1, _reason(error)
                _logger.info("link to %s failed: %r", self._wanted, error)
            self._tell(LinkPhase.LOST, detail=detail)
            quick = failures <= 1 or any(passing in detail for passing in _PASSING)
            await self.clock.sleep(
                QUICK_RETRY_S if quick else BACK_OFF_S[min(failures, len(BACK_OFF_S)) - 1]
            )

    async def read_gatt_char(self, uuid: str) -> bytes:
        """Read a characteristic; empty where the device has nothing to say or will not say it."""
        client = self._connected()
        if client.services.get_characteristic(uuid) is None:
            return b""
        try:
            async with self.clock.timeout(REQUEST_S):
                return bytes(await client.read_gatt_char(uuid))
        except (BleakError, TimeoutError) as error:
            _logger.info("reading %s failed: %r", short(uuid), error)
            return b""

    async def write_gatt_char(self, uuid: str, data: bytes, response: bool = True) -> None:
        """Write, with or without response as the characteristic allows.

        Raises:
            BleakError: If there is no connection or the device refuses.
            TimeoutError: If it takes longer than `REQUEST_S`.
        """
        client = self._connected()
        characteristic = client.services.get_characteristic(uuid)
        if characteristic is None:
            raise BleakError(f"the device has no {short(uuid)}")
        response = response and "write" in characteristic.properties
        async with self.clock.timeout(REQUEST_S):
            await client.write_gatt_char(characteristic, data, response=response)

    async def start_notify(self, uuid: str, callback: Callable[[object, bytearray], None]) -> None:
        """Subscribe to notifications or indications, whichever the characteristic offers.

        Raises:
            BleakError: If there is no connection or the device refuses.
            TimeoutError: If it takes longer than `REQUEST_S`.
        """
        client = self._connected()
        async with self.clock.timeout(REQUEST_S):
            await client.start_notify(uuid, callback)
        await self.clock.sleep(SUBSCRIPTION_GAP_S)

    def offers(self, uuid: str) -> bool:
        """Whether the connected device has this characteristic."""
        return self._connected().services.get_characteristic(uuid) is not None

    def notifies(self, uuid: str) -> bool:
        """Whether the connected device notifies or indicates this characteristic."""
        characteristic = self._connected().services.get_characteristic(uuid)
        return characteristic is not None and not {"notify", "indicate"}.isdisjoint(
            characteristic.properties
        )

    def drop(self) -> None:
        """Have the connection made anew, as if it had been lost."""
        self._lost.set()

    async def _hold(self, sighting: Sighting) -> None:
        """Connects, sets up, and returns when the link is lost."""
        self._lost.clear()
        client = self._radio.client(sighting.device, self._lost.set)
        try:
            async with self._radio.lock, self.clock.timeout(CONNECT_S):
                await client.connect()
            self._client = client
            await self._set_up()
            self._wanted = self._wanted.known_as(sighting)
            self.is_up = True
            self._tell(LinkPhase.UP, sighting)
            await self._lost.wait()
        finally:
            self.is_up = False
            self._client = None
            if client.is_connected:
                with suppress(BleakError, TimeoutError, OSError, EOFError):
                    async with self.clock.timeout(REQUEST_S):
                        await client.disconnect()

    def _connected(self) -> BleakClient:
        if self._client is None:
            raise BleakError("not connected")
        return self._client

    def _tell(self, phase: LinkPhase, sighting: Sighting | None = None, detail: str = "") -> None:
        name = sighting.name if sighting else self._wanted.name
        address = sighting.address if sighting else self._wanted.address
        self._report(LinkReport(phase, name, address, detail))


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer: is it on, in range, and not connected to another app?"
    return " ".join(str(error).split()) or type(error).__name__
