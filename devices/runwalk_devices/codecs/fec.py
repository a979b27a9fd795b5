"""ANT+ FE-C over Bluetooth, as Tacx trainers without FTMS speak it: octets to values and back.

A frame is ``A4 09 4F 05``, a page of eight octets, and the exclusive or of all octets before it
(ANT Message Protocol and Usage; Tacx, "FE-C over BLE"). Pages are those of the ANT+ device profile
Fitness Equipment: general data 16, trainer data 25, basic resistance 48, target power 49, track
resistance 51, capabilities 54; and the common pages request 70 and command status 71.
"""

from enum import StrEnum
from functools import reduce
from operator import xor
from typing import Final

from runwalk_devices.codecs.binary import DecodeError, Octets, require, to_octets
from runwalk_devices.frozen import dataclass

_SYNC: Final = bytes.fromhex("a4094f05")
_SYNC_OCTET: Final = 0xA4
_PAGE_OCTETS: Final = 8
_FRAME_OCTETS: Final = len(_SYNC) + _PAGE_OCTETS + 1

_GENERAL: Final = 16
_TRAINER: Final = 25
_RESISTANCE: Final = 48
_POWER: Final = 49
_TRACK: Final = 51
_CAPABILITIES: Final = 54
_REQUEST: Final = 70
_STATUS: Final = 71

_STATE_BITS: Final = 0x70
_STATES: Final = {1: "asleep", 2: "ready", 3: "in use", 4: "finished"}
_NO_POWER: Final = 0xFFF


@dataclass(frozen=True, slots=True)
class TrainerGeneral:
    """General data of a trainer (page 16).

    Attributes:
        elapsed_s: Since the training began, 0.25 s fine, wraps at 64.
        distance_m: Since it was switched on, wraps at 256.
        speed_kmh: 0.001 m/s fine; None if it is not known.
        heart_rate_bpm: As the trainer measures it; None if it does not.
        state: "asleep", "ready", "in use", "finished", or "unknown".
    """

    elapsed_s: float
    distance_m: int
    speed_kmh: float | None
    heart_rate_bpm: int | None
    state: str


@dataclass(frozen=True, slots=True)
class TrainerData:
    """The rider's power and cadence (page 25).

    Attributes:
        cadence_rpm: Revolutions a minute; None if it is not measured.
        power_w: 0 to 4094 W; None if it is not known.
        accumulated_power_w: Sum over events, wraps at 65536.
        target_reached: True, or False where the rider is too slow or too fast for the target; None
            where no target is set or the trainer cannot tell.
        state: As in `TrainerGeneral`.
    """

    cadence_rpm: int | None
    power_w: int | None
    accumulated_power_w: int
    target_reached: bool | None
    state: str


@dataclass(frozen=True, slots=True)
class FecCapabilities:
    """The commands that a trainer takes (page 54).

    Attributes:
        strongest_n: Its greatest resistance, in newtons; None if it is not known.
        takes_resistance: It takes page 48.
        takes_power: It takes page 49.
        takes_track: It takes page 51.
    """

    strongest_n: int | None
    takes_resistance: bool
    takes_power: bool
    takes_track: bool


