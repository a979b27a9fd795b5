"""A belt is believed on two witnesses, and one that is faster than asked is slowed down."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlRequest,
    ResultCode,
    TreadmillData,
)
from runwalk_devices.simulator.quirks.claiming import ZeroWhileRunning
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill
from runwalk_devices.simulator.treadmill_computer import Outcome
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, Show, show
from tests.runwalk_devices.rig import Swallows

CONTRADICTS = "Treadmill data conflict. Belt may be moving"
BY_HAND = "quirks:zero_while_running:inf"


async def at_8(stage: Show) -> None:
    await stage.started()
    await stage.at_speed(8.0)
    await stage.clock.sleep(3)


def zeros(stage: Show, seconds: float) -> None:
    """From now on the speed is told as zero."""
    quirk = stage.scene.quirks["zero_while_running"]
    assert isinstance(quirk, ZeroWhileRunning)
    quirk.lasts_s = seconds
    quirk.happen()


class Deaf(TreadmillBehaviour):
    """Says yes to Stop and Pause, and runs on."""

    def obeying(
        self, request: ControlRequest, obey: Callable[[ControlRequest], Outcome]
    ) -> Outcome:
        if request.opcode == ControlOpcode.STOP_OR_PAUSE:
            return Outcome(ResultCode.SUCCESS)
        return obey(request)


class Wavering(TreadmillBehaviour):
    """Its speed is told with ``jitter_kmh`` either way, and ``offset_kmh`` off."""

    jitter_kmh = offset_kmh = 0.0

    def __init__(self, device: VirtualTreadmill, seed: int = 7) -> None:
        super().__init__(device)
        self._random = Random(seed)

    def measuring(self, data: TreadmillData) -> list[TreadmillData]:
        if not data.speed_kmh:
            return [data]
        wavers_kmh = self._random.choice((-1, 0, 1)) * self.jitter_kmh + self.offset_kmh
        return [replace(data, speed_kmh=max(0.1, data.speed_kmh + wavers_kmh))]


def treadmill_of(scene: VirtualScene) -> VirtualTreadmill:
    assert isinstance(scene.treadmill, VirtualTreadmill)
    return scene.treadmill


async def test_a_zero_against_its_own_counters_is_told_within_three_seconds() -> None:
    async with show(LONG, spec=BY_HAND) as stage:
        await at_8(stage)
        said_at = stage.live.now()
        zeros(stage, 20)
        await stage.clock.sleep(3)
        assert stage.cues(ev.Cue.ALARM) == [CONTRADICTS]
        assert stage.session.belt.may_move
        await stage.clock.sleep(12)
        stage.live.act(ev.Act.PAUSE)
        stage.live.act(ev.Act.RESUME)
        await stage.clock.sleep(2)
        assert stage.writes(OP.START_OR_RESUME, since=said_at) == []


async def test_a_padded_zero_of_a_belt_that_speeds_up_is_no_standstill() -> None:
    async with show(LONG, spec="quirks:zero_while_running:inf,padded_zero") as stage:
        await stage.started()
        await stage.until(lambda: stage.treadmill.speed_kmh > 2)
        zeros(stage, 20)
        await stage.clock.sleep(15)
        assert stage.treadmill.speed_kmh == 8
        assert stage.all(ev.ClockPaused) == []
        assert CONTRADICTS in stage.cues(ev.Cue.ALARM)


async def test_a_padded_zero_beside_the_rest_of_its_record_is_a_standstill() -> None:
    async with show(LONG, spec="quirks:more_data_split,padded_zero") as stage:
        await at_8(stage)
        stage.live.act(ev.Act.STOP)
        await stage.live.ended()
        assert stage.session.belt_stopped
        assert stage.cues(ev.Cue.ALARM) == []


async def test_a_stop_that_is_swallowed_by_a_belt_that_tells_zero_is_no_standstill() -> None:
    def before(scene: VirtualScene) -> None:
        treadmill_of(scene).take_on(Deaf(treadmill_of(scene)))

    async with show(LONG, spec=BY_HAND, before=before) as stage:
        await at_8(stage)
        zeros(stage, 600)
        stage.live.act(ev.Act.STOP)
        await stage.clock.sleep(40)
        assert stage.treadmill.speed_kmh == 0.8, "its lowest target, as Stop did nothing"
        assert not stage.session.belt_stopped
        assert any("may be moving" in say for say in stage.cues(ev.Cue.ALARM))


async def test_a_made_up_speed_starts_no_clock() -> None:
    async with show(LONG, spec="quirks:made_up_first_speed") as stage:
        await stage.until(lambda: stage.session.belt.ready)
        for _ in range(8):
            await stage.clock.sleep(1)
            stage.live.act(ev.Act.START)
        assert stage.session.phase is Phase.ARMING
        assert stage.all(ev.ClockStarted) == []
        await stage.clock.sleep(6)
        await at_8(stage)


async def test_spikes_never_reach_the_session() -> None:
    async with show(LONG, spec="quirks:speed_spike:5") as stage:
        await at_8(stage)
        await stage.clock.sleep(60)
        assert max(e.speed_kmh or 0.0 for e in stage.all(ev.BeltReading)) < 9
        assert stage.all(ev.SpeedOverridden) == []
        assert stage.live.view().distance_m == pytest.approx(stage.treadmill.distance_m, rel=0.05)


async def test_a_belt_that_runs_faster_than_asked_is_told_slowed_and_stopped() -> None:
    async with show(LONG) as stage:
        await at_8(stage)
        belt = stage.treadmill.machine.belt
        since = stage.clock.now()
        belt.target_kmh = 14.0
        await stage.clock.sleep(12)
        (told, *_) = stage.all(ev.SpeedExceeded)
        assert told.t - since < 3.0 + 3.0
        slower = [kmh for t, kmh in stage.targets(since)]
        assert slower
        assert slower[0] < 8.0


async def test_jitter_is_no_hand_at_the_console() -> None:
    def before(scene: VirtualScene) -> None:
        wavering = Wavering(treadmill_of(scene))
        wavering.jitter_kmh = 0.2
        treadmill_of(scene).take_on(wavering)

    async with show(LONG, before=before) as stage:
        await at_8(stage)
        await stage.clock.sleep(120)
        assert stage.all(ev.SpeedOverridden) == []
        assert [kmh for _, kmh in stage.targets()] == [8.0]


async def test_a_small_offset_does_not_fail_the_walking_check() -> None:
    def before(scene: VirtualScene) -> None:
        wavering = Wavering(treadmill_of(scene))
        wavering.offset_kmh = 0.2
        treadmill_of(scene).take_on(wavering)

    async with show(LONG, before=before, memory=Memory(DeviceRegistry(virtual=""))) as stage:
        await stage.started()
        (found,) = stage.all(ev.MachineChecked)
        assert found.obeys
        assert (found.target_factor, found.data_factor) == (1.0, 1.0)


@pytest.mark.parametrize("seed", range(6))
async def test_a_speed_that_wavers_does_not_fail_the_walking_check(seed: int) -> None:
    def before(scene: VirtualScene) -> None:
        wavering = Wavering(treadmill_of(scene), seed)
        wavering.jitter_kmh = 0.2
        treadmill_of(scene).take_on(wavering)

    stranger = Memory(DeviceRegistry(virtual=""))
    async with show(LONG, telemetry_hz=1.0, before=before, memory=stranger) as stage:
        await stage.started()
        (found,) = stage.all(ev.MachineChecked)
        assert found.obeys
        assert (found.target_factor, found.data_factor) == (1.0, 1.0)


async def test_a_session_that_ends_beside_a_moving_belt_says_so() -> None:
    async with show(LONG) as stage:
        await stage.until(lambda: stage.session.belt.still)
        stage.treadmill.machine.start()
        await stage.until(lambda: stage.session.belt.is_moving, 20)
        stage.live.act(ev.Act.ABANDON)
        assert not stage.session.belt_stopped
        assert stage.cues(ev.Cue.ALARM)[-1] == "Ended. Belt may be moving"


async def test_a_belt_beyond_the_cap_that_keeps_its_speed_is_stopped() -> None:
    """The speed that it had when it was asked for less is none that it may keep."""
    async with show(LONG, runner=ev.RunnerProfile(cap_kmh=7.5)) as stage:
        await stage.started()
        await stage.at_speed(7.5)
        await stage.clock.sleep(4)
        began = stage.clock.now()
        stage.treadmill.behaviours.append(Swallows(OP.SET_TARGET_SPEED))
        stage.treadmill.machine.belt.target_kmh = 9.7
        await stage.clock.sleep(9)
        assert stage.targets(began)[0][1] <= 7.0
        assert stage.writes(OP.STOP_OR_PAUSE, began)[0].t - began < 8
        assert "does not slow down" in stage.cues(ev.Cue.ALARM)[-1]
