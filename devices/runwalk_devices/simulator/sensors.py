"""The virtual sensors by name, beside the strap."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.machines import Body
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.pod import VirtualPod
from runwalk_devices.simulator.spec import POD


def _pod(clock: Clock, body: Body) -> Peripheral:
    return VirtualPod(clock, body.feet_kmh)


MAKERS: Mapping[str, Callable[[Clock, Body], Peripheral]] = MappingProxyType({POD: _pod})
"""What makes each of `runwalk_devices.simulator.spec.SENSORS`."""
