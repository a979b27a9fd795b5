#!/usr/bin/env bash
# Expected: General FE Data (page 16 of ANT+ Fitness Equipment) is read as its profile lays it out: octet
#   2 is the elapsed time in 0.25 s, octet 7 holds the capabilities in its low four bits and the
#   state (2 ready, 3 in use, 4 finished) in bits 4 to 6. Tacx sends the same pages over Bluetooth.
# Happens: openant 1.3.4 writes `data[7] & 0x70 >> 4`, which Python reads as `data[7] & (0x70 >> 4)`:
#   the state is taken from the capabilities. A trainer that has virtual speed off and distance on
#   (capabilities 4) is "finished" from the first second on, ready or in use. The capabilities are taken
#   from octet 2 and count up with the clock. An incline of -2.00 % (page 17, sint16) reads 653.36 %.
# Matters: A workout that waits for "in use", or ends with "finished", never begins or ends at once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openant==1.3.4
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from struct import pack

from openant.devices.fitness_equipment import FitnessEquipment, FitnessEquipmentState

print("openant", version("openant"))


class NoRadio:
    """Takes every call of the ANT stick's node and channel."""

    def __getattr__(self, name):
        return lambda *values, **named: NoRadio()


equipment = FitnessEquipment(NoRadio())
TRAINER, READY, IN_USE = 25, 2, 3
seen = []
for quarters, state in ((40, READY), (44, IN_USE), (45, IN_USE)):
    page = pack("<BBBBHBB", 0x10, TRAINER, quarters, 100, 10_000, 140, state << 4 | 4)
    equipment.on_data(page)
    read = equipment.data["fe"]
    seen.append((read.state.name, read.capabilities))
    print(page.hex(), "state sent", state, "read", read.state.name, "| capabilities sent 4, read", read.capabilities)
equipment.on_data(pack("<BBBBhBB", 0x11, TRAINER, 255, 255, -200, 40, IN_USE << 4))
print("incline sent -2.00 %, read", equipment.data["fe"].incline)
assert seen == [("Finished", 40 & 15), ("Finished", 44 & 15), ("Finished", 45 & 15)]
assert FitnessEquipmentState(4).name == "Finished"
assert equipment.data["fe"].incline == 653.36
PYTHON
