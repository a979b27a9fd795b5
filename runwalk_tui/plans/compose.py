"""A workout as it is asked for in words, of a command's options or a screen's fields."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from runwalk_tui.config.settings import Settings
from runwalk_tui.config.toml import did_you_mean, shown
from runwalk_tui.language import titles, tr
from runwalk_tui.plans import sentences
from runwalk_tui.plans.steps import zones_bpm
from runwalk_tui.training.programmes import builder
from runwalk_tui.training.programmes.builder import (
    USUAL_AROUND_S,
    Paces,
    Round,
    Spec,
    SpecError,
    build,
)
from runwalk_tui.training.programmes.ratios import Ratio, length_text, minutes
from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.units.format import distance_text
from runwalk_tui.units.parse import parse_distance_m, parse_reading_kmh, parse_time_s
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Plan, Step

EASY_S = 180.0
"""Easy running before anything hard: nobody sprints cold."""

HARD_ZONE, REST_ZONE = "zone 4", "zone 2"
"""Hard is from 80 % of the maximum heart rate on; rest is when it is down again."""

MOST_ROUNDS = 6
"""Sorts of rounds in one workout."""

LONGEST_NAME = 40
LONGEST_TITLE = 60

_NAME = re.compile(r"\w[\w+-]*")
_RATIO = re.compile(r"([0-9]{1,2}) *: *([0-9]{1,2})")
_NUMBER = re.compile(r"[0-9]{1,5}(?:\.[0-9])?")
_PERCENT = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{1,2})?) *%?")


class Pattern(StrEnum):
    """The patterns of a workout."""

    RATIO = "ratio"
    SURGES = "surges"
    SPRINTS = "sprints"
    BREAKS = "breaks"
    RACE = "race"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Sort:
    """The way that one pattern is written.

    Attributes:
        words: What it is called.
        how: What its parts are, from left to right.
        example: Written out; what is taken where nothing is written.
        title: What a workout of it is called; ``{rounds}`` is what was written.
    """

    words: str
    how: str
    example: str
    title: str


SORTS: Mapping[Pattern, Sort] = {
    Pattern.RATIO: Sort("run and walk", "like 2:1, 90/30, or 5:1, 3:1", "2:1", "{rounds}"),
    Pattern.SURGES: Sort("surges", "hard/easy/walk", "30/90/60", titles.SURGES),
    Pattern.SPRINTS: Sort("sprint bursts", "burst/walk", "30/60", titles.SPRINTS),
    Pattern.BREAKS: Sort("walk breaks", "distance/walk", "1 mi/60", titles.BREAKS),
    Pattern.RACE: Sort("race practice", "1 to 2 mi/30 to 60 s", "1 mi/45", titles.RACE),
    Pattern.HARD: Sort("hard intervals", "hard/walk at most", "2:00/3:00", titles.HARD),
}
"""Every pattern; several with commas between follow each other in equal shares of the session."""

KEYS = (
    *("name", "title", "pattern", "rounds", "total", "repeats"),
    *("warm_up", "cool_down", "walk", "run", "surge", "incline"),
)
"""The keys of a workout that can be composed."""

USUAL_TOTAL_S = 1800.0

_VERBS = {Kind.RUN: "run", Kind.SURGE: "surge", Kind.WALK: "walk"}

T = TypeVar("T")


def planned(texts: Mapping[str, str], settings: Settings) -> Plan:
    """The workout that ``texts`` ask for, by `KEYS`; what is blank or missing is as usual.

    Raises:
        SpecError: With the key of the text that is wrong; says what to write.
    """
    name = plan_name(texts.get("name", ""))
    pattern = _read("pattern", _pattern, texts) or Pattern.RATIO
    rounds_text = " ".join(texts.get("rounds", "").split()) or SORTS[pattern].example
    paces = _paces(texts, settings)
    rounds = tuple(_rounds(pattern, rounds_text, paces, settings))
    total_s, repeats = _read("total", _seconds, texts), _read("repeats", _count, texts)
    is_hard = pattern in (Pattern.SURGES, Pattern.SPRINTS, Pattern.HARD)
    steps = build(
        Spec(
            rounds,
            total_s=USUAL_TOTAL_S if total_s is None and repeats is None else total_s,
            repeats=repeats,
            warm_up_s=_read("warm_up", _seconds, texts) or USUAL_AROUND_S,
            cool_down_s=_read("cool_down", _seconds, texts) or USUAL_AROUND_S,
            easy_s=EASY_S if is_hard else 0.0,
            paces=paces,
            incline_percent=_read("incline", _percent, texts),
        )
    )
    _check_cap(steps, settings)
    title = _read("title", _title, texts) or SORTS[pattern].title.format(rounds=rounds_text)
    about = titles.THEN.join(dict.fromkeys(_described(each) for each in rounds))
    return Plan(name, title, steps, f"{about[0].upper()}{about[1:]}.")


def plan_name(text: str) -> str:
    """The name of a plan, and of its file; spaces become hyphens.

    Raises:
        SpecError: If it cannot be one.
    """
    name = "-".join(text.split())
    if not name:
        raise SpecError("name", sentences.NAME_IS_MISSING)
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        what = sentences.NO_FILE_NAME.format(text=shown(text), most=LONGEST_NAME)
        raise SpecError("name", what)
    return name


def _read(key: str, parse: Callable[[str], T], texts: Mapping[str, str]) -> T | None:
    """Return what a text says; None where it is blank."""
    text = texts.get(key, "").strip()
    try:
        return parse(text) if text else None
    except ValueError as error:
        raise SpecError(key, f"{shown(text)} {error}") from error


def _pattern(text: str) -> Pattern:
    if text not in list(Pattern):
        raise ValueError(sentences.NO_PATTERN.format(hint=did_you_mean(text, Pattern)))
    return Pattern(text)


def _paces(texts: Mapping[str, str], settings: Settings) -> Paces:
    """The speeds that are written, and the runner's own for the rest."""

    def parse(text: str) -> float:
        try:
            return parse_reading_kmh(text, settings.units)
        except ValueError as error:
            raise ValueError(sentences.NO_SPEED.format(why=error)) from error

    own = own_paces(settings)
    return Paces(
        walk_kmh=_read("walk", parse, texts) or own.walk_kmh,
        brisk_kmh=own.brisk_kmh,
        run_kmh=_read("run", parse, texts) or own.run_kmh,
        surge_kmh=_read("surge", parse, texts) or own.surge_kmh,
    )


