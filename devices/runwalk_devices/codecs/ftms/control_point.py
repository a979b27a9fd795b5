"""Requests to a treadmill, and its answers: control point, machine status, training status.

Layouts and assigned values are those of Fitness Machine Service 1.0.1, sections 4.10, 4.16 and
4.17. Octets beyond a value's end are ignored, as several machines pad; codes that nobody has
assigned become members named ``UNKNOWN_0x..``. Import these names from
`runwalk_devices.codecs.ftms.treadmill_data`.
"""

from typing import Final

from runwalk_devices.codecs.binary import (
    DecodeError,
    OctetCode,
    Octets,
    decode_text,
    require,
    signed,
    to_octets,
    unsigned,
)
from runwalk_devices.frozen import dataclass

_TEXT: Final = 1 << 0
_EXTENDED_TEXT: Final = 1 << 1
_NO_SPEED: Final = 0xFFFF


class ControlOpcode(OctetCode):
    """The procedures of the Fitness Machine Control Point (2AD9)."""

    REQUEST_CONTROL = 0x00
    RESET = 0x01
    SET_TARGET_SPEED = 0x02
    SET_TARGET_INCLINATION = 0x03
    SET_TARGET_RESISTANCE_LEVEL = 0x04
    SET_TARGET_POWER = 0x05
    SET_TARGET_HEART_RATE = 0x06
    START_OR_RESUME = 0x07
    STOP_OR_PAUSE = 0x08
    SET_TARGETED_EXPENDED_ENERGY = 0x09
    SET_TARGETED_NUMBER_OF_STEPS = 0x0A
    SET_TARGETED_NUMBER_OF_STRIDES = 0x0B
    SET_TARGETED_DISTANCE = 0x0C
    SET_TARGETED_TRAINING_TIME = 0x0D
    SET_TARGETED_TIME_IN_TWO_HEART_RATE_ZONES = 0x0E
    SET_TARGETED_TIME_IN_THREE_HEART_RATE_ZONES = 0x0F
    SET_TARGETED_TIME_IN_FIVE_HEART_RATE_ZONES = 0x10
    SET_INDOOR_BIKE_SIMULATION = 0x11
    SET_WHEEL_CIRCUMFERENCE = 0x12
    SPIN_DOWN_CONTROL = 0x13
    SET_TARGETED_CADENCE = 0x14
    RESPONSE = 0x80


class ResultCode(OctetCode):
    """The result of a control point procedure."""

    SUCCESS = 0x01
    OP_CODE_NOT_SUPPORTED = 0x02
    INVALID_PARAMETER = 0x03
    OPERATION_FAILED = 0x04
    CONTROL_NOT_PERMITTED = 0x05


class StopOrPause(OctetCode):
    """The parameter of STOP_OR_PAUSE and of STOPPED_OR_PAUSED."""

    STOP = 0x01
    PAUSE = 0x02


class MachineStatusCode(OctetCode):
    """The event codes of Fitness Machine Status (2ADA)."""

    RESET = 0x01
    STOPPED_OR_PAUSED = 0x02
    STOPPED_BY_SAFETY_KEY = 0x03
    STARTED_OR_RESUMED = 0x04
    TARGET_SPEED_CHANGED = 0x05
    TARGET_INCLINATION_CHANGED = 0x06
    TARGET_RESISTANCE_LEVEL_CHANGED = 0x07
    TARGET_POWER_CHANGED = 0x08
    TARGET_HEART_RATE_CHANGED = 0x09
    TARGETED_EXPENDED_ENERGY_CHANGED = 0x0A
    TARGETED_NUMBER_OF_STEPS_CHANGED = 0x0B
    TARGETED_NUMBER_OF_STRIDES_CHANGED = 0x0C
    TARGETED_DISTANCE_CHANGED = 0x0D
    TARGETED_TRAINING_TIME_CHANGED = 0x0E
    TARGETED_TIME_IN_TWO_HEART_RATE_ZONES_CHANGED = 0x0F
    TARGETED_TIME_IN_THREE_HEART_RATE_ZONES_CHANGED = 0x10
    TARGETED_TIME_IN_FIVE_HEART_RATE_ZONES_CHANGED = 0x11
    INDOOR_BIKE_SIMULATION_CHANGED = 0x12
    WHEEL_CIRCUMFERENCE_CHANGED = 0x13
    SPIN_DOWN_STATUS = 0x14
    TARGETED_CADENCE_CHANGED = 0x15
    CONTROL_PERMISSION_LOST = 0xFF


