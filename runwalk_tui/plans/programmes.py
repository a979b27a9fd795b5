"""Programmes as people write them: finds, reads and checks the TOML files of many weeks."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.config.paths import own_programmes_folder
from runwalk_tui.config.settings import Settings
from runwalk_tui.config.toml import did_you_mean, read_toml
from runwalk_tui.language.titles import OF_WEEK
from runwalk_tui.plans import sentences
from runwalk_tui.plans.shipped import programmes_folder
from runwalk_tui.plans.steps import MOST_STEPS, KeyedError, PlanError, StepTable, expanded, read
from runwalk_tui.training.programmes.programme import Address, Programme, rounds, rounds_over
from runwalk_tui.units.parse import LONGEST_S, parse_distance_m, parse_time_s
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Plan, Step, capped

MOST_WEEKS = 104
MOST_WORKOUTS = 14
"""Most workouts in one week."""

Time = int | float | str


class WorkoutTable(Struct, frozen=True, forbid_unknown_fields=True):
    """One workout of a week, between the programme's warm-up and cool-down.

    With a ``time`` or a ``distance`` the steps come again and again until it is full; the last one
    may be cut short.
    """

    steps: list[StepTable]
    times: Annotated[int, Meta(ge=1, le=MOST_WORKOUTS)] = 1
    time: Time | None = None
    distance: Time | None = None
    title: str = ""
    about: str = ""


class WeekTable(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[weeks]]`` table."""

    workouts: list[WorkoutTable]


class ProgrammeTable(Struct, frozen=True, forbid_unknown_fields=True):
    """The top level of a programme file."""

    weeks: list[WeekTable]
    title: str = ""
    about: str = ""
    days: Annotated[int, Meta(ge=1, le=7)] = 3
    rest_day: bool = True
    by_symptoms: bool = False
    published: bool = False
    warm_up: Time | None = None
    cool_down: Time | None = None
    maximum_kmh: Annotated[float, Meta(gt=0, le=20)] | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """A programme in the list: whole, or with the one line that says why it is not."""

    name: str
    file: Path
    is_own: bool
    programme: Programme | None
    error: str | None = None


def list_programmes(settings: Settings) -> list[ProgrammeEntry]:
    """Every programme by name; the runner's own in place of a shipped one of the same name."""
    own = own_programmes_folder()
    return [_entry(file, settings, is_own=file.parent == own) for file in _files().values()]


def load_programme(name: str, settings: Settings) -> Programme:
    """The programme called ``name``, the runner's own before the shipped one.

    Args:
        name: The file's name without the ending.
        settings: Give the names of speeds their numbers.

    Raises:
        PlanError: If there is no such programme, or it cannot be used.
    """
    files = _files()
    if name not in files:
        raise PlanError(name, sentences.NO_PROGRAMME.format(hint=did_you_mean(name, files)))
    return read_programme(files[name], settings)


def read_programme(file: Path, settings: Settings) -> Programme:
    """The programme in a file.

    Raises:
        PlanError: If it cannot be used.
    """
    table = read_toml(file, ProgrammeTable, PlanError)
    try:
        return _Reader(plain(file.stem), table, settings).programme()
    except KeyedError as error:
        raise PlanError(file, str(error)) from error


def load_workout(address: Address, settings: Settings) -> Plan:
    """The workout at an address.

    Raises:
        PlanError: If there is none, or its programme cannot be used.
    """
    weeks = load_programme(address.programme, settings).weeks
    if not 1 <= address.week <= len(weeks):
        raise PlanError(str(address), sentences.NO_WEEK.format(weeks=len(weeks)))
    week = weeks[address.week - 1]
    if not 1 <= address.number <= len(week):
        last = f"{address.programme}:{address.week}.{len(week)}"
        what = sentences.NO_WORKOUT.format(week=address.week, last=last)
        raise PlanError(str(address), what)
    return week[address.number - 1]


