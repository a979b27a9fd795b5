"""A virtual device with a belt: the belt's model behind whatever its radio speaks."""

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import MachineStatus
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.console import Console
from runwalk_devices.simulator.peripheral import Peripheral, Service
from runwalk_devices.simulator.treadmill_computer import TreadmillModel


class VirtualBelt(Peripheral):
    """A belt on the virtual air; when its link is lost the belt runs on.

    Args:
        clock: Its time.
        name, address, services, service_data: As for `Peripheral`.
        machine: Its belt, and what can be done to it.

    Attributes:
        console: What the runner can press.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str,
        address: str,
        services: list[Service],
        machine: TreadmillModel,
        service_data: dict[str, bytes] | None = None,
    ) -> None:
        self._machine = machine
        self._machine_at = 0.0
        self.console = Console(lambda: self.machine, self._tell)
        super().__init__(
            clock,
            address=address,
            name=name,
            services=services,
            service_data=service_data,
            rssi=-55,
        )

    @property
    def machine(self) -> TreadmillModel:
        """The model that console and commands act on, its belt advanced to this moment."""
        now = self.clock.now()
        self._machine.belt.advance(now - self._machine_at)
        self._machine_at = now
        if self._machine.belt.speed_kmh > 0 and not self.begun.is_set():
            self.begun.set()
        return self._machine

    @property
    def state(self) -> BeltState:
        """The state of the belt now."""
        return self.machine.belt.state

    @property
    def speed_kmh(self) -> float:
        """The speed of the belt now."""
        return self.machine.belt.speed_kmh

    @property
    def target_kmh(self) -> float:
        """The speed that the belt is going to; 0 when it stops or stands."""
        return self.machine.belt.target_kmh

    @property
    def incline_percent(self) -> float:
        """The incline of the belt now."""
        return self.machine.belt.incline_percent

    @property
    def distance_m(self) -> float:
        """The distance of the belt since it was last started from a stop."""
        return self.machine.belt.distance_m

    def _tell(self, status: MachineStatus | None) -> None:
        """Tell a client what was done, where the machine has a way to."""
