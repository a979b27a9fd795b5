#!/usr/bin/env bash
# Expected: `set_target_speed(8.2)` of an FTMS client writes 8.20 km/h: 820 in the unit of 0.01 km/h.
# Happens: pyftms 0.4.15 divides by 0.01 and cuts what is behind the point. 8.2 / 0.01 is
#   819.9999999999999, so 819 is written: 8.19 km/h. 18 of the 216 tenths from 0.5 to 22.0 km/h
#   come out a hundredth too low, 2.3, 4.1, 5.1, 9.2 and 16.4 among them.
# Matters: A treadmill that takes tenths alone refuses 8.19 as an invalid parameter, or falls to 8.1;
#   a program that waits for 8.2 to be told back waits in vain. Count in whole hundredths, and round.
# It needs Python 3.12: pyftms for 3.11 (0.2.20) imports typing.override, which 3.11 has not.
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
from io import BytesIO

from pyftms.models import ControlModel

print("pyftms", version("pyftms"))


def written(km_h: float) -> bytes:
    """The octets for the Fitness Machine Control Point: op code 02, then a uint16 in 0.01 km/h."""
    octets = BytesIO()
    ControlModel(target_speed=km_h)._serialize(octets)
    return octets.getvalue()


tenths = [count / 10 for count in range(5, 221)]
off = [km_h for km_h in tenths if int.from_bytes(written(km_h)[1:], "little") != round(km_h * 100)]
print("8.2 km/h is written as", written(8.2).hex(), "and", len(off), "of", len(tenths), "tenths are off:")
print(*off)
assert written(8.0).hex() == "022003", "8.00 km/h: right"
assert written(8.2).hex() == "023303", "819: 8.19 km/h"
assert len(off) == 18
PYTHON
