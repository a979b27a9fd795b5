#!/usr/bin/env bash
# Expected: A field name that the decoder hands out can be given to the encoder; an unknown name
#   raises.
# Happens: garmin-fit-sdk 21.218.0 decodes a workout step with duration_time, and drops
#   duration_time without a word when it is written. duration_value is taken, but raw: 120.0 for
#   two minutes is read as 0.12 s.
# Matters: A workout that is read, changed and written loses every duration, or shrinks a
#   thousandfold. Write the main fields with raw numbers, and read each file back.
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

def step(**fields):
    return ("WORKOUT_STEP", {"message_index": 0, "duration_type": "time", **fields})


def steps(octets):
    messages, errors = read(octets)
    assert not errors
    return messages["workout_step_mesgs"][0]


by_name = steps(written(step(duration_time=120.0)))
by_value = steps(written(step(duration_value=120.0)))
raw = steps(written(step(duration_value=120_000)))
print("duration_time=120.0 ->", by_name)
print("duration_value=120.0 ->", by_value)
print("duration_value=120000 ->", raw)
assert "duration_time" not in by_name and "duration_value" not in by_name
assert by_value["duration_time"] == 0.12 and raw["duration_time"] == 120.0
PYTHON
