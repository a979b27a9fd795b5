"""Starts this program as another process, which Ctrl-C and a closing terminal spare."""

import os
import subprocess
import sys
from typing import Final

from runwalk_tui.config.language import HANDED_ON
from runwalk_tui.language import current


def own_command(module: str, *words: str) -> list[str]:
    """The command that runs a module of this program from where this process has it.

    Whatever lies in the current folder is not imported; it goes with `own_environment`.
    """
    return [sys.executable, "-P", "-m", module, *words]


def own_environment() -> dict[str, str]:
    """Return this process's environment, its folders of modules and its language, for a child."""
    folders = os.pathsep.join(filter(None, sys.path))
    return {**os.environ, "PYTHONPATH": folders, HANDED_ON: current()}


def _apart() -> int:
    if sys.platform == "win32":
        return subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    return 0


APART: Final = _apart()
"""Flags of a process that has no part in this one's console; 0 but on Windows."""
