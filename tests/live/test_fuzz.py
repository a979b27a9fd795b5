"""Ten thousand sequences of packets, right and wrong, through the whole client in a workout."""

import gc
import logging
import os
import tracemalloc
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode, decode_treadmill_data
from runwalk_devices.codecs.uuids import short
from runwalk_devices.simulator.air import Packet as Sent
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase, Session
from tests.live.fuzz import STRAP, TREADMILL, Fuzz, Packet
from tests.live.rig import knowing, show
from tests.runwalk_devices.rig import no_loose_ends
from tests.workout.witness import Witness

OP = ControlOpcode
CAP_KMH = 12.0
PLAN = Plan(
    "fuzz",
    "Fuzz",
    (
        Step(Kind.WARM_UP, 5.0, duration_s=30),
        *(
            Step(Kind.RUN, 8.5, duration_s=40),
            Step(Kind.WALK, 5.2, duration_s=60, until_bpm=90),
            Step(Kind.RUN, 14.0, distance_m=80),
            Step(Kind.WALK, 4.0, duration_s=30, incline_percent=2.0),
        )
        * 50,
    ),
)
ACTS = [ev.Act.START, ev.Act.RESUME] * 4 + [
    ev.Act.PAUSE,
    ev.Act.SKIP,
    ev.Act.BACK,
    ev.Act.EXTEND,
    ev.Act.NUDGE,
    ev.Act.ACCEPT_UNITS,
]
SEQUENCES_A_SESSION = 250
SESSIONS_AT_ONCE = 5
SESSIONS = int(os.environ.get("FUZZ_SEQUENCES", "10000")) // SEQUENCES_A_SESSION
"""More by ``make fuzz``; a seed that fails is named and fails again."""

LAYOUTS_KEPT = 256
"""So many forms of Treadmill Data the decoder remembers."""

ROOM = 64 * 1024
"""Octets by which sessions differ at any moment: the last minute's beats, the steps done."""

PAUSES_S = (0.0, 0.0, 0.0, 0.02, 0.1, 0.6, 3.1)


class Watch(logging.Handler):
    """Sees every event, every command and every complaint; keeps what is wrong, and no more."""

    trouble: str | None = None

    def __init__(self, scene: VirtualScene) -> None:
        super().__init__(logging.WARNING)
        self.faults: list[str] = []
        self.folded = Session()
        self.subscribed: set[str] = set()
        self.phases: Counter[Phase] = Counter()
        self._witness = Witness()
        self._starts = 0
        scene.air.on_packet(self._sent)

    def append(self, event: ev.Event) -> None:
        """A session's sink."""
        self.folded = evolve(self.folded, event)
        if isinstance(event, ev.StartAsked):
            # Once more if control was not permitted: the first one was refused.
            self._starts += 2
        try:
            self._witness(event)
        except AssertionError as error:
            self.faults.append(f"{event}: {error}")

    def emit(self, record: logging.LogRecord) -> None:
        """A logged complaint."""
        self.faults.append(self.format(record))

    def _sent(self, packet: Sent) -> None:
        if packet.kind is PacketKind.SUBSCRIBE:
            self.subscribed.add(packet.characteristic)
        if packet.kind is not PacketKind.WRITE:
            return
        fault = self._fault(packet.data)
        if fault:
            self.faults.append(f"{packet.t:.2f}: {packet.data.hex()} is {fault}")

    def _fault(self, data: bytes) -> str | None:
        if self.folded.phase in (Phase.STOPPING, Phase.ENDED):
            stops = data[0] in (OP.STOP_OR_PAUSE, OP.REQUEST_CONTROL)
            stops = stops or (data[0] == OP.SET_TARGET_SPEED and _is_lowest(data))
            return None if stops else "written after Stop"
        if data[0] == OP.START_OR_RESUME:
            self._starts -= 1
            return "a Start that nobody asked for" if self._starts < 0 else None
        if data[0] == OP.SET_TARGET_SPEED:
            speed_kmh = int.from_bytes(data[1:3], "little") / 100
            return None if 0 < speed_kmh <= CAP_KMH else "above the cap"
        return None


def _is_lowest(data: bytes) -> bool:
    """A belt that does not obey Stop is asked for its lowest speed, on its grid, or for 1 km/h."""
    return 0 < int.from_bytes(data[1:3], "little") <= 100


@dataclass
class Stage:
    seed: int
    clock: Clock
    scene: VirtualScene
    live: LiveSession
    watch: Watch
    fuzz: Fuzz
    recent: list[list[Packet]] = field(default_factory=list)

    async def suffer(self, sequences: int) -> None:
        random, phases = self.fuzz.random, self.watch.phases
        for _ in range(sequences):
            phases[self.live.session.phase] += 1
            sequence = self.fuzz.sequence()
            self.recent = [*self.recent[-4:], sequence]
            for packet in sequence:
                self._send(packet)
                await self.clock.sleep(random.choice(PAUSES_S) if random.random() < 0.2 else 0.0)
            await self.clock.sleep(random.choice(PAUSES_S))
            assert not self.watch.faults, (self.seed, self.watch.faults, self.recent)

    async def suffer_at_work(self, sequences: int) -> None:
        random = self.fuzz.random
        for _ in range(sequences):
            if random.random() < 0.2:
                self.live.act(random.choice(ACTS), random.choice((None, -0.5, 0.5)))
            if random.random() < 0.01:
                self._lose_a_link()
            await self.suffer(1)

    def _lose_a_link(self) -> None:
        """What is read of the treadmill next time may be anything as well."""
        device = self.fuzz.random.choice((self.scene.treadmill, self.scene.strap))
        if device is self.scene.treadmill:
            for uuid, data in self.fuzz.readings():
                device.characteristic(uuid).value = data
        self.scene.air.cut(device.address)

    def _send(self, packet: Packet) -> None:
        device = self.scene.treadmill if packet.uuid in TREADMILL else self.scene.strap
        device.notify(device.characteristic(packet.uuid), packet.data)


