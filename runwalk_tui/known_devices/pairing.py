"""Pairs with a device that answers nobody whom it is not paired with."""

from collections.abc import Sequence
from typing import NamedTuple

from runwalk_devices.clock import Clock
from runwalk_devices.transport.adapter import Adapter, Sighting
from runwalk_devices.transport.bonds import PairingError, is_bonded
from runwalk_devices.transport.errors import reason
from runwalk_tui.known_devices import sentences as shown
from runwalk_tui.known_devices.device_words import device_words

LOOKED_FOR_S = 15.0
"""A device is looked for so long, unless another time is wanted."""


class Pairing(NamedTuple):
    """One line on a device that is paired with; True if it was before."""

    line: str
    was_there: bool = False


class NotPairedError(Exception):
    """It is not paired with: one line on why, and what to do."""


async def pair_with(
    adapter: Adapter, clock: Clock, word: str, seconds: float, *, again: bool, anew: str
) -> Pairing:
    """Pairs; returns how it stands now.

    Args:
        adapter: The air.
        clock: Its time.
        word: The device's name or address.
        seconds: It is looked for so long, and again once its bond is undone.
        again: The pairing that there is is undone first.
        anew: What pairs anew, in a few words.

    Raises:
        NotPairedError: If it is not there, or refuses.
    """
    await adapter.bonds.attend(clock)
    try:
        found = await _find(adapter, word, seconds)
        if found is not None and is_bonded(found.device):
            if not again:
                line = shown.PAIRED_ALREADY.format(name=_called(found), anew=anew)
                return Pairing(line, was_there=True)
            await adapter.bonds.forget(found.device, clock)
            found = await _find(adapter, word, seconds)
        if found is None:
            raise NotPairedError(shown.NOT_THERE_TO_PAIR.format(device=word))
        await adapter.bonds.pair(found.device, clock)
    except (PairingError, TimeoutError) as error:
        what = shown.NOT_PAIRED.format(device=word, why=device_words(reason(error)))
        raise NotPairedError(what) from error
    finally:
        adapter.bonds.leave()
    return Pairing(shown.PAIRED.format(name=_called(found)))


async def _find(adapter: Adapter, word: str, seconds: float) -> Sighting | None:
    heard = await adapter.scan(seconds, until=lambda seen: _meant(word, seen) is not None)
    return _meant(word, heard)


def _meant(word: str, seen: Sequence[Sighting]) -> Sighting | None:
    same = [one for one in seen if one.address.casefold() == word.casefold()]
    named = [one for one in seen if one.is_called(word)]
    return next(iter(same or named), None)


def _called(sighting: Sighting) -> str:
    return sighting.name or sighting.address
