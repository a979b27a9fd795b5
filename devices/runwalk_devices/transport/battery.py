"""A device's battery, as a follower of that device reports it."""

from runwalk_devices.frozen import dataclass


@dataclass(frozen=True, slots=True)
class BatteryReport:
    """A battery's charge, 0 to 100 %."""

    percent: int
