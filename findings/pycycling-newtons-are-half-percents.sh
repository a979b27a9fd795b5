#!/usr/bin/env bash
# Expected: `set_basic_resistance(resistance)` takes newtons, as its docstring says, and turns them into what the
#   trainer takes: page 48 of ANT+ FE-C holds a share of the greatest resistance, in steps of 0.5 %.
# Happens: pycycling 0.4.1 writes the number as it is: 50 goes out as 32 (hex), which a trainer takes
#   for 25 %. No newton comes into it; 200 is 100 %.
# Matters: The same call brakes as hard as the trainer's model goes: 200 "newtons" are all that it has.
#   A caller who means percent gets half, and one who means newtons gets whatever the flywheel allows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pycycling==0.4.1
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
from importlib.metadata import version

from pycycling.tacx_trainer_control import TacxTrainerControl

print("pycycling", version("pycycling"))


class Trainer:
    """Keeps what it is asked for."""

    def __init__(self):
        self.frames = []

    async def write_gatt_char(self, characteristic, data, *rest):
        self.frames.append(bytes(data))


trainer = Trainer()
for asked in (50, 100, 200):
    asyncio.run(TacxTrainerControl(trainer).set_basic_resistance(asked))
    page, level = trainer.frames[-1][4], trainer.frames[-1][11]
    print(f"asked {asked}: page {page}, {level:#04x} in steps of 0.5 % = {level / 2:g} %")
    assert (page, level) == (48, asked)
assert "in newtons" in TacxTrainerControl.set_basic_resistance.__doc__
PYTHON
