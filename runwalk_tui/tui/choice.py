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


Choice = Run | Replay | Heart
