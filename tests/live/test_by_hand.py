"""A workout without a machine: the runner sets the speeds, and no belt hears a word."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.transport.adapter import Adapter, Sighting
from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import SHORT, Log, Show
from tests.runwalk_devices.rig import no_loose_ends

BY_DISTANCE = Plan(
    "d", "D", (Step(Kind.RUN, 9.0, distance_m=100.0), Step(Kind.WALK, 5.0, duration_s=20))
)


@asynccontextmanager
async def by_hand(plan: Plan = SHORT, adapter: Adapter | None = None) -> AsyncIterator[Show]:
    clock = Clock()
    scene = virtual_scene(clock, "")
    log = Log()
    live = LiveSession(
        clock,
        adapter or scene.adapter,
        plan,
        ev.RunnerProfile(),
        sink=log,
        opened_at=f"{date(2030, 1, 1)}T08:00:00+01:00",
        program="test",
        by_hand=True,
    )
    stage = Show(clock, scene, live, log=log)
    scene.air.on_packet(stage.wire.append)
    async with scene, no_loose_ends(), live:
        yield stage


async def test_a_plan_to_its_end_with_no_word_to_a_belt() -> None:
    async with by_hand() as stage:
        await stage.until(lambda: stage.session.belt.ready)
        assert stage.session.phase is Phase.ARMING
        await stage.clock.sleep(30)
        assert not stage.all(ev.StartAsked), "the runner's key starts it"
        await stage.started()
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.treadmill.name not in {e.name for e in stage.all(ev.LinkChanged)}
    assert not [p for p in stage.wire if p.address == stage.treadmill.address]
    steps = stage.all(ev.StepBegan)
    assert [step.index for step in steps] == list(range(len(SHORT.steps)))
    assert stage.all(ev.StopAsked)[0].t - steps[0].t == pytest.approx(SHORT.planned_s, abs=1e-6)
    assert stage.cues(ev.Cue.ALARM) == stage.cues(ev.Cue.WARNING) == []
    assert stage.session.distance_m == pytest.approx(SHORT.planned_m, rel=0.03)


async def test_each_speed_is_told_ten_seconds_ahead() -> None:
    async with by_hand() as stage:
        await stage.started()
        await stage.live.ended()
    told = [(e.t, e.say) for e in stage.all(ev.CueDue) if e.cue is ev.Cue.SET_SPEED]
    changes = [step.t for step in stage.all(ev.StepBegan)][1:]
    boundaries = [*changes, stage.all(ev.StopAsked)[0].t]
    assert [t for t, _ in told] == [pytest.approx(at - 10, abs=1e-6) for at in boundaries]
    assert [say for _, say in told] == [
        "In 10 seconds: 8.5 kilometres an hour",
        "In 10 seconds: 5.2 kilometres an hour",
        "In 10 seconds: 8.5 kilometres an hour",
        "In 10 seconds: 4 kilometres an hour",
        "In 10 seconds: finish",
    ]
    assert "Run, 20 seconds. 8.5 kilometres an hour" in stage.cues(ev.Cue.RUN)


async def test_pause_resume_and_stop_are_the_runners() -> None:
    async with by_hand() as stage:
        await stage.started(plus_s=25)
        stage.live.act(ev.Act.PAUSE)
        await stage.phase(Phase.PAUSED)
        before_s = stage.session.active_s
        await stage.clock.sleep(20)
        assert stage.live.view().active_s == pytest.approx(before_s, abs=1)
        assert "Paused. Stop your belt" in stage.cues(ev.Cue.PAUSED)
        stage.live.act(ev.Act.START)
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(5)
        stage.live.act(ev.Act.STOP)
        await stage.phase(Phase.ENDED, seconds=10)
    assert stage.session.outcome is ev.Outcome.STOPPED
    assert "Stopped. Stop your belt" in stage.cues(ev.Cue.STOPPED)


async def test_a_step_by_distance_ends_by_the_speed_that_was_to_be_set() -> None:
    async with by_hand(BY_DISTANCE) as stage:
        await stage.started()
        await stage.live.ended()
    first, second = stage.all(ev.StepBegan)
    assert second.t - first.t == pytest.approx(40 + 3, abs=5)


async def test_without_bluetooth_there_is_a_workout_and_no_heart_rate() -> None:
    class Dead(Adapter):
        async def scan(
            self, seconds: float, *, until: Callable[[Sequence[Sighting]], bool] | None = None
        ) -> list[Sighting]:
            raise AdapterError("no Bluetooth adapter: plug one in")

    clock = Clock()
    async with by_hand(adapter=Dead(clock)) as stage:
        await stage.started()
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.heart.bpm is None
