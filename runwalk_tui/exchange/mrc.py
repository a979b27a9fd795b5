"""Workouts of bikes by power (.erg, .mrc): a file in, the workout out.

The format of RacerMate's CompuTrainer: a header that says MINUTES WATTS or MINUTES PERCENT (of the
rider's FTP), then lines of minutes and power. Two lines of different minutes are a stretch, level
or a ramp; two of the same minute are a jump. Comments and lap marks are passed over, and a comma
may stand for the point.
"""

import re
from itertools import pairwise
from typing import Final

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.exchange.foreign import (
    MOST_STEPS,
    Answers,
    ForeignStep,
    ForeignWorkout,
    number,
    text_of_octets,
)

FORMAT: Final = "an ERG or MRC workout"

_UNITS: Final = re.compile(
    r"^\s*MINUTES\s+(WATTS|PERCENT(?:AGE)?|%|FTP)\s*$", re.IGNORECASE | re.MULTILINE
)
_COMMENTS: Final = ("#", ";", "//")
_LAP: Final = "lap"
"""Of a line that marks a lap, which a stretch needs not."""

_DATA: Final = re.compile(
    r"\[COURSE DATA\](.*?)(?:\[END COURSE DATA\]|\Z)", re.IGNORECASE | re.DOTALL
)
_TITLE: Final = re.compile(r"^\s*DESCRIPTION\s*=(.*)$", re.IGNORECASE | re.MULTILINE)
_LONGEST_MIN: Final = 1440.0


def read_mrc(data: bytes, _answers: Answers) -> ForeignWorkout:
    """Read a workout by power.

    Raises:
        ValueError: If it is no such workout, or has something wrong in it; says where.
    """
    text = text_of_octets(data)
    units, body = _UNITS.search(text), _DATA.search(text)
    if units is None:
        raise ValueError(texts.NO_MINUTES)
    if body is None:
        raise ValueError(texts.NO_COURSE)
    points = _points(body[1], text.count("\n", 0, body.start(1)) + 1)
    watts = units[1].upper() == "WATTS"
    steps = tuple(
        _step(before, after, watts=watts)
        for before, after in pairwise(points)
        if after[0] > before[0]
    )
    if not steps:
        raise ValueError(texts.NO_STRETCH)
    title = _TITLE.search(text)
    return ForeignWorkout(plain(title[1]).strip()[:60] if title else "", "", steps, (), FORMAT)


def _points(text: str, first_line: int) -> list[tuple[float, float, int]]:
    """Minutes, power and line of each point, in order of time."""
    points: list[tuple[float, float, int]] = []
    rows = (row.replace(",", ".").split() for row in text.splitlines())
    for line, words in enumerate(rows, first_line):
        if not words or words[0].startswith(_COMMENTS) or words[-1].lower() == _LAP:
            continue
        where = texts.LINE.format(number=line)
        if len(words) != 2:
            raise ValueError(texts.MINUTES_AND_POWER.format(where=where))
        minutes = number(words[0], where, texts.MINUTES, most=_LONGEST_MIN)
        power = number(words[1], where, texts.POWER, most=3000)
        if minutes is None or power is None:
            raise ValueError(texts.MINUTES_AND_POWER.format(where=where))
        if points and minutes < points[-1][0]:
            raise ValueError(texts.BACK_IN_TIME.format(where=where))
        points.append((minutes, power, line))
        if len(points) > 2 * MOST_STEPS:
            raise ValueError(texts.TOO_MANY_STEPS.format(most=MOST_STEPS))
    return points


def _step(
    before: tuple[float, float, int], after: tuple[float, float, int], *, watts: bool
) -> ForeignStep:
    seconds, where = (after[0] - before[0]) * 60, texts.LINE.format(number=after[2])
    start, end = max(before[1], 1.0), max(after[1], 1.0)
    if watts:
        return ForeignStep(seconds=seconds, power_w=start, end_power_w=end, where=where)
    return ForeignStep(seconds=seconds, power_share=start / 100, end_share=end / 100, where=where)
