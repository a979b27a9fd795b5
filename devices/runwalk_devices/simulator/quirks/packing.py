"""Quirks in packing data into packets: extra octets, cut ones, empty ones."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Final

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatusCode,
    StopOrPause,
    TreadmillData,
    decode_treadmill_data,
)
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill

STEPS_PER_M: Final = 1.3
CUT_OCTETS: Final = 20
"""Octets of a notification with the default MTU."""

_STEPS: Final = 1 << 13
_RESERVED: Final = 1 << 14 | 1 << 15
_PACES: Final = 1 << 5 | 1 << 6
_PACE: Final = (450).to_bytes(2, "little")
_ENERGY: Final = 1 << 7
_ENERGY_OCTETS: Final = 5
_TRAILING: Final = b"\xaa\xbb\xcc"
_FLAGS_AND_SPEED: Final = 4
_MORE_DATA_INCLINE_AND_ELEVATION: Final = 1 << 0 | 1 << 3 | 1 << 4


class StepField24(TreadmillBehaviour):
    """Reserved flag 13 brings a step count of 24 bits."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield replace(data, step_count=int((data.total_distance_m or 0) * STEPS_PER_M))


class StepField16(StepField24):
    """Reserved flag 13 brings a step count of 16 bits."""

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        has_steps = uuid == uuids.TREADMILL_DATA and _flags(value) & _STEPS
        yield value[:-1] if has_steps else value


class ReservedBits(TreadmillBehaviour):
    """Reserved flags 14 and 15 are set, and octets follow that nothing announces."""

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        if uuid == uuids.TREADMILL_DATA:
            flags = _flags(value) | _RESERVED
            value = flags.to_bytes(2, "little") + value[2:] + _TRAILING
        yield value


class Truncated(TreadmillBehaviour):
    """So much is announced that the packet is cut, in the middle of the energy per hour."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield replace(
            data,
            elevation_gain_m=data.elevation_gain_m or 0.0,
            heart_rate_bpm=0,
            metabolic_equivalent=1.0,
            remaining_time_s=0,
            force_on_belt_n=0,
        )

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        yield value[:CUT_OCTETS] if uuid == uuids.TREADMILL_DATA else value


class MoreDataSplit(TreadmillBehaviour):
    """A record comes in two packets; only the second, the last, has the speed."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield TreadmillData(
            average_speed_kmh=data.average_speed_kmh,
            total_distance_m=data.total_distance_m,
            inclination_percent=data.inclination_percent,
            ramp_angle_degrees=data.ramp_angle_degrees,
            elevation_gain_m=data.elevation_gain_m,
            elevation_loss_m=data.elevation_loss_m,
            energy_kcal=data.energy_kcal,
        )
        yield TreadmillData(
            speed_kmh=data.speed_kmh,
            heart_rate_bpm=data.heart_rate_bpm,
            metabolic_equivalent=data.metabolic_equivalent,
            elapsed_time_s=data.elapsed_time_s,
            remaining_time_s=data.remaining_time_s,
            force_on_belt_n=data.force_on_belt_n,
            step_count=data.step_count,
        )


class NullFrames(TreadmillBehaviour):
    """Every fifth frame is followed by one that means nothing."""

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self._frames = count(1)

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        yield value
        if uuid == uuids.TREADMILL_DATA:
            frame = next(self._frames)
            if frame % 5 == 0:
                yield bytes(len(value)) if frame % 2 else b"\0"


class SplitSpeedFirst(TreadmillBehaviour):
    """A record comes in two packets; the first has the speed, the second the steps alone."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield replace(data, average_speed_kmh=None, heart_rate_bpm=0)
        yield TreadmillData(step_count=int((data.total_distance_m or 0) * STEPS_PER_M))


class FlagsChange(TreadmillBehaviour):
    """Each connection gets other fields, and packets of another length."""

    _connections = 0

    def disconnected(self) -> None:
        self._connections += 1

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        match self._connections % 3:
            case 0:
                data = replace(data, average_speed_kmh=None, inclination_percent=None)
            case 1:
                data = replace(data, heart_rate_bpm=0, remaining_time_s=0)
            case _:
                data = replace(data, energy_kcal=None, force_on_belt_n=0, power_w=0)
        yield data


class PaddedZero(TreadmillBehaviour):
    """A standing belt is told by flags of 0 and nothing but zeros."""

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        stands = uuid == uuids.TREADMILL_DATA and not _flags(value) & 1 and not any(value[2:4])
        yield bytes(len(value)) if stands else value


class PaceCut(TreadmillBehaviour):
    """Both paces take two octets; the packet of 22 octets is cut at 20."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield TreadmillData(
            speed_kmh=data.speed_kmh,
            average_speed_kmh=data.average_speed_kmh or 0.0,
            total_distance_m=data.total_distance_m,
            inclination_percent=data.inclination_percent,
            ramp_angle_degrees=data.ramp_angle_degrees,
            energy_kcal=data.energy_kcal,
        )

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        if uuid == uuids.TREADMILL_DATA and _flags(value) & _ENERGY:
            flags = (_flags(value) | _PACES).to_bytes(2, "little")
            value = (flags + value[2:-_ENERGY_OCTETS] + _PACE * 2 + value[-_ENERGY_OCTETS:])[
                :CUT_OCTETS
            ]
        yield value


class TargetAllOnes(TreadmillBehaviour):
    """The status of a new target speed does not say which."""

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        changed = uuid == uuids.FITNESS_MACHINE_STATUS and value[0] == (
            MachineStatusCode.TARGET_SPEED_CHANGED
        )
        yield value[:1] + b"\xff\xff" if changed else value


