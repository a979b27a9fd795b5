"""FitShow's own protocol (service FFF0): commands and what a treadmill says, as values.

A frame is ``02``, a group, a code in it, what belongs to that, the XOR of all of these, ``03``.
Groups: 50 information, 51 status, 53 control. Read off public captures: hometro-fitshow-ble
(dvilelaf, 2ceab7c1, docs/findings.md), esphome-treadmill-f15 (syssi, docs/protocol.md), and the
names in qdomyos-zwift (fitshowtreadmill.h). A status is sent when it is asked for; a command is
answered with its own group and code.
"""

from functools import reduce
from operator import xor
from typing import Final

from runwalk_devices.codecs.binary import (
    DecodeError,
    OctetCode,
    Octets,
    require,
    signed,
    to_octets,
    unsigned,
)
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.frozen import dataclass

_BEGIN: Final = 0x02
_END: Final = 0x03
_INFORMATION: Final = 0x50
_STATUS: Final = 0x51
_CONTROL: Final = 0x53
_SPEEDS: Final = 0x02
_STEP_KMH: Final = 0.1


class FitShowState(OctetCode):
    """The state of a FitShow treadmill."""

    IDLE = 0
    ENDED = 1
    STARTING = 2
    RUNNING = 3
    STOPPING = 4
    ERROR = 5
    DISABLED = 6
    STUDY = 7
    PAUSED = 10

    @property
    def has_record(self) -> bool:
        """True if speed and counters belong to it."""
        return self in (self.ENDED, self.RUNNING, self.STOPPING, self.PAUSED)


class FitShowControl(OctetCode):
    """The commands of the group 53."""

    USER = 0
    START = 1
    TARGET = 2
    STOP = 3
    PAUSE = 6


@dataclass(frozen=True, slots=True)
class FitShowStatus:
    """One status of a FitShow treadmill.

    Attributes:
        state: What it does.
        countdown_s: Seconds until it starts, where it tells them.
        speed_kmh: 0.1 km/h fine; None in a state that tells none.
        incline_percent: Whole percents, likewise.
        elapsed_s, distance_m, energy_kcal, steps: Since it was started, likewise.
        heart_rate_bpm: At its grips; 0 is none.
    """

    state: FitShowState
    countdown_s: int | None = None
    speed_kmh: float | None = None
    incline_percent: int | None = None
    elapsed_s: int | None = None
    distance_m: int | None = None
    energy_kcal: float | None = None
    steps: int | None = None
    heart_rate_bpm: int | None = None


@dataclass(frozen=True, slots=True)
class FitShowAnswer:
    """A command was taken."""

    control: FitShowControl


FitShowWord = FitShowStatus | FitShowAnswer | SpeedRange


def ask_status() -> bytes:
    """Ask for one status."""
    return _frame(_STATUS)


def ask_speeds() -> bytes:
    """Ask for the range of speeds."""
    return _frame(_INFORMATION, _SPEEDS)


def start() -> bytes:
    """Start in the manual mode: sport, blocks and length are 0."""
    return _frame(_CONTROL, FitShowControl.START, *bytes(8))


def stop() -> bytes:
    """Stop the belt."""
    return _frame(_CONTROL, FitShowControl.STOP)


def pause() -> bytes:
    """Pause; several machines stop instead, or do not know it."""
    return _frame(_CONTROL, FitShowControl.PAUSE)


def set_target(speed_kmh: float, incline_percent: int) -> bytes:
    """Ask for a speed, 0.1 to 25.5 km/h, and an incline, which cannot be left out.

    Raises:
        ValueError: If one does not fit.
    """
    tenths = round(speed_kmh * 10)
    if not 0 < tenths <= 0xFF:
        raise ValueError(f"a FitShow target is 0.1 to 25.5 km/h, not {speed_kmh:g}")
    incline = to_octets(incline_percent, 1, signed=True)
    return _frame(_CONTROL, FitShowControl.TARGET, tenths, *incline)


