"""Writes a programme as a calendar on the days and at the time that its runner wishes."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from runwalk_tui.config.atomic import replace_file
from runwalk_tui.errors import FileError, reason
from runwalk_tui.exchange import sentences as shown
from runwalk_tui.exchange.calendar_file import PRODUCT, USUAL_DAYS, encode_calendar, lacks_rest
from runwalk_tui.training.programmes.programme import Programme
from runwalk_tui.units.weekdays import parse_days

Part = Literal["days", "at", "first"]


class CalendarFileError(FileError):
    """A calendar cannot be written: one line with the file and what to do."""


class CalendarIsThereError(CalendarFileError):
    """The file is of another program's making: it has to be replaced on purpose."""


class WishError(ValueError):
    """A part of what is wished for makes no sense; says what to write.

    Attributes:
        part: Which.
    """

    def __init__(self, part: Part, what: str) -> None:
        super().__init__(what)
        self.part = part


class CalendarWish(NamedTuple):
    """The days of the workouts, from 0 for Monday; when each begins; the first day of all."""

    days: tuple[int, ...]
    at: time
    first: date


def calendar_wish(
    texts: dict[Part, str], programme: Programme, own_days: Sequence[int], today: date
) -> CalendarWish:
    """What is wished for in words; what is blank is as usual.

    Raises:
        WishError: For a part that makes no sense.
    """
    days = texts.get("days", "").strip()
    usual = tuple(own_days) or USUAL_DAYS[programme.days]
    try:
        chosen = parse_days(days) if days else usual
    except ValueError as error:
        raise WishError("days", str(error)) from error
    first = texts.get("first", "").strip()
    return CalendarWish(
        chosen,
        _time(texts.get("at", "").strip() or USUAL_TIME),
        _day(first) if first else today + timedelta(days=1),
    )


USUAL_TIME = "18:00"


def _time(text: str) -> time:
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if match is None:
        raise WishError("at", shown.CALENDAR_TIME.format(text=text[:20]))
    return time(int(match[1]), int(match[2]))


def _day(text: str) -> date:
    with suppress(ValueError):
        if 2000 <= (day := date.fromisoformat(text)).year <= 2200:
            return day
    raise WishError("first", shown.CALENDAR_DAY.format(text=text[:20]))


def wants_rest(programme: Programme, wish: CalendarWish) -> bool:
    """True if two of the days have no day of rest between them where the programme wants one."""
    return lacks_rest(programme, wish.days)


def write_calendar(
    programme: Programme, place: int, wish: CalendarWish, runner: str, file: Path, *, force: bool
) -> int:
    """Writes the workouts from ``place`` on; returns how many.

    Raises:
        CalendarIsThereError: If the file is there and not from this program, without ``force``.
        CalendarFileError: If it cannot be written.
    """
    now = datetime.now().astimezone()
    content = encode_calendar(
        programme, wish.days, wish.at, wish.first, now, place=place, runner=runner
    )
    try:
        if file.exists() and not force and PRODUCT.encode() not in file.read_bytes()[:4096]:
            raise CalendarIsThereError(file, shown.CALENDAR_IS_THERE)
        replace_file(file, content)
    except OSError as error:
        raise CalendarFileError(file, shown.CALENDAR_FAILED.format(why=reason(error))) from error
    return len(programme.plans) - place
