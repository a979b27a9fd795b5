"""Time from a boundary to the write of its target, under each behaviour of a virtual machine.

In real time, without a screen, and all workouts in the time of one: they take a small part of one
processor, and no two of them have their boundaries at the same moment.
"""

import asyncio
import math
from itertools import pairwise
from typing import Final, NamedTuple

from benchmarks.common import knowing
from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.quirks import QUIRKS
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.signals import loaded_for_good
from runwalk_tui.workout.events import Act, Event, RunnerProfile, StepBegan
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase

_LONGEST_S: Final = 62.0
_PATIENCE_S: Final = 2.0
_APART_S: Final = 0.0713
"""Between the beginnings of two workouts, so that their boundaries do not coincide."""
_PLAN: Final = Plan(
    "boundaries",
    "Boundaries",
    (
        Step(Kind.WALK, 5.0, duration_s=10),
        *(Step(Kind.RUN, 6.0, duration_s=5), Step(Kind.WALK, 5.0, duration_s=5)) * 4,
    ),
)
_TUNED: Final = {"single_central": "single_central:5", "safety_key": "safety_key:25"}
_AGREED: Final[dict[str, dict[str, object]]] = {
    "targets_in_mph": {"targets_in": "mph"},
    "data_in_mph": {"data_in": "mph"},
    "needs_preamble": {"ask_control_again": True},
    "start_is_toggle": {"start_is_toggle": True},
}
"""Facts of such a machine that the runner, or an earlier workout, has found out."""


class Lateness(NamedTuple):
    """The boundaries of one workout.

    Attributes:
        behaviour: Its name.
        longest_ms: From a boundary to the write of its target, the longest; NaN without any.
        written: For how many boundaries the belt was written to before the next one.
        boundaries: How many there were.
    """

    behaviour: str
    longest_ms: float
    written: int
    boundaries: int


def every_lateness() -> list[Lateness]:
    """Of every behaviour, the latest first and those without a write last."""
    with loaded_for_good():
        found = asyncio.run(_all_at_once())
    return sorted(found, key=lambda one: (math.isnan(one.longest_ms), -one.longest_ms))


async def _all_at_once() -> list[Lateness]:
    clock = Clock()

    async def later(place: int, name: str) -> Lateness:
        await clock.sleep(place * _APART_S)
        return await _lateness(name)

    return await asyncio.gather(*(later(place, name) for place, name in enumerate(QUIRKS)))


async def _lateness(behaviour: str) -> Lateness:
    clock = Clock()
    scene = virtual_scene(clock, f"quirks:{_TUNED.get(behaviour, behaviour)}")
    began: list[float] = []
    written: list[float] = []

    def on_packet(packet: Packet) -> None:
        if packet.kind is PacketKind.WRITE and packet.data[0] == ControlOpcode.SET_TARGET_SPEED:
            written.append(packet.t)

    def on_event(event: Event) -> None:
        if isinstance(event, StepBegan):
            began.append(origin + event.t)

    scene.air.on_packet(on_packet)
    origin = clock.now()
    with knowing(scene, **_AGREED.get(behaviour, {})) as memory:
        live = LiveSession(
            clock,
            scene.adapter,
            _PLAN,
            RunnerProfile(),
            sink=None,
            opened_at="",
            program="benchmark",
            memory=memory,
            virtual=True,
        )
        live.subscribe(on_event)
        async with scene, live:
            await _run(clock, scene, live)
    return _compared(behaviour, began, written)


async def _run(clock: Clock, scene: VirtualScene, live: LiveSession) -> None:
    """A runner who wants to go on, whatever stands in the way, and starts what cannot be asked."""
    assert isinstance(scene.treadmill, VirtualTreadmill)
    while live.session.phase is not Phase.ENDED and clock.now() < _LONGEST_S:
        session = live.session
        if session.phase in (Phase.ARMING, Phase.PAUSED) and session.belt.ready:
            if session.belt.controllable:
                live.act(Act.START)
            else:
                scene.treadmill.console.start()
        await clock.sleep(_PATIENCE_S)


def _compared(behaviour: str, began: list[float], written: list[float]) -> Lateness:
    """Each boundary but the first step's with the first write before the next one."""
    late_s = []
    for at, following in pairwise([*began[1:], math.inf]):
        after = [t for t in written if at - 0.001 <= t < following - 0.001]
        late_s += [after[0] - at] if after else []
    longest_ms = 1000 * max(late_s, default=math.nan)
    return Lateness(behaviour, longest_ms, len(late_s), max(0, len(began) - 1))
