#!/usr/bin/env bash
# Expected: A program that was killed left its terminal raw; a watchdog sets the modes again; Ctrl-D
#   then ends whatever the shell runs in the foreground, as always.
# Happens: A read that began while the terminal was raw goes on under the rule of that moment, "at
#   least one octet". On Linux (6.18 here) it takes no Ctrl-D for an end of file, however often it is
#   pressed: only a line ends it. A read that begins after the change ends at the first Ctrl-D.
# Matters: `program; cat` or `program; read line` in a shell hangs for a user who presses Ctrl-D, and
#   a test of such a restoration hangs now and then, when the reader is quicker than the watchdog.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pexpect==4.9.0
"$folder/venv/bin/python" - <<'PYTHON'
import platform
import sys
import termios
import tty
from importlib.metadata import version

import pexpect

print("pexpect", version("pexpect"), "on", platform.system(), platform.release())
READS = "import os; os.write(1, b'reads '); print(os.read(0, 9))"


def ended_by(began_raw: bool, *keys: str) -> str:
    """Returns what a reader printed once a terminal's modes were the shell's, and keys came."""
    child = pexpect.spawn(sys.executable, ["-c", READS], encoding="utf-8", timeout=10)
    shells = termios.tcgetattr(child.child_fd)
    if began_raw:
        tty.setraw(child.child_fd)
    child.expect_exact("reads ")
    try:
        child.expect(pexpect.EOF, timeout=0.5)
    except pexpect.TIMEOUT:
        pass
    termios.tcsetattr(child.child_fd, termios.TCSANOW, shells)
    for key in keys:
        child.send(key)
        try:
            child.expect(pexpect.EOF, timeout=1.5)
        except pexpect.TIMEOUT:
            continue
        return f"{key!r}: {child.before.split()[-1]}"
    child.close(force=True)
    return "never"


usual, left_raw = ended_by(False, "\x04"), ended_by(True, "\x04", "\x04", "\x04")
by_line = ended_by(True, "\x04", "\r")
print("began cooked:", usual, "| began raw:", left_raw, "| and a line:", by_line)
assert usual == "'\\x04': b''"
assert left_raw == "never"
assert by_line == "'\\r': b'\\n'"
PYTHON
