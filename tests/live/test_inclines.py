"""Inclines on a whole machine: asked anew, on its grid, in its units, and remembered."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import OP, Show, knowing, show

pytestmark = pytest.mark.usefixtures("virtual_time_loop")

HILL = Plan(
    "hill",
    "Hill",
    (
        Step(Kind.WALK, 5.0, duration_s=120, incline_percent=3.0),
        Step(Kind.WALK, 5.0, duration_s=30, incline_percent=1.5),
    ),
)


def tilts(stage: Show) -> list[float]:
    packets = stage.writes(OP.SET_TARGET_INCLINATION)
    return [int.from_bytes(p.data[1:3], "little", signed=True) / 10 for p in packets]


async def tilted(stage: Show, percent: float = 3.0) -> None:
    await stage.started()
    await stage.until(lambda: stage.treadmill.incline_percent == percent)
    await stage.clock.sleep(8)


async def paused(stage: Show) -> None:
    stage.live.act(ev.Act.PAUSE)
    await stage.clock.sleep(15)
    stage.live.act(ev.Act.RESUME)
    await stage.phase(Phase.RUNNING)
    await stage.clock.sleep(15)


@pytest.mark.parametrize("spec", ["", "quirks:incline_lost_in_pause"])
async def test_after_a_pause_it_is_asked_anew_where_it_is_lost(spec: str) -> None:
    async with show(HILL, spec=spec) as stage:
        await tilted(stage)
        await paused(stage)
        assert stage.treadmill.incline_percent == 3.0
        assert tilts(stage) == ([3.0, 3.0] if spec else [3.0])


async def test_after_a_lost_link_it_is_asked_anew_where_it_is_lost() -> None:
    async with show(HILL) as stage:
        await tilted(stage)
        stage.silence()
        stage.treadmill.machine.belt.incline_target_percent = 0.0
        await stage.clock.sleep(15)
        stage.restore()
        await stage.clock.sleep(30)
        assert stage.treadmill.incline_percent == 3.0


async def test_one_set_at_the_console_holds_until_the_step_ends() -> None:
    async with show(HILL) as stage:
        await tilted(stage)
        outcome = stage.treadmill.machine.set_incline(5.0)
        stage.treadmill.console._tell(outcome.status)
        assert stage.referee is not None
        stage.referee.tilt = None
        await stage.clock.sleep(20)
        assert tilts(stage) == [3.0]
        await stage.until(lambda: len(stage.all(ev.StepBegan)) == 2)
        await stage.clock.sleep(3)
        assert tilts(stage) == [3.0, 1.5]


@pytest.mark.parametrize(
    ("quirk", "shown"), [("incline_units", (6.5, 0.0)), ("incline_offset", (1.0, 6.0))]
)
async def test_its_units_are_remembered(quirk: str, shown: tuple[float, float]) -> None:
    """What it tells is right from the first reading on in the session after that."""
    async with show(HILL, spec=f"quirks:{quirk}") as stage:
        memory = knowing(stage.scene, incline_factor=shown[0], incline_offset_percent=shown[1])
        await tilted(stage)
        quirks = [(e.incline_factor, e.incline_offset_percent) for e in stage.all(ev.QuirkLearned)]
        assert quirks == [shown]
        assert stage.session.belt.incline_percent == 3.0
    async with show(HILL, spec=f"quirks:{quirk}", memory=memory) as stage:
        await tilted(stage)
        assert not stage.all(ev.QuirkLearned)
        told = {event.incline_percent for event in stage.all(ev.BeltReading)}
        assert max(percent for percent in told if percent is not None) == 3.0


async def test_a_refused_grid_is_remembered() -> None:
    async with show(HILL, spec="quirks:incline_grid") as stage:
        memory = knowing(stage.scene, whole_inclines=True)
        stage.live.act(ev.Act.SKIP)
        await stage.started(1)
        stage.live.act(ev.Act.SKIP)
        await stage.clock.sleep(20)
        assert tilts(stage) == [3.0, 1.5, 2.0]
        assert not stage.cues(ev.Cue.WARNING)
    async with show(HILL, spec="quirks:incline_grid", memory=memory) as stage:
        await stage.started(1)
        stage.live.act(ev.Act.SKIP)
        await stage.clock.sleep(20)
        assert tilts(stage) == [3.0, 2.0]
