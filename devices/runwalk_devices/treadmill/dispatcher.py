"""Commands to a treadmill, each followed to its end.

It is sent, acknowledged, and confirmed by fresh telemetry, or rejected, or unknown, which is never
repeated. A newer one of its kind overtakes an older one; Stop overtakes everything, and after it
nothing is written but Stop until the belt is to start again.
"""

from collections.abc import Awaitable, Callable

from runwalk_devices import sentences as why
from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.control_point import MachineStatus, MachineStatusCode
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.treadmill.carrier import Carrier, Procedure
from runwalk_devices.treadmill.coarse_steps import Rounding
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.controls import Answer, Controls, Sent
from runwalk_devices.treadmill.freshness import is_timely, may_be_set
from runwalk_devices.treadmill.lookout import Lookout, rests_still
from runwalk_devices.treadmill.pausing import Pausing
from runwalk_devices.treadmill.pending import Order, PendingSpeed
from runwalk_devices.treadmill.quirks import QuirkShown, TreadmillQuirks
from runwalk_devices.treadmill.ramp import STRANGERS_PACE
from runwalk_devices.treadmill.repeats import Repeats
from runwalk_devices.treadmill.starting import Starting
from runwalk_devices.treadmill.stop import Halt
from runwalk_devices.treadmill.telemetry import Telemetry
from runwalk_devices.treadmill.tilt import Tilt

HARD_LIMIT_KMH = 20.0
TOLERANCE_KMH = 0.1
START_S = 15.0
LOWEST_KMH = 1.0
"""The lowest target of a machine that names no range."""
Work = Callable[[Order], Awaitable[None]]


