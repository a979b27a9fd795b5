"""Tests of threshold power as guided plans, on a virtual bike, from the warm-up to the profile."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from runwalk_devices.simulator.ridden import RiddenMachine
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_tui.coaching.questions import debrief_of
from runwalk_tui.config.settings import Settings
from runwalk_tui.plans.loader import find_plan, load_plan
from runwalk_tui.plans.writer import plan_toml
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.ftp_test import ftp_by_test
from runwalk_tui.workout.plan import FtpTest, Kind, Plan
from runwalk_tui.workout.session import Phase, Session
from tests.live.riding import riding


def shortened(name: str, shorter: float) -> Plan:
    """A shipped test with everything but its ramp shorter."""
    plan = load_plan(find_plan(name), Settings())
    steps = (
        step
        if step.ftp_test is FtpTest.RAMP
        else replace(step, duration_s=(step.duration_s or 0) / shorter)
        for step in plan.steps
    )
    return replace(plan, steps=tuple(steps))


def weak(scene: VirtualScene) -> None:
    """A rider who cannot give 200 W."""
    assert isinstance(scene.treadmill, RiddenMachine)
    scene.treadmill.rider.strongest_nm = 32.0


def folded(log: Sequence[ev.Event]) -> Session:
    session = Session()
    for event in log:
        session = evolve(session, event)
    return session


async def test_the_ramp_ends_where_the_rider_cannot_follow() -> None:
    plan = shortened("ftp-ramp", 10)
    async with riding(plan, before=weak) as (stage, _):
        await stage.phase(Phase.RUNNING)
        await stage.until(lambda: bool(stage.session.done), 60)
        await stage.until(lambda: stage.session.plan_step is plan.steps[-1], 900)
        assert "The ramp is over. Pedal easily" in stage.cues(ev.Cue.NOTICE)
        await stage.live.ended()
        reached_w = max(event.power_w or 0 for event in stage.all(ev.PowerAsked))
    assert 120 <= reached_w < 300
    ftp_w = ftp_by_test(stage.session)
    assert ftp_w is not None
    assert ftp_w == pytest.approx(0.75 * (reached_w - 20), abs=15)
    assert ftp_by_test(folded(stage.log)) == ftp_w
    question = debrief_of(None, ftp_w, 150)[0]
    assert f"{ftp_w} W; so far 150 W" in question.asks
    assert [choice.word for choice in question.choices] == ["yes", "no"]


async def test_twenty_minutes_are_ridden_against_a_resistance_that_keys_change() -> None:
    plan = shortened("ftp-20", 20)
    async with riding(plan) as (stage, bike):
        await stage.phase(Phase.RUNNING)
        await stage.until(lambda: (stage.session.plan_step or plan.steps[0]).ftp_test is not None)
        await stage.clock.sleep(15)
        before = bike.brake.level
        stage.live.act(ev.Act.NUDGE, 0.1)
        await stage.clock.sleep(5)
        assert bike.brake.level == pytest.approx(before + 2)
        await stage.live.ended()
    ridden = [
        event.power_w
        for event in stage.all(ev.BeltReading)
        if event.power_w is not None and _in_test(stage.session, event.t)
    ]
    assert ftp_by_test(stage.session) == pytest.approx(0.95 * sum(ridden) / len(ridden), rel=0.03)


def _in_test(session: Session, t: float) -> bool:
    assert session.plan is not None
    return any(
        one.began_t <= t <= (one.ended_t or t)
        for one in session.records
        if session.plan.steps[one.index].ftp_test is not None
    )


async def test_a_test_that_was_cut_short_gives_nothing() -> None:
    async with riding(shortened("ftp-20", 20)) as (stage, _):
        await stage.until(
            lambda: stage.session.step is not None and stage.session.step.index == 3, 300
        )
        await stage.clock.sleep(20)
        stage.live.act(ev.Act.STOP)
        await stage.live.ended()
    assert ftp_by_test(stage.session) is None


@pytest.mark.parametrize("name", ["ftp-ramp", "ftp-20"])
def test_the_plans_keep_their_test_in_a_file(name: str) -> None:
    plan = load_plan(find_plan(name), Settings())
    assert 'ftp_test = "' in plan_toml(plan, Settings())
    assert sum(step.ftp_test is not None for step in plan.steps) == 1
    assert plan.steps[0].kind is Kind.WARM_UP
    assert plan.steps[-1].kind is Kind.COOL_DOWN
