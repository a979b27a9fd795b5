"""Numbers as a runner reads them: the one place that knows miles, pace, and how to round."""

import re
import unicodedata
from contextlib import suppress
from math import ceil

from runwalk_tui.language import decimal
from runwalk_tui.units.constants import METRES_PER_MILE, Units
from runwalk_tui.units.parse import parse_distance_m

METRES: dict[Units, float] = {"km": 1000.0, "mi": METRES_PER_MILE}
"""A kilometre and a mile."""

SLOWEST_PACE_S = 3600
"""A pace of an hour or more is no pace."""


def clock(seconds: float) -> str:
    """Time gone by, whole seconds cut off: ``m:ss``, from an hour on ``h:mm:ss``."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def minutes_clock(seconds: float) -> str:
    """A length of time to the nearest second as ``m:ss``, minutes also from an hour on."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def clock_left(seconds: float) -> str:
    """Time to come: a second counts until it is over, so that 0:00 means now."""
    return clock(ceil(round(seconds, 3)))


def speed(kmh: float, units: Units) -> str:
    """A belt's speed with one decimal."""
    return decimal(f"{kmh * 1000 / METRES[units]:.1f}")


def speed_unit(units: Units) -> str:
    """Unit of `speed`."""
    return "km/h" if units == "km" else "mph"


def pace(kmh: float | None, units: Units) -> str:
    """Minutes and seconds a kilometre or mile; a dash for a standing belt."""
    if not kmh or kmh < 0:
        return "–:––"
    seconds = METRES[units] / (kmh / 3.6)
    return clock(round(seconds)) if seconds < SLOWEST_PACE_S - 0.5 else "–:––"


def pace_unit(units: Units) -> str:
    """Unit of `pace`."""
    return f"/{units}"


def distance(metres: float, units: Units) -> str:
    """A distance covered in kilometres or miles, with two decimals, without its unit."""
    return decimal(f"{max(0.0, metres) / METRES[units]:.2f}")


def distance_left(metres: float, units: Units) -> tuple[str, str]:
    """A distance to come and its unit: whole metres below a kilometre; miles in hundredths.

    Rounded up, so that nothing left means now.
    """
    if units == "km" and metres < 999.5:
        return f"{ceil(round(metres, 3)):d}", "m"
    return decimal(f"{ceil(round(metres / METRES[units] * 100, 3)) / 100:.2f}"), units


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign; nothing is ±0."""
    text = f"{abs(value):.{decimals}f}"
    if not float(text):
        return f"±{decimal(text)}"
    return f"{'+' if value > 0 else '−'}{decimal(text)}"


def distance_text(metres: float) -> str:
    """A distance as plans have it, in the unit that says it in the fewest characters."""
    said = [
        text
        for unit, length_m in (("m", 1.0), ("km", 1000.0), ("mi", METRES_PER_MILE))
        for decimals in range(4)
        if _is(metres, text := f"{metres / length_m:.{decimals}f} {unit}")
    ]
    return min(said, key=len, default=f"{metres:.9f}".rstrip("0").rstrip(".") + " m")


def _is(metres: float, text: str) -> bool:
    """Return True if this is how a distance is read; one that rounds to nothing is not."""
    with suppress(ValueError):
        return parse_distance_m(text) == metres
    return False


def slug(text: str, longest: int) -> str:
    """Small letters, digits and hyphens of a text, for a file's name; "" if it has none of them."""
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:longest].rstrip("-")


_SPEEDS = re.compile(
    r"(?:([0-9.,]+)( to | bis ))?([0-9.,]+)(?: km/h|( kilometres an hour)|( Kilometer pro Stunde))"
)
_LENGTHS = re.compile(r"([0-9.,]+) (?:(kilometres|km(?= in all))|Kilometer|km(?= insgesamt))")


def in_units(text: str, units: Units) -> str:
    """A sentence that was made in kilometres, in the units that the runner thinks in.

    Speeds and spoken lengths change; names of races ("5 km") stay what they are.
    """
    if units == "km" or not any(unit in text for unit in ("km", "ilomet")):
        return text
    text = _SPEEDS.sub(_in_mph, text)
    text = _LENGTHS.sub(_in_miles, text)
    return re.sub(r"\bKilometre\b", "Mile", text)


def _in_mph(found: re.Match[str]) -> str:
    low = f"{_miles(found[1])}{found[2]}" if found[1] else ""
    unit = "miles an hour" if found[4] else "Meilen pro Stunde" if found[5] else "mph"
    return f"{low}{_miles(found[3])} {unit}"


def _in_miles(found: re.Match[str]) -> str:
    return f"{_miles(found[1])} {'miles' if found[2] else 'Meilen'}"


def _miles(text: str) -> str:
    whole = text.rstrip(".,").replace(",", ".")
    try:
        return decimal(f"{float(whole) * 1000 / METRES_PER_MILE:.1f}".removesuffix(".0"))
    except ValueError:
        return text