class Dispatcher:
    """The commands under way on one treadmill; methods return at once.

    Every command is reported on until its one end. Reports come from within these methods too.

    Args:
        clock: Time for deadlines.
        gauge: The treadmill's telemetry.
        report: Called with each stage of each command, and with what they showed of the machine.

    Attributes:
        lookout: Whether a belt that was stopped is still listened to.
    """

    def __init__(
        self, clock: Clock, gauge: Telemetry, report: Callable[[CommandReport | QuirkShown], None]
    ) -> None:
        self._clock = clock
        self._gauge = gauge
        self._report = report
        self._control: Controls | None = None
        self._under_way = PendingSpeed(report)
        self._carrier = Carrier(gauge, self._under_way, report)
        self._halt: Halt | None = None
        self.lookout = Lookout(gauge)
        self._stop_owed = self._looks = self._only_stop = self._is_closed = False
        self._is_for_good = True
        self._starting = Starting(clock, gauge)
        self._target_kmh: float | None = None
        self._repeats = Repeats()
        self._quirks = TreadmillQuirks()
        self._tilt = Tilt(clock, gauge)
        self._range: SpeedRange | None = None

    @property
    def is_stopping(self) -> bool:
        """True if Stop is under way, which nothing but a measured zero confirms."""
        return Command.STOP in self._under_way

    def adopt(self, quirks: TreadmillQuirks, own_range: SpeedRange | None) -> None:
        """Take over the machine's quirks, and its range in its own units."""
        if quirks.target_factor != self._quirks.target_factor:
            self._target_kmh = None
        self._quirks, self._range = quirks, own_range

    def connected(self, control: Controls | None) -> None:
        """Commands go through ``control``; a Stop that is not confirmed needs no control first."""
        self._control, self._carrier.has_control = control, not self._stop_owed
        self._target_kmh = None
        self._starting.connected()
        if self._stop_owed and control is not None:
            self._halt_belt(for_good=self._is_for_good)

    def disconnected(self, detail: str = why.BROKE) -> None:
        """The link is lost: what was under way is unknown, but Stop is still wanted."""
        self._control = self._target_kmh = None
        if Command.PAUSE in self._under_way and not self._only_stop:
            self._stop_owed, self._is_for_good = True, False
        for command in self._under_way:
            if command is not Command.STOP:
                self._under_way.break_off(command, detail)
        if self._halt is not None:
            self._halt.disconnected()

    async def close(self) -> None:
        """Send nothing more; commands under way end as unknown."""
        self._is_closed = self._only_stop = True
        self._control = None
        for command in self._under_way:
            self._under_way.break_off(command, why.LET_GO)
        self.lookout.end()
        await self._under_way.close()

    def told(self, status: MachineStatus) -> None:
        """The machine's own word: who changes its speed at the console unmakes the last target."""
        if status.code == MachineStatusCode.CONTROL_PERMISSION_LOST:
            self._carrier.has_control = False
        rests = not self._gauge.moves() or Command.PAUSE in self._under_way
        if status.code == MachineStatusCode.STARTED_OR_RESUMED and rests:
            self._starts_at_rest()
        self.lookout.told(status)
        if status.is_stop:
            self._starting.forget_console()
            self._stopped()
        if status.code != MachineStatusCode.TARGET_SPEED_CHANGED:
            return
        told = status.target_speed_kmh
        if self._repeats.take(told):
            return
        if self._target_kmh is None or told != self._written(self._target_kmh):
            self._target_kmh = None
            waiting = self._under_way.unsent(Command.SPEED)
            if waiting is not None and told != self._written(waiting.value or 0.0):
                self._under_way.overtake(Command.SPEED, self._control, why.CONSOLE_CHOOSES)

    def _starts_at_rest(self) -> None:
        """A belt at rest, or on its way there, starts: its console does it, or a Stop under way."""
        if self._halt is not None and self._halt.is_tried and Command.STOP in self._under_way:
            self._halt.toggled()
            self._report(QuirkShown(stop_is_toggle=True))
        else:
            self._starting.console()

    def _stopped(self) -> None:
        """A belt that stops right after a Start met it was paused by that; nobody else had to."""
        asked = Command.STOP in self._under_way or Command.PAUSE in self._under_way
        if self._starting.undone() and not asked:
            self._report(QuirkShown(start_is_toggle=True))

    def give_way(self) -> None:
        """The console stops the belt: no target that was asked before is written any more."""
        for command in (Command.SPEED, Command.INCLINE):
            self._under_way.overtake(command, self._control, why.CONSOLE_STOPS)

    def start(self) -> None:
        """Start a standing belt: once; asked again meanwhile, it is the same start."""
        if Command.START in self._under_way:
            return
        if Command.STOP in self._under_way:
            self._refuse(Command.START, None, why.BEING_STOPPED)
        elif self._gauge.may_move():
            self._refuse(Command.START, None, why.MOVES)
        elif self._quirks.start_is_toggle and self._starting.is_unanswered():
            self._refuse(Command.START, None, why.START_TOGGLES)
        elif self._control is None:
            self._refuse(Command.START, None, why.NO_COMMANDS)
        else:
            self._only_stop = self._stop_owed = False
            self._under_way.overtake(Command.PAUSE, self._control)
            self._begin(Command.START, None, self._start)

    def set_speed(self, speed_kmh: float) -> None:
        """Ask for a speed, above 0 and at most 20 km/h; one that was just asked is not written.

        Raises:
            ValueError: If it is not.
        """
        if not 0 < speed_kmh <= HARD_LIMIT_KMH:
            raise ValueError(f"a target of {speed_kmh:g} km/h is out of bounds")
        pending = Command.SPEED in self._under_way
        again = self._target_kmh == speed_kmh and (pending or self._is_at(speed_kmh))
        self._begin(
            Command.SPEED, speed_kmh, lambda order: self._speed(order, speed_kmh, write=not again)
        )

    def set_incline(self, percent: float) -> None:
        """Ask for an incline."""
        self._begin(Command.INCLINE, percent, lambda order: self._incline(order, percent))

    def pause(self) -> None:
        """Have the belt stand, to be resumed; out of reach, as soon as it is in reach again."""
        self._starting.withdrawn()
        if self._only_stop or self._control is None:
            detail = why.NO_COMMANDS if self._control is None else why.STOPPING
            self._refuse(Command.PAUSE, None, detail)
            self._halt_belt(for_good=False)
            return
        for command in (Command.START, Command.SPEED, Command.INCLINE):
            self._under_way.break_off(command)
        self._begin(Command.PAUSE, None, self._pause)

    def stop(self) -> None:
        """Have the belt stand, before anything else; asked again, it is tried anew.

        A belt known to stand is left alone, if its next reading says so too: on some machines Stop
        would start it.
        """
        known = self._gauge.rests() and Command.STOP not in self._under_way
        if known and not self._is_closed and not self._starting.is_counting_down():
            self._only_stop, self._is_for_good, self._stop_owed = True, True, False
            self._looks = True
            self._begin(Command.STOP, None, self._look)
        else:
            self._halt_belt(for_good=True)

    async def _look(self, order: Order) -> None:
        """Confirm a Stop by the next reading of a belt that was known to stand; else stop it."""
        try:
            rests = await rests_still(self._gauge)
        finally:
            self._looks = False
        if rests:
            self._under_way.end(order, Stage.CONFIRMED, why.RESTS)
        else:
            self._under_way.drop(order)
            self._halt_belt(for_good=True)

    def _halt_belt(self, *, for_good: bool) -> None:
        """Stop; unless it is ``for_good``, in the place of a pause: the belt may run again."""
        if self._looks:
            return
        if self._is_closed:
            self._refuse(Command.STOP, None, why.LET_GO)
            return
        self._is_for_good = for_good or (self._is_for_good and self._only_stop)
        self._only_stop = self._stop_owed = True
        self._target_kmh = None
        self._starting.withdrawn()
        for command in self._under_way:
            if command is not Command.STOP:
                self._under_way.break_off(command)
        if Command.STOP not in self._under_way:
            self._halt = halt = Halt(
                self._clock,
                self._gauge,
                self._starting.alone_s(),
                lambda: self._under_way.advance_to(Command.STOP, Stage.SENT),
                lambda: self._under_way.advance_to(Command.STOP, Stage.ACKNOWLEDGED),
                self._range.minimum_kmh if self._range else self._written(LOWEST_KMH),
                stop_is_toggle=self._quirks.stop_is_toggle,
            )
            self._begin(Command.STOP, None, lambda order: self._stop(order, halt))
        assert self._halt is not None
        self._halt.begin(self._control)

    def _begin(self, command: Command, value: float | None, work: Work) -> None:
        if command is not Command.STOP:
            if self._only_stop:
                self._refuse(command, value, why.STOPPING)
                return
            if self._control is None:
                self._refuse(command, value, why.NO_COMMANDS)
                return
        self._under_way.overtake(command, self._control)
        now = self._clock.now()
        order = Order(command, value, self._gauge.speeds, self._gauge.inclines, now)
        self._under_way.begin(order, work)

    async def _start(self, order: Order) -> None:
        def start(control: Controls, sent: Sent) -> Awaitable[Answer]:
            self._target_kmh = None
            self._starting.due()

            def sent_and_noted() -> None:
                self._starting.sent()
                sent()

            def may_start() -> bool:
                return self._may_start() and is_timely(order, self._gauge, self._clock.now())

            return control.start(sent_and_noted, may_start)

        def moves() -> bool:
            return self._gauge.speeds > order.speeds and self._gauge.moves()

        if self._starting.is_counting_down() or await self._carry_out(order, start):
            self._under_way.judge(order, await self._gauge.until(START_S, moves))

    def _may_start(self) -> bool:
        return not self._gauge.may_move() and not self._starting.is_counting_down()

    async def _speed(self, order: Order, speed_kmh: float, *, write: bool) -> None:
        from_kmh = self._gauge.speed_kmh or 0.0
        limit_s = self._quirks.pace.limit_s(from_kmh, speed_kmh)

        def reached() -> bool:
            return self._gauge.speeds > order.speeds and self._is_at(speed_kmh)

        async def set_speed(control: Controls, sent: Sent) -> Answer:
            self._target_kmh = None
            if self._quirks.wants_start and self._gauge.moves():
                await control.take_up(self._gauge.moves, self._starting.met)

            def sent_and_noted() -> None:
                self._target_kmh = speed_kmh
                sent()

            def may_set() -> bool:
                has_stopped = from_kmh > 0 and self._gauge.comes_to_zero()
                return not has_stopped and may_be_set(order, self._gauge, self._clock.now())

            return await control.set_speed(self._written(speed_kmh), sent_and_noted, may_set)

        if write and not await self._carry_out(order, set_speed):
            self._target_kmh = None
            return
        rounds = Rounding(self._gauge, self._clock, from_kmh, self._meant(speed_kmh))

        def rounded() -> bool:
            return self._target_kmh == speed_kmh and rounds.has_settled(self._quirks.step_kmh)

        measured = await self._gauge.until(limit_s, lambda: reached() or rounded())
        if not measured:
            self._target_kmh = None
        elif self._starting.held():
            self._report(QuirkShown(start_is_toggle=False))
        self._under_way.judge(order, measured)
        if measured and not reached() and (shown := rounds.shown(self._quirks)) is not None:
            self._target_kmh = self._gauge.speed_kmh
            self._report(shown)

    async def _incline(self, order: Order, percent: float) -> None:
        self._tilt.begin(self._quirks)
        if not await self._carry_out(order, lambda point, sent: point.set_incline(percent, sent)):
            return
        agreed = Stage.ACKNOWLEDGED in order.stages
        is_there, shown = await self._tilt.follow(
            percent, order.inclines, self._quirks, agreed=agreed
        )
        if shown is not None:
            self._report(shown)
        self._under_way.judge(order, is_there)

    async def _pause(self, order: Order) -> None:
        """Pause; a belt that is not paused, or does not slow down, is stopped."""
        from_kmh, self._target_kmh = self._gauge.speed_kmh or self._target_kmh or 0.0, None
        limit_s = max(pace.limit_s(from_kmh, 0.0) for pace in (STRANGERS_PACE, self._quirks.pace))
        pausing = Pausing(self._clock, self._gauge, self._starting.alone_s, limit_s)
        if await self._carry_out(order, pausing.write):
            if await pausing.stands():
                self._under_way.end(order, Stage.CONFIRMED)
                return
            self._under_way.end(order, Stage.UNKNOWN, why.NOT_SLOWING)
        self._halt_belt(for_good=False)

    async def _stop(self, order: Order, halt: Halt) -> None:
        stands = await halt.run()
        if stands:
            self._stop_owed = False
        if not self._is_for_good:
            self._only_stop = False
            self._stop_owed = self._stop_owed and Stage.SENT not in order.stages
        if stands:
            await self._confirm_stop(order)
            return
        self.lookout.end()
        detail = why.UNSEEN if Stage.SENT in order.stages else why.UNTOLD
        self._under_way.end(order, Stage.UNKNOWN, detail)
        if self._is_for_good and await self.lookout.sees_it_rest_and_start() and self._only_stop:
            self._halt_belt(for_good=True)

    async def _confirm_stop(self, order: Order) -> None:
        """The belt stands; one that starts again within a countdown's length is stopped again."""
        if not self._is_for_good:
            self._under_way.end(order, Stage.CONFIRMED)
            return
        self.lookout.begin()
        self._under_way.end(order, Stage.CONFIRMED)
        if await self.lookout.sees_it_start() and self._only_stop and not self._is_closed:
            self._report(QuirkShown(stop_is_toggle=True))
            self._halt_belt(for_good=True)

    async def _carry_out(self, order: Order, procedure: Procedure) -> bool:
        """Return True if the belt may now be expected to obey."""
        assert self._control is not None, "whoever takes it away ends the order"
        lapses = self._quirks.control_lapses
        return await self._carrier.carry_out(order, procedure, self._control, lapses=lapses)

    def _written(self, speed_kmh: float) -> float:
        """A target as the machine is told it, in its own units."""
        return self._quirks.target(speed_kmh, self._range)

    def _is_at(self, speed_kmh: float) -> bool:
        told = self._gauge.speed_kmh
        return told is not None and abs(told - self._meant(speed_kmh)) <= TOLERANCE_KMH + 1e-9

    def _meant(self, speed_kmh: float) -> float:
        """Return what a target is as the machine is told it, km/h."""
        return self._written(speed_kmh) * self._quirks.target_factor

    def _refuse(self, command: Command, value: float | None, detail: str) -> None:
        self._report(CommandReport(command, Stage.REJECTED, value, detail))
