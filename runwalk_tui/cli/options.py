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
        help=(
            "Use a virtual treadmill and strap. trace:FILE.jsonl plays a recording; "
            "quirks:NAME,NAME adds quirks ('runwalk devices quirks'); machine:NAME copies"
            " a known machine ('runwalk devices machines'). bike is a smart trainer, pad "
            "a WalkingPad, fitshow a FitShow treadmill. +pod adds a running pod, +meter "
            "or +cadence a sensor on the bike."
        )
    ),
]
Bike = Annotated[
    bool, Parameter(help="Use a smart trainer instead of a treadmill; the program sets its power.")
]
Machine = Annotated[
    str | None,
    Parameter(
        help=(
            "Use another machine: bike, elliptical, rower or climber. The last three "
            "are read, and their resistance is set if they accept it."
        )
    ),
]
Cues = Annotated[
    bool,
    Parameter(
        help=(
            "Use no machine: the program says when, you set the speed. For a treadmill "
            "without Bluetooth, or outdoors."
        )
    ),
]
Rate = Annotated[float, Parameter(help="Run the clock this many times faster; virtual only.")]
Headless = Annotated[bool, Parameter(help="Print a line per change instead of a screen.")]
Broadcast = Annotated[
    bool, Parameter(help="Also show the workout to Zwift and other apps, as a treadmill.")
]
Seconds = Annotated[float, Parameter(help="Seconds to listen, 1 to 60.")]
Json = Annotated[bool, Parameter(help="Print JSON.")]
_Which = Parameter(help="Name or address. Default: the chosen one, else the nearest.")
Treadmill = Annotated[str | None, _Which]
Strap = Annotated[str | None, _Which]
Pod = Annotated[
    str | None,
    Parameter(
        help="Running pod on the shoe: name or address. Default: the chosen one, else the nearest."
    ),
]
BluetoothAdapter = Annotated[
    str | None,
    Parameter(help="Bluetooth adapter on Linux: hci0, hci1, ... Default: the settings'."),
]
RunnerOption = Annotated[
    str | None, Parameter(help="Name of the runner. Default: the current one.")
]
Practice = Annotated[bool, Parameter(help="Use the practice journal, for virtual devices.")]
Trace = Annotated[Path | None, Parameter(help="Record every packet in this new file.")]


def option(about: str) -> Parameter:
    """An option whose default the help leaves out, as it says nothing to a reader."""
    return Parameter(help=about, show_default=False)
