"""Whole workouts on a WalkingPad and on a FitShow treadmill, with each of their behaviours.

A referee on the wire, which reads their octets by itself, and a witness of the log watch all.
"""

import asyncio
from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_devices.codecs import walking_pad
from runwalk_devices.codecs.walking_pad import PadMode
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.quirks import FITSHOW_QUIRKS, PAD_QUIRKS
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry, machines_file
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.live.patient import live_through
from tests.live.rig import SHORT, Show, show
from tests.virtual_time import VirtualTimeLoop

Sees = Callable[[Show], None]


def whole(stage: Show) -> None:
    """Every step of the plan, and its end."""
    began = {event.index for event in stage.all(ev.StepBegan)}
    assert began == set(range(len(SHORT.steps)))
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.belt_stopped


def unpaused(stage: Show) -> None:
    whole(stage)
    assert not stage.all(ev.ClockPaused)


def warned(stage: Show) -> None:
    cues = stage.all(ev.CueDue)
    assert any(cue.cue in (ev.Cue.WARNING, ev.Cue.ALARM) for cue in cues)


def never_stands(stage: Show) -> None:
    assert not stage.session.belt_stopped
    assert any("press stop" in cue.say.lower() for cue in stage.all(ev.CueDue))


def paused(stage: Show) -> None:
    whole(stage)
    assert stage.all(ev.ClockPaused)


def held(stage: Show) -> None:
    """The speed that was chosen on the machine holds until the step ends."""
    whole(stage)
    (chosen,) = stage.all(ev.SpeedOverridden)
    after = [asked.t for asked in stage.all(ev.SpeedAsked) if asked.t > chosen.t]
    steps = [step.t for step in stage.all(ev.StepBegan) if step.t > chosen.t]
    assert after[0] >= steps[0]


def manual_once_started(stage: Show) -> None:
    unpaused(stage)
    asked = [t for t, command in pad_commands(stage) if command == (2, PadMode.MANUAL)]
    assert len(asked) == 1
    assert asked[0] > stage.acted(ev.Act.START)[0]


def counted_on(stage: Show) -> None:
    unpaused(stage)
    assert stage.referee is not None
    assert stage.session.distance_m == pytest.approx(stage.referee.truth.ran_m, rel=0.1, abs=15)


def ended_by_the_key(stage: Show) -> None:
    assert stage.session.outcome is ev.Outcome.ABORTED
    assert stage.session.belt_stopped


def agreed_to_miles(stage: Show) -> None:
    """Nothing faster than a walk goes out before the runner agreed to other units."""
    whole(stage)
    agreed = stage.acted(ev.Act.ACCEPT_UNITS)
    assert agreed
    assert all(asked.speed_kmh <= 4.1 for asked in stage.all(ev.SpeedAsked) if asked.t < agreed[0])


def ends(stage: Show) -> None:
    assert stage.session.phase is Phase.ENDED


def pad_commands(stage: Show) -> list[tuple[float, tuple[int, int]]]:
    """What was asked of a pad but its status, and when."""
    frames = [
        (packet.t, walking_pad.decode_pad_command(packet.data))
        for packet in stage.wire
        if packet.kind is PacketKind.WRITE and packet.characteristic == "FE02"
    ]
    return [(t, command) for t, command in frames if command[0]]


PAD_ROWS: dict[str, Sees] = {
    "pad_frames_lost": ends,
    "pad_no_answers": warned,
    "pad_stale": whole,
    "pad_automatic": manual_once_started,
    "pad_goes_automatic": held,
    "pad_remote": held,
    "pad_remote_stops": paused,
    "pad_counters_reset": counted_on,
    "pad_standby_only": whole,
    "pad_creeps": never_stands,
    "pad_says_stands": whole,
}
FITSHOW_ROWS: dict[str, Sees] = {
    "fitshow_no_echo": unpaused,
    "fitshow_no_range": unpaused,
    "fitshow_console": held,
    "fitshow_console_stops": paused,
    "fitshow_key": ended_by_the_key,
    "fitshow_silent": warned,
    "fitshow_ignores": warned,
    "fitshow_pauses_only": whole,
    "fitshow_paused_speed": ends,
    "fitshow_miles": agreed_to_miles,
}


