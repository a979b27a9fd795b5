#!/usr/bin/env bash
# Expected: Where a treadmill has a field but no value, it sends a reserved one, "Data Not Available"
#   (FTMS 1.0.1, section 4.4: 0xFFFF and 0xFF for energy, 0x7FFF for force and power), and a decoder
#   gives None for it, as it does for a field whose flag is clear.
# Happens: bluetooth-sig 0.6.0 hands out 65,535 kcal, 65,535 kcal an hour, 255 kcal a minute, and a force
#   and a power of 32,767.
# Matters: A treadmill that has the field and does not count yet is shown with 65,535 kcal at the first
#   notification, and a sum or a maximum over the session keeps it for good.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check bluetooth-sig==0.6.0
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from struct import pack

from bluetooth_sig import BluetoothSIGTranslator

print("bluetooth-sig", version("bluetooth-sig"))
ENERGY, FORCE_AND_POWER = 1 << 7, 1 << 12
read = BluetoothSIGTranslator().parse_characteristic
packet = pack("<HHHHBhh", ENERGY | FORCE_AND_POWER, 850, 0xFFFF, 0xFFFF, 0xFF, 0x7FFF, 0x7FFF)
found = read("2ACD", packet)
names = ("total_energy", "energy_per_hour", "energy_per_minute", "force_on_belt", "power_output")
values = [getattr(found, name) for name in names]
print(packet.hex(), *map("{}={}".format, names, values))
assert found.instantaneous_speed == 8.5
assert values == [65535, 65535, 255, 32767, 32767]
without = read("2ACD", pack("<HH", 0, 850))
assert [getattr(without, name) for name in names] == [None] * 5, "a clear flag gives None"
PYTHON
