"""However and whenever a session ends: the belt is stopped first, and within the budget."""

import asyncio
from collections.abc import Callable, Coroutine

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.treadmill.lookout import COUNTDOWN_S
from runwalk_tui.session.live import STOP_BUDGET_S
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.events import Event
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, Log, Show, show
from tests.runwalk_devices.rig import Swallows

DISCONNECT_S = 2.5


class BugError(Exception):
    """What a program may fail with."""


def speed_when_let_go(stage: Show) -> list[float]:
    """Watches from now on how fast the belt is when its link is given up."""
    speeds: list[float] = []
    stage.scene.air.on_packet(
        lambda packet: (
            speeds.append(stage.treadmill.speed_kmh)
            if packet.kind is PacketKind.DISCONNECT and packet.address == stage.treadmill.address
            else None
        )
    )
    return speeds


async def searching(stage: Show) -> None:
    await stage.clock.sleep(0.1)


async def connecting(stage: Show) -> None:
    await stage.until(lambda: stage.session.belt.link.state is ev.LinkState.CONNECTING)


async def setting_up(stage: Show) -> None:
    await connecting(stage)
    await stage.clock.sleep(0.7)


async def arming(stage: Show) -> None:
    await stage.until(lambda: stage.session.belt.ready)


async def announced(stage: Show) -> None:
    await arming(stage)
    stage.live.act(ev.Act.START, 10)
    await stage.clock.sleep(5)


async def counting_down(stage: Show) -> None:
    await arming(stage)
    stage.live.act(ev.Act.START)
    await stage.until(lambda: stage.treadmill.state is BeltState.COUNTDOWN)


async def just_moving(stage: Show) -> None:
    await stage.started()


async def speeding_up(stage: Show) -> None:
    await stage.started(3)


async def running(stage: Show) -> None:
    await stage.started(30)


async def pausing(stage: Show) -> None:
    await stage.started(30)
    stage.live.act(ev.Act.PAUSE)


async def paused(stage: Show) -> None:
    await pausing(stage)
    await stage.clock.sleep(20)


async def lost(stage: Show) -> None:
    await stage.started(30)
    stage.scene.air.cut(stage.treadmill.address)
    await stage.clock.sleep(0.2)


async def stopping(stage: Show) -> None:
    await stage.started(30)
    stage.live.act(ev.Act.STOP)
    await stage.clock.sleep(1)


async def ended(stage: Show) -> None:
    await stage.started(30)
    await stage.live.stop()


MOMENTS = [
    searching,
    connecting,
    setting_up,
    arming,
    announced,
    counting_down,
    just_moving,
    speeding_up,
    running,
    pausing,
    paused,
    lost,
    stopping,
    ended,
]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("way", ["stop", "leave", "exception", "cancel", "cancel again and again"])
async def test_at_any_moment_in_any_way(
    moment: Callable[[Show], Coroutine[None, None, None]], way: str
) -> None:
    async with show(LONG, enter=False) as stage:
        speeds = speed_when_let_go(stage)

        async def live() -> None:
            async with stage.live:
                await moment(stage)
                began.append(stage.clock.now())
                speeds.clear()
                match way:
                    case "stop":
                        await stage.live.stop()
                        assert stage.session.phase is Phase.ENDED
                    case "exception":
                        raise BugError
                    case "cancel" | "cancel again and again":
                        asyncio.get_running_loop().call_soon(task.cancel)
                        await stage.clock.sleep(1000)

        began: list[float] = []
        task = asyncio.create_task(live())
        while not task.done():
            await stage.clock.sleep(0.3)
            if way == "cancel again and again" and began:
                task.cancel()
        assert stage.clock.now() - began[0] <= STOP_BUDGET_S + COUNTDOWN_S + DISCONNECT_S + 0.3
        match way:
            case "exception":
                assert isinstance(task.exception(), BugError)
            case "cancel" | "cancel again and again":
                assert task.cancelled()
            case _:
                assert task.exception() is None
        assert stage.session.phase is Phase.ENDED
        assert set(speeds) <= {0.0}
        assert stage.treadmill.speed_kmh == 0
        assert not stage.treadmill.connections
        await stage.clock.sleep(30)
        assert stage.treadmill.speed_kmh == 0, "no start comes after all"
        assert stage.session.belt_stopped or moment in (searching, connecting, setting_up)


async def test_a_stop_that_is_ignored_is_an_alarm_and_ends_unconfirmed() -> None:
    async with show(LONG) as stage:
        await stage.started(30)
        stage.treadmill.behaviours.append(Swallows(ControlOpcode.STOP_OR_PAUSE))
        began = stage.clock.now()
        await stage.live.stop()
        assert stage.clock.now() - began == pytest.approx(STOP_BUDGET_S, abs=0.2)
        await stage.live.ended()
        assert stage.session.phase is Phase.ENDED
        assert not stage.session.belt_stopped
        times = [p.t - began for p in stage.writes(OP.STOP_OR_PAUSE) if p.data == b"\x08\x01"]
        assert times[:3] == [pytest.approx(n, abs=0.05) for n in range(3)]
        assert 3 < times[3] < STOP_BUDGET_S, "over a new connection"
        assert stage.cues(ev.Cue.ALARM)


async def test_a_treadmill_out_of_reach_ends_unconfirmed() -> None:
    async with show(LONG) as stage:
        await stage.started(30)
        stage.silence()
        await stage.clock.sleep(1)
        began = stage.clock.now()
        await stage.live.stop()
        assert stage.clock.now() - began == pytest.approx(STOP_BUDGET_S, abs=0.2)
        assert not stage.session.belt_stopped


