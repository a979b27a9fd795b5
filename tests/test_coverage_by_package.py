"""The figures of `make coverage`: what is added up, and what fails."""

import tomllib
from pathlib import Path

from tests.coverage_by_package import Reach, below, by_package, kept, package

_ROOT = Path(__file__).parents[1]


def _file(run: int, of: int, branches_run: int = 0, branches: int = 0) -> dict[str, dict[str, int]]:
    return {
        "summary": {
            "covered_lines": run,
            "num_statements": of,
            "covered_branches": branches_run,
            "num_branches": branches,
        }
    }


def test_lines_and_branches_of_a_package_are_added_up() -> None:
    reached = by_package(
        {
            "runwalk_tui/session/live.py": _file(8, 10, 1, 4),
            "runwalk_tui/session/safety/stop.py": _file(2, 2, 4, 4),
            "devices/runwalk_devices/strap.py": _file(1, 2),
        }
    )
    assert reached == {"runwalk_devices.strap": Reach(1, 2), "runwalk_tui.session": Reach(15, 20)}
    assert reached["runwalk_tui.session"].percent == 75


def test_modules_at_the_top_count_for_their_root() -> None:
    assert package("runwalk_tui/__main__.py") == "runwalk_tui"
    assert package("/x/devices/runwalk_devices/codecs/ftms/features.py") == "runwalk_devices.codecs"


def test_too_little_no_floor_and_a_floor_too_many_are_told() -> None:
    reached = {"a": Reach(89, 100), "b": Reach(1, 1), "c": Reach(9, 10)}
    assert below(reached, {"a": 90, "c": 90, "d": 50}) == [
        "a: 89.0 %, floor 90 %",
        "b: no floor in coverage.toml",
        "d: no such package",
    ]


def test_every_package_has_a_floor() -> None:
    floors = tomllib.loads((_ROOT / "tests" / "coverage.toml").read_text())
    files = [*(_ROOT / "runwalk_tui").rglob("*.py"), *(_ROOT / "devices").rglob("*.py")]
    packages = {package(str(file.relative_to(_ROOT))) for file in files}
    assert (packages - floors.keys(), floors.keys() - packages) == (set(), set())


def test_the_floors_stand_in_columns_by_name() -> None:
    told = kept({"b": 97, "d": 8.5, "a": 100, "c": 90}, columns=2)
    assert [line.split() for line in told] == [
        ["a", "100", "%", "c", "90", "%"],
        ["b", "97", "%", "d", "8.5", "%"],
    ]
