"""Finds and connects devices for every link of one adapter, and has it do one thing at a time.

Scans and connects that overlap fail on Linux. So whoever waits first scans for all who wait, what
was found is connected one after the other, and a strap never keeps a treadmill waiting for long.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from bleak import BleakClient
from bleak.exc import BleakError

from runwalk_devices.frozen import dataclass
from runwalk_devices.sentences import GAVE_WAY
from runwalk_devices.transport.adapter import MACHINES, Adapter, DeviceKind, Sighting
from runwalk_devices.transport.errors import only_bleak_errors
from runwalk_devices.transport.selection import Wanted

_logger = logging.getLogger(__name__)

SCAN_S = 5.0
"""One scan lasts so long at the most; it is repeated for as long as somebody waits."""
COMPARE_S = 1.5
"""Seconds that a device that is not certain may be outdone by a stronger one."""
PATIENCE_S = 3.0
"""Seconds that a device that was found waits for the others to be found by the same scan."""
REST_S = 0.5
"""Between scans, for a connection to get at the adapter."""
LONGEST_REST_S = 8.0
"""Rests grow up to this after fruitless scans: a strap left at home must not cost a belt."""
MOST_DOUBLINGS = 8
CONNECT_S = 25.0
"""Longest connect, service discovery included; bleak's own time-out is shorter."""
BREAK_OFF_S = 5.0
"""Longest wait for a connect that is given up to end."""
SWAP_S = 20.0
"""After so long a lost strap may have been swapped for another one."""
GRACE_S = 3.0
"""Seconds longer that a strap may take to connect once a treadmill wants the adapter."""


@dataclass(frozen=True, slots=True)
class _Search:
    """Somebody waits for a device.

    Attributes:
        since: When that began.
        doubted: Is told why a device that may be meant is not taken.
    """

    wanted: Wanted
    since: float
    doubted: Callable[[str], None]


class GaveWayError(TimeoutError):
    """A strap gave way to the treadmill."""


