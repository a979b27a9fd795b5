"""Links that break, a treadmill that falls silent, a strap that comes and goes, in mid-workout."""

import asyncio

import pytest

from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, SHORT, Show, show
from tests.runwalk_devices.rig import DropsLink, Hangs

MAY_MOVE = "Belt may be moving"


async def running(stage: Show) -> None:
    await stage.started()
    await stage.at_speed(8.0)
    await stage.clock.sleep(5)


async def away(stage: Show, seconds: float) -> None:
    stage.silence()
    await stage.clock.sleep(seconds)
    stage.restore()


def alarmed(stage: Show) -> bool:
    return any(MAY_MOVE in say for say in stage.cues(ev.Cue.ALARM))


@pytest.mark.parametrize("seconds", [0.0, 5.0, 24.0])
async def test_a_link_lost_for_a_while_is_an_alarm_and_the_workout_goes_on(seconds: float) -> None:
    async with show(LONG) as stage:
        await running(stage)
        await away(stage, seconds)
        await stage.until(lambda: alarmed(stage), 1)
        await stage.until(lambda: stage.session.belt.ready, 10)
        assert stage.session.phase is Phase.RUNNING
        await stage.clock.sleep(20)
        assert stage.session.phase is Phase.RUNNING
        assert not stage.session.belt.may_move
        assert [kmh for _, kmh in stage.targets()] == [8.0], "it is at its speed"
        assert len(stage.writes(OP.START_OR_RESUME)) == 1


@pytest.mark.parametrize("belt", ["moves on", "stands"])
async def test_a_link_lost_for_long_pauses_and_waits_for_the_runner(belt: str) -> None:
    async with show(LONG) as stage:
        await running(stage)
        stage.silence()
        await stage.clock.sleep(20)
        if belt == "stands":
            stage.treadmill.console.stop()
        await stage.clock.sleep(20)
        assert stage.session.phase is Phase.PAUSED
        assert stage.session.pause_reason is ev.PauseReason.LINK
        commands = len(stage.commands())
        stage.restore()
        await stage.until(lambda: stage.session.belt.ready, 10)
        await stage.clock.sleep(30)
        assert stage.session.phase is Phase.PAUSED
        assert len(stage.commands()) == commands + 1, "control is asked for, and nothing else"
        stage.live.act(ev.Act.RESUME)
        await stage.phase(Phase.RUNNING)
        await stage.at_speed(8.0)


async def test_a_decrease_that_fell_due_meanwhile_comes_at_once_an_increase_with_notice() -> None:
    plan = Plan(
        "walks",
        "Walks",
        (
            Step(Kind.RUN, 8.0, duration_s=20),
            Step(Kind.WALK, 5.0, duration_s=40),
            Step(Kind.RUN, 9.0, duration_s=60),
        ),
    )
    async with show(plan) as stage:
        await running(stage)
        await stage.until(lambda: (stage.live.view().step_remaining_s or 9) < 1)
        await away(stage, 4.0)
        await stage.until(lambda: stage.session.belt.ready, 10)
        back = stage.clock.now()
        await stage.at_speed(5.0)
        slower_at, slower_kmh = stage.targets(back - 1)[0]
        assert slower_kmh == 5.0
        assert slower_at - back < 1.5

        await stage.until(lambda: (stage.live.view().step_remaining_s or 9) < 1)
        await away(stage, 4.0)
        await stage.until(lambda: stage.session.belt.ready, 10)
        back = stage.clock.now()
        await stage.at_speed(9.0)
        ((faster_at, faster_kmh),) = stage.targets(back - 1)
        assert faster_kmh == 9.0
        assert faster_at - back >= 3.0


async def test_a_link_lost_at_the_very_write() -> None:
    async with show(SHORT) as stage:
        await stage.started(10)
        stage.treadmill.behaviours.append(
            DropsLink(stage.treadmill, ControlOpcode.SET_TARGET_SPEED, obeys=False)
        )
        await stage.live.ended()
        assert stage.session.outcome is ev.Outcome.FINISHED
        assert alarmed(stage)


async def test_a_write_that_hangs_at_a_walk_does_not_keep_stop_from_the_belt() -> None:
    easy = Plan("easy", "Easy", (Step(Kind.WALK, 5.0, duration_s=900),))
    async with show(easy) as stage:
        await stage.started()
        await stage.at_speed(5.0)
        hangs = Hangs(stage.clock, ControlOpcode.SET_TARGET_SPEED)
        stage.treadmill.behaviours.append(hangs)
        stage.live.act(ev.Act.NUDGE, -0.5)
        await stage.clock.sleep(1)
        leaving = asyncio.create_task(stage.live.stop())
        await stage.until(lambda: not stage.treadmill.connections)
        hangs.until = 0.0
        await leaving
        lost, up = [event.t for event in stage.all(ev.LinkChanged)][-4::3]
        assert not [event for event in stage.all(ev.BeltReading) if lost < event.t < up]
        assert stage.session.belt_stopped
        assert stage.treadmill.state is BeltState.STANDING


