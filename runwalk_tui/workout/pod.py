"""A running pod on the shoe: cadence, stride, speed and distance, and how far to trust them.

The cadence follows no convention: some pods count the steps of one foot, some those of both. Which
one is found out from the first seconds of walking or running, and holds for that pod.

A pod measures; it never asks anything of the belt. Its speed counts as the session's only where
nothing better measures: without a machine, and while the machine's own is in doubt.
"""

from dataclasses import field
from typing import Final

from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.frozen import dataclass

POD_HOLD_S: Final = 4.0
"""A measurement counts for so long without a new one: some are lost behind a body."""
FASTEST_KMH: Final = 36.0
"""Nobody runs faster for as long as a pod takes to measure."""
RUN_FROM_KMH: Final = 7.2
"""From this speed a person is taken to run."""
STANDS_KMH: Final = 0.5
"""A slower pod says nothing of a foot's convention."""
CERTAIN: Final = 10
"""So many readings more for one convention than for the other decide."""
MOST_VOTES: Final = 20
ONE_FOOT_RUNNING_SPM: Final = 120
"""Fewer steps a minute than this are those of one foot while running."""
STUCK_SPAN_KMH: Final = 2.0
STUCK_S: Final = 20.0
"""A cadence that has not changed for so long, while the speed changed so much, is none."""


@dataclass(frozen=True)
class Pod:
    """The pod as a session knows it.

    Attributes:
        link: The connection.
        pod: The name of the pod that was connected last, or its address.
        speed_kmh: Measured last; None before the first reading.
        read_at: When that was.
        sent_spm: The cadence as sent: of one foot or of both.
        sent_stride_m: The length as sent: of one step or of two; None where it tells none.
        runs: It takes this for running, not walking.
        one_foot: It counts one foot; None while that is not certain.
        votes: Readings that speak for one foot less those that speak for both.
        metres: What it measured since the session began, at rest or not.
        counter_m: Its own counter; None where it has none.
        same_since: Since when its cadence has not changed at all.
        slowest_kmh, fastest_kmh: Its speeds in that time.
        steps: Steps of both feet that it counted while the workout's clock ran.
        dropped: So many readings were left out that no runner could have caused.
        lost_at: When the runner was last told that it was lost.
        back_at: When the runner was told that it is back.
    """

    link: DeviceLink = field(default_factory=DeviceLink)
    pod: str | None = None
    speed_kmh: float | None = None
    read_at: float | None = None
    sent_spm: float = 0.0
    sent_stride_m: float | None = None
    runs: bool = False
    one_foot: bool | None = None
    votes: int = 0
    metres: float = 0.0
    counter_m: float | None = None
    same_since: float = 0.0
    slowest_kmh: float = 0.0
    fastest_kmh: float = 0.0
    steps: float = 0.0
    dropped: int = 0
    lost_at: float | None = None
    back_at: float | None = None

    @property
    def until(self) -> float:
        """The time until which its last measurement counts, in seconds of the session."""
        return 0.0 if self.read_at is None else self.read_at + POD_HOLD_S

    def measures(self, t: float) -> bool:
        """Return True if its measurement counts at ``t``."""
        return self.speed_kmh is not None and self.link.is_up and t < self.until

    def cadence_spm(self, t: float) -> float | None:
        """Steps of both feet a minute; None where it measures none."""
        if not self.measures(t) or not self.speed_kmh or not self.sent_spm or self.is_stuck(t):
            return None
        one_foot = self.one_foot
        if one_foot is None:
            one_foot = speaks_for_one_foot(self.sent_spm, self.speed_kmh, runs=self.runs)
        return self.sent_spm * 2 if one_foot else self.sent_spm

    def stride_m(self, t: float) -> float | None:
        """From one foot's landing to the other's, as runners' watches tell it, in metres.

        The length that is sent is that of one step or of two: the one that speed and cadence fit.
        """
        cadence = self.cadence_spm(t)
        if cadence is None or not self.speed_kmh:
            return None
        step_m = self.speed_kmh / 0.06 / cadence
        sent = self.sent_stride_m
        if not sent:
            return step_m
        return sent / 2 if sent > step_m * 2**0.5 else sent

    def is_stuck(self, t: float) -> bool:
        """Return True if its cadence stays the same whatever the feet do."""
        span_kmh = self.fastest_kmh - self.slowest_kmh
        return span_kmh >= STUCK_SPAN_KMH and t - self.same_since >= STUCK_S


def speaks_for_one_foot(sent_spm: float, speed_kmh: float, *, runs: bool) -> bool:
    """Return True if one reading of moving feet shows a pod that counts one foot.

    Running, both feet take 120 steps a minute and more; a walker's grow with the speed. Users of
    Zwift's RunPod and of NPE's Runn report both conventions.
    """
    if runs or speed_kmh >= RUN_FROM_KMH:
        return sent_spm < ONE_FOOT_RUNNING_SPM
    return sent_spm < 0.7 * (60 + 11 * speed_kmh)
