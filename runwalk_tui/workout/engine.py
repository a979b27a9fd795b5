"""Drives a workout: gives it events and time, gets back every event in order.

The runner has no clock and no tasks. The shell calls `Engine.feed` with what happens and
`Engine.advance` when `Engine.next_deadline` has come; both return the whole log of that moment.
"""

from collections import deque
from dataclasses import replace
from math import inf

from runwalk_tui.workout.decide import decide
from runwalk_tui.workout.events import Event, IncreaseAnnounced, Stalled
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.schedule import upcoming
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.speed_gate import NOTICE_S

LATE_S = 2.0
"""Seconds after which a thing due was missed: the program or its computer stood still."""

DELAY_S = 0.05
"""A notice that is given later than that after it was due counts from when it is given."""


def _is_late(event: Event, t: float) -> bool:
    """Return True if a notice would be given so late at ``t`` that it would be too short."""
    return isinstance(event, IncreaseAnnounced) and t - event.t > DELAY_S


def _given(event: Event, t: float) -> Event:
    """A late notice as it is given at ``t``, its seconds counted from then."""
    if not isinstance(event, IncreaseAnnounced):
        return event
    at = max(event.at, t + NOTICE_S)
    return replace(event, t=t, at=at, until=event.until + at - event.at)


class Engine:
    """One session under way; ``session`` is its state as of the last event.

    Args:
        session: The state to go on from; by default nothing has happened yet.
    """

    def __init__(self, session: Session | None = None) -> None:
        self.session = session or Session()
        self._foreseen: tuple[Session, Event | None] | None = None

    def next_deadline(self) -> float | None:
        """The session time of the next `advance`; None if nothing is due."""
        event = self._upcoming()
        return None if event is None else event.t

    def advance(self, t: float) -> list[Event]:
        """Everything that time alone brings up to and at ``t``, in order.

        What was due more than `LATE_S` before comes after word that the program stood still. An
        increase is announced after all that was due before, in time for its notice.
        """
        log: list[Event] = []
        while (event := self._upcoming()) is not None and event.t <= t:
            missed = t - event.t > LATE_S and self.session.stalled is None
            if missed:
                event = Stalled(self.session.t, until=t)
            elif _is_late(event, t):
                before = upcoming(self.session, announces=False)
                due = before is not None and before.t <= t
                event = before if before is not None and due else _given(event, t)
            log += self._apply(event, t)
        return log

    def feed(self, event: Event) -> list[Event]:
        """Take an event; return it, after all that was due before and before all that follows.

        An event dated before the session's present happens at the present: a log never goes back.
        One at the present itself comes before what time brings then.
        """
        if event.t > self.session.t:
            return self.advance(event.t) + self._apply(event)
        if event.t < self.session.t:
            event = replace(event, t=self.session.t)
        return self._apply(event)

    def _upcoming(self) -> Event | None:
        """Return what time alone brings next, worked out once for each state."""
        if self._foreseen is None or self._foreseen[0] is not self.session:
            self._foreseen = self.session, upcoming(self.session)
        return self._foreseen[1]

    def _apply(self, event: Event, now: float = -inf) -> list[Event]:
        """Applies ``event`` and what follows, dated like it; drops announcements that are late."""
        log: list[Event] = []
        waiting = deque([event])
        while waiting:
            event = waiting.popleft()
            self.session = evolve(self.session, event)
            log.append(event)
            follows = decide(self.session, event)
            waiting.extend(one for one in follows if not _is_late(one, now))
        return log
