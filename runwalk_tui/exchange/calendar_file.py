"""A programme as a calendar: an event a workout, on the days that the runner chose.

Times are UTC, worked out from local time day by day, so that summer time needs no description in
the file. An event's UID is made of the workout and the runner alone: a calendar that takes a later
export in moves its events, since that has a greater SEQUENCE.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from runwalk_tui import __version__
from runwalk_tui.training.programmes.programme import Programme
from runwalk_tui.workout.plan import Plan

if TYPE_CHECKING:
    from icalendar import Event

USUAL_DAYS: Final[Mapping[int, tuple[int, ...]]] = {
    1: (5,),
    2: (1, 4),
    3: (0, 2, 4),
    4: (0, 1, 3, 5),
    5: (0, 1, 3, 4, 5),
    6: (0, 1, 2, 3, 4, 5),
    7: (0, 1, 2, 3, 4, 5, 6),
}
"""For so many workouts a week, from 0 for Monday."""

PRODUCT: Final = "-//runwalk-tui//runwalk-tui"

_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)


def dates(programme: Programme, days: Sequence[int], first: date, place: int = 0) -> list[date]:
    """The day of each workout from ``place`` on.

    A week of the programme takes at least seven days, however many the runner has; with fewer days
    than it has workouts it takes longer.

    Args:
        programme: Its weeks.
        days: Weekdays, from 0 for Monday; at least one.
        first: No workout is earlier.
        place: Of the workout to begin with.
    """
    found: list[date] = []
    day = first
    index = 0
    for week in programme.weeks:
        left = len(week) - max(0, min(len(week), place - index))
        index += len(week)
        if not left:
            continue
        begin = day = _next(day, days)
        for _ in range(left):
            day = _next(day, days)
            found.append(day)
            day += timedelta(days=1)
        day = max(day, begin + timedelta(days=7))
    return found


def lacks_rest(programme: Programme, days: Sequence[int]) -> bool:
    """Return True if two of the days follow each other where the programme wants a rest between."""
    around = [*days, days[0] + 7]
    return programme.rest_day and any(after - before == 1 for before, after in pairwise(around))


def encode_calendar(
    programme: Programme,
    days: Sequence[int],
    at: time,
    first: date,
    now: datetime,
    *,
    place: int = 0,
    runner: str = "",
) -> bytes:
    """Encode the workouts from ``place`` on as iCalendar (RFC 5545).

    Args:
        programme: Whose workouts.
        days: Weekdays, from 0 for Monday; at least one.
        at: When a workout begins, in local time.
        first: No workout is earlier.
        now: With its offset; a later export counts more.
        place: Of the workout to begin with.
        runner: Id of whose calendar it is.
    """
    # The library takes an eighth of a second to load: only who exports pays for it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"{PRODUCT} {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", programme.title)
    plans = programme.plans[place:]
    for plan, day in zip(plans, dates(programme, days, first, place), strict=True):
        begins = datetime.combine(day, at).astimezone(UTC)
        calendar.add_component(_event(plan, begins, now, runner))
    return bytes(calendar.to_ical())


def _event(plan: Plan, begins: datetime, now: datetime, runner: str) -> "Event":
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'runwalk-tui/{runner}/{plan.name}')}@runwalk-tui")
    event.add("sequence", int((now - _EPOCH).total_seconds() // 60))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(seconds=round(plan.planned_s)))
    event.add("summary", plan.title)
    lines = (plan.about, f"runwalk run {plan.name}")
    event.add("description", "\n".join(line for line in lines if line))
    return event


def _next(day: date, days: Sequence[int]) -> date:
    """The first of the weekdays from ``day`` on."""
    return next(each for each in _onward(day) if each.weekday() in days)


def _onward(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)
