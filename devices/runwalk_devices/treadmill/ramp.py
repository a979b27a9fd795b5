"""The time of a belt to a speed: by what was learned of it, else by the slowest one seen."""

from typing import Self

from runwalk_devices.frozen import dataclass

MARGIN_S = 5.0
"""Time that any change may take beyond its ramp, in seconds."""
SLOWEST_RAMP_KMH_S = 0.3
"""The slowest machine seen changes its speed by so much a second."""
SLACK = 2.0
"""A belt may change its speed so many times as slowly as it was seen to."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """The slowest that a belt may follow a target; by default a stranger's.

    Attributes:
        delay_s: Until it begins to.
        up_kmh_s: How fast it speeds up, km/h a second.
        down_kmh_s: How fast it slows down, km/h a second.
    """

    delay_s: float = 0.0
    up_kmh_s: float = SLOWEST_RAMP_KMH_S
    down_kmh_s: float = SLOWEST_RAMP_KMH_S

    @classmethod
    def learned(cls, delay_s: float, up_kmh_s: float, down_kmh_s: float) -> Self:
        """The pace of a belt that was seen to follow so."""
        return cls(delay_s, up_kmh_s / SLACK, down_kmh_s / SLACK)

    def limit_s(self, from_kmh: float, to_kmh: float) -> float:
        """After how long a belt that has not come to ``to_kmh`` does not come to it."""
        ramp_kmh_s = self.up_kmh_s if to_kmh > from_kmh else self.down_kmh_s
        return MARGIN_S + self.delay_s + abs(to_kmh - from_kmh) / ramp_kmh_s


STRANGERS_PACE = Ramp()
