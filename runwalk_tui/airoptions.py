"""Which air a session breathes: the adapter's or a virtual one, and how fast time passes there."""

from dataclasses import dataclass


class AirError(ValueError):
    """The virtual air that was asked for cannot be made: one line on why and what to do."""


@dataclass(frozen=True, slots=True)
class AirOptions:
    """What the command line says about the radio.

    Attributes:
        virtual: None for the adapter; else the virtual scene's spec, "" for the ordinary one.
        rate: How many times as fast the clock runs; other than 1 only on a virtual air.
        treadmill: Name or address; None leaves it to the settings.
        strap: Name or address; None leaves it to the settings.
        trace: A new file to record every packet in; None records none.
    """

    virtual: str | None = None
    rate: float = 1.0
    treadmill: str | None = None
    strap: str | None = None
    trace: str | None = None
