"""The first use of the adapter, in a child process: on macOS it may end the process that makes it.

macOS aborts a program that touches Bluetooth from a terminal without the right to it (TCC,
`NSBluetoothAlwaysUsageDescription`), before that program can say a word. A child has the rights of
the same terminal, so its end tells.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from runwalk_devices.transport.errors import AdapterError, not_allowed

TOUCH = (
    sys.executable,
    "-P",
    "-c",
    "import asyncio, bleak; asyncio.run(bleak.BleakScanner.discover(timeout=0.1))",
)
"""A program that uses the adapter once; what bleak raises there is raised here again."""
ANSWERS_S = 10.0
"""A child that takes longer, perhaps since the system asks the runner, is not waited for."""


class FirstUse:
    """Tries the adapter in a child before this process uses it, once.

    Args:
        command: The child.
    """

    def __init__(self, command: Sequence[str] = TOUCH) -> None:
        self._command = command
        self._is_over = False

    async def survive(self) -> None:
        """Return once this process may use the adapter.

        Raises:
            AdapterError: If the system ended the child for it.
        """
        if self._is_over:
            return
        if await asyncio.to_thread(self._status) == -signal.SIGABRT:
            raise AdapterError(not_allowed(sys.platform))
        self._is_over = True

    def _status(self) -> int | None:
        """The child's exit status; None if it took too long."""
        try:
            return subprocess.run(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                timeout=ANSWERS_S,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            return None


FIRST_USE = FirstUse()
"""That of this process."""
