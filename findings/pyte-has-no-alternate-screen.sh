#!/usr/bin/env bash
# Expected: pyte, an emulator of xterm's kind, keeps the screen of the shell while an application has
#   the alternate one (private mode 1049), and shows it again when the application leaves.
# Happens: pyte 0.8.2 has one screen: what the application drew is still there after it has left, and
#   what the shell had is gone.
# Matters: A test that looks at a terminal's text after a full-screen program has ended reads that
#   program's last screen, and passes when nothing was printed at all. Whether the screen was given
#   back can only be told from the octets that were written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyte==0.8.2
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pyte

print("pyte", version("pyte"))
screen = pyte.Screen(20, 2)
pyte.Stream(screen).feed("$ runwalk\x1b[?1049h\x1b[2J\x1b[HRUN 4:59\x1b[?1049l")
print(screen.display)
assert screen.display[0].startswith("RUN 4:59")
assert "$" not in "".join(screen.display)
PYTHON
