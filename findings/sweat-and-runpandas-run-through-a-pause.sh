#!/usr/bin/env bash
# Expected: A run of a minute at 2.5 m/s, a minute of pause, and a minute of walking at 1.5 m/s (a lap each,
#   240 m in all, no trackpoint in the pause) is read as 240 m in 120 s of moving: 2.0 m/s.
# Happens: sweat 0.25.0 with resample and interpolate draws a line through the pause: the belt slows from 2.5
#   to 1.5 m/s, the heart from 140 to 110 bpm, and the number of the lap too, so that half-way through
#   the pause is lap 0.5. Its speeds add up to 360 m where its distances end at 240. runpandas 0.6.0
#   gives the minute of pause to the step that ends it: 180 s of moving, and a mean speed (1.83 m/s) that
#   is neither 240 m in 120 s nor 240 m in 180 s.
# Matters: Both are used to compare sessions. A file with pauses needs a trackpoint at speed 0 at both ends
#   of the pause if such readers are to leave it out.
# They need Python 3.11 or older: they ask for pandas 1.5.
set -euo pipefail
python=""
for candidate in "${PYTHON:-}" python3.11 python3.10 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[01].*/bin/python; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 12))' 2>/dev/null; then python=$candidate && break; fi
done
: "${python:?no Python 3.10 or 3.11 was found: name one in PYTHON}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    sweat==0.25.0 runpandas==0.6.0 'pandas==1.5.3' 'numpy==1.26.4'
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
from importlib.metadata import version

import runpandas
import sweat

START = datetime.datetime(2026, 3, 1, 7)
EXTENSION = "http://www.garmin.com/xmlschemas/ActivityExtension/v2"


def time_of(second):
    return (START + datetime.timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


def point(second, metres, bpm, m_s):
    return (
        f"<Trackpoint><Time>{time_of(second)}</Time><DistanceMeters>{metres}</DistanceMeters>"
        f"<HeartRateBpm><Value>{bpm}</Value></HeartRateBpm>"
        f'<Extensions><TPX xmlns="{EXTENSION}"><Speed>{m_s}</Speed></TPX></Extensions></Trackpoint>'
    )


def lap(start, metres, points):
    return (
        f'<Lap StartTime="{time_of(start)}"><TotalTimeSeconds>60</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><Calories>5</Calories><Intensity>Active</Intensity>"
        f"<TriggerMethod>Manual</TriggerMethod><Track>{''.join(points)}</Track></Lap>"
    )


run = lap(0, 150, [point(second, 2.5 * second, 140, 2.5) for second in range(61)])
walk = lap(120, 90, [point(s, 150 + 1.5 * (s - 120), 110, 1.5) for s in range(120, 181)])
with open("session.tcx", "w") as file:
    file.write(
        '<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase'
        ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Running"><Id>{time_of(0)}</Id>{run}{walk}</Activity>'
        "</Activities></TrainingCenterDatabase>"
    )

each = sweat.read_tcx("session.tcx", resample=True, interpolate=True)
middle = each.iloc[90]
print("sweat", version("sweat"), "| in the middle of the pause:", dict(middle.round(3)))
print(f"distance {each.distance.iloc[-1]:.0f} m, speeds add up to {each.speed.iloc[1:].sum():.1f} m")
assert (middle.speed, middle.heartrate, middle.lap) == (2.0, 125.0, 0.5)
assert each.distance.iloc[-1] == 240.0 and 355 < each.speed.iloc[1:].sum() < 365

whole = runpandas.read_file("session.tcx")
moving = whole.only_moving()
summary = moving.summary()
print("runpandas", version("runpandas"), "| moving:", summary["Total moving time"], f"mean {whole.mean_speed():.3f} m/s")
assert summary["Total moving time"].total_seconds() == 180
assert abs(whole.mean_speed() - 1.8333) < 0.001
PYTHON
