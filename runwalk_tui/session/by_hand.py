"""A workout without a machine to drive: the runner sets the speed, the program says when.

For a treadmill without Bluetooth, and for outdoors. What stands in the belt's place reports, once a
second, the speed that the runner was told to set. Nothing here is measured, and the session says so
from its first event (`SessionOpened.by_hand`).
"""

import asyncio
from collections.abc import Callable

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.treadmill import Report as TreadmillReport
from runwalk_devices.treadmill.wire import Capabilities

NAME = "by hand"
SETTING_OFF_KMH = 1.0
"""Any belt, and anybody on foot, begins at least so fast."""

_RANGE = SpeedRange(minimum_kmh=0.5, maximum_kmh=20.0, increment_kmh=0.1)


class ByHand:
    """A machine that carries out each command at once, as the runner is taken to do.

    Args:
        clock: Time.
        report: Called with everything that happens, in order.

    Attributes:
        orders: How to ask; the same object, as a treadmill has it.
    """

    def __init__(self, clock: Clock, report: Callable[[TreadmillReport], None]) -> None:
        self._clock = clock
        self._report = report
        self._moves = False
        self._asked_kmh = SETTING_OFF_KMH
        self._distance_m = 0.0
        self._elapsed_s = 0.0
        self._at = clock.now()
        self.orders = self

    async def run(self) -> None:
        """Report until cancelled."""
        self._report(LinkReport(LinkPhase.UP, NAME))
        self._report(Capabilities(controllable=True, speed_range=_RANGE))
        while True:
            self._read()
            await self._clock.sleep(1.0)

    def set_speed(self, speed_kmh: float) -> None:
        """The runner is told to set this speed."""
        self._asked_kmh = speed_kmh
        self._done(Command.SPEED, speed_kmh)

    def set_incline(self, incline_percent: float) -> None:
        """Inclines are the runner's own."""

    def start(self) -> None:
        """The runner sets off."""
        self._move(True)
        self._done(Command.START)

    def pause(self) -> None:
        """The runner stands still, to go on."""
        self._move(False)
        self._done(Command.PAUSE)

    def stop(self) -> None:
        """The runner stands still."""
        self._move(False)
        self._done(Command.STOP)

    def convert(self, target_factor: float, data_factor: float) -> None:
        """Do nothing: its speeds are km/h."""

    @property
    def is_over(self) -> bool:
        """True: nothing here starts again by itself."""
        return True

    async def over(self) -> None:
        """Return at once."""

    @property
    def lookout(self) -> "ByHand":
        """Return itself: nothing needs to listen on after the end."""
        return self

    def _move(self, moves: bool) -> None:
        self._count()
        self._moves = moves
        if not moves:
            self._asked_kmh = SETTING_OFF_KMH

    def _done(self, command: Command, value: float | None = None) -> None:
        """Report a request as carried out, a turn later: an event is still being followed."""

        def report() -> None:
            self._report(CommandReport(command, Stage.SENT, value))
            self._read()
            self._report(CommandReport(command, Stage.CONFIRMED, value))

        asyncio.get_running_loop().call_soon(report)

    def _count(self) -> None:
        now = self._clock.now()
        if self._moves:
            self._elapsed_s += now - self._at
            self._distance_m += (now - self._at) * self._asked_kmh / 3.6
        self._at = now

    def _read(self) -> None:
        self._count()
        self._report(
            TreadmillData(
                speed_kmh=self._asked_kmh if self._moves else 0.0,
                total_distance_m=int(self._distance_m),
                elapsed_time_s=int(self._elapsed_s),
            )
        )
