"""A session second by second, beside another, and as a ghost."""

from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import HealthCheck, given, settings

from runwalk_tui.training.history.comparison import repeats
from runwalk_tui.training.history.ghost import Ghost, lead
from runwalk_tui.training.history.track import counted_m, smoothed, track_of
from runwalk_tui.workout.events import BeltReading, Event, HeartReading
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session
from tests.exchange.sessions import sessions
from tests.recorded import workout


def at(events: tuple[Event, ...], active_s: float) -> Session:
    """A session at a moment of its clock."""
    session = Session()
    for event in events:
        before, session = session, evolve(session, event)
        if session.active_s >= active_s:
            return advance(before, before.t + active_s - before.active_s)
    return session


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(sessions())
def test_a_track_has_each_second_of_the_clock_and_all_metres(events: tuple[Event, ...]) -> None:
    track, session = track_of(events)
    assert session == reduce(evolve, events, Session())
    assert track.length_s == pytest.approx(session.active_s, abs=0.51)
    assert all(a <= b for a, b in zip(track.metres, track.metres[1:], strict=False))
    assert track.at(1e9).metres == pytest.approx(counted_m(session), abs=3)
    assert len(track.bpm) == len(track.kmh) == track.length_s


def test_a_track_tells_what_was_measured_then() -> None:
    track, _ = track_of(workout())
    for second in (5, 40, 90, 140):
        then = at(workout(), second)
        moment = track.at(second)
        assert moment.metres == pytest.approx(counted_m(then), abs=1.5)
        assert moment.bpm == pytest.approx(then.heart.bpm, abs=2)
        assert moment.kmh == pytest.approx(then.belt.speed_kmh, abs=0.7)
    assert track.at(track.length_s + 5).bpm is None


def test_against_itself_nobody_leads() -> None:
    track, _ = track_of(workout())
    standing = lead(at(workout(), 60), Ghost("then", track))
    assert standing.metres == pytest.approx(0, abs=1.5)
    assert standing.bpm == pytest.approx(0, abs=2)
    assert not standing.is_over


def test_who_is_faster_is_ahead_and_a_ghost_ends() -> None:
    slower = tuple(
        replace(event, speed_kmh=event.speed_kmh * 0.9)
        if isinstance(event, BeltReading) and event.speed_kmh
        else replace(event, bpm=event.bpm + 6)
        if isinstance(event, HeartReading) and event.bpm
        else event
        for event in workout()
    )
    track, _ = track_of(slower)
    now = at(workout(), 100)
    standing = lead(now, Ghost("then", track))
    assert standing.metres == pytest.approx(counted_m(now) * 0.1, abs=2)
    assert standing.bpm == pytest.approx(-6, abs=2)
    short, _ = track_of(slower[: len(slower) // 2])
    over = lead(now, Ghost("then", short))
    assert (over.is_over, over.bpm) == (True, None)


def test_without_a_trusted_heart_rate_there_is_no_difference() -> None:
    silent = tuple(event for event in workout() if not isinstance(event, HeartReading))
    track, _ = track_of(silent)
    assert lead(at(workout(), 60), Ghost("then", track)).bpm is None
    assert track.mean_bpm(0, 60) is None


def test_steps_are_paired_by_kind_and_number() -> None:
    whole = reduce(evolve, workout(), Session())
    cut = at(workout(), 80)
    rows = repeats(cut, whole)
    assert [(each.kind, each.number) for each in rows] == [
        (Kind.WARM_UP, 1), (Kind.RUN, 1), (Kind.WALK, 1), (Kind.RUN, 2), (Kind.COOL_DOWN, 1),
    ]  # fmt: skip
    assert [each.mine is not None for each in rows] == [True, True, True, False, False]
    assert (rows[0].bpm_difference, rows[0].kmh_difference) == (0, 0)
    assert (rows[4].bpm_difference, rows[4].kmh_difference) == (None, None)


def test_a_drawing_has_a_mean_for_each_column() -> None:
    nan = float("nan")
    assert smoothed([1, 3, nan, nan, 5, nan], 3) == [2, None, 5]
    assert smoothed([4.0], 3) == [4, 4, 4]
    assert smoothed([], 2) == [None, None]
