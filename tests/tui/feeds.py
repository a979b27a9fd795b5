"""Feeds for screens: a belt and a heart that obey, on a time that stands where it is put."""

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from math import sin

from runwalk_tui.session.feed import Listener, Transport
from runwalk_tui.session.replay import Recording
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.events import (
    Act,
    BatteryRead,
    BeltReading,
    CapabilitiesRead,
    Command,
    CommandProgressed,
    Device,
    Event,
    HeartReading,
    LinkChanged,
    LinkState,
    MachineKnown,
    PauseAsked,
    RunnerActed,
    RunnerProfile,
    SessionOpened,
    SpeedAsked,
    Stage,
    StartAsked,
    StopAsked,
)
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase, Session

PERIOD_S = 0.5


def run_walk(repeats: int = 8) -> Plan:
    """Warm-up, runs and walks, cool-down: half an hour with eight repeats."""
    return Plan(
        "1-2",
        "One to two, gently",
        (
            Step(Kind.WARM_UP, 5.5, duration_s=180),
            *(Step(Kind.RUN, 8.5, duration_s=60), Step(Kind.WALK, 5.2, duration_s=120)) * repeats,
            Step(Kind.COOL_DOWN, 4.5, duration_s=180),
        ),
        about="A minute of running, two of walking.",
    )


def brief() -> Plan:
    """Twenty seconds of warming up, then a minute each of running and walking, twice."""
    return Plan(
        "brief",
        "Briefly",
        (
            Step(Kind.WARM_UP, 5.5, duration_s=20),
            *(Step(Kind.RUN, 8.5, duration_s=60), Step(Kind.WALK, 5.2, duration_s=60)) * 2,
        ),
    )


