#!/usr/bin/env bash
# Expected: An ANT+ FE-C frame ends in the exclusive or of all octets before it, as the ANT
#   message protocol says and GoldenCheetah and Auuki do.
# Happens: pycycling 0.4.1 ends it in the sum of all octets after the first, modulo 256: E3 where
#   the exclusive or is 73 (hex) for a target of 150 W.
# Matters: A Tacx trainer that checks its frames ignores every power that it is asked for. The
#   frame must be built by one's own encoder.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pycycling==0.4.1
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
from importlib.metadata import version


class Air:
    """Keeps what would be written, and answers reads with what it was given."""

    def __init__(self, answer=b""):
        self.answer, self.written = answer, []

    async def write_gatt_char(self, characteristic, data, *rest):
        self.written.append(bytes(data))

    async def read_gatt_char(self, characteristic):
        return bytearray(self.answer)


print("pycycling", version("pycycling"))

from functools import reduce
from operator import xor

from pycycling.tacx_trainer_control import TacxTrainerControl

air = Air()
asyncio.run(TacxTrainerControl(air).set_target_power(150))
frame = air.written[0]
exclusive_or = reduce(xor, frame[:-1])
total = sum(frame[1:-1]) & 0xFF
print(frame.hex(), "last octet", hex(frame[-1]), "sum", hex(total), "exclusive or", hex(exclusive_or))
assert frame[:4] == bytes.fromhex("a4094f05") and frame[4] == 49
assert frame[-1] == total != exclusive_or
PYTHON
