"""Virtual ellipticals, rowers and climbers, read by their own characteristics, braked by levels."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.climber_data import (
    StairClimberData,
    StepClimberData,
    encode_stair_climber_data,
    encode_step_climber_data,
)
from runwalk_devices.codecs.ftms.cross_trainer_data import (
    CrossTrainerData,
    encode_cross_trainer_data,
)
from runwalk_devices.codecs.ftms.features import ResistanceRange
from runwalk_devices.codecs.ftms.rower_data import RowerData, encode_rower_data
from runwalk_devices.simulator.ftms_ridden import FtmsRidden
from runwalk_devices.simulator.ridden import Measured
from runwalk_devices.simulator.rider import Rider
from runwalk_devices.simulator.spec import CLIMBER, ELLIPTICAL, ROWER, STEPPER

LEVELS: Final = ResistanceRange(1.0, 20.0, 1.0)


class _Kind(NamedTuple):
    """A kind of machine.

    Attributes:
        name: As it calls itself.
        address: Where it is.
        data: The characteristic that it reports by.
        encode: Readings as values of it.
        machine_type: Its bit of the machine types.
        cadence_rpm: What people like on it.
        levels: Its resistances; None for a machine that takes none.
    """

    name: str
    address: str
    data: str
    encode: Callable[[Measured], bytes]
    machine_type: int
    cadence_rpm: float
    levels: ResistanceRange | None


class VirtualErgometer(FtmsRidden):
    """An elliptical, a rower or one of two climbers on the virtual air, with whoever is on it.

    Args:
        clock: Its time.
        kind: Which of the four.
        mounting_s: How long after the first connection somebody sets off.
    """

    def __init__(self, clock: Clock, kind: str, *, mounting_s: float = 8.0) -> None:
        one = _KINDS[kind]
        super().__init__(
            clock,
            name=one.name,
            address=one.address,
            data=one.data,
            encode=one.encode,
            machine_type=one.machine_type,
            offers_power=False,
            rider=Rider(cadence_rpm=one.cadence_rpm, inertia_kg_m2=8.0, stiffness_nm_rpm=4.0),
            mounting_s=mounting_s,
        )
        self.resistances = one.levels
        self.brake.level = 30.0
        self.offer()


def _elliptical(said: Measured) -> bytes:
    """A turn of the feet is two steps, and some 2.4 m."""
    return encode_cross_trainer_data(
        CrossTrainerData(
            speed_kmh=None if said.speed_kmh is None else said.speed_kmh * 2.4 / 5.3,
            total_distance_m=None if said.distance_m is None else int(said.distance_m * 2.4 / 5.3),
            step_rate_spm=None if said.cadence_rpm is None else round(said.cadence_rpm * 2),
            resistance_level=said.level,
            power_w=None if said.power_w is None else round(said.power_w),
            energy_kcal=int(said.energy_kcal),
            elapsed_time_s=int(said.elapsed_s),
        )
    )


def _rower(said: Measured) -> bytes:
    """A stroke is some 8 m; the pace is told a 500 m."""
    kmh = None if said.speed_kmh is None else said.speed_kmh * 8.0 / 5.3
    metres = None if said.distance_m is None else int(said.distance_m * 8.0 / 5.3)
    return encode_rower_data(
        RowerData(
            stroke_rate_spm=said.cadence_rpm,
            stroke_count=None if metres is None else metres // 8,
            total_distance_m=metres,
            pace_s_per_500m=None if kmh is None else round(1800 / kmh) if kmh > 0.5 else 0,
            power_w=None if said.power_w is None else round(said.power_w),
            resistance_level=None if said.level is None else round(said.level),
            energy_kcal=int(said.energy_kcal),
            elapsed_time_s=int(said.elapsed_s),
        )
    )


def _climber(said: Measured) -> bytes:
    """A turn is two steps of 0.2 m; 15 of them are a floor."""
    steps = None if said.distance_m is None else said.distance_m / 5.3 * 2
    return encode_stair_climber_data(
        StairClimberData(
            floors=None if steps is None else int(steps / 15),
            step_rate_spm=None if said.cadence_rpm is None else round(said.cadence_rpm * 2),
            elevation_gain_m=None if steps is None else int(steps * 0.2),
            stride_count=None if steps is None else int(steps / 2),
            energy_kcal=int(said.energy_kcal),
            elapsed_time_s=int(said.elapsed_s),
        )
    )


def _stepper(said: Measured) -> bytes:
    """The same steps, counted one by one."""
    steps = None if said.distance_m is None else int(said.distance_m / 5.3 * 2)
    return encode_step_climber_data(
        StepClimberData(
            floors=None if steps is None else steps // 15,
            step_count=steps,
            step_rate_spm=None if said.cadence_rpm is None else round(said.cadence_rpm * 2),
            elevation_gain_m=None if steps is None else int(steps * 0.2),
            energy_kcal=int(said.energy_kcal),
            elapsed_time_s=int(said.elapsed_s),
        )
    )


_KINDS: Final[Mapping[str, _Kind]] = MappingProxyType(
    {
        ELLIPTICAL: _Kind(
            "Virtual Elliptical",
            "E1:00:00:00:18:26",
            uuids.CROSS_TRAINER_DATA,
            _elliptical,
            1,
            62.0,
            LEVELS,
        ),
        ROWER: _Kind("Virtual Rower", "E2:00:00:00:18:26", uuids.ROWER_DATA, _rower, 4, 24.0, None),
        CLIMBER: _Kind(
            "Virtual Climber",
            "E3:00:00:00:18:26",
            uuids.STAIR_CLIMBER_DATA,
            _climber,
            3,
            30.0,
            LEVELS,
        ),
        STEPPER: _Kind(
            "Virtual Stepper",
            "E4:00:00:00:18:26",
            uuids.STEP_CLIMBER_DATA,
            _stepper,
            2,
            30.0,
            LEVELS,
        ),
    }
)
