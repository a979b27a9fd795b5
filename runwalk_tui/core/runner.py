"""Drives a workout: gives it events and time, gets back every event in order.

The runner has no clock and no tasks. The shell calls `Runner.feed` with what happens and
`Runner.advance` when `Runner.next_deadline` has come; both return the whole log of that moment.
"""

from collections import deque
from dataclasses import replace

from runwalk_tui.core.decide import decide
from runwalk_tui.core.events import Event, Stalled
from runwalk_tui.core.evolve import evolve
from runwalk_tui.core.schedule import upcoming
from runwalk_tui.core.session import Session

LATE_S = 2.0
"""What is noticed so long after it was due was missed: the program or its computer stood still."""


class Runner:
    """One session under way; ``session`` is its state as of the last event."""

    def __init__(self) -> None:
        self.session = Session()
        self._foreseen: tuple[Session, Event | None] | None = None

    def next_deadline(self) -> float | None:
        """When `advance` has to be called next, in session seconds; None if nothing is due."""
        event = self._upcoming()
        return None if event is None else event.t

    def advance(self, t: float) -> list[Event]:
        """Everything that time alone brings up to and at ``t``, in order.

        What was due more than `LATE_S` before comes after word that the program stood still.
        """
        log: list[Event] = []
        while (event := self._upcoming()) is not None and event.t <= t:
            missed = t - event.t > LATE_S and self.session.stalled is None
            log += self._apply(Stalled(self.session.t, until=t) if missed else event)
        return log

    def feed(self, event: Event) -> list[Event]:
        """``event``, after what was due before it and followed by what it leads to.

        An event dated before the session's present happens at the present: a log never goes back.
        One at the present itself comes before what time brings then.
        """
        if event.t > self.session.t:
            return self.advance(event.t) + self._apply(event)
        if event.t < self.session.t:
            event = replace(event, t=self.session.t)
        return self._apply(event)

    def _upcoming(self) -> Event | None:
        """What time alone brings next, worked out once for each state."""
        if self._foreseen is None or self._foreseen[0] is not self.session:
            self._foreseen = self.session, upcoming(self.session)
        return self._foreseen[1]

    def _apply(self, event: Event) -> list[Event]:
        log: list[Event] = []
        waiting = deque([event])
        while waiting:
            event = waiting.popleft()
            self.session = evolve(self.session, event)
            log.append(event)
            waiting.extend(decide(self.session, event))
        return log
