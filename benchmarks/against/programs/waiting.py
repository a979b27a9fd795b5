"""The most memory of a watchdog that waits, beside that of an empty Textual app; on Linux."""

import importlib.util
import subprocess
import sys
import time
from pathlib import Path

EMPTY = """
from textual.app import App

class Empty(App):
    def on_ready(self):
        self.exit()

Empty().run(headless=True, size=(120, 40))
print(open("/proc/self/status").read())
"""
NAMES = ("session.safety.standby", "session.safety.watchdog", "watchdog")
WAIT_S = 3


def peak_kb(status: str) -> int:
    """Of a process, by its ``/proc/PID/status``."""
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])


def _has(name: str) -> bool:
    try:
        return importlib.util.find_spec(f"runwalk_tui.{name}") is not None
    except ModuleNotFoundError:
        return False


def _waiting_kb() -> int:
    name = next(filter(_has, NAMES))
    words = [sys.executable, "-m", f"runwalk_tui.{name}"]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as waiting:
        time.sleep(WAIT_S)
        return peak_kb(Path(f"/proc/{waiting.pid}/status").read_text(encoding="utf-8"))


def empty_kb() -> int:
    """Of a Textual app without widgets, at its first frame."""
    done = subprocess.run([sys.executable, "-c", EMPTY], stdout=subprocess.PIPE, text=True)
    return peak_kb(done.stdout)


if __name__ == "__main__":
    print(_waiting_kb() / empty_kb())
