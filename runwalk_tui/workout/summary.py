"""Summarise a session: totals, and each step with its heart rate."""

from runwalk_tui.workout.events import Outcome
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session, StepRecord


@dataclass(frozen=True, slots=True)
class KindTotal:
    """The totals of one kind of step, as the energy equations need them."""

    kind: Kind
    active_s: float
    distance_m: float
    climb_m: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A session in numbers; ``outcome`` None while it is under way or was cut off.

    ``mean_bpm`` is over all trusted readings, ``fall_bpm`` the mean over the walks of how far
    the heart rate fell.
    """

    title: str
    opened_at: str
    outcome: Outcome | None
    belt_stopped: bool
    active_s: float
    distance_m: float
    machine_distance_m: float
    mean_bpm: float | None
    peak_bpm: int | None
    fall_bpm: float | None
    steps: tuple[StepRecord, ...]
    totals: tuple[KindTotal, ...]


def summarize(session: Session) -> Summary:
    """The summary of ``session`` as it stands."""
    steps = tuple(step for step in session.records if step.active_s >= 0.5)
    samples = sum(step.samples for step in steps)
    peaks = [step.peak_bpm for step in steps if step.peak_bpm is not None]
    falls = [
        step.fall_bpm for step in steps if step.kind is Kind.WALK and step.fall_bpm is not None
    ]
    return Summary(
        title=session.plan.title if session.plan else "Heart rate",
        opened_at=session.opened_at,
        outcome=session.outcome,
        belt_stopped=session.belt_stopped,
        active_s=session.active_s,
        distance_m=session.distance_m,
        machine_distance_m=session.belt.counter_m,
        mean_bpm=sum(step.beats for step in steps) / samples if samples else None,
        peak_bpm=max(peaks, default=None),
        fall_bpm=sum(falls) / len(falls) if falls else None,
        steps=steps,
        totals=kind_totals(session),
    )


def kind_totals(session: Session) -> tuple[KindTotal, ...]:
    """Time, distance and climb by kind of step, in the order in which the kinds came."""
    records = session.records
    return tuple(
        KindTotal(
            kind,
            active_s=sum(r.active_s for r in records if r.kind is kind),
            distance_m=sum(r.distance_m for r in records if r.kind is kind),
            climb_m=sum(r.climb_m for r in records if r.kind is kind),
        )
        for kind in dict.fromkeys(r.kind for r in records)
    )


def last_walk(session: Session) -> StepRecord | None:
    """The walk that ended last."""
    return next((r for r in reversed(session.done) if r.kind is Kind.WALK), None)