@pytest.mark.parametrize(
    ("seconds", "warned", "lost"), [(2, 0, 0), (4, 1, 0), (8, 1, 0), (12, 1, 1)]
)
async def test_a_treadmill_that_falls_silent(seconds: float, warned: int, lost: int) -> None:
    async with show(LONG) as stage:
        await running(stage)
        stage.scene.air.mute(stage.treadmill.address)
        await stage.clock.sleep(seconds)
        assert [event.age_s for event in stage.all(ev.TelemetryAged)][:1] == [3] * warned
        assert (stage.session.belt.lost_since is not None) == bool(lost)
        assert alarmed(stage) == bool(lost)
        stage.restore()
        await stage.clock.sleep(10)
        assert stage.session.phase is Phase.RUNNING
        assert [kmh for _, kmh in stage.targets()] == [8.0]


async def test_silence_blocks_increases_and_lets_decreases_through() -> None:
    async with show(LONG) as stage:
        await running(stage)
        stage.scene.air.mute(stage.treadmill.address)
        await stage.clock.sleep(6)
        stage.live.act(ev.Act.NUDGE, 0.5)
        await stage.clock.sleep(3)
        assert [kmh for _, kmh in stage.targets()] == [8.0]
        stage.live.act(ev.Act.NUDGE, -1.0)
        await stage.clock.sleep(0.5)
        assert [kmh for _, kmh in stage.targets()] == [8.0, 7.5]


async def test_a_start_that_is_lost_is_off_and_never_sent_again() -> None:
    async with show(LONG) as stage:
        await stage.until(lambda: stage.session.belt.ready)
        stage.live.act(ev.Act.START, 5)
        await stage.clock.sleep(4.9)
        stage.scene.air.cut(stage.treadmill.address)
        await stage.until(lambda: stage.session.belt.ready, 20)
        await stage.clock.sleep(60)
        assert stage.writes(OP.START_OR_RESUME) == []
        assert stage.treadmill.state is BeltState.STANDING
        assert stage.session.phase is Phase.PAUSED


class TestStrap:
    """A strap is good company and no more."""

    @staticmethod
    def boundaries(stage: Show) -> list[tuple[float, float]]:
        """When each target was written, from the first one on, and which."""
        targets = stage.targets()
        return [(round(t - targets[0][0], 2), kmh) for t, kmh in targets]

    @staticmethod
    async def undisturbed() -> list[tuple[float, float]]:
        async with show() as stage:
            await stage.started()
            await stage.live.ended()
        return TestStrap.boundaries(stage)

    async def test_absent(self) -> None:
        async with show(before=lambda scene: scene.air.silence(scene.strap.address)) as stage:
            await stage.until(lambda: stage.session.belt.ready)
            assert stage.clock.now() < 6
            await stage.started()
            await stage.live.ended()
        assert self.boundaries(stage) == await self.undisturbed()
        assert stage.session.outcome is ev.Outcome.FINISHED

    async def test_lost_and_back(self) -> None:
        async with show() as stage:
            await stage.started(10)
            address = stage.strap.address
            stage.scene.air.silence(address)
            await stage.clock.sleep(15)
            assert not stage.session.heart.link.is_up
            assert "Heart-rate strap lost" in stage.cues(ev.Cue.WARNING)
            stage.scene.air.restore(address)
            await stage.until(lambda: stage.session.heart.link.is_up, 20)
            await stage.live.ended()
        assert self.boundaries(stage) == await self.undisturbed()
        assert len(stage.cues(ev.Cue.WARNING)) == 1

    async def test_that_never_answers_does_not_keep_a_lost_treadmill_waiting(self) -> None:
        """Heard, but out of reach: each attempt to connect takes all the time it is given."""
        async with show(LONG) as stage:
            await running(stage)
            address = stage.strap.address
            stage.scene.air.cut(address)
            await stage.until(lambda: stage.session.heart.link.state is ev.LinkState.CONNECTING, 20)
            stage.scene.air.silence(address)
            await stage.clock.sleep(1)
            began = stage.clock.now()
            stage.scene.air.cut(stage.treadmill.address)
            await stage.until(lambda: not stage.session.belt.ready, 1)
            await stage.until(lambda: stage.session.belt.ready, 20)
            assert stage.clock.now() - began < 7
            assert stage.session.phase is Phase.RUNNING

    async def test_off_the_skin_or_frozen_never_ends_a_step(self) -> None:
        plan = Plan(
            "rest",
            "Rest",
            (
                Step(Kind.WALK, 5.0, duration_s=20),
                Step(Kind.WALK, 4.0, duration_s=40, until_bpm=220),
                Step(Kind.RUN, 9.0, duration_s=10),
            ),
        )
        async with show(plan) as stage:
            await stage.started(5)
            stage.strap.off_skin()
            await stage.live.ended()
        assert stage.session.done[1].active_s == pytest.approx(40, abs=0.1)


async def test_another_strap_that_is_put_on_is_told_of() -> None:
    async with show() as stage:
        await stage.started(8)
        stage.scene.air.silence(stage.strap.address)
        other = VirtualStrap(stage.clock, lambda: (5.0, 0.0), name="Other H9", address="C0:09")
        stage.scene.air.add(other)
        await stage.until(lambda: stage.session.heart.strap == "Other H9")
        assert "Another heart-rate strap: Other H9" in stage.cues(ev.Cue.WARNING)
        await stage.clock.sleep(5)
        assert stage.session.heart.bpm is not None
        assert stage.session.heart.doubt(stage.session.t) == "another strap"
