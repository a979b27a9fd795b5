#!/usr/bin/env bash
# Expected: A client of heart-rate straps that is asked for each beat on its own still tells the heart rate
#   of a notification that holds no beat (a strap sends one a second; at 45 bpm every fourth is without),
#   and hands on the energy that the strap counted.
# Happens: bleakheart 0.2.0 with unpack=True says nothing for a notification without RR intervals: a strap
#   that has none is silent for ever, a slow heart has gaps. The energy is read under one name and
#   looked up under another, so that it is None whatever was sent, with and without unpack.
# Matters: Silence is how a strap that fell off is found. Who counts beats must not take "no beat in this
#   second" for "no strap".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bleakheart==0.2.0 bleak==3.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
from importlib.metadata import version
from struct import pack

from bleakheart import HeartRate

print("bleakheart", version("bleakheart"))
SLOW = [  # 45 bpm: a beat each 1.333 s (1365/1024), a notification each second
    bytearray(pack("<BBH", 0x10, 45, 1365)),
    bytearray(pack("<BB", 0x00, 45)),
    bytearray(pack("<BBH", 0x10, 45, 1365)),
    bytearray(pack("<BBH", 0x10, 45, 1365)),
]
NO_INTERVALS = [bytearray(pack("<BB", 0x00, bpm)) for bpm in (120, 121, 122)]
ENERGY = [bytearray(pack("<BBHH", 0x18, 120, 350, 512))]


class Strap:
    """Notifies what it is told to, as BleakClient would."""

    def __init__(self, packets):
        self.packets = packets

    async def start_notify(self, _characteristic, handler):
        for packet in self.packets:
            await handler(None, packet)

    async def stop_notify(self, _characteristic):
        """Nothing is left to stop."""


def told(packets, unpack):
    got = []
    heart = HeartRate(Strap(packets), callback=got.append, unpack=unpack)
    asyncio.run(heart.start_notify())
    return got


print("45 bpm:", len(told(SLOW, False)), "notifications told as they are,", len(told(SLOW, True)), "by the beat")
print("no intervals:", len(told(NO_INTERVALS, False)), "as they are,", len(told(NO_INTERVALS, True)), "by the beat")
print("energy of 350 kJ:", told(ENERGY, False)[0][3], "and", told(ENERGY, True)[0][3])
assert len(told(SLOW, False)) == 4 and len(told(SLOW, True)) == 3
assert len(told(NO_INTERVALS, False)) == 3 and told(NO_INTERVALS, True) == []
assert told(ENERGY, False)[0][3] is None and told(ENERGY, True)[0][3] is None
PYTHON
