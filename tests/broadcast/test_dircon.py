"""Frames of DIRCON: whole, in pieces, and none at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.broadcast.dircon import (
    MOST_DATA_OCTETS,
    Frame,
    FrameError,
    Frames,
    Property,
    characteristic_list,
    uuid_octets,
    uuid_of,
)

OCTET = st.integers(0, 255)
FRAMES = st.lists(st.builds(Frame, OCTET, OCTET, st.binary(max_size=40), OCTET), max_size=5)
FTMS = "00001826-0000-1000-8000-00805f9b34fb"


def test_a_frame_as_it_is_on_the_wire() -> None:
    frame = Frame(2, 7, uuid_octets(FTMS))
    assert bytes(frame).hex() == "010207000010" + "0000182600001000800000805f9b34fb"


@given(FRAMES, st.data())
def test_frames_come_out_as_they_went_in_whatever_the_pieces(
    sent: list[Frame], data: st.DataObject
) -> None:
    octets = b"".join(map(bytes, sent))
    frames, found = Frames(), list[Frame]()
    while octets:
        size = data.draw(st.integers(1, len(octets)))
        found += frames.feed(octets[:size])
        octets = octets[size:]
    assert found == sent


@given(st.binary(max_size=200))
def test_other_octets_are_frames_or_refused(octets: bytes) -> None:
    try:
        found = Frames().feed(octets)
    except FrameError:
        return
    assert octets.startswith(b"".join(map(bytes, found)))


def test_another_version_is_refused_at_once() -> None:
    with pytest.raises(FrameError, match="version 2"):
        Frames().feed(b"\x02")


def test_no_length_makes_it_keep_more_than_a_request_needs() -> None:
    head = bytes([1, 4, 0, 0]) + (MOST_DATA_OCTETS + 1).to_bytes(2)
    with pytest.raises(FrameError, match="513 octets"):
        Frames().feed(head)


def test_a_uuid_is_read_as_people_write_it() -> None:
    assert uuid_of(uuid_octets(FTMS.upper()) + b"more") == FTMS
    with pytest.raises(FrameError, match="15 octets"):
        uuid_of(uuid_octets(FTMS)[:15])


def test_characteristics_follow_their_service() -> None:
    data = characteristic_list(FTMS, [(FTMS, Property.READ | Property.NOTIFY)])
    assert data == uuid_octets(FTMS) * 2 + b"\x05"
