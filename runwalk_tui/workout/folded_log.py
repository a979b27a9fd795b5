"""The events of a session with its state at any moment, folded once."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from runwalk_tui.workout.events import Event
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Session, advance

CHECKPOINT: Final = 64
"""The folded state is kept every so many events, so that going back folds at most so many again."""


class FoldedLog:
    """Events in order of time, and the states that they lead to.

    Attributes:
        events: All of them; change nothing in it.
        last: The state after the last one.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.last = Session()
        self._times: list[float] = []
        self._states = [self.last]

    def add(self, event: Event) -> None:
        """Folds one more event.

        Raises:
            Exception: If it cannot be folded; then it is not there.
        """
        self.last = evolve(self.last, event)
        self.events.append(event)
        self._times.append(event.t)
        if len(self.events) % CHECKPOINT == 0:
            self._states.append(self.last)

    def at(self, t: float) -> Session:
        """The state after every event up to and at ``t``, as it was seen at ``t``."""
        count = bisect_right(self._times, t)
        checkpoint = count // CHECKPOINT
        session = self._states[checkpoint]
        for event in self.events[checkpoint * CHECKPOINT : count]:
            session = evolve(session, event)
        return advance(session, t)

    def between(self, after: float, until: float) -> Sequence[Event]:
        """The events later than ``after`` and not later than ``until``."""
        return self.events[bisect_right(self._times, after) : bisect_right(self._times, until)]
