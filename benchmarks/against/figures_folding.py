"""Costs of all that folds events, and of decoding."""

import tempfile
from pathlib import Path

from benchmarks.against.builds import Build
from benchmarks.against.figure import Figure, of_program

HOURS = 10
LIVE_HOURS = 2
PLAN = f"""
title = "{HOURS} hours"

[[steps]]
repeat = {HOURS * 20}
steps = [
    {{ kind = "run", time = "1:00" }},
    {{ kind = "walk", time = "2:00" }},
]
"""


def _headless_s(build: Build) -> float:
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder, "hours.toml")
        plan.write_text(PLAN, encoding="utf-8")
        return build.cpu_s("run", str(plan), "--virtual", "--headless", "--rate", "1000")


FIGURES = (
    of_program(
        f"events through evolve and decide, {HOURS} h",
        "a second",
        f"folding {HOURS}",
        target=3,
        more_is_better=True,
    ),
    Figure(f"{HOURS} h headless at --rate 1000", "s of CPU", _headless_s, target=0.33, rounds=2),
    of_program(
        f"live workout on the screen, {LIVE_HOURS} h at 120 times the rate",
        "s of CPU",
        f"live {LIVE_HOURS}",
        target=1,
        rounds=1,
    ),
    of_program(
        "live workout on the screen, last hour / first",
        "times",
        f"live {LIVE_HOURS} last/first",
        target=1.1,
        of_base=False,
        rounds=1,
    ),
    of_program(
        f"FIT of {HOURS} h / SDK's encoding",
        "times",
        f"fit {HOURS}",
        target=1.2,
        of_base=False,
        rounds=1,
    ),
    of_program(
        "Treadmill Data decodes / bluetooth-sig",
        "times",
        "decoding",
        target=20,
        of_base=False,
        more_is_better=True,
    ),
)
