"""A belt's distance held against a running pod's, over pieces at a steady speed.

A pod tells metres by the foot, a treadmill by its motor. Their quotient shows how far the one is
from the other; which of them is right, neither can tell.
"""

from typing import Final

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.frozen import dataclass

STEADY_S: Final = 8.0
"""Both have kept their speed for so long before it counts: they tell a change late."""
BELT_KMH: Final = 0.15
POD_KMH: Final = 1.0
"""Speeds that differ by no more from that at its beginning make one piece; a pod's wavers."""
GAP_S: Final = 3.0
"""Readings further apart than this leave out too much."""
LEAST_M: Final = 200.0
"""Over less, the factor says little, and is not kept."""
LEAST_KMH: Final = 2.0


@dataclass(frozen=True)
class PodComparison:
    """Metres of both, as far as both kept their speed.

    Attributes:
        belt_m, pod_m: Metres by the one and by the other over the same time.
        belt_kmh, pod_kmh: What each said last; None where it said nothing of late.
        belt_at, pod_at: When.
        from_belt_kmh, from_pod_kmh: Their speeds when the present piece began.
        since: When that was.
        is_counting: The workout's clock runs.
    """

    belt_m: float = 0.0
    pod_m: float = 0.0
    belt_kmh: float | None = None
    pod_kmh: float | None = None
    belt_at: float = 0.0
    pod_at: float = 0.0
    from_belt_kmh: float = 0.0
    from_pod_kmh: float = 0.0
    since: float = 0.0
    is_counting: bool = False

    @property
    def factor(self) -> float | None:
        """The belt's metres by the pod's; None while there are none."""
        return self.belt_m / self.pod_m if self.pod_m > 0 else None

    def after(self, event: ev.Event) -> "PodComparison":
        """The comparison after an event of the session."""
        match event:
            case ev.BeltReading(contested=True):
                return replace(self, belt_kmh=None)
            case ev.BeltReading(speed_kmh=float(kmh)):
                return replace(self, belt_kmh=kmh, belt_at=event.t)
            case ev.PodReading():
                return self._pod_read(event.t, event.speed_kmh)
            case ev.ClockStarted():
                return replace(self, is_counting=True, since=event.t)
            case ev.ClockPaused() | ev.SessionEnded():
                return replace(self, is_counting=False)
            case ev.UnitsAsked():
                return PodComparison(is_counting=self.is_counting, since=event.t)
            case _:
                return self

    def _pod_read(self, t: float, pod_kmh: float) -> "PodComparison":
        """Adds the time since the reading before, if it belongs to a steady piece."""
        lapse_s, before_kmh, belt_kmh = t - self.pod_at, self.pod_kmh, self.belt_kmh
        new = replace(self, pod_kmh=pod_kmh, pod_at=t)
        is_whole = before_kmh is not None and lapse_s <= GAP_S and t - self.belt_at <= GAP_S
        if not is_whole or belt_kmh is None or not self._goes_on(belt_kmh, pod_kmh):
            return replace(new, since=t, from_belt_kmh=belt_kmh or 0.0, from_pod_kmh=pod_kmh)
        if not self.is_counting or t - self.since < STEADY_S or before_kmh is None:
            return new
        return replace(
            new,
            belt_m=self.belt_m + belt_kmh / 3.6 * lapse_s,
            pod_m=self.pod_m + (before_kmh + pod_kmh) / 2 / 3.6 * lapse_s,
        )

    def _goes_on(self, belt_kmh: float, pod_kmh: float) -> bool:
        return (
            min(belt_kmh, pod_kmh) >= LEAST_KMH
            and abs(belt_kmh - self.from_belt_kmh) <= BELT_KMH
            and abs(pod_kmh - self.from_pod_kmh) <= POD_KMH
        )