class FakeFeed:
    """A live feed on a time of its own; the belt and the strap obey `go`.

    Args:
        plan: The workout; None for the heart alone.
        controllable: Whether the treadmill takes commands.
        answers: Whether the treadmill confirms what it is asked.
        strap: Whether there is a strap.
    """

    def __init__(
        self,
        plan: Plan | None,
        *,
        controllable: bool = True,
        answers: bool = True,
        strap: bool = True,
        treadmill: bool = True,
        runner: RunnerProfile | None = None,
        virtual: bool = False,
    ) -> None:
        self._runner = Engine()
        self._listeners: list[Listener] = []
        self.log: list[Event] = []
        self.trouble: str | None = None
        self.acts: list[tuple[Act, float | None]] = []
        self.answers = answers
        self.belt_talks = treadmill
        self.strap_talks = strap
        self.contact = True
        self.sends_rr = True
        self.frozen = False
        self.deaf = False
        self._t = 0.0
        self._speed = 0.0
        self._target: float | None = None
        self._started: float | None = None
        self._heart = 92.0
        self._pending: float | None = None
        self._next_reading = 1.0
        profile = runner or RunnerProfile(name="Ada", mass_kg=68.0, max_bpm=184)
        self.take(SessionOpened(0.0, plan, profile, "2026-05-02T07:30:00+02:00", "test", virtual))
        if treadmill and plan is not None:
            self.connect(controllable)
        if strap:
            self.link(Device.STRAP, LinkState.UP, "Polar H10")
            self.take(BatteryRead(0.0, Device.STRAP, 84))

    def twin(self) -> "FakeFeed":
        """Another feed at the same moment, that nobody listens to."""
        twin = copy(self)
        twin._runner = copy(self._runner)
        twin._listeners, twin.log, twin.acts = [], self.log.copy(), self.acts.copy()
        return twin

    @property
    def session(self) -> Session:
        return self._runner.session

    @property
    def transport(self) -> Transport | None:
        return None

    def now(self) -> float:
        return self._t

    def view(self) -> Session:
        return advance(self.session, self._t)

    def hold_s(self) -> float:
        return 0.0

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def act(self, act: Act, value: float | None = None) -> None:
        self.acts.append((act, value))
        if not self.deaf:
            self.take(RunnerActed(self._t, act, value))

    def link(self, device: Device, state: LinkState, name: str | None = None) -> None:
        """A connection changes now."""
        self.take(LinkChanged(self._t, device, state, name))

    def connect(self, controllable: bool = True) -> None:
        """The treadmill is found, and what it can do is known."""
        self.link(Device.TREADMILL, LinkState.UP, "F80")
        self.take(MachineKnown(self._t, checked=True))
        self.take(CapabilitiesRead(self._t, controllable, 0.8, 16.0, 0.1))

    def take(self, event: Event) -> None:
        """``event`` happens, with all that follows from it."""
        self._tell(self._runner.feed(event))

    def start(self) -> "FakeFeed":
        """The runner starts, and the belt moves."""
        self.go(2.0)
        self.act(Act.START)
        while self.session.phase is not Phase.RUNNING:
            self.go(self._t + PERIOD_S)
        return self

    def run(self, active_s: float) -> "FakeFeed":
        """Goes on until the workout's clock stands at ``active_s``."""
        while self.session.active_s < active_s - PERIOD_S:
            self.go(self._t + PERIOD_S)
        return self.go(self._t + active_s - self.view().active_s)

    def drive(self, speed_kmh: float) -> "FakeFeed":
        """Somebody sets the belt's speed at its console."""
        self._started, self._target = (-3.0, speed_kmh) if speed_kmh else (None, None)
        return self

    def go(self, until: float) -> "FakeFeed":
        """Time passes until ``until``, with a reading of each device every half second."""
        while self._next_reading <= until:
            self._t = self._next_reading
            self._tell(self._runner.advance(self._t))
            self._read()
            self._next_reading += PERIOD_S
        self._t = until
        self._tell(self._runner.advance(until))
        return self

    def _tell(self, log: list[Event]) -> None:
        self.log += log
        for event in log:
            match event:
                case StartAsked():
                    self._started = event.t
                case SpeedAsked():
                    self._target = self._pending = event.speed_kmh
                    self._progress(event.t, Stage.SENT)
                case PauseAsked() | StopAsked():
                    self._target = self._started = None
            for listener in tuple(self._listeners):
                listener(event)

    def _progress(self, t: float, stage: Stage) -> None:
        self.take(CommandProgressed(t, Command.SPEED, stage, self._pending))

    def _read(self) -> None:
        t = self._t
        moves = self._started is not None and t >= self._started + 3
        wanted = (self._target or 0.8) if moves else 0.0
        self._speed += max(-0.5, min(0.5, wanted - self._speed))
        if self.belt_talks and self.session.plan is not None:
            self.take(BeltReading(t, round(self._speed, 2), energy_kcal=round(t / 8)))
            if self.answers and self._pending and abs(self._speed - self._pending) < 0.05:
                self._progress(t, Stage.CONFIRMED)
                self._pending = None
            if self.session.phase is Phase.STOPPING and self._speed == 0 and self.answers:
                self.take(CommandProgressed(t, Command.STOP, Stage.CONFIRMED))
        if self.strap_talks and t == int(t):
            self._beat(t)

    def _beat(self, t: float) -> None:
        drive = 96 + 8.5 * self._speed + (4 if self._speed > 7 else 0) + t / 200
        if not self.frozen:
            self._heart += (drive - self._heart) / (22 if drive > self._heart else 34)
        bpm = round(self._heart + (0 if self.frozen else 1.2 * sin(t / 3)))
        rr = 60 / max(30, bpm) + 0.02 * sin(t)
        self.take(HeartReading(t, bpm, self.contact, (round(rr, 3),) if self.sends_rr else ()))


def running() -> FakeFeed:
    """Twenty seconds into the first run, forty before its end."""
    return under_way(40, brief())


def under_way(active_s: float, plan: Plan | None = None) -> FakeFeed:
    """``plan``, by default `run_walk`, when the workout's clock stands at ``active_s``."""
    return _under_way(active_s, plan or run_walk()).twin()


@lru_cache
def _under_way(active_s: float, plan: Plan) -> FakeFeed:
    return FakeFeed(plan).start().run(active_s)


@lru_cache
def half_an_hour() -> Recording:
    """A whole session of half an hour, as the journal would have it."""
    return Recording(half_an_hours_events())


@lru_cache
def half_an_hours_events() -> list[Event]:
    """Its events."""
    feed = FakeFeed(run_walk()).start()
    while feed.session.phase is not Phase.ENDED:
        feed.go(feed.now() + 10)
    return feed.log
