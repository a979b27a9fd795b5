"""The runner's settings for screens."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from runwalk_tui.tui.drawing.themes import DEFAULT_THEME
from runwalk_tui.units.constants import Reading, Units


class ScreenOptions(NamedTuple):
    """The part of the runner's settings that changes screens.

    Attributes:
        units: Of distance, speed and pace.
        pace: Whether pace is shown.
        nudge_kmh: What one press of a speed key adds, above 0 km/h.
        warning: What stands on the arm screen before a workout; may be empty.
        keymap: Other keys for actions, by their ids, as `keymap.checked` gives them.
        is_practice: Devices are virtual; every screen says so.
        theme: Name of the colours; None or an unknown one takes the program's own.
        running_days: The weekdays that the runner runs on, from 0 for Monday.
    """

    units: Units = "km"
    pace: Reading = "pace"
    nudge_kmh: float = 0.1
    theme: str | None = DEFAULT_THEME
    warning: str = ""
    is_practice: bool = False
    keymap: Mapping[str, str] = MappingProxyType({})
    running_days: tuple[int, ...] = ()
