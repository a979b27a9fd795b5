"""FIT files of drawn sessions, read by the programs of other people and held against the log."""

from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runwalk_tui.exchange.fit import encode_fit
from runwalk_tui.exchange.fit_workout import step_indexes, workout_steps
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.workout.events import Event, HeartReading
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Session
from tests.exchange.fit_readers import READERS, Messages, by_sdk, in_order
from tests.exchange.sessions import sessions

SERIAL = 3_735_928_559
DRAWN = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def _file(events: tuple[Event, ...], debrief: Debrief | None = None) -> bytes:
    return encode_fit(account_of(events), SERIAL, debrief)


def _session(events: tuple[Event, ...]) -> Session:
    return reduce(evolve, events, Session())


@settings(DRAWN, max_examples=25)
@given(sessions())
def test_every_reader_finds_what_the_journal_says(events: tuple[Event, ...]) -> None:
    data, session = _file(events), _session(events)
    for read in READERS.values():
        _check_against(read(data), session)


def _check_against(found: Messages, session: Session) -> None:
    steps = [step for step in session.records if step.active_s >= 0.001]
    laps = found["lap"]
    assert len(laps) == len(steps)
    for lap, step in zip(laps, steps, strict=True):
        assert lap["total_timer_time"] == pytest.approx(step.active_s, abs=0.0011)
        assert lap["total_distance"] == pytest.approx(step.distance_m, abs=0.011)
        assert lap.get("max_heart_rate") == step.peak_bpm
        mean_bpm = None if step.mean_bpm is None else round(step.mean_bpm)
        assert lap.get("avg_heart_rate") == mean_bpm
    (whole,) = found["session"]
    assert whole["total_timer_time"] == pytest.approx(session.active_s, abs=0.002)
    assert whole["num_laps"] == len(laps)
    for name in ("total_distance", "total_timer_time", "total_calories", "total_ascent"):
        assert whole[name] == pytest.approx(sum(lap[name] for lap in laps), abs=1e-6)
    assert found["record"][-1]["distance"] == pytest.approx(whole["total_distance"])
    assert found["record"][0]["distance"] < 5
    assert session.plan is not None
    if "workout_step" in found:  # fit-file-parser keeps the last one alone
        assert len(found["workout_step"]) == len(list(workout_steps(session.plan.steps)))
    indexes = step_indexes(session.plan.steps)
    assert [lap["wkt_step_index"] for lap in laps] == [indexes[step.index] for step in steps]


@DRAWN
@given(sessions())
def test_no_average_is_above_its_maximum(events: tuple[Event, ...]) -> None:
    found = by_sdk(_file(events))
    for part in (*found["lap"], *found["session"]):
        if part["total_distance"]:
            assert part["avg_speed"] <= part["max_speed"]
            assert part["total_distance"] <= part["max_speed"] * part["total_timer_time"] + 0.02
        assert part["total_moving_time"] <= part["total_timer_time"] + 0.002
        if "avg_heart_rate" in part:
            assert part["min_heart_rate"] <= part["avg_heart_rate"] <= part["max_heart_rate"]
        if "avg_cadence" in part:
            mean = part["avg_cadence"] + part["avg_fractional_cadence"]
            assert mean <= part["max_cadence"] + part["max_fractional_cadence"]
        zones = part.get("time_in_hr_zone", [0.0])
        assert sum(zones) <= part["total_timer_time"] + 0.01
        if "avg_grade" in part:
            assert part.get("max_neg_grade", 0) <= part["avg_grade"] + 0.01
            assert part["avg_grade"] <= part.get("max_pos_grade", 0) + 0.01


@DRAWN
@given(sessions())
def test_everything_stands_in_the_order_of_time(events: tuple[Event, ...]) -> None:
    messages = in_order(_file(events))
    times = [message["timestamp"] for _, message in messages if "timestamp" in message]
    assert times == sorted(times)
    assert messages[0][0] == "file_id"
    assert [name for name, _ in messages[-3:]] == ["time_in_zone", "session", "activity"]
    records = [message for name, message in messages if name == "record"]
    assert all(a["timestamp"] < b["timestamp"] for a, b in pairwise(records))
    assert all(a["distance"] <= b["distance"] for a, b in pairwise(records))
    seen_laps = 0
    for name, message in messages:
        if name == "lap":
            assert message["message_index"] == seen_laps
            seen_laps += 1
    laps = [message for name, message in messages if name == "lap"]
    assert all(a["timestamp"] == b["start_time"] for a, b in pairwise(laps))


@DRAWN
@given(sessions())
def test_the_timer_starts_and_stops_in_pairs(events: tuple[Event, ...]) -> None:
    found = by_sdk(_file(events))
    words = [event["event_type"] for event in found["event"]]
    assert words[0::2] == ["start"] * (len(words) // 2)
    assert words[1::2] == ["stop"] * (len(words) // 2 - 1) + ["stop_all"]
    times = [event["timestamp"] for event in found["event"]]
    ran_s = sum(
        (stop - start).total_seconds() for start, stop in zip(times[0::2], times[1::2], strict=True)
    )
    (whole,) = found["session"]
    assert ran_s == pytest.approx(whole["total_timer_time"], abs=len(words))
    for record in found["record"]:
        running = zip(times[0::2], times[1::2], strict=True)
        assert any(start <= record["timestamp"] <= stop for start, stop in running)


@DRAWN
@given(sessions())
def test_every_beat_while_the_clock_runs_is_there(events: tuple[Event, ...]) -> None:
    session, expected = Session(), list[float]()
    for event in events:
        session = evolve(session, event)
        if isinstance(event, HeartReading) and session.is_counting:
            expected += event.rr_s if session.heart.doubt(event.t) is None else ()
    for read in READERS.values():
        told = [
            rr_s
            for message in read(_file(events)).get("hrv", [])
            for rr_s in message["time"]
            if rr_s is not None
        ]
        assert told == pytest.approx(expected, abs=0.0006)


@DRAWN
@given(sessions())
def test_what_rolled_while_the_clock_stood_is_told_apart(events: tuple[Event, ...]) -> None:
    session = _session(events)
    rolled_m = session.distance_m - sum(step.distance_m for step in session.records)
    for read in READERS.values():
        (other,) = read(_file(events))["session"]
        told = other.get("developer_fields", {}).values()  # the SDKs know it by its number alone
        assert other.get("rolled_distance", sum(told)) == pytest.approx(rolled_m, abs=0.02)


@DRAWN
@given(sessions(), st.integers(1, 10), st.none() | st.integers(1, 5))
def test_effort_and_feel_are_told_as_percent(
    events: tuple[Event, ...], effort: int, feel: int | None
) -> None:
    debrief = Debrief("2026-03-01T20:00:00+01:00", session_id=1, effort=effort, feel=feel)
    for name, read in READERS.items():
        (whole,) = read(_file(events, debrief))["session"]
        if name != "fitparse":  # its profile is older than the field
            assert whole["workout_rpe"] == effort * 10
            assert whole.get("workout_feel") == (None if feel is None else (feel - 1) * 25)
