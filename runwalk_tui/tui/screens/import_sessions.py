"""The screen that imports a watch's recordings or an export: looked at first, then added."""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.errors import REFUSALS
from runwalk_tui.exchange.importer import ENDINGS
from runwalk_tui.exchange.intake import OWN_ENDINGS, Finding, Intake, Verdict, files_of
from runwalk_tui.language import mark, tr
from runwalk_tui.tui import sentences_of_files as shown
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.forms.paths import PathField, path_of
from runwalk_tui.tui.keys import BUILDER_KEYS, FORM_APP_KEYS, FORM_KEYS, Groups
from runwalk_tui.tui.long_work import PERIOD_S, LongWork
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.form_screen import FormScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.table import Column, Row, Rows, Table
from runwalk_tui.tui.widgets.text_block import Note, Notice, Saying

TITLE = mark("Import sessions")

_FILE = PathField("file", "file", "or a folder of them", endings=(*ENDINGS, *OWN_ENDINGS))
COLUMNS = (Column("", 9), Column("file", 22, spare=1), Column("session", 0))
_TONES = {Verdict.NEW: "good", Verdict.KNOWN: "soft", Verdict.REFUSED: "danger"}


class Stage(Enum):
    """How far the import has come."""

    WRITE = "write"
    LOOKING = "looking"
    LOOKED = "looked"
    TAKING = "taking"
    TAKEN = "taken"

    @property
    def is_under_way(self) -> bool:
        """True while files are read."""
        return self in (Stage.LOOKING, Stage.TAKING)


Steps = Callable[[Sequence[Path]], Generator[list[Finding], None, None]]
"""Goes through files, and gives what is in each."""

Done = Callable[[Collection[int]], None]
"""Is given the numbers of the sessions that were added."""


