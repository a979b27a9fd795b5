"""A heart rate held on the wire: quiet rises within the told range, and no other without notice."""

from itertools import pairwise

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart_control_state import HeartControlSettings, Hold, HoldBy
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import show

TARGET_BPM = 140
HELD = Plan(
    "held",
    "Held",
    (
        Step(Kind.WARM_UP, 5.0, duration_s=120),
        Step(Kind.RUN, 7.0, duration_s=900, hold_bpm=(TARGET_BPM, TARGET_BPM)),
        Step(Kind.COOL_DOWN, 4.0, duration_s=30),
    ),
)
FULL = ev.RunnerProfile(coaching=HeartControlSettings(hold=Hold.FULL, faster_kmh=3.0))


@pytest.mark.parametrize("spec", ["", "quirks:slow_ramp", "quirks:coarse_steps"])
async def test_a_held_run_is_led_in_the_range_that_was_told(spec: str) -> None:
    async with show(HELD, spec=spec, telemetry_hz=1.0, runner=FULL) as stage:
        await stage.started(120 + 600)
        (told,) = stage.all(ev.HoldRangeTold)
        assert (told.lowest_kmh, told.highest_kmh) == (3.0, 10.0)
        assert [say for say in stage.cues(ev.Cue.RUN) if "3 to 10 km/h" in say]
        began_t = stage.all(ev.StepBegan)[1].t
        targets = stage.targets(began_t)
        assert all(3.0 <= kmh <= 10.0 for _, kmh in targets)
        rises = sum(kmh > last for (_, last), (_, kmh) in pairwise(targets))
        announced = [e for e in stage.all(ev.IncreaseAnnounced) if e.t > began_t]
        if not spec:
            assert 0 <= len(announced) < rises
        late = [e.bpm for e in stage.all(ev.HeartReading) if e.t > stage.log[-1].t - 200 and e.bpm]
        assert abs(sum(late) / len(late) - TARGET_BPM) < 4


async def test_a_walk_is_held_by_the_incline_at_one_speed() -> None:
    """The virtual runner is at some 100 bpm on the level, and at 118 on a hill."""
    coaching = HeartControlSettings(hold=Hold.FULL, hold_by=HoldBy.INCLINE)
    hill = Step(Kind.WALK, 5.0, duration_s=900, incline_percent=1.0, hold_bpm=(118, 118))
    plan = Plan("hill", "Hill", (Step(Kind.WARM_UP, 4.5, duration_s=90), hill))
    runner = ev.RunnerProfile(coaching=coaching)
    async with show(plan, telemetry_hz=1.0, runner=runner) as stage:
        await stage.started(90 + 700)
        (told,) = stage.all(ev.HoldRangeTold)
        assert (told.lowest_percent, told.highest_percent) == (0.0, 7.0)
        assert any("0 to 7" in say for say in stage.cues(ev.Cue.WALK))
        inclines = [event.incline_percent for event in stage.all(ev.InclineAsked)]
        assert max(inclines) > 2.0
        assert all(0 <= percent <= 7 for percent in inclines)
        assert {kmh for _, kmh in stage.targets()} == {4.5, 5.0}
        late = [e.bpm for e in stage.all(ev.HeartReading) if e.t > stage.log[-1].t - 200 and e.bpm]
        assert abs(sum(late) / len(late) - 118) < 4
        stage.strap.off_skin()
        await stage.clock.sleep(70)
        assert stage.all(ev.InclineAsked)[-1].incline_percent == 1.0, "the plan's own"


async def test_where_the_level_is_too_hard_the_belt_runs_slower_and_no_faster() -> None:
    """At 7 km/h the virtual runner is above 125 bpm without any incline."""
    coaching = HeartControlSettings(hold=Hold.FULL, hold_by=HoldBy.INCLINE)
    hill = Step(Kind.RUN, 7.5, duration_s=1500, incline_percent=1.0, hold_bpm=(125, 125))
    plan = Plan("hill", "Hill", (Step(Kind.WARM_UP, 4.5, duration_s=90), hill))
    async with show(plan, telemetry_hz=1.0, runner=ev.RunnerProfile(coaching=coaching)) as stage:
        await stage.started(90 + 1300)
        began_t = stage.all(ev.StepBegan)[1].t
        assert stage.all(ev.InclineAsked)[-1].incline_percent == 0.0
        speeds = [kmh for _, kmh in stage.targets(began_t)]
        assert 3.5 <= min(speeds) < 7.0
        assert max(speeds) == 7.5
        rises = [after - before for before, after in pairwise(speeds) if after > before]
        assert rises
        assert max(rises) < 0.11, "within the range that was told, and not announced"
        late = [e.bpm for e in stage.all(ev.HeartReading) if e.t > stage.log[-1].t - 200 and e.bpm]
        assert abs(sum(late) / len(late) - 125) < 4


async def test_the_range_ends_with_the_link() -> None:
    async with show(HELD, telemetry_hz=1.0, runner=FULL) as stage:
        await stage.started(120 + 150)
        stage.silence()
        await stage.clock.sleep(12)
        silent_at = stage.clock.now()
        stage.restore()
        await stage.clock.sleep(200)
        assert stage.session.phase is Phase.RUNNING
        assert stage.targets(silent_at), "the belt is led again"
