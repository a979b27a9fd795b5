"""Pairs with a device that answers nobody whom it is not paired with."""

import asyncio
import sys
from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter

from runwalk_devices.clock import Clock
from runwalk_devices.transport.adapter import Adapter, Sighting
from runwalk_devices.transport.bonds import PairingError, is_bonded
from runwalk_devices.transport.errors import reason
from runwalk_devices.transport.pairing import how_to_pair
from runwalk_tui.cli import sentences
from runwalk_tui.cli.option_rules import checked, listening
from runwalk_tui.cli.options import BluetoothAdapter, Seconds
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.session.air import AirOptions, open_air


def pair(
    device: str,
    *,
    again: Annotated[bool, Parameter(help="Remove the old pairing first.")] = False,
    seconds: Seconds = 15.0,
    adapter: BluetoothAdapter = None,
) -> int:
    """Pair with a device that requires it; one that asks for a code is not supported.

    Parameters
    ----------
    device
        Name or address of the device.
    """
    if sys.platform != "linux":
        raise UsageError(f"pair: {how_to_pair(device)}")
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
        await adapter.bonds.attend(clock)
        try:
            found = await _find(adapter, word, seconds)
            if found is not None and is_bonded(found.device):
                if not again:
                    return DONE, sentences.PAIRED_ALREADY.format(name=_called(found))
                await adapter.bonds.forget(found.device, clock)
                found = await _find(adapter, word, seconds)
            if found is None:
                return FAILED, sentences.NOT_THERE_TO_PAIR.format(device=word)
            await adapter.bonds.pair(found.device, clock)
        except (PairingError, TimeoutError) as error:
            return FAILED, sentences.NOT_PAIRED.format(device=word, why=reason(error))
        finally:
            adapter.bonds.leave()
    return DONE, sentences.PAIRED.format(name=_called(found))


async def _find(adapter: Adapter, word: str, seconds: float) -> Sighting | None:
    heard = await adapter.scan(seconds, until=lambda seen: _meant(word, seen) is not None)
    return _meant(word, heard)


def _called(sighting: Sighting) -> str:
    return sighting.name or sighting.address


def _meant(word: str, seen: Sequence[Sighting]) -> Sighting | None:
    same = [one for one in seen if one.address.casefold() == word.casefold()]
    named = [one for one in seen if one.is_called(word)]
    return next(iter(same or named), None)
