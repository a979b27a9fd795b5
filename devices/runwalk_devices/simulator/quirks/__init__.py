"""The quirks of real treadmills, straps and links, for virtual ones to take on.

Each has a name, is a small class on the seams of `runwalk_devices.simulator.behaviour`, and
combines with all others. Of two that contradict each other, such as step_field_16 and
step_field_24, the one named later counts.
"""

from runwalk_devices.simulator.quirks.catalogue import (
    QUIRKS,
    QuirkRow,
    give_quirks,
    parse_quirks,
    quirks_table,
)
from runwalk_devices.simulator.quirks.incident import Incident, Spell
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom

__all__ = [
    "QUIRKS",
    "Incident",
    "Quirk",
    "QuirkRow",
    "Spell",
    "Whom",
    "give_quirks",
    "parse_quirks",
    "quirks_table",
]
