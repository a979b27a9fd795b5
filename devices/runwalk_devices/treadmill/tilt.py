"""An incline that was asked, followed until it is measured or until another one has settled."""

from math import inf

from runwalk_devices.clock import Clock
from runwalk_devices.treadmill.inclination import (
    ROUNDING_PERCENT,
    STILL_PERCENT,
    InclineScale,
)
from runwalk_devices.treadmill.quirks import QuirkShown, TreadmillQuirks
from runwalk_devices.treadmill.telemetry import Telemetry

TOLERANCE_PERCENT = 0.3
INCLINE_S = 30.0
HELD_S = 1.0
"""An incline told for a shorter time may be passed on the way to another."""
SETTLES_S = 5.0
"""An incline that changes, and is then the same for so long, is what came of it."""


class Tilt:
    """The inclines of one treadmill, and the quirks that they show."""

    def __init__(self, clock: Clock, gauge: Telemetry) -> None:
        self._clock = clock
        self._gauge = gauge
        self._scale = InclineScale()
        self._asked_at = 0.0
        self._told_percent: float | None = None

    def begin(self, quirks: TreadmillQuirks) -> None:
        """An incline is about to be asked."""
        before = self._gauge.incline_percent
        self._told_percent = None if before is None else quirks.told_incline(before)
        self._scale.level(self._told_percent)
        self._asked_at = self._clock.now()

    async def follow(
        self, percent: float, seen: int, quirks: TreadmillQuirks, *, agreed: bool
    ) -> tuple[bool, QuirkShown | None]:
        """Follow an incline: return True if the belt reaches it, and the quirk that it showed.

        Args:
            percent: What was asked.
            seen: How many readings of the incline there were before.
            quirks: How it is known to tell inclines.
            agreed: The machine has said yes: else what it tells is nothing that was asked for.
        """
        gauge = self._gauge

        def reached() -> bool:
            kept = self._clock.now() - gauge.incline_since >= HELD_S
            return kept and gauge.inclines > seen and self._off(percent) <= TOLERANCE_PERCENT

        def settled() -> bool:
            moved = gauge.incline_since > self._asked_at
            kept_s = self._clock.now() - max(gauge.incline_since, self._asked_at)
            return gauge.inclines > seen and kept_s >= SETTLES_S * (1 if moved else 2)

        await gauge.until(INCLINE_S, lambda: reached() or settled())
        if gauge.incline_percent is None:
            return False, None
        told_percent, before = quirks.told_incline(gauge.incline_percent), self._told_percent
        tilted = before is None or abs(told_percent - before) >= STILL_PERCENT
        scale = self._scale.settled(percent, told_percent, tilted=tilted) if agreed else None
        if reached():
            return True, None
        if scale is None or scale == (quirks.incline_factor, quirks.incline_offset_percent):
            return self._off(percent) < ROUNDING_PERCENT, None
        return True, QuirkShown(incline_factor=scale[0], incline_offset_percent=scale[1])

    def _off(self, percent: float) -> float:
        measured = self._gauge.incline_percent
        return inf if measured is None else abs(measured - percent)
