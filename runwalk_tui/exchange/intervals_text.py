"""Workout text of Intervals.icu: a text in, the workout out.

A step is a line that begins with a hyphen: a length (``10m`` ten minutes, ``30s``, ``1h``,
``2m30``, ``5'30"``, ``400mtr``, ``1km``, ``1mi``) and a target (``5:30/km Pace``, ``80% Pace`` of
the threshold, ``ramp 60-80% Pace``, ``Z2 HR``, ``75% HR``). A line with ``6x`` repeats the steps
below it up to an empty line; repeats do not nest. Source: the workout builder's own help on
intervals.icu.
"""

import re
from collections.abc import Iterator
from typing import Final

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.exchange.foreign import (
    MOST_STEPS,
    Answers,
    ForeignStep,
    ForeignWorkout,
    OpenQuestionError,
    repeated,
    text_of_octets,
)
from runwalk_tui.units.constants import KMH_PER_MPH, METRES_PER_MILE
from runwalk_tui.workout.plan import Kind

FORMAT: Final = "an Intervals.icu workout"

LONGEST_LINE: Final = 1000

_REPEAT: Final = re.compile(r"(?:^|\s)([0-9]{1,6})x(?:\s|$)", re.IGNORECASE)
_TIME: Final = re.compile(
    r"""(?:([0-9]{1,2})h)?
    (?:([0-9]{1,4})(?:min|m|['\u2032\u2019])(?:([0-9]{1,2})(?![\w:."\u2033\u201d]))?)?
    (?:([0-9]{1,5})(?:sec|s|["\u2033\u201d]))?
    (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Hours, minutes, the seconds of ``2m30``, seconds with their unit."""

_DISTANCE: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)(mtr|km|mi)\b", re.IGNORECASE)
_PACE: Final = re.compile(
    r"([0-9]{1,2}:[0-5][0-9])(?:\s*-\s*([0-9]{1,2}:[0-5][0-9]))?\s*/\s*(km|mi)", re.IGNORECASE
)
_SPEED: Final = re.compile(
    r"([0-9]+(?:\.[0-9]+)?)(?:\s*-\s*([0-9]+(?:\.[0-9]+)?))?\s*(km/?h|kph|mph)\b", re.IGNORECASE
)
_RAMP: Final = re.compile(r"\bramp\b", re.IGNORECASE)
_PERCENT: Final = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]+)?)(?:\s*-\s*([0-9]{1,3}(?:\.[0-9]+)?))?\s*%\s*(pace|hr|lthr)?",
    re.IGNORECASE,
)
_LONG_S: Final = 6000.0
"""Seconds of a step beyond which its writer may have meant metres."""

_KINDS: Final = (
    (re.compile(r"warm", re.IGNORECASE), Kind.WARM_UP),
    (re.compile(r"cool", re.IGNORECASE), Kind.COOL_DOWN),
    (re.compile(r"walk|\brest\b|recover", re.IGNORECASE), Kind.WALK),
)


def read_intervals_text(data: bytes, answers: Answers) -> ForeignWorkout:
    """Read a workout text.

    Raises:
        OpenQuestionError: If targets are shares of a threshold pace that is not known.
        ValueError: If it is no such text, or has something wrong in it; says where.
    """
    text = text_of_octets(data)
    notes: list[str] = []
    lines = text.splitlines()
    if any(len(line) > LONGEST_LINE for line in lines):
        raise ValueError(texts.LONG_LINE.format(most=LONGEST_LINE))
    if sum(line.lstrip().startswith("-") for line in lines) > MOST_STEPS:
        raise ValueError(texts.TOO_MANY_STEPS.format(most=MOST_STEPS))
    steps = tuple(_steps(lines, answers, notes))
    if not steps:
        raise ValueError(texts.NO_STEP_LINE)
    return ForeignWorkout("", "", steps, tuple(dict.fromkeys(notes)), FORMAT)


def _steps(lines: list[str], answers: Answers, notes: list[str]) -> Iterator[ForeignStep]:
    count, rounds, section = 0, 1, None
    block: list[ForeignStep] = []
    where = ""
    for index, line in enumerate([*lines, ""], 1):
        stripped = line.strip()
        if stripped.startswith("-"):
            block.append(
                _step(
                    stripped[1:].strip(), texts.LINE.format(number=index), section, answers, notes
                )
            )
            continue
        if block:
            for step in repeated(rounds, block, where or texts.LINE.format(number=index), count):
                count += 1
                yield step
            block, rounds = [], 1
        if stripped:
            match = _REPEAT.search(stripped)
            rounds = int(match[1]) if match else 1
            where = texts.LINE.format(number=index)
            section = _kind(stripped)


