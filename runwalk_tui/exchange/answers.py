"""Parse the runner's answers where a workout file leaves something open."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.exchange.foreign import Answers, Key
from runwalk_tui.training.programmes.magic_mile import FASTEST_S, SLOWEST_S
from runwalk_tui.units.constants import Units
from runwalk_tui.units.parse import parse_reading_kmh, parse_time_s


def answered(answers: Answers, key: Key, text: str, units: Units) -> Answers:
    """The answers and one more.

    Args:
        answers: What was said so far.
        key: What the text answers.
        text: As the runner wrote it.
        units: What a bare pace or speed is in.

    Raises:
        ValueError: If it makes no sense; says what to write.
    """
    return _TAKERS[key](answers, text.strip(), units)


def _lengths(answers: Answers, text: str, _units: Units) -> Answers:
    match text.casefold():
        case "s" | "sec" | "seconds" | "time":
            return replace(answers, lengths="seconds")
        case "m" | "metres" | "meters" | "distance":
            return replace(answers, lengths="metres")
    raise ValueError(texts.WRITE_LENGTHS)


def _speeds(answers: Answers, text: str, _units: Units) -> Answers:
    match text.casefold():
        case "km/h" | "kmh" | "km":
            return replace(answers, speeds="km/h")
        case "mph" | "mi" | "miles":
            return replace(answers, speeds="mph")
    raise ValueError(texts.WRITE_SPEEDS)


def _mile(answers: Answers, text: str, _units: Units) -> Answers:
    mile_s = parse_time_s(text)
    if not FASTEST_S <= mile_s <= SLOWEST_S:
        raise ValueError(texts.NO_MILE_TIME)
    return replace(answers, mile_s=mile_s)


def _threshold(answers: Answers, text: str, units: Units) -> Answers:
    return replace(answers, threshold_kmh=parse_reading_kmh(text, units))


def _open(answers: Answers, text: str, _units: Units) -> Answers:
    return replace(answers, open_s=parse_time_s(text))


_TAKERS: Mapping[Key, Callable[[Answers, str, Units], Answers]] = {
    "lengths": _lengths,
    "speeds": _speeds,
    "mile": _mile,
    "threshold": _threshold,
    "open": _open,
}
