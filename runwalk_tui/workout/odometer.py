"""A machine's distance counter held against the speeds that it reports: are they km/h?

Metres are metres where speeds are miles per hour taken for km/h; then the belt covers 1.6 times the
distance that its speeds add up to. Counters go by 1 or by 10 m, so they are exact only from one of
their steps to another, and to what the belt covers between two readings.
"""

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.frozen import dataclass

LEAST_M = 5.0
"""Over less, a speed that is told late weighs too much."""

MOST_M = 250.0
"""A comparison that tells nothing by then begins anew: something else counted meanwhile."""

NEAR = 0.25
"""So near a ratio counts for a unit."""

STEADY_KMH = 0.3
"""Speeds are compared as long as they differ by no more: on a ramp they may be told late."""

GAP_S = 3.0
"""Readings further apart than this leave out too much."""


@dataclass(frozen=True)
class Odometer:
    """A comparison of the distance counter with the speeds, begun at a step of the counter.

    Attributes:
        t, speed_kmh, counter_m: The last reading of a moving belt; None before the first, and where
            the machine has no counter.
        from_kmh: The speed at which it began.
        has_stepped: The counter has, since then: what follows is exact.
        reported_m: What the speeds add up to since that step.
        counted_m: What the counter has gone up by since.
        longest_m: The most that the speeds added up to between two readings.
        factor: How many km/h one unit of the speeds is, once that is certain.
    """

    t: float | None = None
    speed_kmh: float = 0.0
    counter_m: float | None = None
    from_kmh: float = 0.0
    has_stepped: bool = False
    reported_m: float = 0.0
    counted_m: float = 0.0
    longest_m: float = 0.0
    factor: float | None = None

    def read(self, t: float, speed_kmh: float | None, counter_m: float | None) -> "Odometer":
        """After a reading; a zero may be a glitch, and adds nothing either way."""
        if speed_kmh == 0:
            return self
        speed_kmh = self.speed_kmh if speed_kmh is None else speed_kmh
        counter_m = self.counter_m if counter_m is None else counter_m
        fresh = Odometer(t, speed_kmh, counter_m, from_kmh=speed_kmh)
        if self.t is None or self.counter_m is None or counter_m is None:
            return fresh
        gained_m = counter_m - self.counter_m
        unsteady = abs(speed_kmh - self.from_kmh) > STEADY_KMH
        if t - self.t > GAP_S or gained_m < 0 or unsteady or self.reported_m > MOST_M:
            return fresh
        passed_m = (self.speed_kmh + speed_kmh) / 2 / 3.6 * (t - self.t)
        if gained_m and not self.has_stepped:
            return replace(fresh, from_kmh=self.from_kmh, has_stepped=True, longest_m=passed_m)
        after = replace(
            self,
            t=t,
            speed_kmh=speed_kmh,
            counter_m=counter_m,
            reported_m=self.reported_m + passed_m,
            counted_m=self.counted_m + gained_m,
            longest_m=max(self.longest_m, passed_m),
        )
        return replace(after, factor=after._certain()) if gained_m else after

    def _certain(self) -> float | None:
        """The unit that alone explains the distance, as exactly as it is known."""
        if self.counted_m < LEAST_M or not self.reported_m:
            return None
        for factor in (1.0, KMH_PER_MPH):
            slack_m = self.longest_m * factor
            bounds = (self.counted_m - slack_m, self.counted_m + slack_m)
            if all(abs(metres / self.reported_m - factor) <= NEAR for metres in bounds):
                return factor
        return None
