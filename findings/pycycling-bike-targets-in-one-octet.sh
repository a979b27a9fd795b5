#!/usr/bin/env bash
# Expected: The FTMS control point takes a resistance (op 04) as a signed and a cadence (op 14
#   hex) as an unsigned 16-bit number, and ranges come as signed 16-bit numbers.
# Happens: pycycling 0.4.1 writes both in one octet and a cadence of 90 as 5A instead of B4 00 (it
#   counts in halves); a range that begins at -100 W is read as 65436 W.
# Matters: Some bikes drop the short command without an answer, and a range that begins below zero
#   refuses every target.
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

from pycycling.fitness_machine_service import FitnessMachineService

air = Air()
service = FitnessMachineService(air)
asyncio.run(service.set_target_resistance_level(23))
asyncio.run(service.set_targeted_cadence(90))
print("resistance 23:", air.written[0].hex(), "cadence 90:", air.written[1].hex())
assert air.written == [bytes.fromhex("0417"), bytes.fromhex("145a")]

reading = Air((-100).to_bytes(2, "little", signed=True) + bytes.fromhex("e8030100"))
power = asyncio.run(FitnessMachineService(reading).get_supported_power_range())
print(power)
assert power.minimum_power == 65436 and power.maximum_power == 1000
PYTHON
