"""A whole workout on each machine without a belt, and what its brake is told meanwhile."""

import re
from dataclasses import replace

import pytest

from runwalk_devices.codecs.ftms.features import ResistanceRange
from runwalk_devices.simulator.ftms_ridden import FtmsRidden
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_devices.simulator.tacx import VirtualTacx
from runwalk_tui.session.headless import describe
from runwalk_tui.training.history.derive_stats import figures_of
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.belt_panel import belt_face
from runwalk_tui.tui.widgets.connection_rows import device_rows
from runwalk_tui.tui.widgets.start_prompt import call_face
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.riding import POWERED, riding

LEVELS = Plan(
    "l",
    "Levels",
    (
        Step(Kind.WARM_UP, 5.0, duration_s=20, resistance_percent=20),
        Step(Kind.RUN, 8.5, duration_s=40, resistance=55.0),
        Step(Kind.WALK, 5.0, duration_s=20),
    ),
)


def without_power(scene: VirtualScene) -> None:
    assert isinstance(scene.treadmill, FtmsRidden)
    scene.treadmill.offers_power = False
    scene.treadmill.resistances = ResistanceRange(1.0, 32.0, 1.0)
    scene.treadmill.offer()


async def test_a_bike_without_power_rides_a_plan_of_powers_by_resistance() -> None:
    async with riding(before=without_power) as (stage, bike):
        await stage.until(lambda: stage.session.belt.ready)
        assert any("accepts no power" in line for line in call_face(stage.session).lines)
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(20)
        face = belt_face(stage.live.view(), ScreenOptions())
        assert (face.title, face.target[0], face.asked[0]) == (
            "POWER",
            "→ level 9",
            "takes no power: by resistance",
        )
        await stage.live.ended()
        assert bike.brake.level == 0
        assert bike.brake.target_w is None
    assert not stage.all(ev.PowerAsked)
    # 80 W, 180 W and 72 W of an FTP of 160 W, which is taken for half of the range.
    assert [event.level for event in stage.all(ev.ResistanceAsked)] == [9, 18, 8, None]
    assert "Work, 40 seconds. Resistance 18" in stage.cues(ev.Cue.RUN)
    assert stage.session.outcome is ev.Outcome.FINISHED


@pytest.mark.parametrize("spec", ["bike", "tacx"])
async def test_a_plan_of_resistances_goes_before_powers(spec: str) -> None:
    async with riding(LEVELS, spec) as (stage, bike):
        await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1)
        await stage.clock.sleep(20)
        assert bike.brake.target_w is None
        assert bike.brake.level == pytest.approx(55)
        await stage.live.ended()
        assert bike.brake.target_w is None
        assert bike.brake.level == 0
    assert [event.level for event in stage.all(ev.ResistanceAsked)] == [20, 55]
    assert [event.power_w for event in stage.all(ev.PowerAsked)] == [72, None]


async def test_a_tacx_without_ftms_gets_each_step_its_power() -> None:
    async with riding(spec="tacx") as (stage, bike):
        await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1)
        await stage.clock.sleep(20)
        assert bike.power_w == pytest.approx(180, rel=0.03)
        assert stage.session.belt.cadence_rpm == pytest.approx(85, abs=5)
        await stage.live.ended()
        assert bike.brake.target_w is None
        assert bike.brake.level == 0
        assert isinstance(bike, VirtualTacx)
        assert bike.dropped == 0
    assert [event.power_w for event in stage.all(ev.PowerAsked)] == [80, 180, 72, None]
    ends = {event.stage for event in stage.all(ev.CommandProgressed) if event.stage.is_end}
    assert ends == {ev.Stage.CONFIRMED}
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.distance_m > 400


