#!/usr/bin/env bash
# Expected: An encoder that is given a value outside a field's range refuses it.
# Happens: garmin-fit-sdk 21.218.0 writes it modulo the field's width and reports nothing: a heart
#   rate of 300 is read back as 44, 256 as 0, a speed of 70 m/s as 4.464, and 86.5 bpm is cut to
#   86.
# Matters: One doubtful reading of a strap or a belt becomes a plausible wrong one in the runner's
#   file. Check every range before writing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check garmin-fit-sdk==21.218.0
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime, timezone
from importlib.metadata import version

from garmin_fit_sdk import Decoder, Encoder, Profile, Stream

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
FILE_ID = {
    "type": "activity", "manufacturer": "development", "product": 1, "serial_number": 7,
    "time_created": WHEN,
}


def written(*messages):
    encoder = Encoder()
    for name, fields in (("FILE_ID", FILE_ID), *messages):
        encoder.write_mesg({"mesg_num": Profile["mesg_num"][name], **fields})
    return bytearray(encoder.close())


def read(octets):
    return Decoder(Stream.from_byte_array(octets)).read()


print("garmin-fit-sdk", version("garmin-fit-sdk"))

seen = {}
for rate in (254, 86.5, 255, 256, 300):
    messages, errors = read(written(("RECORD", {"timestamp": WHEN, "heart_rate": rate})))
    assert not errors
    seen[rate] = messages["record_mesgs"][0].get("heart_rate")
print("heart rate written -> read", seen)
assert seen == {254: 254, 86.5: 86, 255: None, 256: 0, 300: 44}

messages, errors = read(written(("RECORD", {"timestamp": WHEN, "speed": 70.0})))
print("speed 70.0 m/s ->", messages["record_mesgs"][0]["speed"], errors)
assert not errors and messages["record_mesgs"][0]["speed"] == 4.464
PYTHON
