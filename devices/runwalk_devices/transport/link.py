"""One connection to one device: found, held, lost, found again; with a time limit on every wait."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakError

from runwalk_devices.codecs.uuids import short
from runwalk_devices.frozen import dataclass
from runwalk_devices.sentences import BROKE, HELD, LACKS, NOT_CONNECTED, SILENT
from runwalk_devices.tasks import end_tasks
from runwalk_devices.transport.adapter import Adapter, Sighting
from runwalk_devices.transport.bond_watch import BondWatch
from runwalk_devices.transport.discovery import Discovery, GaveWayError
from runwalk_devices.transport.errors import (
    AdapterError,
    AdapterGoneError,
    is_dead,
    is_gone,
    only_bleak_errors,
    reason,
)
from runwalk_devices.transport.selection import Wanted

_logger = logging.getLogger(__name__)

REQUEST_S = 5.0
"""Longest request or disconnect: bleak repeats some of these without a limit of its own."""
SET_UP_S = 20.0
"""Longest set-up of a new connection."""
SUBSCRIPTION_GAP_S = 0.1
"""Machines lose descriptor writes that come closer together."""
CHANCES = 2
"""So many quick failures to connect, or one slow one, of a device that is heard are a refusal."""
QUICK_RETRY_S = 0.25
BACK_OFF_S = (0.5, 1.0, 2.0, 4.0, 5.0)
STEADY_S = 5.0
"""A link that ends sooner is no success: the device is left alone for longer each time."""

_PASSING = ("le-connection-abort-by-local", "br-connection-canceled")


class LinkPhase(StrEnum):
    """The states of a link; one that was never up is not lost, but still searched for."""

    SEARCHING = "searching"
    CONNECTING = "connecting"
    UP = "up"
    LOST = "lost"


class Hindrance(StrEnum):
    """The known reason why a link cannot be made."""

    ADAPTER = "adapter"
    REFUSED = "refused"
    MUTE = "mute"
    PAIRING = "pairing"


@dataclass(frozen=True, slots=True)
class LinkReport:
    """A link came to a phase; ``detail`` says why, for people.

    ``others``: so many more of its kind were in range when it was taken as the strongest.
    """

    phase: LinkPhase
    name: str | None = None
    address: str | None = None
    detail: str = ""
    hindrance: Hindrance | None = None
    others: int = 0


class Link:
    """Keeps a connection to the device that is wanted, for as long as `run` runs.

    It offers the part of `BleakClient` that services are written against: `read_gatt_char`,
    `write_gatt_char` and `start_notify`, so that pycycling's services work on a link. Whatever
    they raise is a `BleakError` or a `TimeoutError`.

    Args:
        adapter: The adapter.
        seeker: Finds and connects devices for every link on that adapter.
        wanted: Which device; once connected, that very one is sought again.
        set_up: Awaited with every new connection, before the link counts as up.
        report: Called with each change of phase.

    Attributes:
        asked_at: When something was last asked of the device.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        wanted: Wanted,
        *,
        set_up: Callable[[], Awaitable[None]],
        report: Callable[[LinkReport], None],
    ) -> None:
        self.clock = adapter.clock
        self._adapter = adapter
        self._seeker = seeker
        self._wanted = wanted
        self._set_up = set_up
        self._report = report
        self._client: BleakClient | None = None
        self._lost = asyncio.Event()
        self._is_up = self._is_knocking = False
        self._up_at = 0.0
        self._brief = 0
        self._is_mute = False
        self._bond = BondWatch(adapter, lambda: self._is_up)
        self.asked_at = 0.0
        self._requests = 0
        self._refusals = 0
        self._doubt = ""

    async def run(self) -> None:
        """Connect and reconnect until cancelled; then disconnect.

        Raises:
            AdapterError: If the adapter cannot be used, and never could.
        """
        try:
            await self._keep()
        finally:
            self._bond.close()

    async def _keep(self) -> None:
        self._tell(LinkPhase.SEARCHING)
        failures = 0
        while True:
            hindrance: Hindrance | None = None
            try:
                await self._find_and_hold()
                detail, hindrance = (SILENT, Hindrance.MUTE) if self._is_mute else (BROKE, None)
            except AdapterError as error:
                if not self._seeker.has_scanned:
                    raise
                detail = str(error)
                if isinstance(error, AdapterGoneError):
                    hindrance = Hindrance.ADAPTER
            except (BleakError, TimeoutError) as error:
                _logger.info("link to %s failed: %r", self._wanted, error)
                detail = reason(error)
                if is_gone(error):
                    hindrance = Hindrance.ADAPTER
                elif self._is_knocking and not isinstance(error, GaveWayError):
                    self._refusals += CHANCES if isinstance(error, TimeoutError) else 1
                    if self._refusals >= 2 * CHANCES:
                        await self._bond.undo(self._client)
            was_up, self._is_up = self._is_up, False
            if self._bond.is_missing and not hindrance:
                detail, hindrance = self._bond.remedy, Hindrance.PAIRING
            failures = max(0, self._brief - 1) if was_up else failures + 1
            phase = LinkPhase.LOST if was_up else LinkPhase.SEARCHING
            self._tell(phase, detail=detail, hindrance=hindrance)
            await self._let_go()
            await self.clock.sleep(_pause_s(failures, detail))
            if was_up:
                self._tell(LinkPhase.SEARCHING)

    async def read_gatt_char(self, uuid: str) -> bytes:
        """Read a characteristic; empty where the device has nothing to say or will not say it."""
        characteristic = self._characteristic(uuid)
        if characteristic is None:
            return b""
        try:
            with self._request():
                async with self.clock.timeout(REQUEST_S):
                    return bytes(await self._connected().read_gatt_char(characteristic))
        except (BleakError, TimeoutError) as error:
            _logger.info("reading %s failed: %r", short(uuid), error)
            return b""

    async def write_gatt_char(
        self, uuid: str, data: bytes, response: bool = True, *, overtakes: bool = False
    ) -> None:
        """Write, with or without response as the characteristic allows.

        Args:
            uuid: Of the characteristic.
            data: What to write.
            response: Have it confirmed.
            overtakes: It does not wait for a request under way, if the device allows that: of
                those there is one at a time, and only a write without response passes it.

        Raises:
            BleakError: If there is no connection or the device refuses.
            TimeoutError: If it takes longer than `REQUEST_S`.
        """
        characteristic = self._required(uuid)
        passes = overtakes and self._requests > 0 and _COMMAND in characteristic.properties
        response = response and not passes and "write" in characteristic.properties
        try:
            with self._request():
                async with self.clock.timeout(REQUEST_S):
                    await self._connected().write_gatt_char(characteristic, data, response=response)
        except BleakError as error:
            if is_dead(error):
                self.drop()
            raise

    async def start_notify(self, uuid: str, callback: Callable[[object, bytearray], None]) -> None:
        """Subscribe to notifications or indications, whichever the characteristic offers.

        Raises:
            BleakError: If there is no connection or the device refuses.
            TimeoutError: If it takes longer than `REQUEST_S`.
        """
        characteristic, client = self._required(uuid), self._connected()

        def heard(sender: object, data: bytearray) -> None:
            """A connection that was given up may go on talking until it is down."""
            if self._client is client:
                callback(sender, data)

        with self._request():
            async with self.clock.timeout(REQUEST_S):
                await client.start_notify(characteristic, heard)
        await self.clock.sleep(SUBSCRIPTION_GAP_S)

    async def listen(self, uuid: str, callback: Callable[[object, bytearray], None]) -> None:
        """Subscribe if the device has it and lets us; its refusal is no harm.

        Raises:
            BleakError: If there is no connection.
        """
        characteristic = self._characteristic(uuid)
        if characteristic is None or _SENDS.isdisjoint(characteristic.properties):
            return
        try:
            await self.start_notify(uuid, callback)
        except (BleakError, TimeoutError) as error:
            _logger.info("subscribing to %s failed: %r", short(uuid), error)

    async def listen_again(self, uuid: str, callback: Callable[[object, bytearray], None]) -> None:
        """Subscribe anew where the device has forgotten a subscription that the system believes in.

        Raises:
            BleakError: If there is no connection.
        """
        characteristic, client = self._characteristic(uuid), self._connected()
        if characteristic is None:
            return
        try:
            with only_bleak_errors():
                async with self.clock.timeout(REQUEST_S):
                    await client.stop_notify(characteristic)
        except (BleakError, TimeoutError) as error:
            _logger.info("ending the subscription to %s failed: %r", short(uuid), error)
        await self.clock.sleep(SUBSCRIPTION_GAP_S)
        await self.listen(uuid, callback)

    def offers(self, uuid: str) -> bool:
        """Return True if the connected device has this characteristic.

        Raises:
            BleakError: If there is no connection.
        """
        return self._characteristic(uuid) is not None

    def characteristics(self) -> list[BleakGATTCharacteristic]:
        """All that the connected device offers.

        Raises:
            BleakError: If there is no connection.
        """
        return list(self._connected().services.characteristics.values())

    def drop(self, *, mute: bool = False) -> None:
        """Have the connection made anew, as if it had been lost; it may be for being ``mute``."""
        self._is_mute = mute
        self._lost.set()

    async def _find_and_hold(self) -> None:
        """Finds, connects, sets up, and returns when the link is lost."""
        try:
            self._is_knocking = False
            sighting, known = await self._seeker.find(self._wanted, self._doubted)
            if self._refusals < CHANCES:
                self._tell(LinkPhase.CONNECTING, sighting, known.remark)
            else:
                refused = Hindrance.REFUSED
                self._tell(LinkPhase.CONNECTING, sighting, HELD, hindrance=refused)
            # An event of its own: what is told late of an old connection must not end a new one.
            lost = self._lost = asyncio.Event()
            self._is_mute = False
            await self._bond.watch(sighting, lost)
            self._client = self._adapter.client(sighting.device, lost.set)
            self._is_knocking = True
            with only_bleak_errors():
                await self._seeker.connect(self._client, self._wanted.kind)
            self._is_knocking = False
            await self._unless_lost(self._set_up(), lost)
            is_first = not self._wanted.is_known and known.choice is None
            self._wanted, self._is_up, self._doubt, self._refusals = known, True, "", 0
            self._up_at = self.clock.now()
            others = len(known.others) if is_first else 0
            self._tell(LinkPhase.UP, detail=known.remark, others=others)
            await lost.wait()
            is_steady = self.clock.now() - self._up_at >= STEADY_S
            self._brief = 0 if is_steady else self._brief + 1
        except asyncio.CancelledError:
            await self._let_go()
            raise

    def _doubted(self, detail: str) -> None:
        """Some device may be meant, and none is taken; told once."""
        if detail != self._doubt:
            self._doubt = detail
            self._tell(LinkPhase.SEARCHING, detail=detail)

    async def _unless_lost(self, work: Awaitable[None], lost: asyncio.Event) -> None:
        """Does ``work``, but no longer than the link holds."""
        working = asyncio.ensure_future(work)
        losing = asyncio.ensure_future(lost.wait())
        try:
            async with self.clock.timeout(SET_UP_S):
                await asyncio.wait({working, losing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await end_tasks(working, losing)
        if lost.is_set():
            raise BleakError(BROKE)
        working.result()

    async def _let_go(self) -> None:
        """Ends the connection; also after a lost one, as bleak keeps its D-Bus connection."""
        client, self._client = self._client, None
        if client is None or self._seeker.is_connecting(client):
            return
        try:
            with only_bleak_errors():
                async with self.clock.timeout(REQUEST_S):
                    await client.disconnect()
        except (BleakError, TimeoutError) as error:
            _logger.info("disconnecting %s failed: %r", self._wanted, error)

    @contextmanager
    def _request(self) -> Iterator[None]:
        """Notes when it was made, and a refusal for want of pairing."""
        self.asked_at = self.clock.now()
        self._requests += 1
        try:
            with only_bleak_errors():
                yield
        except BleakError as error:
            self._bond.noticed(error)
            raise
        finally:
            self._requests -= 1

    def _connected(self) -> BleakClient:
        if self._client is None:
            raise BleakError(NOT_CONNECTED)
        return self._client

    def _characteristic(self, uuid: str) -> BleakGATTCharacteristic | None:
        """The first one of that UUID; bleak's own look-up fails where there are two."""
        return next((found for found in self.characteristics() if found.uuid == uuid), None)

    def _required(self, uuid: str) -> BleakGATTCharacteristic:
        characteristic = self._characteristic(uuid)
        if characteristic is None:
            raise BleakError(LACKS.format(uuid=short(uuid)))
        return characteristic

    def _tell(
        self,
        phase: LinkPhase,
        sighting: Sighting | None = None,
        detail: str = "",
        *,
        hindrance: Hindrance | None = None,
        others: int = 0,
    ) -> None:
        name = sighting.name if sighting else self._wanted.called
        address = sighting.address if sighting else self._wanted.address
        self._report(LinkReport(phase, name, address, detail, hindrance, others))


_SENDS = {"notify", "indicate"}
_COMMAND = "write-without-response"


def _pause_s(failures: int, detail: str) -> float:
    """Seconds to leave the device alone after so many failures in a row."""
    if failures <= 1 or any(passing in detail for passing in _PASSING):
        return QUICK_RETRY_S
    return BACK_OFF_S[min(failures, len(BACK_OFF_S)) - 1]
