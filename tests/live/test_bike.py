"""A whole workout on a virtual smart trainer: power in the place of speed."""

from dataclasses import replace
from datetime import date

import pytest

from runwalk_devices.simulator.ridden import RiddenMachine
from runwalk_tui.training.history.activity import activity_of
from runwalk_tui.training.history.derive_stats import figures_of
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.load import week_loads
from runwalk_tui.tui.run_status import moment_of
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.alarm import alarm_face
from runwalk_tui.tui.widgets.belt_panel import belt_face
from runwalk_tui.tui.widgets.connection_rows import device_rows
from runwalk_tui.tui.widgets.start_prompt import call_face
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.live.riding import riding


def asked_w(bike: RiddenMachine) -> float | None:
    return bike.brake.target_w


async def test_pedalling_starts_it_and_each_step_gets_its_power() -> None:
    async with riding() as (stage, bike):
        await stage.until(lambda: stage.session.belt.ready)
        assert not stage.all(ev.PowerAsked)
        await stage.phase(Phase.RUNNING)
        await stage.until(lambda: stage.session.step is not None and stage.session.step.index == 1)
        await stage.clock.sleep(15)
        assert bike.power_w == pytest.approx(180, rel=0.03)
        await stage.live.ended()
        assert asked_w(bike) is None
        assert bike.brake.level == 0
    assert [event.power_w for event in stage.all(ev.PowerAsked)] == [80, 180, 72, None]
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert not stage.all(ev.SpeedAsked)
    assert stage.cues(ev.Cue.ALARM) == stage.cues(ev.Cue.WARNING) == []
    assert "Work, 40 seconds. 180 watts" in stage.cues(ev.Cue.RUN)


async def test_a_pause_and_a_stop_let_the_brake_go() -> None:
    async with riding() as (stage, bike):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(8)
        stage.live.act(ev.Act.PAUSE)
        await stage.phase(Phase.PAUSED, seconds=1)
        await stage.clock.sleep(2)
        assert asked_w(bike) is None
        stage.live.act(ev.Act.START)
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(6)
        assert asked_w(bike) == 80
        stage.live.act(ev.Act.STOP)
        await stage.phase(Phase.ENDED, seconds=6)
        assert asked_w(bike) is None
    assert stage.session.outcome is ev.Outcome.STOPPED


async def test_leaving_in_the_middle_lets_the_brake_go() -> None:
    async with riding() as (stage, bike):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(50)
        assert bike.brake.target_w is not None
    assert asked_w(bike) is None


async def test_a_key_for_more_is_five_watts() -> None:
    async with riding() as (stage, bike):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(10)
        stage.live.act(ev.Act.NUDGE, 0.1)
        await stage.clock.sleep(5)
        assert bike.brake.target_w == 85


async def test_a_ride_counts_its_minutes_and_no_running() -> None:
    async with riding() as (stage, _):
        await stage.live.ended()
    stats = figures_of(stage.log)
    assert stats.total_s == pytest.approx(100, abs=1)
    assert (stats.run_s, stats.walk_s, stats.distance_m, stats.runs) == (0, 0, 0, 0)
    assert stats.title == "Bike: Powered"
    assert stats.plan is None
    # 100 s at 80, 180 and 72 W by a body of 70 kg: vigorous, which counts twice.
    assert stats.cross_met == pytest.approx(7.1, abs=0.7)
    assert activity_of([stats]).counted_min == pytest.approx(200 / 60, rel=0.02)
    told = Told([Debrief("2030-01-01T09:00:00+01:00", session_id=7, effort=6)])
    (week,) = week_loads([replace(stats, session_id=7)], told, date(2030, 1, 1))
    assert week.load == pytest.approx(10, rel=0.02)


async def test_a_bike_out_of_sight_is_no_moving_belt() -> None:
    async with riding() as (stage, bike):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(5)
        stage.scene.air.silence(bike.address)
        bike.drop_links()
        await stage.until(lambda: not stage.session.belt.link.is_up, seconds=10)
        assert not stage.session.belt.may_move
        assert alarm_face(stage.session) is None
        await stage.phase(Phase.PAUSED, seconds=40)
        stage.scene.air.restore(bike.address)
        await stage.until(lambda: stage.session.belt.ready, seconds=60)
        await stage.clock.sleep(3)
        assert asked_w(bike) is None, "after so long away it waits for the rider"
    assert stage.cues(ev.Cue.ALARM) == []
    assert "Bike lost" in stage.cues(ev.Cue.WARNING)


async def test_the_screens_speak_of_a_bike() -> None:
    options = ScreenOptions()
    async with riding() as (stage, _):
        await stage.until(lambda: stage.session.belt.ready)
        assert not call_face(stage.session).has_checklist
        assert device_rows(stage.session, options.units)[0].words == "its power is set for you"
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(5)
        face = belt_face(stage.live.view(), options)
        assert (face.title, face.unit, face.target[0]) == ("POWER", "W", "→ 80")
        shown = moment_of(stage.live.view(), options.units)
        assert "0:40 at 180 W" in " ".join(text for text, _ in shown.lines)
