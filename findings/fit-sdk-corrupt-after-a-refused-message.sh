#!/usr/bin/env bash
# Expected: After the encoder has refused one message with an error, the messages before and after
#   it are intact.
# Happens: garmin-fit-sdk 21.218.0 has by then written part of the refused message. The next
#   record, 140 bpm, is read back as 1 bpm with an error about compressed timestamps, and
#   check_integrity() calls the file sound.
# Matters: Catching the error and going on loses the rest of a run without a sign. Validate before
#   write_mesg, and throw the encoder away after an error.
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

encoder = Encoder()
encoder.write_mesg({"mesg_num": Profile["mesg_num"]["FILE_ID"], **FILE_ID})
record = {"mesg_num": Profile["mesg_num"]["RECORD"], "timestamp": WHEN}
try:
    encoder.write_mesg({**record, "heart_rate": float("nan")})
except ValueError as refused:
    print("refused:", refused)
encoder.write_mesg({**record, "heart_rate": 140})
octets = bytearray(encoder.close())

messages, errors = read(octets)
rates = [message.get("heart_rate") for message in messages["record_mesgs"]]
sound = Decoder(Stream.from_byte_array(octets)).check_integrity()
print("wrote 140 bpm, read", rates, "errors", [str(error) for error in errors], "integrity", sound)
assert rates == [1] and errors and sound
PYTHON
