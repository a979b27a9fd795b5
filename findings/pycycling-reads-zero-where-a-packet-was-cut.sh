#!/usr/bin/env bash
# Expected: Indoor Bike Data (2AD2) that a bike cuts at 20 octets, the most that fits in a notification
#   with the default ATT MTU of 23 (Matrix bikes do it), reads as the fields before the cut; what is
#   behind it is missing, or the packet is refused.
# Happens: pycycling 0.4.1 reads zero for whatever is missing: a heart rate of 0, an elapsed time of 0.
# Matters: Zero is a value: a heart rate of 0 is "no contact", a time that goes back to 0 a restart. A
#   client has to look at the length itself before it believes any field.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pycycling==0.4.1
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from struct import pack

from pycycling.ftms_parsers.indoor_bike_data import parse_indoor_bike_data

print("pycycling", version("pycycling"))
AVERAGES, CADENCE, DISTANCE, POWER = 1 << 1 | 1 << 3, 1 << 2, 1 << 4, 1 << 6
ENERGY, HEART, TIME = 1 << 8, 1 << 9, 1 << 11
flags = AVERAGES | CADENCE | DISTANCE | POWER | ENERGY | HEART | TIME
whole = pack("<HHHHH", flags, 2500, 2450, 160, 158) + (2497).to_bytes(3, "little")
whole += pack("<hHHBBH", 162, 54, 0, 0, 141, 610)
assert len(whole) == 23
read, cut = parse_indoor_bike_data(whole), parse_indoor_bike_data(whole[:20])
for name, data in (("whole", read), ("cut", cut)):
    print(name, data.instant_power, "W", data.heart_rate, "bpm", data.elapsed_time, "s")
assert (read.instant_power, read.heart_rate, read.elapsed_time) == (162, 141, 610)
assert (cut.instant_power, cut.heart_rate, cut.elapsed_time) == (162, 0, 0)
PYTHON
