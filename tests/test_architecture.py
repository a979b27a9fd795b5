"""The rules of the tree that linters cannot see: what an import loads, and how long a file is."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE_LINES = 400

# What the core may import besides the standard library.
MAY_IMPORT = (
    "runwalk_devices.frozen",
    *(f"runwalk_tui.{name}" for name in ("workout", "units", "language")),
)

# Importing these with all that they contain loads none of those.
PURE = {
    "runwalk_devices": {"runwalk_tui", "textual"},
    "runwalk_tui.workout": {"asyncio", "bleak", "msgspec", "textual"},
    "runwalk_tui.training": {"asyncio", "bleak", "numpy", "textual"},
}
# What a command loads before it knows that it needs it delays every command.
SLOW_TO_LOAD = {
    "bleak.backends.bluezdbus",
    "dbus_fast",
    "garmin_fit_sdk",
    "numpy",
}


def _files(folder: str) -> Iterator[Path]:
    return (ROOT / folder).rglob("*.py")


def _modules(package: str) -> list[str]:
    """The package and every module in it, by name."""
    home = ROOT / "devices" if package == "runwalk_devices" else ROOT
    names = (
        ".".join(file.relative_to(home).with_suffix("").parts)
        for file in (home / package.replace(".", "/")).rglob("*.py")
    )
    return sorted(name.removesuffix(".__init__") for name in names)


def _loaded_by(*modules: str) -> set[str]:
    """The names in `sys.modules` once a fresh interpreter has imported ``modules``."""
    script = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("package", [name for name in PURE if find_spec(name)])
def test_a_pure_package_loads_nothing_beyond_its_reach(package: str) -> None:
    loaded = _loaded_by(*_modules(package))
    assert not loaded & PURE[package]
    if package != "runwalk_devices":
        of_devices = {name for name in loaded if name.startswith("runwalk_devices.")}
        assert of_devices == {"runwalk_devices.frozen"}


@pytest.mark.parametrize("module", [name for name in ("runwalk_tui.cli",) if find_spec(name)])
def test_the_command_line_starts_without_what_is_slow_to_load(module: str) -> None:
    assert not _loaded_by(module) & SLOW_TO_LOAD


def test_core_imports_the_standard_library_only() -> None:
    strangers = {
        (file.name, name)
        for file in _files("runwalk_tui/workout")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _imports(node)
        if not name.startswith(MAY_IMPORT) and name.partition(".")[0] not in sys.stdlib_module_names
    }
    assert not strangers


def _imports(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case _:
            return []


def test_a_file_is_short_enough_to_have_one_reason_to_exist() -> None:
    lines = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for folder in ("benchmarks", "devices", "runwalk_tui")
        for file in _files(folder)
    }
    assert not {name: count for name, count in lines.items() if count > LONGEST_FILE_LINES}
