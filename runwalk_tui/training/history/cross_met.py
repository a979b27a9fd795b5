"""The intensity of work on a machine without a belt, as a multiple of rest (MET).

Sources: on a bike by its power, VO2 = 10.8 W / kg + 7 ml/kg/min (ACSM's Guidelines for Exercise
Testing and Prescription, 10th edition, table 6.3), one MET being 3.5; else what the 2011 Compendium
of Physical Activities (Ainsworth, MSSE 43:1575) has for it in general: 02010 stationary bike 7.0,
02048 elliptical 5.0, 02072 rowing 4.8, 02065 stair climber 9.0.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from runwalk_tui.training.physiology.energy import REST_ML_KG_MIN
from runwalk_tui.workout.events import MachineKind

IN_GENERAL: Final[Mapping[MachineKind, float]] = MappingProxyType(
    {
        MachineKind.BIKE: 7.0,
        MachineKind.ELLIPTICAL: 5.0,
        MachineKind.ROWER: 4.8,
        MachineKind.CLIMBER: 9.0,
    }
)


def cross_met(machine: MachineKind, mean_w: float | None, mass_kg: float) -> float:
    """The multiple of rest of a workout with that mean power, in watts, if one was measured."""
    if machine is MachineKind.BIKE and mean_w is not None:
        return round((10.8 * mean_w / mass_kg + 7) / REST_ML_KG_MIN, 1)
    return IN_GENERAL[machine]
