"""Plans as people write them: finds, reads and checks the TOML files, and expands the repeats."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from runwalk_tui.core.plan import Kind, Plan, Step
from runwalk_tui.paths import FileError, own_plans_folder
from runwalk_tui.quantities import (
    LONGEST_S,
    parse_distance_m,
    parse_speed_kmh,
    parse_time_s,
)
from runwalk_tui.resources import plans_folder
from runwalk_tui.settings import Settings
from runwalk_tui.tomlfile import did_you_mean, read_toml, shown
from runwalk_tui.training.zones import zone_floors_bpm

MOST_STEPS = 2000
"""After the repeats are expanded."""

SPEED_NAMES = {
    Kind.WARM_UP: "brisk",
    Kind.RUN: "run",
    Kind.WALK: "walk",
    Kind.SURGE: "surge",
    Kind.COOL_DOWN: "walk",
}
"""The speed of a step that names none: a key of the runner's speeds."""

T = TypeVar("T")


class PlanError(FileError):
    """A plan cannot be used: one line with the file, the key, and what to do."""


class StepTable(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One ``[[steps]]`` table: a step, or with ``repeat`` the steps that are repeated."""

    kind: Kind | None = None
    time: int | float | str | None = None
    distance: int | float | str | None = None
    until_bpm: Annotated[int, Meta(ge=30, le=230)] | None = None
    at_most: int | float | str | None = None
    speed: int | float | str | None = None
    incline: Annotated[float, Meta(ge=-5, le=15)] | None = None
    hold: str | list[Annotated[int, Meta(ge=30, le=230)]] | None = None
    timed: bool = False
    repeat: Annotated[int, Meta(ge=1, le=MOST_STEPS)] | None = None
    steps: list["StepTable"] | None = None


class PlanTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A plan's file."""

    steps: list[StepTable]
    title: str = ""
    about: str = ""
    maximum_kmh: Annotated[float, Meta(gt=0, le=20)] | None = None


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan in the list: whole, or with the one line that says why it is not."""

    name: str
    file: Path
    is_own: bool
    plan: Plan | None
    error: str | None = None


def list_plans(settings: Settings) -> list[PlanEntry]:
    """Every plan by name; the runner's own comes in place of a shipped one of the same name."""
    own = own_plans_folder()
    return [_entry(file, settings, is_own=file.parent == own) for file in _files().values()]


def find_plan(name: str) -> Path:
    """The file of the plan called ``name``, the runner's own before the shipped one.

    Raises:
        PlanError: If there is none.
    """
    files = _files()
    if name not in files:
        raise PlanError(name, f"there is no such plan; {did_you_mean(name, files)}")
    return files[name]


def load_plan(path_or_name: Path | str, settings: Settings) -> Plan:
    """The plan in a file (a path, or a text with a folder or ``.toml`` in it) or of a name.

    Args:
        path_or_name: Which plan; its name is the file's without the ending.
        settings: Give the names of speeds their numbers.

    Raises:
        PlanError: If there is no such plan, or it cannot be used.
    """
    file = path_or_name if isinstance(path_or_name, Path) else _path(path_or_name)
    table = read_toml(file, PlanTable, PlanError)
    try:
        steps = _expanded(table.steps, "steps", settings)
        return Plan(
            name=file.stem,
            title=table.title.strip() or file.stem,
            about=table.about.strip(),
            steps=steps,
            maximum_kmh=table.maximum_kmh,
        )
    except _KeyedError as error:
        raise PlanError(file, str(error)) from error


class _KeyedError(ValueError):
    """What is wrong with a key, before it is known in which file."""


def _path(path_or_name: str) -> Path:
    is_path = path_or_name.endswith(".toml") or any(
        separator in path_or_name for separator in (os.sep, os.altsep) if separator
    )
    return Path(path_or_name).expanduser() if is_path else find_plan(path_or_name)


def _files() -> dict[str, Path]:
    files = {
        file.stem: file
        for folder in (plans_folder(), own_plans_folder())
        for file in folder.glob("*.toml")
    }
    return dict(sorted(files.items()))


def _entry(file: Path, settings: Settings, *, is_own: bool) -> PlanEntry:
    try:
        return PlanEntry(file.stem, file, is_own, load_plan(file, settings))
    except PlanError as error:
        return PlanEntry(file.stem, file, is_own, None, str(error))


def _expanded(tables: Sequence[StepTable], where: str, settings: Settings) -> tuple[Step, ...]:
    """Every step in order; nothing is expanded before it is known to be within the limits."""
    if _count(tables) > MOST_STEPS:
        raise _KeyedError(f"{where}: more than {MOST_STEPS} steps; repeat less often")
    steps = tuple(_steps(tables, where, settings))
    if not steps:
        raise _KeyedError(f"{where}: there is no step; write at least one [[steps]] table")
    hours = sum(step.planned_s for step in steps) / 3600
    if hours > LONGEST_S / 3600:
        raise _KeyedError(f"{where}: they take {hours:.1f} h; make it 24 h or less")
    return steps


def _count(tables: Sequence[StepTable]) -> int:
    return sum((table.repeat or 1) * _count(table.steps) if table.steps else 1 for table in tables)


def _steps(tables: Sequence[StepTable], where: str, settings: Settings) -> Iterator[Step]:
    for index, table in enumerate(tables):
        here = f"{where}[{index}]"
        if table.repeat is None and table.steps is None:
            yield _step(table, here, settings)
        else:
            inner = tuple(_steps(_repeated(table, here), f"{here}.steps", settings))
            yield from inner * (table.repeat or 1)


def _repeated(table: StepTable, here: str) -> list[StepTable]:
    if table.repeat is None:
        raise _KeyedError(f"{here}.repeat: is missing; write how often the steps come")
    if not table.steps:
        raise _KeyedError(f"{here}.steps: is missing; write the steps that are repeated")
    for key in msgspec.to_builtins(table):
        if key not in ("repeat", "steps"):
            raise _KeyedError(f"{here}.{key}: is beside a repeat; write it in the repeated steps")
    return table.steps


def _step(table: StepTable, here: str, settings: Settings) -> Step:
    if table.kind is None:
        raise _KeyedError(f"{here}.kind: is missing; write one of {', '.join(Kind)}")
    duration_s = _read(parse_time_s, table.time, f"{here}.time")
    distance_m = _read(parse_distance_m, table.distance, f"{here}.distance")
    at_most_s = _read(parse_time_s, table.at_most, f"{here}.at_most")
    endings = (duration_s, distance_m, table.until_bpm)
    if sum(ending is not None for ending in endings) != 1:
        raise _KeyedError(f"{here}: a step ends once; write one of time, distance and until_bpm")
    if table.until_bpm is not None and at_most_s is None:
        raise _KeyedError(f'{here}.at_most: is missing; write the longest time, like "3:00"')
    if table.until_bpm is None and at_most_s is not None:
        raise _KeyedError(f"{here}.at_most: is without until_bpm; write time in its place")
    if table.timed and distance_m is None:
        raise _KeyedError(f"{here}.timed: is without distance; time a step by distance")
    return Step(
        kind=table.kind,
        speed_kmh=_speed_kmh(table, f"{here}.speed", settings),
        duration_s=at_most_s if duration_s is None else duration_s,
        distance_m=distance_m,
        until_bpm=table.until_bpm,
        incline_percent=table.incline,
        hold_bpm=_hold_bpm(table.hold, f"{here}.hold", settings),
        timed=table.timed,
    )


def _hold_bpm(
    hold: str | list[int] | None, where: str, settings: Settings
) -> tuple[int, int] | None:
    """The heart rates of a zone, or the two that are given."""
    if hold is None:
        return None
    if isinstance(hold, str):
        zones = [f"zone {number}" for number in range(1, 6)]
        if hold.strip().lower() not in zones:
            raise _KeyedError(f"{where}: {shown(hold)} is no zone; {did_you_mean(hold, zones)}")
        max_bpm = settings.max_bpm()
        floors = [*zone_floors_bpm(max_bpm, settings.zones), max_bpm + 1]
        number = zones.index(hold.strip().lower())
        return floors[number], min(230, floors[number + 1] - 1)
    if len(hold) != 2 or hold[0] >= hold[1]:
        raise _KeyedError(f"{where}: write two heart rates, the lower one first, like [130, 145]")
    return hold[0], hold[1]


def _speed_kmh(table: StepTable, where: str, settings: Settings) -> float:
    assert table.kind is not None
    wanted = SPEED_NAMES[table.kind] if table.speed is None else table.speed
    speeds: dict[str, float] = msgspec.structs.asdict(settings.speeds)
    if isinstance(wanted, str):
        if wanted in speeds:
            return speeds[wanted]
        if not wanted.lstrip()[:1].isdigit():
            hint = did_you_mean(wanted, speeds)
            raise _KeyedError(f"{where}: {shown(wanted)} is not the name of a speed; {hint}")
    speed_kmh = _read(parse_speed_kmh, wanted, where)
    assert speed_kmh is not None
    return speed_kmh


def _read(parse: Callable[[float | str], T], value: float | str | None, where: str) -> T | None:
    """``value`` parsed; None stays None."""
    try:
        return None if value is None else parse(value)
    except ValueError as error:
        raise _KeyedError(f"{where}: {shown(value)} {error}") from error
