"""Prints how much of each package the tests reach, by lines and branches: `make coverage`.

Fails where a package is below its floor in `coverage.toml`, and says which floors can be raised.
With ``--kept`` it prints the floors alone, at the end of `make test`: nothing is measured.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FLOORS = Path(__file__).with_name("coverage.toml")
_ROOTS = ("runwalk_devices", "runwalk_tui")


@dataclass
class Reach:
    """How much of a package was run: statements and branches, and how many there are."""

    run: int = 0
    of: int = 0

    @property
    def percent(self) -> float:
        return 100 * self.run / self.of if self.of else 100.0


def package(path: str) -> str:
    """The package that a file counts for: ``runwalk_tui.session`` for all below that folder."""
    parts = Path(path).with_suffix("").parts
    start = next(index for index, part in enumerate(parts) if part in _ROOTS)
    inside = parts[start : start + 2]
    return inside[0] if inside[1:] in (("__init__",), ("__main__",)) else ".".join(inside)


def by_package(report: Mapping[str, Mapping[str, Mapping[str, int]]]) -> dict[str, Reach]:
    """Adds up the ``files`` of a report of `coverage json`."""
    reached: dict[str, Reach] = {}
    for path, file in report.items():
        counts, reach = file["summary"], reached.setdefault(package(path), Reach())
        reach.run += counts["covered_lines"] + counts["covered_branches"]
        reach.of += counts["num_statements"] + counts["num_branches"]
    return dict(sorted(reached.items()))


def below(reached: Mapping[str, Reach], floors: Mapping[str, float]) -> list[str]:
    """What is wrong, a line each: packages below their floor, without one, or no longer there."""
    wrong = [
        f"{name}: {reached[name].percent:.1f} %, floor {floor:g} %"
        for name, floor in floors.items()
        if name in reached and reached[name].percent < floor
    ]
    wrong += [f"{name}: no floor in {_FLOORS.name}" for name in reached if name not in floors]
    return wrong + [f"{name}: no such package" for name in floors if name not in reached]


def kept(floors: Mapping[str, float], columns: int = 3) -> list[str]:
    """The floors as lines of so many columns, by name from top to bottom."""
    cells = [f"{name:<28}{floor:4g} %" for name, floor in sorted(floors.items())]
    rows = -(-len(cells) // columns)
    return ["  ".join(cells[row::rows]) for row in range(rows)]


def main() -> int:
    """Reads `.coverage` in the working directory; 1 if a package is below its floor."""
    floors = {name: float(floor) for name, floor in tomllib.loads(_FLOORS.read_text()).items()}
    if "--kept" in sys.argv:
        print("The tests reach at least, by package (make coverage measures it anew):")
        print("\n".join(kept(floors)))
        return 0
    command = [sys.executable, "-m", "coverage", "json", "-q", "-o", "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    reached = by_package(json.loads(told.stdout)["files"])
    for name, reach in reached.items():
        floor = floors.get(name, 0.0)
        more = f"  the floor can rise to {int(reach.percent)}" if reach.percent >= floor + 1 else ""
        print(f"{name:<32} {reach.percent:5.1f} %  floor {floor:3g}{more}")
    wrong = below(reached, floors)
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
