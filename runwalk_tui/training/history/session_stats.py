"""The numbers of one session that weeks are judged by: derived once, then kept."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from runwalk_tui.workout.frozen import dataclass

VERSION = 6
"""Grows with every change to what `derive_stats` derives: older figures are derived anew."""


@dataclass(frozen=True, slots=True)
class SessionStats:
    """One session, as the coach looks back on it. Seconds are the workout's clock.

    Heart rates are over trusted readings only, and None where there were too few of them.

    Attributes:
        session_id: Its number in the journal.
        opened_at: Wall clock, ISO 8601 with offset.
        plan: Name of its plan; None without one; ``NAME:WEEK.NUMBER`` in a programme.
        title: The plan's title.
        outcome: A value of `runwalk_tui.workout.events.Outcome`, or ``unfinished``.
        total_s: All of it.
        planned_s: What the plan meant it to take.
        distance_m: Measured distance.
        run_s, walk_s: Spent in runs and surges, and in walks; the rest is warm-up and cool-down.
        runs: How many runs were begun.
        ratio: Typical length of a run and of the walk after it, in seconds; None without both.
        mean_bpm, peak_bpm: Of the whole.
        run_bpm, run_kmh: Means over the runs; the belt's speed as it was measured.
        falls_bpm: Of each walk, how far the heart rate fell.
        minute_falls_bpm: Of each walk of a minute or more, how far it fell in its first minute.
        zone_s: Seconds below zone 1, and in zones 1 to 5.
        doubtful_share: How much of the time the heart rate could not be trusted, 0 to 1.
        kcal: By the ACSM equations.
        machine_kcal: The machine's own figure; None where it gave none.
        pain: The worst pain that was noted on the belt, 0 to 10; None where none was noted.
        surge_s: Of the running, spent in surges.
        mile_s: The time over the measured mile of a Magic Mile; None for any other workout.
        is_virtual: It was on a virtual treadmill.
        gain_bpm_kmh, gain_sd: How much the heart rate settles higher for one km/h more, and how
            uncertain that is; None where the session does not tell.
        tau_s, tau_sd: How fast it does so, as a time constant; 0 where the gain is None.
        run_end_bpm: Mean rate at the same second of each run, its last five.
        decoupling: How much less far a heartbeat carried in the last third of the running than in
            the first, as a share; None where there was too little, or with surges.
        held_peak_bpm: The highest rate that was held for 5 s; None where none was trusted so long.
        best_600_m: The farthest that was run in any ten minutes, in metres; None without them.
        steady_vo2, steady_bpm: Oxygen uptake (ml/kg/min) and heart rate of each steady piece.
        cross_met: How hard a machine without a belt was, as a multiple of rest; None of a run.
    """

    session_id: int
    opened_at: str
    plan: str | None
    title: str
    outcome: str
    total_s: float
    planned_s: float
    distance_m: float
    run_s: float
    walk_s: float
    runs: int = 0
    ratio: tuple[float, float] | None = None
    mean_bpm: float | None = None
    peak_bpm: int | None = None
    run_bpm: float | None = None
    run_kmh: float | None = None
    falls_bpm: tuple[float, ...] = ()
    minute_falls_bpm: tuple[float, ...] = ()
    zone_s: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    doubtful_share: float = 0.0
    kcal: float = 0.0
    machine_kcal: float | None = None
    pain: int | None = None
    mile_s: float | None = None
    is_virtual: bool = False
    gain_bpm_kmh: float | None = None
    gain_sd: float = 0.0
    tau_s: float = 0.0
    tau_sd: float = 0.0
    surge_s: float = 0.0
    run_end_bpm: float | None = None
    decoupling: float | None = None
    held_peak_bpm: int | None = None
    best_600_m: float | None = None
    steady_vo2: tuple[float, ...] = ()
    steady_bpm: tuple[float, ...] = ()
    cross_met: float | None = None

    @property
    def metres_a_beat(self) -> float | None:
        """Efficiency factor: metres a minute by beats a minute, over the runs; None if unknown."""
        if self.run_kmh is None or not self.run_bpm:
            return None
        return self.run_kmh * 1000 / 60 / self.run_bpm


TRUSTED_SHARE = 0.8
"""Nothing is concluded from a heart rate that could be trusted for less of the time."""


def can_be_trusted(session: SessionStats) -> bool:
    """Return True if anything may be concluded from the heart rate of a session."""
    return session.doubtful_share <= 1 - TRUSTED_SHARE + 1e-9


def without_heart(session: SessionStats) -> SessionStats:
    """The session with a heart rate from which nothing may be concluded."""
    return replace(session, doubtful_share=1.0)


def until(sessions: Iterable[SessionStats], session_id: int) -> list[SessionStats]:
    """Those before a session, in the order in which they were run."""
    return list(takewhile(lambda session: session.session_id != session_id, sessions))
