"""A watch's activity of ten hours into the history, beside the decoder alone."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import fitdecode

from runwalk_tui.config.profiles import who_runs
from runwalk_tui.exchange.importer import Importer
from tests.exchange.activity_files import fit_run

_SECONDS = 36_000
_ROUNDS = 3


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    data = fit_run(_SECONDS, lap_s=range(600, _SECONDS, 600))
    # Turn about, and the best turn of each counts: what disturbs one turn spoils neither figure.
    turns = [(_cpu_s(lambda: _decode(data)), _import_s(data)) for _ in range(_ROUNDS)]
    decode_s, import_s = (min(seconds) for seconds in zip(*turns, strict=True))
    return [
        ("10 h of FIT, fitdecode alone", round(decode_s, 2), "s", ""),
        ("10 h of FIT into the history", round(import_s, 2), "s", ""),
        (
            "10 h of FIT, import beside decoder",
            round(import_s / decode_s, 2),
            "times",
            "at most 1.5",
        ),
    ]


def _decode(data: bytes) -> None:
    with fitdecode.FitReader(data) as reader:
        for _ in reader:
            pass


def _import_s(data: bytes) -> float:
    with tempfile.TemporaryDirectory() as home:
        before = os.environ.get("RUNWALK_HOME")
        os.environ["RUNWALK_HOME"] = home
        try:
            file = Path(home, "run.fit")
            file.write_bytes(data)
            importer = Importer(who_runs())
            return _cpu_s(lambda: importer.add(file))
        finally:
            if before is None:
                del os.environ["RUNWALK_HOME"]
            else:
                os.environ["RUNWALK_HOME"] = before


def _cpu_s(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
