"""A treadmill, a heart and a runner without an event loop: they obey a `Engine` and keep its log.

Time is the model's own. `Model.run` plays the agenda (telemetry, heart beats, the ends of
commands) and the runner's deadlines in order of time, as the live shell would.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase, Session

TOLERANCE_KMH = 0.1
LATENCY_S = 0.2


@dataclass
class Machine:
    """What kind of treadmill and strap the model is; the defaults behave well."""

    minimum_kmh: float | None = 0.8
    maximum_kmh: float | None = 16.0
    increment_kmh: float | None = 0.1
    controllable: bool = True
    inclinable: bool = False
    reports: bool = True
    tells: bool = False
    telemetry_s: tuple[float, ...] = (1.0,)
    countdown_s: float = 3.0
    ramp_kmh_s: float = 0.5
    stop_kmh_s: float = 2.0
    start_kmh: float = 0.8
    refuses: set[ev.Command] = field(default_factory=set)
    ignores: set[ev.Command] = field(default_factory=set)
    speed_at_first_kmh: float = 0.0
    checked: bool = True
    lag: tuple[float, float, float] | None = None
    target_factor: float = 1.0
    data_factor: float = 1.0
    counter_step_m: int | None = 1


@dataclass
class Order:
    """A command under way; ``until`` is when its end becomes unknown."""

    command: ev.Command
    value: float | None
    asked_at: float
    until: float


class Model:
    """One session of a runner on a machine.

    Attributes:
        log: Every event so far.
        stopped_at: When the console stopped the belt; None once it stands.
        heart_mode: "true", "frozen", "gone", "zero" or "off".
    """

    def __init__(
        self,
        plan: Plan,
        machine: Machine | None = None,
        profile: ev.RunnerProfile | None = None,
        witness: Callable[[ev.Event], None] | None = None,
    ) -> None:
        self.machine = machine or Machine()
        self.runner = Engine()
        self.log: list[ev.Event] = []
        self.t = 0.0
        self.heart_mode = "true"
        self.bpm = 90.0
        self.silent = False
        self.glitch = False
        self.linked = False
        self.stopped_at: float | None = None
        self._witness = witness or (lambda event: None)
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._readings = 0
        self._speed_kmh = self._goal_kmh = self.machine.speed_at_first_kmh
        self._ramp_kmh_s = self.machine.ramp_kmh_s
        self._moved_at = 0.0
        self._metres = 0.0
        self._starts_at: float | None = None
        self._pending: Order | None = None
        self.feed(ev.SessionOpened(0.0, plan, profile or ev.RunnerProfile(), "2026", "model"))
        self.connect()
        self._at(0.0, self._tell_speed)
        self._at(0.5, self._tell_heart)

    @property
    def session(self) -> Session:
        """The runner's session."""
        return self.runner.session

    def phase(self) -> Phase:
        """Where the session stands."""
        return self.session.phase

    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self.session.phase is Phase.ENDED

    def run(self, seconds: float) -> None:
        """Lets so much time pass."""
        self.run_until(self.t + seconds)

    def run_until(self, t: float) -> None:
        """Lets time pass until ``t``, to the next thing due and on."""
        while True:
            deadline = self.runner.next_deadline()
            due = self._agenda[0][0] if self._agenda else t + 1
            if deadline is not None and deadline <= min(due, t):
                self.t = max(self.t, deadline)
                self._take(self.runner.advance(deadline))
            elif due <= t:
                self.t = max(self.t, due)
                heappop(self._agenda)[2]()
            else:
                break
        self.t = t

    def stall(self, seconds: float) -> None:
        """Time passes, and only then does anybody look what was due."""
        self.t += seconds
        self._take(self.runner.advance(self.t))

    def run_to(self, phase: Phase, limit_s: float = 60.0) -> None:
        """Lets time pass by quarter seconds until ``phase``; fails after ``limit_s``."""
        end = self.t + limit_s
        while self.session.phase is not phase:
            assert self.t < end, f"{self.session.phase} and not {phase} after {limit_s} s"
            self.run(0.25)

    def start(self) -> None:
        """The runner starts, and the belt comes to move."""
        self.run(2.0)
        self.act(ev.Act.START)
        self.run_to(Phase.RUNNING)

    def act(self, act: ev.Act, value: float | None = None) -> None:
        """The runner presses a key."""
        self.feed(ev.RunnerActed(self.t, act, value))

    def feed(self, event: ev.Event) -> None:
        """Something happens now."""
        self._take(self.runner.feed(event))

    def said(self, kind: type[ev.Event]) -> list[ev.Event]:
        """The events of one type so far."""
        return [event for event in self.log if type(event) is kind]

    def asked_kmh(self) -> list[tuple[float, float]]:
        """The speeds asked so far, each with its time."""
        return [(e.t, e.speed_kmh) for e in self.log if isinstance(e, ev.SpeedAsked)]

    def began(self) -> list[tuple[float, int]]:
        """The steps begun so far, each with its time."""
        return [(e.t, e.index) for e in self.log if isinstance(e, ev.StepBegan)]

    def cues(self, cue: ev.Cue) -> list[tuple[float, str]]:
        """What was said so far in one way, each with its time."""
        return [(e.t, e.say) for e in self.log if isinstance(e, ev.CueDue) and e.cue is cue]

    def connect(self) -> None:
        """The link comes up."""
        if self.linked:
            return
        self.linked = True
        machine = self.machine
        self.feed(ev.LinkChanged(self.t, ev.Device.TREADMILL, ev.LinkState.UP, "Model"))
        known = ev.MachineKnown(self.t, machine.checked)
        if machine.lag is not None:
            known = ev.MachineKnown(self.t, machine.checked, *machine.lag, samples=9)
        self.feed(known)
        self.feed(
            ev.CapabilitiesRead(
                self.t,
                machine.controllable,
                machine.minimum_kmh,
                machine.maximum_kmh,
                machine.increment_kmh,
                machine.inclinable,
                machine.tells,
            )
        )

    def lose(self) -> None:
        """The link is lost; the belt goes on as it is."""
        if not self.linked:
            return
        self.linked = False
        self.feed(ev.LinkChanged(self.t, ev.Device.TREADMILL, ev.LinkState.LOST))
        self._end(ev.Stage.UNKNOWN)

    def speed_kmh(self) -> float:
        """What the belt does at this moment."""
        self._move()
        return self._speed_kmh

    def start_by_itself(self) -> None:
        """Nobody did anything, and the belt moves after its countdown."""
        if self.speed_kmh() == 0 and self._starts_at is None:
            self._count_down()

    def press_speed(self, by_kmh: float) -> None:
        """The console's plus or minus."""
        if self.speed_kmh() > 0 and self.stopped_at is None:
            self._go(min(20.0, max(0.5, self._goal_kmh + by_kmh)))

    def press_stop(self, *, pauses: bool = False) -> None:
        """The console's stop or pause."""
        if self.speed_kmh() > 0:
            self.stopped_at = self.t
        self._starts_at = None
        self._go(0.0, self.machine.stop_kmh_s)
        self._report(ev.Report.PAUSED if pauses else ev.Report.STOPPED)

    def press_start(self) -> None:
        """The console's start: a countdown, then motion."""
        if self.speed_kmh() == 0 and self._starts_at is None:
            self._count_down()
            self._report(ev.Report.STARTED)

    def pull_key(self) -> None:
        """The safety key: the belt stands at once."""
        self._move()
        self._starts_at, self.stopped_at = None, None
        self._speed_kmh = self._goal_kmh = 0.0
        self._report(ev.Report.SAFETY_KEY)

    def _report(self, report: ev.Report) -> None:
        if self.linked and (self.machine.reports or report is ev.Report.SAFETY_KEY):
            self.feed(ev.ConsoleReported(self.t, report))

    def _take(self, events: list[ev.Event]) -> None:
        assert len(events) < 100, f"endless: {events[-4:]}"
        for event in events:
            self.log.append(event)
            self._witness(event)
            self._obey(event)

    def _obey(self, event: ev.Event) -> None:
        match event:
            case ev.StartAsked():
                self._command(ev.Command.START, None)
            case ev.SpeedAsked():
                self._command(ev.Command.SPEED, event.speed_kmh)
            case ev.UnitsAsked():
                self.machine.target_factor /= event.target_factor
                self.machine.data_factor /= event.data_factor
            case ev.PauseAsked():
                self._command(ev.Command.PAUSE, None)
            case ev.StopAsked():
                self._command(ev.Command.STOP, None)

    def _command(self, command: ev.Command, value: float | None) -> None:
        overtaken = self._pending
        change_kmh = 0.0 if value is None else abs(value - self.speed_kmh())
        self._pending = Order(command, value, self.t, until=self.t + 12 + change_kmh / 0.3)
        if overtaken is not None:
            self._progress(overtaken.command, ev.Stage.UNKNOWN, overtaken.value)
        self._at(self.t + LATENCY_S, lambda: self._arrive(command, value))

    def _progress(self, command: ev.Command, stage: ev.Stage, value: float | None) -> None:
        """Told after the log of this moment is complete, as the shell would."""
        self._at(self.t, lambda: self.feed(ev.CommandProgressed(self.t, command, stage, value)))

    def _arrive(self, command: ev.Command, value: float | None) -> None:
        order = self._pending
        if order is None or (order.command, order.value) != (command, value):
            return
        refused = command in self.machine.refuses or not self.machine.controllable
        if not self.linked or refused:
            self._end(ev.Stage.REJECTED if refused else ev.Stage.UNKNOWN)
            return
        self.feed(ev.CommandProgressed(self.t, command, ev.Stage.ACKNOWLEDGED, value))
        if command in self.machine.ignores:
            return
        if command is ev.Command.START:
            if self.speed_kmh() == 0:
                self._count_down()
        elif command is ev.Command.SPEED and value is not None:
            if self.speed_kmh() > 0:
                self.stopped_at = None
                self._go(value * self.machine.target_factor)
        elif command in (ev.Command.PAUSE, ev.Command.STOP):
            self._starts_at = None
            self._go(0.0, self.machine.stop_kmh_s)

    def _end(self, stage: ev.Stage) -> None:
        if self._pending is not None:
            order, self._pending = self._pending, None
            self._progress(order.command, stage, order.value)

    def _count_down(self) -> None:
        begins = self._starts_at = self.t + self.machine.countdown_s

        def begin() -> None:
            if self._starts_at == begins:
                self._starts_at = None
                self._move()
                self._speed_kmh = 0.3
                self._go(self.machine.start_kmh)

        self._at(begins, begin)

    def _go(self, goal_kmh: float, ramp_kmh_s: float | None = None) -> None:
        self._move()
        self._goal_kmh = goal_kmh
        self._ramp_kmh_s = ramp_kmh_s or self.machine.ramp_kmh_s

    def _move(self) -> None:
        lapse_s, self._moved_at = self.t - self._moved_at, self.t
        before = self._speed_kmh
        reach = self._ramp_kmh_s * lapse_s
        if self._speed_kmh > 0:
            change = self._goal_kmh - self._speed_kmh
            self._speed_kmh = max(0.0, self._speed_kmh + min(reach, max(-reach, change)))
        if self._speed_kmh == 0:
            self.stopped_at = None
        self._metres += (before + self._speed_kmh) / 2 * lapse_s / 3.6

    def _tell_speed(self) -> None:
        gaps = self.machine.telemetry_s
        self._at(self.t + gaps[self._readings % len(gaps)], self._tell_speed)
        self._readings += 1
        speed_kmh = round(self.speed_kmh(), 2)
        if not self.linked or self.silent:
            self._give_up()
            return
        told_kmh, self.glitch = 0.0 if self.glitch else speed_kmh, False
        told_kmh = round(told_kmh / self.machine.data_factor, 2)
        self.feed(ev.BeltReading(self.t, told_kmh, self._counted_m()))
        self._confirm(told_kmh)

    def _counted_m(self) -> float | None:
        step_m = self.machine.counter_step_m
        return None if step_m is None else self._metres // step_m * step_m

    def _confirm(self, speed_kmh: float) -> None:
        if self._pending is None:
            return
        order = self._pending
        if self.t < order.asked_at + LATENCY_S:
            return
        done = {
            ev.Command.START: speed_kmh > 0,
            ev.Command.SPEED: abs(speed_kmh - (order.value or 0.0)) <= TOLERANCE_KMH,
        }.get(order.command, speed_kmh == 0 == self.speed_kmh())
        if done:
            self._end(ev.Stage.CONFIRMED)
        else:
            self._give_up()

    def _give_up(self) -> None:
        if self._pending is not None and self.t > self._pending.until:
            self._end(ev.Stage.UNKNOWN)

    def _tell_heart(self) -> None:
        self._at(self.t + 1.0, self._tell_heart)
        effort_bpm = 90 + 8 * self.speed_kmh()
        if self.heart_mode != "frozen":
            self.bpm += (effort_bpm - self.bpm) / 20
        match self.heart_mode:
            case "true":
                breath_bpm = int(self.t) // 7 % 2
                self.feed(ev.HeartReading(self.t, round(self.bpm) + breath_bpm, True))
            case "frozen":
                self.feed(ev.HeartReading(self.t, round(self.bpm), True))
            case "zero":
                self.feed(ev.HeartReading(self.t, None, True))
            case "off":
                self.feed(ev.HeartReading(self.t, round(self.bpm), False))

    def _at(self, t: float, call: Callable[[], None]) -> None:
        heappush(self._agenda, (t, next(self._order), call))


def plan_of(*steps: Step, maximum_kmh: float | None = None) -> Plan:
    """A plan of these steps."""
    return Plan("test", "Test", steps, maximum_kmh=maximum_kmh)


def walk(duration_s: float = 60.0, speed_kmh: float = 5.0) -> Step:
    """A walk."""
    return Step(Kind.WALK, speed_kmh, duration_s=duration_s)


def run(duration_s: float = 60.0, speed_kmh: float = 8.5) -> Step:
    """A run."""
    return Step(Kind.RUN, speed_kmh, duration_s=duration_s)


def started(*steps: Step, machine: Machine | None = None) -> Model:
    """A model under way, just after its belt began to move."""
    model = Model(plan_of(*(steps or (walk(), run(), walk()))), machine)
    model.start()
    return model
