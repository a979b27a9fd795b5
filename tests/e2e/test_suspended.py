"""The program stopped by a signal for a while, as a laptop is by its lid."""

import json
import signal
import time
from pathlib import Path

from tests.e2e.terminal import Terminal

NOTICE_S = 3.0
LATE_S = 2.0


def test_a_start_that_was_due_meanwhile_is_never_sent(tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    with Terminal("run", "1-2", "--virtual", "--trace", str(trace)) as terminal:
        terminal.wait_for("Press Enter")
        terminal.press("\r")
        terminal.wait_for("until the belt starts")
        terminal.kill(signal.SIGSTOP)
        terminal.clear()
        time.sleep(NOTICE_S + LATE_S + 0.1)
        terminal.kill(signal.SIGCONT)
        terminal.wait_for("the program froze", "space go on", "WARM UP")
        terminal.press("q")
        assert terminal.status() == 0
        assert terminal.echoes
    lines = [json.loads(line) for line in trace.read_bytes().splitlines()]
    written = [line["hex"][:2] for line in lines if line["kind"] == "write"]
    assert written[0] == "00"
    assert set(written[1:]) <= {"08"}, "nothing but control and Stop"
