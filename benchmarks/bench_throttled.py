"""How soon a boundary is written by a process that gets a sixth of a processor, as a Pi is slower.

The process is stopped and continued in turn, as cpulimit does it but in a finer rhythm: in one of
100 ms a boundary would wait for 83 ms before anything of the program runs.
"""

import json
import signal
import subprocess
import sys
import time

from benchmarks.common import percentile

RUNS_S, STANDS_S = 0.002, 0.010
MOST_MS = 50

_PROGRAM = """
import json
from benchmarks.bench_boundary import lateness_ms
print(json.dumps(lateness_ms()))
"""


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    late_ms = json.loads(_throttled([sys.executable, "-c", _PROGRAM]).splitlines()[-1])
    target = f"p99 <= {MOST_MS} ms"
    return [
        ("Boundary to write at a sixth of the CPU, p50", percentile(late_ms, 50), "ms", ""),
        ("Boundary to write at a sixth of the CPU, p99", percentile(late_ms, 99), "ms", target),
    ]


def _throttled(words: list[str]) -> str:
    """Standard output of a program that stands still for most of the time."""
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            time.sleep(RUNS_S)
            process.send_signal(signal.SIGSTOP)
            time.sleep(STANDS_S)
            process.send_signal(signal.SIGCONT)
        assert process.stdout is not None
        output = process.stdout.read()
    if process.returncode:
        raise RuntimeError(f"exit status {process.returncode}")
    return output
