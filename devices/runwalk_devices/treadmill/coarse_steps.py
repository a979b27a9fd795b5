"""A belt that runs in coarser steps than its range says (qdomyos-zwift issues 470 and 1446)."""

from runwalk_devices.clock import Clock
from runwalk_devices.treadmill.quirks import QuirkShown, TreadmillQuirks
from runwalk_devices.treadmill.telemetry import Telemetry

SETTLES_S = 4.0
"""A belt that keeps its speed for so long will not come nearer."""

MOST_KMH = 0.5
"""The farthest from its target that a belt has settled which rounds."""

STEPS_KMH = (0.2, 0.5, 1.0)
NEAR_KMH = 0.02


class Rounding:
    """A target, and the speed that the belt settled at for it.

    Args:
        gauge: The treadmill's telemetry.
        clock: Its time.
        from_kmh: What was measured before.
        target_kmh: What the machine was told, in km/h.
    """

    def __init__(self, gauge: Telemetry, clock: Clock, from_kmh: float, target_kmh: float) -> None:
        self._gauge = gauge
        self._clock = clock
        self._from_kmh = from_kmh
        self._target_kmh = target_kmh
        self._asked_at = clock.now()

    def has_settled(self, known_step_kmh: float | None) -> bool:
        """Return True if the belt has come near its target and stays there.

        One that has not moved at all may as well ignore the target, unless it is known to round.
        """
        measured_kmh = self._gauge.speed_kmh
        if not measured_kmh or self._off() >= max(MOST_KMH, known_step_kmh or 0.0):
            return False
        kept_s = self._clock.now() - max(self._gauge.speed_since, self._asked_at)
        came = self._off() < abs(self._from_kmh - self._target_kmh) - NEAR_KMH
        rounds = known_step_kmh is not None and self._off() < known_step_kmh
        return kept_s >= SETTLES_S and (came or rounds)

    def shown(self, quirks: TreadmillQuirks) -> QuirkShown | None:
        """Return the step that explains the speed it settled at; None if known, or if none does."""
        if quirks.target_factor != 1.0:
            return None
        measured_kmh = self._gauge.speed_kmh or 0.0
        for step_kmh in STEPS_KMH:
            on_grid = abs(measured_kmh - round(measured_kmh / step_kmh) * step_kmh) <= NEAR_KMH
            explains = on_grid and self._off() < step_kmh - NEAR_KMH
            if explains and step_kmh > (quirks.step_kmh or 0.0):
                return QuirkShown(step_kmh=step_kmh)
        return None

    def _off(self) -> float:
        return abs((self._gauge.speed_kmh or 0.0) - self._target_kmh)
