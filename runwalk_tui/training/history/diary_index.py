"""The runner's answers by day and by session: read through once, however many there are."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from runwalk_tui.training.history.dates import date_of
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    Entry,
    Followed,
    NextDay,
    Overruled,
)
from runwalk_tui.training.history.session_stats import SessionStats

E = TypeVar("E", bound=Entry)

_DAY = 10
"""So many characters of a moment are its day."""


class Told:
    """The diary, ordered for questions; where something was told twice, the last word counts."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._last: dict[type[Entry], Entry] = {}
        self._debriefs: dict[int, Debrief] = {}
        self._next_days: dict[int, NextDay] = {}
        self._by_day: dict[str, list[Entry]] = {}
        self.entries = tuple(entries)
        for entry in self.entries:
            self._last[type(entry)] = entry
            self._by_day.setdefault(entry.at[:_DAY], []).append(entry)
            if isinstance(entry, Debrief):
                self._debriefs[entry.session_id] = entry
            elif isinstance(entry, NextDay):
                self._next_days[entry.session_id] = entry

    def last(self, kind: type[E]) -> E | None:
        """The last entry of a kind."""
        found = self._last.get(kind)
        return found if isinstance(found, kind) else None

    def debrief(self, session: SessionStats) -> Debrief | None:
        """Return what was said after a session."""
        return self._debriefs.get(session.session_id)

    def effort(self, session: SessionStats) -> int | None:
        """The effort of a session, 1 to 10; None if it was not told."""
        said = self._debriefs.get(session.session_id)
        return None if said is None else said.effort

    def check_in(self, day: date, until: str | None = None) -> CheckIn | None:
        """The last check-in of a day, ``until`` a moment of it."""
        found = None
        for entry in self._by_day.get(day.isoformat(), ()):
            if isinstance(entry, CheckIn) and (until is None or entry.at <= until):
                found = entry
        return found

    def day_after(self, session: SessionStats) -> NextDay | CheckIn | None:
        """The answers on the day after a session: on just that, else a check-in of that day."""
        said = self._next_days.get(session.session_id)
        return said or self.check_in(date_of(session.opened_at) + timedelta(days=1))

    def overruled(self, day: date) -> frozenset[str]:
        """The keys of the advice that was refused on a day."""
        entries = self._by_day.get(day.isoformat(), ())
        return frozenset(entry.advice for entry in entries if isinstance(entry, Overruled))

    def followed(self) -> Followed | None:
        """The programme that is followed, and from when; None if none is."""
        said = self.last(Followed)
        return said if said is not None and said.programme else None
