#!/usr/bin/env bash
# Expected: Decoder.check_integrity() looks at a file and leaves the decoder ready to read it.
# Happens: In garmin-fit-sdk 21.218.0 it leaves the stream at its end: read() on the same decoder
#   then returns ({}, []), no message and no error, for a sound file.
# Matters: An import that checks first finds an empty run. Use one Decoder for each call.
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
decoder = Decoder(Stream.from_byte_array(octets))
sound = decoder.check_integrity()
after = decoder.read()
fresh, errors = read(octets)
print("integrity", sound, "then read", after, "a fresh decoder reads", sorted(fresh))
assert sound and after == ({}, []) and not errors and "record_mesgs" in fresh
PYTHON
