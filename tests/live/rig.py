"""A live session on a virtual scene, with all that happened and all that went over the air."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial, reduce
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace as changed

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.belted import VirtualBelt
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.pods import PodMemory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.standing import matters_after_end
from tests.live.own_wires import referee_of
from tests.live.referee import Referee
from tests.runwalk_devices.rig import no_loose_ends
from tests.workout.witness import Witness

OP = ControlOpcode
E = TypeVar("E", bound=ev.Event)

SHORT = Plan(
    "short",
    "Short",
    (
        Step(Kind.WARM_UP, 5.0, duration_s=20),
        Step(Kind.RUN, 8.5, duration_s=20),
        Step(Kind.WALK, 5.2, duration_s=15),
        Step(Kind.RUN, 8.5, duration_s=20),
        Step(Kind.COOL_DOWN, 4.0, duration_s=15),
    ),
)
LONG = Plan(
    "long", "Long", (Step(Kind.RUN, 8.0, duration_s=900), Step(Kind.WALK, 5.0, duration_s=60))
)


class Log(list[ev.Event]):
    """Keeps every event."""

    trouble: str | None = None


@dataclass(repr=False)  # asyncio's runner writes out the result of its task and throws it away
class Show:
    """A session under way."""

    clock: Clock
    scene: VirtualScene
    live: LiveSession
    referee: Referee | None = None
    log: Log = field(default_factory=Log)
    wire: list[Packet] = field(default_factory=list)

    @property
    def treadmill(self) -> VirtualTreadmill:
        assert isinstance(self.scene.treadmill, VirtualTreadmill)
        return self.scene.treadmill

    @property
    def belt(self) -> VirtualBelt:
        """The machine, whatever it speaks."""
        assert isinstance(self.scene.treadmill, VirtualBelt)
        return self.scene.treadmill

    @property
    def strap(self) -> VirtualStrap:
        assert isinstance(self.scene.strap, VirtualStrap)
        return self.scene.strap

    @property
    def session(self) -> Session:
        return self.live.session

    def all(self, kind: type[E]) -> list[E]:
        return [event for event in self.log if isinstance(event, kind)]

    def acted(self, *acts: ev.Act) -> list[float]:
        return [event.t for event in self.all(ev.RunnerActed) if event.act in acts]

    def cues(self, cue: ev.Cue) -> list[str]:
        return [event.say for event in self.all(ev.CueDue) if event.cue is cue]

    def writes(self, opcode: ControlOpcode, since: float = 0.0) -> list[Packet]:
        return [
            packet
            for packet in self.wire
            if packet.kind is PacketKind.WRITE and packet.data[0] == opcode and packet.t >= since
        ]

    def commands(self, since: float = 0.0) -> list[bytes]:
        """All that was written to the control point."""
        return [p.data for p in self.wire if p.kind is PacketKind.WRITE and p.t >= since]

    def targets(self, since: float = 0.0) -> list[tuple[float, float]]:
        """Each target speed that was written, km/h, and when."""
        return [
            (packet.t, int.from_bytes(packet.data[1:3], "little") / 100)
            for packet in self.writes(OP.SET_TARGET_SPEED, since)
        ]

    async def until(self, holds: Callable[[], bool], seconds: float = 120) -> None:
        deadline = self.clock.now() + seconds
        while not holds():
            assert self.clock.now() < deadline, f"not within {seconds} s: {self.tail()}"
            await self.clock.sleep(0.05)

    async def phase(self, *phases: Phase, seconds: float = 120) -> None:
        await self.until(lambda: self.session.phase in phases, seconds)

    async def started(self, plus_s: float = 0.0) -> None:
        """The runner arms the session, and the workout runs for so long."""
        await self.until(lambda: self.session.belt.ready)
        self.live.act(ev.Act.START)
        await self.phase(Phase.RUNNING)
        await self.clock.sleep(plus_s)

    async def at_speed(self, speed_kmh: float) -> None:
        await self.until(lambda: abs(self.belt.speed_kmh - speed_kmh) < 0.05)

    def silence(self) -> None:
        self.scene.air.silence(self.belt.address)

    def restore(self) -> None:
        self.scene.air.restore(self.belt.address)

    def tail(self) -> list[ev.Event]:
        dull = ev.BeltReading | ev.HeartReading
        return [event for event in self.log if not isinstance(event, dull)][-12:]


def knowing(scene: VirtualScene, **traits: object) -> Memory:
    """The memory of a runner who has had the treadmill checked and never ran on it."""
    known = {"lag": None, "checked_on": date(2029, 12, 31), "obeys": True, **traits}
    machines = DeviceRegistry(virtual="")
    machine = scene.treadmill
    machines.update(machine.name, machine.address, lambda before: changed(before, **known))
    return Memory(machines)


@asynccontextmanager
async def show(
    plan: Plan | None = SHORT,
    *,
    spec: str = "",
    telemetry_hz: float = 2.0,
    before: Callable[[VirtualScene], None] = lambda _: None,
    enter: bool = True,
    memory: Memory | None = None,
    treadmill: str | None = None,
    strap: str | None = None,
    clock: Clock | None = None,
    runner: ev.RunnerProfile | None = None,
) -> AsyncIterator[Show]:
    """A session that has begun, unless the test means to ``enter`` it; its log must add up.

    Its treadmill was checked before, unless ``memory`` knows nothing of it.
    """
    clock = clock or Clock()
    scene = virtual_scene(clock, spec, telemetry_hz=telemetry_hz)
    before(scene)
    log = Log()
    live = LiveSession(
        clock,
        scene.adapter,
        plan,
        runner or ev.RunnerProfile(),
        sink=log,
        opened_at="2030-01-01T08:00:00+01:00",
        program="test",
        treadmill=treadmill,
        strap=strap,
        memory=memory or knowing(scene),
        pods=PodMemory(DeviceRegistry(virtual="")),
        virtual=True,
    )
    stage = Show(clock, scene, live, log=log)
    scene.air.on_packet(stage.wire.append)
    if isinstance(scene.treadmill, VirtualBelt):
        stage.referee = referee_of(scene, is_known=memory is None or _remembers("", spec))
        live.subscribe(partial(_tell, stage.referee, plan))
    async with scene:
        async with no_loose_ends():
            if enter:
                async with live:
                    yield stage
            else:
                yield stage
        check(stage)


def _remembers(*virtual: str) -> bool:
    """Whether the treadmill was checked by an earlier session of the test."""
    machines = [machine for kind in virtual for machine in DeviceRegistry(virtual=kind).all()]
    return any(machine.is_checked for machine in machines)


def _tell(referee: Referee, plan: Plan | None, event: ev.Event) -> None:
    """What the runner does, hears and has planned; a referee reads no log."""
    match event:
        case ev.RunnerActed():
            referee.acted(event.act.value, event.value)
        case ev.CueDue():
            referee.heard(event.cue.value, event.say)
        case ev.StepBegan() if plan is not None:
            referee.planned(plan.steps[event.index].incline_percent)
        case ev.SessionEnded():
            referee.ended(stood=event.belt_stopped)


def check(stage: Show) -> None:
    """What holds for the log and the wire of any session."""
    log = stage.log
    if stage.referee is not None:
        stage.referee.credited(stage.session.distance_m)
        stage.referee.verdict()
    witness = Witness()
    for event in log:
        witness(event)
    assert all(earlier.t <= later.t for earlier, later in pairwise(log)), "time went back"
    assert reduce(evolve, log, Session()) == stage.session, "the log is not the session"
    starts, refused = stage.writes(OP.START_OR_RESUME), [p for p in stage.wire if _refuses_start(p)]
    allowed = stage.referee is not None and stage.referee.preambles
    assert allowed or len(starts) <= len(stage.all(ev.StartAsked)) + len(refused)
    assert len(stage.all(ev.StartAsked)) <= len(stage.acted(ev.Act.START, ev.Act.RESUME))
    ends = stage.all(ev.SessionEnded)
    assert len(ends) <= 1
    if ends:
        after = log[log.index(ends[0]) + 1 :]
        assert all(isinstance(e, ev.CueDue) or matters_after_end(e) for e in after), after
    assert all(0 < event.speed_kmh <= 12 for event in stage.all(ev.SpeedAsked))


def _refuses_start(packet: Packet) -> bool:
    return packet.characteristic == "2AD9" and packet.data[:3] == b"\x80\x07\x05"
