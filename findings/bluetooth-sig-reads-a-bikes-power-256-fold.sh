#!/usr/bin/env bash
# Expected: Indoor Bike Data (2AD2) with a resistance level reads as the Fitness Machine Service
#   1.0.1, section 4.9.1, lays it out: a resistance of two octets (sint16), then the power. That is
#   also what every bike sends whose packets are on record (machines of Bowflex, Schwinn, Stages and
#   others in the tests of TrackMyIndoorWorkout).
# Happens: bluetooth-sig 0.6.0 takes one octet for it, as the GATT Specification Supplement says
#   since 2020, whatever the packet's length: a bike at resistance 1.0 and 100 W reads as 25,600 W,
#   and an octet is left over without a word.
# Matters: A target power that is held by what the bike measures would brake at once. The width is to
#   be told from the length of the packet.
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
CADENCE, RESISTANCE, POWER = 1 << 2, 1 << 5, 1 << 6
flags = CADENCE | RESISTANCE | POWER
read = BluetoothSIGTranslator().parse_characteristic


def bike(resistance: bytes):
    packet = pack("<HHH", flags, 1000, 120) + resistance + pack("<h", 100)
    found = read("2AD2", packet)
    print(packet.hex(), found.instantaneous_speed, "km/h", found.instantaneous_power, "W")
    return found


assert bike(pack("<B", 1)).instantaneous_power == 100, "one octet, as in the Supplement"
wide = bike(pack("<h", 10))
assert wide.instantaneous_speed == 10.0
assert wide.instantaneous_power == 25600, "two octets, as in the service's specification"
PYTHON
