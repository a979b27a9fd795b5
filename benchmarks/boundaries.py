"""A workout of many boundaries, and how late each of its targets is written."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from benchmarks.common import knowing, under_way, virtual_session
from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.opening import spare_on_start
from runwalk_tui.session.sink import Sink
from runwalk_tui.workout.events import Event, Outcome, StepBegan
from runwalk_tui.workout.plan import Kind, Plan, Step

PAIRS = 8
BOUNDARIES = 2 * PAIRS
"""Without the beginning of the first step."""
Shown = Callable[[LiveSession], AbstractAsyncContextManager[object]]
"""Shows a session on a screen for as long as it is entered."""

_TELEMETRY_HZ = 10.0
_PLAN = Plan(
    "boundaries",
    "Boundaries",
    (
        Step(Kind.WALK, 5.0, duration_s=8),
        # An increase is announced for three seconds, so the walk before it has to be longer.
        *(Step(Kind.RUN, 6.0, duration_s=2), Step(Kind.WALK, 5.0, duration_s=4)) * PAIRS,
    ),
)


async def lateness_s(shown: Shown, sink: Sink | None = None) -> list[float]:
    """From each boundary to the write of its target, in real time.

    Args:
        shown: Where it is shown.
        sink: Where the session is recorded; None for nowhere.
    """
    clock = Clock()
    began: list[float] = []
    written: list[float] = []

    def on_packet(packet: Packet) -> None:
        if packet.kind is PacketKind.WRITE and packet.data[0] == ControlOpcode.SET_TARGET_SPEED:
            written.append(packet.t)

    def on_event(event: Event) -> None:
        if isinstance(event, StepBegan):
            began.append(event.t)

    async with virtual_scene(clock, telemetry_hz=_TELEMETRY_HZ) as scene:
        scene.air.on_packet(on_packet)
        with knowing(scene) as memory:
            live = virtual_session(clock, scene.adapter, _PLAN, memory, sink)
            live.subscribe(on_event)
            live.subscribe(spare_on_start)
            async with live, shown(live):
                # Exact to half a millisecond, as `LiveSession.now` is.
                origin = clock.now() - live.now()
                await under_way(live)
                await live.ended()
    assert live.session.outcome is Outcome.FINISHED
    assert len(written) == len(began) == BOUNDARIES + 1
    pairs = list(zip(began, written, strict=True))[1:]
    return [at - origin - boundary for boundary, at in pairs]
