"""The screen that writes every session into a folder: in which formats, and whose."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.errors import REFUSALS
from runwalk_tui.exchange.exporting import FOLDER_FORMATS, FolderFormat
from runwalk_tui.language import mark
from runwalk_tui.tui import sentences_of_files as shown
from runwalk_tui.tui.forms.fields import Field, OneOf
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.forms.paths import PathField, path_of
from runwalk_tui.tui.keys import BUILDER_KEYS, CHOICE_KEYS, FORM_APP_KEYS, Groups
from runwalk_tui.tui.long_work import PERIOD_S, EndedError, LongWork
from runwalk_tui.tui.ports import FilePort, FolderWritten
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.notice_form import NoticeFormScreen
from runwalk_tui.tui.widgets.text_block import Note

TITLE = mark("Export every session")
FOLDER = "runwalk-sessions"

_YES_NO = [("no", "no"), ("yes", "yes")]
_WHOSE = [("mine", mark("mine")), ("all", mark("everybody's"))]
_ABOUT = {
    "fit": mark("for other training programs"),
    "tcx": mark("for those that know no FIT"),
    "csv": mark("one row per second, for a spreadsheet"),
    "json": mark("everything, to be imported again"),
    "parquet": mark("a data set, with DuckDB installed"),
}
_FOLDER = PathField("folder", "folder", "made if it is not there", only_folders=True)
_OWNERS = OneOf("whose", "whose", "of all runners here", _WHOSE)
_FORMATS: Sequence[Field] = [
    OneOf(each, each.upper(), _ABOUT[each], _YES_NO) for each in FOLDER_FORMATS
]


class ExportAllScreen(NoticeFormScreen):
    """The folder, whose sessions, and the formats; then how far it has come, and the result.

    Args:
        files: Writes them.
        options: How the runner wants screens.
    """

    HELP_GROUPS: ClassVar[Groups] = (
        ("Export every session", (*BUILDER_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),
    )

    def __init__(self, files: FilePort, options: ScreenOptions) -> None:
        owners = (_OWNERS,) if files.has_others else ()
        page = Page("export", TITLE, "", ((_FOLDER, *owners), _FORMATS))
        texts = {"folder": FOLDER, "whose": "mine"}
        texts.update((each, "yes" if each == "json" else "no") for each in FOLDER_FORMATS)
        form = Form([page], texts)
        super().__init__(TITLE, shown.WRITES_WHAT_CHANGED, form, options)
        self._files = files
        self._work: LongWork | None = None
        self._is_done = False
        self._left_out = Note(options)

    def compose(self) -> ComposeResult:
        """What was left out stands below."""
        *parts, help_table, keys = super().compose()
        yield from (*parts, self._left_out, help_table, keys)

    def on_mount(self) -> None:
        """Begins with the folder."""
        super().on_mount()
        self.set_interval(PERIOD_S, self._follow)

    def on_unmount(self) -> None:
        """What nobody waits for any more ends."""
        if self._work is not None:
            self._work.end()

    def edited(self) -> None:
        """Something else can be written then."""
        super().edited()
        self._is_done = False
        self._draw_keys()

    def next(self) -> None:
        """The next field; once all is written, goes back."""
        if self._is_done:
            self.guide.back()
        else:
            super().next()

    def save(self) -> None:
        """Writes; once it is done, goes back."""
        if self._is_done:
            self.guide.back()
        elif self._work is None:
            self._begin()

    def action_skip(self) -> None:
        """Ends what is under way, else goes back."""
        if self._work is None:
            self.guide.back()
        else:
            self._work.end()

    def _begin(self) -> None:
        texts = self.form.texts
        formats = [each for each in FOLDER_FORMATS if texts[each] == "yes"]
        if not texts["folder"].strip():
            self.complain("folder", shown.NAME_A_FOLDER)
            return
        if not formats:
            self.complain(FOLDER_FORMATS[0], shown.CHOOSE_A_FORMAT)
            return
        self._work = LongWork()
        write = partial(self._written, self._work, formats)
        self._follow()
        self._draw_keys()
        self.load(write, self._ended)

    def _written(self, work: LongWork, formats: Sequence[FolderFormat]) -> FolderWritten | str:
        """Writes one format after the other; in the thread."""
        folder, is_everybody = path_of(self.form.texts["folder"]), self.form.texts["whose"] == "all"
        try:
            return self._files.export_all(folder, formats, work.step, everybody=is_everybody)
        except EndedError:
            return shown.EXPORT_ENDED
        except REFUSALS as error:
            return str(error)

    def _ended(self, result: FolderWritten | str) -> None:
        self._work = None
        if isinstance(result, str):
            self.complain("folder", result)
        else:
            self._is_done = True
            self.tell(result.words, "caution" if result.left_out else "good")
            self._left_out.draw("\n".join(result.left_out))
        self._draw_keys()

    def _follow(self) -> None:
        if (work := self._work) is not None:
            words = shown.WRITING.format(done=work.done, of=work.of, percent=work.percent)
            self.tell(shown.ENDS_SOON if work.is_ended else words)

    def _draw_keys(self) -> None:
        """Enter goes from field to field, and back once all is written."""
        labels = {"form.save": ""} if self._work or self._is_done else {}
        if self._is_done:
            labels["form.next"] = shown.GO_BACK
        self.keys.draw(labels)
