#!/usr/bin/env bash
# Expected: Treadmill Data (2ACD) whose flag "More Data" is set holds no speed: it is the first part
#   of a record that did not fit into one packet (Fitness Machine Service 1.0.1, section 4.9.1.1).
# Happens: walkingpad-controller 0.5.1 takes two octets as the speed from every packet. Of a record in
#   two parts at 6.00 km/h it reads the distance of the first part as a speed: 6.0, 1.0, 6.0, 1.01
#   km/h and so on, a wrong one of each two; and after 800 m at a standstill it reads a belt at 8 km/h.
# Matters: A speed that jumps each second looks like a hand at the console; a false one like a
#   belt that moves, or stands.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check walkingpad-controller==0.5.1
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from struct import pack

from walkingpad_controller.ftms import FTMSController

print("walkingpad-controller", version("walkingpad-controller"))
MORE_DATA, DISTANCE, ELAPSED = 1 << 0, 1 << 2, 1 << 10


def speeds(km_h: float, *metres: int) -> list[float]:
    """What is read after each packet of records in two parts."""
    controller, read = FTMSController(), []
    for seconds, distance in enumerate(metres):
        first = pack("<H", MORE_DATA | DISTANCE) + distance.to_bytes(3, "little")
        second = pack("<HHH", ELAPSED, round(km_h * 100), seconds)
        for octets in (first, second):
            controller._on_treadmill_data(0, bytearray(octets))
            read.append(controller.status.speed)
    return read


moving, standing = speeds(6.0, 100, 101), speeds(0.0, 800)
print("at 6.0 km/h:", moving, "| at a standstill:", standing)
assert moving == [1.0, 6.0, 1.01, 6.0]
assert standing == [8.0, 0.0]
PYTHON
