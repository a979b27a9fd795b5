#!/usr/bin/env bash
# Expected: The format's own kit reads records with compressed timestamp headers, which its
#   specification describes, or calls such a file unreadable.
# Happens: garmin-fit-sdk 21.218.0 stops at the first one and returns what came before it, here 1
#   of 4 records, with an error in its list; check_integrity() is True. fitdecode 0.11.0 and
#   fitparse 1.2.0 read all four.
# Matters: A watch's run would come into the history cut to its first seconds. Use a reader that
#   knows them, and never ignore the error list.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check garmin-fit-sdk==21.218.0 fitdecode==0.11.0 fitparse==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
import struct
from importlib.metadata import version

NIBBLES = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)


def checksum(octets):
    crc = 0
    for octet in octets:
        for nibble in (octet & 15, octet >> 4):
            crc = (crc >> 4) ^ NIBBLES[crc & 15] ^ NIBBLES[nibble]
    return crc


def fit_file(body):
    header = struct.pack("<BBHI4s", 14, 0x20, 2100, len(body), b".FIT")
    header += struct.pack("<H", checksum(header))
    return header + body + struct.pack("<H", checksum(header + body))


def definition(local, message, *fields):
    return bytes([0x40 | local, 0, 0]) + struct.pack("<HB", message, len(fields)) + b"".join(
        bytes(field) for field in fields
    )


import fitdecode
import fitparse
from garmin_fit_sdk import Decoder, Stream

START = 1_000_000_000  # seconds since 1989-12-31
TIMESTAMP, HEART_RATE = (253, 4, 0x86), (3, 1, 2)
body = definition(0, 0, (0, 1, 0), (4, 4, 0x86)) + bytes([0, 4]) + struct.pack("<I", START)
body += definition(1, 20, TIMESTAMP, HEART_RATE) + b"\x01" + struct.pack("<IB", START, 120)
body += definition(2, 20, HEART_RATE)
for second in (1, 2, 3):
    body += bytes([0x80 | 2 << 5 | (START + second) & 31, 120 + second])
octets = fit_file(body)

messages, errors = Decoder(Stream.from_byte_array(bytearray(octets))).read()
by_sdk = [message.get("heart_rate") for message in messages["record_mesgs"]]
sound = Decoder(Stream.from_byte_array(bytearray(octets))).check_integrity()
with fitdecode.FitReader(io.BytesIO(octets)) as reader:
    by_fitdecode = [
        frame.get_value("heart_rate") for frame in reader
        if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "record"
    ]
by_fitparse = [
    message.get_value("heart_rate")
    for message in fitparse.FitFile(io.BytesIO(octets)).get_messages("record")
]
for name in ("garmin-fit-sdk", "fitdecode", "fitparse"):
    print(name, version(name))
print("sdk", by_sdk, [str(error) for error in errors], "integrity", sound)
print("fitdecode", by_fitdecode, "fitparse", by_fitparse)
assert by_sdk == [120] and errors and sound
assert by_fitdecode == by_fitparse == [120, 121, 122, 123]
PYTHON
