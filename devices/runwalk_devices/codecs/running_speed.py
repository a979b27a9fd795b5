"""RSC Measurement (2A53) of a running pod as values.

The layout is that of Running Speed and Cadence Service 1.0, section 3.1.

The cadence follows no convention: some pods count the steps of one foot, some those of both. The
decoder hands out what was sent; `both_feet_spm` says what it means.
"""

from typing import Final

from runwalk_devices.codecs.binary import Octets, require, to_octets, unsigned
from runwalk_devices.frozen import dataclass

_HAS_STRIDE: Final = 1 << 0
_HAS_DISTANCE: Final = 1 << 1
_IS_RUNNING: Final = 1 << 2
_PER_M_S: Final = 256
_KMH_PER_M_S: Final = 3.6
_LEAST_RUNNING_SPM: Final = 120
_LEAST_WALKING_SPM: Final = 60


@dataclass(frozen=True, slots=True)
class RunningSpeed:
    """One packet of a running pod.

    Attributes:
        speed_kmh: 1/256 m/s fine.
        cadence_spm: Steps a minute as sent: of one foot or of both.
        stride_m: Length of a stride, 0.01 m fine; None if it is not measured.
        total_distance_m: Metres since the pod was reset, 0.1 m fine; None if they are not counted.
        running: The pod takes this for running, not walking.
        truncated: The packet ended before its flags said: later fields are None.
    """

    speed_kmh: float
    cadence_spm: int
    stride_m: float | None = None
    total_distance_m: float | None = None
    running: bool = False
    truncated: bool = False


def decode_running_speed(data: Octets) -> RunningSpeed:
    """Decode a value of RSC Measurement.

    Raises:
        DecodeError: If the packet ends before the cadence does, at 4 octets.
    """
    require(data, 4, "RSC Measurement")
    flags = data[0]
    at = 4
    stride_cm = distance_dm = None
    if flags & _HAS_STRIDE:
        stride_cm = unsigned(data, at, 2)
        at += 2
    if flags & _HAS_DISTANCE:
        distance_dm = unsigned(data, at, 4)
        at += 4
    return RunningSpeed(
        speed_kmh=(data[1] | data[2] << 8) / _PER_M_S * _KMH_PER_M_S,
        cadence_spm=data[3],
        stride_m=None if stride_cm is None else stride_cm / 100,
        total_distance_m=None if distance_dm is None else distance_dm / 10,
        running=bool(flags & _IS_RUNNING),
        truncated=at > len(data),
    )


def encode_running_speed(values: RunningSpeed) -> bytes:
    """Encode as RSC Measurement: the inverse of `decode_running_speed`.

    Raises:
        ValueError: If a value does not fit its field.
    """
    flags = _IS_RUNNING if values.running else 0
    packet = to_octets(round(values.speed_kmh / _KMH_PER_M_S * _PER_M_S), 2)
    packet += to_octets(values.cadence_spm, 1)
    if values.stride_m is not None:
        flags |= _HAS_STRIDE
        packet += to_octets(round(values.stride_m * 100), 2)
    if values.total_distance_m is not None:
        flags |= _HAS_DISTANCE
        packet += to_octets(round(values.total_distance_m * 10), 4)
    return bytes([flags]) + packet


def counts_one_foot(cadence_spm: float, *, running: bool) -> bool | None:
    """Tell from one reading whether a pod counts one foot: below 120 running, below 60 walking.

    None where it stands still. Users of Zwift's RunPod and of NPE's Runn report both conventions,
    so the answer holds for one pod and is worth keeping.
    """
    if cadence_spm <= 0:
        return None
    return cadence_spm < (_LEAST_RUNNING_SPM if running else _LEAST_WALKING_SPM)


def both_feet_spm(cadence_spm: float, *, one_foot: bool) -> float:
    """Steps a minute of both feet."""
    return cadence_spm * 2 if one_foot else cadence_spm
