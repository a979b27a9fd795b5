"""The powers of a test of functional threshold power, as far as its result needs them."""

from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True)
class FtpTrail:
    """The power pedalled in the steps of an FTP test.

    Attributes:
        samples: Time and power of the last minute's readings.
        best_minute_w: The highest mean of a minute so far.
        joules, seconds: The work of all readings, and how long they held.
        read_at: When a power was read last.
        failing_since: When the cadence fell below what a ramp needs; None while it does not.
    """

    samples: tuple[tuple[float, float], ...] = ()
    best_minute_w: float = 0.0
    joules: float = 0.0
    seconds: float = 0.0
    read_at: float | None = None
    failing_since: float | None = None
