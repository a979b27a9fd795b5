"""The fields of forms: each shows its value as text, and reads it back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from runwalk_tui.tui import sentences_of_forms as shown
from runwalk_tui.units.constants import Reading, Units
from runwalk_tui.units.format import pace, pace_unit, speed, speed_unit
from runwalk_tui.units.parse import parse_mass_kg, parse_reading_kmh
from runwalk_tui.units.weekdays import day_names, parse_days
from runwalk_tui.workout.frozen import dataclass

LONGEST = 200
"""Characters of a text; nobody's name or injury needs more."""


class Style(NamedTuple):
    """The units and the reading (pace or speed) that the runner chose."""

    units: Units = "km"
    pace: Reading = "pace"


METRIC = Style()


@dataclass(frozen=True, slots=True)
class Field:
    """A text, and the base of all others.

    Attributes:
        key: What its value is kept under.
        label: What stands before it.
        why: Why it is asked, in a few words.
    """

    key: str
    label: str
    why: str = ""

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """The options, as texts and words; empty where the field is written."""
        return ()

    def show(self, value: object) -> str:
        """The text for a value; empty for None."""
        return "" if value is None else str(value)

    def read(self, text: str) -> object:
        """The value of a text.

        Raises:
            ValueError: If it has none; says in a few words what to write.
        """
        text = " ".join(text.split())
        if len(text) > LONGEST:
            raise ValueError(shown.AT_MOST_LETTERS.format(most=LONGEST))
        if not text.isprintable():
            raise ValueError(shown.NOT_PRINTABLE)
        return text


@dataclass(frozen=True, slots=True)
class Secret(Field):
    """A key or password: dots stand for what is written."""


@dataclass(frozen=True, slots=True)
class Words(Field):
    """Several texts with commas between."""

    def show(self, value: object) -> str:
        return ", ".join(value) if isinstance(value, Sequence) else ""

    def read(self, text: str) -> object:
        whole = str(Field.read(self, text))
        return tuple(word for each in whole.split(",") if (word := each.strip()))


@dataclass(frozen=True, slots=True)
class WeekDays(Words):
    """Days of the week with commas between; none leaves them open."""

    def read(self, text: str) -> object:
        return day_names(parse_days(text)) if text.strip() else ()


@dataclass(frozen=True, slots=True)
class Whole(Field):
    """A whole number within limits, or none."""

    low: int = 0
    high: int = 0

    def read(self, text: str) -> object:
        if not text.strip():
            return None
        try:
            number = int(text.strip()) if len(text) < 20 else self.high + 1
        except ValueError:
            number = self.high + 1
        if not self.low <= number <= self.high:
            raise ValueError(shown.LOW_TO_HIGH.format(low=self.low, high=self.high))
        return number


@dataclass(frozen=True, slots=True)
class Mass(Field):
    """Kilograms; what is empty is 70 kg."""

    def show(self, value: object) -> str:
        return f"{value:g} kg" if isinstance(value, float) else ""

    def read(self, text: str) -> object:
        kilograms = parse_mass_kg(text) if text.strip() else 70.0
        if not 20 <= kilograms <= 300:
            raise ValueError(shown.KILOGRAMS)
        return kilograms


def _as_speed(kmh: float, style: Style) -> str:
    return f"{speed(kmh, style.units)} {speed_unit(style.units)}"


def _as_pace(kmh: float, style: Style) -> str:
    return f"{pace(kmh, style.units)} {pace_unit(style.units)}"


@dataclass(frozen=True, slots=True)
class Speed(Field):
    """Kilometres an hour, written as a speed or a pace; empty is as in the settings."""

    style: Style = METRIC

    def show(self, value: object) -> str:
        if not isinstance(value, float):
            return ""
        return (_as_pace if self.style.pace == "pace" else _as_speed)(value, self.style)

    def otherwise(self, value: object) -> str:
        """The speed of a pace, or the pace of a speed."""
        if not isinstance(value, float):
            return ""
        return (_as_speed if self.style.pace == "pace" else _as_pace)(value, self.style)

    def read(self, text: str) -> object:
        return parse_reading_kmh(text, self.style.units) if text.strip() else None


@dataclass(frozen=True, slots=True)
class Cap(Speed):
    """The highest speed that is ever asked for, 1 to 20 km/h."""

    def read(self, text: str) -> object:
        kmh = Speed.read(self, text)
        if isinstance(kmh, float) and not 1 <= kmh <= 20:
            low, high = (f"{speed(each, self.style.units)}" for each in (1.0, 20.0))
            raise ValueError(
                shown.LOW_TO_HIGH_SPEED.format(
                    low=low, high=high, unit=speed_unit(self.style.units)
                )
            )
        return kmh


@dataclass(frozen=True, slots=True)
class OneOf(Field):
    """One of a few.

    Attributes:
        options: Texts and the words for them.
        value_of: The value of a text.
    """

    options: Sequence[tuple[str, str]] = ()
    value_of: Callable[[str], object] = str

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        return self.options

    def show(self, value: object) -> str:
        return next((text for text, _ in self.options if self.value_of(text) == value), "")

    def read(self, text: str) -> object:
        return self.value_of(text)


_ANSWERS = {"": None, "no": False, "yes": True}


def yes_or_no(key: str, label: str, why: str = "", *, is_open: bool = False) -> OneOf:
    """A question; with ``is_open`` it may stay without an answer."""
    options = [("", "–")] * is_open + [("no", "no"), ("yes", "yes")]
    return OneOf(key, label, why, options, _ANSWERS.__getitem__)
