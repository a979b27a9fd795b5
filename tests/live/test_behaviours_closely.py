"""What the catalogue asks of the client where an undisturbed workout does not show it.

Somebody pauses, waits, looks at the distance, or goes by the heart rate.
"""

import pytest

from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, Show, show

HILLS = Plan(
    "hills",
    "Hills",
    tuple(Step(Kind.WALK, 5.0, duration_s=15, incline_percent=p) for p in (2.0, 4.0, 0.0)),
)


def resting(rest_s: float, until_bpm: int) -> Plan:
    """A run, a rest until the heart is so slow, and a run again; the rest begins 79 s from now."""
    return Plan(
        "rest",
        "Rest",
        (
            Step(Kind.RUN, 9.0, duration_s=70),
            Step(Kind.WALK, 5.0, duration_s=rest_s, until_bpm=until_bpm),
            Step(Kind.RUN, 9.0, duration_s=15),
        ),
    )


async def at_8(stage: Show) -> None:
    await stage.started()
    await stage.at_speed(8.0)
    await stage.clock.sleep(3)


async def test_an_incline_that_fails_is_asked_for_once_and_the_speeds_go_on() -> None:
    async with show(HILLS, spec="quirks:incline_fails") as stage:
        await stage.started()
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert len(stage.writes(OP.SET_TARGET_INCLINATION)) == 1
    assert stage.cues(ev.Cue.WARNING) == ["The treadmill refused the incline"]


async def test_a_belt_that_resumes_at_a_crawl_is_asked_for_its_step_again() -> None:
    async with show(LONG, spec="quirks:resume_at_minimum") as stage:
        await at_8(stage)
        stage.live.act(ev.Act.PAUSE)
        await stage.until(lambda: stage.treadmill.state is BeltState.STANDING)
        await stage.clock.sleep(5)
        stage.live.act(ev.Act.RESUME)
        await stage.phase(Phase.RUNNING)
        assert stage.treadmill.speed_kmh <= 0.6, "a second reading after it moves"
        await stage.at_speed(8.0)
        assert [kmh for _, kmh in stage.targets()] == [8.0, 8.0]


async def test_a_belt_that_a_request_for_control_slows_down_is_not_driven_on_at_once() -> None:
    plan = Plan(
        "two", "Two", (Step(Kind.RUN, 8.0, duration_s=40), Step(Kind.RUN, 8.5, duration_s=30))
    )
    async with show(plan, spec="quirks:preamble_breaks") as stage:
        await at_8(stage)
        stage.treadmill.drop_links()
        await stage.until(lambda: stage.treadmill.speed_kmh < 1)
        await stage.until(lambda: bool(stage.all(ev.SpeedOverridden)), 10)
        assert [kmh for _, kmh in stage.targets()] == [8.0]
        await stage.live.ended()
        assert [kmh for _, kmh in stage.targets()] == [8.0, 8.5]
        assert len(stage.writes(OP.REQUEST_CONTROL)) == 2, "one a connection"


@pytest.mark.parametrize("who", ["the program", "the console"])
async def test_a_speed_that_is_told_in_a_pause_keeps_nobody_from_going_on(who: str) -> None:
    async with show(LONG, spec="quirks:moving_while_paused") as stage:
        await at_8(stage)
        if who == "the program":
            stage.live.act(ev.Act.PAUSE)
        else:
            stage.treadmill.console.pause()
        await stage.phase(Phase.PAUSED, seconds=15)
        await stage.until(lambda: stage.treadmill.state is BeltState.STANDING)
        await stage.clock.sleep(10)
        metres = stage.live.view().distance_m
        await stage.clock.sleep(20)
        assert stage.live.view().distance_m == metres, "nobody runs on a paused belt"
        stage.live.act(ev.Act.RESUME)
        await stage.clock.sleep(3.5)
        assert len(stage.writes(OP.START_OR_RESUME)) == 2
        assert stage.session.phase is Phase.STARTING, "the clock waits for the belt"
        await stage.phase(Phase.RUNNING)
        await stage.at_speed(8.0)


async def test_while_the_runner_is_off_the_belt_no_distance_counts() -> None:
    async with show(LONG, spec="quirks:runner_off_belt") as stage:
        await at_8(stage)
        await stage.clock.sleep(60)
        true_m = stage.treadmill.distance_m
        off_m = 15 * 8.0 / 3.6
        assert stage.live.view().distance_m == pytest.approx(true_m - off_m, abs=8.0)
        assert stage.session.phase is Phase.RUNNING


@pytest.mark.parametrize("quirk", ["counters_reset", "lifetime_odometer"])
async def test_the_distance_is_the_belts_whatever_its_counters_say(quirk: str) -> None:
    async with show(LONG, spec=f"quirks:{quirk}") as stage:
        await at_8(stage)
        await stage.clock.sleep(10)
        ran_m, at_m = stage.live.view().distance_m, stage.treadmill.distance_m
        assert ran_m == pytest.approx(at_m, rel=0.1)
        await stage.clock.sleep(45)
        assert stage.live.view().distance_m - ran_m == pytest.approx(45 * 8 / 3.6, rel=0.05)


