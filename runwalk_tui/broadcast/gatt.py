"""Encodes a workout as the services of a treadmill, a running pod and a strap.

There is no control point: whoever reads this commands nothing.
"""

from collections.abc import Mapping
from typing import Final

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.features import (
    FitnessMachineFeatures,
    MachineFeature,
    TargetFeature,
    encode_features,
)
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData, encode_treadmill_data
from runwalk_devices.codecs.heart_rate import (
    HeartRateMeasurement,
    encode_heart_rate_measurement,
)
from runwalk_devices.codecs.running_speed import RunningSpeed, encode_running_speed
from runwalk_tui.broadcast.dircon import Property
from runwalk_tui.workout.completion import left_s
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.session import Phase, Session

LATE_S: Final = 5.0
"""A speed that was read longer ago is not shown as the belt's."""
MOST_KMH: Final = 30.0
"""Beyond any belt: what a machine tells above it is left out."""
_MOST_DISTANCE_M: Final = 0xFFFFFF - 1
_MOST_ELAPSED_S: Final = 0xFFFF - 1
_MOST_CADENCE_SPM: Final = 0xFF


@dataclass(frozen=True)
class Characteristic:
    """A characteristic of what is shown.

    Attributes:
        uuid: In its 128-bit form.
        properties: To read, to be notified, never to write.
        value: What a read gives; empty where there is nothing to read.
    """

    uuid: str
    properties: Property
    value: bytes = b""


_FEATURES = FitnessMachineFeatures(
    MachineFeature.TOTAL_DISTANCE
    | MachineFeature.INCLINATION
    | MachineFeature.HEART_RATE
    | MachineFeature.ELAPSED_TIME,
    TargetFeature(0),
)

SERVICES: Mapping[str, tuple[Characteristic, ...]] = {
    uuids.FITNESS_MACHINE_SERVICE: (
        Characteristic(uuids.FITNESS_MACHINE_FEATURE, Property.READ, encode_features(_FEATURES)),
        Characteristic(uuids.TREADMILL_DATA, Property.NOTIFY),
    ),
    uuids.RUNNING_SPEED_SERVICE: (
        # No stride, no distance; walking or running is told (RSC Service 1.0, section 3.2, bit 2).
        Characteristic(uuids.RSC_FEATURE, Property.READ, b"\x04\x00"),
        Characteristic(uuids.RSC_MEASUREMENT, Property.NOTIFY),
    ),
    uuids.HEART_RATE_SERVICE: (Characteristic(uuids.HEART_RATE_MEASUREMENT, Property.NOTIFY),),
}
"""Every service, by its UUID."""

CHARACTERISTICS: Mapping[str, Characteristic] = {
    each.uuid: each for service in SERVICES.values() for each in service
}


@dataclass(frozen=True)
class Reading:
    """The values of a workout that are broadcast at one moment.

    Attributes:
        speed_kmh: The belt's, as measured; 0.0 where nothing is known of it.
        running: The step is a run.
        distance_m: Of the workout so far.
        elapsed_s: Of the workout's clock.
        incline_percent: None where the belt has none.
        bpm: None without a strap, or while it is in doubt.
        step: Name of the step or the phase; empty without a workout.
        remaining_s: Of the workout; None where that is not known.
        cadence_spm: Steps of both feet a minute, by the pod or the belt's counter; None without.
    """

    speed_kmh: float = 0.0
    running: bool = False
    distance_m: float = 0.0
    elapsed_s: float = 0.0
    incline_percent: float | None = None
    bpm: int | None = None
    step: str = ""
    remaining_s: float | None = None
    cadence_spm: float | None = None


def reading_of(session: Session | None) -> Reading:
    """Return the values of a session now; without one, those of a standing belt."""
    if session is None:
        return Reading()
    belt, heart = session.belt, session.heart
    is_fresh = belt.read_at is not None and session.t - belt.read_at <= LATE_S
    kmh = belt.speed_kmh if is_fresh and session.phase is not Phase.ENDED else None
    step = session.plan_step if session.phase is Phase.RUNNING else None
    return Reading(
        speed_kmh=kmh if kmh is not None and 0 <= kmh <= MOST_KMH else 0.0,
        running=step is not None and step.kind.is_running,
        distance_m=session.distance_m,
        elapsed_s=session.active_s,
        incline_percent=belt.tilt_percent,
        bpm=heart.bpm if heart.doubt(session.t) is None else None,
        step=step.kind.value if step is not None else session.phase.value,
        remaining_s=None if session.plan is None else left_s(session),
        cadence_spm=session.pod.cadence_spm(session.t) or belt.cadence_spm(session.t),
    )


def notifications(reading: Reading) -> dict[str, bytes]:
    """The value of each characteristic that notifies, by its UUID; of the heart only if known."""
    values = {
        uuids.TREADMILL_DATA: encode_treadmill_data(
            TreadmillData(
                speed_kmh=reading.speed_kmh,
                total_distance_m=min(int(reading.distance_m), _MOST_DISTANCE_M),
                inclination_percent=reading.incline_percent,
                ramp_angle_degrees=None,
                heart_rate_bpm=reading.bpm if reading.bpm and reading.bpm < 0xFF else None,
                elapsed_time_s=min(int(reading.elapsed_s), _MOST_ELAPSED_S),
            )
        ),
        uuids.RSC_MEASUREMENT: encode_running_speed(
            RunningSpeed(
                reading.speed_kmh,
                min(round(reading.cadence_spm or 0), _MOST_CADENCE_SPM),
                running=reading.running,
            )
        ),
    }
    if reading.bpm is not None:
        values[uuids.HEART_RATE_MEASUREMENT] = encode_heart_rate_measurement(
            HeartRateMeasurement(reading.bpm)
        )
    return values
