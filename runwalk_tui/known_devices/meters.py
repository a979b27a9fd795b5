"""Give a session the power meter and the cadence sensor that it had before, and keep new ones."""

import logging
from collections.abc import Callable
from datetime import date

from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.selection import Choice
from runwalk_tui.errors import StoreError
from runwalk_tui.known_devices.known import BatteryLevel, KnownSensor
from runwalk_tui.known_devices.known_meter import KNOWN_METERS
from runwalk_tui.known_devices.registry import DeviceRegistry, choice_of
from runwalk_tui.workout import events as ev

_logger = logging.getLogger(__name__)


class MeterMemory:
    """Listens to a session, and keeps the meters that measured somebody who pedals in it.

    A file that cannot be written is logged, and the workout goes on.

    Args:
        machines: Where it is kept.
        today: The date, for the battery.
    """

    def __init__(self, machines: DeviceRegistry, today: Callable[[], date] = date.today) -> None:
        self._machines = machines
        self._today = today
        self._met: dict[DeviceKind, tuple[str | None, str]] = {}
        self._percents: dict[DeviceKind, int] = {}
        self._used: set[DeviceKind] = set()

    def choice(self, kind: DeviceKind) -> Choice:
        """Which meter of that kind; None takes the strongest in range."""
        return choice_of(self._machines, KNOWN_METERS[kind], None)

    def is_expected(self, kind: DeviceKind) -> bool:
        """Return True if there is one that was met before, so that it is worth a search."""
        return bool(self._machines.of(KNOWN_METERS[kind]))

    def connected(self, kind: DeviceKind, name: str | None, address: str) -> None:
        """It is this one; what it says from now on is its own."""
        if self._met.get(kind) != (name, address):
            self._met[kind] = name, address
            self._percents.pop(kind, None)
            self._used.discard(kind)

    def charged(self, kind: DeviceKind, percent: int) -> None:
        """Its battery says so."""
        self._percents[kind] = percent

    def measured(self, kind: DeviceKind) -> None:
        """Somebody turned the pedals: it is the runner's own."""
        self._used.add(kind)

    def __call__(self, event: ev.Event) -> None:
        """Takes in an event of the session."""
        if isinstance(event, ev.SessionEnded):
            for kind in self._used & self._met.keys():
                self._keep(kind)

    def _keep(self, kind: DeviceKind) -> None:
        percent = self._percents.get(kind)

        def learned(known: KnownSensor) -> KnownSensor:
            return known if percent is None else known.charged(BatteryLevel(percent, self._today()))

        try:
            self._machines.learn(KNOWN_METERS[kind], *self._met[kind], learned)
        except StoreError as error:
            _logger.warning("%s", error)
