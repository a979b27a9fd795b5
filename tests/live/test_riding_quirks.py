"""A whole ride on each behaviour of machines without a belt, alone and in pairs."""

from itertools import combinations

import pytest

from runwalk_devices.simulator.quirks.catalogue import TRAINER_QUIRKS
from runwalk_devices.simulator.ridden import RiddenMachine
from runwalk_devices.simulator.tacx import VirtualTacx
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.live.riding import POWERED, riding
from tests.live.rig import Show

FEC_ALONE = {"sleepy_trainer", "no_command_status"}
FTMS_ALONE = {"no_power", "coarse_levels", "one_octet_levels", "control_taken_back"}
ALONE = [("bike", name) for name in TRAINER_QUIRKS if name not in FEC_ALONE]
ALONE += [("tacx", name) for name in TRAINER_QUIRKS if name not in FTMS_ALONE]
PAIRS = [
    (kind, f"{one},{other}")
    for kind, apart in (("bike", FEC_ALONE), ("tacx", FTMS_ALONE))
    for one, other in combinations([name for name in TRAINER_QUIRKS if name not in apart], 2)
    if TRAINER_QUIRKS[one].aspect == ""
    or TRAINER_QUIRKS[one].aspect != TRAINER_QUIRKS[other].aspect
]
BY_LEVEL = {"no_power"}


async def follow(stage: Show, bike: RiddenMachine, names: set[str]) -> None:
    """The ride to its end; in the middle of its interval the brake does what the plan wants."""
    await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1, 200)
    await stage.clock.sleep(30)
    if names & BY_LEVEL:
        assert bike.brake.target_w is None
        # 180 W of an FTP of 160 W, which stands for half of the range.
        assert bike.brake.level == pytest.approx(56, abs=2)
    else:
        assert bike.brake.target_w == 180
        assert bike.power_w == pytest.approx(180, rel=0.05)
    await stage.phase(Phase.ENDED, seconds=200)
    await stage.clock.sleep(1)
    assert bike.brake.target_w is None or bike.brake.target_w <= 1
    assert bike.brake.level == 0
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.belt_stopped
    assert stage.cues(ev.Cue.ALARM) == []


@pytest.mark.parametrize(("kind", "name"), ALONE)
async def test_each(kind: str, name: str) -> None:
    async with riding(spec=f"{kind}:{name}") as (stage, bike):
        await follow(stage, bike, {name})


@pytest.mark.parametrize(("kind", "names"), PAIRS)
async def test_in_pairs(kind: str, names: str) -> None:
    async with riding(spec=f"{kind}:{names}") as (stage, bike):
        await follow(stage, bike, set(names.split(",")))


@pytest.mark.parametrize("kind", ["elliptical", "rower", "climber"])
@pytest.mark.parametrize("name", ["speed_zero", "split_readings", "cadence_missing"])
async def test_machines_that_are_read(kind: str, name: str) -> None:
    machine = ev.MachineKind(kind)
    async with riding(spec=f"{kind}:{name}", machine=machine) as (stage, _):
        if (kind, name) == ("climber", "cadence_missing"):
            await stage.until(lambda: stage.session.belt.ready)
            return  # its steps are all that it could set off by
        await stage.phase(Phase.RUNNING)
        await stage.live.ended()
        assert stage.session.outcome is ev.Outcome.FINISHED


async def test_a_trainer_that_fell_asleep_is_told_anew_once_it_is_awake() -> None:
    async with riding(spec="tacx:sleepy_trainer") as (stage, bike):
        assert isinstance(bike, VirtualTacx)
        await stage.until(
            lambda: stage.session.step is not None and stage.session.step.index == 1, 200
        )
        await stage.clock.sleep(10)
        bike.rider.pedals = False
        await stage.until(lambda: bike.sleeps)
        assert bike.brake.target_w is None
        bike.rider.pedals = True
        await stage.phase(Phase.RUNNING)
        await stage.until(lambda: bike.brake.target_w == POWERED.steps[1].power_w)


@pytest.mark.parametrize(("kind", "name"), [("bike", "cadence_missing"), ("bike", "power_stale")])
async def test_a_rider_who_stops_is_not_held_fast(kind: str, name: str) -> None:
    async with riding(spec=f"{kind}:{name}") as (stage, bike):
        await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1)
        await stage.clock.sleep(20)
        bike.rider.pedals = False
        await stage.clock.sleep(12)
        assert bike.brake.target_w is None or bike.brake.target_w <= 40
