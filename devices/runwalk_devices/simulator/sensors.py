"""The virtual sensors by name, beside the strap."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.machines import Body
from runwalk_devices.simulator.meters import Crank, CrankSensor
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.pod import VirtualPod
from runwalk_devices.simulator.ridden import RiddenMachine
from runwalk_devices.simulator.spec import CADENCE, METER, POD


def _pod(clock: Clock, body: Body) -> Peripheral:
    return VirtualPod(clock, body.feet_kmh)


def _crank(body: Body) -> Crank:
    """The crank of a machine that has one; any other stands."""
    machine = body.machine
    if not isinstance(machine, RiddenMachine):
        return lambda: (0.0, 0.0)
    return lambda: (machine.rider.rpm, machine.power_w)


def _meter(clock: Clock, body: Body) -> Peripheral:
    return CrankSensor(
        clock,
        _crank(body),
        name="Virtual Pedals",
        address="F8:00:00:00:18:18",
        measures_power=True,
    )


def _cadence(clock: Clock, body: Body) -> Peripheral:
    return CrankSensor(
        clock,
        _crank(body),
        name="Virtual Crank",
        address="F8:00:00:00:18:16",
        measures_power=False,
    )


MAKERS: Mapping[str, Callable[[Clock, Body], Peripheral]] = MappingProxyType(
    {POD: _pod, METER: _meter, CADENCE: _cadence}
)
"""What makes each of `runwalk_devices.simulator.spec.SENSORS`."""
