"""Events survive JSON unchanged, and what is no event says so."""

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.journal.event_json import EventError, from_json, to_json, to_table
from runwalk_tui.workout.event_types import EVENT_TYPES
from runwalk_tui.workout.events import (
    BeltReading,
    Event,
    HeartReading,
    QuirkLearned,
    RunnerProfile,
    SessionOpened,
)
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.event_strategies import events

RELEASED = Path(__file__).parents[1] / "data" / "events-0.1.0.jsonl"
"""Every type of event, every field and every word of a field, as version 0.1.0 wrote them."""


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_every_type_of_event_comes_back_equal(name: str) -> None:
    @given(events(EVENT_TYPES[name]))
    def check(event: Event) -> None:
        line = to_json(event)
        assert b"\n" not in line
        assert from_json(line) == event
        assert from_json(line.decode()) == event
        assert from_json(json.loads(line)) == event
        assert list(json.loads(line))[:2] == ["t", "type"]
        assert msgspec.json.encode(to_table(event)) == line

    check()


def test_how_an_event_reads() -> None:
    assert to_json(HeartReading(1.5, 120, None, (0.5,))) == (
        b'{"t":1.5,"type":"HeartReading","bpm":120,"contact":null,"rr_s":[0.5]}'
    )
    assert to_json(EVENT_TYPES["ClockStarted"](12.0)) == b'{"t":12.0,"type":"ClockStarted"}'


def test_a_plan_travels_in_the_first_event() -> None:
    plan = Plan("1-2", "1:2", (Step(Kind.RUN, 8.5, duration_s=60),), maximum_kmh=9.0)
    opened = SessionOpened(0.0, plan, RunnerProfile("Ada"), "2026-01-02T03:04:05+01:00", "x")
    written = json.loads(to_json(opened))
    assert written["plan"]["steps"][0]["kind"] == "run"
    assert from_json(written) == opened


def _holds(now: object, then: object) -> bool:
    """Whether everything that was written then is still there; dictionaries may have grown."""
    if isinstance(now, dict) and isinstance(then, dict):
        return all(key in now and _holds(now[key], value) for key, value in then.items())
    if isinstance(now, list) and isinstance(then, list):
        return len(now) == len(then) and all(map(_holds, now, then))
    return now == then


@pytest.mark.parametrize("line", RELEASED.read_text(encoding="utf-8").splitlines())
def test_what_a_released_version_wrote_is_read_in_full(line: str) -> None:
    assert _holds(json.loads(to_json(from_json(line))), json.loads(line))


def test_a_field_that_a_newer_program_added_is_passed_over() -> None:
    data = b'{"t":1,"type":"BeltReading","speed_kmh":5,"wind_kmh":3}'
    assert from_json(data) == BeltReading(1.0, 5.0)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not an event"),
        (b"\xff", "is not an event"),
        (b"[]", "is not an event"),
        (b'{"t":1}', "required field `type`"),
        (b'{"t":1,"type":"Lightning"}', "no event of type 'Lightning'; a newer program"),
        ({"t": 1, "type": "Lightning"}, "no event of type 'Lightning'"),
        (b'{"t":1,"type":"HeartReading"}', "required field `bpm`"),
        (b'{"t":"1","type":"ClockStarted"}', "Expected `float`, got `str`"),
        (b'{"t":1,"type":"StepBegan","index":0,"kind":"hop","speed_kmh":8}', "'hop'"),
        (b'{"t":1,"type":"ClockStarted"', "is not an event"),
        (
            b'{"t":0,"type":"SessionOpened","plan":{"name":"x","title":"x","steps":[]},'
            b'"runner":{},"opened_at":"","program":""}',
            "at least one step",
        ),
    ],
)
def test_what_is_no_event_says_why(data: bytes | Mapping[str, object], words: str) -> None:
    with pytest.raises(EventError) as caught:
        from_json(data)
    assert words in str(caught.value)


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_nothing_else_is_ever_raised(data: bytes | str) -> None:
    with pytest.raises(EventError):
        from_json(data)


@given(st.text(max_size=40))
def test_no_text_of_an_event_moves_a_cursor(title: str) -> None:
    plan = Plan("x", title, (Step(Kind.RUN, 8.5, duration_s=60),))
    opened = SessionOpened(0.0, plan, RunnerProfile(title), "2026-01-02T03:04:05+01:00", title)
    for data in (to_json(opened), to_json(opened) + b"\n", json.loads(to_json(opened))):
        read = from_json(data)
        assert isinstance(read, SessionOpened)
        assert read.plan is not None
        assert read.plan.title == read.program == read.runner.name == plain(title)
        assert read.plan.title.isprintable()


def test_an_event_that_was_renamed_is_kept_under_its_old_name() -> None:
    event = EVENT_TYPES["HabitShown"](4.0)
    assert type(event) is QuirkLearned
    assert b'"type":"HabitShown"' in to_json(event)
    assert from_json(to_json(event)) == event
    assert "QuirkLearned" not in EVENT_TYPES
