"""The interface through which a screen sees a session, live or replayed."""

from collections.abc import Callable, Sequence
from typing import Protocol

from runwalk_tui.workout.events import Act, Event
from runwalk_tui.workout.session import Session

Listener = Callable[[Event], None]
"""Called with each event as it is folded in; must not block."""

Gap = tuple[float, float]
"""From and to, in seconds of a recording, between two parts of a session."""


def played(t: float, gaps_s: Sequence[Gap]) -> float:
    """Seconds that playing takes to come from the beginning of a recording to ``t``."""
    return t - sum(min(t, end) - begin for begin, end in gaps_s if t > begin)


def unplayed(seconds: float, gaps_s: Sequence[Gap]) -> float:
    """Return the moment of a recording after ``seconds`` of playing: the inverse of `played`."""
    t = seconds
    for begin, end in gaps_s:
        if t >= begin:
            t += end - begin
    return t


class Transport(Protocol):
    """The controls of a recording; a live feed has none.

    Attributes:
        is_playing: Whether time passes.
        rate: Seconds of the recording in one second, 1 to 60.
        duration_s: Length of the recording.
        marks_s: Where its steps begin, ascending.
        begins_s: Where it is played from.
        gaps_s: Where nothing was recorded between two parts, from and to, ascending.
    """

    rate: float
    duration_s: float
    marks_s: Sequence[float]
    begins_s: float
    gaps_s: Sequence[Gap]

    @property
    def is_playing(self) -> bool: ...

    def catch_up(self) -> None:
        """Tells the listeners the events that playing has passed since the last call."""

    def toggle(self) -> None:
        """Plays or pauses; at the end, plays from the beginning."""

    def faster(self) -> None:
        """The next higher rate."""

    def slower(self) -> None:
        """The next lower rate."""

    def seek(self, t: float) -> None:
        """Goes to ``t`` seconds, clamped to the recording."""

    def seek_by(self, seconds: float) -> None:
        """Goes forward, or back if negative."""

    def seek_step(self, steps: int) -> None:
        """Goes to the beginning of a step: 1 the next, -1 this one or the one before."""


class Feed(Protocol):
    """The source of a session's events.

    Attributes:
        session: The state as of the last event; `Feed.view` is what screens draw.
        transport: How to move in time; None when time is the real one.
        trouble: What is wrong beside the workout, in one line: it goes on, but is not recorded.
    """

    @property
    def session(self) -> Session: ...

    @property
    def trouble(self) -> str | None: ...

    @property
    def transport(self) -> Transport | None: ...

    def now(self) -> float:
        """Session time at this moment, in seconds."""

    def view(self) -> Session:
        """The session as it stands at `now`."""

    def hold_s(self) -> float:
        """Seconds by which to put off a frame: a change of speed has the event loop first."""

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls ``listener`` with each event from now on; returns a function that ends it."""

    def act(self, act: Act, value: float | None = None) -> None:
        """Passes on what the runner wants; without effect on a recording."""
