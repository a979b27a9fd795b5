"""FitShow's own protocol: frames of public captures, and every decoder with any octets."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.codecs import fitshow
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.fitshow import (
    FitShowAnswer,
    FitShowControl,
    FitShowRequest,
    FitShowState,
    FitShowStatus,
    FitShowWord,
)
from runwalk_devices.codecs.ftms.features import SpeedRange


@pytest.mark.parametrize(
    ("octets", "status"),
    [
        # HomeTro FS-0099C3: hometro-fitshow-ble (GitHub, dvilelaf), docs/findings.md
        ("0251005103", FitShowStatus(FitShowState.IDLE)),
        ("025102035003", FitShowStatus(FitShowState.STARTING, countdown_s=3)),
        (
            "0251032800040001000000010000007e03",
            FitShowStatus(FitShowState.RUNNING, None, 4.0, 0, 4, 1, 0.0, 1, 0),
        ),
        (
            "0251033c00170016000f001b0000007b03",
            FitShowStatus(FitShowState.RUNNING, None, 6.0, 0, 23, 22, 1.5, 27, 0),
        ),
        (
            "0251043800290034002500390000006c03",
            FitShowStatus(FitShowState.STOPPING, None, 5.6, 0, 41, 52, 3.7, 57, 0),
        ),
        # F15: esphome-treadmill-f15 (GitHub, syssi), docs/protocol.md, frames.h
        (
            "0251030d0020000900030000005300" + "2603",
            FitShowStatus(FitShowState.RUNNING, None, 1.3, 0, 32, 9, 0.3, 0, 83),
        ),
        (
            "0251040300160148001c00000000001503",
            FitShowStatus(FitShowState.STOPPING, None, 0.3, 0, 278, 72, 2.8, 0, 0),
        ),
    ],
)
def test_a_captured_status(octets: str, status: FitShowStatus) -> None:
    assert fitshow.decode_fitshow(bytes.fromhex(octets)) == status


def test_captured_commands() -> None:
    """As esphome-treadmill-f15 saw them, and built as qdomyos-zwift does."""
    assert fitshow.ask_status().hex() == "02515103"
    assert fitshow.ask_speeds().hex() == "0250025203"
    assert fitshow.start().hex() == "02530100000000000000005203"
    assert fitshow.stop().hex() == "0253035003"
    assert fitshow.pause().hex() == "0253065503"
    assert fitshow.set_target(6.0, 2).hex() == "0253023c026f03"


def test_a_state_that_nobody_knows_tells_no_speed() -> None:
    assert fitshow.decode_fitshow(bytes.fromhex("0251095803")) == FitShowStatus(FitShowState(9))


def test_a_range_of_speeds_is_in_tenths_the_highest_first() -> None:
    word = fitshow.decode_fitshow(bytes.fromhex("0250028c0ad403"))
    assert word == SpeedRange(1.0, 14.0, 0.1)


@pytest.mark.parametrize(
    "octets", ["0251035003", "02510351", "0352005103", "0251005003", "0250015103", "02515103"]
)
def test_what_says_nothing_of_the_belt_is_refused(octets: str) -> None:
    with pytest.raises(DecodeError):
        fitshow.decode_fitshow(bytes.fromhex(octets))


@pytest.mark.parametrize(("speed_kmh", "percent"), [(0.0, 0), (25.6, 0), (5.0, 128), (5.0, -129)])
def test_what_does_not_fit_is_refused(speed_kmh: float, percent: int) -> None:
    with pytest.raises(ValueError, match="not"):
        fitshow.set_target(speed_kmh, percent)


COUNTER = st.integers(0, 0xFFFF)
RECORDS = st.builds(
    FitShowStatus,
    state=st.sampled_from([state for state in FitShowState if state.has_record]),
    speed_kmh=st.integers(0, 255).map(lambda tenths: tenths / 10),
    incline_percent=st.integers(-128, 127),
    elapsed_s=COUNTER,
    distance_m=COUNTER,
    energy_kcal=COUNTER.map(lambda tenths: tenths / 10),
    steps=COUNTER,
    heart_rate_bpm=st.integers(0, 255),
)
STATES = st.builds(
    FitShowStatus, state=st.sampled_from([state for state in FitShowState if not state.has_record])
)


@given(RECORDS | STATES)
def test_status_round_trip(status: FitShowStatus) -> None:
    assert fitshow.decode_fitshow(fitshow.encode_status(status)) == status


@given(st.integers(1, 255), st.integers(-128, 127))
def test_target_round_trip(tenths: int, percent: int) -> None:
    request = fitshow.decode_request(fitshow.set_target(tenths / 10, percent))
    assert request == FitShowRequest(
        FitShowControl.TARGET, speed_kmh=tenths / 10, incline_percent=percent
    )


@given(st.sampled_from(FitShowControl))
def test_answer_round_trip(control: FitShowControl) -> None:
    answer = FitShowAnswer(control)
    assert fitshow.decode_fitshow(fitshow.encode_answer(answer)) == answer


@given(st.integers(1, 30), st.integers(31, 255))
def test_range_round_trip(lowest: int, highest: int) -> None:
    speeds = SpeedRange(lowest / 10, highest / 10, 0.1)
    assert fitshow.decode_fitshow(fitshow.encode_speeds(speeds)) == speeds


def framed(body: bytes) -> bytes:
    checksum = 0
    for octet in body:
        checksum ^= octet
    return bytes([2, *body, checksum, 3])


@given(st.binary(max_size=24) | st.binary(min_size=1, max_size=20).map(framed))
@pytest.mark.parametrize("decode", [fitshow.decode_fitshow, fitshow.decode_request])
def test_any_octets(decode: Callable[[bytes], FitShowWord | FitShowRequest], octets: bytes) -> None:
    with suppress(DecodeError):
        assert decode(octets) is not None
