"""Whole workouts on a treadmill and a strap that behave."""

import pytest

from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, SHORT, Show, show

BOUNDARY_S = 0.05


@pytest.mark.parametrize("telemetry_hz", [1.0, 2.0, 10.0])
async def test_a_plan_to_its_end(telemetry_hz: float) -> None:
    async with show(telemetry_hz=telemetry_hz) as stage:
        await stage.started()
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.belt_stopped
    assert stage.treadmill.state is BeltState.STANDING
    assert len(stage.writes(OP.START_OR_RESUME)) == 1
    assert len(stage.writes(OP.STOP_OR_PAUSE)) <= 2
    origin = stage.clock.now() - stage.live.now()
    steps = stage.all(ev.StepBegan)
    assert [step.index for step in steps] == list(range(len(SHORT.steps)))
    targets = stage.targets()
    assert [kmh for _, kmh in targets] == [step.speed_kmh for step in SHORT.steps]
    for step, (written_at, _) in list(zip(steps, targets, strict=True))[1:]:
        assert written_at - origin - step.t == pytest.approx(0, abs=BOUNDARY_S)
    for step, planned in zip(steps, SHORT.steps, strict=True):
        assert planned.duration_s is not None
        measured = [
            reading.speed_kmh
            for reading in stage.all(ev.BeltReading)
            if step.t <= reading.t < step.t + planned.duration_s
        ]
        assert measured[-1] == pytest.approx(planned.speed_kmh, abs=0.05)
    confirmed = [
        event.value
        for event in stage.all(ev.CommandProgressed)
        if event.command is ev.Command.SPEED and event.stage is ev.Stage.CONFIRMED
    ]
    assert confirmed == [step.speed_kmh for step in SHORT.steps]
    began, ended = steps[0].t, stage.all(ev.StopAsked)[0].t
    assert ended - began == pytest.approx(SHORT.planned_s, abs=1e-6), "no drift"
    assert stage.cues(ev.Cue.ALARM) == stage.cues(ev.Cue.WARNING) == []


async def test_increases_are_announced_three_seconds_before() -> None:
    async with show() as stage:
        await stage.started()
        await stage.live.ended()
    for asked in stage.all(ev.SpeedAsked):
        spoken = [
            event
            for event in stage.all(ev.IncreaseAnnounced)
            if event.speed_kmh == asked.speed_kmh and event.t <= asked.t - 3 + 1e-6
        ]
        slower = asked.speed_kmh < max(
            reading.speed_kmh or 0.0
            for reading in stage.all(ev.BeltReading)
            if asked.t - 1 <= reading.t <= asked.t
        )
        assert spoken or slower, asked


async def test_incline_and_distance_and_heart_rate() -> None:
    plan = Plan(
        "mixed",
        "Mixed",
        (
            Step(Kind.WALK, 5.0, distance_m=40, incline_percent=2.0),
            Step(Kind.RUN, 9.0, distance_m=100, incline_percent=0.0),
            Step(Kind.WALK, 4.0, duration_s=120, until_bpm=200),
        ),
    )
    async with show(plan) as stage:
        await stage.started()
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert [event.incline_percent for event in stage.all(ev.InclineAsked)] == [2.0, 0.0]
    walked, ran, rested = stage.session.done
    assert walked.distance_m == pytest.approx(40, abs=1)
    assert ran.distance_m == pytest.approx(100, abs=1)
    assert rested.active_s < 10, "the heart is below 200 at once"
    assert stage.session.distance_m == pytest.approx(stage.treadmill.distance_m, rel=0.06)


async def test_pause_and_resume() -> None:
    async with show() as stage:
        await stage.started(25)
        active_s = stage.live.view().active_s
        stage.live.act(ev.Act.PAUSE)
        assert stage.session.phase is Phase.PAUSED
        await stage.until(lambda: stage.treadmill.state is BeltState.STANDING)
        await stage.clock.sleep(40)
        assert stage.live.view().active_s == pytest.approx(active_s, abs=0.1)
        stage.live.act(ev.Act.RESUME)
        await stage.phase(Phase.RUNNING)
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.active_s == pytest.approx(SHORT.planned_s, abs=0.01)
    assert len(stage.writes(OP.START_OR_RESUME)) == 2
    assert stage.writes(OP.STOP_OR_PAUSE)[0].data == b"\x08\x02"


