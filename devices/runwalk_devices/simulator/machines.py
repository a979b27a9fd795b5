"""The virtual machines by name, each with whoever is on it."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from runwalk_devices.clock import Clock
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
from runwalk_devices.simulator.treadmill import VirtualTreadmill

if TYPE_CHECKING:
    from typing import TypeAlias

    from runwalk_devices.simulator.belted import VirtualBelt
    from runwalk_devices.simulator.playback import TraceTreadmill
    from runwalk_devices.simulator.ridden import RiddenMachine

    VirtualMachine: TypeAlias = VirtualBelt | TraceTreadmill | RiddenMachine


class Body(NamedTuple):
    """A machine and its runner.

    Attributes:
        machine: The machine.
        effort: What the runner's heart answers: speed, km/h, and incline, percent.
        feet_kmh: How fast the feet walk or run; 0 where they do neither.
    """

    machine: "VirtualMachine"
    effort: Callable[[], tuple[float, float]]
    feet_kmh: Callable[[], float]


def on_belt(belt: "VirtualBelt | TraceTreadmill") -> Body:
    """A runner on a belt."""
    return Body(belt, lambda: (belt.speed_kmh, belt.incline_percent), lambda: belt.speed_kmh)


def on_machine(machine: "RiddenMachine") -> Body:
    """Somebody on a machine without a belt."""
    return Body(machine, lambda: (machine.effort_kmh, 0.0), lambda: 0.0)


def _bike(clock: Clock) -> Body:
    from runwalk_devices.simulator.bike import VirtualBike

    return on_machine(VirtualBike(clock))


def _tacx(clock: Clock) -> Body:
    from runwalk_devices.simulator.tacx import VirtualTacx

    return on_machine(VirtualTacx(clock))


def _ergometer(kind: str, clock: Clock) -> Body:
    from runwalk_devices.simulator.ergometers import VirtualErgometer

    return on_machine(VirtualErgometer(clock, kind))


def _pad(clock: Clock) -> Body:
    from runwalk_devices.simulator.pad import VirtualPad

    return on_belt(VirtualPad(clock))


def _fitshow(clock: Clock) -> Body:
    from runwalk_devices.simulator.fitshow import VirtualFitShow

    return on_belt(VirtualFitShow(clock))


MAKERS: Mapping[str, Callable[[Clock], Body]] = MappingProxyType(
    {
        TREADMILL: lambda clock: on_belt(VirtualTreadmill(clock)),
        BIKE: _bike,
        TACX: _tacx,
        **{kind: partial(_ergometer, kind) for kind in (ELLIPTICAL, ROWER, CLIMBER, STEPPER)},
        PAD: _pad,
        FITSHOW: _fitshow,
    }
)
"""What makes each of `runwalk_devices.simulator.spec.MACHINES`."""
