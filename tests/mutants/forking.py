"""Runs pytest in processes forked from one that has the libraries already."""

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable

OPTIONS = (
    *("-q", "-s", "--no-header", "--tb=native", "--assert=plain", "-o", "timeout=0"),
    *("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"),
)
HANGS_S, HANGS_FACTOR = 3.0, 8.0
"""A test that uses so much more of the processor than without a fault hangs: that is noticed."""
HANGS_WALL_S = 60.0
MOST_BYTES = 4 * 2**30


def limit(usual_s: float) -> None:
    """Ends this process if it uses much more of the processor than usual, or waits for ever."""
    signal.setitimer(signal.ITIMER_PROF, HANGS_S + HANGS_FACTOR * usual_s)
    signal.setitimer(signal.ITIMER_REAL, HANGS_WALL_S + 2 * HANGS_FACTOR * usual_s)


def forked(run: Callable[[], int], *, quiet: bool = True) -> int:
    """Runs something in a process of its own; its status, or minus a signal."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 2
        try:
            if quiet:
                resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
                nothing = os.open(os.devnull, os.O_RDWR)
                for stream in (0, 1, 2):
                    os.dup2(nothing, stream)
            status = run()
        except BaseException:  # noqa: BLE001 - nothing may go on in this process
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