class _Reader:
    """Makes a programme of its tables, and knows the path to every key."""

    def __init__(self, name: str, table: ProgrammeTable, settings: Settings) -> None:
        self._name = name
        self._table = table
        self._settings = settings
        self._title = table.title.strip() or name
        self._before = self._around(Kind.WARM_UP, table.warm_up, "warm_up")
        self._after = self._around(Kind.COOL_DOWN, table.cool_down, "cool_down")

    def programme(self) -> Programme:
        weeks = self._table.weeks
        if not 1 <= len(weeks) <= MOST_WEEKS:
            raise KeyedError(sentences.WEEKS.format(count=len(weeks), most=MOST_WEEKS))
        return Programme(
            name=self._name,
            title=self._title,
            about=self._table.about.strip(),
            weeks=tuple(self._week(week, number) for number, week in enumerate(weeks, start=1)),
            days=self._table.days,
            rest_day=self._table.rest_day,
            by_symptoms=self._table.by_symptoms,
            is_published=self._table.published,
        )

    def _around(self, kind: Kind, time: Time | None, key: str) -> tuple[Step, ...]:
        if read(parse_time_s, time, key) is None:
            return ()
        return expanded([StepTable(kind=kind, time=time)], key, self._settings)

    def _week(self, table: WeekTable, week: int) -> tuple[Plan, ...]:
        where = f"weeks[{week - 1}].workouts"
        count = sum(workout.times for workout in table.workouts)
        if not 1 <= count <= MOST_WORKOUTS:
            what = sentences.WORKOUTS.format(where=where, count=count, most=MOST_WORKOUTS)
            raise KeyedError(what)
        plans: list[Plan] = []
        for index, workout in enumerate(table.workouts):
            steps = self._steps(workout, f"{where}[{index}]")
            for _ in range(workout.times):
                number = len(plans) + 1
                title = workout.title.strip() or OF_WEEK.format(
                    title=self._title, week=week, number=number, count=count
                )
                plan = Plan(
                    name=str(Address(self._name, week, number)),
                    title=title,
                    about=workout.about.strip() or self._table.about.strip(),
                    steps=steps,
                    maximum_kmh=self._table.maximum_kmh,
                )
                plans.append(capped(plan, self._settings.cap_kmh))
        return tuple(plans)

    def _steps(self, table: WorkoutTable, where: str) -> tuple[Step, ...]:
        steps = expanded(table.steps, f"{where}.steps", self._settings)
        time_s = read(parse_time_s, table.time, f"{where}.time")
        distance_m = read(parse_distance_m, table.distance, f"{where}.distance")
        if time_s is not None and distance_m is not None:
            raise KeyedError(sentences.ONE_LENGTH.format(where=where))
        if time_s is not None:
            _check_rounds(time_s / sum(step.planned_s for step in steps), steps, where)
        if distance_m is not None:
            _check_rounds(distance_m / sum(map(_metres, steps)), steps, where)
        try:
            if time_s is not None:
                steps = rounds(steps, time_s)
            elif distance_m is not None:
                steps = rounds_over(steps, distance_m)
        except ValueError as error:
            what = sentences.LENGTH_OF_STEPS.format(where=where, why=error)
            raise KeyedError(what) from error
        whole = (*self._before, *steps, *self._after)
        hours = sum(step.planned_s for step in whole) / 3600
        if hours > LONGEST_S / 3600:
            what = sentences.WORKOUT_TOO_LONG.format(where=where, hours=f"{hours:.1f}")
            raise KeyedError(what)
        return whole


def _check_rounds(count: float, steps: Sequence[Step], where: str) -> None:
    if (count + 1) * len(steps) > MOST_STEPS:
        raise KeyedError(sentences.TOO_MANY_TO_FILL.format(where=where, most=MOST_STEPS))


def _metres(step: Step) -> float:
    return step.planned_s * step.speed_kmh / 3.6


def _files() -> dict[str, Path]:
    files = {
        plain(file.stem): file
        for folder in (programmes_folder(), own_programmes_folder())
        for file in folder.glob("*.toml")
    }
    return dict(sorted(files.items()))


def _entry(file: Path, settings: Settings, *, is_own: bool) -> ProgrammeEntry:
    try:
        return ProgrammeEntry(plain(file.stem), file, is_own, read_programme(file, settings))
    except PlanError as error:
        return ProgrammeEntry(plain(file.stem), file, is_own, None, str(error))
