"""A virtual smart trainer: the Fitness Machine Service in front of a brake and a rider.

Target power where it is offered, resistance always. When its link is lost the brake keeps what it
was told, as real trainers do.
"""

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.bike_data import BikeData, encode_bike_data
from runwalk_devices.simulator.ftms_ridden import FtmsRidden
from runwalk_devices.simulator.ridden import Measured
from runwalk_devices.simulator.rider import Rider


class VirtualBike(FtmsRidden):
    """A smart trainer on the virtual air, with its rider.

    Args:
        clock: Its time.
        rider: Who pedals.
        offers_power: It takes a target power; without, only a resistance.
        telemetry_hz: How often a second it sends Indoor Bike Data.
        mounting_s: How long after the first connection the rider begins to pedal.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str = "Virtual Bike",
        address: str = "B1:00:00:00:18:26",
        rider: Rider | None = None,
        offers_power: bool = True,
        telemetry_hz: float = 1.0,
        mounting_s: float = 8.0,
    ) -> None:
        super().__init__(
            clock,
            name=name,
            address=address,
            data=uuids.INDOOR_BIKE_DATA,
            encode=_encoded,
            machine_type=5,
            offers_power=offers_power,
            rider=rider,
            telemetry_hz=telemetry_hz,
            mounting_s=mounting_s,
        )


def _encoded(said: Measured) -> bytes:
    return encode_bike_data(
        BikeData(
            speed_kmh=said.speed_kmh,
            cadence_rpm=said.cadence_rpm,
            total_distance_m=None if said.distance_m is None else int(said.distance_m),
            resistance_level=None if said.level is None else round(said.level),
            power_w=None if said.power_w is None else round(said.power_w),
            energy_kcal=int(said.energy_kcal),
            elapsed_time_s=int(said.elapsed_s),
        )
    )
