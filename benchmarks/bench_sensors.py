"""A bike with a pod, a strap and a power meter at once, beside a treadmill with a strap alone.

Processor time of a live workout with the run screen on, and the time from a step's boundary to the
write of its power.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.common import knowing, percentile, under_way
from benchmarks.screens import session_app
from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.control_point import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.meters import MeterMemory
from runwalk_tui.known_devices.pods import PodMemory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step

ALONE: Final = "treadmill"
TOGETHER: Final = "bike+pod+meter"
_SECONDS: Final = 20.0
_ROUNDS: Final = 2
_PAIRS: Final = 10
_SETTLED_S: Final = 8.0
"""So long after the first step every sensor is connected."""
_PLAN: Final = Plan(
    "boundaries",
    "Boundaries",
    (
        Step(Kind.WALK, 5.0, duration_s=60, power_w=100.0),
        # A small rise: a higher one waits until the rider, whom the last one slowed down, is back.
        *(
            Step(Kind.RUN, 6.0, duration_s=3, power_w=105.0),
            Step(Kind.WALK, 5.0, duration_s=4, power_w=100.0),
        )
        * _PAIRS,
    ),
)


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    turns = [(_cpu_in_a_process(ALONE), _cpu_in_a_process(TOGETHER)) for _ in range(_ROUNDS)]
    alone, together = (1000 * min(turn) / _SECONDS for turn in zip(*turns, strict=True))
    late_ms = sorted(1000 * late_s for late_s in asyncio.run(_lateness_s()))
    return [
        ("CPU, treadmill and strap", round(alone, 1), "ms/s", ""),
        ("CPU, bike, pod, strap and power meter", round(together, 1), "ms/s", ""),
        ("CPU of these beside each other", round(together / alone, 2), "times", "at most 1.3"),
        ("Boundary to a bike's power, all four, p99", percentile(late_ms, 99), "ms", "<= 10 ms"),
    ]


def cpu_s(spec: str) -> float:
    """Processor time of `_SECONDS` of a live workout on that scene, sensors connected."""
    return asyncio.run(_cpu_s(spec))


def _cpu_in_a_process(spec: str) -> float:
    script = f"from benchmarks.bench_sensors import cpu_s; print(cpu_s({spec!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    return float(done.stdout)


async def _cpu_s(spec: str) -> float:
    clock = Clock()
    async with virtual_scene(clock, spec) as scene:
        with knowing(scene) as memory, tempfile.TemporaryDirectory() as folder:
            live = _session(clock, scene, memory, Path(folder, "machines.toml"), spec)
            async with live, session_app(live).run_test(size=(120, 40)):
                await under_way(live)
                await clock.sleep(_SETTLED_S)
                _all_are_up(scene, spec)
                began = time.process_time()
                await clock.sleep(_SECONDS)
                return time.process_time() - began


async def _lateness_s() -> list[float]:
    """From each boundary, but the first step's, to the write of its power."""
    clock = Clock()
    began: list[float] = []
    written: list[float] = []

    def on_packet(packet: Packet) -> None:
        if packet.kind is PacketKind.WRITE and packet.data[0] == ControlOpcode.SET_TARGET_POWER:
            written.append(packet.t)

    def on_event(event: ev.Event) -> None:
        if isinstance(event, ev.StepBegan) and event.index:
            began.append(event.t)

    async with virtual_scene(clock, TOGETHER) as scene:
        scene.air.on_packet(on_packet)
        with knowing(scene) as memory, tempfile.TemporaryDirectory() as folder:
            live = _session(clock, scene, memory, Path(folder, "machines.toml"), TOGETHER)
            live.subscribe(on_event)
            async with live, session_app(live).run_test(size=(120, 40)):
                origin = clock.now() - live.now()
                await under_way(live)
                await clock.sleep(_SETTLED_S)
                _all_are_up(scene, TOGETHER)
                await live.ended()
    assert len(began) == 2 * _PAIRS
    after = [[at - origin - start for at in written if at - origin >= start] for start in began]
    return [min(late_s) for late_s in after if late_s]


def _session(
    clock: Clock, scene: VirtualScene, memory: Memory, file: Path, spec: str
) -> LiveSession:
    machines = DeviceRegistry(file)
    is_bike = spec.startswith("bike")
    return LiveSession(
        clock,
        scene.adapter,
        _PLAN,
        ev.RunnerProfile(ftp_w=150),
        sink=None,
        opened_at="",
        program="benchmark",
        memory=None if is_bike else memory,
        pods=PodMemory(machines),
        meters=MeterMemory(machines),
        virtual=True,
        machine=ev.MachineKind.BIKE if is_bike else ev.MachineKind.TREADMILL,
    )


def _all_are_up(scene: VirtualScene, spec: str) -> None:
    """A sensor that is not connected costs nothing, and would prove nothing."""
    devices = (scene.treadmill, scene.strap, *scene.sensors.values())
    missing = [device.name for device in devices if device.connectable]
    assert not missing, f"{spec}: {missing} not connected"
