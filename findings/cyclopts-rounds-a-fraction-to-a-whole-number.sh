#!/usr/bin/env bash
# Expected: A command whose parameter is an int refuses 6.4, as Python's int('6.4') and argparse's
#   type=int do.
# Happens: cyclopts 5.4.0 rounds it: 6.4 is 6 and 3.5 is 4, without a word; 1e1 it refuses.
# Matters: 'tell effort 6.4' is kept as 6, and a pain of 3.5 as 4, the line at which something has
#   to change. A converter of one's own must refuse it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cyclopts==5.4.0
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from cyclopts import App

app = App(result_action="return_value")


@app.command
def effort(value: int):
    return value


seen = {word: app(["effort", word]) for word in ("6", "6.4", "3.5")}
print("cyclopts", version("cyclopts"), seen)
assert (seen["6.4"], seen["3.5"]) == (6, 4)
assert all(type(value) is int for value in seen.values())
PYTHON
