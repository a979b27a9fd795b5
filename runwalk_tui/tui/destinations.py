"""What a runner chose on a screen, for the command line to carry out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Run the plan of this name."""

    plan_name: str


@dataclass(frozen=True, slots=True)
class Replay:
    """Replay the session of this number, or the last one."""

    session: str = "last"


@dataclass(frozen=True, slots=True)
class Heart:
    """Show the heart rate alone."""


@dataclass(frozen=True, slots=True)
class EditProfile:
    """Change what is known of the runner."""


@dataclass(frozen=True, slots=True)
class SwitchRunner:
    """Somebody else runs: the next one of those who have a profile."""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """Put a new workout together."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A form was left without an answer."""


@dataclass(frozen=True, slots=True)
class Devices:
    """Look at the devices; ``said`` is what there is to say to begin with."""

    said: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Check the treadmill of this address."""

    address: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Nobody is there any more: the program was asked to go, or its terminal was closed."""


Choice = Run | Replay | Heart | Devices | Check | Leave

HomeChoice = Choice | EditProfile | SwitchRunner | NewPlan