async def test_skip_back_and_extend() -> None:
    async with show() as stage:
        await stage.started(3)
        stage.live.act(ev.Act.SKIP)
        await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1)
        await stage.at_speed(8.5)
        stage.live.act(ev.Act.SKIP)
        assert stage.session.step is not None
        assert stage.session.step.index == 2, "slower: at once"
        assert stage.targets()[-1][1] == 8.5
        await stage.clock.sleep(0.1)
        assert stage.targets()[-1][1] == 5.2
        stage.live.act(ev.Act.BACK)
        await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1)
        stage.live.act(ev.Act.EXTEND, 30.0)
        await stage.clock.sleep(40)
        assert stage.session.step.index == 1
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED


async def test_nudges_reach_the_belt() -> None:
    async with show(LONG) as stage:
        await stage.started()
        await stage.at_speed(8.0)
        await stage.clock.sleep(3)
        for delta_kmh in (0.5, 0.1, -1.0):
            stage.live.act(ev.Act.NUDGE, delta_kmh)
            await stage.clock.sleep(12)
        assert [kmh for _, kmh in stage.targets()] == [8.0, 8.5, 8.6, 7.6]
        assert stage.treadmill.speed_kmh == pytest.approx(7.6)


async def test_many_nudges_in_a_row_bring_few_writes() -> None:
    async with show(LONG) as stage:
        await stage.started()
        await stage.at_speed(8.0)
        await stage.clock.sleep(3)
        for _ in range(10):
            stage.live.act(ev.Act.NUDGE, -0.1)
        await stage.clock.sleep(10)
        assert stage.treadmill.speed_kmh == pytest.approx(7.0)
        assert len(stage.targets()) <= 4
        assert stage.cues(ev.Cue.WARNING) == [], "nobody cares for what was overtaken"


async def test_the_runners_own_start_at_the_console_takes_the_workout_over() -> None:
    async with show() as stage:
        await stage.until(lambda: stage.session.belt.ready)
        await stage.clock.sleep(5)
        stage.treadmill.console.start()
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.all(ev.StartAsked) == []
    assert stage.writes(OP.START_OR_RESUME) == []
    assert [kmh for _, kmh in stage.targets()] == [step.speed_kmh for step in SHORT.steps]


async def test_heart_screen_follows_the_strap_alone() -> None:
    async with show(None) as stage:
        await stage.until(lambda: stage.session.heart.bpm is not None)
        await stage.live.stop()
        await stage.live.ended()
    assert stage.session.phase is Phase.ENDED
    assert not any(packet.address == stage.treadmill.address for packet in stage.wire)


class TestConsole:
    """The console wins."""

    async def running(self, stage: Show) -> None:
        await stage.started()
        await stage.at_speed(8.0)
        await stage.clock.sleep(5)

    async def test_stop_pauses_and_its_start_resumes(self) -> None:
        async with show(LONG) as stage:
            await self.running(stage)
            stage.treadmill.console.stop()
            await stage.phase(Phase.PAUSED, seconds=15)
            assert stage.session.pause_reason is ev.PauseReason.CONSOLE
            written = len(stage.commands())
            await stage.clock.sleep(60)
            assert len(stage.commands()) == written, "never undone"
            stage.treadmill.console.start()
            await stage.phase(Phase.RUNNING)
            await stage.at_speed(8.0)
            assert len(stage.writes(OP.START_OR_RESUME)) == 1

    @pytest.mark.parametrize("steps", [5, -20])
    async def test_plus_and_minus_hold_until_the_step_ends(self, steps: int) -> None:
        plan = Plan(
            "two", "Two", (Step(Kind.RUN, 8.0, duration_s=60), Step(Kind.RUN, 8.0, duration_s=60))
        )
        async with show(plan) as stage:
            await self.running(stage)
            (stage.treadmill.console.plus if steps > 0 else stage.treadmill.console.minus)(
                abs(steps)
            )
            await stage.clock.sleep(20)
            chosen_kmh = 8.0 + steps / 10
            assert [event.speed_kmh for event in stage.all(ev.SpeedOverridden)] == [chosen_kmh]
            assert stage.treadmill.speed_kmh == pytest.approx(chosen_kmh)
            await stage.until(
                lambda: stage.session.step is not None and stage.session.step.index == 1
            )
            await stage.at_speed(8.0)

    async def test_safety_key_aborts_and_nothing_starts_it_again(self) -> None:
        async with show(LONG) as stage:
            await self.running(stage)
            stage.treadmill.console.safety_key()
            await stage.live.ended()
            assert stage.session.outcome is ev.Outcome.ABORTED
            assert stage.session.belt_stopped
            stage.treadmill.console.clip_safety_key()
            stage.live.act(ev.Act.START)
            stage.live.act(ev.Act.RESUME)
            await stage.clock.sleep(30)
            assert stage.treadmill.state is BeltState.STANDING
            assert "Safety key pulled" in stage.cues(ev.Cue.ALARM)
