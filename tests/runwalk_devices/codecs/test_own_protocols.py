"""Machines with a protocol of their own: Tacx FE-C and KingSmith's WalkingPads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.codecs import fec, walking_pad
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.walking_pad import PadMode, PadState, PadStatus


def test_a_target_power_ends_in_the_exclusive_or() -> None:
    assert fec.encode_target_power(150).hex() == "a4094f0531ffffffffff580273"


@given(st.integers(0, 16000).map(lambda quarters: quarters / 4))
def test_any_target_power(power_w: float) -> None:
    frame = fec.encode_target_power(power_w)
    assert len(frame) == 13
    assert int.from_bytes(frame[10:12], "little") == power_w * 4


def test_resistance_and_slope() -> None:
    assert fec.encode_resistance(50)[-2] == 100
    track = fec.encode_track(-2.5)
    assert int.from_bytes(track[9:11], "little") == 19750
    assert track[11] == 80


@pytest.mark.parametrize(
    "asked",
    [
        lambda: fec.encode_target_power(-1),
        lambda: fec.encode_target_power(4001),
        lambda: fec.encode_resistance(101),
        lambda: fec.encode_track(201),
        lambda: fec.encode_track(0, 0.02),
        lambda: walking_pad.set_speed(25.6),
        lambda: walking_pad.set_speed(-0.1),
    ],
)
def test_what_does_not_fit_is_refused(asked: object) -> None:
    assert callable(asked)
    with pytest.raises(ValueError, match=r" is .* not "):
        asked()


@given(
    st.builds(
        fec.TrainerData,
        cadence_rpm=st.none() | st.integers(0, 254),
        power_w=st.none() | st.integers(0, 4094),
        accumulated_power_w=st.integers(0, 65535),
        target_reached=st.sampled_from([True, False, None]),
        state=st.sampled_from(["asleep", "ready", "in use", "finished", "unknown"]),
    )
)
def test_trainer_data_round_trip(values: fec.TrainerData) -> None:
    decoded = fec.decode_fec(fec.encode_trainer_data(values))
    assert decoded == values


def test_general_data_of_a_sleeping_trainer() -> None:
    page = bytes([16, 25, 40, 200, 0xFF, 0xFF, 0xFF, 0x10])
    frame = bytes.fromhex("a4094f05") + page
    checksum = 0
    for octet in frame:
        checksum ^= octet
    assert fec.decode_fec(frame + bytes([checksum])) == fec.TrainerGeneral(
        elapsed_s=10.0, distance_m=200, speed_kmh=None, heart_rate_bpm=None, state="asleep"
    )


def test_a_damaged_frame_is_refused() -> None:
    frame = bytearray(fec.encode_target_power(150))
    frame[8] ^= 1
    with pytest.raises(DecodeError, match="checksum"):
        fec.decode_fec(frame)


@given(st.binary(max_size=30))
def test_any_octets(octets: bytes) -> None:
    for decode in (fec.decode_fec, walking_pad.decode_pad_status, walking_pad.decode_pad_command):
        with pytest.raises(DecodeError):
            decode(octets)


def test_commands_of_a_pad() -> None:
    assert walking_pad.ask_status().hex() == "f7a20000a2fd"
    assert walking_pad.start().hex() == "f7a20401a7fd"
    assert walking_pad.set_speed(6.0).hex() == "f7a2013cdffd"
    assert walking_pad.stop() == walking_pad.set_speed(0)
    assert walking_pad.decode_pad_command(walking_pad.set_mode(PadMode.MANUAL)) == (2, 1)


@given(
    st.builds(
        PadStatus,
        state=st.sampled_from(PadState),
        speed_kmh=st.integers(0, 255).map(lambda tenths: tenths / 10),
        mode=st.sampled_from(PadMode),
        elapsed_s=st.integers(0, 2**24 - 1),
        distance_m=st.integers(0, 2**24 - 1).map(lambda tens: tens * 10),
        steps=st.integers(0, 2**24 - 1),
    )
)
def test_status_round_trip(status: PadStatus) -> None:
    assert walking_pad.decode_pad_status(walking_pad.encode_pad_status(status)) == status


@pytest.mark.parametrize(
    ("octets", "status"),
    [
        # The README of ph4-walkingpad, and its author's captures of a WalkingPad A1.
        (
            "f8a2010f01000fd10000ab0012ae3c0000003afd",
            PadStatus(PadState.RUNS, 1.5, PadMode.MANUAL, 4049, 1710, 4782),
        ),
        (
            "f8a2013c0100022a00004f0003d1b4000000e3fd",
            PadStatus(PadState.RUNS, 6.0, PadMode.MANUAL, 554, 790, 977),
        ),
    ],
)
def test_a_captured_status(octets: str, status: PadStatus) -> None:
    data = bytes.fromhex(octets)
    assert walking_pad.decode_pad_status(data) == status
    assert len(walking_pad.encode_pad_status(status)) == len(data)


def test_a_status_with_a_wrong_checksum_is_refused() -> None:
    frame = bytearray(walking_pad.encode_pad_status(PadStatus(PadState.RUNS, 3.0, PadMode.MANUAL)))
    frame[3] += 1
    with pytest.raises(DecodeError, match="checksum"):
        walking_pad.decode_pad_status(frame)