class StatusPadding(TreadmillBehaviour):
    """Machine status has an octet too many."""

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        yield value + b"\0" if uuid == uuids.FITNESS_MACHINE_STATUS else value


class StatusReversed(TreadmillBehaviour):
    """The status of a start is that of a stop."""

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        started = uuid == uuids.FITNESS_MACHINE_STATUS and value[0] == (
            MachineStatusCode.STARTED_OR_RESUMED
        )
        stopped = bytes([MachineStatusCode.STOPPED_OR_PAUSED, StopOrPause.STOP])
        yield stopped if started else value


class Mislabelled(TreadmillBehaviour):
    """Speed, incline, distance and heart rate stand under flags that are those of other fields."""

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        is_whole = uuid == uuids.TREADMILL_DATA and len(value) >= _FLAGS_AND_SPEED
        data = decode_treadmill_data(value) if is_whole else None
        if data is None or data.speed_kmh is None:
            yield value
            return
        yield (
            _MORE_DATA_INCLINE_AND_ELEVATION.to_bytes(2, "little")
            + round(data.speed_kmh * 100).to_bytes(2, "little")
            + round((data.inclination_percent or 0.0) * 10).to_bytes(2, "little", signed=True)
            + round((data.total_distance_m or 0) / 100).to_bytes(3, "little")
        )


def _flags(value: bytes) -> int:
    return int.from_bytes(value[:2], "little")


QUIRKS = (
    Quirk(
        name="step_field_24",
        kind=StepField24,
        evidence="M",
        source="Urevo E1L (treadspan, protocol-analysis/urevo-E1L), Yesoul W2 Pro "
        "(treadmill-bluetooth-macos, src/ftms.rs), CITYSPORTS-Linker (FitnessMachine, "
        "protocol)",
        does="adds steps as 24 bits under reserved flag 13, as Urevo, Yesoul and CITYSPORTS do",
        client="takes steps by what is left of the packet",
        aspect="steps",
    ),
    Quirk(
        name="step_field_16",
        kind=StepField16,
        evidence="M",
        source="KingSmith Z1, recording not on record",
        does="adds steps as 16 bits under reserved flag 13, as a KingSmith Z1 does",
        client="takes steps by what is left of the packet",
        aspect="steps",
    ),
    Quirk(
        name="reserved_bits",
        kind=ReservedBits,
        evidence="S",
        source="specification: Fitness Machine Service 1.0.1, section 4.4 (flags 13 to 15)",
        does="sets reserved flags, and adds octets that nothing announces",
        client="ignores them",
    ),
    Quirk(
        name="truncated",
        kind=Truncated,
        evidence="M",
        source="Matrix (TrackMyIndoorWorkout, matrix_treadmill_test.dart, issues 223 and 490)",
        does="cuts its packets at 20 octets, inside a field, as a Matrix does",
        client="keeps what is before the cut; lets no later field shift into it",
    ),
    Quirk(
        name="more_data_split",
        kind=MoreDataSplit,
        evidence="S, M",
        source="specification: Fitness Machine Service 1.0.1, section 4.4 (flag 0); Matrix TouchXL "
        "(TrackMyIndoorWorkout, matrix_treadmill_test.dart), Technogym MyRun (issue 346)",
        does="spreads a record over two packets, as Matrix and Technogym do; one has the speed",
        client="merges them; a packet without speed has none, never zero",
    ),
    Quirk(
        name="null_frames",
        kind=NullFrames,
        evidence="C",
        source="other programs guard against it; machine not on record",
        does="sends a frame of zeros, or of one octet, after every fifth good one",
        client="drops and counts them",
    ),
    Quirk(
        name="status_padding",
        kind=StatusPadding,
        evidence="M",
        source="CITYSPORTS CS-WP8 (FitnessMachine, protocol/CS-WP8)",
        does="pads its machine status with a zero octet, as Urevo and CS-WP8 do",
        client="accepts it",
    ),
    Quirk(
        name="status_reversed",
        kind=StatusReversed,
        evidence="C",
        source="other programs allow for it; machine not on record",
        does="tells of a start with the status of a stop (02 01)",
        client="never starts on a status, nor believes one against telemetry",
    ),
    Quirk(
        name="split_speed_first",
        kind=SplitSpeedFirst,
        evidence="M",
        source="FitLogic T12B (treadmill-hub, protocol/PROTOCOL.md)",
        does="spreads a record over two packets; the first has the speed, the second the steps",
        client="merges them either way round",
    ),
    Quirk(
        name="flags_change",
        kind=FlagsChange,
        evidence="M",
        source="LJJ-sports HJL1.10 (WalkOfShame, CONTEXT.md)",
        does="sends other fields, and packets of another length, on each connection",
        client="reads each packet by itself",
    ),
    Quirk(
        name="padded_zero",
        kind=PaddedZero,
        evidence="X",
        source="constructed: no machine known",
        does="tells that its belt stands by a frame of nothing but zeros",
        client="takes such frames in a row for a zero",
    ),
    Quirk(
        name="pace_cut",
        kind=PaceCut,
        evidence="X",
        source="constructed: no machine known",
        does="cuts packets of 22 octets at 20, so that they look like ones with short paces",
        client="believes nothing after the pace",
    ),
    Quirk(
        name="target_all_ones",
        kind=TargetAllOnes,
        evidence="X",
        source="constructed: no machine known",
        does="tells of a new target speed as FFFF",
        client="takes that for no speed",
    ),
    Quirk(
        name="mislabelled",
        kind=Mislabelled,
        evidence="M",
        source="an iFit treadmill behind the relay of ifit 0.1.0b1 (PyPI, ifit/ftms/_ftms.py)",
        does="tells its speed under the flag that says there is none, and its distance as a climb",
        client="knows no speed, says so, and starts nothing",
    ),
)
