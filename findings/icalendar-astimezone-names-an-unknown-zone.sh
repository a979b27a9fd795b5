#!/usr/bin/env bash
# Expected: datetime.astimezone() gives an aware time, and a calendar library writes it so that
#   every calendar shows the same moment.
# Happens: icalendar 7.3.2 writes TZID=CEST, the abbreviation of the local zone, with no VTIMEZONE
#   that explains it; CEST is no name of the zone database. A ZoneInfo time is written as
#   TZID=Europe/Berlin, a UTC one with Z.
# Matters: A programme's training days move by hours in the runner's calendar, in summer or in
#   winter only. Write UTC or ZoneInfo times, and test with a date in July.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.1
"$folder/venv/bin/python" - <<'PYTHON'
import os
import time
from datetime import datetime, timezone
from importlib.metadata import version
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar

os.environ["TZ"] = "Europe/Berlin"
time.tzset()


def line(moment):
    event = icalendar.Event()
    event.add("dtstart", moment)
    return event.to_ical().decode().splitlines()[1]


moment = datetime(2026, 7, 1, 6, 0, tzinfo=timezone.utc)
local, zoned, utc = (line(moment.astimezone()), line(moment.astimezone(ZoneInfo("Europe/Berlin"))), line(moment))
print("icalendar", version("icalendar"), local, zoned, utc, sep="\n")
assert local == "DTSTART;TZID=CEST:20260701T080000"
assert zoned == "DTSTART;TZID=Europe/Berlin:20260701T080000"
assert utc == "DTSTART:20260701T060000Z"
try:
    ZoneInfo("CEST")
except ZoneInfoNotFoundError as unknown:
    print(unknown)
else:
    raise SystemExit("CEST is a zone now")
PYTHON
