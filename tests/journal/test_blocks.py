"""Whatever happened comes out of a block as it went in; what is no block says so."""

import zlib
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.journal.blocks import BlockError, sealed_tables, unsealed, unsealed_bodies
from runwalk_tui.journal.columns import packed, unpacked
from runwalk_tui.journal.event_json import EventError, from_json, to_json
from runwalk_tui.workout.event_types import EVENT_TYPES
from runwalk_tui.workout.events import BeltReading, ClockStarted, Event
from tests.event_strategies import events
from tests.recorded import workout

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**63), 2**63 - 1)
TICKS = st.sampled_from([1, 10, 1000, 1024]).flatmap(
    lambda scale: st.integers(-(2**40), 2**40).map(lambda whole: whole / scale)
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TICKS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


def _sealed(bodies: Iterable[str | bytes]) -> bytes:
    return sealed_tables(msgspec.json.decode(body, type=dict[str, Any]) for body in bodies)


def _block(log: list[Event] | tuple[Event, ...]) -> bytes:
    return _sealed(map(to_json, log))


@given(st.lists(events(), max_size=20))
def test_any_events_come_back_equal_and_in_order(log: list[Event]) -> None:
    assert unsealed(_block(log)) == log
    assert unsealed_bodies(_block(log)) == [to_json(event) for event in log]


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_many_events_of_a_type_come_back_equal(name: str) -> None:
    @settings(max_examples=20)
    @given(st.lists(events(EVENT_TYPES[name]), min_size=1, max_size=12))
    def check(log: list[Event]) -> None:
        assert unsealed(_block(log)) == log

    check()


@given(st.lists(st.lists(TICKS, max_size=3) | VALUES, min_size=1, max_size=12))
def test_any_values_come_back_digit_by_digit(values: list[object]) -> None:
    values = msgspec.json.decode(msgspec.json.encode(values))
    column = msgspec.msgpack.decode(msgspec.msgpack.encode(packed(values)))
    assert msgspec.json.encode(unpacked(column)) == msgspec.json.encode(values)


@pytest.mark.parametrize("values", [[0.0, -0.0], [-0.0, -0.0], [0.5, -0.0], [1, 1.0, True]])
def test_values_that_are_equal_and_written_otherwise_are_told_apart(values: list[object]) -> None:
    assert list(map(repr, unpacked(packed(values)))) == list(map(repr, values))


def test_a_workout_takes_a_twentieth_of_its_json() -> None:
    log = workout()
    assert unsealed(_block(log)) == list(log)
    assert len(_block(log)) < sum(len(to_json(event)) for event in log) / 20


def test_a_key_that_only_a_newer_program_knows_is_kept() -> None:
    body = '{"t":1.0,"type":"BeltReading","speed_kmh":5.0,"wind_kmh":3}'
    assert unsealed(_sealed([body])) == [BeltReading(1.0, 5.0)]
    assert unsealed_bodies(_sealed([body])) == [body.encode()]


def test_an_event_that_is_none_leaves_the_others_readable() -> None:
    bodies = [
        '{"t":1.0,"type":"ClockStarted"}',
        '{"t":2.0,"type":"Rained"}',
        '{"t":"x","type":"ClockStarted"}',
        '{"t":3.0,"type":"ClockStarted"}',
    ]
    first, *wrong, last = unsealed(_sealed(bodies))
    assert (first, last) == (ClockStarted(1.0), ClockStarted(3.0))
    assert "no event of type 'Rained'; a newer program" in str(wrong[0])
    assert all(isinstance(each, EventError) for each in wrong)


@given(st.text(max_size=20))
def test_no_text_in_a_block_moves_a_cursor(text: str) -> None:
    bodies = [
        msgspec.json.encode({"t": float(t), "type": "CueDue", "cue": "countdown", "say": say})
        for t, say in enumerate([text, "3", text])
    ]
    block = _sealed(bodies)
    assert unsealed(block) == [from_json(body) for body in bodies]


@given(st.binary(max_size=60) | st.none() | st.text(max_size=9) | st.integers())
def test_what_is_no_block_says_so(data: object) -> None:
    with pytest.raises(BlockError):
        unsealed(data)


@given(st.data())
def test_a_changed_octet_is_noticed(data: st.DataObject) -> None:
    block = bytearray(_block(workout()[:50]))
    place = data.draw(st.integers(0, len(block) - 1))
    block[place] ^= data.draw(st.integers(1, 255))
    try:
        found: object = unsealed(bytes(block))
    except BlockError:
        return
    # One of the stream's own head that changes nothing in it.
    assert found == list(workout()[:50])


@given(VALUES)
def test_a_sound_stream_of_something_else_is_no_block(content: object) -> None:
    packed_content = msgspec.msgpack.encode(content)
    with pytest.raises(BlockError):
        unsealed(b"\1" + zlib.compress(packed_content))


def test_a_block_of_a_newer_program_says_so() -> None:
    with pytest.raises(BlockError, match="format 2; a newer program"):
        unsealed(b"\2" + _block(workout())[1:])


def test_an_object_without_keys_cannot_be_sealed() -> None:
    with pytest.raises(ValueError, match="no keys"):
        _sealed(['{"t":1.0,"type":"ClockStarted"}', "{}"])
