"""The console of a virtual treadmill: what the runner on the belt can press."""

from collections.abc import Callable

from runwalk_devices.codecs.ftms.treadmill_data import MachineStatus, StopOrPause
from runwalk_devices.simulator.treadmill_computer import TreadmillModel


class Console:
    """A treadmill's console; each press is reported in the machine status.

    Args:
        machine: Gives the machine as it is at the moment of the press.
        tell: Is given the machine status to send.
    """

    def __init__(
        self, machine: Callable[[], TreadmillModel], tell: Callable[[MachineStatus | None], None]
    ) -> None:
        self._machine = machine
        self._tell = tell

    def start(self) -> None:
        """Start, or resume what was paused."""
        self._tell(self._machine().start().status)

    def stop(self) -> None:
        """End the session."""
        self._tell(self._machine().stop(StopOrPause.STOP).status)

    def pause(self) -> None:
        """Stop and keep the session for a resume."""
        self._tell(self._machine().stop(StopOrPause.PAUSE).status)

    def plus(self, steps: int = 1) -> None:
        """Go faster by so many steps."""
        self._tell(self._machine().change_speed(steps).status)

    def minus(self, steps: int = 1) -> None:
        """Go slower by so many steps."""
        self._tell(self._machine().change_speed(-steps).status)

    def safety_key(self) -> None:
        """Pull the safety key: the belt stops."""
        self._tell(self._machine().pull_safety_key().status)

    def clip_safety_key(self) -> None:
        """Put the safety key back."""
        self._machine().clip_safety_key()
