"""Tells that a belt is paused whose machine goes on reporting its speed: its time stands."""

from dataclasses import replace

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
)

FROZEN_S = 2.5
"""A time in whole seconds, told once a second, that is the same for so long stands."""


class Standstill:
    """Weighs a reading of the speed against the machine's word and its elapsed time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._time_s: int | None = None
        self._speed_kmh: float | None = None
        self._has_counted = False
        self._changed_at = 0.0
        self._is_told = False

    def forget(self) -> None:
        """The connection is gone: whatever was said may have been taken back."""
        self._time_s = None
        self._has_counted = self._is_told = False

    def told(self, status: MachineStatus) -> None:
        """Take in a status of the machine; a time that stands already proves nothing."""
        if status.is_stop:
            self._is_told, self._changed_at = True, self._clock.now()
        elif status.code is MachineStatusCode.STARTED_OR_RESUMED:
            self._is_told = False

    def weigh(self, reading: TreadmillData) -> TreadmillData:
        """The reading; with no speed where the machine is stopped, and time and speed stay."""
        time_s, speed_kmh = reading.elapsed_time_s, reading.speed_kmh
        counts = time_s is not None and time_s != self._time_s
        if counts:
            self._is_told = self._is_told and not self._stands()
            self._has_counted = self._time_s is not None
            self._time_s = time_s
        if counts or speed_kmh not in (None, self._speed_kmh):
            self._changed_at = self._clock.now()
        self._speed_kmh = self._speed_kmh if speed_kmh is None else speed_kmh
        if speed_kmh and self._is_told and self._stands():
            return replace(reading, speed_kmh=0.0)
        return reading

    def _stands(self) -> bool:
        return self._has_counted and self._clock.now() - self._changed_at >= FROZEN_S
