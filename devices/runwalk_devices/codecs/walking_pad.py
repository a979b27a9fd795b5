"""KingSmith WalkingPads without FTMS (service FE00): commands and status as values.

Read off ph4-walkingpad 1.0.2 and public captures. A command is ``F7 A2 command value checksum FD``,
a status ``F8 A2 ... checksum FD``; the checksum is the sum of all octets between the first and
itself, modulo 256. The pad sends a status only when it is asked, answers no command, and drops
frames that come closer than 0.69 s.
"""

from typing import Final

from runwalk_devices.codecs.binary import DecodeError, OctetCode, Octets, require, to_octets
from runwalk_devices.frozen import dataclass

SPACING_S: Final = 0.69
"""Least time between two frames to the pad."""

_COMMAND: Final = 0xF7
_STATUS: Final = 0xF8
_CHANNEL: Final = 0xA2
_END: Final = 0xFD
_STATUS_OCTETS: Final = 16
_ASK: Final = 0x00
_SPEED: Final = 0x01
_MODE: Final = 0x02
_START: Final = 0x04
_METRES_PER_UNIT: Final = 10


class PadState(OctetCode):
    """The state of a WalkingPad's belt."""

    STANDS = 0
    RUNS = 1
    STANDBY = 5
    STARTING_3 = 7
    STARTING_2 = 8
    STARTING_1 = 9


class PadMode(OctetCode):
    """The source of the speed: the place where one walks, the app or remote, or none."""

    AUTOMATIC = 0
    MANUAL = 1
    STANDBY = 2


@dataclass(frozen=True, slots=True)
class PadStatus:
    """One status of a WalkingPad.

    Attributes:
        state: What the belt does.
        speed_kmh: 0.1 km/h fine.
        mode: Who chooses the speed.
        elapsed_s: Seconds since the belt was started.
        distance_m: Metres since then, in steps of 10.
        steps: Steps of both feet since then.
    """

    state: PadState
    speed_kmh: float
    mode: PadMode
    elapsed_s: int = 0
    distance_m: int = 0
    steps: int = 0


def ask_status() -> bytes:
    """Ask for one status."""
    return _frame(_ASK, 0)


def start() -> bytes:
    """Start the belt, in manual mode."""
    return _frame(_START, 1)


def stop() -> bytes:
    """Stop the belt: a speed of 0."""
    return _frame(_SPEED, 0)


def set_speed(speed_kmh: float) -> bytes:
    """Ask for a speed: 0 to 25.5 km/h, 0.1 km/h fine.

    Raises:
        ValueError: If it is outside this range.
    """
    tenths = round(speed_kmh * 10)
    if not 0 <= tenths <= 0xFF:
        raise ValueError(f"a WalkingPad's speed is 0 to 25.5 km/h, not {speed_kmh:g}")
    return _frame(_SPEED, tenths)


def set_mode(mode: PadMode) -> bytes:
    """Ask for a mode."""
    return _frame(_MODE, mode)


def decode_pad_status(data: Octets) -> PadStatus:
    """Decode a status frame.

    Raises:
        DecodeError: If it is cut, no status, or its checksum is wrong.
    """
    require(data, _STATUS_OCTETS, "WalkingPad status")
    if data[0] != _STATUS or data[1] != _CHANNEL or data[-1] != _END:
        raise DecodeError(f"WalkingPad status: not one: {bytes(data).hex()}")
    if sum(data[1:-2]) & 0xFF != data[-2]:
        raise DecodeError(f"WalkingPad status: wrong checksum in {bytes(data).hex()}")
    return PadStatus(
        state=PadState(data[2]),
        speed_kmh=data[3] / 10,
        mode=PadMode(data[4]),
        elapsed_s=int.from_bytes(data[5:8], "big"),
        distance_m=int.from_bytes(data[8:11], "big") * _METRES_PER_UNIT,
        steps=int.from_bytes(data[11:14], "big"),
    )


def encode_pad_status(status: PadStatus) -> bytes:
    """Encode as a status frame, as a pad does: the inverse of `decode_pad_status`.

    Raises:
        ValueError: If a value does not fit its field.
    """
    body = bytes([_CHANNEL, status.state]) + to_octets(round(status.speed_kmh * 10), 1)
    body += bytes([status.mode])
    counters = (status.elapsed_s, round(status.distance_m / _METRES_PER_UNIT), status.steps)
    for counter in counters:
        body += to_octets(counter, 3)[::-1]
    body += bytes(4)  # the speed asked for last and the remote's button: not decoded
    return bytes([_STATUS]) + body + bytes([sum(body) & 0xFF, _END])


def decode_pad_command(data: Octets) -> tuple[int, int]:
    """Decode a command frame into command and value: for the simulated pad.

    Raises:
        DecodeError: If it is no command, or its checksum is wrong.
    """
    require(data, 6, "WalkingPad command")
    if data[0] != _COMMAND or data[1] != _CHANNEL or data[-1] != _END:
        raise DecodeError(f"WalkingPad command: not one: {bytes(data).hex()}")
    if sum(data[1:-2]) & 0xFF != data[-2]:
        raise DecodeError(f"WalkingPad command: wrong checksum in {bytes(data).hex()}")
    return data[2], data[3]


def _frame(command: int, value: int) -> bytes:
    body = bytes([_CHANNEL, command, value])
    return bytes([_COMMAND]) + body + bytes([sum(body) & 0xFF, _END])
