"""Knows of a belt that it was brought to a stand, and has stayed so: it needs no Stop."""

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
)

RESTS_S = 3.0
"""Zeros have lasted so long."""
FRESH_S = 2.5
"""The last of them is no older."""


class Rest:
    """Weighs zeros against what brought them about and against the machine's own counters."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._is_halted = False
        self._since: float | None = None
        self._read_at = 0.0
        self._counted: tuple[int | None, int | None] = (None, None)

    def forget(self) -> None:
        """Forget that the belt stands: the connection is gone."""
        self._is_halted, self._since = False, None

    def halted(self) -> None:
        """The machine says that it stops, or that it has done so."""
        self._is_halted = True

    def told(self, status: MachineStatus) -> None:
        """Takes in the machine's own word."""
        if status.is_stop:
            self.halted()
        elif status.code is MachineStatusCode.STARTED_OR_RESUMED:
            self.forget()

    def read(self, reading: TreadmillData) -> None:
        """Takes in a reading; a belt whose counters go on does not rest."""
        if reading.speed_kmh is None:
            return
        counted = (reading.elapsed_time_s, reading.total_distance_m)
        self._read_at = self._clock.now()
        if reading.speed_kmh > 0:
            if self._since is not None:
                self.forget()
        elif self._since is None or counted != self._counted:
            self._since = self._read_at
        self._counted = counted

    def is_known(self) -> bool:
        """Return True if the belt stands beyond doubt, because it was told to."""
        if not self._is_halted or self._since is None:
            return False
        fresh = self._clock.now() - self._read_at <= FRESH_S
        return fresh and self._read_at - self._since >= RESTS_S
