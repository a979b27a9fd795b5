"""How a runner wants screens to read."""

from typing import Literal, NamedTuple

from runwalk_tui.tui.themes import DEFAULT_THEME

Units = Literal["km", "mi"]
"""Kilometres or miles."""

Reading = Literal["pace", "speed"]
"""Whether people read minutes a kilometre (mile) beside the speed, or the speed alone."""


class ScreenOptions(NamedTuple):
    """What the runner's settings say about screens.

    Attributes:
        units: Of distance, speed and pace.
        pace: Whether pace is shown.
        nudge_kmh: What one press of a speed key adds, above 0 km/h.
        theme: Name of the colours; None or an unknown one takes the program's own.
    """

    units: Units = "km"
    pace: Reading = "pace"
    nudge_kmh: float = 0.1
    theme: str | None = DEFAULT_THEME
