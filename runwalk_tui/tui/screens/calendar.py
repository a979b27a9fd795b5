"""The screen that asks where a programme's calendar goes, and when its workouts are."""

from functools import partial
from typing import ClassVar

from runwalk_tui.errors import REFUSALS
from runwalk_tui.exchange.calendar_wish import USUAL_TIME, CalendarIsThereError, WishError
from runwalk_tui.language import mark
from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.forms.fields import Field, WeekDays, yes_or_no
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.forms.paths import PathField
from runwalk_tui.tui.keys import BUILDER_KEYS, CHOICE_KEYS, FORM_APP_KEYS, Groups
from runwalk_tui.tui.ports import CalendarPort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.notice_form import NoticeFormScreen

TITLE = mark("A calendar of your workouts")

_FIELDS = (
    PathField("file", "file", "where it goes", endings=(".ics",)),
    WeekDays("days", "days", "mon, wed, fri; empty: your own, or usual"),
    Field("at", "begin at", "like 18:00"),
    Field("first", "from", "like 2026-07-01; empty: tomorrow"),
)
_REPLACE = yes_or_no("replace", "replace it", "the file belongs to another program")


class CalendarScreen(NoticeFormScreen):
    """Four fields; a file of another program is replaced only on a yes.

    Args:
        calendar: Writes it.
        options: How the runner wants screens.
    """

    HELP_GROUPS: ClassVar[Groups] = (("A calendar", (*BUILDER_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),)

    def __init__(self, calendar: CalendarPort, options: ScreenOptions) -> None:
        texts = {"file": f"{calendar.name}.ics", "days": "", "at": USUAL_TIME, "first": ""}
        form = Form([_page()], {**texts, "replace": "no"})
        super().__init__(TITLE, shown.CALENDAR_MOVES, form, options)
        self._calendar = calendar

    def save(self) -> None:
        """Writes it, and goes back; what cannot be used is said beside its field."""
        texts = self.form.texts
        if not (file := texts["file"].strip()):
            self.complain("file", shown.NAME_A_FILE)
            return
        write = partial(
            self._calendar.write,
            {key: texts[key] for key in ("days", "at", "first")},
            file,
            force=texts["replace"] == "yes",
        )

        def written() -> str | Exception:
            try:
                return write()
            except (WishError, *REFUSALS) as error:
                return error

        self.load(written, self._ended)

    def _ended(self, said: str | Exception) -> None:
        if isinstance(said, str):
            self.guide.back()
            self.app.notify(said, timeout=20, markup=False)
            return
        if isinstance(said, CalendarIsThereError):
            self.form.pages = [_page(asks_to_replace=True)]
        part = said.part if isinstance(said, WishError) else "file"
        self.complain(part, str(said))


def _page(*, asks_to_replace: bool = False) -> Page:
    return Page("calendar", TITLE, "", ((*_FIELDS, *((_REPLACE,) if asks_to_replace else ())),))
