#!/usr/bin/env bash
# Expected: `hr_time_in_zones` adds up, for each trackpoint with a heart rate, the time around that point.
# Happens: python-tcxparser 2.4.0 pairs the list of all heart rates with the list of all times by their
#   place. Where the strap is silent at the beginning, each beat gets the time of an earlier point.
#   Of a run of 12:00 with points at 0, 10, 11 and 12 minutes, the first without a heart rate, 7:00
#   belong to the zone of the other three; 11:30 are told.
# Matters: Straps are silent until they are moist, and watches save points only where something changes.
#   Half of a workout can stand in the wrong zone, with a sum that looks right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-tcxparser==2.4.0
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime, timedelta
from importlib.metadata import version
from io import BytesIO

from tcxparser import TCXParser

print("python-tcxparser", version("python-tcxparser"))
start = datetime(2026, 5, 2, 7, 0)
points = [(0, None), (600, 170), (660, 170), (720, 170)]
track = ""
for seconds, beats in points:
    heart = f"<HeartRateBpm><Value>{beats}</Value></HeartRateBpm>" if beats else ""
    track += f"<Trackpoint><Time>{(start + timedelta(seconds=seconds)).isoformat()}Z</Time>{heart}</Trackpoint>"
tcx = f"""<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>
<Activity Sport="Running"><Id>{start.isoformat()}Z</Id><Lap StartTime="{start.isoformat()}Z"><TotalTimeSeconds>720
</TotalTimeSeconds><DistanceMeters>1500</DistanceMeters><Calories>90</Calories><Intensity>Active</Intensity>
<TriggerMethod>Manual</TriggerMethod><Track>{track}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"""
parser = TCXParser(BytesIO(tcx.encode()))
durations = parser.time_durations()
told = parser.hr_time_in_zones({"hard": (160, 180)})["hard"]
due = sum(durations[1:], timedelta(0))
print("times around the points:", *durations, "| at 170:", due, "| told:", told)
assert due == timedelta(minutes=7)
assert told == timedelta(minutes=11, seconds=30)
PYTHON
