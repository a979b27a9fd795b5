"""A heart rate held by the power of a bike: with the rider's leave, on a heart that lives."""

from dataclasses import replace
from itertools import pairwise

import pytest

from runwalk_devices.simulator.rider import Rider
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_tui.tui.widgets.heart_panel import goal_words
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart_control_state import HeartControlSettings, Hold
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.power_hold import RISE_W
from runwalk_tui.workout.session import Phase
from tests.live.riding import riding
from tests.live.rig import Show

HELD_BPM = 130
HELD = Plan(
    "held",
    "Held",
    (
        Step(Kind.WARM_UP, 5.0, duration_s=90, power_w=60.0),
        Step(Kind.RUN, 8.0, duration_s=1200, power_w=110.0, hold_bpm=(HELD_BPM, HELD_BPM)),
        Step(Kind.COOL_DOWN, 5.0, duration_s=30),
    ),
)


def _led(hold: Hold) -> ev.RunnerProfile:
    return ev.RunnerProfile(ftp_w=200, coaching=HeartControlSettings(hold=hold, faster_kmh=3.0))


def _powers(stage: Show) -> list[float]:
    """All that was asked since the held step began."""
    since_t = stage.all(ev.StepBegan)[1].t
    asked = [event for event in stage.all(ev.PowerAsked) if event.t >= since_t]
    return [event.power_w for event in asked if event.power_w is not None]


async def test_a_heart_rate_is_held_by_the_power() -> None:
    async with riding(HELD, runner=_led(Hold.FULL)) as (stage, bike):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(90 + 700)
        (told,) = stage.all(ev.HoldRangeTold)
        assert (told.lowest_w, told.highest_w) == (20.0, 170.0)
        assert any("Power 20 to 170 watts" in say for say in stage.cues(ev.Cue.RUN))
        powers = _powers(stage)
        assert all(20 <= watts <= 170 for watts in powers)
        assert all(after - before <= RISE_W for before, after in pairwise(powers))
        late = [e.bpm for e in stage.all(ev.HeartReading) if e.t > stage.log[-1].t - 200 and e.bpm]
        assert abs(sum(late) / len(late) - HELD_BPM) < 4
        assert bike.power_w > 120
        assert "W" in goal_words(stage.session)
        assert isinstance(stage.scene.strap, VirtualStrap)
        stage.scene.strap.off_skin()
        await stage.clock.sleep(10)
        assert _powers(stage)[-1] == 110.0, "the plan's own"
        assert "Heart rate unreliable. Plan power" in stage.cues(ev.Cue.NOTICE)


@pytest.mark.parametrize("hold", [Hold.OFF, Hold.SHADOW, Hold.DECREASE])
@pytest.mark.parametrize("planned_w", [110.0, 150.0])
async def test_a_power_is_led_by_no_more_than_the_rider_allows(
    hold: Hold, planned_w: float
) -> None:
    """At 150 W the virtual rider's heart is above the target, at 110 W below."""
    steps = (HELD.steps[0], replace(HELD.steps[1], power_w=planned_w), HELD.steps[2])
    async with riding(replace(HELD, steps=steps), runner=_led(hold)) as (stage, _):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(90 + 500)
        powers, acted = _powers(stage), stage.all(ev.CoachActed)
        is_led = hold is Hold.DECREASE and planned_w == 150.0
        assert (min(powers) < planned_w) == is_led
        assert max(powers) == planned_w
        assert bool(acted) == (is_led or hold is Hold.SHADOW)
        assert bool(stage.all(ev.HoldRangeTold)) == (hold is Hold.DECREASE)


async def test_a_rider_who_pedals_another_power_is_left_alone() -> None:
    """Legs that give less than is asked, and a heart that more power would bring to its target."""
    steps = (HELD.steps[0], replace(HELD.steps[1], hold_bpm=(112, 112)), HELD.steps[2])
    async with riding(replace(HELD, steps=steps), runner=_led(Hold.FULL)) as (stage, bike):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(85)
        assert isinstance(bike.rider, Rider)
        bike.rider.strongest_nm = 11.0
        await stage.clock.sleep(200)
        assert (stage.session.belt.power_w or 0.0) < 95
        assert not stage.all(ev.CoachActed)


async def test_a_key_for_less_ends_all_rises_in_that_step() -> None:
    async with riding(HELD, runner=_led(Hold.FULL)) as (stage, _):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(90 + 40)
        stage.live.act(ev.Act.NUDGE, -0.1)
        pressed_t = stage.log[-1].t
        await stage.clock.sleep(120)
        acted = [event for event in stage.all(ev.CoachActed) if event.t > pressed_t]
        assert all(event.value < 0 for event in acted)


async def test_a_ceiling_without_a_walk_eases_the_brake_at_once() -> None:
    runner = ev.RunnerProfile(ftp_w=200, coaching=HeartControlSettings(ceiling_bpm=125))
    steps = (HELD.steps[0], replace(HELD.steps[1], power_w=150.0, hold_bpm=None))
    async with riding(replace(HELD, steps=steps), runner=runner) as (stage, _):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(90 + 400)
        assert stage.all(ev.CoachActed)
        assert _powers(stage)[-1] < 150.0