class Discovery:
    """Scanning and connecting, shared by the links of one adapter.

    Attributes:
        has_scanned: The adapter has worked at least once.
    """

    def __init__(self, adapter: Adapter) -> None:
        self.has_scanned = False
        self._adapter = adapter
        self._clock = adapter.clock
        self._waiting: dict[asyncio.Future[tuple[Sighting, Wanted]], _Search] = {}
        self._turn = asyncio.Lock()
        self._asked = asyncio.Event()
        self._began_at = 0.0
        self._rested_at = 0.0
        self._fruitless = 0
        self._giving_way: asyncio.Task[None] | None = None
        self._hanging: set[BleakClient] = set()
        self._latest: BleakClient | None = None
        self._taking_down: set[asyncio.Task[None]] = set()
        self._noticed: dict[DeviceKind, asyncio.Event] = {}

    async def find(
        self, wanted: Wanted, doubted: Callable[[str], None] = lambda _: None
    ) -> tuple[Sighting, Wanted]:
        """The device as soon as it is seen, and the wish for that very one.

        It waits for as long as it takes.

        Args:
            wanted: Which device.
            doubted: Is told, after each scan, why none is taken that may be meant; empty if none
                may.

        Raises:
            AdapterError: If the adapter cannot scan.
        """
        self._hurry(wanted.kind)
        found: asyncio.Future[tuple[Sighting, Wanted]] = asyncio.get_running_loop().create_future()
        self._waiting[found] = _Search(wanted, self._clock.now(), doubted)
        self._asked.set()
        try:
            while True:
                async with self._turn:
                    if not any(one.done() for one in self._waiting):
                        await self._rest()
                        await self._scan()
                    if found.done():
                        return found.result()
        finally:
            self._waiting.pop(found, None)

    async def noticed(self, kind: DeviceKind) -> None:
        """Return once a scan, for whomever it is made, hears a device of that kind.

        Whoever may not be there at all is not scanned for.
        """
        await self._noticed.setdefault(kind, asyncio.Event()).wait()

    async def connect(self, client: BleakClient, kind: DeviceKind) -> None:
        """Connect when the adapter is free; a strap gives way to a treadmill.

        Raises:
            BleakError: If the device or the adapter refuses.
            TimeoutError: If it takes too long.
        """
        self._hurry(kind)
        async with self._adapter.lock, self._clock.timeout(CONNECT_S):
            self._latest = client
            connecting = asyncio.create_task(client.connect())
            self._giving_way = connecting if kind.is_sensor else None
            try:
                await asyncio.wait({connecting})
            finally:
                self._giving_way = None
                await self._break_off(client, connecting)
            if connecting.cancelled():
                raise GaveWayError(GAVE_WAY)
            connecting.result()

    def is_connecting(self, client: BleakClient) -> bool:
        """Return True if a connect that was given up goes on: to disconnect then confuses BlueZ."""
        return client in self._hanging

    async def _break_off(self, client: BleakClient, connecting: asyncio.Task[None]) -> None:
        """Cancels it; bleak then asks the system to disconnect, which may hang as well.

        Who leaves meanwhile does not wait, and leaves it hanging.
        """
        connecting.cancel()
        try:
            with suppress(TimeoutError):
                async with self._clock.timeout(BREAK_OFF_S):
                    await asyncio.wait({connecting})
        finally:
            if not connecting.done():
                self._hanging.add(client)
                connecting.add_done_callback(partial(self._hung_up, client))

    def _hung_up(self, client: BleakClient, connecting: asyncio.Task[None]) -> None:
        self._hanging.discard(client)
        if connecting.cancelled() or connecting.exception() is not None:
            return
        _logger.info("a connect that was given up has succeeded: it is taken down")
        taking_down = asyncio.create_task(self._take_down(client))
        self._taking_down.add(taking_down)
        taking_down.add_done_callback(self._taking_down.discard)

    async def _take_down(self, client: BleakClient) -> None:
        """Frees a device that nobody waits for; once another connect has begun, that has it."""
        async with self._adapter.lock:
            if self._latest is not client:
                return
            try:
                with only_bleak_errors():
                    async with self._clock.timeout(BREAK_OFF_S):
                        await client.disconnect()
            except (BleakError, TimeoutError) as error:
                _logger.info("taking it down failed: %r", error)

    async def _rest(self) -> None:
        """Lets a connection have the adapter; who waits for a device it lost rests no longer."""
        await self._clock.sleep(self._rested_at - self._clock.now())
        if not self._fruitless or any(one.wanted.is_known for one in self._waiting.values()):
            return
        with suppress(TimeoutError):
            async with self._clock.timeout(min(LONGEST_REST_S, REST_S * 2**self._fruitless)):
                await self._asked.wait()

    async def _scan(self) -> None:
        self._asked.clear()
        self._began_at = self._clock.now()
        try:
            sightings = await self._adapter.scan(SCAN_S, until=self._satisfied)
        finally:
            self._rested_at = self._clock.now() + REST_S
        self.has_scanned = True
        for kind, noticed in self._noticed.items():
            if any(Wanted(kind).is_of_kind(seen) for seen in sightings):
                noticed.set()
        fruitless = min(self._fruitless + 1, MOST_DOUBLINGS)
        self._fruitless = 0 if self._hand_out(sightings) else fruitless

    def _hand_out(self, sightings: Sequence[Sighting]) -> bool:
        handed_out = False
        for found, search in list(self._waiting.items()):
            best, wanted = self._settled(search, sightings), search.wanted
            if best is None:
                search.doubted(wanted.doubt(sightings))
            elif not found.done():
                found.set_result((best, wanted.known_as(best, sightings)))
                handed_out = True
        return handed_out

    def _satisfied(self, sightings: Sequence[Sighting]) -> bool:
        """All are found; or one that was lost is; or some are, and the others had their chance."""
        settled = [
            (search.wanted.is_known, self._settled(search, sightings) is not None)
            for search in self._waiting.values()
        ]
        patience_over = self._clock.now() - self._began_at >= PATIENCE_S
        return all(found for _, found in settled) or any(
            found and (known or patience_over) for known, found in settled
        )

    def _settled(self, search: _Search, sightings: Sequence[Sighting]) -> Sighting | None:
        """The device that is wanted, once it is certain or a better one had time to be seen."""
        wanted, now = search.wanted, self._clock.now()
        best = wanted.best(sightings)
        if best is None and now - search.since >= SWAP_S:
            best = wanted.substitute(sightings)
        if best is None or wanted.is_certain(best):
            return best
        needed_s = PATIENCE_S if wanted.has_expectations else COMPARE_S
        return best if now - self._began_at >= needed_s else None

    def _hurry(self, kind: DeviceKind) -> None:
        """A sensor that is being connected has no more than `GRACE_S` left for it."""
        if kind in MACHINES and self._giving_way is not None:
            self._clock.call_at(self._clock.now() + GRACE_S, partial(_give_up, self._giving_way))


def _give_up(connecting: asyncio.Task[None]) -> None:
    connecting.cancel()
