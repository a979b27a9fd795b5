"""Plans as people write them: finds, reads and checks the TOML files."""

import os
import re
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.config.paths import own_plans_folder
from runwalk_tui.config.settings import Settings
from runwalk_tui.config.toml import did_you_mean, read_toml, read_toml_text
from runwalk_tui.plans import sentences
from runwalk_tui.plans.shipped import plans_folder
from runwalk_tui.plans.steps import KeyedError, StepTable, expanded
from runwalk_tui.plans.steps import PlanError as PlanError
from runwalk_tui.workout.plan import Plan, capped

FOREIGN = (".zwo", ".fit", ".xml", ".erg", ".mrc")
"""Endings of workouts of other programs."""


class PlanTable(Struct, frozen=True, forbid_unknown_fields=True):
    """The top level of a plan file."""

    steps: list[StepTable]
    title: str = ""
    about: str = ""
    maximum_kmh: Annotated[float, Meta(gt=0, le=20)] | None = None


class PlanEntry:
    """A plan in the list; its file is read when it is looked at.

    Args:
        file: Where it stands.
        settings: Give the names of speeds their numbers.
        is_own: It is the runner's own.
        is_starred: The runner wants it first.
    """

    def __init__(self, file: Path, settings: Settings, *, is_own: bool, is_starred: bool) -> None:
        self.name, self.file = plain(file.stem), file
        self.is_own, self.is_starred = is_own, is_starred
        self._settings = settings

    @property
    def plan(self) -> Plan | None:
        """The plan; None where it cannot be used."""
        return self._read[0]

    @property
    def error(self) -> str | None:
        """The one line that says why it cannot be used."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Plan | None, str | None]:
        try:
            return load_plan(self.file, self._settings), None
        except PlanError as complaint:
            return None, str(complaint)


def list_plans(settings: Settings) -> list[PlanEntry]:
    """Every plan by name, those with a star first.

    The runner's own comes in place of a shipped one of the same name.
    """
    own, stars = own_plans_folder(), starred()
    entries = [
        PlanEntry(file, settings, is_own=file.parent == own, is_starred=name in stars)
        for name, file in _files().items()
    ]
    return sorted(entries, key=lambda entry: not entry.is_starred)


def stars_file() -> Path:
    """The file with the names of the plans that the runner wants first, one a line."""
    return own_plans_folder() / "starred.txt"


def starred() -> frozenset[str]:
    """The names of the plans that the runner wants first."""
    with suppress(OSError, UnicodeDecodeError):
        return frozenset(stars_file().read_text("utf-8").split())
    return frozenset()


def find_plan(name: str) -> Path:
    """The file of the plan called ``name``, the runner's own before the shipped one.

    Raises:
        PlanError: If there is none.
    """
    files = _files()
    if name not in files:
        raise PlanError(name, sentences.NO_PLAN.format(hint=did_you_mean(name, files)))
    return files[name]


def load_plan(path_or_name: Path | str, settings: Settings) -> Plan:
    """The plan in a file (a path, or a text with a folder or ``.toml`` in it) or of a name.

    Args:
        path_or_name: Which plan; its name is the file's without the ending. ``NAME:WEEK.NUMBER``
            is a workout of a programme.
        settings: Give the names of speeds their numbers.

    Raises:
        PlanError: If there is no such plan, or it cannot be used.
    """
    if isinstance(path_or_name, str) and ":" in path_or_name:
        from runwalk_tui.plans.programmes import load_workout
        from runwalk_tui.training.programmes.programme import parse_address

        if address := parse_address(path_or_name):
            return load_workout(address, settings)
    foreign = Path(path_or_name).expanduser()
    if foreign.suffix.lower() in FOREIGN and foreign.is_file():
        raise PlanError(foreign, sentences.FOREIGN)
    file = path_or_name if isinstance(path_or_name, Path) else _path(path_or_name)
    return _plan_of(read_toml(file, PlanTable, PlanError), file, settings)


def plan_of_text(text: str, file: Path, settings: Settings) -> Plan:
    """The plan that a text makes, as if ``file`` held it.

    Raises:
        PlanError: If it makes none.
    """
    return _plan_of(read_toml_text(text, file, PlanTable, PlanError), file, settings)


def plan_names() -> list[str]:
    """The names of all plans, in the order in which they are listed."""
    return list(_files())


def _plan_of(table: PlanTable, file: Path, settings: Settings) -> Plan:
    try:
        steps = expanded(table.steps, "steps", settings)
        plan = Plan(
            name=plain(file.stem),
            title=table.title.strip() or plain(file.stem),
            about=table.about.strip(),
            steps=steps,
            maximum_kmh=table.maximum_kmh,
        )
        return capped(plan, settings.cap_kmh)
    except KeyedError as error:
        raise PlanError(file, str(error)) from error


def _path(path_or_name: str) -> Path:
    is_path = path_or_name.endswith(".toml") or any(
        separator in path_or_name for separator in (os.sep, os.altsep) if separator
    )
    return Path(path_or_name).expanduser() if is_path else find_plan(path_or_name)


def _files() -> dict[str, Path]:
    files = {
        plain(file.stem): file
        for folder in (plans_folder(), own_plans_folder())
        for file in folder.glob("*.toml")
    }
    return dict(sorted(files.items(), key=lambda entry: _in_order(entry[0])))


def _in_order(name: str) -> list[str | int]:
    """Numbers by their size: 2-1 is before 10-1."""
    parts = re.split(r"(\d+)", name)
    return [int(part) if at % 2 else part for at, part in enumerate(parts)]


def taken_names(*, force: bool) -> frozenset[str]:
    """Names that are not to be used again, in small letters: those of shipped plans, too."""
    return frozenset() if force else frozenset(map(str.casefold, plan_names()))
