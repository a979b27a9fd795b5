"""The screens of a trace: where it goes and for how long, then how it is recorded."""

from collections.abc import Callable
from datetime import datetime
from math import inf
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.language import mark
from runwalk_tui.tui import sentences_of_files as shown
from runwalk_tui.tui.forms.fields import Whole
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.forms.paths import PathField, path_of
from runwalk_tui.tui.keys import (
    BUILDER_KEYS,
    CLOSE,
    FORM_APP_KEYS,
    HELP,
    HELP_KEYS,
    TRACE_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.ports import TracePort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.screens.notice_form import NoticeFormScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.text_block import Note, Notice, Saying
from runwalk_tui.units.format import clock

TITLE = mark("Record a trace")
PERIOD_S = 0.5
_LONGEST_S = 36_000

_SECONDS = Whole("seconds", "seconds", "empty: until you end it", 1, _LONGEST_S)
_FIELDS = (PathField("file", "file", "a new one"), _SECONDS)


class TraceFormScreen(NoticeFormScreen):
    """Where a trace goes, and for how long.

    Args:
        options: How the runner wants screens.
        now: The moment, after which the file is named to begin with.
        begin: Records to a file, for so many seconds.
    """

    HELP_GROUPS: ClassVar[Groups] = (("A trace", (*BUILDER_KEYS, *FORM_APP_KEYS)),)

    def __init__(
        self, options: ScreenOptions, now: datetime, begin: Callable[[Path, float], None]
    ) -> None:
        texts = {"file": f"runwalk-trace-{now:%Y-%m-%dT%H%M}.jsonl", "seconds": "60"}
        form = Form([Page("trace", TITLE, "", (_FIELDS,))], texts)
        super().__init__(TITLE, shown.RECORDS_WHAT_IS_SENT, form, options)
        self._begin = begin

    def save(self) -> None:
        """Begins to record; what cannot be used is said beside its field."""
        texts = self.form.texts
        file = path_of(texts["file"])
        if not texts["file"].strip():
            self.complain("file", shown.NAME_A_NEW_FILE)
        elif file.exists():
            self.complain("file", shown.IS_THERE_ALREADY)
        else:
            try:
                seconds = _SECONDS.read(texts["seconds"])
            except ValueError as error:
                self.complain("seconds", str(error))
            else:
                self._begin(file, float(seconds) if isinstance(seconds, int) else inf)


class TraceScreen(RunwalkScreen):
    """How long it has recorded, and what became of the connections; then where the file is.

    Args:
        trace: The recording.
        options: How the runner wants screens.
        seconds: How long it is to last; `math.inf` until it is ended.
    """

    BINDINGS = bindings((*TRACE_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("A trace", (*TRACE_KEYS, CLOSE, HELP)),)

    def __init__(self, trace: TracePort, options: ScreenOptions, seconds: float) -> None:
        super().__init__(options)
        self._trace, self._seconds = trace, seconds
        self._title = Title(options)
        self._notice, self._note = Notice(options), Note(options)
        self._keys = KeyBar((*TRACE_KEYS, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._notice
        yield self._note
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins to look."""
        self._draw()
        self.set_interval(PERIOD_S, self._draw)

    def action_end(self) -> None:
        """Ends the recording; once it is over, goes back."""
        if self._trace.view().words:
            self.guide.back()
        else:
            self._trace.end()
            self._draw()

    def action_leave_trace(self) -> None:
        """The same."""
        self.action_end()

    def _draw(self) -> None:
        view = self._trace.view()
        self._title.draw(shown.TRACE_IS_OVER if view.words else shown.TRACE_IS_RECORDED)
        if view.words:
            self._notice.draw(Saying(view.words, "good" if view.packets else "caution"))
        else:
            time = clock(view.elapsed_s)
            words = shown.RECORDED_SO_FAR if self._seconds == inf else shown.RECORDED_OF
            whole = "" if self._seconds == inf else clock(self._seconds)
            said = words.format(time=time, whole=whole, packets=view.packets)
            self._notice.draw(Saying(said, "soft"))
        self._note.draw("\n".join(view.lines))
        self._keys.draw({"trace.end": shown.GO_BACK, "trace.back": ""} if view.words else {})
