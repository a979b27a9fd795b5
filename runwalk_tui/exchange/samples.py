"""A recorded session second by second, as files for other programs want it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from runwalk_tui.workout.belt import HOLD_S
from runwalk_tui.workout.events import Event
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session, advance

LONGEST_S = 172_800
"""Two days: whatever claims to be longer is no workout."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The session at second ``t``; None where nothing trustworthy was measured.

    ``active_s`` is the workout's clock, which stands in a pause.
    """

    t: int
    phase: Phase
    active_s: float
    kind: Kind | None
    speed_kmh: float | None
    incline_percent: float | None
    distance_m: float
    heart_bpm: int | None


def fold(events: Iterable[Event]) -> Session:
    """The session after all of its events."""
    session = Session()
    for event in events:
        session = evolve(session, event)
    return session


def samples(events: Sequence[Event]) -> Iterator[Sample]:
    """Each whole second from the workout's first step to the last event.

    Raises:
        ValueError: If the session claims to be longer than `LONGEST_S`.
    """
    if events and events[-1].t > LONGEST_S:
        raise ValueError(f"it lasts {events[-1].t:.0f} s: that is no workout")
    session = Session()
    second = 0
    for event in events:
        while second < event.t:
            if session.records:
                yield _sample(advance(session, second), second)
            second += 1
        session = evolve(session, event)
    if session.records and second <= session.t:
        yield _sample(session, second)


def _sample(session: Session, second: int) -> Sample:
    belt, heart = session.belt, session.heart
    is_fresh = belt.read_at is not None and second - belt.read_at <= HOLD_S
    return Sample(
        t=second,
        phase=session.phase,
        active_s=session.active_s,
        kind=session.step.kind if session.step else None,
        speed_kmh=belt.speed_kmh if is_fresh else None,
        incline_percent=belt.tilt_percent if is_fresh else None,
        distance_m=session.distance_m,
        heart_bpm=heart.bpm if heart.doubt(second) is None else None,
    )