class ImportSessionsScreen(FormScreen):
    """The file above, what is in it below; the first Enter looks, the second adds.

    Args:
        intake: Looks at files, and adds them.
        options: How the runner wants screens.
        done: Goes on from here.
    """

    HELP_GROUPS: ClassVar[Groups] = (("Sessions from elsewhere", (*FORM_KEYS, *FORM_APP_KEYS)),)

    def __init__(self, intake: Intake, options: ScreenOptions, done: Done) -> None:
        super().__init__(Form([Page("import", TITLE, "", ((_FILE,),))], {"file": ""}), options)
        self._intake, self._done = intake, done
        self._stage = Stage.WRITE
        self._files: Sequence[Path] = ()
        self._found: list[Finding] = []
        self._work = LongWork()
        self._title = Title(options)
        self._table = Table(COLUMNS, can_mark=True)
        self._notice, self._note = Notice(options), Note(options)
        self._keys = KeyBar((*BUILDER_KEYS, *FORM_APP_KEYS), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self.form_panel
        yield self._notice
        yield self._table
        yield self._note
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins with the file."""
        self.draw_form()
        self._turn_to(Stage.WRITE)
        self.set_interval(PERIOD_S, self._follow)

    def on_unmount(self) -> None:
        """What nobody waits for any more ends."""
        self._work.end()

    def on_data_table_row_highlighted(self) -> None:
        """The words follow the mark."""
        self._tell()

    def edited(self) -> None:
        """Another file is to be looked at anew."""
        self.form.complaints = {}
        self.draw_form()
        if not self._stage.is_under_way:
            self._turn_to(Stage.WRITE)

    def next(self) -> None:
        """Looks, then adds, then goes on."""
        self.save()

    def save(self) -> None:
        """The same."""
        match self._stage:
            case Stage.WRITE if self.form.texts["file"].strip():
                self._look()
            case Stage.WRITE:
                self._complain(shown.WRITE_A_FILE)
            case Stage.LOOKED if self._has_news:
                self._take()
            case Stage.TAKEN:
                self._done(self._added())

    async def action_move(self, by: int) -> None:
        """The next row, or the one before."""
        self._table.move(by)

    async def action_page(self, by: int) -> None:
        """Ten rows on or back."""
        self._table.move(10 * by)

    def action_skip(self) -> None:
        """Ends what is under way, else goes back."""
        if self._stage.is_under_way:
            self._work.end()
            self._notice.draw(Saying(shown.ENDS_AFTER_THIS, "soft"))
        else:
            self._done(self._added())

    @property
    def _has_news(self) -> bool:
        return any(each.verdict is Verdict.NEW for each in self._found)

    def _added(self) -> frozenset[int]:
        """The sessions that are in the history now, by their numbers."""
        if self._stage is not Stage.TAKEN:
            return frozenset()
        is_practice = self.options.is_practice
        return frozenset(
            each.session_id
            for each in self._found
            if each.verdict is Verdict.NEW and each.session_id and each.is_practice == is_practice
        )

    def _look(self) -> None:
        given = path_of(self.form.texts["file"])

        def read() -> str | None:
            try:
                self._files = list(files_of([given]))
                self._walk(self._intake.look)
            except REFUSALS as error:
                return str(error)
            return None

        self._begin(Stage.LOOKING, read, Stage.LOOKED)

    def _take(self) -> None:
        def add() -> str | None:
            try:
                self._walk(self._intake.take)
            except REFUSALS as error:
                return str(error)
            return None

        self._begin(Stage.TAKING, add, Stage.TAKEN)

    def _walk(self, steps: Steps) -> None:
        """File after file, until the runner ends it; in the thread."""
        work = self._work
        work.of = len(self._files)
        with closing(steps(self._files)) as walk:
            for found in walk:
                self._found += found
                work.done += 1
                if work.is_ended:
                    break

    def _begin(self, stage: Stage, work: Callable[[], str | None], after: Stage) -> None:
        self._found, self._work = [], LongWork()
        self._turn_to(stage)

        def ended(complaint: str | None) -> None:
            if complaint is None:
                self._turn_to(after)
            else:
                self._turn_to(Stage.WRITE)
                self._complain(complaint)

        self.load(work, ended)

    def _complain(self, words: str) -> None:
        self.form.complain("file", shown.SEE_BELOW)
        self._notice.draw(Saying(words, "danger"))
        self.draw_form()

    def _turn_to(self, stage: Stage) -> None:
        """Shows where the import stands."""
        self._stage = stage
        if stage is Stage.WRITE:
            self._found = []
        self._keys.draw({"form.save": "", "form.next": _enter(stage, self._has_news)})
        self._title.draw(tr(TITLE))
        self._draw_rows()
        self._notice.draw(self._saying())

    def _follow(self) -> None:
        """How far it has come, while it is under way."""
        if self._stage.is_under_way:
            self._draw_rows()
            if not self._work.is_ended:
                self._notice.draw(self._saying())

    def _draw_rows(self) -> None:
        found = list(self._found)
        words = shown.TAKEN if self._stage in (Stage.TAKING, Stage.TAKEN) else shown.LOOKED

        def row(at: int) -> Row:
            each = found[at]
            return Row((words[each.verdict], each.file.name, each.words), _TONES[each.verdict])

        self._table.draw(Rows(len(found), row))
        self._tell()

    def _tell(self) -> None:
        """The marked row in full."""
        at, found = self._table.marked, self._found
        if at < len(found):
            each = found[at]
            self._note.draw("\n".join((f"{each.file}: {each.words}", *each.notes)))
        else:
            self._note.draw("")

    def _saying(self) -> Saying:
        """Where it stands, in a line."""
        if self._stage is Stage.WRITE:
            return Saying(shown.LOOKS_FIRST, "soft")
        if self._stage.is_under_way:
            work = self._work
            words = shown.READING if self._stage is Stage.LOOKING else shown.ADDING
            return Saying(words.format(done=work.done, of=work.of, percent=work.percent), "soft")
        counts = Counter(each.verdict for each in self._found)
        words = shown.ADDED if self._stage is Stage.TAKEN else shown.WOULD_BE_ADDED
        parts = [words.format(count=counts[Verdict.NEW])]
        parts += [shown.KNOWN.format(count=counts[Verdict.KNOWN])] if counts[Verdict.KNOWN] else []
        refused = counts[Verdict.REFUSED]
        parts += [shown.REFUSED.format(count=refused)] if refused else []
        left = self._work.of - self._work.done
        parts += [shown.LEFT.format(count=left)] if left else []
        more = [shown.GOES_TO_HISTORY] if self.options.is_practice else []
        return Saying(" ".join((f"{', '.join(parts)}.", *more)), "caution" if refused else "good")


def _enter(stage: Stage, has_news: object) -> str:
    """What Enter does, in a word or two; "" where it does nothing."""
    match stage:
        case Stage.WRITE:
            return shown.LOOK
        case Stage.LOOKED:
            return shown.ADD if has_news else ""
        case Stage.TAKEN:
            return shown.SEE
    return ""
