from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlRequest,
    ControlResponse,
    DecodeError,
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    StopOrPause,
    TrainingStatus,
    TrainingStatusCode,
    decode_control_request,
    decode_control_response,
    decode_machine_status,
    decode_training_status,
    encode_control_request,
    encode_control_response,
    encode_machine_status,
    encode_training_status,
)
from tests.runwalk_devices.packets import Packet, packets

OCTETS = st.integers(0, 0xFF)
SPEEDS_KMH = st.none() | st.integers(0, 0xFFFF).map(lambda hundredths: hundredths / 100)
INCLINATIONS_PERCENT = st.none() | st.integers(-0x8000, 0x7FFF).map(lambda tenths: tenths / 10)
STOP_OR_PAUSE = st.none() | st.sampled_from(StopOrPause)


@pytest.mark.parametrize("packet", packets("2AD9"))
def test_recorded_control_point_traffic_decodes_as_its_sources_say(packet: Packet) -> None:
    if packet.direction == "write":
        opcode = decode_control_request(packet.data).opcode
        assert (opcode, opcode.name.lower()) == (packet.expected["op"], packet.expected["op_name"])
    elif packet.expected.get("truncated"):
        with pytest.raises(DecodeError):
            decode_control_response(packet.data)
    else:
        response = decode_control_response(packet.data)
        assert (response.request.name.lower(), response.result.name.lower()) == (
            packet.expected["request_name"],
            packet.expected["result_name"],
        )


@pytest.mark.parametrize("packet", packets("2ADA"))
def test_recorded_status_decodes_as_its_sources_say(packet: Packet) -> None:
    status = decode_machine_status(packet.data)
    assert status.code == packet.expected["op"]
    assert status.code.name.lower().startswith(packet.expected["op_name"])
    stop_or_pause = status.stop_or_pause.name.lower() if status.stop_or_pause else None
    assert stop_or_pause == packet.expected.get("control")


@pytest.mark.parametrize("packet", packets("2AD3"))
def test_recorded_training_status_decodes_as_its_sources_say(packet: Packet) -> None:
    status = decode_training_status(packet.data)
    assert status.code == packet.expected["status"]
    assert status.text == packet.expected.get("string")
    if packet.expected["status_name"] != "reserved":
        assert status.code.name.lower() == packet.expected["status_name"]


@pytest.mark.parametrize(
    ("octets", "status"),
    [
        ("01", MachineStatus(MachineStatusCode.RESET)),
        ("0201", MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, StopOrPause.STOP)),
        ("020200", MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, StopOrPause.PAUSE)),
        ("02", MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED)),
        ("0300", MachineStatus(MachineStatusCode.STOPPED_BY_SAFETY_KEY)),
        ("055203", MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED, target_speed_kmh=8.5)),
        ("05ffff", MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED)),
        ("05520300", MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED, target_speed_kmh=8.5)),
        ("05", MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED)),
        ("0552", MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED)),
        (
            "06f1ff",
            MachineStatus(
                MachineStatusCode.TARGET_INCLINATION_CHANGED, target_inclination_percent=-1.5
            ),
        ),
        ("0978", MachineStatus(MachineStatusCode.TARGET_HEART_RATE_CHANGED)),
        ("ff", MachineStatus(MachineStatusCode.CONTROL_PERMISSION_LOST)),
    ],
)
def test_status_with_padding_or_without_its_parameter(octets: str, status: MachineStatus) -> None:
    assert decode_machine_status(bytes.fromhex(octets)) == status


@pytest.mark.parametrize(
    ("octets", "request_"),
    [
        ("00", ControlRequest(ControlOpcode.REQUEST_CONTROL)),
        ("07", ControlRequest(ControlOpcode.START_OR_RESUME)),
        ("0801", ControlRequest(ControlOpcode.STOP_OR_PAUSE, StopOrPause.STOP)),
        ("025203", ControlRequest(ControlOpcode.SET_TARGET_SPEED, target_speed_kmh=8.5)),
        (
            "03f1ff",
            ControlRequest(ControlOpcode.SET_TARGET_INCLINATION, target_inclination_percent=-1.5),
        ),
    ],
)
def test_requests_are_octet_for_octet_those_of_the_specification(
    octets: str, request_: ControlRequest
) -> None:
    assert encode_control_request(request_) == bytes.fromhex(octets)
    assert decode_control_request(bytes.fromhex(octets)) == request_


