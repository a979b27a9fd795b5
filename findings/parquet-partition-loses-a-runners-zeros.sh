#!/usr/bin/env bash
# Expected: A text column written as a partition key comes back as the text it was.
# Happens: pyarrow 26.0.1 puts runner 007 into the folder name runner=007 and reads it back as the
#   number 7: the type is guessed from the names of the folders. A schema for the partition keeps
#   it.
# Matters: Two runners, 7 and 007, become one in every analysis of the data set.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import tempfile
from importlib.metadata import version

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

with tempfile.TemporaryDirectory() as folder:
    pq.write_to_dataset(
        pa.table({"runner": ["007"], "bpm": [120]}), folder, partition_cols=["runner"]
    )
    guessed = pq.read_table(folder)
    schema = pa.schema([("runner", pa.string())])
    told = ds.dataset(folder, partitioning=ds.partitioning(schema, flavor="hive")).to_table()
    print("pyarrow", version("pyarrow"), guessed["runner"].to_pylist(), told["runner"].to_pylist())
    assert guessed["runner"].to_pylist() == [7]
    assert told["runner"].to_pylist() == ["007"]
PYTHON