def _step(
    text: str, where: str, section: Kind | None, answers: Answers, notes: list[str]
) -> ForeignStep:
    seconds, metres, rest = _length(text, where)
    if seconds is not None and seconds >= _LONG_S:
        minutes = f"{seconds / 60:g}"
        notes.append(texts.M_IS_MINUTES.format(where=where, minutes=minutes))
    speed, end = _speeds(rest, answers, notes)
    if speed is None and not _kind(rest) and rest.strip():
        notes.append(texts.NO_TEXT_TARGETS)
    kind = _kind(rest) or (section if section is not Kind.WALK else None)
    return ForeignStep(
        seconds=seconds, metres=metres, speed_kmh=speed, end_kmh=end, kind=kind, where=where
    )


def _length(text: str, where: str) -> tuple[float | None, float | None, str]:
    """Seconds or metres, and what is left of the line; the words before it are a cue."""
    for start in [0, *(match.end() for match in re.finditer(r"\s+", text))]:
        tail = text[start:]
        distance = _DISTANCE.match(tail)
        if distance:
            per_unit = {"mtr": 1.0, "km": 1000.0}.get(distance[2].lower(), METRES_PER_MILE)
            metres = float(distance[1]) * per_unit
            if not 0 < metres <= 200_000:
                raise ValueError(texts.NO_STEP_LENGTH.format(where=where, text=plain(distance[0])))
            return None, metres, text[:start] + tail[distance.end() :]
        time = _TIME.match(tail)
        if time and time[0]:
            hours, minutes, bare, rest = (int(part or 0) for part in time.groups())
            seconds = hours * 3600.0 + minutes * 60 + bare + rest
            if not 0 < seconds <= 86_400:
                raise ValueError(texts.NO_STEP_LENGTH.format(where=where, text=plain(time[0])))
            return seconds, None, text[:start] + tail[time.end() :]
    raise ValueError(texts.LENGTH_IS_MISSING.format(where=where))


def _speeds(text: str, answers: Answers, notes: list[str]) -> tuple[float | None, float | None]:
    """Speed in km/h at the beginning and, of a ramp, at the end; a range is taken by its middle."""
    if pace := _PACE.search(text):
        per_unit = 1000.0 if pace[3].lower() == "km" else METRES_PER_MILE
        speeds = [per_unit / seconds * 3.6 for seconds in _in_seconds(pace[1], pace[2])]
    elif speed := _SPEED.search(text):
        per_unit = KMH_PER_MPH if speed[3].lower() == "mph" else 1.0
        speeds = [float(part) * per_unit for part in (speed[1], speed[2]) if part]
    else:
        speeds = _shares(text, answers, notes)
    if not speeds:
        return None, None
    if len(speeds) > 1 and _RAMP.search(text):
        return speeds[0], speeds[1]
    return sum(speeds) / len(speeds), None


def _in_seconds(*paces: str | None) -> list[float]:
    """Minutes and seconds; what is none, or 0, is left out."""
    parts = [pace.split(":") for pace in paces if pace]
    return [seconds for m, s in parts if (seconds := int(m) * 60.0 + int(s))]


def _shares(text: str, answers: Answers, notes: list[str]) -> list[float]:
    """Shares of the threshold pace as speeds in km/h; none where there are none."""
    percent = _PERCENT.search(text)
    if percent is None or (percent[3] or "").lower() != "pace":
        return []
    if answers.threshold_kmh is None:
        raise OpenQuestionError(
            "threshold",
            texts.WHICH_THRESHOLD,
            texts.OPTION_THRESHOLD,
        )
    notes.append(texts.THRESHOLD_IS.format(kmh=answers.threshold_kmh))
    return [float(part) / 100 * answers.threshold_kmh for part in (percent[1], percent[2]) if part]


def _kind(text: str) -> Kind | None:
    return next((kind for pattern, kind in _KINDS if pattern.search(text)), None)
