"""Pairs with a device that answers nobody whom it is not paired with."""

import asyncio
import sys
from typing import Annotated

from cyclopts import Parameter

from runwalk_devices.clock import Clock
from runwalk_devices.transport.pairing import how_to_pair
from runwalk_tui.cli.option_rules import checked, listening
from runwalk_tui.cli.options import BluetoothAdapter, Seconds
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.known_devices.pairing import LOOKED_FOR_S, NotPairedError, pair_with
from runwalk_tui.session.air import AirOptions, open_air


def pair(
    device: str,
    *,
    again: Annotated[bool, Parameter(help="Remove the old pairing first.")] = False,
    seconds: Seconds = LOOKED_FOR_S,
    adapter: BluetoothAdapter = None,
) -> int:
    """Pair with a device that requires it; one that asks for a code is not supported.

    Parameters
    ----------
    device
        Name or address of the device.
    """
    if sys.platform != "linux":
        raise UsageError(f"pair: {device_words(how_to_pair(device))}")
    seconds = listening(seconds)
    air = checked(AirOptions(adapter=adapter))
    status, line = asyncio.run(paired(device, seconds, air, again=again))
    print(
        line if status == DONE else f"runwalk: {line}", file=None if status == DONE else sys.stderr
    )
    return status


async def paired(word: str, seconds: float, air: AirOptions, *, again: bool) -> tuple[int, str]:
    """The exit status and one line for the runner."""
    clock = Clock()
    async with open_air(air, clock) as adapter:
        try:
            done = await pair_with(adapter, clock, word, seconds, again=again, anew="--again")
        except NotPairedError as error:
            return FAILED, str(error)
        return DONE, done.line
