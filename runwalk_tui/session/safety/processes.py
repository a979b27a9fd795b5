"""Tells one process from another that has its number later, and asks only the right one to end."""

import os
import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def began_at(pid: int) -> str | None:
    """The begin of a process, in the system's words; None without it or a way to know.

    Linux: field 22 of ``/proc/PID/stat``, ticks since the system was started (proc_pid_stat(5)).
    Elsewhere on POSIX: the second that ``ps`` tells.
    """
    if pid < 1:
        return None
    match platform.system():
        case "Linux":
            return _from_proc(Path(f"/proc/{pid}/stat"))
        case "Windows":
            return None
        case _:
            return _from_ps(pid)


def _from_proc(stat: Path) -> str | None:
    """A process that is dead and not buried yet is none."""
    try:
        text = stat.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, *fields = text.rpartition(")")[2].split()
    return None if state in "ZX" else fields[18]


def _from_ps(pid: int) -> str | None:
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    try:
        told = subprocess.run(
            command, capture_output=True, text=True, timeout=2, env=environment, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip() or None


def ask_to_end(pid: int, is_it: Callable[[], bool]) -> bool:
    """Sends SIGTERM to a process if it is the one that is meant; returns True if it was sent.

    On Linux the process is held by a descriptor while it is looked at, so its number cannot become
    another one's between the look and the signal.

    Args:
        pid: Its number; 1 and less are refused.
        is_it: Whether the process of that number is the one that is meant.
    """
    if pid <= 1 or pid == os.getpid() or sys.platform == "win32":
        return False
    try:
        if sys.platform != "linux":
            if not is_it():
                return False
            os.kill(pid, signal.SIGTERM)
            return True
        held = os.pidfd_open(pid)
        try:
            if not is_it():
                return False
            signal.pidfd_send_signal(held, signal.SIGTERM)
        finally:
            os.close(held)
    except OSError:
        return False
    return True


def kill_parent(pid: int) -> bool:
    """Kills the process that made this one, if that is its number; returns True if it did.

    No other process can have that number as long as it is the parent's.
    """
    if pid <= 1 or os.getppid() != pid:
        return False
    try:
        os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    except OSError:
        return False
    return True


def is_traced(pid: int) -> bool:
    """Return True if a debugger holds a process, as far as Linux tells (proc_pid_status(5))."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(
        line.startswith("TracerPid:") and line.split()[1] != "0" for line in status.splitlines()
    )
