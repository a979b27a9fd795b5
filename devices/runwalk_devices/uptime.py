"""The computer's own count of seconds, for a process without an event loop."""

import time
from collections.abc import Callable


def _count_of_sleep() -> Callable[[], float]:
    """A function that tells by two of the system's clocks how long it has slept, seconds."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        clock, runs_on, stands_still = time.clock_gettime, time.CLOCK_BOOTTIME, time.CLOCK_MONOTONIC
    elif hasattr(time, "CLOCK_UPTIME_RAW"):
        clock, runs_on = time.clock_gettime, time.CLOCK_MONOTONIC
        stands_still = time.CLOCK_UPTIME_RAW
    else:
        return lambda: 0.0
    return lambda: clock(runs_on) - clock(stands_still)


asleep_s = _count_of_sleep()
"""Seconds that this computer has slept since it was switched on; 0 if its clock runs on.

An event loop counts by `time.monotonic`, which stands still meanwhile on Linux and on macOS.
"""


def awake_s() -> float:
    """Seconds since any origin, for a process without an event loop."""
    return time.monotonic()