@pytest.mark.parametrize("spec", ["bike", "tacx"])
@pytest.mark.parametrize("plan", [POWERED, LEVELS], ids=["power", "resistance"])
async def test_a_rider_who_stops_in_mid_interval_is_let_go_and_led_back(
    spec: str, plan: Plan
) -> None:
    long = replace(plan.steps[1], duration_s=180.0)
    async with riding(replace(plan, steps=(plan.steps[0], long)), spec) as (stage, bike):
        await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1)
        await stage.clock.sleep(30)
        before = bike.brake.target_w, bike.brake.level
        bike.rider.pedals = False
        await stage.clock.sleep(10)
        if plan is POWERED:
            assert (bike.brake.target_w or 0) <= 40
        else:
            assert bike.brake.level <= 10
        bike.rider.pedals = True
        eased = []
        for _ in range(40):
            await stage.clock.sleep(1)
            eased.append(bike.brake.target_w if plan is POWERED else bike.brake.level)
        assert (bike.brake.target_w, bike.brake.level) == before
        low, high = (41, 179) if plan is POWERED else (11, 54)
        between = [value for value in eased if value is not None and low < value < high]
        assert len(between) >= 2, "it comes back in a ramp"


@pytest.mark.parametrize(
    ("spec", "kind", "first", "rate"),
    [
        ("elliptical", ev.MachineKind.ELLIPTICAL, "STRIDE", 124),
        ("rower", ev.MachineKind.ROWER, "ROW", 24),
        ("climber", ev.MachineKind.CLIMBER, "CLIMB", 60),
        ("stepper", ev.MachineKind.CLIMBER, "CLIMB", 60),
    ],
)
async def test_a_whole_workout_on_a_machine_that_is_read(
    spec: str, kind: ev.MachineKind, first: str, rate: float
) -> None:
    async with riding(spec=spec, machine=kind) as (stage, _):
        await stage.until(lambda: stage.session.belt.ready)
        assert call_face(stage.session).word == first
        assert device_rows(stage.session, "km")[0].device == kind.capitalize()
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(15)
        assert stage.session.belt.cadence_rpm == pytest.approx(rate, rel=0.1)
        face = belt_face(stage.live.view(), ScreenOptions())
        assert face.title == ("SPEED" if kind is ev.MachineKind.CLIMBER else "POWER")
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.distance_m > 10
    assert not stage.all(ev.PowerAsked)
    assert not stage.all(ev.SpeedAsked)
    assert bool(stage.all(ev.ResistanceAsked)) is (kind is not ev.MachineKind.ROWER)
    assert stage.cues(ev.Cue.ALARM) == stage.cues(ev.Cue.WARNING) == []
    assert figures_of(stage.log).title == f"{kind.capitalize()}: Powered"
    (ended,) = stage.all(ev.SessionEnded)
    assert describe(ended, machine=kind) == "finished"


@pytest.mark.parametrize("kind", [kind for kind in ev.MachineKind if not kind.has_belt])
async def test_nothing_that_is_said_speaks_of_a_belt(kind: ev.MachineKind) -> None:
    async with riding(spec=kind.value, machine=kind) as (stage, machine):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(35)
        acts = [ev.Act.PAIN, ev.Act.UNDO_PAIN, ev.Act.PAIN, ev.Act.PAIN, ev.Act.NUDGE]
        for act, value in zip(acts, [4, None, 4, 6, 0.5], strict=True):
            stage.live.act(act, value)
            await stage.clock.sleep(1)
        stage.live.act(ev.Act.PAUSE)
        await stage.clock.sleep(10)
        machine.rider.pedals = False
        stage.scene.air.cut(machine.address)
        await stage.clock.sleep(40)
        machine.rider.pedals = True
        stage.live.act(ev.Act.RESUME)
        await stage.clock.sleep(20)
        await stage.live.stop()
    said = [cue.say for cue in stage.all(ev.CueDue)]
    assert any("Pain noted. Go easy" in words for words in said)
    foreign = re.compile(r"\b(walk|run|runs|belt|treadmill)\b", re.IGNORECASE)
    assert [words for words in said if foreign.search(words)] == []
