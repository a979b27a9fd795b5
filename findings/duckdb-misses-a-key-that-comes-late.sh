#!/usr/bin/env bash
# Expected: read_json on newline-delimited JSON finds every key in the file, as union_by_name does
#   across files.
# Happens: duckdb 2.0.1 looks at the first 20,480 lines: a heart rate that first appears on line
#   30,001 is an unknown column, a BinderException. sample_size=-1 finds it.
# Matters: A recording in which the strap connects some hours in cannot be asked for its heart
#   rate, and a shorter one can.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import json
import tempfile
from importlib.metadata import version
from pathlib import Path

import duckdb

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "recording.ndjson"
    with file.open("w", encoding="utf-8") as out:
        for second in range(30_000):
            print(json.dumps({"t": second, "type": "BeltReading"}), file=out)
        print(json.dumps({"t": 30_000, "type": "HeartReading", "bpm": 120}), file=out)
    print("duckdb", version("duckdb"))
    try:
        duckdb.sql(f"select count(bpm) from read_json('{file}')").fetchall()
    except duckdb.BinderException as missing:
        print(str(missing).splitlines()[0])
    else:
        raise SystemExit("the late key is found now")
    whole = duckdb.sql(f"select count(bpm) from read_json('{file}', sample_size=-1)").fetchall()
    print("sample_size=-1:", whole)
    assert whole == [(1,)]
PYTHON
