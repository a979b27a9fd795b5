"""An adapter switched off, a treadmill that another app has, straps that die or are many."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.quirks.falling_silent import FlappingBelt
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import HOLD_S
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, Show, knowing, show


async def running(stage: Show) -> None:
    await stage.started()
    await stage.at_speed(8.0)
    await stage.clock.sleep(5)


def hindrance(stage: Show) -> ev.Hindrance | None:
    return stage.session.belt.link.hindrance


def strap(scene: VirtualScene, name: str, *, rssi: int = -48) -> None:
    """One more strap in range, worn by somebody who stands still."""
    address = f"F8:00:00:00:77:{len(scene.air.peripherals):02d}"
    other = VirtualStrap(scene.air.clock, lambda: (0.0, 0.0), name=name, address=address)
    other.rssi = rssi
    scene.air.add(other)


def crowd(scene: VirtualScene) -> None:
    """Somebody else's strap is in range, farther away."""
    strap(scene, "Weak", rssi=-80)


class TestAdapter:
    """Switched off, it takes every link with it; switched on, they come back by themselves."""

    @pytest.mark.parametrize("seconds", [3.0, 20.0])
    async def test_off_for_a_while_is_an_alarm_and_the_workout_goes_on(
        self, seconds: float
    ) -> None:
        async with show(LONG) as stage:
            await running(stage)
            stage.scene.air.power(on=False)
            await stage.clock.sleep(seconds)
            alarms = stage.cues(ev.Cue.ALARM)
            assert alarms == [
                "Treadmill lost. Belt may be moving",
                "Bluetooth is off. Belt may be moving",
            ]
            assert hindrance(stage) is ev.Hindrance.ADAPTER
            assert "turn it on" in stage.session.belt.link.detail
            stage.scene.air.power(on=True)
            await stage.until(lambda: stage.session.belt.ready, 10)
            await stage.until(lambda: stage.session.heart.link.is_up, 20)
            assert hindrance(stage) is None
            assert stage.session.phase is Phase.RUNNING
            await stage.clock.sleep(10)
            assert [kmh for _, kmh in stage.targets()] == [8.0]
            assert len(stage.writes(OP.START_OR_RESUME)) == 1
            assert stage.cues(ev.Cue.ALARM) == alarms, "each is said once"

    async def test_off_for_long_pauses_and_waits_for_the_runner(self) -> None:
        async with show(LONG) as stage:
            await running(stage)
            stage.scene.air.power(on=False)
            await stage.clock.sleep(40)
            assert stage.session.pause_reason is ev.PauseReason.LINK
            stage.scene.air.power(on=True)
            await stage.until(lambda: stage.session.belt.ready, 10)
            await stage.clock.sleep(20)
            assert stage.session.phase is Phase.PAUSED

    async def test_off_before_the_start_is_said_and_waited_for(self) -> None:
        async with show(LONG) as stage:
            await stage.until(lambda: stage.session.belt.ready)
            stage.scene.air.power(on=False)
            await stage.clock.sleep(10)
            assert stage.cues(ev.Cue.WARNING) == ["Bluetooth is off. Switch it on"]
            stage.scene.air.power(on=True)
            await stage.started(5)

    async def test_off_while_a_connection_is_made(self) -> None:
        async with show(LONG) as stage:
            await stage.until(lambda: stage.session.belt.link.state is ev.LinkState.CONNECTING)
            stage.scene.air.power(on=False)
            await stage.clock.sleep(5)
            assert not stage.session.belt.link.is_up
            assert "Bluetooth is off. Switch it on" in stage.cues(ev.Cue.WARNING)
            stage.scene.air.power(on=True)
            await stage.until(lambda: stage.session.belt.ready, 15)
            assert stage.writes(OP.START_OR_RESUME) == []

    async def test_what_was_not_measured_is_a_gap(self) -> None:
        async with show(LONG) as stage:
            await running(stage)
            before = stage.live.view()
            stage.scene.air.power(on=False)
            await stage.clock.sleep(20)
            away = stage.live.view()
            assert away.distance_m - before.distance_m <= HOLD_S * 8 / 3.6 + 0.1
            assert away.active_s - before.active_s == pytest.approx(20, abs=0.1)
            stage.scene.air.power(on=True)
            await stage.until(lambda: stage.session.belt.lost_since is None, 10)
            back = stage.live.view()
            await stage.clock.sleep(30)
            gained_m = stage.live.view().distance_m - back.distance_m
            assert gained_m == pytest.approx(30 * 8 / 3.6, rel=0.02)
            unseen_m = stage.treadmill.distance_m - stage.live.view().distance_m
            assert unseen_m > 17 * 8 / 3.6, "the belt's own count is not believed of a gap"


