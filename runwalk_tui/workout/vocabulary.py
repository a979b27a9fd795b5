"""The enumerations of a session's events: kinds, reasons, stages, outcomes."""

from enum import StrEnum


class Device(StrEnum):
    """The devices a session may have: a machine of whatever kind, and sensors."""

    TREADMILL = "treadmill"
    STRAP = "strap"
    POD = "pod"


class LinkState(StrEnum):
    """The states of a connection."""

    ABSENT = "absent"
    SEARCHING = "searching"
    CONNECTING = "connecting"
    UP = "up"
    LOST = "lost"


class Hindrance(StrEnum):
    """The known reason why a device cannot be connected."""

    ADAPTER = "adapter"
    REFUSED = "refused"
    MUTE = "mute"
    PAIRING = "pairing"


class Act(StrEnum):
    """An act of the runner."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    EXTEND = "extend"
    NUDGE = "nudge"
    STOP = "stop"
    ABANDON = "abandon"
    ACCEPT_UNITS = "accept units"
    PAIN = "pain"
    UNDO_PAIN = "undo pain"


class Report(StrEnum):
    """A treadmill's report on its console and state."""

    STARTED = "started"
    STOPPED = "stopped"
    PAUSED = "paused"
    SAFETY_KEY = "safety key"
    SPEED_CHANGED = "speed changed"
    INCLINE_CHANGED = "incline changed"
    CONTROL_LOST = "control lost"
    RESET = "reset"


class MachineKind(StrEnum):
    """The kind of machine that a session drives, or follows."""

    TREADMILL = "treadmill"
    BIKE = "bike"
    ELLIPTICAL = "elliptical"
    ROWER = "rower"
    CLIMBER = "climber"

    @property
    def has_belt(self) -> bool:
        """True if it moves by itself; every other machine stands once nobody moves it."""
        return self is MachineKind.TREADMILL


class Command(StrEnum):
    """A command to a machine."""

    START = "start"
    SPEED = "speed"
    INCLINE = "incline"
    POWER = "power"
    RESISTANCE = "resistance"
    PAUSE = "pause"
    STOP = "stop"


class Stage(StrEnum):
    """The stages of a command; the last three are ends."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"

    @property
    def is_end(self) -> bool:
        """True if nothing more will be said of the command."""
        return self in (Stage.CONFIRMED, Stage.REJECTED, Stage.UNKNOWN)


class PauseReason(StrEnum):
    """Reasons for the workout's clock to stand."""

    RUNNER = "runner"
    CONSOLE = "console"
    LINK = "link"
    NO_MOTION = "no motion"
    STALLED = "stalled"


class Outcome(StrEnum):
    """The outcomes of a session."""

    FINISHED = "finished"
    STOPPED = "stopped"
    ABORTED = "aborted"
    FAILED = "failed"


class Cue(StrEnum):
    """The kind of a cue: a sound and a text for the runner."""

    READY = "ready"
    COUNTDOWN = "countdown"
    RUN = "run"
    WALK = "walk"
    SPEED_UP = "speed up"
    SET_SPEED = "set speed"
    PAUSED = "paused"
    RESUMED = "resumed"
    FINISHED = "finished"
    STOPPED = "stopped"
    NOTICE = "notice"
    WARNING = "warning"
    ALARM = "alarm"


SORE, TOO_SORE = 4, 6
"""Pain, 0 to 10, from which something has to change, and from which running ends.

The scale is that of the pain-monitoring model (Thomeé; Silbernagel 2007).
"""
