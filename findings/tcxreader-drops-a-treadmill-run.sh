#!/usr/bin/env bash
# Expected: A TCX reader returns the points of a run on a treadmill: time, distance, heart rate,
#   no position.
# Happens: tcxreader 0.4.11 reads with only_gps=True unless told otherwise and returns no point at
#   all, beside a distance of 9 m; no error. With only_gps=False all four are there, with naive
#   times.
# Matters: A check of our own TCX through this reader finds empty runs where the file is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tcxreader==0.4.11
"$folder/venv/bin/python" - <<'PYTHON'
import tempfile
from importlib.metadata import version
from pathlib import Path

from tcxreader.tcxreader import TCXReader

SCHEMA = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
POINT = (
    "<Trackpoint><Time>2026-01-02T03:04:{0:02d}Z</Time><DistanceMeters>{1}</DistanceMeters>"
    "<HeartRateBpm><Value>{2}</Value></HeartRateBpm></Trackpoint>"
)
text = (
    f'<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase xmlns="{SCHEMA}"><Activities>'
    '<Activity Sport="Running"><Id>2026-01-02T03:04:05Z</Id><Lap StartTime="2026-01-02T03:04:05Z">'
    "<TotalTimeSeconds>3</TotalTimeSeconds><DistanceMeters>9</DistanceMeters><Calories>1</Calories>"
    "<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>"
    + "".join(POINT.format(5 + second, 3 * second, 120 + second) for second in range(4))
    + "</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
)
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "run.tcx"
    file.write_text(text, "utf-8")
    usual = TCXReader().read(str(file))
    asked = TCXReader().read(str(file), only_gps=False)
rates = [point.hr_value for point in asked.trackpoints]
print("tcxreader", version("tcxreader"), "points", len(usual.trackpoints), "distance", usual.distance)
print("only_gps=False:", rates, asked.trackpoints[0].time)
assert not usual.trackpoints and usual.distance == 9.0
assert rates == [120, 121, 122, 123] and asked.trackpoints[0].time.tzinfo is None
PYTHON
