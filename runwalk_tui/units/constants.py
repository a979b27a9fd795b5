"""Units of length, mass and speed, each defined once."""

from typing import Literal

METRES_PER_MILE = 1609.344
"""International mile (NIST SP 811, B.8)."""

METRES_PER_YARD = METRES_PER_MILE / 1760

KMH_PER_MPH = METRES_PER_MILE / 1000

KG_PER_POUND = 0.45359237

Units = Literal["km", "mi"]
"""Kilometres or miles."""

Reading = Literal["pace", "speed"]
"""Show minutes a kilometre (mile) beside the speed, or the speed alone."""
