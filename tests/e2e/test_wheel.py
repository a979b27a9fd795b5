"""A wheel built from the tree works in a clean environment, far from the tree."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from runwalk_devices.treadmill.catalogue import machines_folder

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the back end that is installed here, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("runwalk_tui-*.whl")
    return built


@pytest.fixture(scope="module")
def runwalk(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command as installed in an environment that has this one's dependencies, not its tree.

    A path file lends the dependencies: unlike a site folder, the folder that it adds is not
    searched for path files in turn, so an editable install here is out of sight there.
    """
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment)
    python = environment / "bin" / "python"
    _run(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel
    )
    site_packages = sysconfig.get_path("purelib", vars={"base": str(environment)})
    Path(site_packages, "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return environment / "bin" / "runwalk"


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    """The command's standard output; the test fails with all that it said if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=100)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_archive_carries_what_is_not_python(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    plans = {
        f"runwalk_tui/plans/shipped/{file.relative_to(ROOT / 'plans')}"
        for file in ROOT.glob("plans/**/*.toml")
    }
    sheets = {str(file.relative_to(ROOT)) for file in ROOT.glob("runwalk_tui/tui/**/*.tcss")}
    assert "runwalk_tui/plans/shipped/programmes/c25k.toml" in plans
    assert sheets
    catalogues = {str(file.relative_to(ROOT)) for file in ROOT.glob("runwalk_tui/locale/**/*.mo")}
    assert catalogues
    typed = {"runwalk_tui/py.typed", "runwalk_devices/py.typed"}
    assert plans | sheets | catalogues | typed <= names
    assert not [name for name in names if name.endswith(".po")], "the sources of catalogues"


def test_the_archive_carries_the_known_machines(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    machines = {
        f"runwalk_devices/machines/{file.name}" for file in machines_folder().glob("*.toml")
    }
    assert machines
    assert machines <= names


def test_the_archive_carries_the_two_packages_alone(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "runwalk_devices",
        "runwalk_tui",
    }


def test_the_installed_command_lists_the_plans_that_ship(runwalk: Path, tmp_path: Path) -> None:
    listed = json.loads(_run(runwalk, "plans", "--json", cwd=tmp_path))
    assert "1-2" in {plan["name"] for plan in listed}
    assert len(listed) >= 10


def test_the_installed_command_runs_a_workout(runwalk: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text('title = "T"\nsteps = [ { kind = "walk", time = "1:00" } ]\n')
    command = (runwalk, "run", plan, "--virtual", "--headless", "--rate", "200", "--json")
    events = [json.loads(line) for line in _run(*command, cwd=tmp_path).splitlines()]
    times_s = [event["t"] for event in events]
    assert times_s == sorted(times_s)
    assert times_s[-1] > 60
