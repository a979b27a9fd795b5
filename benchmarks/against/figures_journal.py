"""Room that recordings take, and time until they are seen."""

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.against.builds import Build
from benchmarks.against.figure import Figure
from benchmarks.against.figures_folding import HOURS, PLAN

SESSIONS = 1000
FEW = 10


def _recorded(build: Build, home: Path) -> None:
    plan = home / "hours.toml"
    plan.write_text(PLAN, encoding="utf-8")
    build.cpu_s("run", str(plan), "--virtual", "--headless", "--rate", "1000", home=home)


def _kilobytes_an_hour(build: Build) -> float:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _recorded(build, home)
        return sum(file.stat().st_size for file in home.glob("journal*")) / 1000 / HOURS


def _opening(what: str, build: Build) -> float:
    with tempfile.TemporaryDirectory() as folder:
        _recorded(build, Path(folder))
        return build.figure("opening", what, home=Path(folder))


def _listing(command: str, build: Build) -> float:
    many = build.figure("listing", str(SESSIONS), command)
    return many / build.figure("listing", str(FEW), command)


FIGURES = (
    Figure(f"journal, {HOURS} h", "kB/h", _kilobytes_an_hour, target=0.1, rounds=1),
    Figure(
        f"opening {HOURS} h",
        "s of CPU",
        lambda build: _opening("open", build),
        target=0.25,
        rounds=1,
    ),
    Figure(
        f"opening {HOURS} h, and the first look at its end",
        "s of CPU",
        lambda build: _opening("end", build),
        target=0.25,
        rounds=1,
    ),
    Figure(
        f"seeking in {HOURS} h, p99",
        "ms",
        lambda build: _opening("seek", build),
        target=50,
        of_base=False,
        rounds=1,
    ),
    *(
        Figure(
            f"{command}, {SESSIONS} sessions / {FEW}",
            "times",
            partial(_listing, command),
            target=1.3,
            of_base=False,
            rounds=1,
        )
        for command in ("history", "progress")
    ),
)
