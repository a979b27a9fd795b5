"""Time from a step's boundary to the write of its target.

With the run screen on and a machine that behaves, in real time; then without it under every
behaviour there is, in virtual time and the processor's.
"""

import asyncio

from benchmarks.common import knowing, percentile, under_way, virtual_session
from benchmarks.lateness import Lateness, every_lateness
from benchmarks.screens import session_app
from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.session.garbage import loaded_for_good
from runwalk_tui.session.opening import spare_on_start
from runwalk_tui.workout.events import Event, Outcome, StepBegan
from runwalk_tui.workout.plan import Kind, Plan, Step

_TELEMETRY_HZ = 10.0
_PAIRS = 8
_HANDSHAKE_MS = 1.0
"""A write that waited for so long, in virtual time, waited for its machine."""
_PLAN = Plan(
    "boundaries",
    "Boundaries",
    (
        Step(Kind.WALK, 5.0, duration_s=8),
        # An increase is announced for three seconds, so the walk before it has to be longer.
        *(Step(Kind.RUN, 6.0, duration_s=2), Step(Kind.WALK, 5.0, duration_s=4)) * _PAIRS,
    ),
)


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    late_ms = lateness_ms()
    every = every_lateness()
    own = [ms for one in every if one.waited_ms < _HANDSHAKE_MS for ms in one.late_ms]
    quick = [one for one in every if one.waited_ms < _HANDSHAKE_MS]
    return [
        ("Boundary to control-point write, p50", percentile(late_ms, 50), "ms", ""),
        ("Boundary to control-point write, p99", percentile(late_ms, 99), "ms", "p99 <= 10 ms"),
        (
            f"  under {len(quick)} behaviours, p99",
            percentile(sorted(own), 99),
            "ms",
            "p99 <= 10 ms",
        ),
        *(
            (f"  longest under {one.behaviour}", one.longest_ms, _unit(one), _remark(one))
            for one in every
            if one not in quick
        ),
    ]


def lateness_ms() -> list[float]:
    """From each boundary to its write, with the run screen on, ascending."""
    with loaded_for_good():
        return sorted(1000 * late_s for late_s in asyncio.run(_lateness_s()))


def _unit(one: Lateness) -> str:
    return "ms" if one.late_ms else ""


def _remark(one: Lateness) -> str:
    if not one.boundaries:
        return "no write: no workout begins"
    if not one.late_ms:
        return "no write: it takes no commands"
    return f"{len(one.late_ms)} of {one.boundaries} written; waits {one.waited_ms:.0f} ms"


async def _lateness_s() -> list[float]:
    """From each boundary, but the first step's, to the write of its target."""
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
            live = virtual_session(clock, scene.adapter, _PLAN, memory)
            live.subscribe(on_event)
            live.subscribe(spare_on_start)
            async with live, session_app(live).run_test(size=(120, 40)):
                # Exact to half a millisecond, as `LiveSession.now` is.
                origin = clock.now() - live.now()
                await under_way(live)
                await live.ended()
    assert live.session.outcome is Outcome.FINISHED
    assert len(written) == len(began) == len(_PLAN.steps)
    pairs = list(zip(began, written, strict=True))[1:]
    return [at - origin - boundary for boundary, at in pairs]


if __name__ == "__main__":
    for label, value, unit, target in run():
        print(f"{label:40} {value:8.2f} {unit:4} {target}")
