"""The keys beside the console on a whole machine: what it chose last is where they start."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.live.rig import show

pytestmark = pytest.mark.usefixtures("virtual_time_loop")

PLAN = Plan(
    "keys", "Keys", (Step(Kind.RUN, 7.0, duration_s=120), Step(Kind.RUN, 8.0, duration_s=30))
)


@pytest.mark.parametrize("spec", ["", "quirks:slow_ramp", "quirks:no_indications"])
@pytest.mark.parametrize("later_s", [0.1, 1.0, 2.5, 25.0])
@pytest.mark.parametrize("steps", [-20, 20])
async def test_a_key_after_the_console(steps: int, later_s: float, spec: str) -> None:
    async with show(PLAN, spec=spec) as stage:
        await stage.started()
        await stage.at_speed(7.0)
        await stage.clock.sleep(8)
        stage.treadmill.console.plus(steps)
        pressed, chosen_kmh = stage.clock.now(), stage.treadmill.target_kmh
        await stage.clock.sleep(later_s)
        stage.live.act(ev.Act.NUDGE, 0.1 if steps > 0 else -0.1)
        await stage.clock.sleep(20)
        targets = [kmh for _, kmh in stage.targets(pressed)]
        assert targets in ([], [round(chosen_kmh + (0.1 if steps > 0 else -0.1), 1)])
        assert Kind.RUN not in stage.session.nudges_kmh


@pytest.mark.parametrize("later_s", [0.5, 1.5, 3.5])
async def test_a_pause_on_the_way_to_what_the_console_chose(later_s: float) -> None:
    async with show(PLAN) as stage:
        await stage.started()
        await stage.at_speed(7.0)
        await stage.clock.sleep(8)
        stage.treadmill.console.minus(20)
        await stage.clock.sleep(later_s)
        stage.live.act(ev.Act.PAUSE)
        await stage.clock.sleep(15)
        resumed = stage.clock.now()
        stage.live.act(ev.Act.RESUME)
        await stage.clock.sleep(25)
        assert [kmh for _, kmh in stage.targets(resumed)] == [5.0]