class TrainingStatusCode(OctetCode):
    """The kinds of training that Training Status (2AD3) names."""

    OTHER = 0x00
    IDLE = 0x01
    WARMING_UP = 0x02
    LOW_INTENSITY_INTERVAL = 0x03
    HIGH_INTENSITY_INTERVAL = 0x04
    RECOVERY_INTERVAL = 0x05
    ISOMETRIC = 0x06
    HEART_RATE_CONTROL = 0x07
    FITNESS_TEST = 0x08
    SPEED_OUTSIDE_CONTROL_REGION_LOW = 0x09
    SPEED_OUTSIDE_CONTROL_REGION_HIGH = 0x0A
    COOL_DOWN = 0x0B
    WATT_CONTROL = 0x0C
    MANUAL_MODE = 0x0D
    PRE_WORKOUT = 0x0E
    POST_WORKOUT = 0x0F


@dataclass(frozen=True, slots=True)
class ControlRequest:
    """A procedure asked of the control point, with its parameter where the opcode has one.

    Attributes:
        opcode: The procedure. Parameters of procedures other than these five are not read.
        stop_or_pause: Of `ControlOpcode.STOP_OR_PAUSE`; None if it is missing.
        target_speed_kmh: Of `ControlOpcode.SET_TARGET_SPEED`, 0.01 fine; None if it is missing.
        target_inclination_percent: Of `ControlOpcode.SET_TARGET_INCLINATION`, 0.1 fine; None if it
            is missing.
        target_power_w: Of `ControlOpcode.SET_TARGET_POWER`; None if it is missing.
        target_resistance: Of `ControlOpcode.SET_TARGET_RESISTANCE_LEVEL`, 0.1 fine, without a unit;
            sent in two octets as real bikes take it, read from one or two; None if it is missing.
    """

    opcode: ControlOpcode
    stop_or_pause: StopOrPause | None = None
    target_speed_kmh: float | None = None
    target_inclination_percent: float | None = None
    target_power_w: int | None = None
    target_resistance: float | None = None


@dataclass(frozen=True, slots=True)
class ControlResponse:
    """The control point's answer: which procedure, and how it ended."""

    request: ControlOpcode
    result: ResultCode


@dataclass(frozen=True, slots=True)
class MachineStatus:
    """Something that happened on the machine, with its parameter where the code has one.

    Attributes:
        code: What happened. Parameters of codes other than these three are not read.
        stop_or_pause: Of `MachineStatusCode.STOPPED_OR_PAUSED`; None if it is missing.
        target_speed_kmh: Of `MachineStatusCode.TARGET_SPEED_CHANGED`; None if it is missing.
        target_inclination_percent: Of `MachineStatusCode.TARGET_INCLINATION_CHANGED`; None if it is
            missing.
    """

    code: MachineStatusCode
    stop_or_pause: StopOrPause | None = None
    target_speed_kmh: float | None = None
    target_inclination_percent: float | None = None

    @property
    def is_stop(self) -> bool:
        """True if the belt is being stopped or paused, by whomever."""
        return self.code in (
            MachineStatusCode.STOPPED_OR_PAUSED,
            MachineStatusCode.STOPPED_BY_SAFETY_KEY,
        )


@dataclass(frozen=True, slots=True)
class TrainingStatus:
    """The kind of training, and the machine's own words for it; None if it offers none."""

    code: TrainingStatusCode
    text: str | None = None


def decode_control_request(data: Octets) -> ControlRequest:
    """Decode what a client wrote to the control point.

    Raises:
        DecodeError: If the value is empty.
    """
    require(data, 1, "Fitness Machine Control Point")
    opcode = ControlOpcode(data[0])
    match opcode:
        case ControlOpcode.STOP_OR_PAUSE:
            return ControlRequest(opcode, stop_or_pause=_stop_or_pause(data))
        case ControlOpcode.SET_TARGET_SPEED:
            return ControlRequest(opcode, target_speed_kmh=_speed_kmh(data))
        case ControlOpcode.SET_TARGET_INCLINATION:
            return ControlRequest(opcode, target_inclination_percent=_inclination_percent(data))
        case ControlOpcode.SET_TARGET_POWER:
            return ControlRequest(opcode, target_power_w=signed(data, 1, 2))
        case ControlOpcode.SET_TARGET_RESISTANCE_LEVEL:
            return ControlRequest(opcode, target_resistance=_resistance(data))
    return ControlRequest(opcode)