async def test_a_treadmill_that_another_app_has_is_said_and_waited_for() -> None:
    async with show(LONG, spec="quirks:single_central:70") as stage:
        await stage.until(lambda: bool(stage.cues(ev.Cue.WARNING)), 40)
        assert stage.cues(ev.Cue.WARNING) == ["Treadmill connected to another app. Close that app"]
        assert hindrance(stage) is ev.Hindrance.REFUSED
        await stage.until(lambda: stage.session.belt.ready, 90)
        assert hindrance(stage) is None
        assert len(stage.cues(ev.Cue.WARNING)) == 1
        await stage.started(5)


class TestBattery:
    """A strap says how it is while it can."""

    async def test_low_is_told_once_and_before_the_start(self) -> None:
        low = "Heart-rate strap battery low: 12 percent"
        async with show(LONG, before=lambda scene: _virtual(scene).set_battery(12)) as stage:
            await stage.until(lambda: stage.session.belt.ready)
            await stage.until(lambda: bool(stage.cues(ev.Cue.WARNING)), 5)
            assert stage.session.phase is Phase.ARMING
            await running(stage)
            for percent in (16, 15, 14, 3):
                stage.strap.set_battery(percent)
                await stage.clock.sleep(5)
            assert stage.cues(ev.Cue.WARNING) == [low]

    async def test_gone_after_it_was_empty_says_why(self) -> None:
        async with show(LONG) as stage:
            await running(stage)
            targets = stage.targets()
            stage.strap.set_battery(0)
            await stage.clock.sleep(2)
            stage.scene.air.silence(stage.strap.address)
            await stage.clock.sleep(30)
            assert stage.cues(ev.Cue.WARNING) == [
                "Heart-rate strap battery low: 0 percent",
                "Heart-rate strap lost. Its battery was at 0 percent",
            ]
            assert stage.session.phase is Phase.RUNNING
            assert stage.targets() == targets


def _virtual(scene: VirtualScene) -> VirtualStrap:
    assert isinstance(scene.strap, VirtualStrap)
    return scene.strap


class TestStraps:
    """One at a time, the runner's own, and no other's."""

    async def test_the_same_strap_comes_back_as_itself(self) -> None:
        async with show(LONG) as stage:
            await running(stage)
            stage.scene.air.silence(stage.strap.address)
            await stage.clock.sleep(60)
            stage.scene.air.restore(stage.strap.address)
            await stage.until(lambda: stage.session.heart.link.is_up, 30)
            assert stage.cues(ev.Cue.NOTICE)[-1] == "Heart-rate strap connected"

    async def test_of_two_the_stronger_is_taken_and_said(self) -> None:
        async with show(LONG, before=crowd) as stage:
            await stage.until(lambda: stage.session.heart.link.is_up)
            assert stage.session.heart.link.name == "Virtual H10"
            assert stage.cues(ev.Cue.NOTICE) == ["Strongest of 2 in range: Virtual H10"]

    async def test_a_strap_that_was_beside_is_somebody_elses_for_ever(self) -> None:
        async with show(LONG, before=crowd) as stage:
            await running(stage)
            stage.scene.air.silence(stage.strap.address)
            await stage.clock.sleep(120)
            assert not stage.session.heart.link.is_up
            stage.scene.air.restore(stage.strap.address)
            await stage.until(lambda: stage.session.heart.link.is_up, 30)
            assert stage.session.heart.link.name == "Virtual H10"
            assert stage.cues(ev.Cue.NOTICE)[-1] == "Heart-rate strap connected"

    async def test_one_that_was_chosen_is_waited_for(self) -> None:
        async with show(LONG, strap="Virtual H10") as stage:
            await running(stage)
            stage.scene.air.silence(stage.strap.address)
            strap(stage.scene, "Verity")
            await stage.clock.sleep(120)
            assert not stage.session.heart.link.is_up


