#!/usr/bin/env bash
# Expected: ph4-walkingpad keeps commands apart by Controller.minimal_cmd_space (0.69 s), because a
#   WalkingPad drops one that comes sooner: it waits for what is left of that time.
# Happens: Version 1.0.2 waits for as long as has passed since the last command. A second command
#   right after the first goes out within milliseconds; one after 0.5 s waits half a second more,
#   0.31 s longer than it has to.
# Matters: A speed and then a stop, the two that a run/walk change and a frightened runner send, are
#   the pair that comes closest together, and the pad drops the stop.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ph4-walkingpad==1.0.2
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import time
from importlib.metadata import version

from ph4_walkingpad.pad import Controller

print("ph4-walkingpad", version("ph4-walkingpad"))


async def gap_s(pause_s: float) -> float:
    """Returns how far apart a speed and a stop are written, the stop asked ``pause_s`` after."""
    written = []

    class Pad(Controller):
        async def send_cmd_raw(self, cmd):
            self.last_cmd_time = time.time()
            written.append(self.last_cmd_time)

    pad = Pad()
    assert pad.minimal_cmd_space == 0.69
    await pad.change_speed(60)
    await asyncio.sleep(pause_s)
    await pad.stop_belt()
    return written[1] - written[0]


at_once, later = asyncio.run(gap_s(0.0)), asyncio.run(gap_s(0.5))
print(f"asked at once: {at_once:.3f} s apart; asked after 0.5 s: {later:.3f} s apart")
assert at_once < 0.3, "0.69 s are needed"
assert later > 0.9, "0.69 s would do"
PYTHON
