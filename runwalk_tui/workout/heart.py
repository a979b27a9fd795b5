"""The live state of the heart rate."""

from dataclasses import field

from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.trail import Trail

NEW_STRAP_S = 30.0
"""A strap that came in the place of another one is not believed for so long."""


@dataclass(frozen=True)
class Heart:
    """The heart rate and how far it can be trusted.

    Attributes:
        link: The strap's connection.
        strap: The name of the strap that was connected last, or its address.
        by_console: The rate is the treadmill's own, for want of a strap.
        swapped_at: When that came in the place of another one.
        bpm: The last rate; None when the strap could not tell.
        read_at: When it was read.
        contact: Whether the strap touches skin; None when it cannot tell.
        same_bpm, same_since: The last rate there was, and since when it has not changed at all:
            a reading without a rate is no change.
        leapt: The last rate was half or twice the one believed before it.
        recent: Rates of the last 65 s as (t, bpm).
        rr: Beat-to-beat intervals of the last 65 s as (t, those told then, in seconds).
        trace: Rates along the plan, one about every 5 s, as (planned seconds, bpm).
    """

    link: DeviceLink = field(default_factory=DeviceLink)
    strap: str | None = None
    swapped_at: float | None = None
    bpm: int | None = None
    read_at: float | None = None
    contact: bool | None = None
    same_bpm: int | None = None
    same_since: float = 0.0
    leapt: bool = False
    recent: tuple[tuple[float, int], ...] = ()
    rr: tuple[tuple[float, tuple[float, ...]], ...] = ()
    trace: Trail[tuple[float, int]] = field(default_factory=Trail)
    by_console: bool = False

    def doubt(self, t: float) -> str | None:
        """The reason not to believe the rate at ``t``; None when it may be believed.

        A Polar H10 lying on a desk repeated one value for 26 minutes; the longest honest run of
        one value seen is 16 s. Hence 60 s of the same value is frozen. Another strap than before
        may be somebody else's: the runner has heard of it, and may take it off.
        """
        if self.bpm is None or self.read_at is None:
            return "no heart rate"
        if t - self.read_at > 5:
            return "silent"
        if self.contact is False:
            return "off the skin"
        if t - self.same_since >= 60:
            return "frozen"
        if self.leapt:
            return "a leap"
        if self.swapped_at is not None and t - self.swapped_at < NEW_STRAP_S:
            return "another strap"
        return None

    def beats(self, since: float) -> list[tuple[float, float]]:
        """Beat-to-beat intervals told after ``since`` as (t, seconds)."""
        return [(t, rr_s) for t, told_s in self.rr if t > since for rr_s in told_s]

    def mean_bpm(self, since: float) -> float | None:
        """Mean of the rates read after ``since``; None if there was none."""
        rates = [bpm for t, bpm in self.recent if t > since]
        return sum(rates) / len(rates) if rates else None
