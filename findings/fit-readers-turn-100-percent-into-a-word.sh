#!/usr/bin/env bash
# Expected: A step's heart-rate target of 100 % of the maximum is read as the number 100, as 99
#   and 101 are.
# Happens: The profile names the value 100 of this type bpm_offset, so garmin-fit-sdk 21.218.0,
#   fitdecode 0.11.0 and fitparse 1.2.0 all return the text 'bpm_offset' in its place.
# Matters: An import that computes with the target fails on just this value. Ask for raw numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check garmin-fit-sdk==21.218.0 fitdecode==0.11.0 fitparse==1.2.0
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

import io

import fitdecode
import fitparse

FIELD = "custom_target_heart_rate_low"
seen = {}
for percent in (99, 100, 101):
    octets = written(("WORKOUT_STEP", {
        "message_index": 0, "target_type": "heart_rate", "target_value": 0,
        "custom_target_value_low": percent, "custom_target_value_high": percent,
    }))
    messages, _ = read(octets)
    with fitdecode.FitReader(io.BytesIO(octets)) as reader:
        by_fitdecode = [
            frame.get_value(FIELD) for frame in reader
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "workout_step"
        ]
    by_fitparse = [
        message.get_value(FIELD)
        for message in fitparse.FitFile(io.BytesIO(octets)).get_messages("workout_step")
    ]
    seen[percent] = (messages["workout_step_mesgs"][0][FIELD], by_fitdecode[0], by_fitparse[0])
print("fitdecode", version("fitdecode"), "fitparse", version("fitparse"), seen)
assert set(seen[100]) == {"bpm_offset"}
assert all(isinstance(value, int) for percent in (99, 101) for value in seen[percent])
PYTHON
