"""The screen that writes one session to a file: in which format, and where."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, cast

from runwalk_tui.errors import REFUSALS
from runwalk_tui.exchange.exporter import FileIsThereError, Format
from runwalk_tui.exchange.exporting import FORMATS
from runwalk_tui.language import mark
from runwalk_tui.tui import sentences_of_files as shown
from runwalk_tui.tui.forms.fields import OneOf, yes_or_no
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.forms.paths import PathField, path_of
from runwalk_tui.tui.keys import BUILDER_KEYS, CHOICE_KEYS, FORM_APP_KEYS, Groups
from runwalk_tui.tui.ports import FilePort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.notice_form import NoticeFormScreen

TITLE = mark("Export a session")

_FIELDS = (
    OneOf("format", "format", "what it is for", [(each, each.upper()) for each in FORMATS]),
    PathField("file", "file", "or a folder; empty: this folder"),
)
_REPLACE = yes_or_no("replace", "replace it", "the file is there already")


class ExportScreen(NoticeFormScreen):
    """Format and file; a file that is there is replaced only on a yes.

    Args:
        session: The number of the session.
        files: Writes it.
        options: How the runner wants screens.
        done: Is told what was written.
    """

    HELP_GROUPS: ClassVar[Groups] = (
        ("Export a session", (*BUILDER_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),
    )

    def __init__(
        self, session: str, files: FilePort, options: ScreenOptions, done: Callable[[str], None]
    ) -> None:
        form = Form([_page()], {"format": FORMATS[0], "file": "", "replace": "no"})
        super().__init__(TITLE, shown.OF_FORMATS[FORMATS[0]], form, options)
        self._session, self._files, self._done = session, files, done

    def edited(self) -> None:
        """The words follow the format."""
        super().edited()
        self.tell(shown.OF_FORMATS[self.form.texts["format"]])

    def save(self) -> None:
        """Writes it, and goes back."""
        texts = self.form.texts
        file = path_of(texts["file"]) if texts["file"].strip() else None
        form, force = cast(Format, texts["format"]), texts["replace"] == "yes"
        write = partial(self._files.export, self._session, form, file, force=force)

        def written() -> str | Exception:
            try:
                return write()
            except REFUSALS as error:
                return error

        self.load(written, self._ended)

    def _ended(self, said: str | Exception) -> None:
        if isinstance(said, str):
            self._done(said)
            return
        if isinstance(said, FileIsThereError):
            self.form.pages = [_page(asks_to_replace=True)]
        self.complain("file", str(said))


def _page(*, asks_to_replace: bool = False) -> Page:
    return Page("export", TITLE, "", ((*_FIELDS, *((_REPLACE,) if asks_to_replace else ())),))