async def test_asked_to_stop_many_times_at_once() -> None:
    async with show(LONG) as stage:
        await stage.started(30)
        await asyncio.gather(*(stage.live.stop() for _ in range(5)))
        assert stage.session.belt_stopped
        assert stage.session.outcome is ev.Outcome.STOPPED
        await stage.live.stop()


async def test_a_stop_that_was_not_confirmed_is_tried_anew_by_the_one_who_leaves() -> None:
    async with show(LONG) as stage:
        await stage.started(30)
        stage.treadmill.behaviours.append(Swallows(ControlOpcode.STOP_OR_PAUSE))
        stage.live.act(ev.Act.STOP)
        await stage.clock.sleep(30)
        assert stage.session.phase is Phase.STOPPING
        stage.treadmill.behaviours.clear()
        await stage.live.stop()
        assert stage.session.belt_stopped


class TestFailures:
    """An error somewhere stops the belt, or is no matter; it is never silent."""

    async def test_a_listener_that_fails_disturbs_nobody(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        async with show() as stage:

            def fail(event: Event) -> None:
                raise BugError(type(event).__name__)

            end = stage.live.subscribe(fail)
            heard: list[Event] = []
            stage.live.subscribe(heard.append)
            await stage.started(5)
            end()
            end()
            await stage.live.ended()
        assert stage.session.outcome is ev.Outcome.FINISHED
        assert stage.log[-len(heard) :] == heard
        assert "a listener failed" in caplog.text
        assert isinstance(stage.live.fault, BugError)
        assert stage.live.trouble is not None

    async def test_a_recording_that_fails_ends_there_and_the_workout_goes_on(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Full(Log):
            def append(self, event: Event) -> None:
                if len(self) == 100:
                    raise OSError("disk full")
                super().append(event)

        recording = Full()
        async with show() as stage:
            stage.live._sink = recording
            stage.live.subscribe(stage.log.append)
            await stage.started()
            await stage.live.ended()
        assert stage.session.outcome is ev.Outcome.FINISHED
        assert recording == stage.log[1:101]
        assert caplog.text.count("could not be recorded") == 1

    @pytest.mark.parametrize("part", ["feed", "advance", "next_deadline"])
    async def test_a_workout_that_fails_stops_the_belt(
        self, monkeypatch: pytest.MonkeyPatch, part: str
    ) -> None:
        def fail(*_args: object) -> None:
            raise BugError

        async with show(enter=False) as stage:
            speeds = speed_when_let_go(stage)
            outcome: list[BaseException] = []
            try:
                async with stage.live:
                    await stage.started(12)
                    monkeypatch.setattr(Engine, part, fail)
                    async with stage.clock.timeout(60):
                        await stage.live.ended()
            except BugError as error:
                outcome.append(error)
            assert len(outcome) == 1
            assert speeds == [0.0]
            assert stage.treadmill.speed_kmh == 0
            assert len(stage.writes(OP.STOP_OR_PAUSE)) >= 1

    async def test_a_device_that_cannot_be_followed_ends_the_session(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_args: object) -> None:
            raise BugError

        outcome: list[BaseException] = []
        async with show(LONG, enter=False) as stage:
            try:
                async with stage.live:
                    await stage.started(30)
                    monkeypatch.setattr(Discovery, "find", fail)
                    stage.scene.air.cut(stage.strap.address)
                    async with stage.clock.timeout(60):
                        await stage.live.ended()
            except BugError as error:
                outcome.append(error)
            assert len(outcome) == 1
            assert stage.treadmill.speed_kmh == 0

    async def test_without_a_radio_it_says_so(self) -> None:
        async with show(LONG, enter=False) as stage:
            stage.scene.air.busy = True
            with pytest.raises(AdapterError, match="busy"):
                async with stage.live:
                    await stage.live.ended()
            assert stage.clock.now() < 15

    async def test_a_radio_that_fails_later_is_waited_for(self) -> None:
        async with show(LONG) as stage:
            await stage.started(30)
            while stage.scene.air.busy:
                await stage.clock.sleep(0.05)
            stage.scene.air.busy = True
            stage.scene.air.cut(stage.strap.address)
            await stage.clock.sleep(20)
            assert stage.session.phase is Phase.RUNNING
            stage.scene.air.cut(stage.treadmill.address)
            await stage.clock.sleep(10)
            stage.scene.air.busy = False
            await stage.until(lambda: stage.session.belt.ready)
            assert stage.session.phase is Phase.RUNNING


async def test_what_is_said_meanwhile_waits_its_turn() -> None:
    """A listener that acts at a deadline must not put its act before what the deadline brought."""
    async with show() as stage:
        order: list[str] = []

        def act(event: Event) -> None:
            order.append(type(event).__name__)
            if isinstance(event, ev.StepBegan) and event.index == 2:
                stage.live.act(ev.Act.NUDGE, -0.5)

        stage.live.subscribe(act)
        await stage.started()
        await stage.live.ended()
        where = max(n for n, name in enumerate(order) if name == "RunnerActed")
        assert order[where - 3 : where] == ["StepBegan", "CueDue", "SpeedAsked"]
        assert [kmh for _, kmh in stage.targets()][2:4] in ([5.2, 4.7], [4.7, 8.5])


async def test_time_is_told_to_the_millisecond() -> None:
    clock = Clock()
    async with show() as stage:
        await stage.clock.sleep(1.23456)
        assert stage.live.now() == round(stage.live.now(), 3)
        assert stage.live.view().t == stage.live.now()
        assert clock.now() == 0
