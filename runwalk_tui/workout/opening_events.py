"""The events that open a session, or go on with one; each of the others has a file with them."""

from runwalk_tui.workout.event import Event as Event
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.runner import RunnerProfile
from runwalk_tui.workout.vocabulary import MachineKind


@dataclass(frozen=True, slots=True)
class SessionOpened(Event):
    """The first event: everything the rest is read against.

    ``plan`` is None on the heart-rate screen, which drives no belt. ``opened_at`` is the wall
    clock in ISO 8601 with its offset. ``by_hand``: no machine is driven, the runner sets the
    speeds; the belt's readings are then what the runner was told, and none is measured.
    ``origin`` is what recorded a session that was imported, empty for one of our own.
    """

    plan: Plan | None
    runner: RunnerProfile
    opened_at: str
    program: str
    virtual: bool = False
    by_hand: bool = False
    machine: MachineKind = MachineKind.TREADMILL
    origin: str = ""


@dataclass(frozen=True, slots=True)
class SessionResumed(Event):
    """The session goes on after it was stopped, or its program was: a second part of one record.

    ``t`` is the wall clock's, so that the time between the parts is part of the session.
    ``resumed_at`` is the wall clock in ISO 8601 with its offset; the rest is as in `SessionOpened`.
    """

    runner: RunnerProfile
    resumed_at: str
    program: str
    virtual: bool = False
    by_hand: bool = False
    machine: MachineKind = MachineKind.TREADMILL
