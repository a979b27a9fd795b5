"""The habits of real treadmills, straps and links, for virtual ones to take on.

Each has a name, is a small class on the seams of `devices.virtual.behaviour`, and combines with all
others. Of two that contradict each other, such as step_field_16 and step_field_24, the one named
later counts.
"""

from devices.virtual.quirks.catalogue import (
    QUIRKS,
    QuirkRow,
    give_quirks,
    parse_quirks,
    quirks_table,
)
from devices.virtual.quirks.incident import Incident, Spell
from devices.virtual.quirks.quirk import Quirk, Whom

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
