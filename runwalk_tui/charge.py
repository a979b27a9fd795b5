"""What a session tells its watchdog, one line at a time."""

from collections.abc import Iterable

import msgspec

from runwalk_tui.airoptions import AirOptions


class Charge(msgspec.Struct, frozen=True):
    """A belt to be stopped if the process that drives it is killed.

    Attributes:
        pid: Of that process.
        air: Where the treadmill is to be found.
        address: Of the treadmill.
    """

    pid: int
    air: AirOptions
    address: str


def to_line(charge: Charge | None) -> bytes:
    """The line that says so; None releases the watchdog."""
    return msgspec.json.encode(charge) + b"\n"


def last_charge(lines: Iterable[bytes]) -> Charge | None:
    """The last charge, once the lines have ended; None if there is nothing to stop."""
    charge = None
    for line in lines:
        charge = msgspec.json.decode(line, type=Charge | None)
    return charge
