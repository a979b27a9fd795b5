"""The keeper of a live session's events."""

from typing import Protocol

from runwalk_tui.workout import events as ev


class Sink(Protocol):
    """Keeps every event.

    Attributes:
        trouble: Why nothing is kept at present; None when all is well.
    """

    @property
    def trouble(self) -> str | None: ...

    def append(self, event: ev.Event) -> None:
        """Takes an event; never blocks."""
