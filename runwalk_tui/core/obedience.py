"""Whether a belt follows the speeds that it is asked for, and not only the first of them.

A machine that wants a Start before each target obeys the one that follows its Start, and then none.
"""

from runwalk_tui.core.events import (
    ClockPaused,
    Command,
    CommandProgressed,
    Device,
    Event,
    LinkChanged,
    SpeedAsked,
    SpeedOverridden,
    Stage,
    StopAsked,
)

ENOUGH = 2
"""So many speeds that came to nothing are no accident."""


class Obedience:
    """Call it with each event of a session.

    Attributes:
        followed: How many speeds the belt was seen to come to.
        refused: How many it did not come to, though nobody interfered.
    """

    def __init__(self) -> None:
        self.followed = self.refused = 0
        self._asked_kmh: float | None = None

    def __call__(self, event: Event) -> None:
        """Takes in an event."""
        match event:
            case SpeedAsked():
                self._asked_kmh = event.speed_kmh
            case CommandProgressed(command=Command.SPEED) if event.stage.is_end:
                if event.value is not None and event.value == self._asked_kmh:
                    self._asked_kmh = None
                    self.followed += event.stage is Stage.CONFIRMED
                    self.refused += event.stage is not Stage.CONFIRMED
            case SpeedOverridden() | ClockPaused() | StopAsked():
                self._asked_kmh = None
            case LinkChanged(device=Device.TREADMILL):
                self._asked_kmh = None

    @property
    def was_short(self) -> bool:
        """Whether the belt came to one speed at the most, and to no other."""
        return self.followed <= 1 and self.refused >= ENOUGH
