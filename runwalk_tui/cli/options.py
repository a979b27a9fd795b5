"""The options that commands share."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, Token

from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.config.toml import shown


def _whole(_type: object, tokens: Sequence[Token]) -> int:
    """A whole number as it is written: nothing is rounded.

    Raises:
        ValueError: If it is none.
    """
    text = tokens[0].value.strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
        raise ValueError(refusals.NOT_WHOLE.format(text=shown(text)))
    return int(text)


WHOLE = Parameter(converter=_whole)
"""Marks an ``int``: a fraction is refused, not rounded."""

Virtual = Annotated[
    str | None,
    Parameter(
        help="A virtual treadmill and strap instead of the adapter's; trace:FILE.jsonl plays "
        "recorded ones, quirks:NAME,NAME gives them quirks (runwalk devices quirks), "
        "machine:NAME those of a known machine (runwalk devices machines); bike is a smart "
        "trainer in the treadmill's place, pad a WalkingPad, fitshow a "
        "FitShow treadmill; +pod after any of these is a running pod beside it, "
        "+meter or +cadence a sensor on a bike."
    ),
]
Bike = Annotated[
    bool, Parameter(help="A smart trainer in place of a treadmill: its power is what is changed.")
]
Machine = Annotated[
    str | None,
    Parameter(
        help="In place of a treadmill: bike, elliptical, rower or climber. These three are read; "
        "where they take a resistance, it is set."
    ),
]
Cues = Annotated[
    bool,
    Parameter(
        help="No machine: you set the speed, the program says when. For a treadmill without "
        "Bluetooth, or outdoors."
    ),
]
Rate = Annotated[float, Parameter(help="Run the clock this many times faster; virtual only.")]
Headless = Annotated[bool, Parameter(help="No screen: one line per change.")]
Broadcast = Annotated[
    bool, Parameter(help="Show the workout to Zwift and other apps as well, as a treadmill.")
]
Seconds = Annotated[float, Parameter(help="How long to listen, 1 to 60.")]
Json = Annotated[bool, Parameter(help="Print JSON.")]
_Which = Parameter(help="Name or address; default: the chosen one, else the nearest.")
Treadmill = Annotated[str | None, _Which]
Strap = Annotated[str | None, _Which]
Pod = Annotated[str | None, Parameter(help=f"A running pod on the shoe. {_Which.help}")]
BluetoothAdapter = Annotated[
    str | None,
    Parameter(
        help="The Bluetooth adapter to use, on Linux: hci0, hci1, ...; default: the settings'."
    ),
]
RunnerOption = Annotated[str | None, Parameter(help="The runner's name; default: the current one.")]
Practice = Annotated[
    bool, Parameter(help="Practice on virtual devices, which has a journal of its own.")
]
Trace = Annotated[Path | None, Parameter(help="Record every packet in this new file.")]


def option(about: str) -> Parameter:
    """An option whose default the help leaves out, as it says nothing to a reader."""
    return Parameter(help=about, show_default=False)
