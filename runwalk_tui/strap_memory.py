"""What a session keeps of its strap for later: that it was worn, and its battery."""

import logging
from collections.abc import Callable
from datetime import date

from runwalk_tui.core import events as ev
from runwalk_tui.known import Charge, KnownStrap
from runwalk_tui.machines import Machines
from runwalk_tui.paths import StoreError

_logger = logging.getLogger(__name__)


class StrapMemory:
    """Listens to a session; a file that cannot be written is logged, and the session goes on.

    A strap is remembered once a workout was run with it.

    Args:
        machines: Where it is kept.
        today: The date, for the battery.
    """

    def __init__(self, machines: Machines, today: Callable[[], date] = date.today) -> None:
        self._machines = machines
        self._today = today
        self._strap: tuple[str | None, str] | None = None
        self._percent: int | None = None
        self._is_workout = False
        self._is_worn = False

    def __call__(self, event: ev.Event) -> None:
        """Takes in an event of the session."""
        match event:
            case ev.LinkChanged(
                device=ev.Device.STRAP, state=ev.LinkState.UP, name=name, address=str(address)
            ) if self._strap != (name, address):
                self._strap = name, address
                self._percent, self._is_worn = None, False
            case ev.BatteryRead(device=ev.Device.STRAP):
                self._percent = event.percent
            case ev.HeartReading(bpm=int()):
                self._is_worn = True
            case ev.ClockStarted():
                self._is_workout = True
            case ev.SessionEnded():
                self._keep()

    def _keep(self) -> None:
        if self._strap is None:
            return
        was_used = self._is_workout and self._is_worn
        if not was_used and self._machines.known(KnownStrap, *self._strap) is None:
            return
        try:
            self._machines.learn(KnownStrap, *self._strap, self._charged)
        except StoreError as error:
            _logger.warning("%s", error)

    def _charged(self, strap: KnownStrap) -> KnownStrap:
        return (
            strap if self._percent is None else strap.charged(Charge(self._percent, self._today()))
        )
