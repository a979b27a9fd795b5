"""A program that stands still in mid-workout, and a computer that sleeps: nothing goes out late."""

import asyncio
import time

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import HOLD_S
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, Show, show
from tests.virtual_time import VirtualTimeLoop

TURNS = Plan(
    "turns",
    "Turns",
    (
        Step(Kind.WALK, 5.0, duration_s=40),
        Step(Kind.RUN, 8.0, duration_s=40),
        Step(Kind.WALK, 5.0, duration_s=60),
    ),
)


def stand_still(seconds: float) -> None:
    """As a process that is stopped, and then goes on."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualTimeLoop)
    loop.stand_still(seconds)


async def in_countdown(stage: Show) -> None:
    await stage.until(lambda: stage.session.belt.ready)
    stage.live.act(ev.Act.START)
    await stage.clock.sleep(1)


async def never_started(stage: Show) -> None:
    await stage.clock.sleep(60)
    assert stage.writes(OP.START_OR_RESUME) == []
    assert stage.session.phase is Phase.PAUSED
    assert stage.session.pause_reason is ev.PauseReason.STALLED
    stage.live.act(ev.Act.RESUME)
    await stage.phase(Phase.RUNNING)


@pytest.mark.parametrize("seconds", [4.2, 60.0])
async def test_a_start_that_was_due_meanwhile_is_never_sent(seconds: float) -> None:
    async with show(LONG) as stage:
        await in_countdown(stage)
        stand_still(seconds)
        await never_started(stage)


async def test_a_start_that_was_due_while_the_computer_slept_is_never_sent() -> None:
    slept_s = 0.0
    async with show(LONG, clock=Clock(lambda: slept_s)) as stage:
        await in_countdown(stage)
        slept_s = 120.0
        await never_started(stage)


async def test_an_increase_that_was_due_meanwhile_needs_fresh_readings_and_a_new_notice() -> None:
    async with show(TURNS) as stage:
        await stage.started()
        await stage.until(lambda: (stage.live.view().step_remaining_s or 9) < 1)
        stand_still(4.0)
        back = stage.clock.now()
        await stage.at_speed(8.0)
        ((asked_at, asked_kmh),) = stage.targets(back)
        assert asked_kmh == 8.0
        (told,) = [event for event in stage.all(ev.IncreaseAnnounced) if event.t >= back]
        fresh = [e.t for e in stage.all(ev.BeltReading) if back <= e.t <= told.t and e.speed_kmh]
        assert len(fresh) >= 2
        assert asked_at - told.t == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("ends_s", "opcode"), [(80.0, OP.SET_TARGET_SPEED), (140.0, OP.STOP_OR_PAUSE)]
)
async def test_a_decrease_and_a_stop_that_were_due_meanwhile_go_at_once(
    ends_s: float, opcode: ControlOpcode
) -> None:
    async with show(TURNS) as stage:
        await stage.started()
        await stage.until(lambda: stage.live.view().active_s > ends_s - 1, 200)
        stand_still(6.0)
        back = stage.clock.now()
        await stage.clock.sleep(1)
        assert stage.commands(back)[0][0] == opcode


async def test_what_was_not_measured_is_a_gap() -> None:
    async with show(LONG) as stage:
        await stage.started(60)
        before = stage.live.view()
        stand_still(60)
        await stage.clock.sleep(0.1)
        after = stage.session
        assert after.phase is Phase.PAUSED
        assert after.pause_reason is ev.PauseReason.LINK
        assert after.distance_m - before.distance_m < (HOLD_S + 1) * 8 / 3.6
        assert 38 < after.active_s - before.active_s <= 40
        assert "froze for 60 seconds" in stage.cues(ev.Cue.ALARM)[-1]
        commands = len(stage.commands())
        await stage.clock.sleep(60)
        assert stage.session.phase is Phase.PAUSED
        assert len(stage.commands()) == commands


async def test_a_wall_clock_that_is_set_is_nobodys_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    targets: list[list[tuple[float, float]]] = []
    for away_s in (0.0, -86_400.0, 86_400.0):
        async with show(TURNS) as stage:
            await stage.started(30)
            set_to = time.time() + away_s
            with monkeypatch.context() as patch:
                patch.setattr(time, "time", lambda now=set_to: now)
                await stage.live.ended()
        targets.append(stage.targets())
    assert targets[0] == targets[1] == targets[2] != []
