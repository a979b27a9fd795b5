"""The protocol of one kind of treadmill: its commands, and its reports as values.

What must be true of a belt, and what is done if it is not, is the same for every kind: that is in
the other files of this room. A wire knows which octets are written and how an answer is known.
"""

from collections.abc import Callable
from typing import Literal, Protocol

from runwalk_devices.codecs.ftms.control_point import MachineStatus
from runwalk_devices.codecs.ftms.features import InclinationRange, SpeedRange
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.frozen import dataclass
from runwalk_devices.treadmill.controls import Controls

Speaks = Literal["treadmill", "pad", "fitshow"]
"""Protocols: of the Fitness Machine Service, of WalkingPads, of FitShow."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """The capabilities of a connected treadmill.

    Attributes:
        controllable: It has a control point.
        speed_range: None where it names none that makes sense.
        inclination_range: None where it has no incline.
        tells: It has a machine status, which says what is done at its console.
        speaks: Its protocol, by the virtual machine that has it.
    """

    controllable: bool = False
    speed_range: SpeedRange | None = None
    inclination_range: InclinationRange | None = None
    tells: bool = False
    speaks: Speaks = "treadmill"


@dataclass(frozen=True, slots=True)
class Heard:
    """The receiver of everything that a wire reports.

    Attributes:
        alive: A value has come, whatever it says.
        reading: A record of the belt, in the machine's own units.
        aside: A record that says nothing of the belt.
        status: The machine's own word.
        undecoded: A value that means nothing.
    """

    alive: Callable[[], None]
    reading: Callable[[TreadmillData], None]
    aside: Callable[[TreadmillData], None]
    status: Callable[[MachineStatus], None]
    undecoded: Callable[[], None]


class Wire(Protocol):
    """A kind of treadmill, from one connection on; the methods are called in this order."""

    async def begin(self) -> Controls | None:
        """Return the way to command it, ready for a Stop; None if it only reports.

        Raises:
            BleakError: If the connection is no good.
        """

    async def greet(self, control: Controls) -> None:
        """Prepare the machine for commands; nothing that moves the belt."""

    async def describe(self) -> Capabilities:
        """Return its capabilities, in its own units."""

    async def listen(self) -> None:
        """Have it report the belt.

        Raises:
            BleakError: If it does not.
        """

    async def ask(self) -> None:
        """Poll a machine that reports only when asked; return at once for any other."""

    async def listen_again(self) -> None:
        """Subscribe anew to all that it says."""

    async def touch(self) -> None:
        """Ask for something harmless: a link on which nothing is asked may be ended."""

    def lost(self) -> None:
        """Drop all waiting writes: the connection is gone."""
