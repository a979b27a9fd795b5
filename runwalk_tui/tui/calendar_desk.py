"""A programme as a calendar, as the screens write it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

from runwalk_tui.coaching.ahead import ahead
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import UsageError
from runwalk_tui.exchange.calendar_wish import Part, calendar_wish, wants_rest, write_calendar
from runwalk_tui.language import tr
from runwalk_tui.tui import sentences_of_training as shown


class CalendarDesk:
    """Writes the workouts that lie ahead.

    Args:
        mine: The settings of who runs.
        name: What commands call the programme.
    """

    def __init__(self, mine: EffectiveSettings, name: str) -> None:
        self._mine = mine
        self.name = name

    def write(self, texts: Mapping[str, str], file: str, *, force: bool) -> str:
        """Writes the calendar; says how many workouts, and where.

        Raises:
            WishError: For a text that makes no sense.
            UsageError: If no workout is left.
            FileError: If the programme cannot be used, or the file not be written.
            StoreError: If the journal cannot be used.
        """
        mine = self._mine
        found = ahead(mine, self.name)
        if found is None or found.is_done:
            raise UsageError(shown.NOTHING_AHEAD)
        wishes = cast("dict[Part, str]", dict(texts))
        wish = calendar_wish(wishes, found.programme, mine.own.weekdays, date.today())
        target = Path(file).expanduser()
        left = write_calendar(found.programme, found.place, wish, mine.id, target, force=force)
        title = tr(found.programme.title)
        said = shown.CALENDAR_WRITTEN(left, file=target.resolve(), title=title)
        return f"{said} {shown.NO_REST}" if wants_rest(found.programme, wish) else said
