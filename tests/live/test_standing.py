"""Make it stand: whatever a machine makes of Pause and Stop, it stands or the runner knows."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlRequest,
    ControlResponse,
    ResultCode,
    StopOrPause,
)
from runwalk_devices.simulator.quirks.falling_silent import GoesMute
from runwalk_devices.simulator.treadmill import TreadmillBehaviour
from runwalk_devices.simulator.treadmill_computer import Outcome
from runwalk_devices.treadmill.lookout import COUNTDOWN_S
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.live import STOP_BUDGET_S
from runwalk_tui.session.opening import exit_status
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.sentences import DOES_NOT_STOP
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, SHORT, Show, show
from tests.runwalk_devices.rig import Swallows

NAMES = [
    "pause_refused",
    "pause_ignored",
    "stop_toggles_paused",
    "stop_refused_moving",
    "pause_is_stop",
    "response_echo",
    "stale_status",
]


def stranger() -> Memory:
    return Memory(DeviceRegistry(virtual=""), lambda: date(2030, 1, 1))


async def at_8(stage: Show) -> None:
    await stage.started()
    await stage.at_speed(8.0)
    await stage.clock.sleep(3)


async def paused(stage: Show) -> float:
    """Pauses at 8 km/h, until the belt truly stands; when that was asked."""
    await at_8(stage)
    asked = stage.clock.now()
    stage.live.act(ev.Act.PAUSE)
    await stage.until(lambda: stage.treadmill.speed_kmh == 0, 15)
    await stage.clock.sleep(6)
    assert stage.treadmill.speed_kmh == 0
    assert stage.session.phase is Phase.PAUSED
    return asked


@pytest.mark.parametrize("is_known", [True, False], ids=["known", "stranger"])
@pytest.mark.parametrize("name", NAMES)
async def test_a_workout_is_paused_resumed_and_ends_with_a_standing_belt(
    name: str, is_known: bool
) -> None:
    memory = None if is_known else stranger()
    async with show(SHORT, spec=f"quirks:{name}", memory=memory) as stage:
        await stage.started()
        await stage.until(lambda: len(stage.all(ev.StepBegan)) == 2)
        await stage.clock.sleep(10)
        asked = stage.clock.now()
        stage.live.act(ev.Act.PAUSE)
        await stage.until(lambda: stage.treadmill.speed_kmh == 0, 15)
        await stage.clock.sleep(8)
        assert stage.treadmill.speed_kmh == 0
        assert stage.session.phase is Phase.PAUSED
        stage.live.act(ev.Act.RESUME)
        await stage.phase(Phase.RUNNING)
        await stage.live.ended()
        await stage.clock.sleep(15)
        assert stage.treadmill.speed_kmh == 0
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.belt_stopped
    assert {event.index for event in stage.all(ev.StepBegan)} == set(range(len(SHORT.steps)))
    halts = [p for p in stage.writes(OP.STOP_OR_PAUSE, asked) if p.data == b"\x08\x01"]
    assert name not in ("pause_refused", "pause_ignored") or halts[0].t - asked <= 3


@pytest.mark.parametrize(
    ("name", "says"), [("pause_refused", "has no pause"), ("pause_ignored", "does not pause")]
)
async def test_a_belt_that_is_not_paused_is_stopped_and_the_runner_hears_of_it(
    name: str, says: str
) -> None:
    async with show(LONG, spec=f"quirks:{name}") as stage:
        asked = await paused(stage)
        (say,) = stage.cues(ev.Cue.ALARM)
        assert says in say
        stops = [p.t for p in stage.writes(OP.STOP_OR_PAUSE) if p.data == b"\x08\x01"]
        assert len(stops) == 1
        assert stops[0] - asked <= 3
        assert stage.treadmill.speed_kmh == 0


async def test_a_belt_that_stands_paused_is_left_without_a_stop() -> None:
    async with show(LONG, spec="quirks:stop_toggles_paused") as stage:
        await paused(stage)
        stage.live.act(ev.Act.STOP)
        await stage.live.ended()
        await stage.clock.sleep(20)
        assert stage.treadmill.speed_kmh == 0
    assert stage.session.belt_stopped
    assert [p.data for p in stage.writes(OP.STOP_OR_PAUSE)] == [b"\x08\x02"]


async def test_a_belt_that_starts_again_after_it_was_said_to_stand_is_stopped_again() -> None:
    machines = DeviceRegistry(virtual="")
    async with show(LONG, memory=Memory(machines), enter=False) as stage:
        async with stage.live:
            await at_8(stage)
            stage.live.act(ev.Act.STOP)
            await stage.live.ended()
            said = stage.clock.now()
            assert stage.session.belt_stopped
            stage.treadmill.machine.start()
        assert stage.treadmill.speed_kmh == 0
        await stage.clock.sleep(20)
        assert stage.treadmill.speed_kmh == 0
    assert stage.writes(OP.STOP_OR_PAUSE, said)[0].t - said <= 5
    assert stage.cues(ev.Cue.ALARM) == ["Belt moving again. Stopping it"]
    assert [one.stop_is_toggle for one in machines.all()] == [True]


async def test_one_that_starts_again_and_obeys_no_stop_is_not_said_to_stand() -> None:
    async with show(LONG, enter=False) as stage:
        async with stage.live:
            await at_8(stage)
            stage.live.act(ev.Act.STOP)
            await stage.live.ended()
            stage.treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE))
            stage.treadmill.machine.start()
        assert stage.treadmill.speed_kmh > 0
    assert not stage.live.belt_stands
    assert not stage.session.belt_stopped
    assert exit_status(stage.session) == 1


async def test_who_leaves_is_told_why_the_program_stays() -> None:
    async with show(LONG, enter=False) as stage, stage.live:
        await at_8(stage)
        stage.live.act(ev.Act.STOP)
        await stage.live.ended()
    assert stage.cues(ev.Cue.NOTICE)[-1].endswith("The safety key is faster")


async def test_who_leaves_stays_for_a_countdown_with_a_belt_that_was_stopped() -> None:
    async with show(LONG, enter=False) as stage:
        async with stage.live:
            await at_8(stage)
            stage.live.act(ev.Act.STOP)
            await stage.live.ended()
            ended = stage.clock.now()
        assert stage.clock.now() - ended >= COUNTDOWN_S


async def test_a_belt_that_obeys_no_stop_is_slowed_and_the_runner_is_told() -> None:
    async with show(LONG) as stage:
        await at_8(stage)
        stage.treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE))
        asked = stage.clock.now()
        stage.live.act(ev.Act.STOP)
        await stage.clock.sleep(5)
        told = [
            e.t for e in stage.all(ev.CueDue) if e.say == DOES_NOT_STOP or "may be moving" in e.say
        ]
        assert told
        assert told[0] - stage.acted(ev.Act.STOP)[0] <= 5
        await stage.at_speed(0.8)
        lowest = [t - asked for t, kmh in stage.targets(asked) if kmh == 0.8]
        assert lowest[0] <= 3


async def test_a_stop_that_only_a_new_connection_is_obeyed_on() -> None:
    async with show(LONG) as stage:
        await at_8(stage)
        deaf = Swallows(OP.STOP_OR_PAUSE, OP.SET_TARGET_SPEED)
        stage.treadmill.behaviours.append(deaf)
        connected = len(stage.treadmill.connections)

        def connects_anew(event: ev.Event) -> None:
            if isinstance(event, ev.LinkChanged) and event.state is ev.LinkState.CONNECTING:
                deaf.times = 0

        stage.live.subscribe(connects_anew)
        began = stage.clock.now()
        await stage.live.stop()
        assert connected == 1
        await stage.clock.sleep(8)
        assert stage.treadmill.speed_kmh == 0
        assert stage.writes(OP.STOP_OR_PAUSE)[-1].t - began < STOP_BUDGET_S


class ObeysPauseAlone(TreadmillBehaviour):
    """Stop is answered yes, or not at all, and does nothing."""

    says_yes = False

    def obeying(
        self, request: ControlRequest, obey: Callable[[ControlRequest], Outcome]
    ) -> Outcome:
        if request.stop_or_pause is StopOrPause.STOP:
            return Outcome(ResultCode.SUCCESS)
        return obey(request)

    def answering(self, response: ControlResponse) -> Iterable[tuple[float, ControlResponse]]:
        return ((0.0, response),) if self.says_yes else ()


@pytest.mark.parametrize("is_mute", [True, False], ids=["mute", "heard"])
@pytest.mark.parametrize("says_yes", [True, False], ids=["says yes", "says nothing"])
async def test_a_belt_that_obeys_nothing_but_a_pause_is_paused(
    is_mute: bool, says_yes: bool
) -> None:
    async with show(LONG) as stage:
        await at_8(stage)
        alone = ObeysPauseAlone(stage.treadmill)
        alone.says_yes = says_yes
        stage.treadmill.take_on(alone)
        stage.treadmill.muted = is_mute
        await stage.clock.sleep(4)
        asked = stage.clock.now()
        stage.live.act(ev.Act.STOP)
        await stage.clock.sleep(9)
        paused = [p.t - asked for p in stage.writes(OP.STOP_OR_PAUSE) if p.data == b"\x08\x02"]
        assert paused[0] < 2.5
        assert stage.treadmill.speed_kmh == 0


async def test_a_belt_whose_motion_nothing_confirms_is_seen_to_slow_down() -> None:
    """Nobody is on it, as far as its counters go, and the link is new."""
    async with show(LONG, spec="quirks:time_never_counts") as stage:
        await at_8(stage)
        stage.treadmill.drop_links()
        await stage.until(lambda: stage.session.belt.link.is_up and stage.session.belt.ready)
        await stage.clock.sleep(3)
        stage.live.act(ev.Act.STOP)
        await stage.live.ended()
        assert stage.session.belt_stopped
        assert {p.data for p in stage.writes(OP.STOP_OR_PAUSE)} == {b"\x08\x01"}
        assert [kmh for _, kmh in stage.targets()] == [8.0], "no other means was needed"


async def test_a_stop_of_which_nothing_is_heard_but_yes_is_seen_through_on_a_new_connection() -> (
    None
):
    async with show(LONG, spec="quirks:goes_mute:inf") as stage:
        await at_8(stage)
        quirk = stage.scene.quirks["goes_mute"]
        assert isinstance(quirk, GoesMute)
        quirk.happen()
        await stage.clock.sleep(4)
        stage.live.act(ev.Act.STOP)
        await stage.live.ended()
        await stage.clock.sleep(10)
        assert stage.session.belt_stopped


@pytest.mark.parametrize("restarts_after_s", [0.5, 2.0, 4.0])
async def test_a_swallowed_stop_a_restarted_machine_and_silence_are_no_standstill(
    restarts_after_s: float,
) -> None:
    async with show(LONG) as stage:
        await at_8(stage)
        stage.treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE))
        stage.live.act(ev.Act.STOP)
        await stage.clock.sleep(restarts_after_s)
        stage.treadmill.muted = True
        stage.scene.air.cut(stage.treadmill.address)
        await stage.clock.sleep(40)
        assert stage.treadmill.speed_kmh > 0
        assert not stage.session.belt_stopped
        assert any("may be moving" in say for say in stage.cues(ev.Cue.ALARM))
