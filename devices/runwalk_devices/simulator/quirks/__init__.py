"""The quirks of real treadmills, straps and links, for virtual ones to take on.

Each has a name, is a small class on the seams of `runwalk_devices.simulator.behaviour`, and
combines with all others. Of two that contradict each other, such as step_field_16 and
step_field_24, the one named later counts.
"""

from runwalk_devices.simulator.quirks.catalogue import (
    EVERY_QUIRK,
    FITSHOW_QUIRKS,
    PAD_QUIRKS,
    POD_QUIRKS,
    QUIRKS,
    QuirkRow,
    give_quirks,
    parse_quirks,
    quirks_table,
)
from runwalk_devices.simulator.quirks.incident import Incident, Spell
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom

__all__ = [
    "EVERY_QUIRK",
    "FITSHOW_QUIRKS",
    "PAD_QUIRKS",
    "POD_QUIRKS",
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
