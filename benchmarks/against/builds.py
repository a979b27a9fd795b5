"""Builds of the program that can be measured: this one as it stands, and any other revision."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT_IN = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"), "runwalk-bench")
TIMEOUT_S = 900


class BuildError(Exception):
    """A revision cannot be installed, or one of its programs fails; says which and why."""


@dataclass(frozen=True)
class Build:
    """One build in its environment.

    Attributes:
        name: What it is called in the table.
        python: The interpreter of its environment.
    """

    name: str
    python: Path

    def figure(self, program: str, *words: str, home: Path | None = None) -> float:
        """The number that a module of `benchmarks.against.programs` prints on its last line.

        Args:
            program: The module.
            words: What it is told.
            home: The folder of its settings and journal; None for an empty one.

        Raises:
            BuildError: If it fails, or prints no number.
        """
        output = self._run("-m", f"benchmarks.against.programs.{program}", *words, home=home)
        try:
            return float(output.split()[-1])
        except (IndexError, ValueError) as error:
            raise BuildError(f"{program} of {self.name} prints no figure") from error

    def cpu_s(self, *words: str, home: Path | None = None) -> float:
        """Processor time of ``runwalk`` with these words, to its end.

        Args:
            words: Command and options.
            home: The folder of its settings and journal; None for an empty one.

        Raises:
            BuildError: If it fails.
        """
        before_s = _spent_by_children_s()
        self._run("-m", "runwalk_tui", *words, home=home)
        return _spent_by_children_s() - before_s

    def _run(self, *words: str, home: Path | None = None) -> str:
        with _folder() as folder:
            environment = {
                **os.environ,
                # The programs that measure are this tree's; the program measured is the build's.
                "PYTHONPATH": str(folder),
                "RUNWALK_HOME": str(home or folder / "home"),
            }
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            return _output([str(self.python), *words], cwd=folder, env=environment)


def _spent_by_children_s() -> float:
    """Processor time of all processes that this one has waited for."""
    if sys.platform == "win32":
        raise BuildError("Windows does not tell the processor time of a process that has ended")
    from resource import RUSAGE_CHILDREN, getrusage

    spent = getrusage(RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@contextmanager
def _folder() -> Iterator[Path]:
    """An empty folder in which this tree's ``benchmarks`` can be imported, and nothing else."""
    with tempfile.TemporaryDirectory() as name:
        Path(name, "benchmarks").symlink_to(ROOT / "benchmarks", target_is_directory=True)
        yield Path(name)


def this_build() -> Build:
    """The tree that this file is in, in the environment that runs."""
    return Build("this build", Path(sys.executable))


def installed(revision: str) -> Build:
    """Any revision, checked out and installed beside this one; kept, so that it costs once.

    It gets the libraries of its own ``constraints.txt``. pip takes the wheels from its cache.

    Raises:
        BuildError: If there is no such revision, or it cannot be installed.
    """
    commit = _output(["git", "rev-parse", "--verify", f"{revision}^{{commit}}"], cwd=ROOT).strip()
    version = "{}.{}".format(*sys.version_info)
    folder = KEPT_IN / f"{commit[:12]}-python{version}"
    python = folder / "venv" / "bin" / "python"
    if not (folder / "installed").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _install(commit, folder, python)
        (folder / "installed").touch()
    return Build(revision, python)


def _install(commit: str, folder: Path, python: Path) -> None:
    source = folder / "source"
    source.mkdir(parents=True)
    archive = folder / "source.tar"
    _output(["git", "archive", f"--output={archive}", commit], cwd=ROOT)
    shutil.unpack_archive(archive, source, filter="data")
    archive.unlink()
    _output([sys.executable, "-m", "venv", str(folder / "venv")])
    constraints = str(source / "constraints.txt")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--constraint", constraints]
    _output([*pip, "hatchling"])
    _output([*pip, "--no-build-isolation", f"{source}[bench]"])


def _output(words: list[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    try:
        done = subprocess.run(
            words, cwd=cwd, env=env, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError(str(error)) from error
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no output").splitlines()[-1]
        raise BuildError(f"{' '.join(words)}: exit status {done.returncode}: {last}")
    return done.stdout
