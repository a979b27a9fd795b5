"""The interface that a session needs of its machine."""

from typing import Protocol, runtime_checkable


class Lookout(Protocol):
    """Listens on after a belt was found to stand."""

    @property
    def is_over(self) -> bool:
        """True if nothing listens to the machine any more."""

    async def over(self) -> None:
        """Wait until nothing listens to the machine any more."""


class Orders(Protocol):
    """The commands of a machine; methods return at once, and the outcome is reported."""

    @property
    def lookout(self) -> Lookout:
        """Listens on after the end."""

    def set_speed(self, speed_kmh: float) -> None:
        """Ask for a speed in km/h."""

    def set_incline(self, incline_percent: float) -> None:
        """Ask for an incline in percent."""

    def start(self) -> None:
        """Ask to start."""

    def pause(self) -> None:
        """Ask to stand still, to go on later."""

    def stop(self) -> None:
        """Ask to stand still; overtakes everything."""


@runtime_checkable
class PowerOrders(Protocol):
    """The commands of a machine with a brake."""

    def set_power(self, power_w: float | None) -> None:
        """Ask for a power in watts; None lets the brake go."""

    def set_resistance(self, level: float | None) -> None:
        """Ask for a resistance on the machine's own scale; None lets the brake go."""


class Machine(Protocol):
    """A machine under a session's hands."""

    @property
    def orders(self) -> Orders:
        """The machine's commands."""

    async def run(self) -> None:
        """Stay with it until cancelled."""

    def convert(self, target_factor: float, data_factor: float) -> None:
        """Take its targets and readings to be in units of these factors, in km/h."""