class TestFlapping:
    """A treadmill whose every link lasts a second, in the middle of a run."""

    async def test_it_is_said_once_each_half_minute_and_the_run_goes_on(self) -> None:
        async with show(LONG, spec="quirks:flapping_belt") as stage:
            flapping = stage.scene.quirks["flapping_belt"]
            assert isinstance(flapping, FlappingBelt)
            await stage.until(lambda: stage.clock.now() > 75)
            await running(stage)
            began, writes = stage.clock.now(), len(stage.targets())
            flapping.happen()
            await stage.clock.sleep(60)
            alarms = [e.say for e in stage.all(ev.CueDue) if e.t > began and e.cue is ev.Cue.ALARM]
            assert any("keeps disconnecting. Belt may be moving" in say for say in alarms)
            assert len(alarms) <= 5, alarms
            lost = [e for e in stage.all(ev.LinkChanged) if e.state is ev.LinkState.LOST]
            assert len([e for e in lost if e.t > began]) <= 15, "ever more seldom"
            await stage.until(lambda: stage.session.belt.ready, 20)
            await stage.clock.sleep(15)
            assert stage.session.phase is Phase.RUNNING
            assert len(stage.targets()) <= writes + 1
            assert stage.treadmill.speed_kmh == 8.0


async def test_an_idle_link_is_kept_once_two_losses_have_shown_the_habit() -> None:
    async with show(LONG, spec="quirks:keep_alive:30") as stage:
        await running(stage)
        await stage.clock.sleep(600)
        lost = [e for e in stage.all(ev.LinkChanged) if e.state is ev.LinkState.LOST]
        assert len(lost) == 2
        assert stage.session.phase is Phase.RUNNING
        (shown,) = stage.all(ev.QuirkLearned)
        assert shown.idle_limit_s == pytest.approx(30, abs=1)


async def test_a_machine_known_to_end_idle_links_is_read_from_at_once() -> None:
    spec = "quirks:keep_alive:30"
    memory = knowing(virtual_scene(Clock(), spec), idle_limit_s=30.0)
    async with show(LONG, spec=spec, memory=memory) as stage:
        await running(stage)
        await stage.clock.sleep(300)
        assert not [e for e in stage.all(ev.LinkChanged) if e.state is ev.LinkState.LOST]


async def test_a_standing_belt_that_says_it_starts_and_falls_silent_is_connected_to_anew() -> None:
    async with show(LONG) as stage:
        await stage.until(lambda: stage.session.belt.still)
        stage.treadmill.console.start()
        await stage.clock.sleep(0.2)
        stage.treadmill.muted = True
        silent = stage.clock.now()
        await stage.until(lambda: not stage.session.belt.link.is_up, 20)
        assert stage.clock.now() - silent > 10
        stage.treadmill.muted = False
        await stage.until(lambda: stage.session.belt.is_moving, 20)


async def test_a_belt_that_falls_silent_at_rest_and_starts_is_not_started_once_more() -> None:
    """Start on the word of a zero that is nine seconds old may undo the console's."""
    async with show(LONG) as stage:
        await running(stage)
        stage.live.act(ev.Act.PAUSE)
        await stage.clock.sleep(20)
        starts = len(stage.writes(OP.START_OR_RESUME))
        stage.scene.air.mute(stage.treadmill.address)
        stage.treadmill.machine.start()
        await stage.clock.sleep(6)
        stage.live.act(ev.Act.RESUME)
        await stage.clock.sleep(5)
        assert len(stage.writes(OP.START_OR_RESUME)) == starts
        assert "may be moving" in stage.cues(ev.Cue.WARNING)[-1]


async def test_a_belt_that_tells_its_zeros_and_falls_silent_is_connected_to_anew() -> None:
    """One that moves by itself meanwhile is seen."""
    async with show(LONG) as stage:
        await running(stage)
        stage.live.act(ev.Act.PAUSE)
        await stage.clock.sleep(25)
        stage.treadmill.muted = True
        await stage.clock.sleep(3)
        stage.treadmill.machine.start()
        await stage.until(lambda: not stage.treadmill.connections, 20)
        stage.treadmill.muted = False
        await stage.until(lambda: stage.session.belt.is_moving, 20)
        await stage.clock.sleep(1)
        assert stage.session.phase is Phase.PAUSED
        assert "moving by itself" in stage.cues(ev.Cue.ALARM)[-1]
