"""Frames wait while something that is due is written, and never for long."""

from runwalk_tui.session.due import NEAR_S, SETTLES_S
from runwalk_tui.workout import events as ev
from tests.live.rig import OP, show

APART_S = 0.01


async def test_a_frame_waits_from_just_before_a_boundary_until_its_target_is_written() -> None:
    async with show() as stage:
        await stage.started(plus_s=5)
        held: list[tuple[float, float]] = []
        while len(stage.all(ev.StepBegan)) < 2:
            await stage.clock.sleep(APART_S)
            held.append((stage.live.now(), stage.live.hold_s()))
        for _ in range(20):
            await stage.clock.sleep(APART_S)
            held.append((stage.live.now(), stage.live.hold_s()))
        boundary = stage.all(ev.StepBegan)[1].t
        origin = stage.clock.now() - stage.live.now()
        written = stage.writes(OP.SET_TARGET_SPEED, since=origin + boundary - APART_S)[0].t - origin
    within = [
        hold_s for t, hold_s in held if boundary - NEAR_S < t < boundary + SETTLES_S - APART_S
    ]
    assert all(0 < hold_s <= NEAR_S + SETTLES_S for hold_s in within)
    assert len(within) > 10
    assert 0 <= round(written - boundary, 6) < SETTLES_S
    assert any(not hold_s for t, hold_s in held if t < boundary - NEAR_S)
    assert not held[-1][1]


async def test_a_frame_waits_until_what_the_runner_asks_for_is_written() -> None:
    async with show() as stage:
        await stage.started(plus_s=6.5)
        assert not stage.live.hold_s()
        stage.live.act(ev.Act.NUDGE, -0.5)
        assert 0 < stage.live.hold_s() < SETTLES_S + 0.001
        await stage.clock.sleep(SETTLES_S + 0.002)
        assert not stage.live.hold_s()
        assert stage.targets()[-1][1] == 4.5


async def test_nothing_waits_where_nothing_is_due() -> None:
    async with show(plan=None) as stage:
        await stage.clock.sleep(1)
        assert not stage.live.hold_s()
