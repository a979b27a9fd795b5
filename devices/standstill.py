"""Tells that a belt is paused whose machine goes on reporting its speed: its time stands."""

from dataclasses import replace

from devices.clock import Clock
from devices.ftms import MachineStatus, MachineStatusCode, TreadmillData

FROZEN_S = 2.5
"""A time in whole seconds, told once a second, that is the same for so long stands."""


class Standstill:
    """Weighs a reading of the speed against the machine's word and its elapsed time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._time_s: int | None = None
        self._counted_at: float | None = None
        self._is_told = False

    def forget(self) -> None:
        """The connection is gone: whatever was said may have been taken back."""
        self._time_s = self._counted_at = None
        self._is_told = False

    def told(self, status: MachineStatus) -> None:
        """Takes in the machine's own word."""
        if status.is_stop:
            self._is_told = True
        elif status.code is MachineStatusCode.STARTED_OR_RESUMED:
            self._is_told = False

    def weigh(self, reading: TreadmillData) -> TreadmillData:
        """The reading; with a speed of zero where the machine is stopped and its time stands."""
        if reading.elapsed_time_s is not None and reading.elapsed_time_s != self._time_s:
            self._is_told = self._is_told and not self._stands()
            self._counted_at = None if self._time_s is None else self._clock.now()
            self._time_s = reading.elapsed_time_s
        if reading.speed_kmh and self._is_told and self._stands():
            return replace(reading, speed_kmh=0.0)
        return reading

    def _stands(self) -> bool:
        """Whether a time that was seen to count does not count any more."""
        counted_at = self._counted_at
        return counted_at is not None and self._clock.now() - counted_at >= FROZEN_S
