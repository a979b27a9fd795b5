"""The screen that asks where a programme's calendar goes, and when its workouts are."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.errors import REFUSALS
from runwalk_tui.exchange.calendar_wish import USUAL_TIME, CalendarIsThereError, WishError
from runwalk_tui.language import mark, tr
from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.forms.fields import Field, WeekDays, yes_or_no
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.keys import BUILDER_KEYS, CHOICE_KEYS, FORM_APP_KEYS, Groups
from runwalk_tui.tui.ports import CalendarPort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.form_screen import FormScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.text_block import Notice, Saying

TITLE = mark("A calendar of your workouts")

_FIELDS = (
    Field("file", "file", "where it goes"),
    WeekDays("days", "days", "mon, wed, fri; empty: your own, or usual"),
    Field("at", "begin at", "like 18:00"),
    Field("first", "from", "like 2026-07-01; empty: tomorrow"),
)
_REPLACE = yes_or_no("replace", "replace it", "the file is of another program")


class CalendarScreen(FormScreen):
    """Four fields; a file of another program is replaced only on a yes.

    Args:
        calendar: Writes it.
        options: How the runner wants screens.
    """

    HELP_GROUPS: ClassVar[Groups] = (("A calendar", (*BUILDER_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),)

    def __init__(self, calendar: CalendarPort, options: ScreenOptions) -> None:
        texts = {"file": f"{calendar.name}.ics", "days": "", "at": USUAL_TIME, "first": ""}
        super().__init__(Form([_page()], {**texts, "replace": "no"}), options)
        self._calendar = calendar
        self._title = Title(options)
        self._notice = Notice(options)
        self._keys = KeyBar((*BUILDER_KEYS, *FORM_APP_KEYS), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self.form_panel
        yield self._notice
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins with the file."""
        self._title.draw(tr(TITLE))
        self._notice.draw(Saying(shown.CALENDAR_MOVES, "soft"))
        self._keys.draw({})
        self.draw_form()

    def edited(self) -> None:
        """What was wrong may be right now."""
        self.form.complaints = {}
        self.draw_form()

    def next(self) -> None:
        """The next field; after the last, done."""
        if self.form.advance():
            self.draw_form()
        else:
            self.save()

    def save(self) -> None:
        """Writes it, and goes back; what cannot be used is said beside its field."""
        texts = self.form.texts
        if not (file := texts["file"].strip()):
            self._complain("file", shown.NAME_A_FILE)
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

    def action_skip(self) -> None:
        """Writes nothing."""
        self.guide.back()

    def _ended(self, said: str | Exception) -> None:
        if isinstance(said, str):
            self.guide.back()
            self.app.notify(said, timeout=20, markup=False)
            return
        if isinstance(said, CalendarIsThereError):
            self.form.pages = [_page(asks_to_replace=True)]
        part = said.part if isinstance(said, WishError) else "file"
        self._complain(part, str(said))

    def _complain(self, key: str, words: str) -> None:
        self.form.complain(key, words)
        self._notice.draw(Saying(words, "danger"))
        self.draw_form()


def _page(*, asks_to_replace: bool = False) -> Page:
    return Page("calendar", TITLE, "", ((*_FIELDS, *((_REPLACE,) if asks_to_replace else ())),))
