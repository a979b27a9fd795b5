#!/usr/bin/env bash
# Expected: A FIT date_time below 0x10000000 counts seconds since the device was switched on (so the FIT
#   profile says of that type), and every reader tells such a time from a date, or none does.
# Happens: Garmin's own SDKs for Python (21.217.0) and fit-file-parser 6.1.2 make a date of 31 December 1989 of it;
#   fitdecode 0.11.0 and fitparse 1.2.0 hand out a number where the next file has a datetime.
# Matters: A watch that never had its clock set records this way. An import through the first two files
#   the run under 1989, where it leads every "since I began" sum; one through the others ends in a
#   type error at the first record. Such a run needs a date from elsewhere, or must be refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
	fitdecode==0.11.0 fitparse==1.2.0 garmin-fit-sdk==21.217.0
npm install --silent --no-fund --no-audit --prefix "$folder" fit-file-parser@6.1.2 >"$folder/npm.log"
"$folder/venv/bin/python" - "$folder/run.fit" <<'PYTHON'
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from struct import pack

import fitdecode
import fitparse
from garmin_fit_sdk import CrcCalculator, Decoder, Stream

SINCE_POWER_ON_S = 5000


def definition(local: int, message: int, *fields: tuple[int, int, int]) -> bytes:
    head = pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(bytes(field) for field in fields)


body = definition(0, 0, (0, 1, 0x00), (4, 4, 0x86)) + pack("<BBI", 0, 4, SINCE_POWER_ON_S)
body += definition(1, 20, (253, 4, 0x86), (3, 1, 0x02)) + pack("<BIB", 1, SINCE_POWER_ON_S, 140)
head = pack("<BBHI4s", 14, 0x20, 2100, len(body), b".FIT")
head += pack("<H", CrcCalculator.calculate_crc(head, 0, len(head)))
whole = head + body
path = Path(sys.argv[1])
path.write_bytes(whole + pack("<H", CrcCalculator.calculate_crc(whole, 0, len(whole))))

frames = [f for f in fitdecode.FitReader(str(path)) if f.frame_type == fitdecode.FIT_FRAME_DATA]
by_fitdecode = frames[-1].get_value("timestamp")
by_fitparse = list(fitparse.FitFile(str(path)).get_messages("record"))[0].get_value("timestamp")
messages, errors = Decoder(Stream.from_file(str(path))).read()
by_sdk = messages["record_mesgs"][0]["timestamp"]
print("fitdecode", version("fitdecode"), repr(by_fitdecode))
print("fitparse", version("fitparse"), repr(by_fitparse))
print("garmin-fit-sdk", version("garmin-fit-sdk"), by_sdk.isoformat(), errors)
assert by_fitdecode == by_fitparse == SINCE_POWER_ON_S
assert isinstance(by_sdk, datetime) and by_sdk.year == 1989
PYTHON
cd "$folder"
node --input-type=module - <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { strictEqual } from "node:assert";
import parser from "fit-file-parser";
const Reader = parser.default ?? parser;
new Reader({ force: true, mode: "list" }).parse(readFileSync("run.fit"), (error, found) => {
  const told = found.records[0].timestamp.toISOString();
  console.log("fit-file-parser 6.1.2", told);
  strictEqual(error ?? null, null);
  strictEqual(told, "1989-12-31T01:23:20.000Z");
});
JAVASCRIPT