@pytest.mark.parametrize("is_new", [False, True], ids=["checked", "new"])
async def test_a_belt_that_starts_by_itself_is_an_alarm_and_nothing_else(is_new: bool) -> None:
    memory = Memory(DeviceRegistry(virtual="")) if is_new else None
    async with show(LONG, spec="quirks:self_start:8", memory=memory) as stage:
        await stage.until(lambda: stage.treadmill.speed_kmh > 0, 60)
        await stage.clock.sleep(20)
        assert stage.session.phase is Phase.ARMING
        assert len(stage.cues(ev.Cue.ALARM)) == 1
        assert stage.commands() == [b"\x00"]
        stage.live.act(ev.Act.START)
        taken_over = Phase.CHECKING if is_new else Phase.RUNNING
        assert stage.session.phase is taken_over, "that is the runner's to do"
        assert stage.writes(OP.START_OR_RESUME) == []


async def test_a_console_that_tells_a_start_as_a_stop_may_start_the_workout() -> None:
    async with show(LONG, spec="quirks:status_reversed") as stage:
        await stage.until(lambda: stage.session.belt.ready)
        await stage.clock.sleep(3)
        stage.treadmill.console.start()
        await stage.phase(Phase.RUNNING)
        await stage.at_speed(8.0)
        assert stage.cues(ev.Cue.ALARM) == []


async def test_a_belt_whose_last_word_was_motion_is_never_said_to_run_on() -> None:
    async with show(LONG, spec="quirks:silent_stop") as stage:
        await at_8(stage)
        stage.treadmill.console.stop()
        await stage.clock.sleep(12)
        assert stage.treadmill.state is BeltState.STANDING
        assert not stage.session.belt.still
        assert any("may be moving" in say for say in stage.cues(ev.Cue.ALARM))
        credited_m = stage.live.view().distance_m
        await stage.clock.sleep(20)
        assert stage.live.view().distance_m == credited_m
        await stage.phase(Phase.PAUSED)
        stage.live.act(ev.Act.RESUME)
        await stage.clock.sleep(10)
        assert len(stage.writes(OP.START_OR_RESUME)) == 1, "nobody knows that it stands"


async def test_a_belt_that_was_started_and_never_tells_its_speed_is_brought_to_a_stand() -> None:
    """Silent at rest, it is not known before its start that it tells no speed."""
    async with show(LONG, spec="quirks:mislabelled") as stage:
        await stage.until(lambda: stage.session.belt.ready)
        stage.scene.air.mute(stage.treadmill.address)
        stage.live.act(ev.Act.START)
        await stage.until(lambda: bool(stage.writes(OP.START_OR_RESUME)))
        stage.scene.air.restore(stage.treadmill.address)
        await stage.until(lambda: stage.treadmill.speed_kmh > 0, 30)
        await stage.until(lambda: stage.treadmill.speed_kmh == 0, 40)
        assert stage.session.phase is Phase.PAUSED
        assert any("may be moving" in say.lower() for say in stage.cues(ev.Cue.WARNING))
        stage.live.act(ev.Act.RESUME)
        await stage.clock.sleep(10)
        assert len(stage.writes(OP.START_OR_RESUME)) == 1
        assert stage.targets() == []


@pytest.mark.parametrize(
    ("quirk", "until_bpm", "rest_s"),
    [
        ("frozen_off_skin:3", 70, 40),
        ("doubled:40", 70, 40),
        ("contact_lost:74", 220, 11),
        ("zero_bpm:74", 220, 11),
        ("dropout:70", 220, 6),
    ],
)
async def test_no_rate_that_is_none_ends_a_rest(quirk: str, until_bpm: int, rest_s: float) -> None:
    """At 70 bpm only the false rate would; at 220 any true one, and there is none for that time."""
    async with show(resting(rest_s, until_bpm), spec=f"quirks:{quirk}") as stage:
        await stage.started()
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    rest = stage.session.done[1]
    assert rest.active_s == pytest.approx(rest_s, abs=0.1)
    tempting = [
        e
        for e in stage.all(ev.HeartReading)
        if e.bpm is not None
        and e.bpm <= until_bpm
        and rest.began_t < e.t < rest.began_t + rest_s - 1
    ]
    assert bool(tempting) != (quirk.startswith(("zero", "dropout"))), "something to fall for"


async def test_a_frozen_rate_is_in_doubt_after_a_minute() -> None:
    async with show(LONG, spec="quirks:frozen_off_skin:10") as stage:
        await at_8(stage)
        await stage.clock.sleep(50)
        assert stage.session.heart.doubt(stage.live.now()) is None
        await stage.clock.sleep(20)
        assert stage.session.heart.doubt(stage.live.now()) == "frozen"
