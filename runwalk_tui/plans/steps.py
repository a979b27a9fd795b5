"""Steps as people write them in TOML: checks the tables and expands the repeats."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from runwalk_tui.config.settings import Settings
from runwalk_tui.config.toml import did_you_mean, shown
from runwalk_tui.errors import FileError
from runwalk_tui.plans import sentences
from runwalk_tui.training.physiology.zones import zone_floors_bpm
from runwalk_tui.units.parse import LONGEST_S, parse_distance_m, parse_speed_kmh, parse_time_s
from runwalk_tui.workout.plan import FtpTest, Kind, Step

_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) *%")

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


class KeyedError(ValueError):
    """An error in a key, before its file is known."""


Bpm = Annotated[int, Meta(ge=30, le=230)]


class StepTable(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One ``[[steps]]`` table: a step, or with ``repeat`` the steps that are repeated."""

    kind: Kind | None = None
    time: int | float | str | None = None
    distance: int | float | str | None = None
    until_bpm: Bpm | str | None = None
    at_most: int | float | str | None = None
    speed: int | float | str | None = None
    incline: Annotated[float, Meta(ge=-5, le=15)] | None = None
    hold: Bpm | str | list[Bpm] | None = None
    timed: bool = False
    power: int | float | str | None = None
    resistance: int | float | str | None = None
    ftp_test: FtpTest | None = None
    rise: Annotated[float, Meta(ge=1, le=100)] | None = None
    repeat: Annotated[int, Meta(ge=1, le=MOST_STEPS)] | None = None
    steps: list["StepTable"] | None = None


def expanded(tables: Sequence[StepTable], where: str, settings: Settings) -> tuple[Step, ...]:
    """Every step in order; nothing is expanded before it is known to be within the limits.

    Args:
        tables: As they stand under the key ``where``.
        where: Begins every path to a key.
        settings: Give the names of speeds their numbers.

    Raises:
        KeyedError: If they are no steps, too many, or too long.
    """
    if _count(tables) > MOST_STEPS:
        raise KeyedError(sentences.TOO_MANY_STEPS.format(where=where, most=MOST_STEPS))
    steps = tuple(_steps(tables, where, settings))
    if not steps:
        raise KeyedError(sentences.NO_STEPS.format(where=where))
    hours = sum(step.planned_s for step in steps) / 3600
    if hours > LONGEST_S / 3600:
        raise KeyedError(sentences.TOO_LONG.format(where=where, hours=f"{hours:.1f}"))
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
        raise KeyedError(sentences.NO_REPEAT.format(where=here))
    if not table.steps:
        raise KeyedError(sentences.NO_REPEATED.format(where=here))
    for key in msgspec.to_builtins(table):
        if key not in ("repeat", "steps"):
            raise KeyedError(sentences.BESIDE_A_REPEAT.format(where=here, key=key))
    return table.steps


def _step(table: StepTable, here: str, settings: Settings) -> Step:
    if table.kind is None:
        raise KeyedError(sentences.NO_KIND.format(where=here, kinds=", ".join(Kind)))
    duration_s = read(parse_time_s, table.time, f"{here}.time")
    distance_m = read(parse_distance_m, table.distance, f"{here}.distance")
    at_most_s = read(parse_time_s, table.at_most, f"{here}.at_most")
    endings = (duration_s, distance_m, table.until_bpm)
    if sum(ending is not None for ending in endings) != 1:
        raise KeyedError(sentences.ONE_END.format(where=here))
    if table.until_bpm is not None and at_most_s is None:
        raise KeyedError(sentences.NO_AT_MOST.format(where=here))
    if table.until_bpm is None and at_most_s is not None:
        raise KeyedError(sentences.AT_MOST_ALONE.format(where=here))
    if table.timed and distance_m is None:
        raise KeyedError(sentences.TIMED_ALONE.format(where=here))
    return Step(
        kind=table.kind,
        speed_kmh=_speed_kmh(table, f"{here}.speed", settings),
        duration_s=at_most_s if duration_s is None else duration_s,
        distance_m=distance_m,
        until_bpm=_until_bpm(table.until_bpm, f"{here}.until_bpm", settings),
        incline_percent=table.incline,
        hold_bpm=_hold_bpm(table.hold, f"{here}.hold", settings),
        timed=table.timed,
        power_w=_power_w(table.power, f"{here}.power", settings),
        ftp_test=table.ftp_test,
        rise_w=table.rise,
        **_resistance(table.resistance, f"{here}.resistance"),
    )


