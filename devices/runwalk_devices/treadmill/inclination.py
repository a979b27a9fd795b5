"""Mends an incline that a machine tells too large, by a factor or by a constant.

An incline is asked in percent by every machine that was seen; what is told then may be something
else (qdomyos-zwift issues 2511 and 1303). Two inclines that were asked and what was told of each
say which.
"""

ROUNDING_PERCENT = 1.0
"""A reported incline this near to the target is the target, rounded; in percent."""
APART_PERCENT = 0.5
LEAST_FACTOR, MOST_FACTOR = 0.1, 20.0
STILL_PERCENT = 0.1
"""A belt that tells the same incline as before has not been tilted."""
SAME_FACTOR = 0.25
"""A factor that differs from 1 by no more is 1."""
UNLIKE = (0.67, 1.5)
"""A factor between these is a belt that did not come to what was asked."""


class InclineScale:
    """Learns the scale of one machine's inclines from its reports."""

    def __init__(self) -> None:
        self._known: tuple[float, float] | None = None

    def level(self, told_percent: float | None) -> None:
        """Before anything was asked a belt is taken to be level; an asked incline counts more."""
        if self._known is None and told_percent is not None:
            self._known = 0.0, told_percent

    def settled(
        self, asked_percent: float, told_percent: float, *, tilted: bool = True
    ) -> tuple[float, float] | None:
        """Return the factor and the offset that explain the reports before and after a target.

        Args:
            asked_percent: What the machine was asked, and said yes to.
            told_percent: What it tells since.
            tilted: It told something else when it was asked.

        Returns:
            None where the two do not tell: what was told is right, rounded, or no answer at all.
        """
        before = self._known
        if before is not None:
            asked_anew = abs(asked_percent - before[0]) >= APART_PERCENT
            same = abs(told_percent - before[1]) < STILL_PERCENT
            # One that stays where something else has tilted it has not obeyed.
            if (asked_anew and same) or not (same or tilted):
                return None
        self._known = asked_percent, told_percent
        if asked_percent == 0 and abs(told_percent) >= ROUNDING_PERCENT:
            return 1.0, told_percent
        if before is None or abs(asked_percent - before[0]) < APART_PERCENT:
            return None
        factor = (told_percent - before[1]) / (asked_percent - before[0])
        if abs(factor - 1) <= SAME_FACTOR:
            factor = 1.0
        offset_percent = round(told_percent - factor * asked_percent, 1)
        offset_percent = offset_percent if abs(offset_percent) >= ROUNDING_PERCENT else 0.0
        if not LEAST_FACTOR <= factor <= MOST_FACTOR:
            return None
        if UNLIKE[0] < factor < UNLIKE[1] and (factor != 1 or not offset_percent):
            return None
        return round(factor, 2), offset_percent
