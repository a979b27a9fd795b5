"""The belt's response to its targets, as it was learned."""

from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True, slots=True)
class BeltResponse:
    """The belt's response to a target.

    Attributes:
        delay_s: From the command to the first change of speed.
        up_kmh_s: How fast it speeds up, km/h a second.
        down_kmh_s: How fast it slows down, km/h a second.
        samples: From how many changes this is known.
    """

    delay_s: float
    up_kmh_s: float
    down_kmh_s: float
    samples: int = 0

    def middle_s(self, from_kmh: float, to_kmh: float) -> float:
        """Seconds from the command until the belt passes the middle between two speeds."""
        ramp_kmh_s = self.up_kmh_s if to_kmh > from_kmh else self.down_kmh_s
        return self.delay_s + abs(to_kmh - from_kmh) / 2 / ramp_kmh_s