class CommandResult(StrEnum):
    """The fate of the last command."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_SUPPORTED = "not supported"
    REJECTED = "rejected"
    PENDING = "pending"
    NONE = "no command yet"


_RESULTS: Final = dict(
    enumerate(
        (
            CommandResult.PASSED,
            CommandResult.FAILED,
            CommandResult.NOT_SUPPORTED,
            CommandResult.REJECTED,
            CommandResult.PENDING,
        )
    )
)


@dataclass(frozen=True, slots=True)
class CommandStatus:
    """The trainer's word on the last command that it took (page 71).

    Attributes:
        command: Its page; None before the first.
        sequence: Counts the commands, wraps at 255; None if it does not.
        result: What became of it.
    """

    command: int | None
    sequence: int | None
    result: CommandResult


@dataclass(frozen=True, slots=True)
class FecCommand:
    """A page that a trainer is sent; exactly one value is set, none for any other page.

    Attributes:
        resistance_percent: Page 48.
        power_w: Page 49.
        requested_page: Page 70.
    """

    resistance_percent: float | None = None
    power_w: float | None = None
    requested_page: int | None = None


FecPage = TrainerGeneral | TrainerData | FecCapabilities | CommandStatus


def decode_fec(data: Octets) -> FecPage | None:
    """Decode a notification; None for a page that says nothing of the ride.

    Raises:
        DecodeError: If it is no whole frame, or its checksum is wrong.
    """
    page = _page(data)
    if page[0] == _CAPABILITIES:
        strongest_n = page[5] | page[6] << 8
        return FecCapabilities(
            strongest_n=None if strongest_n == 0xFFFF else strongest_n,
            takes_resistance=bool(page[7] & 1),
            takes_power=bool(page[7] & 2),
            takes_track=bool(page[7] & 4),
        )
    if page[0] == _STATUS:
        return CommandStatus(
            command=None if page[1] == 0xFF else page[1],
            sequence=None if page[2] == 0xFF else page[2],
            result=_RESULTS.get(page[3], CommandResult.NONE),
        )
    state = _STATES.get((page[7] & _STATE_BITS) >> 4, "unknown")
    if page[0] == _GENERAL:
        speed_mm_s = page[4] | page[5] << 8
        return TrainerGeneral(
            elapsed_s=page[2] / 4,
            distance_m=page[3],
            speed_kmh=None if speed_mm_s == 0xFFFF else speed_mm_s * 3.6 / 1000,
            heart_rate_bpm=page[6] if 0 < page[6] < 0xFF else None,
            state=state,
        )
    if page[0] == _TRAINER:
        power_w = page[5] | (page[6] & 0x0F) << 8
        return TrainerData(
            cadence_rpm=None if page[2] == 0xFF else page[2],
            power_w=None if power_w == _NO_POWER else power_w,
            accumulated_power_w=page[3] | page[4] << 8,
            target_reached={0: True, 1: False, 2: False}.get(page[7] & 0x03),
            state=state,
        )
    return None


def decode_fec_command(data: Octets) -> FecCommand:
    """Decode what a trainer was sent: for the simulated one.

    Raises:
        DecodeError: If it is no whole frame, or its checksum is wrong.
    """
    page = _page(data)
    if page[0] == _RESISTANCE:
        return FecCommand(resistance_percent=page[7] / 2)
    if page[0] == _POWER:
        return FecCommand(power_w=(page[6] | page[7] << 8) / 4)
    if page[0] == _REQUEST:
        return FecCommand(requested_page=page[6])
    return FecCommand()


def _page(data: Octets) -> Octets:
    """The page of a frame.

    Raises:
        DecodeError: If it is no whole frame, or its checksum is wrong.
    """
    require(data, _FRAME_OCTETS, "FE-C frame")
    if data[0] != _SYNC_OCTET:
        raise DecodeError(f"FE-C frame: begins with {data[0]:02x}, not a4")
    if reduce(xor, data[: _FRAME_OCTETS - 1]) != data[_FRAME_OCTETS - 1]:
        raise DecodeError(f"FE-C frame: wrong checksum in {bytes(data).hex()}")
    return data[len(_SYNC) : _FRAME_OCTETS - 1]


def encode_request(page: int) -> bytes:
    """Ask the trainer to send a page once."""
    return _frame(bytes([_REQUEST, *_FILL[:4], 1, page, 1]))


def encode_resistance(percent: float) -> bytes:
    """Ask for a share of the trainer's greatest resistance: 0 to 100 %, 0.5 % fine.

    Raises:
        ValueError: If it is outside this range.
    """
    _within(percent, 0, 100, "a resistance", "%")
    return _frame(bytes([_RESISTANCE, *_FILL[:6], round(percent * 2)]))


def encode_target_power(power_w: float) -> bytes:
    """Ask for a power: 0 to 4000 W, 0.25 W fine.

    Raises:
        ValueError: If it is outside this range.
    """
    _within(power_w, 0, 4000, "a power", "W")
    return _frame(bytes([_POWER, *_FILL[:5]]) + to_octets(round(power_w * 4), 2))


def encode_track(grade_percent: float, rolling_resistance: float = 0.004) -> bytes:
    """Ask for a slope: -200 to 200 %, 0.01 % fine, and a coefficient of rolling resistance.

    Raises:
        ValueError: If either is outside its range (the coefficient's is 0 to 0.0127).
    """
    _within(grade_percent, -200, 200, "a grade", "%")
    _within(rolling_resistance, 0, 0.0127, "a rolling resistance", "")
    grade = to_octets(round((grade_percent + 200) * 100), 2)
    return _frame(bytes([_TRACK, *_FILL[:4]]) + grade + bytes([round(rolling_resistance / 5e-5)]))


_FILL: Final = b"\xff" * _PAGE_OCTETS


def encode_trainer_data(values: TrainerData) -> bytes:
    """Encode page 25, as a trainer does: for the simulated one.

    Raises:
        ValueError: If a value does not fit its field.
    """
    power_w = _NO_POWER if values.power_w is None else values.power_w
    _within(power_w, 0, _NO_POWER, "a power", "W")
    state = next((code for code, name in _STATES.items() if name == values.state), 0)
    target = {True: 0, False: 1, None: 3}[values.target_reached]
    return _frame(
        bytes([_TRAINER, 0, 0xFF if values.cadence_rpm is None else values.cadence_rpm])
        + to_octets(values.accumulated_power_w % 65536, 2)
        + bytes([power_w & 0xFF, power_w >> 8, state << 4 | target])
    )


def encode_trainer_general(values: TrainerGeneral) -> bytes:
    """Encode page 16 of a stationary bike, as a trainer does: for the simulated one.

    Raises:
        ValueError: If a value does not fit its field.
    """
    speed_mm_s = 0xFFFF if values.speed_kmh is None else round(values.speed_kmh / 3.6 * 1000)
    state = next((code for code, name in _STATES.items() if name == values.state), 0)
    return _frame(
        bytes([_GENERAL, 25, round(values.elapsed_s * 4) % 256, values.distance_m % 256])
        + to_octets(speed_mm_s, 2)
        + bytes([values.heart_rate_bpm or 0xFF, state << 4 | 4])
    )


def encode_capabilities(values: FecCapabilities) -> bytes:
    """Encode page 54, as a trainer does: for the simulated one.

    Raises:
        ValueError: If the resistance does not fit its field.
    """
    strongest_n = 0xFFFF if values.strongest_n is None else values.strongest_n
    bits = values.takes_resistance | values.takes_power << 1 | values.takes_track << 2
    return _frame(bytes([_CAPABILITIES, *_FILL[:4]]) + to_octets(strongest_n, 2) + bytes([bits]))


def encode_command_status(values: CommandStatus) -> bytes:
    """Encode page 71, as a trainer does: for the simulated one."""
    code = next((code for code, result in _RESULTS.items() if result is values.result), 0xFF)
    command = 0xFF if values.command is None else values.command
    sequence = 0xFF if values.sequence is None else values.sequence
    return _frame(bytes([_STATUS, command, sequence, code, *_FILL[:4]]))


def _frame(page: bytes) -> bytes:
    frame = _SYNC + page
    return frame + bytes([reduce(xor, frame)])


def _within(value: float, low: float, high: float, what: str, unit: str) -> None:
    if not low <= value <= high:
        raise ValueError(f"{what} is {low:g} to {high:g} {unit}".rstrip() + f", not {value:g}")
