"""A known treadmill, a workout under way and percentiles, for several benchmarks."""

import asyncio
import math
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_devices.transport.adapter import Adapter
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.sink import Sink
from runwalk_tui.workout.events import Act, CapabilitiesRead, Event, RunnerProfile, StepBegan
from runwalk_tui.workout.plan import Plan


@contextmanager
def knowing(scene: VirtualScene, **traits: object) -> Iterator[Memory]:
    """The memory of a runner whose treadmill was checked, and is otherwise as ``traits`` say."""
    known = {"checked_on": date(2029, 12, 31), "obeys": True, **traits}
    with tempfile.TemporaryDirectory() as folder:
        machines = DeviceRegistry(Path(folder, "machines.toml"))
        name, address = scene.treadmill.name, scene.treadmill.address
        machines.update(name, address, lambda before: replace(before, **known))
        yield Memory(machines)


def virtual_session(
    clock: Clock, adapter: Adapter, plan: Plan, memory: Memory | None, sink: Sink | None = None
) -> LiveSession:
    """A workout of an ordinary runner on virtual devices, recorded by ``sink`` or not at all."""
    return LiveSession(
        clock,
        adapter,
        plan,
        RunnerProfile(),
        sink=sink,
        opened_at="",
        program="benchmark",
        memory=memory,
        virtual=True,
    )


async def under_way(live: LiveSession) -> None:
    """Start the belt as soon as there is one; return when the first step begins."""
    moving = asyncio.Event()

    def heard(event: Event) -> None:
        if isinstance(event, CapabilitiesRead):
            live.act(Act.START)
        elif isinstance(event, StepBegan):
            moving.set()

    end = live.subscribe(heard)
    try:
        await moving.wait()
    finally:
        end()


def percentile(ascending: Sequence[float], percent: float) -> float:
    """The nearest rank."""
    return ascending[math.ceil(percent / 100 * len(ascending)) - 1]
