#!/usr/bin/env bash
# Expected: A relay that makes an FTMS treadmill of an iFit one sends Treadmill Data (0x2ACD) that an FTMS
#   client reads back: 10 km/h, 1 %, 2.5 km, 150 bpm.
# Happens: ifit 0.1.0b1 sets bit 0, which says that the speed is not in this packet, and then writes the
#   speed. The incline has no ramp angle behind it; the distance, in tenths of a kilometre, stands under
#   the bit of elevation gain; the heart rate under that of average pace. Read by the specification there
#   is no speed, no distance and no heart rate, and the speed comes out as an incline of 100 %. The relay
#   grants control and answers "success" to a target before the machine has it, and refuses Stop.
# Matters: Octets that decode can still be another machine's words. A client needs a speed of its own
#   packet before it starts a belt, a limit on what an incline can be, and a Stop that was not refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ifit==0.1.0b1 deancochran-ftms==0.1.0a3
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from deancochran_ftms.measurements import decode_measurement
from ifit.ftms import encode_treadmill_data

print("ifit", version("ifit"), "| read by deancochran-ftms", version("deancochran-ftms"))
sent = encode_treadmill_data(
    speed_kph=10.0, incline_percent=1.0, distance_km=2.5, heart_rate_bpm=150
)
flags = int.from_bytes(sent[:2], "little")
read = decode_measurement("2acd", sent).measurement
print("sent:", sent.hex(" "), f"| flags {flags:#06x}")
metrics = read.metrics
print(
    f"speed {metrics.speed_mps}, incline {metrics.inclination_percent} %,"
    f" distance {metrics.distance_meters}, heart rate {metrics.hr_bpm}, cut short: {read.diagnostics.truncated}"
)
assert sent == bytes.fromhex("5900 e803 0a00 190000 96")
assert flags & 1, "bit 0: instantaneous speed is not present"
assert metrics.speed_mps is None
assert metrics.inclination_percent == 100.0
assert metrics.distance_meters is None
assert metrics.hr_bpm is None
assert read.diagnostics.truncated
PYTHON
