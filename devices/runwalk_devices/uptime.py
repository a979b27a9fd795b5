"""The computer's own count of seconds, for a process without an event loop."""

import time


def asleep_s() -> float:
    """Seconds that this computer has slept since it was switched on; 0 if its clock runs on.

    An event loop counts by `time.monotonic`, which stands still meanwhile on Linux and on macOS.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    if hasattr(time, "CLOCK_UPTIME_RAW"):
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    return 0.0


def awake_s() -> float:
    """Seconds since any origin, for a process without an event loop."""
    return time.monotonic()
