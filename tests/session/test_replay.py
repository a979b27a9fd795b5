"""A recording shows at every moment what the runner saw then, and plays like a tape."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.session.replay import CHECKPOINT, RATES, Recording, Replay
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Phase, Session
from tests.workout.model import Machine, Model, plan_of, run, walk

KEYS = (
    (ev.Act.SKIP, None),
    (ev.Act.BACK, None),
    (ev.Act.EXTEND, 30.0),
    (ev.Act.NUDGE, 0.5),
    (ev.Act.NUDGE, -0.1),
    (ev.Act.PAUSE, None),
    (ev.Act.RESUME, None),
    (ev.Act.STOP, None),
)


@dataclass
class Lived:
    """A session that was lived: its log, and what the runner saw at many moments."""

    log: list[ev.Event]
    seen: list[Session] = field(default_factory=list)


def live(seed: int, minutes: float = 4) -> Lived:
    """Something happens every few seconds; after each, and in between, the screen looks."""
    random = Random(seed)
    plan = plan_of(
        walk(30.3),
        run(41.7),
        Step(Kind.WALK, 4.0, duration_s=60, until_bpm=125),
        Step(Kind.SURGE, 10.0, distance_m=120),
        walk(50),
    )
    model = Model(plan, Machine(telemetry_s=(0.5, 0.9, 0.2)))
    lived = Lived(model.log)
    model.start()
    disturbances = (
        model.press_stop,
        model.press_start,
        lambda: model.press_speed(random.choice((-1.0, 0.5))),
        model.lose,
        model.connect,
        model.connect,
        lambda: setattr(model, "silent", random.random() < 0.3),
        lambda: setattr(model, "glitch", True),
        lambda: setattr(model, "heart_mode", random.choice(("true", "frozen", "gone", "off"))),
    )
    while model.t < minutes * 60 and not model.is_over():
        if random.random() < 0.5:
            model.act(*random.choice(KEYS[:7]))
        elif random.random() < 0.4:
            random.choice(disturbances)()
        model.run(0.0)
        lived.seen.append(model.session)
        until = model.t + random.uniform(0.0, 9.0)
        for t in sorted(random.uniform(model.t, until) for _ in range(3)):
            model.run_until(t)
            lived.seen.append(advance(model.session, t))
        model.run_until(until)
    model.act(ev.Act.STOP)
    model.run(20)
    lived.seen.append(model.session)
    return lived


LIVED = live(seed=7)


class Wall:
    """The viewer's clock, moved by hand."""

    def __init__(self) -> None:
        self.t = 1000.0

    def __call__(self) -> float:
        return self.t


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def replay(wall: Wall) -> Replay:
    return Replay(Recording(LIVED.log), wall)


def heard_by(replay: Replay) -> list[ev.Event]:
    heard: list[ev.Event] = []
    replay.subscribe(heard.append)
    return heard


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000))
def test_the_log_alone_gives_every_state_that_the_runner_saw(seed: int) -> None:
    lived = live(seed, minutes=3)
    recording = Recording(lived.log)
    moments = lived.seen.copy()
    Random(seed).shuffle(moments)
    for seen in moments:
        assert recording.at(seen.t) == seen
    assert recording.last == lived.seen[-1]


def test_folding_event_by_event_is_what_the_runner_did() -> None:
    model = Model(plan_of(walk(20), run(20)))
    states: list[Session] = []
    runner = model.runner
    session = Session()
    model.start()
    while not model.is_over():
        model.run(1.0)
        states.append(runner.session)
    folded: list[Session] = []
    for event in model.log:
        session = evolve(session, event)
        folded.append(session)
    assert all(state in folded for state in states)
    assert folded[-1] == runner.session


def test_the_session_of_these_tests_is_worth_replaying() -> None:
    kinds = {type(event) for event in LIVED.log}
    assert len(LIVED.log) > 3 * CHECKPOINT
    assert {ev.StepBegan, ev.SpeedAsked, ev.ClockPaused, ev.LinkChanged} <= kinds
    assert LIVED.seen[-1].phase is Phase.ENDED


@settings(max_examples=15)
@given(st.lists(st.floats(-5, 400), min_size=1, max_size=12))
def test_seeking_back_and_forth_gives_the_same_as_folding_from_the_beginning(
    moments: Sequence[float],
) -> None:
    recording = RECORDING
    for t in moments:
        session = Session()
        for event in LIVED.log:
            if event.t <= t:
                session = evolve(session, event)
        assert recording.at(t) == advance(session, t)


RECORDING = Recording(LIVED.log)


@pytest.mark.parametrize("count", [1, CHECKPOINT - 1, CHECKPOINT, CHECKPOINT + 1, 2 * CHECKPOINT])
def test_a_recording_of_any_length_ends_in_its_last_state(count: int) -> None:
    events = LIVED.log[:count]
    session = Session()
    for event in events:
        session = evolve(session, event)
    recording = Recording(events)
    assert recording.last == recording.at(recording.duration_s) == session
    assert recording.duration_s == events[-1].t


def test_no_events_and_a_log_that_goes_back_are_refused() -> None:
    with pytest.raises(ValueError, match="no events"):
        Recording([])
    with pytest.raises(ValueError, match="back in time"):
        Recording([ev.BeltReading(2.0, 1.0), ev.BeltReading(1.0, 1.0)])


def test_marks_are_the_beginnings_of_the_steps() -> None:
    assert RECORDING.marks_s == tuple(e.t for e in LIVED.log if isinstance(e, ev.StepBegan))