def _resistance(resistance: float | str | None, where: str) -> dict[str, float]:
    """A level as it is given, or a share of the machine's range."""
    if resistance is None:
        return {}
    if not isinstance(resistance, str):
        return {"resistance": float(resistance)}
    share = _SHARE.fullmatch(resistance.strip())
    if share is None:
        raise KeyedError(sentences.NO_RESISTANCE.format(where=where, value=shown(resistance)))
    return {"resistance_percent": float(share[1])}


def _power_w(power: float | str | None, where: str, settings: Settings) -> float | None:
    """Watts as they are given, or a share of the rider's functional threshold power."""
    if power is None:
        return None
    share = _SHARE.fullmatch(power.strip()) if isinstance(power, str) else None
    if share is not None:
        ftp_w = settings.runner.ftp_w
        if ftp_w is None:
            raise KeyedError(sentences.NO_FTP.format(where=where))
        watts = float(share[1]) / 100 * ftp_w
    elif isinstance(power, str):
        raise KeyedError(sentences.NO_POWER.format(where=where, value=shown(power)))
    else:
        watts = float(power)
    if not 0 < watts <= 2000:
        raise KeyedError(sentences.POWER_BEYOND.format(where=where, watts=f"{watts:g}"))
    return watts


def _until_bpm(until: int | str | None, where: str, settings: Settings) -> int | None:
    """The heart rate that is given, or the highest of a zone."""
    return _zone_bpm(until, where, settings)[1] if isinstance(until, str) else until


def _hold_bpm(
    hold: int | str | list[int] | None, where: str, settings: Settings
) -> tuple[int, int] | None:
    """The heart rates of a zone, or the two that are given; for a target twice the same."""
    if hold is None:
        return None
    if isinstance(hold, int):
        return hold, hold
    if isinstance(hold, str):
        return _zone_bpm(hold, where, settings)
    if len(hold) != 2 or hold[0] >= hold[1]:
        raise KeyedError(sentences.TWO_RATES.format(where=where))
    return hold[0], hold[1]


def _zone_bpm(text: str, where: str, settings: Settings) -> tuple[int, int]:
    zones = zones_bpm(settings)
    name = text.strip().lower()
    if name not in zones:
        hint = did_you_mean(text, zones)
        raise KeyedError(sentences.NO_ZONE.format(where=where, value=shown(text), hint=hint))
    return zones[name]


def zones_bpm(settings: Settings) -> dict[str, tuple[int, int]]:
    """The runner's heart-rate zones as plans call them: lowest and highest rate of each."""
    max_bpm = settings.max_bpm()
    rest_bpm = settings.runner.rest_bpm or 0
    floors = [*zone_floors_bpm(max_bpm, settings.zones, rest_bpm), max_bpm + 1]
    return {
        f"zone {number}": (low, min(230, high - 1))
        for number, (low, high) in enumerate(pairwise(floors), start=1)
    }


def _speed_kmh(table: StepTable, where: str, settings: Settings) -> float:
    assert table.kind is not None
    wanted = SPEED_NAMES[table.kind] if table.speed is None else table.speed
    speeds: dict[str, float] = msgspec.structs.asdict(settings.speeds)
    if isinstance(wanted, str):
        if wanted in speeds:
            return speeds[wanted]
        if not wanted.lstrip()[:1].isdigit():
            hint = did_you_mean(wanted, speeds)
            what = sentences.NO_SPEED_NAME.format(where=where, value=shown(wanted), hint=hint)
            raise KeyedError(what)
    speed_kmh = read(parse_speed_kmh, wanted, where)
    assert speed_kmh is not None
    return speed_kmh


def read(parse: Callable[[float | str], T], value: float | str | None, where: str) -> T | None:
    """``value`` parsed; None stays None.

    Raises:
        KeyedError: If it cannot be parsed.
    """
    try:
        return None if value is None else parse(value)
    except ValueError as error:
        raise KeyedError(f"{where}: {shown(value)} {error}") from error