def own_paces(settings: Settings) -> Paces:
    """The runner's own speeds, none above the cap."""
    speeds, cap_kmh = settings.speeds, settings.cap_kmh
    return Paces(
        walk_kmh=min(speeds.walk, cap_kmh),
        brisk_kmh=min(speeds.brisk, cap_kmh),
        run_kmh=min(speeds.run, cap_kmh),
        surge_kmh=min(speeds.surge, cap_kmh),
    )


def _rounds(pattern: Pattern, text: str, paces: Paces, settings: Settings) -> Iterator[Round]:
    """Each sort of round, between commas."""
    items = [item.strip() for item in text.split(",")]
    if len(items) > MOST_ROUNDS:
        raise SpecError("rounds", sentences.TOO_MANY_ROUNDS.format(count=len(items)))
    for item in items:
        try:
            yield _round(pattern, item, paces, settings)
        except SpecError:
            raise
        except ValueError as error:
            raise SpecError("rounds", f"{shown(item)} {error}") from error


def _round(pattern: Pattern, text: str, paces: Paces, settings: Settings) -> Round:
    if pattern is Pattern.RATIO:
        if match := _RATIO.fullmatch(text):
            return builder.run_walk(_ratio(int(match[1]), int(match[2])), paces)
        run_s, walk_s = map(_seconds, _parts(pattern, text))
        return builder.run_walk(Ratio(run_s, walk_s), paces)
    parts = _parts(pattern, text)
    match pattern:
        case Pattern.SURGES:
            hard_s, easy_s, walk_s = map(_seconds, parts)
            return builder.surges(hard_s, easy_s, walk_s, paces)
        case Pattern.SPRINTS:
            burst_s, walk_s = map(_seconds, parts)
            return builder.sprint(burst_s, walk_s, paces)
        case Pattern.HARD:
            hard_s, at_most_s = map(_seconds, parts)
            zones = zones_bpm(settings)
            return builder.hard(hard_s, at_most_s, paces, zones[HARD_ZONE], zones[REST_ZONE][1])
    distance, walk = parts
    by_distance = builder.race if pattern is Pattern.RACE else builder.by_distance
    return by_distance(parse_distance_m(distance), _seconds(walk), paces)


def _parts(pattern: Pattern, text: str) -> list[str]:
    sort = SORTS[pattern]
    parts = [part.strip() for part in text.split("/")]
    wanted = 2 if pattern is Pattern.RATIO else sort.example.count("/") + 1
    if len(parts) != wanted:
        raise ValueError(sentences.NOT_LIKE.format(how=tr(sort.how), example=sort.example))
    return parts


def _ratio(run_min: int, walk_min: int) -> Ratio:
    if not (run_min and walk_min):
        raise ValueError(sentences.NO_RATIO)
    return minutes(run_min, walk_min)


def _seconds(text: str) -> float:
    """A time; a bare number is seconds."""
    return parse_time_s(float(text) if _NUMBER.fullmatch(text) else text)


def _count(text: str) -> int:
    digits = text.rstrip("x× ")
    if not digits.isdecimal() or len(digits) > 6:
        raise ValueError(sentences.NO_COUNT)
    return int(digits)


def _percent(text: str) -> float:
    match = _PERCENT.fullmatch(text.replace(",", "."))
    if match is None:
        raise ValueError(sentences.NO_INCLINE)
    return float(match[1])


def _title(text: str) -> str:
    if len(text) > LONGEST_TITLE or not text.isprintable():
        raise ValueError(sentences.NO_TITLE.format(most=LONGEST_TITLE))
    return text


def _check_cap(steps: Sequence[Step], settings: Settings) -> None:
    for kind, key in _VERBS.items():
        kmh = max((step.speed_kmh for step in steps if step.kind is kind), default=0.0)
        if kmh > settings.cap_kmh:
            above, cap = (_speed(each, settings.units) for each in (kmh, settings.cap_kmh))
            raise SpecError(key, sentences.ABOVE_CAP.format(speed=above, cap=cap))


def _speed(kmh: float, units: str) -> str:
    return f"{kmh / KMH_PER_MPH:.2f} mph" if units == "mi" else f"{kmh:g} km/h"


def _described(each: Round) -> str:
    """A round in words: ``run 2 min, walk 1 min``."""
    return ", ".join(f"{_VERBS[step.kind]} {_length(step)}" for step in each)


def _length(step: Step) -> str:
    if step.distance_m is not None:
        return distance_text(step.distance_m)
    if step.until_bpm is not None:
        return titles.UNTIL_DOWN
    return length_text(step.planned_s)
