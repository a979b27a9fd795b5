#!/usr/bin/env bash
# Expected: Decoder.read(expand_components=False) leaves out the expanded components and returns
#   the messages.
# Happens: garmin-fit-sdk 21.218.0 returns no message at all, and one error in its list:
#   merge_heart_rates, which is on unless told otherwise, needs the components.
#   merge_heart_rates=False brings all messages back.
# Matters: A reader that wants raw numbers finds empty files, and a benchmark of it times nothing.
#   Read the error list, always.
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

octets = written(("RECORD", {"timestamp": WHEN, "heart_rate": 140}))


def plainly(**options):
    return Decoder(Stream.from_byte_array(octets)).read(expand_components=False, **options)


nothing, errors = plainly()
all_of_it, no_errors = plainly(merge_heart_rates=False)
print("expand_components=False:", sorted(nothing), [str(error) for error in errors])
print("and merge_heart_rates=False:", sorted(all_of_it), no_errors)
assert nothing == {} and len(errors) == 1
assert "record_mesgs" in all_of_it and not no_errors
PYTHON