def encode_control_request(request: ControlRequest) -> bytes:
    """Encode for a write to the control point.

    Raises:
        ValueError: If the parameter does not fit.
    """
    if request.target_power_w is not None:
        return bytes([request.opcode]) + to_octets(request.target_power_w, 2, signed=True)
    if request.target_resistance is not None:
        tenths = round(request.target_resistance * 10)
        return bytes([request.opcode]) + to_octets(tenths, 2, signed=True)
    return bytes([request.opcode]) + _parameter(request)


def decode_control_response(data: Octets) -> ControlResponse:
    """Decode what the control point indicates.

    Raises:
        DecodeError: If there are fewer than three octets or the first is not 0x80.
    """
    require(data, 3, "Fitness Machine Control Point response")
    if data[0] != ControlOpcode.RESPONSE:
        raise DecodeError(f"a control point response begins with 80, not with {data[0]:02x}")
    return ControlResponse(ControlOpcode(data[1]), ResultCode(data[2]))


def encode_control_response(response: ControlResponse) -> bytes:
    """Encode for an indication of the control point."""
    return bytes([ControlOpcode.RESPONSE, response.request, response.result])


def decode_machine_status(data: Octets) -> MachineStatus:
    """Decode Fitness Machine Status.

    Raises:
        DecodeError: If the value is empty.
    """
    require(data, 1, "Fitness Machine Status")
    code = MachineStatusCode(data[0])
    match code:
        case MachineStatusCode.STOPPED_OR_PAUSED:
            return MachineStatus(code, stop_or_pause=_stop_or_pause(data))
        case MachineStatusCode.TARGET_SPEED_CHANGED:
            return MachineStatus(code, target_speed_kmh=_speed_kmh(data))
        case MachineStatusCode.TARGET_INCLINATION_CHANGED:
            return MachineStatus(code, target_inclination_percent=_inclination_percent(data))
    return MachineStatus(code)


def encode_machine_status(status: MachineStatus) -> bytes:
    """Encode as Fitness Machine Status.

    Raises:
        ValueError: If the parameter does not fit.
    """
    return bytes([status.code]) + _parameter(status)


def decode_training_status(data: Octets) -> TrainingStatus:
    """Decode Training Status (2AD3).

    Raises:
        DecodeError: If there are fewer than two octets: flags and status.
    """
    require(data, 2, "Training Status")
    has_text = data[0] & (_TEXT | _EXTENDED_TEXT)
    return TrainingStatus(TrainingStatusCode(data[1]), decode_text(data[2:]) if has_text else None)


def encode_training_status(status: TrainingStatus) -> bytes:
    """Encode as Training Status; a text, even an empty one, is flagged."""
    if status.text is None:
        return bytes([0, status.code])
    return bytes([_TEXT, status.code]) + status.text.encode()


def _stop_or_pause(data: Octets) -> StopOrPause | None:
    code = unsigned(data, 1, 1)
    return None if code is None else StopOrPause(code)


def _speed_kmh(data: Octets) -> float | None:
    hundredths = unsigned(data, 1, 2)
    return None if hundredths is None or hundredths == _NO_SPEED else hundredths / 100


def _inclination_percent(data: Octets) -> float | None:
    tenths = signed(data, 1, 2)
    return None if tenths is None else tenths / 10


def _resistance(data: Octets) -> float | None:
    tenths = signed(data, 1, 2) if len(data) > 2 else unsigned(data, 1, 1)
    return None if tenths is None else tenths / 10


def _parameter(message: ControlRequest | MachineStatus) -> bytes:
    """The parameter that the message has, if any."""
    if message.stop_or_pause is not None:
        return bytes([message.stop_or_pause])
    if message.target_speed_kmh is not None:
        return to_octets(round(message.target_speed_kmh * 100), 2)
    if message.target_inclination_percent is not None:
        return to_octets(round(message.target_inclination_percent * 10), 2, signed=True)
    return b""