async def live_through(
    seed: int, sequences: int = SEQUENCES_A_SESSION, look: Callable[[], None] = lambda: None
) -> Watch:
    """One session; ``look`` is called at times while its workout is under way."""
    clock = Clock()
    scene = virtual_scene(clock)
    watch = Watch(scene)
    live = LiveSession(
        clock,
        scene.adapter,
        PLAN,
        ev.RunnerProfile(cap_kmh=CAP_KMH),
        sink=watch,
        opened_at="2030-01-01T08:00:00+01:00",
        program="test",
        memory=None if seed % 2 else knowing(scene),
        virtual=True,
    )
    stage = Stage(seed, clock, scene, live, watch, Fuzz(seed))
    some = sequences // 10
    logging.getLogger().addHandler(watch)
    try:
        async with scene, no_loose_ends():
            async with live:
                await stage.suffer(some)
                for _ in range(4):
                    await stage.suffer_at_work(2 * some)
                    look()
                live.act(ev.Act.STOP)
                await stage.suffer(some)
            await live.ended()
    finally:
        logging.getLogger().removeHandler(watch)
    assert not watch.faults, (seed, watch.faults)
    assert live.session.phase is Phase.ENDED
    assert watch.folded == live.session, seed
    assert watch.subscribed <= {short(uuid) for uuid in (*TREADMILL, *STRAP)}
    return watch


@pytest.mark.parametrize("first_seed", range(0, SESSIONS, SESSIONS_AT_ONCE))
async def test_whatever_arrives_the_client_lives_and_the_rules_hold(first_seed: int) -> None:
    phases: Counter[Phase] = Counter()
    for seed in range(first_seed, first_seed + SESSIONS_AT_ONCE):
        phases += (await live_through(seed)).phases
    assert set(phases) == set(Phase) - {Phase.OPENING}
    assert phases[Phase.RUNNING] > phases.total() / 10


async def test_memory_does_not_grow() -> None:
    """Neither from session to session nor within one."""
    sizes: list[int] = []

    def look() -> None:
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    try:
        for flags in range(LAYOUTS_KEPT):
            decode_treadmill_data(flags.to_bytes(2, "little") + bytes(22))
        for seed in range(max(4, SESSIONS // 10)):
            await live_through(seed, 100, look)
    finally:
        tracemalloc.stop()
    half = len(sizes) // 2
    assert max(sizes[half:]) - max(sizes[:half]) < ROOM, sizes


async def test_a_stop_told_of_a_belt_that_goes_on_ends_a_walking_check() -> None:
    """Once found by chance: after 5 s the stop was forgotten, and the belt asked for more."""
    async with show(memory=Memory(DeviceRegistry(virtual=""))) as stage:
        await stage.until(lambda: stage.session.belt.ready)
        stage.live.act(ev.Act.START)
        await stage.phase(Phase.CHECKING)
        stopped_at = stage.clock.now()
        notify(stage.treadmill, uuids.FITNESS_MACHINE_STATUS, "0201")
        await stage.clock.sleep(30)
        assert stage.treadmill.speed_kmh > 0
        assert stage.session.phase is Phase.PAUSED
        assert stage.targets(stopped_at) == []


async def test_no_check_goes_faster_than_a_walk_whatever_the_machine_says_of_itself() -> None:
    """Once found by chance: with its lowest speed at 11.04 km/h the check asked for that."""
    async with show(memory=Memory(DeviceRegistry(virtual="")), before=fastest_at_least) as stage:
        await stage.until(lambda: stage.session.belt.ready)
        stage.live.act(ev.Act.START)
        await stage.phase(Phase.CHECKING)
        await stage.clock.sleep(90)
        assert stage.session.belt.minimum_kmh == 11.04
        assert stage.targets() == []
        assert not stage.session.belt.obeys


def fastest_at_least(scene: VirtualScene) -> None:
    """A speed range of 11.04 to 20 km/h: one bit of the right one is flipped."""
    speeds = scene.treadmill.characteristic(uuids.SUPPORTED_SPEED_RANGE)
    speeds.value = bytes.fromhex("5004d0070a00")


async def test_a_word_of_the_console_before_a_lost_link_starts_nothing_after_it() -> None:
    """Once found by chance: a stop told of a standing belt was taken for a start for a minute."""
    async with show() as stage:
        await stage.until(lambda: stage.session.belt.still)
        notify(stage.treadmill, uuids.FITNESS_MACHINE_STATUS, "0201")
        await stage.clock.sleep(1.0)
        stage.live.act(ev.Act.START)
        stage.scene.air.cut(stage.treadmill.address)
        await stage.until(lambda: stage.session.pause_reason is ev.PauseReason.LINK)
        await stage.until(lambda: stage.session.belt.ready)
        await stage.until(lambda: stage.session.belt.stood)
        for metres in ("01", "02"):
            notify(stage.treadmill, uuids.TREADMILL_DATA, f"0c00c800{metres}00000000ff7f")
            await stage.clock.sleep(0.1)
        assert stage.session.belt.is_moving
        assert stage.session.phase is Phase.PAUSED


def notify(device: Peripheral, uuid: str, value: str) -> None:
    device.notify(device.characteristic(uuid), bytes.fromhex(value))
