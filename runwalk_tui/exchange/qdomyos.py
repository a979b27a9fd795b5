"""Workouts of QDomyos-Zwift (.xml): a file in, the workout out.

The format is a list of ``<row>``, some within ``<repeat times="5">``, which does not nest. A
duration is exactly hh:mm:ss, a distance kilometres. The unit of speed is not declared: that
program's editor follows the setting for miles.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.exchange.foreign import (
    Answers,
    ForeignStep,
    ForeignWorkout,
    OpenQuestionError,
    number,
    repeated,
)
from runwalk_tui.exchange.xml import children, lower_tag, parse_xml
from runwalk_tui.units.constants import KMH_PER_MPH

FORMAT: Final = "a QDomyos-Zwift workout"

_DURATION: Final = re.compile(r"([0-9]{2}):([0-5][0-9]):([0-5][0-9])")
_OFF: Final = -100.0
"""Lower values mean that a row leaves the incline alone."""


def read_qdomyos(data: bytes, answers: Answers) -> ForeignWorkout:
    """Read a workout of rows.

    Raises:
        OpenQuestionError: If a row has a speed and it is not known in which unit.
        ValueError: If it is no such workout, or has something wrong in it; says where.
    """
    root = parse_xml(data)
    if lower_tag(root) != "rows":
        raise ValueError(texts.NO_QDOMYOS)
    notes: list[str] = []
    steps = tuple(_rows(root, answers, notes))
    if not steps:
        raise ValueError(texts.NO_ROW)
    return ForeignWorkout("", "", steps, tuple(dict.fromkeys(notes)), FORMAT)


def _rows(
    parent: Element, answers: Answers, notes: list[str], nested: str = ""
) -> Iterator[ForeignStep]:
    count = 0
    for index, (tag, given, child) in enumerate(children(parent), 1):
        where = f"{nested}row {index}"
        if tag == "row":
            count += 1
            yield _row(given, where, answers, notes)
        elif tag == "repeat" and not nested:
            times = number(given.get("times", "1"), where, "times", least=1, most=1e12)
            inner = tuple(_rows(child, answers, notes, f"repeat {index}, "))
            for step in repeated(int(times or 1), inner, f"repeat {index}", count):
                count += 1
                yield step
        elif tag == "repeat":
            raise ValueError(texts.NESTED_REPEATS.format(where=where))


def _row(given: dict[str, str], where: str, answers: Answers, notes: list[str]) -> ForeignStep:
    seconds = metres = None
    if given.get("duration"):
        match = _DURATION.fullmatch(given["duration"].strip())
        if match is None:
            raise ValueError(texts.NO_HHMMSS.format(where=where))
        hours, minutes, rest = map(int, match.groups())
        seconds = hours * 3600.0 + minutes * 60 + rest
    kilometres = number(given.get("distance"), where, "distance", least=-1, most=200)
    if kilometres is not None and kilometres > 0 and not seconds:
        metres = kilometres * 1000
    seconds = seconds or None
    if not seconds and not metres:
        raise ValueError(texts.NO_LENGTH.format(where=where))
    speed = number(given.get("speed"), where, "speed", least=-1, most=100)
    if given.get("forcespeed", "1").strip() == "0" or (speed is not None and speed <= 0):
        speed = None
    power = number(given.get("power"), where, "power", least=-1, most=3000)
    incline = number(given.get("inclination"), where, "inclination", least=-300, most=100)
    if given.get("zonehr", "").strip() not in ("", "-1", "0"):
        notes.append(texts.NO_ZONES)
    return ForeignStep(
        seconds=seconds,
        metres=metres,
        speed_kmh=None if speed is None else _kmh(speed, answers, notes),
        incline_percent=None if incline is None or incline < _OFF else incline,
        power_w=power if power and power > 0 and speed is None else None,
        where=where,
    )


def _kmh(speed: float, answers: Answers, notes: list[str]) -> float:
    if answers.speeds is None:
        raise OpenQuestionError(
            "speeds",
            texts.WHICH_SPEEDS,
            texts.OPTION_SPEEDS,
        )
    notes.append(texts.SPEEDS_READ_AS.format(speeds=answers.speeds))
    return speed * (KMH_PER_MPH if answers.speeds == "mph" else 1.0)
