"""A treadmill: connected for as long as it is wanted, what it can do and what it measures."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    SpeedRange,
    TreadmillData,
)
from runwalk_devices.tasks import end_tasks
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Hindrance, Link, LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice, Wanted
from runwalk_devices.transport.vigil import Vigil
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.dispatcher import Dispatcher
from runwalk_devices.treadmill.keep_alive import KeepAlive
from runwalk_devices.treadmill.kinds import Kinds
from runwalk_devices.treadmill.quirks import QuirkShown, TreadmillQuirks
from runwalk_devices.treadmill.standstill import Standstill
from runwalk_devices.treadmill.telemetry import Telemetry
from runwalk_devices.treadmill.wire import Capabilities as Capabilities
from runwalk_devices.treadmill.wire import Heard, Wire
from runwalk_devices.treadmill.witnesses import Contested, Witnesses

SPEAKS_S = 8.0
"""A treadmill that has told zeros for so long has no reason to fall silent while it stands."""

_HALTS = (Command.STOP, Command.PAUSE)

QuirksOf = Callable[[str | None, str], TreadmillQuirks]
"""Returns a machine's known quirks, by its name and address."""

Report = LinkReport | Capabilities | TreadmillData | MachineStatus | CommandReport | QuirkShown


class Treadmill:
    """Follows one treadmill and passes on its reports; speeds are km/h, whatever its units.

    Args:
        adapter: The adapter.
        seeker: Finds devices on that adapter.
        choice: Which one; None takes the strongest treadmill in range.
        report: Called with everything that happens, in order; must not block.
        quirks_of: Asked at each connection what is known of the machine of that name and address.

    Attributes:
        orders: How to command it.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        choice: Choice,
        report: Callable[[Report], None],
        quirks_of: QuirksOf = lambda _name, _address: TreadmillQuirks(),
    ) -> None:
        self._clock = adapter.clock
        self._report = report
        self._quirks_of = quirks_of
        self._quirks = TreadmillQuirks()
        self._is_up = False
        self._called: str | None = None
        self._own_range: SpeedRange | None = None
        self._gauge = Telemetry(adapter.clock)
        self._standstill = Standstill(adapter.clock)
        self._witnesses = Witnesses(adapter.clock)
        self.orders = Dispatcher(adapter.clock, self._gauge, self._ordered)
        self._undecoded = 0
        self._capabilities = Capabilities()
        self._link = Link(
            adapter,
            seeker,
            Wanted(DeviceKind.TREADMILL, choice),
            set_up=self._set_up,
            report=self._link_changed,
        )
        heard = Heard(
            alive=lambda: self._vigil.heard(),
            reading=self._read,
            aside=report,
            status=self._told,
            undecoded=self._not_decoded,
        )
        self._kinds = Kinds(self._link, heard)
        self._wire: Wire | None = None
        self._asking: asyncio.Task[None] | None = None
        self._stands = self._speaks_at_rest = False
        self._zero_since: float | None = None
        self._vigil = Vigil(
            adapter.clock,
            renew=self._listen_again,
            drop=lambda: self._link.drop(mute=True),
            may_be_silent=self._may_be_silent,
        )
        self._keep_alive = KeepAlive(
            adapter.clock,
            lambda: self._link.asked_at,
            self._touch,
            lambda limit_s: self._ordered(QuirkShown(idle_limit_s=limit_s)),
        )

    @property
    def dropped_frames(self) -> int:
        """The number of values that could not be decoded, or could not be true."""
        return self._undecoded + self._witnesses.dropped

    async def run(self) -> None:
        """Stay connected until cancelled.

        Raises:
            AdapterError: If the adapter cannot be used at all.
        """
        watching = asyncio.gather(self._vigil.run(), self._keep_alive.run())
        try:
            await self._link.run()
        finally:
            await end_tasks(watching, self._asking)
            await self.orders.close()

    def adopt(self, quirks: TreadmillQuirks) -> None:
        """Take over the machine's quirks, and report its capabilities anew."""
        changed, self._quirks = quirks != self._quirks, quirks
        self.orders.adopt(quirks, self._own_range)
        if changed and self._is_up:
            self._report(self._converted())

    def convert(self, target_factor: float, data_factor: float) -> None:
        """Take its targets and readings to be in units of these factors, in km/h, from now on."""
        self.adopt(replace(self._quirks, target_factor=target_factor, data_factor=data_factor))

    def _ordered(self, report: CommandReport | QuirkShown) -> None:
        """Handles what comes of commands; a quirk that they showed holds from now on."""
        if isinstance(report, CommandReport) and report.command is Command.START:
            self._stands = False
        if isinstance(report, QuirkShown):
            self._quirks = report.added_to(self._quirks)
            self.orders.adopt(self._quirks, self._own_range)
        elif report.command is Command.START and report.stage is Stage.ACKNOWLEDGED:
            self._witnesses.started()
        elif report.command in _HALTS and report.stage is Stage.ACKNOWLEDGED:
            self._witnesses.halted()
        self._report(report)

    def _link_changed(self, report: LinkReport) -> None:
        if report.phase is LinkPhase.CONNECTING and report.address is not None:
            self._own_range, self._called = None, report.name
            self.adopt(self._quirks_of(report.name, report.address))
            self._keep_alive.adopt(self._quirks.idle_limit_s)
        self._is_up = report.phase is LinkPhase.UP
        if report.phase is LinkPhase.UP:
            self._vigil.connected()
            self._keep_alive.connected()
            self._report(report)
            self._report(self._converted())
            if self._wire is not None:
                self._asking = asyncio.create_task(self._wire.ask())
            return
        if self._asking is not None:
            self._asking.cancel()
        if self._wire is not None:
            self._wire.lost()
        self._vigil.disconnected()
        if report.phase is LinkPhase.LOST and report.hindrance is not Hindrance.MUTE:
            self._keep_alive.lost()
        self._stands = self._speaks_at_rest = False
        self._zero_since = None
        self._report(report)
        self._gauge.forget()
        self._standstill.forget()
        self._witnesses.forget()
        self.orders.disconnected()

    async def _set_up(self) -> None:
        """Has a Stop that is owed go first, or does what the machine wants first; then listens.

        A Stop does not wait for control, nor for anything else: where it needs control it asks for
        it. Only the telemetry itself is indispensable.
        """
        wire = self._wire = self._kinds.of_connection(self._called)
        control = await wire.begin()
        self.orders.connected(control)
        if control is not None and not self.orders.is_stopping:
            await wire.greet(control)
        self._capabilities = await wire.describe()
        self._own_range = self._capabilities.speed_range
        self.orders.adopt(self._quirks, self._own_range)
        await wire.listen()

    def _converted(self) -> Capabilities:
        """Return what it can do, in km/h."""
        return replace(self._capabilities, speed_range=self._quirks.range_kmh(self._own_range))

    async def _listen_again(self) -> None:
        if self._wire is not None:
            await self._wire.listen_again()

    async def _touch(self) -> None:
        if self._wire is not None:
            await self._wire.touch()

    def _may_be_silent(self) -> bool:
        """Return True if silence is no fault now: while the belt stands, or while Stop is tried."""
        return (self._stands and not self._speaks_at_rest) or self.orders.is_stopping

    def _read(self, reading: TreadmillData) -> None:
        """Weighs a record and passes it on."""
        reading = self._quirks.reading(reading)
        own = self._own_range
        reading = self._witnesses.weigh(reading, own.maximum_kmh if own else None)
        weighed = self._standstill.weigh(reading)
        if not self.orders.is_stopping:
            reading = weighed
        if reading.speed_kmh is not None or isinstance(reading, Contested):
            self._stands = reading.speed_kmh == 0
            self._notice_rest()
        self._gauge.read(self._as_stop_sees(reading))
        self._report(reading)

    def _as_stop_sees(self, reading: TreadmillData) -> TreadmillData:
        """The reading; to Stop any motion counts, and shows if the belt slows down."""
        if isinstance(reading, Contested) and reading.lone_kmh and self.orders.is_stopping:
            return TreadmillData(speed_kmh=reading.lone_kmh)
        return reading

    def _notice_rest(self) -> None:
        """Notes if it speaks while it stands, for this connection."""
        now = self._clock.now()
        if not self._stands:
            self._zero_since = None
        elif self._zero_since is None:
            self._zero_since = now
        elif now - self._zero_since >= SPEAKS_S:
            self._speaks_at_rest = True

    def _not_decoded(self) -> None:
        self._undecoded += 1

    def _told(self, status: MachineStatus) -> None:
        """Takes in the machine's own word and passes it on."""
        if status.code is MachineStatusCode.STARTED_OR_RESUMED:
            self._stands = False
        self._gauge.told(status)
        self._witnesses.told(status)
        self._standstill.told(status)
        self.orders.told(status)
        self._report(self._quirks.status(status))
        if status.is_stop:
            self.orders.give_way()