def decode_fitshow(data: Octets) -> FitShowWord:
    """Decode what a treadmill says.

    Raises:
        DecodeError: If it is no frame, cut, or of a kind that says nothing of the belt.
    """
    group, *body = _body(data)
    rest = bytes(body)
    if group == _STATUS and rest:
        return _status(rest)
    if group == _CONTROL and rest:
        return FitShowAnswer(FitShowControl(rest[0]))
    if group == _INFORMATION and rest[:1] == bytes([_SPEEDS]) and len(rest) >= 3:
        return SpeedRange(rest[2] / 10, rest[1] / 10, _STEP_KMH)
    raise DecodeError(f"FitShow: says nothing of the belt: {bytes(data).hex()}")


def encode_status(status: FitShowStatus) -> bytes:
    """Encode as a treadmill does: the inverse of `decode_fitshow`.

    Raises:
        ValueError: If a value does not fit its field.
    """
    if not status.state.has_record:
        countdown = [] if status.countdown_s is None else to_octets(status.countdown_s, 1)
        return _frame(_STATUS, status.state, *countdown)
    record = to_octets(round((status.speed_kmh or 0.0) * 10), 1)
    record += to_octets(status.incline_percent or 0, 1, signed=True)
    tenths = round((status.energy_kcal or 0.0) * 10)
    for counter in (status.elapsed_s, status.distance_m, tenths, status.steps):
        record += to_octets(counter or 0, 2)
    record += to_octets(status.heart_rate_bpm or 0, 1) + bytes(1)
    return _frame(_STATUS, status.state, *record)


def encode_speeds(speeds: SpeedRange) -> bytes:
    """Encode a range of speeds as a treadmill does."""
    return _frame(
        _INFORMATION, _SPEEDS, round(speeds.maximum_kmh * 10), round(speeds.minimum_kmh * 10), 0
    )


def encode_answer(answer: FitShowAnswer) -> bytes:
    """Encode that a command was taken, as a treadmill does."""
    return _frame(_CONTROL, answer.control)


@dataclass(frozen=True, slots=True)
class FitShowRequest:
    """A client's write: a question, or a command with its target.

    Attributes:
        control: The command; None for a question.
        asks_speeds: It asks for the range of speeds, not for a status.
        speed_kmh, incline_percent: Of `FitShowControl.TARGET`.
    """

    control: FitShowControl | None = None
    asks_speeds: bool = False
    speed_kmh: float | None = None
    incline_percent: int | None = None


def decode_request(data: Octets) -> FitShowRequest:
    """Decode what a client wrote: for the simulated treadmill.

    Raises:
        DecodeError: If it is no frame, or nothing that is known.
    """
    group, *body = _body(data)
    if group == _STATUS and not body:
        return FitShowRequest()
    if group == _INFORMATION and body[:1] == [_SPEEDS]:
        return FitShowRequest(asks_speeds=True)
    if group == _CONTROL and body:
        control = FitShowControl(body[0])
        if control != FitShowControl.TARGET:
            return FitShowRequest(control)
        if len(body) >= 3:
            incline = int.from_bytes(bytes(body[2:3]), "little", signed=True)
            return FitShowRequest(control, speed_kmh=body[1] / 10, incline_percent=incline)
    raise DecodeError(f"FitShow: no request that is known: {bytes(data).hex()}")


def _status(rest: bytes) -> FitShowStatus:
    state = FitShowState(rest[0])
    if not state.has_record:
        starts = state == FitShowState.STARTING
        return FitShowStatus(state, unsigned(rest, 1, 1) if starts else None)
    require(rest, 3, "FitShow status")
    energy = unsigned(rest, 7, 2)
    return FitShowStatus(
        state,
        None,
        rest[1] / 10,
        signed(rest, 2, 1),
        unsigned(rest, 3, 2),
        unsigned(rest, 5, 2),
        None if energy is None else energy / 10,
        unsigned(rest, 9, 2),
        unsigned(rest, 11, 1),
    )


def _body(data: Octets) -> bytes:
    """Return the octets between begin and checksum."""
    require(data, 4, "FitShow frame")
    if data[0] != _BEGIN or data[-1] != _END:
        raise DecodeError(f"FitShow frame: not one: {bytes(data).hex()}")
    if reduce(xor, data[1:-2]) != data[-2]:
        raise DecodeError(f"FitShow frame: wrong checksum in {bytes(data).hex()}")
    return bytes(data[1:-2])


def _frame(*body: int) -> bytes:
    return bytes([_BEGIN, *body, reduce(xor, body), _END])
