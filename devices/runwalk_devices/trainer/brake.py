"""The brakes of machines: what takes a power or a resistance, whichever protocol it speaks."""

from typing import Protocol

from runwalk_devices.codecs.ftms.features import PowerRange, ResistanceRange
from runwalk_devices.frozen import dataclass
from runwalk_devices.treadmill.controls import Answer, Sent


@dataclass(frozen=True, slots=True)
class TrainerCapabilities:
    """The capabilities of a connected machine.

    Attributes:
        controllable: Its brake takes commands.
        powers: What powers it takes; None where it takes none.
        resistances: What resistances it takes; None where it takes none.
    """

    controllable: bool = False
    powers: PowerRange | None = None
    resistances: ResistanceRange | None = None

    @property
    def is_readable_only(self) -> bool:
        """True if nothing can be asked of its brake."""
        return not self.controllable or (self.powers is None and self.resistances is None)


class Brake(Protocol):
    """Takes commands, one after the other."""

    @property
    def is_asleep(self) -> bool:
        """True while what is written would be lost."""

    async def set_power(self, power_w: int, sent: Sent) -> Answer:
        """Brake to a power in watts."""

    async def set_resistance(self, level: float, sent: Sent) -> Answer:
        """Brake with a resistance on the machine's own scale."""
