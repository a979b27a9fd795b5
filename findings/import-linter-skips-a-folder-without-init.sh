#!/usr/bin/env bash
# Expected: A layers contract checks every module below the package; what it cannot read it names.
# Happens: import-linter 2.17 leaves out a folder without __init__.py: an import that runs against
#   the layers from inside it is not seen and the contract is kept. With an empty __init__.py in
#   the folder the same import breaks it.
# Matters: One forgotten file takes a whole folder out of the rules that keep the control of a
#   belt apart from its screens.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check import-linter==2.17
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

CONTRACT = """
[importlinter]
root_package = app

[importlinter:contract:1]
name = screens above control
type = layers
layers =
    app.screens
    app.control
"""


def verdict(folder):
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=folder,
        capture_output=True, text=True, env={"PYTHONPATH": str(folder)},
    )
    return run.returncode, [line for line in run.stdout.splitlines() if line.startswith("Contracts")]


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    for package in ("app", "app/screens", "app/control"):
        (folder / package).mkdir()
        (folder / package / "__init__.py").write_text("")
    (folder / "app/control/drivers").mkdir()
    (folder / "app/control/drivers/belt.py").write_text("import app.screens\n")
    (folder / ".importlinter").write_text(CONTRACT)
    without = verdict(folder)
    (folder / "app/control/drivers/__init__.py").write_text("")
    with_init = verdict(folder)
print("import-linter", version("import-linter"), "without __init__", without, "with", with_init)
assert without[0] == 0 and with_init[0] != 0
PYTHON
