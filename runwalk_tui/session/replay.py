"""Plays a recorded session: the same fold over the same events, at the viewer's time."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from math import inf, nextafter

from runwalk_tui.session.feed import Gap, Listener, played, unplayed
from runwalk_tui.workout.events import Act, Event, SessionResumed, StepBegan
from runwalk_tui.workout.folded_log import CHECKPOINT as CHECKPOINT
from runwalk_tui.workout.folded_log import FoldedLog
from runwalk_tui.workout.session import Session

RATES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
AHEAD = 500
"""So many events are folded beside each look, some 3 ms: a viewer who leaps far waits no time."""

STAY_S = 3.0
"""Between two parts of a session the end of the first is shown so long, and no longer."""

BACK_S = 3.0
"""Going back a step within so long of its beginning means the one before it."""


class Recording:
    """A session's events, with its state at any moment of it.

    Args:
        events: In order of time, as the journal keeps them; or folded already.

    Raises:
        ValueError: If there are no events, or they go back in time.
    """

    def __init__(self, events: Sequence[Event] | FoldedLog) -> None:
        log = events if isinstance(events, FoldedLog) else _folded(events)
        if not log.events:
            raise ValueError("the recording has no events")
        self._log = log
        self.events: Sequence[Event] = log.events
        self.marks_s = tuple(event.t for event in log.events if isinstance(event, StepBegan))
        self.gaps_s = tuple(
            (before.t + STAY_S, event.t)
            for before, event in pairwise(log.events)
            if isinstance(event, SessionResumed) and event.t > before.t + STAY_S
        )

    @property
    def begins_s(self) -> float:
        """The start of its first step, in seconds; until then a treadmill is being sought."""
        return self.marks_s[0] if self.marks_s else 0.0

    @property
    def last(self) -> Session:
        """The state after the last event."""
        return self._log.last

    @property
    def duration_s(self) -> float:
        """Time of the last event."""
        return self.events[-1].t

    def fold_ahead(self, count: int) -> None:
        """Fold ``count`` more events ahead of the viewer."""
        self._log.fold_ahead(count)

    def at(self, t: float) -> Session:
        """The state after every event up to and at ``t``, as it was seen at ``t``."""
        return self._log.at(t)

    def between(self, after: float, until: float) -> Sequence[Event]:
        """The events later than ``after`` and not later than ``until``."""
        return self._log.between(after, until)


def _folded(events: Sequence[Event]) -> FoldedLog:
    if any(one.t > other.t for one, other in pairwise(events)):
        raise ValueError("the recording goes back in time")
    log = FoldedLog()
    for event in events:
        log.add(event)
    return log


class Replay:
    """A feed over a recording, and its own transport.

    Args:
        recording: What to play.
        wall: Seconds of the viewer's clock, monotonic.
        begins_s: Where it is played from.
    """

    def __init__(
        self, recording: Recording, wall: Callable[[], float], begins_s: float = 0.0
    ) -> None:
        self.recording = recording
        self.rate = RATES[0]
        self.duration_s = recording.duration_s
        self.marks_s: Sequence[float] = recording.marks_s
        self.gaps_s: Sequence[Gap] = recording.gaps_s
        self.begins_s = begins_s
        self._wall = wall
        self._plays = True
        self._anchor_wall = wall()
        self._anchor_t = self.begins_s
        self._told_t = nextafter(self.begins_s, -inf)
        self._listeners: list[Listener] = []
        self._drawn = recording.at(self.begins_s)

    @property
    def session(self) -> Session:
        """The state at `now`."""
        return self.view()

    @property
    def trouble(self) -> None:
        """None: trouble with keeping events is not recorded."""

    @property
    def transport(self) -> "Replay":
        """Return the replay, which is its own transport."""
        return self

    @property
    def is_playing(self) -> bool:
        """True if time passes; it does not any more at the end."""
        return self._plays and self.now() < self.duration_s

    def now(self) -> float:
        """Position in the recording, in seconds."""
        if not self._plays:
            return self._anchor_t
        played_s = (self._wall() - self._anchor_wall) * self.rate
        return self._after(self._anchor_t, played_s)

    def view(self) -> Session:
        """The session at `now`; the state drawn last is kept, as screens ask often."""
        t = self.now()
        if t != self._drawn.t:
            self._drawn = self.recording.at(t)
        return self._drawn

    def hold_s(self) -> float:
        """Zero: nothing in a recording is late."""
        return 0.0

    def catch_up(self) -> None:
        """Tells the listeners the events that playing has passed since the last call."""
        self.recording.fold_ahead(AHEAD)
        t = self.now()
        if t <= self._told_t:
            return
        after, self._told_t = self._told_t, t
        for event in self.recording.between(after, t):
            for listener in tuple(self._listeners):
                listener(event)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Makes `catch_up` call ``listener`` with each event that playing passes, once."""
        self._listeners.append(listener)

        def end() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return end

    def act(self, act: Act, value: float | None = None) -> None:
        """A recording cannot be changed: nothing happens, and no belt hears of it."""

    def toggle(self) -> None:
        """Plays or pauses; at the end, plays from the first step."""
        if self.is_playing:
            self._settle(self.now(), playing=False)
            return
        if self.now() >= self.duration_s:
            self.seek(self.begins_s)
        self._settle(self.now(), playing=True)

    def faster(self) -> None:
        """The next higher rate, at most 60."""
        self._change_rate(1)

    def slower(self) -> None:
        """The next lower rate, at least 1."""
        self._change_rate(-1)

    def seek(self, t: float) -> None:
        """Goes to ``t``, clamped to the recording; what lies between is not told.

        Between two parts of a session there is nothing to see: that is the second one's beginning.
        """
        self.catch_up()
        t = next((end for begin, end in self.gaps_s if begin < t < end), t)
        t = min(max(0.0, t), self.duration_s)
        self._told_t = nextafter(t, -inf)
        self._settle(t, playing=self.is_playing)

    def seek_by(self, seconds: float) -> None:
        """Goes forward, or back if negative; the time between two parts does not count."""
        self.seek(self._after(self.now(), seconds))

    def seek_step(self, steps: int) -> None:
        """Goes to the beginning of a step: 1 the next, -1 this one or the one before."""
        now = self.now()
        if steps > 0:
            index = bisect_right(self.marks_s, now) + steps - 1
            self.seek(self.marks_s[index] if index < len(self.marks_s) else self.duration_s)
        else:
            index = bisect_left(self.marks_s, now - BACK_S) + steps
            self.seek(self.marks_s[index] if index >= 0 else 0.0)

    def _after(self, t: float, seconds: float) -> float:
        """The moment so many played seconds after ``t``."""
        played_s = played(t, self.gaps_s) + seconds
        return min(unplayed(played_s, self.gaps_s), self.duration_s)

    def _change_rate(self, by: int) -> None:
        self._settle(self.now(), playing=self.is_playing)
        index = RATES.index(self.rate) + by
        self.rate = RATES[min(max(0, index), len(RATES) - 1)]

    def _settle(self, t: float, *, playing: bool) -> None:
        """From now on, time passes from ``t``."""
        self._anchor_t, self._anchor_wall, self._plays = t, self._wall(), playing
