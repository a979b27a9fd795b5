"""The virtual machines by name, each with whoever is on it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.belted import VirtualBelt
from runwalk_devices.simulator.bike import VirtualBike
from runwalk_devices.simulator.ergometers import VirtualErgometer
from runwalk_devices.simulator.fitshow import VirtualFitShow
from runwalk_devices.simulator.pad import VirtualPad
from runwalk_devices.simulator.playback import TraceTreadmill
from runwalk_devices.simulator.ridden import RiddenMachine
from runwalk_devices.simulator.spec import (
    BIKE,
    CLIMBER,
    ELLIPTICAL,
    FITSHOW,
    PAD,
    ROWER,
    STEPPER,
    TACX,
    TREADMILL,
)
from runwalk_devices.simulator.tacx import VirtualTacx
from runwalk_devices.simulator.treadmill import VirtualTreadmill

VirtualMachine: TypeAlias = VirtualBelt | TraceTreadmill | RiddenMachine


class Body(NamedTuple):
    """A machine and its runner.

    Attributes:
        machine: The machine.
        effort: What the runner's heart answers: speed, km/h, and incline, percent.
        feet_kmh: How fast the feet walk or run; 0 where they do neither.
    """

    machine: VirtualMachine
    effort: Callable[[], tuple[float, float]]
    feet_kmh: Callable[[], float]


def on_belt(belt: VirtualBelt | TraceTreadmill) -> Body:
    """A runner on a belt."""
    return Body(belt, lambda: (belt.speed_kmh, belt.incline_percent), lambda: belt.speed_kmh)


def on_machine(machine: RiddenMachine) -> Body:
    """Somebody on a machine without a belt."""
    return Body(machine, lambda: (machine.effort_kmh, 0.0), lambda: 0.0)


MAKERS: Mapping[str, Callable[[Clock], Body]] = MappingProxyType(
    {
        TREADMILL: lambda clock: on_belt(VirtualTreadmill(clock)),
        BIKE: lambda clock: on_machine(VirtualBike(clock)),
        TACX: lambda clock: on_machine(VirtualTacx(clock)),
        ELLIPTICAL: lambda clock: on_machine(VirtualErgometer(clock, ELLIPTICAL)),
        ROWER: lambda clock: on_machine(VirtualErgometer(clock, ROWER)),
        CLIMBER: lambda clock: on_machine(VirtualErgometer(clock, CLIMBER)),
        STEPPER: lambda clock: on_machine(VirtualErgometer(clock, STEPPER)),
        PAD: lambda clock: on_belt(VirtualPad(clock)),
        FITSHOW: lambda clock: on_belt(VirtualFitShow(clock)),
    }
)
"""What makes each of `runwalk_devices.simulator.spec.MACHINES`."""