STRANGERS = ("fitshow_miles", "fitshow_no_range")


def test_every_behaviour_is_lived_through() -> None:
    assert PAD_ROWS.keys() == PAD_QUIRKS.keys()
    assert FITSHOW_ROWS.keys() == FITSHOW_QUIRKS.keys()


async def workout(spec: str, sees: Sees, *, is_known: bool) -> None:
    machines_file().unlink(missing_ok=True)
    new = Memory(DeviceRegistry(virtual=""), lambda: date(2030, 1, 1))
    async with show(SHORT, spec=spec, memory=None if is_known else new) as stage:
        speeds_kmh: list[float] = []

        def note(event: ev.Event) -> None:
            if isinstance(event, ev.SessionEnded):
                speeds_kmh.append(stage.belt.speed_kmh)

        stage.live.subscribe(note)
        await live_through(stage)
        if stage.session.belt_stopped:
            assert speeds_kmh == [0], "a belt that moves was called a standing one"
        if stage.belt.speed_kmh > 0:
            cues = stage.all(ev.CueDue)
            assert any("may be moving" in cue.say.lower() for cue in cues), "nobody said so"
        sees(stage)


def live(spec: str, sees: Sees, *, is_known: bool) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(workout(spec, sees, is_known=is_known))


@pytest.mark.parametrize("machine", ["pad", "fitshow"])
@pytest.mark.parametrize("is_known", [True, False], ids=["known", "stranger"])
def test_a_whole_workout(machine: str, is_known: bool) -> None:
    live(machine, unpaused, is_known=is_known)


@pytest.mark.parametrize("name", PAD_ROWS)
def test_a_pad_with_each_behaviour(name: str) -> None:
    live(f"pad:{name}", PAD_ROWS[name], is_known=name != "pad_automatic")


@pytest.mark.parametrize("name", FITSHOW_ROWS)
def test_a_fitshow_treadmill_with_each_behaviour(name: str) -> None:
    live(f"fitshow:{name}", FITSHOW_ROWS[name], is_known=name not in STRANGERS)


PAIRS = [
    *(f"pad:{one},{other}" for one, other in combinations(PAD_ROWS, 2)),
    *(f"fitshow:{one},{other}" for one, other in combinations(FITSHOW_ROWS, 2)),
]


@settings(max_examples=6)
@given(st.sampled_from(PAIRS), st.booleans())
def test_any_two(spec: str, is_known: bool) -> None:
    live(spec, ends, is_known=is_known)


@pytest.mark.parametrize("machine", ["pad", "fitshow"])
@pytest.mark.usefixtures("virtual_time_loop")
async def test_leaving_in_the_middle_stops_the_belt(machine: str) -> None:
    async with show(SHORT, spec=machine) as stage:
        await stage.started(15)
        assert stage.belt.speed_kmh == pytest.approx(5.0, abs=0.1)
    assert stage.belt.speed_kmh == 0


@pytest.mark.parametrize("machine", ["pad", "fitshow"])
@pytest.mark.usefixtures("virtual_time_loop")
async def test_a_lost_link_is_said_and_the_workout_goes_on(machine: str) -> None:
    async with show(SHORT, spec=machine) as stage:
        await stage.started(10)
        stage.silence()
        stage.belt.drop_links()
        await stage.until(lambda: any("may be moving" in say for say in stage.cues(ev.Cue.ALARM)))
        assert stage.belt.speed_kmh > 0
        stage.restore()
        await stage.until(lambda: stage.session.belt.ready)
        await live_through(stage)
        whole(stage)
