"""Time from a boundary to the write of its target, under each behaviour of a virtual machine.

In virtual time, which stands while the processor works: what the machine's own handshake takes is
the virtual time between the two, to which the processor's time is added. So a busy computer makes
no difference.
"""

import asyncio
import math
import time
from itertools import pairwise
from typing import Final, NamedTuple

from benchmarks.common import knowing, virtual_session
from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.quirks import QUIRKS
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_tui.session.garbage import loaded_for_good
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout.events import Act, Event, StepBegan
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.virtual_time import VirtualTimeLoop

_LONGEST_S: Final = 110.0
_PATIENCE_S: Final = 2.0
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


class Moment(NamedTuple):
    """In virtual time, and in the processor's."""

    t: float
    cpu_s: float


class Lateness(NamedTuple):
    """The boundaries of one workout.

    Attributes:
        behaviour: Its name.
        late_ms: From a boundary to the write of its target before the next one, each.
        waited_ms: How much of the longest was spent waiting for the machine, or for its rules.
        boundaries: How many there were.
    """

    behaviour: str
    late_ms: tuple[float, ...]
    waited_ms: float
    boundaries: int

    @property
    def longest_ms(self) -> float:
        """The longest; NaN without any."""
        return max(self.late_ms, default=math.nan)


def every_lateness() -> list[Lateness]:
    """Of every behaviour, the latest first and those without a write last."""
    found = []
    with loaded_for_good():
        for name in QUIRKS:
            with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
                found.append(runner.run(_lateness(name)))
    return sorted(found, key=lambda one: (math.isnan(one.longest_ms), -one.longest_ms))


async def _lateness(behaviour: str) -> Lateness:
    clock = Clock()
    scene = virtual_scene(clock, f"quirks:{_TUNED.get(behaviour, behaviour)}")
    began: list[Moment] = []
    written: list[Moment] = []

    def on_packet(packet: Packet) -> None:
        if packet.kind is PacketKind.WRITE and packet.data[0] == ControlOpcode.SET_TARGET_SPEED:
            written.append(Moment(packet.t, time.process_time()))

    def on_event(event: Event) -> None:
        if isinstance(event, StepBegan):
            began.append(Moment(origin + event.t, time.process_time()))

    scene.air.on_packet(on_packet)
    origin = clock.now()
    with knowing(scene, **_AGREED.get(behaviour, {})) as memory:
        live = virtual_session(clock, scene.adapter, _PLAN, memory)
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


def _compared(behaviour: str, began: list[Moment], written: list[Moment]) -> Lateness:
    """Each boundary but the first step's with the first write before the next one."""
    late: list[tuple[float, float]] = []
    never = Moment(math.inf, math.inf)
    for at, following in pairwise([*began[1:], never]):
        after = [one for one in written if at.t - 0.001 <= one.t < following.t - 0.001]
        if after:
            waited_s = max(0.0, after[0].t - at.t)
            late.append((1000 * (waited_s + after[0].cpu_s - at.cpu_s), 1000 * waited_s))
    _, waited_ms = max(late, default=(math.nan, math.nan))
    return Lateness(
        behaviour, tuple(late_ms for late_ms, _ in late), waited_ms, max(0, len(began) - 1)
    )