def test_it_plays_at_once_and_shows_what_was_seen(replay: Replay, wall: Wall) -> None:
    assert replay.is_playing
    wall.t += 42.5
    assert replay.now() == 42.5
    assert replay.view() == RECORDING.at(42.5) == replay.session


def test_listeners_get_each_event_once_and_in_order(replay: Replay, wall: Wall) -> None:
    heard, random = heard_by(replay), Random(3)
    while replay.is_playing:
        replay.catch_up()
        wall.t += random.uniform(0.0, 5.0)
    replay.catch_up()
    replay.catch_up()
    assert heard == LIVED.log


def test_a_listener_that_left_hears_nothing(replay: Replay, wall: Wall) -> None:
    heard: list[ev.Event] = []
    leave = replay.subscribe(heard.append)
    leave()
    leave()
    wall.t += 50
    replay.catch_up()
    assert not heard


def test_a_listener_may_look_at_the_session(replay: Replay, wall: Wall) -> None:
    seen: list[float] = []
    replay.subscribe(lambda event: seen.append(replay.session.t))
    wall.t += 20
    replay.catch_up()
    assert set(seen) == {20.0}
    assert len(seen) == len([e for e in LIVED.log if e.t <= 20])


def test_pause_stands_and_play_goes_on(replay: Replay, wall: Wall) -> None:
    wall.t += 10
    replay.toggle()
    wall.t += 100
    assert (replay.is_playing, replay.now()) == (False, 10)
    replay.toggle()
    wall.t += 5
    assert (replay.is_playing, replay.now()) == (True, 15)


def test_pausing_swallows_nothing(replay: Replay, wall: Wall) -> None:
    heard = heard_by(replay)
    for _ in range(20):
        wall.t += 0.7
        replay.toggle()
    replay.toggle()
    replay.catch_up()
    assert heard == [e for e in LIVED.log if e.t <= replay.now()]


def test_rates_change_the_pace_and_not_the_place(replay: Replay, wall: Wall) -> None:
    wall.t += 10
    for rate in RATES[1:]:
        replay.faster()
        assert replay.rate == rate
        assert replay.now() == 10
    replay.faster()
    assert replay.rate == 60
    wall.t += 1
    assert replay.now() == 70
    for _ in RATES:
        replay.slower()
    assert replay.rate == 1
    assert replay.now() == 70


def test_a_seek_tells_what_is_there_and_not_what_lies_between(replay: Replay, wall: Wall) -> None:
    heard = heard_by(replay)
    wall.t += 10
    mark = replay.marks_s[2]
    replay.seek(mark)
    wall.t += 1.5
    replay.catch_up()
    assert heard == [e for e in LIVED.log if e.t <= 10 or mark <= e.t <= mark + 1.5]
    assert any(isinstance(e, ev.StepBegan) and e.t == mark for e in heard)


def test_after_a_seek_back_it_is_told_again(replay: Replay, wall: Wall) -> None:
    heard = heard_by(replay)
    wall.t += 40
    replay.catch_up()
    replay.seek(20.0)
    wall.t += 20
    replay.catch_up()
    assert heard == [e for e in LIVED.log if e.t <= 40] + [e for e in LIVED.log if 20 <= e.t <= 40]


def test_seeks_are_clamped_and_relative_ones_count_from_now(replay: Replay, wall: Wall) -> None:
    replay.seek(-10)
    assert replay.now() == 0
    replay.seek_by(30)
    wall.t += 2
    assert replay.now() == 32
    replay.seek_by(-10)
    assert replay.now() == 22
    replay.seek(1e9)
    assert replay.now() == replay.duration_s


def test_steps_forward_and_back(replay: Replay, wall: Wall) -> None:
    marks = replay.marks_s
    replay.toggle()
    for mark in marks[:3]:
        replay.seek_step(1)
        assert replay.now() == mark
    replay.seek_by(1.0)
    replay.seek_step(-1)
    assert replay.now() == marks[1], "within three seconds it means the one before"
    replay.seek(marks[2] + 3.5)
    replay.seek_step(-1)
    assert replay.now() == (marks[2] if marks[3] > marks[2] + 3.5 else marks[3])
    replay.seek(marks[0])
    replay.seek_step(-1)
    assert replay.now() == 0
    replay.seek(marks[-1])
    replay.seek_step(1)
    assert replay.now() == replay.duration_s


def test_at_the_end_it_stands_and_plays_again_from_the_beginning(
    replay: Replay, wall: Wall
) -> None:
    heard = heard_by(replay)
    wall.t += 1e6
    assert replay.view() == RECORDING.last
    assert not replay.is_playing
    assert replay.now() == replay.duration_s
    assert not heard, "to look is not to play"
    replay.catch_up()
    assert heard == LIVED.log
    replay.toggle()
    assert (replay.is_playing, replay.now()) == (True, 0)
    heard.clear()
    wall.t += 30
    replay.catch_up()
    assert heard == [e for e in LIVED.log if e.t <= 30]


def test_keys_do_nothing_to_a_recording(replay: Replay, wall: Wall) -> None:
    wall.t += 30
    before, heard = replay.view(), heard_by(replay)
    for act in ev.Act:
        replay.act(act, 1.0)
    assert replay.view() == before
    assert not heard


def test_it_is_its_own_transport(replay: Replay) -> None:
    assert replay.transport is replay
