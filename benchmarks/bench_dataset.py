"""The data set at scale: an hour a day at 1 Hz, written and asked.

``DATASET_YEARS=50`` gives the full size, 66 million rows; the default is two years.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from runwalk_tui.exchange.dataset_file import KINDS, PHASES, Part, write_part_file
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase

YEARS = int(os.environ.get("DATASET_YEARS", "2"))
SECONDS = 3600
LEAST_ROWS_S = 200_000
MOST_S = 2.0

QUESTION = """
    SELECT month, kind, avg(bpm)
    FROM read_parquet('{}/*/*/*.parquet', hive_partitioning = true,
                      hive_types = {{'runner': VARCHAR, 'month': VARCHAR}})
    WHERE phase = 'running' GROUP BY ALL ORDER BY ALL
"""


def run() -> Iterator[tuple[str, float, str, str]]:
    """Rows a second from made-up columns to the disk; then a question over all of them."""
    folder = Path(tempfile.mkdtemp(prefix="runwalk-dataset-"))
    try:
        rng = np.random.default_rng(1)
        rows = 0
        began = time.perf_counter()
        for month in range(YEARS * 12):
            first = date(1976 + month // 12, month % 12 + 1, 1)
            name = f"runner=ada/month={first:%Y-%m}/seconds.parquet"
            rows += write_part_file(folder / name, list(_month(first, rng)))
        written_s = time.perf_counter() - began
        octets = sum(file.stat().st_size for file in folder.rglob("*.parquet"))
        yield f"data set of {YEARS} years, rows", rows, "", ""
        yield "data set, written", rows / written_s, "rows/s", f">= {LEAST_ROWS_S:,}"
        yield "data set, on the disk", octets / 1e6, "MB", ""
        asked_s = []
        for _ in range(3):
            began = time.perf_counter()
            with duckdb.connect() as connection:
                found = connection.execute(QUESTION.format(folder)).fetchall()
            asked_s.append(time.perf_counter() - began)
        if len(found) != YEARS * 12 * 3:
            raise AssertionError(f"{len(found)} means and not {YEARS * 12 * 3}")
        yield "data set, mean by month and kind", min(asked_s), "s", f"< {MOST_S:g}"
    finally:
        shutil.rmtree(folder)


def _month(first: date, rng: np.random.Generator) -> Iterator[Part]:
    """A session on each day of a month."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    begins_s = (first - date(1970, 1, 1)).days * 86_400
    t = np.arange(SECONDS, dtype="int32")
    running = t // 60 % 3 == 0
    kind = np.where(running, KINDS.index(Kind.RUN), KINDS.index(Kind.WALK))
    kind[:300] = KINDS.index(Kind.WARM_UP)
    for day in range((following - first).days):
        speed_kmh = np.where(running, 8.5, 5.0) + rng.integers(-1, 2, SECONDS) / 10
        wander = np.cumsum(rng.normal(0, 0.5, SECONDS))
        columns = {
            "epoch_s": begins_s + day * 86_400 + 64_800 + t.astype("int64"),
            "t_s": t,
            "clock_s": t.astype("float32"),
            "phase": np.full(SECONDS, PHASES.index(Phase.RUNNING) + 1, dtype="uint8"),
            "step": (t // 60 + 1).astype("int16"),
            "kind": (kind + 1).astype("uint8"),
            "speed_kmh": speed_kmh.astype("float32"),
            "incline_percent": np.full(SECONDS, 1.0, dtype="float32"),
            "distance_m": np.cumsum(speed_kmh / 3.6).astype("float32"),
            "rolled_m": np.zeros(SECONDS, dtype="float32"),
            "bpm": np.clip(140 + 10 * running + wander, 60, 200).astype("uint8"),
            "steps_per_min": np.full(SECONDS, np.nan, dtype="float32"),
        }
        yield Part(f"{first:%Y-%m}-{day + 1:02d}", "1-2", False, columns)
