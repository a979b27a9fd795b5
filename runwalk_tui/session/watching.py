"""Follows the session that another process runs, from the journal alone.

Whoever watches only reads: nothing that happens here, a hang or a crash included, reaches the belt.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from math import ceil
from pathlib import Path
from typing import NamedTuple

from runwalk_tui.journal.reader import Journal, journal_stamp
from runwalk_tui.session import sentences_of_sessions as shown
from runwalk_tui.session.feed import Listener
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import METRES, clock, distance, speed, speed_unit
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.session import Phase, Session

LATE_S = 5.0
"""A session that has written nothing for so long is not shown as if its clock went on."""

NEWEST = 8
"""So many sessions of a journal are looked at: one that runs is among its newest."""


class Watched:
    """A session that another process records, as far as it has been read.

    Args:
        file: The journal that it is recorded in.
        session_id: Which session of that journal.

    Attributes:
        session: The state as of the last event that was read.
    """

    def __init__(self, file: Path, session_id: int) -> None:
        self._file, self._id = file, session_id
        self._journal: Journal | None = None
        self._stamp: object = None
        self._count = 0
        self._read_at = 0.0
        self.session = Session()

    def close(self) -> None:
        """Gives the journal back, which one connection reads from the first look on."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def look(self, now: float) -> list[ev.Event]:
        """Read and return the events recorded since the last look.

        Args:
            now: Seconds from any origin, for `view`.

        Raises:
            StoreError: If the journal cannot be read.
            EventError: If a newer program records it.
        """
        stamp = journal_stamp(self._file)
        if stamp == self._stamp:
            return []
        new = list(self._opened().events(self._id, self._count))
        self._stamp = stamp
        for event in new:
            self.session = evolve(self.session, event)
        self._count += len(new)
        if new:
            self._read_at = now
        return new

    def view(self, now: float) -> Session:
        """The session as it stands now, for at most `LATE_S` after what was read last."""
        return advance(self.session, self.session.t + min(LATE_S, now - self._read_at))

    def is_over(self) -> bool:
        """Return True if its end was read, or the process that recorded it is gone.

        Raises:
            StoreError: If the journal cannot be read.
        """
        if self.session.phase is Phase.ENDED:
            return True
        return not self._opened().is_running(self._id)

    def _opened(self) -> Journal:
        if self._journal is None:
            self._journal = Journal.open(self._file)
        return self._journal


def running_session(journals: Sequence[Path]) -> Watched | None:
    """Return the newest session that a living process records in one of these files, if any.

    Raises:
        StoreError: If a journal cannot be read.
    """
    for file in journals:
        if not file.exists():
            continue
        with Journal.open(file) as journal:
            for row in journal.sessions(most=NEWEST):
                if row.outcome == "running":
                    return Watched(file, row.id)
    return None


class WatchedFeed:
    """A feed over what is watched, for a screen; nothing that is pressed there goes anywhere.

    Args:
        watched: The session.
        wall: Seconds of the viewer's clock, monotonic.
    """

    def __init__(self, watched: Watched, wall: Callable[[], float]) -> None:
        self._watched, self._wall = watched, wall
        self._listeners: list[Listener] = []

    @property
    def session(self) -> Session:
        """The state as of the last event that was read."""
        return self._watched.session

    @property
    def trouble(self) -> None:
        """None: what is wrong beside the workout is said where it runs."""

    @property
    def transport(self) -> None:
        """None: time is the real one."""

    def reading(self) -> Callable[[], list[ev.Event]]:
        """Return a function that reads the new events in any thread; `tell` passes them on."""
        return partial(self._watched.look, self._wall())

    def tell(self, events: Sequence[ev.Event]) -> None:
        """Pass events that were read on to the listeners."""
        for event in events:
            for listener in tuple(self._listeners):
                listener(event)

    def is_over(self) -> bool:
        """Return True if it has ended, or the process that recorded it is gone."""
        return self._watched.is_over()

    def now(self) -> float:
        """Session time at this moment, in seconds."""
        return self.view().t

    def view(self) -> Session:
        """The session as it stands now."""
        return self._watched.view(self._wall())

    def hold_s(self) -> float:
        """Zero: whoever watches drives no belt."""
        return 0.0

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Makes `tell` call ``listener``; returns a function that ends it."""
        self._listeners.append(listener)

        def end() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return end

    def act(self, act: ev.Act, value: float | None = None) -> None:
        """Does nothing: whoever watches drives no belt."""


class Picture(NamedTuple):
    """A session in words, for who looks at it from elsewhere.

    Attributes:
        name: The step or the phase, in capitals.
        kind: "run", "walk", "alarm", or "" where nobody is on the way.
        left: Time left in the step; empty if that is not known.
        figures: Speed and heart rate.
        done: How far it is.
        speed: In km/h or mph; None if the belt was not heard.
        bpm: None if the strap was not, or is in doubt.
        practice: That it is practice; empty if it is not.
    """

    name: str
    kind: str = ""
    left: str = ""
    figures: str = ""
    done: str = ""
    speed: float | None = None
    bpm: int | None = None
    practice: str = ""


def picture_of(session: Session, units: Units) -> Picture:
    """Return the picture of a session that a page draws."""
    name, kind, left = _step(session)
    done = ""
    if session.plan is not None:
        so_far, whole = clock(session.active_s), clock(session.plan.planned_s)
        of = shown.OF_TIME.format(so_far=so_far, whole=whole)
        done = f"{of} · {distance(session.distance_m, units)} {units}"
    practice = shown.PRACTICE if session.virtual else ""
    if session.phase is Phase.ENDED:
        return Picture(name, done=done, practice=practice)
    kmh, heart = session.belt.speed_kmh, session.heart
    is_sure = heart.doubt(session.t) is None
    figures = [] if kmh is None else [f"{speed(kmh, units)} {speed_unit(units)}"]
    if heart.bpm is not None:
        figures.append(f"{heart.bpm}{'' if is_sure else '?'} bpm")
    cadence = session.pod.cadence_spm(session.t) or session.belt.cadence_spm(session.t)
    if cadence is not None:
        figures.append(f"{cadence:.0f} spm")
    return Picture(
        name,
        kind,
        left,
        " · ".join(figures),
        done,
        None if kmh is None else round(kmh * 1000 / METRES[units], 1),
        heart.bpm if is_sure else None,
        practice,
    )


def line_of(session: Session, units: Units) -> str:
    """Return a session in a line: step and time left in it, speed, heart rate, how far it is.

    For example ``RUN 0:42 · 8.5 km/h · 152 bpm · 12:30 of 29:00 · 1.21 km``.
    """
    shows = picture_of(session, units)
    step = f"{shows.name} {shows.left}".rstrip()
    parts = (step, shows.figures, shows.done, shows.practice)
    return " · ".join(part for part in parts if part)


def _step(session: Session) -> tuple[str, str, str]:
    """The step or the phase, whether it is a run or a walk, and the time left in it."""
    if session.phase is Phase.ENDED:
        return shown.ENDED, "", ""
    if session.belt.may_move:
        return shown.MAY_MOVE, "alarm", ""
    step = session.plan_step
    if session.phase is not Phase.RUNNING or step is None:
        return shown.PHASES.get(session.phase, shown.READY) if session.plan else shown.HEART, "", ""
    left_s = session.step_remaining_s
    kind = "run" if step.kind.is_running else "walk"
    return shown.STEPS[step.kind], kind, "" if left_s is None else clock(ceil(left_s))
