"""Whole workouts with a running pod: without a machine, and beside a belt, lost or not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.pod import VirtualPod
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.known_devices.pods import PodMemory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.pod import walking
from runwalk_tui.session.watching import line_of
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.belt_panel import belt_face
from runwalk_tui.tui.widgets.connection_rows import device_rows
from runwalk_tui.tui.widgets.heart_panel import heart_face
from runwalk_tui.tui.widgets.run_header import header_face
from runwalk_tui.tui.widgets.totals_line import totals_face
from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, SHORT, Log, Show, show
from tests.runwalk_devices.rig import no_loose_ends


@asynccontextmanager
async def outdoors(plan: Plan = SHORT, spec: str = "pod") -> AsyncIterator[Show]:
    """A workout without a machine; the virtual runner goes as told."""
    clock = Clock()
    scene = virtual_scene(clock, spec)
    log = Log()
    live = LiveSession(
        clock,
        scene.adapter,
        plan,
        ev.RunnerProfile(),
        sink=log,
        opened_at="2030-01-01T08:00:00+01:00",
        program="test",
        by_hand=True,
        pods=PodMemory(DeviceRegistry(virtual="")),
    )
    live.subscribe(walking(scene.air.walk))
    stage = Show(clock, scene, live, log=log)
    scene.air.on_packet(stage.wire.append)
    async with scene, no_loose_ends(), live:
        yield stage


async def test_without_a_machine_the_pod_measures_the_distance() -> None:
    async with outdoors(spec="pod:pod_reads_long:10") as stage:
        await stage.until(lambda: stage.session.pod.link.is_up)
        await stage.started()
        await stage.live.ended()
        session = stage.session
        assert session.pod_m / session.distance_m > 0.9
        assert session.distance_m == pytest.approx(SHORT.planned_m * 1.1, rel=0.05)
        assert not [packet for packet in stage.wire if packet.kind.name == "WRITE"]
    account = account_of(stage.log)
    by = [second.measured_by for second in account.seconds if second.phase is Phase.RUNNING]
    assert by.count("pod") > 0.9 * len(by)


async def test_a_step_by_distance_ends_where_the_pod_has_covered_it() -> None:
    plan = Plan("d", "D", (Step(Kind.RUN, 9.0, distance_m=300.0), Step(Kind.WALK, 5.0, 20)))
    async with outdoors(plan, "pod:pod_reads_long:25") as stage:
        await stage.until(lambda: stage.session.pod.link.is_up)
        await stage.started()
        await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1)
        (run,) = stage.session.done
        assert run.distance_m == pytest.approx(300, abs=3)
        assert run.active_s == pytest.approx(300 / (9.0 * 1.25 / 3.6), rel=0.05)


async def test_a_pod_that_dies_is_told_once_and_the_plan_measures_on() -> None:
    async with outdoors(spec="pod:pod_dies:30") as stage:
        await stage.until(lambda: stage.session.pod.link.is_up)
        await stage.started()
        await stage.live.ended()
        assert stage.cues(ev.Cue.WARNING) == [say.POD_LOST_BY_HAND]
        assert stage.session.outcome is ev.Outcome.FINISHED
        assert 0 < stage.session.pod_m < stage.session.distance_m
    account = account_of(stage.log)
    assert {second.measured_by for second in account.seconds} == {"pod", "plan"}


async def test_while_the_treadmill_is_out_of_touch_the_pod_counts_on_and_nothing_gets_faster() -> (
    None
):
    async with show(LONG, spec="treadmill+pod") as stage:
        await stage.started(60)
        await stage.until(lambda: stage.session.pod.one_foot is not None)
        before = stage.session
        assert before.pod_m == 0
        asked = len(stage.all(ev.SpeedAsked))
        stage.silence()
        await stage.clock.sleep(20)
        away = stage.live.view()
        assert away.pod_m == pytest.approx(17 * 8 / 3.6, rel=0.2)
        assert away.distance_m - before.distance_m == pytest.approx(20 * 8 / 3.6, rel=0.1)
        assert len(stage.all(ev.SpeedAsked)) == asked
        stage.restore()
        await stage.until(lambda: stage.session.belt.link.is_up)
        await stage.clock.sleep(10)
        assert not stage.session.by_pod


async def test_a_pod_asleep_before_the_start_is_found_when_it_wakes() -> None:
    async with outdoors(LONG) as stage:
        pod = stage.scene.sensor(VirtualPod)
        pod.silent = True
        await stage.started(30)
        assert stage.session.pod_m == 0
        pod.silent = False
        await stage.until(lambda: stage.session.by_pod)
        assert stage.cues(ev.Cue.WARNING) == []


async def test_without_a_strap_the_console_tells_the_heart_rate() -> None:
    async with show(SHORT, spec="quirks:console_heart:117") as stage:
        stage.strap.silent = True
        await stage.started(20)
        heart = stage.session.heart
        assert (heart.bpm, heart.by_console) == (117, True)
        assert heart_face(stage.session, 10).by_console
        await stage.live.ended()
        assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.done[1].peak_bpm == 117
    assert stage.session.done[-1].peak_bpm is None, "frozen by then"


async def test_what_the_screen_shows_of_feet() -> None:
    async with show(LONG, spec="treadmill+pod:one_foot_pod") as stage:
        options = ScreenOptions()
        rows = device_rows(stage.session, "km")
        assert len(rows) == 2, "nobody is asked for a pod"
        await stage.until(lambda: stage.session.pod.link.is_up)
        await stage.started(60)
        assert [row.device for row in device_rows(stage.session, "km")] == [
            "Treadmill",
            "Strap",
            "Pod",
        ]
        assert belt_face(stage.live.view(), options).feet == ("160 spm", "0.83 m")
        assert len(header_face(stage.session).links) == 3
        assert "160 spm" in line_of(stage.live.view(), "km")
    async with outdoors(LONG) as stage:
        await stage.until(lambda: stage.session.pod.link.is_up)
        await stage.started(30)
        face = belt_face(stage.live.view(), options)
        assert face.asked == ("pod 8.0 km/h", "foreground")
        assert totals_face(stage.live.view(), "km").pairs[1][1] == "km by pod"
