"""What any machine without a belt says, in the same words whichever characteristic said it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.binary import Octets
from runwalk_devices.codecs.ftms.bike_data import decode_bike_data
from runwalk_devices.codecs.ftms.climber_data import (
    ClimberValues,
    decode_climber_data,
    decode_stair_climber_data,
)
from runwalk_devices.codecs.ftms.cross_trainer_data import decode_cross_trainer_data
from runwalk_devices.codecs.ftms.rower_data import decode_rower_data
from runwalk_devices.frozen import dataclass
from runwalk_devices.transport.adapter import DeviceKind

STEP_M: Final = 0.2
"""Height of a stair: a climber's speed and distance are those of the climb."""


@dataclass(frozen=True, slots=True)
class TrainerReading:
    """One packet; None is absent, or present and "not available".

    Attributes:
        speed_kmh: Of the flywheel as a bicycle, of the feet, of the boat; of a climber upward.
        cadence_rpm: Turns of the crank, steps or strokes a minute.
        total_distance_m: Metres since the training began; of a climber upward.
        power_w: Watts, may be negative.
        resistance: The machine's own level, without a unit.
        energy_kcal: Energy since the training began.
        heart_rate_bpm: As the console measures it.
        elapsed_time_s: Seconds since the training began.
    """

    speed_kmh: float | None = None
    cadence_rpm: float | None = None
    total_distance_m: float | None = None
    power_w: float | None = None
    resistance: float | None = None
    energy_kcal: float | None = None
    heart_rate_bpm: int | None = None
    elapsed_time_s: float | None = None


FASTEST_KMH: Final = 150.0
MOST_RPM: Final = 300.0
POWERS_W: Final = (-1000.0, 4000.0)
"""No rider is faster, turns quicker, or gives or takes more."""


def possible(said: TrainerReading) -> TrainerReading:
    """The same without the values that nobody can bring about."""
    speed_kmh, cadence_rpm, power_w = said.speed_kmh, said.cadence_rpm, said.power_w
    if speed_kmh is not None and speed_kmh > FASTEST_KMH:
        speed_kmh = None
    if cadence_rpm is not None and cadence_rpm > MOST_RPM:
        cadence_rpm = None
    if power_w is not None and not POWERS_W[0] <= power_w <= POWERS_W[1]:
        power_w = None
    if (speed_kmh, cadence_rpm, power_w) == (said.speed_kmh, said.cadence_rpm, said.power_w):
        return said
    return replace(said, speed_kmh=speed_kmh, cadence_rpm=cadence_rpm, power_w=power_w)


def _bike(data: Octets) -> TrainerReading:
    said = decode_bike_data(data)
    return TrainerReading(
        said.speed_kmh,
        said.cadence_rpm,
        said.total_distance_m,
        said.power_w,
        said.resistance_level,
        said.energy_kcal,
        said.heart_rate_bpm,
        said.elapsed_time_s,
    )


def _elliptical(data: Octets) -> TrainerReading:
    said = decode_cross_trainer_data(data)
    return TrainerReading(
        said.speed_kmh,
        said.step_rate_spm,
        said.total_distance_m,
        said.power_w,
        said.resistance_level,
        said.energy_kcal,
        said.heart_rate_bpm,
        said.elapsed_time_s,
    )


def _rower(data: Octets) -> TrainerReading:
    said = decode_rower_data(data)
    speed_kmh = said.speed_kmh
    return TrainerReading(
        None if speed_kmh is None else round(speed_kmh, 2),
        said.stroke_rate_spm,
        said.total_distance_m,
        said.power_w,
        said.resistance_level,
        said.energy_kcal,
        said.heart_rate_bpm,
        said.elapsed_time_s,
    )


def _step_climber(data: Octets) -> TrainerReading:
    return _climber(decode_climber_data(data))


def _stair_climber(data: Octets) -> TrainerReading:
    return _climber(decode_stair_climber_data(data))


def _climber(said: ClimberValues) -> TrainerReading:
    rate = said.step_rate_spm
    return TrainerReading(
        speed_kmh=None if rate is None else round(rate * STEP_M * 60 / 1000, 2),
        cadence_rpm=rate,
        total_distance_m=said.elevation_gain_m,
        energy_kcal=said.energy_kcal,
        heart_rate_bpm=said.heart_rate_bpm,
        elapsed_time_s=said.elapsed_time_s,
    )


Decoder = Callable[[Octets], TrainerReading]

DATA: Final[Mapping[DeviceKind, Mapping[str, Decoder]]] = MappingProxyType(
    {
        DeviceKind.BIKE: {uuids.INDOOR_BIKE_DATA: _bike},
        DeviceKind.ELLIPTICAL: {uuids.CROSS_TRAINER_DATA: _elliptical},
        DeviceKind.ROWER: {uuids.ROWER_DATA: _rower},
        DeviceKind.CLIMBER: {
            uuids.STAIR_CLIMBER_DATA: _stair_climber,
            uuids.STEP_CLIMBER_DATA: _step_climber,
        },
    }
)
"""The characteristics of each kind of machine, the preferred one first, and what reads each."""


@dataclass
class SpeedByDistance:
    """Gives a machine a speed that sends none, or a speed of 0, beside a distance that grows.

    Some ellipticals of Life Fitness and rowers of Mr Captain do (packets in TrackMyIndoorWorkout's
    tests); without a speed no workout would begin.

    One that has ever told a speed is believed, also when it tells 0 or none.

    Attributes:
        window_s: A distance that has not grown for so long is that of a machine that stands.
    """

    window_s: float = 5.0
    _tells_speed: bool = False
    _metres: float | None = None
    _at: float = 0.0
    _kmh: float = 0.0

    def speed_kmh(self, now_s: float, said: TrainerReading) -> float | None:
        """The speed of a reading, in km/h: its own, else by how its distance grew."""
        self._tells_speed = self._tells_speed or bool(said.speed_kmh)
        metres = said.total_distance_m
        if metres is not None and self._metres is not None and metres > self._metres:
            self._kmh = (metres - self._metres) / max(0.5, now_s - self._at) * 3.6
            self._metres, self._at = metres, now_s
        elif metres is not None and metres != self._metres:
            self._metres, self._at, self._kmh = metres, now_s, 0.0
        elif now_s - self._at > self.window_s:
            self._kmh = 0.0
        if self._tells_speed or self._metres is None:
            return said.speed_kmh
        return round(self._kmh, 2)