def test_a_request_without_its_parameter_says_so() -> None:
    assert decode_control_request(b"\x02") == ControlRequest(ControlOpcode.SET_TARGET_SPEED)
    assert decode_control_request(b"\x08") == ControlRequest(ControlOpcode.STOP_OR_PAUSE)


@pytest.mark.parametrize("octets", ["", "80", "8002", "020201", "008001"])
def test_what_is_no_response_raises(octets: str) -> None:
    with pytest.raises(DecodeError):
        decode_control_response(bytes.fromhex(octets))


def test_a_response_is_octet_for_octet_that_of_the_specification() -> None:
    response = ControlResponse(ControlOpcode.SET_TARGET_SPEED, ResultCode.INVALID_PARAMETER)
    assert encode_control_response(response) == bytes.fromhex("800203")


def test_a_code_that_nobody_has_assigned_keeps_its_number_and_a_name() -> None:
    code = decode_machine_status(bytes.fromhex("220102")).code
    assert (code, code.name) == (0x22, "UNKNOWN_0x22")
    assert code == MachineStatusCode(0x22)
    assert code not in list(MachineStatusCode)


@pytest.mark.parametrize("number", [-1, 256, "reset"])
def test_a_code_is_one_octet(number: Any) -> None:
    with pytest.raises(ValueError, match="is not a valid MachineStatusCode"):
        MachineStatusCode(number)


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        ("0001", None),
        ("000141", None),
        ("0101", ""),
        ("010d52756e2100", "Run!"),
        ("020dff", "\ufffd"),
    ],
)
def test_a_training_status_has_a_text_if_its_flags_say_so(octets: str, text: str | None) -> None:
    assert decode_training_status(bytes.fromhex(octets)).text == text


@given(st.binary(max_size=32))
def test_any_octets_decode_or_raise_decode_error(data: bytes) -> None:
    for decode, least in (
        (decode_control_request, 1),
        (decode_machine_status, 1),
        (decode_training_status, 2),
    ):
        if len(data) < least:
            with pytest.raises(DecodeError):
                decode(data)
        else:
            assert decode(data) == decode(bytearray(data))
    if len(data) < 3 or data[0] != 0x80:
        with pytest.raises(DecodeError):
            decode_control_response(data)
    else:
        assert encode_control_response(decode_control_response(data)) == data[:3]


@given(
    st.builds(ControlRequest, OCTETS.map(ControlOpcode))
    | st.builds(ControlRequest, st.just(ControlOpcode.STOP_OR_PAUSE), STOP_OR_PAUSE)
    | st.builds(
        ControlRequest,
        st.just(ControlOpcode.SET_TARGET_SPEED),
        target_speed_kmh=SPEEDS_KMH.filter(lambda kmh: kmh != 655.35),
    )
    | st.builds(
        ControlRequest,
        st.just(ControlOpcode.SET_TARGET_INCLINATION),
        target_inclination_percent=INCLINATIONS_PERCENT,
    )
)
def test_a_request_that_is_encoded_decodes_to_the_same(request_: ControlRequest) -> None:
    assert decode_control_request(encode_control_request(request_)) == request_


@given(
    st.builds(MachineStatus, OCTETS.map(MachineStatusCode))
    | st.builds(MachineStatus, st.just(MachineStatusCode.STOPPED_OR_PAUSED), STOP_OR_PAUSE)
    | st.builds(
        MachineStatus,
        st.just(MachineStatusCode.TARGET_SPEED_CHANGED),
        target_speed_kmh=SPEEDS_KMH.filter(lambda kmh: kmh != 655.35),
    )
    | st.builds(
        MachineStatus,
        st.just(MachineStatusCode.TARGET_INCLINATION_CHANGED),
        target_inclination_percent=INCLINATIONS_PERCENT,
    )
)
def test_a_status_that_is_encoded_decodes_to_the_same(status: MachineStatus) -> None:
    assert decode_machine_status(encode_machine_status(status)) == status


@given(OCTETS.map(TrainingStatusCode), st.none() | st.text(max_size=20))
def test_a_training_status_that_is_encoded_decodes_to_the_same(
    code: TrainingStatusCode, text: str | None
) -> None:
    bare = text.strip("\0 ") if text is not None else None
    decoded = decode_training_status(encode_training_status(TrainingStatus(code, text)))
    assert decoded == TrainingStatus(code, bare)


def test_a_target_too_large_for_its_field_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode_control_request(
            ControlRequest(ControlOpcode.SET_TARGET_SPEED, target_speed_kmh=-1.0)
        )
