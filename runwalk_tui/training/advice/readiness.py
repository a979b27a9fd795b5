"""Heart-rate variability at rest, beside the runner's own band; it changes one thing.

Sources: RMSSD of one to two minutes lying, as its natural logarithm; the mean of 7 days against the
own mean +/- 0.5 SD (Nuuttila 2022: training that followed it gained 6.2 % over 10 km, a set plan
2.9 %). How many days make a band is our own. Nothing here says what somebody has.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum, auto

from runwalk_tui.training.history.dates import date_of
from runwalk_tui.training.history.diary_entries import Entry, Reading
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.units.averages import fmean, stdev
from runwalk_tui.workout.frozen import dataclass

MEAN_DAYS, LEAST_RECENT = timedelta(days=7), 3
BAND_DAYS, LEAST_OWN = timedelta(days=60), 10
"""The mean needs so many days of the last 7, the band so many of the 60 before them."""

BAND_SD = 0.5


class Place(Enum):
    """The place of the mean of 7 days."""

    UNKNOWN = auto()
    BELOW = auto()
    WITHIN = auto()
    ABOVE = auto()


@dataclass(frozen=True, slots=True)
class Readiness:
    """The mean of 7 days beside the own band, as natural logarithms of RMSSD in ms.

    Attributes:
        place: Where it lies.
        mean: Of the last 7 days; None without enough of them.
        low, high: The band; None without one.
        missing: In how many days a band is known, with a reading on each of them.
    """

    place: Place
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    missing: int = 0


def readiness_on(entries: Sequence[Entry], day: date) -> Readiness:
    """The readiness of a day, by the last reading of each day up to it."""
    by_day = {date_of(entry.at): entry.ln_rmssd for entry in entries if isinstance(entry, Reading)}
    recent = [value for at, value in by_day.items() if timedelta() <= day - at < MEAN_DAYS]
    own = [value for at, value in by_day.items() if MEAN_DAYS <= day - at < MEAN_DAYS + BAND_DAYS]
    if len(own) < LEAST_OWN or len(recent) < LEAST_RECENT:
        return Readiness(Place.UNKNOWN, missing=_days_to_a_band(list(by_day), day))
    mean, own_mean, sd = fmean(recent), fmean(own), stdev(own)
    low, high = own_mean - BAND_SD * sd, own_mean + BAND_SD * sd
    place = Place.BELOW if mean < low else Place.ABOVE if mean > high else Place.WITHIN
    return Readiness(place, mean, low, high)


def _days_to_a_band(days: Sequence[date], day: date) -> int:
    """So many days of readings are missing until there is a band."""
    read = {each for each in days if each <= day}
    for ahead in range(1, BAND_DAYS.days):
        read.add(day + timedelta(days=ahead))
        ages = [day + timedelta(days=ahead) - each for each in read]
        if sum(MEAN_DAYS <= age < MEAN_DAYS + BAND_DAYS for age in ages) >= LEAST_OWN:
            return ahead
    return LEAST_OWN


def readiness_words(readiness: Readiness, ln_rmssd: float) -> str:
    """A sentence on a reading."""
    value = f"{ln_rmssd:.2f}"
    if readiness.mean is None:
        return Weeks.READING_KEPT(value=value, missing=readiness.missing)
    band = f"{readiness.low:.2f} to {readiness.high:.2f}"
    rule = {
        Place.BELOW: Weeks.READING_BELOW,
        Place.WITHIN: Weeks.READING_WITHIN,
        Place.ABOVE: Weeks.READING_ABOVE,
    }[readiness.place]
    return rule(value=value, mean=f"{readiness.mean:.2f}", band=band)


def is_below(entries: Sequence[Entry], day: date) -> bool:
    """True if the mean up to a day lies below the band, and something was read on that day."""
    read_today = any(isinstance(entry, Reading) and date_of(entry.at) == day for entry in entries)
    return read_today and readiness_on(entries, day).place is Place.BELOW
