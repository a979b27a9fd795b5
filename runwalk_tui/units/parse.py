"""Times, distances and speeds as people write them, in the units that the program counts in."""

import re
from typing import Literal

from runwalk_tui.units import sentences
from runwalk_tui.units.constants import KG_PER_POUND, KMH_PER_MPH, METRES_PER_MILE

LONGEST_S = 86_400.0
FARTHEST_M = 200_000.0
FASTEST_KMH = 20.0

_NUMBER = r"([0-9]{1,9}(?:\.[0-9]{1,9})?)"
_CLOCK = re.compile(r"(?:([0-9]{1,3}):(?=[0-5]))?([0-9]{1,4}):([0-5][0-9])")
_LENGTH_OF_TIME = re.compile(rf"(?:{_NUMBER} *h)? *(?:{_NUMBER} *min)? *(?:{_NUMBER} *s)?")
_DISTANCE = re.compile(rf"{_NUMBER} *(m|km|mi|miles?)")
_SPEED = re.compile(rf"{_NUMBER} *(km/h|kmh|mph)")
_PACE = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?: *(?:min)? */? *(km|mi))?")
_MASS = re.compile(rf"{_NUMBER} *(kg|lbs?)?")


def parse_time_s(value: float | str) -> float:
    """Seconds in ``90``, ``"1:30"``, ``"1:02:03"``, ``"90 s"``, ``"5 min"`` or ``"1 h 30 min"``.

    Raises:
        ValueError: If it is no time, or not above 0 s and at most 24 h; says what to write.
    """
    seconds: float | None = None
    if not isinstance(value, str):
        seconds = value
    elif clock := _CLOCK.fullmatch(value.strip()):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    elif (parts := _LENGTH_OF_TIME.fullmatch(value.strip())) and any(parts.groups()):
        hours_, minutes_, rest_ = (float(part or 0) for part in parts.groups())
        seconds = hours_ * 3600 + minutes_ * 60 + rest_
    if seconds is None:
        raise ValueError(sentences.NO_TIME)
    if not 0 < seconds <= LONGEST_S:
        raise ValueError(sentences.TIME)
    return float(seconds)


def parse_distance_m(value: float | str) -> float:
    """Metres in ``"400 m"``, ``"1.6 km"`` or ``"1 mi"``.

    Raises:
        ValueError: If it is no distance, or not above 0 m and at most 200 km; says what to write.
    """
    match = _DISTANCE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(sentences.NO_DISTANCE)
    metres = float(match[1]) * {"m": 1.0, "km": 1000.0}.get(match[2], METRES_PER_MILE)
    if not 0 < metres <= FARTHEST_M:
        raise ValueError(sentences.DISTANCE)
    return metres


def parse_speed_kmh(value: float | str) -> float:
    """Kilometres an hour in ``8.5``, ``"8.5 km/h"`` or ``"5.5 mph"``.

    Raises:
        ValueError: If it is no speed, or not above 0 and at most 20 km/h; says what to write.
    """
    kmh: float | None = None
    if not isinstance(value, str):
        kmh = value
    elif match := _SPEED.fullmatch(value.strip()):
        kmh = float(match[1]) * (KMH_PER_MPH if match[2] == "mph" else 1.0)
    if kmh is None:
        raise ValueError(sentences.NO_SPEED)
    if not 0 < kmh <= FASTEST_KMH:
        raise ValueError(sentences.SPEED)
    return float(kmh)


def parse_reading_kmh(text: str, units: Literal["km", "mi"]) -> float:
    """Kilometres an hour in what people read: ``8.5``, ``5.3 mph``, ``7:04`` or ``11:22 /mi``.

    Args:
        text: A speed, or a pace in minutes and seconds; a comma may stand for the point.
        units: What is meant where the text does not say it: km/h and minutes a kilometre, or mph
            and minutes a mile.

    Raises:
        ValueError: If it is neither, or not above 0 and at most 20 km/h; says what to write.
    """
    text = text.strip().replace(",", ".")
    if match := _PACE.fullmatch(text):
        seconds = int(match[1]) * 60 + int(match[2])
        metres = 1000.0 if (match[3] or units) == "km" else METRES_PER_MILE
        kmh = metres / seconds * 3.6 if seconds else 0.0
    elif match := re.fullmatch(_NUMBER, text):
        kmh = float(match[1]) * (KMH_PER_MPH if units == "mi" else 1.0)
    elif match := _SPEED.fullmatch(text):
        kmh = float(match[1]) * (KMH_PER_MPH if match[2] == "mph" else 1.0)
    else:
        raise ValueError(sentences.READING)
    if not 0 < round(kmh, 2) <= FASTEST_KMH:
        fastest = f"{FASTEST_KMH / KMH_PER_MPH:.1f} mph" if units == "mi" else "20 km/h"
        raise ValueError(sentences.FASTEST.format(fastest=fastest))
    return round(kmh, 2)


def parse_mass_kg(text: str) -> float:
    """Kilograms in ``70``, ``70.5 kg`` or ``154 lb``; a comma may stand for the point.

    Raises:
        ValueError: If it is no mass; says what to write.
    """
    match = _MASS.fullmatch(text.strip().replace(",", "."))
    if match is None:
        raise ValueError(sentences.MASS)
    return round(float(match[1]) * (KG_PER_POUND if (match[2] or "kg") != "kg" else 1.0), 1)
