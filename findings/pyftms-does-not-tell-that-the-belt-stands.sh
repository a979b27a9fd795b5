#!/usr/bin/env bash
# Expected: A treadmill at 7.9 km/h stops and sends a Treadmill Data packet with the speed 0.00; a
#   client that calls back for each change calls back with the speed 0.
# Happens: pyftms 0.4.15 leaves out every packet whose values are all zero (sleeping machines send
#   such). A belt that tells its speed alone, or whose counters go back to zero with the stop, never
#   tells that it stands: the last word stays 7.9 km/h. With a counter that is not zero it is told.
# Matters: "The belt stands" is what a Start, the end of a workout and a watchdog wait for. And who
#   shows the last value shows a standing belt at running speed.
# It needs Python 3.12, as this release of pyftms does.
set -euo pipefail
python=""
for candidate in "${PYTHON:-}" python3.14 python3.13 python3.12 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-4].*/bin/python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then python=$candidate && break; fi
done
: "${python:?no Python of 3.12 or later was found: name one in PYTHON}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyftms==0.4.15
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from struct import pack

from pyftms.client.backends.updater import DataUpdater
from pyftms.models import TreadmillData

print("pyftms", version("pyftms"))
DISTANCE, ELAPSED = 1 << 2, 1 << 10


def packet(km_h: float, metres: int | None = None, seconds: int | None = None) -> bytearray:
    flags, rest = 0, b""
    if metres is not None:
        flags, rest = flags | DISTANCE, rest + metres.to_bytes(3, "little")
    if seconds is not None:
        flags, rest = flags | ELAPSED, rest + pack("<H", seconds)
    return bytearray(pack("<HH", flags, round(km_h * 100)) + rest)


def told(*packets: bytearray) -> list[float]:
    speeds: list[float] = []
    updater = DataUpdater(TreadmillData, lambda event: speeds.append(event.event_data["speed_instant"]))
    for octets in packets:
        updater._on_notify(None, octets)
    return speeds


alone = told(packet(8.0), packet(7.9), packet(0), packet(0), packet(0))
reset = told(packet(8.0, 200, 90), packet(0, 0, 0), packet(0, 0, 0))
kept = told(packet(8.0, 200, 90), packet(0, 205, 93))
print("speed alone:", alone, "| counters reset with the stop:", reset, "| counters kept:", kept)
assert alone == [8.0, 7.9]
assert reset == [8.0]
assert kept == [8.0, 0.0]
PYTHON
