#!/usr/bin/env bash
# Expected: A FIT writer that refuses what a field cannot hold also refuses the one value that means
#   "nothing here" (0xFF of a uint8, 0xFFFF of a uint16), for no reader will ever show it.
# Happens: fit-tool 0.9.16 raises FitEncodingError for a heart rate of 256 and for a power of 65,536, and
#   writes 255 bpm and 65,535 W without a word; the record is read back without the field. Its
#   message says "not in valid range [0, 255]".
# Matters: Who relies on that check, and maps what it refuses to "not measured", still loses values at
#   the end of the range: speed in mm/s at 65.535, distance at 42,949,672.95 m, and any octet that a sensor sends as 255.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fit-tool==0.9.16 fitdecode==0.11.0
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from io import BytesIO

import fitdecode
from fit_tool.exceptions import FitEncodingError
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.profile_type import FileType

print("fit-tool", version("fit-tool"), "read by fitdecode", version("fitdecode"))
WHEN_MS = 1_775_000_000_000


def written(name: str, value: float) -> object:
    start, record = FileIdMessage(), RecordMessage()
    start.type, start.manufacturer, start.time_created = FileType.ACTIVITY, 255, WHEN_MS
    record.timestamp = WHEN_MS
    builder = FitFileBuilder(auto_define=True)
    try:
        setattr(record, name, value)
        builder.add_all([start, record])
        data = builder.build().to_bytes()
    except FitEncodingError as refusal:
        print(name, value, "refused:", refusal)
        return "refused"
    last = [f for f in fitdecode.FitReader(BytesIO(data)) if isinstance(f, fitdecode.FitDataMessage)][-1]
    read = last.get_value(name, fallback=None)
    print(name, value, "is read back as", read)
    return read


for name, most in (("heart_rate", 255), ("power", 65535)):
    assert written(name, most + 1) == "refused"
    assert written(name, most) is None
    assert written(name, most - 1) == most - 1
PYTHON
