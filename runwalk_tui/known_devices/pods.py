"""Give a session what earlier ones learned about its running pod, and keep what it learns."""

import logging
from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from runwalk_devices.transport.selection import Choice
from runwalk_tui.errors import StoreError
from runwalk_tui.known_devices.known import BatteryLevel
from runwalk_tui.known_devices.known_pod import Comparison, KnownPod
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.pod_comparison import LEAST_M, PodComparison

_logger = logging.getLogger(__name__)


class PodMemory:
    """Listens to a session; a file that cannot be written is logged, and the session goes on.

    A pod is remembered once it measured steps in a workout.

    Args:
        machines: Where it is kept.
        choice: Which pod; None takes the strongest in range.
        today: The date, for the battery.
    """

    def __init__(
        self,
        machines: DeviceRegistry,
        choice: Choice = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._machines = machines
        self.choice = choice
        self._today = today
        self._pod: tuple[str | None, str] | None = None
        self._belt: tuple[str, str] | None = None
        self._percent: int | None = None
        self._one_foot: bool | None = None
        self._is_workout = self._was_used = False
        self._comparison = PodComparison()

    @property
    def is_expected(self) -> bool:
        """True if the runner named a pod, or has one that was met before."""
        return self.choice is not None or bool(self._machines.of(KnownPod))

    def known(self, t: float) -> ev.PodKnown:
        """Return what the workout has to know of the pod that is connected."""
        if self._one_foot is not None:
            return ev.PodKnown(t, self._one_foot)
        pod = None if self._pod is None else self._machines.known(KnownPod, *self._pod)
        return ev.PodKnown(t, None if pod is None else pod.one_foot)

    def __call__(self, event: ev.Event) -> None:
        """Takes in an event of the session."""
        self._comparison = self._comparison.after(event)
        match event:
            case ev.LinkChanged(state=ev.LinkState.UP, address=str(address)):
                self._connected(event.device, event.name, address)
            case ev.BatteryRead(device=ev.Device.POD):
                self._percent = event.percent
            case ev.FeetCounted():
                self._one_foot = event.one_foot
            case ev.PodReading():
                self._was_used = self._was_used or (self._is_workout and event.cadence_spm > 0)
            case ev.ClockStarted():
                self._is_workout = True
            case ev.SessionEnded():
                self._keep()

    def _connected(self, device: ev.Device, name: str | None, address: str) -> None:
        match device:
            case ev.Device.POD if self._pod != (name, address):
                self._pod = name, address
                self._percent = self._one_foot = None
                self._was_used = False
                self._comparison = PodComparison()
            case ev.Device.TREADMILL if self._belt != (address, name or ""):
                self._belt = address, name or ""
                self._comparison = PodComparison()

    def _keep(self) -> None:
        if self._pod is None:
            return
        if not self._was_used and self._machines.known(KnownPod, *self._pod) is None:
            return
        try:
            self._machines.learn(KnownPod, *self._pod, self._learned)
        except StoreError as error:
            _logger.warning("%s", error)

    def _learned(self, pod: KnownPod) -> KnownPod:
        if self._percent is not None:
            pod = pod.charged(BatteryLevel(self._percent, self._today()))
        if self._one_foot is not None:
            pod = replace(pod, one_foot=self._one_foot)
        factor, metres = self._comparison.factor, self._comparison.belt_m
        if self._belt is not None and factor is not None and metres >= LEAST_M:
            new = Comparison(*self._belt, round(factor, 4), round(metres, 1))
            pod = replace(pod, belts=pod.compared(new))
        return pod
