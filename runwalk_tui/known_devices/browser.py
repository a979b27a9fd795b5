"""Listens to the air for as long as somebody looks at what is there, and does what they wish."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from runwalk_devices.sensor import read_battery
from runwalk_devices.transport.adapter import UNHEARD_DBM, Adapter, DeviceKind, Sighting
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.pairing import how_to_pair
from runwalk_tui.errors import StoreError
from runwalk_tui.known_devices import sentences as shown
from runwalk_tui.known_devices.actions import Register
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.known_devices.known import BatteryLevel, KnownSensor, NameRefusedError
from runwalk_tui.known_devices.listing import Entry, roster
from runwalk_tui.known_devices.pairing import LOOKED_FOR_S, NotPairedError, pair_with
from runwalk_tui.workout.frozen import dataclass

ROUND_S = 4.0
"""Seconds of one scan. An adapter reports anew in the next what it has reported once."""
RETRY_S = 2.0
"""Between scans that an adapter refuses."""
GONE_S = 60.0
"""A device that has been silent for so long is not in range."""
NEWEST = 0.3
"""Weight of the newest signal strength in its mean: single ones jump about."""


@dataclass(frozen=True, slots=True)
class View:
    """The state that a screen of devices shows.

    Attributes:
        now: Seconds on the adapter's clock, which began when somebody listened.
        entries: Machines, then sensors; of each kind the chosen one first, then those remembered.
        trouble: One line on why the adapter cannot be used and what to do; empty while it can.
        said: The answer to the last wish.
    """

    now: float
    entries: tuple[Entry, ...] = ()
    trouble: str = ""
    said: str = ""


class DeviceBrowser:
    """The devices in range and those remembered; `run` keeps them current.

    An adapter does one thing at a time: it listens in rounds, and connects only between two.

    Args:
        adapter: The air.
        register: Fulfils wishes.
        said: What there is to say to begin with.
        today: The date, for batteries.
        is_taken: Whether another process has a session.
    """

    def __init__(
        self,
        adapter: Adapter,
        register: Register,
        *,
        said: str = "",
        today: Callable[[], date] = date.today,
        is_taken: Callable[[], bool],
    ) -> None:
        self._adapter = adapter
        self._register = register
        self._said = said
        self._today = today
        self._is_taken = is_taken
        self._trouble = ""
        self._heard: dict[str, Sighting] = {}
        self._strengths: dict[str, float] = {}
        self._charges: dict[str, BatteryLevel] = {}
        self._errand: Callable[[], Awaitable[None]] | None = None
        self._paired = ""
        self._is_wanted = asyncio.Event()

    async def run(self) -> None:
        """Listens, and connects when asked, until cancelled."""
        while True:
            try:
                if self._errand is None:
                    await self._listen()
                else:
                    errand, self._errand = self._errand, None
                    self._is_wanted.clear()
                    await errand()
            except AdapterError as error:
                self._trouble, self._said = str(error), ""
                await self._adapter.clock.sleep(RETRY_S)

    def view(self) -> View:
        """As it is now."""
        now, heard = self._adapter.clock.now(), self._heard
        self._heard = {
            address: seen for address, seen in heard.items() if now - seen.seen_at < GONE_S
        }
        entries = roster([*self._heard.values()], self._register.machines, self._register.named)
        placed = sorted(map(self._charged, entries), key=_place)
        return View(now, tuple(placed), self._trouble, self._said)

    def remember(self, entry: Entry) -> None:
        """Keeps a device in the list."""
        self._answer(lambda: self._register.remember(entry))

    def rename(self, entry: Entry, own_name: str) -> None:
        """Renames a device; an empty name restores its own."""
        self._answer(lambda: self._register.rename(entry, own_name))

    def forget(self, entry: Entry) -> None:
        """Forgets a device."""
        self._answer(lambda: self._register.forget(entry))

    def choose(self, entry: Entry) -> None:
        """Chooses a device to connect to; if it is chosen already, the nearest again."""
        self._answer(lambda: self._register.choose(entry, chosen=not entry.device.chosen))

    def can_check(self, entry: Entry) -> bool:
        """Return True if a treadmill can be checked now; if not, it is said why."""
        if entry.kind is not DeviceKind.TREADMILL:
            self._said = shown.SELECT_TREADMILL
            return False
        return self._can_connect(entry)

    def read_battery(self, entry: Entry) -> None:
        """Connects to a sensor and reads its battery level."""
        if not entry.kind.is_sensor:
            self._said = shown.ONLY_A_SENSOR
        elif self._can_connect(entry):
            self._send(shown.ASKING_BATTERY, entry, self._ask_battery)

    def pair(self, entry: Entry) -> None:
        """Pairs with a device; asked once more with one that is paired already, anew."""
        if not self._adapter.bonds.can_pair:
            is_elsewhere = sys.platform != "linux"
            said = (
                device_words(how_to_pair(entry.address)) if is_elsewhere else shown.NO_PAIRING_HERE
            )
            self._said = f"{said[:1].upper()}{said[1:]}"
        elif self._can_connect(entry):
            self._send(shown.PAIRING, entry, self._pair)

    def _send(self, words: str, entry: Entry, errand: Callable[[Entry], Awaitable[None]]) -> None:
        """Says what is done next, and does it once the adapter is free."""
        self._said = words.format(called=entry.called)
        self._errand = partial(errand, entry)
        self._is_wanted.set()

    def _can_connect(self, entry: Entry) -> bool:
        if entry.heard_at is None and self._adapter.clock.now() > ROUND_S:
            self._said = shown.NOT_IN_RANGE
        elif self._is_taken():
            self._said = shown.TAKEN
        else:
            return True
        return False

    def _answer(self, wish: Callable[[], str]) -> None:
        try:
            self._said = wish()
        except (NameRefusedError, StoreError) as error:
            self._said = str(error)

    async def _listen(self) -> None:
        """Until the round is over, or somebody wants the adapter."""
        async with self._adapter.watch(self._hear, repeatedly=True):
            self._trouble = ""
            with suppress(TimeoutError):
                async with self._adapter.clock.timeout(ROUND_S):
                    await self._is_wanted.wait()

    def _hear(self, seen: Sighting) -> None:
        """One advertisement may leave out what another says."""
        before = self._heard.get(seen.address, seen)
        strength = float(seen.rssi)
        if UNHEARD_DBM not in (seen.rssi, before.rssi):
            known = self._strengths.get(seen.address, strength)
            strength = known + NEWEST * (strength - known)
        self._strengths[seen.address] = strength
        self._heard[seen.address] = replace(
            seen,
            name=seen.name or before.name,
            kinds=seen.kinds | before.kinds,
            rssi=round(strength),
        )

    async def _pair(self, entry: Entry) -> None:
        adapter, address = self._adapter, entry.address
        again, self._paired = self._paired == address, ""
        try:
            done = await pair_with(
                adapter, adapter.clock, address, LOOKED_FOR_S, again=again, anew=shown.P_AGAIN
            )
        except NotPairedError as error:
            self._said = str(error)
        else:
            self._said, self._paired = done.line, address if done.was_there else ""

    async def _ask_battery(self, entry: Entry) -> None:
        try:
            percent = await read_battery(self._adapter, entry.address, entry.kind)
        except TimeoutError:
            self._said = shown.NO_ANSWER.format(called=entry.called)
            return
        if percent is None:
            self._said = shown.NO_BATTERY_LEVEL.format(called=entry.called)
            return
        charge = BatteryLevel(percent, self._today())
        self._charges[entry.address] = charge
        self._answer(lambda: self._register.note_charge(entry, charge))

    def _charged(self, entry: Entry) -> Entry:
        """With the charge of a stranger that was asked: it is remembered with it."""
        charge = self._charges.get(entry.address)
        if charge is None or entry.is_known or not isinstance(entry.device, KnownSensor):
            return entry
        return replace(entry, device=entry.device.charged(charge))


def _place(entry: Entry) -> tuple[int, bool, bool]:
    return _ORDER.index(entry.kind), not entry.is_chosen, not entry.is_known


_ORDER = (
    DeviceKind.TREADMILL,
    DeviceKind.BIKE,
    DeviceKind.ELLIPTICAL,
    DeviceKind.ROWER,
    DeviceKind.CLIMBER,
    DeviceKind.STRAP,
    DeviceKind.POD,
    DeviceKind.POWER_METER,
    DeviceKind.CADENCE_SENSOR,
)
