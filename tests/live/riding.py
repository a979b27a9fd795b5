"""A live session on a virtual machine without a belt."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.ridden import RiddenMachine
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_tui.known_devices.meters import MeterMemory
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.live.rig import SHORT, Log, Show
from tests.runwalk_devices.rig import no_loose_ends

POWERED = Plan(
    "p",
    "Powered",
    (
        replace(SHORT.steps[0], duration_s=30.0),
        Step(Kind.RUN, 8.5, duration_s=40, power_w=180.0),
        Step(Kind.WALK, 5.0, duration_s=30),
    ),
)

RIDER = ev.RunnerProfile(ftp_w=160)


@asynccontextmanager
async def riding(
    plan: Plan = POWERED,
    spec: str = "bike",
    machine: ev.MachineKind = ev.MachineKind.BIKE,
    before: Callable[[VirtualScene], None] = lambda _: None,
    runner: ev.RunnerProfile = RIDER,
    meters: MeterMemory | None = None,
) -> AsyncIterator[tuple[Show, RiddenMachine]]:
    clock = Clock()
    scene = virtual_scene(clock, spec)
    before(scene)
    assert isinstance(scene.treadmill, RiddenMachine)
    log = Log()
    live = LiveSession(
        clock,
        scene.adapter,
        plan,
        runner,
        sink=log,
        opened_at="2030-01-01T08:00:00+01:00",
        program="test",
        machine=machine,
        meters=meters,
    )
    stage = Show(clock, scene, live, log=log)
    async with scene, no_loose_ends(), live:
        yield stage, scene.treadmill
