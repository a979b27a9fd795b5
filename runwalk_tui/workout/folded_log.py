"""The events of a session with its state at any moment, folded once, and no further than seen."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from runwalk_tui.workout.events import Event
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.session import Session

CHECKPOINT: Final = 64
"""The folded state is kept every so many events, so that going back folds at most so many again."""


Check = Callable[[Event, Session], None]
"""Raises an exception if an event makes no sense in a state."""

Fault = Callable[[int, Exception], None]
"""Is told the place of an event that was skipped, and why."""


class FoldedLog:
    """Events in order of time, and the states that they lead to.

    Attributes:
        events: All of them; change nothing in it.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._times: list[float] = []
        self._state = Session()
        self._count = 0
        self._states = [self._state]
        self._skipped: set[int] = set()
        self._last: Session | None = None
        self._check: Check = _no_check
        self._tell: Fault = _not_told

    @classmethod
    def to_be_folded(
        cls, events: Iterable[Event], check: Check, tell: Fault, last: Session | None = None
    ) -> "FoldedLog":
        """Return a log that is folded as far as it is read; faulty events are told and skipped.

        Args:
            events: In order of time.
            check: Is asked about each of them first.
            tell: Is told of those that are skipped.
            last: The state after all of them, where that is known.
        """
        log = cls()
        log.events = list(events)
        log._times = [event.t for event in log.events]
        log._check, log._tell, log._last = check, tell, last
        return log

    @property
    def last(self) -> Session:
        """The state after the last event."""
        if self._last is not None:
            return self._last
        self.fold_to(len(self.events))
        return self._state

    def add(self, event: Event) -> None:
        """Folds one more event.

        Raises:
            Exception: If it cannot be folded; then it is not there.
        """
        self._state, self._last = evolve(self._state, event), None
        self.events.append(event)
        self._times.append(event.t)
        self._take_one()

    def fold_to(self, count: int) -> None:
        """Fold the first ``count`` events, as far as that is not done yet."""
        for place in range(self._count, min(count, len(self.events))):
            event = self.events[place]
            try:
                self._check(event, self._state)
                self._state = evolve(self._state, event)
            except Exception as error:  # noqa: BLE001 (it is told, and the rest is shown)
                self._skipped.add(place)
                self._tell(place, error)
            self._take_one()

    def fold_ahead(self, count: int) -> None:
        """Fold ``count`` more events ahead of the reader."""
        self.fold_to(self._count + count)

    def at(self, t: float) -> Session:
        """The state after every event up to and at ``t``, as it was seen at ``t``."""
        count = bisect_right(self._times, t)
        if count == len(self.events) and self._last is not None:
            return advance(self._last, t)
        self.fold_to(count)
        checkpoint = count // CHECKPOINT
        session = self._states[checkpoint]
        for place in range(checkpoint * CHECKPOINT, count):
            if place not in self._skipped:
                session = evolve(session, self.events[place])
        return advance(session, t)

    def between(self, after: float, until: float) -> Sequence[Event]:
        """The events later than ``after`` and not later than ``until``."""
        return self.events[bisect_right(self._times, after) : bisect_right(self._times, until)]

    def _take_one(self) -> None:
        self._count += 1
        if self._count % CHECKPOINT == 0:
            self._states.append(self._state)


def _no_check(event: Event, session: Session) -> None:
    """Has nothing against it."""


def _not_told(place: int, error: Exception) -> None:
    """Ignore an event that cannot be read."""
