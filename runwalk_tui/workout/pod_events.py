"""Events of a running pod: its measurements, and the conclusions from them."""

from runwalk_tui.workout.event import Event
from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PodKnown(Event):
    """The facts that earlier sessions learned about the connected pod.

    ``one_foot``: its cadence is that of one foot, or of both; None while nobody knows.
    """

    one_foot: bool | None = None


@dataclass(frozen=True, slots=True)
class PodReading(Event):
    """A measurement by the running pod, as it was sent; None where a value is absent.

    ``cadence_spm`` counts one foot or both, ``stride_m`` is one step or two, ``distance_m`` is the
    pod's own counter. ``running``: the pod takes this for running, not walking.
    """

    speed_kmh: float
    cadence_spm: float = 0.0
    stride_m: float | None = None
    distance_m: float | None = None
    running: bool = False


@dataclass(frozen=True, slots=True)
class FeetCounted(Event):
    """The pod's cadence is that of ``one_foot``, or of both."""

    one_foot: bool
