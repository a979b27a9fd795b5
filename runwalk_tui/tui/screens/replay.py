"""The run screen over a recording: the same, with a line to move through time."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.session.feed import Feed, Transport
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    HELP,
    HELP_KEYS,
    PLAY,
    REPLAY_KEYS,
    REPLAY_SUMMARY,
    Groups,
    bindings,
)
from runwalk_tui.tui.picture import FilmError, keep_text
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.replay_bar import TransportBar
from runwalk_tui.units.format import minutes_clock
from runwalk_tui.workout.session import Phase, Session

PICTURE = "runwalk-{day}-{clock}.svg"


class ReplayScreen(RunScreen, inherit_bindings=False):
    """The run screen at any moment of a recording; no key reaches a belt."""

    BINDINGS = bindings((*REPLAY_KEYS, BACK, CLOSE, HELP, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("In a replay", (*REPLAY_KEYS, BACK, CLOSE, HELP)),)

    def __init__(
        self,
        feed: Feed,
        transport: Transport,
        options: ScreenOptions,
        on_summary: Callable[[], None],
    ) -> None:
        super().__init__(feed, options)
        self._transport = transport
        self._on_summary = on_summary
        self._bar = TransportBar(options)

    def key_bar(self) -> KeyBar:
        """The keys of the last line."""
        return KeyBar((*REPLAY_KEYS, BACK, HELP), self.options)

    def compose(self) -> ComposeResult:
        """The run screen with one line more."""
        *above, keys = super().compose()
        yield from above
        yield self._bar
        yield keys

    def draw(self, session: Session) -> None:
        """Shows what has changed, and where the recording is."""
        super().draw(session)
        self._bar.draw((self._transport, session.t))

    def labels(self, session: Session) -> dict[str, str]:
        """The summary is there when the session has ended."""
        labels = {PLAY.id: shown.PAUSE if self._transport.is_playing else shown.PLAY}
        if session.phase is not Phase.ENDED:
            labels[REPLAY_SUMMARY.id] = ""
        return labels

    def action_play(self) -> None:
        """Plays or pauses."""
        self._transport.toggle()
        self.redraw()

    def action_seek(self, seconds: float) -> None:
        """On, or back."""
        self._transport.seek_by(seconds)
        self.redraw()

    def action_seek_step(self, steps: int) -> None:
        """To the beginning of a step."""
        self._transport.seek_step(steps)
        self.redraw()

    def action_seek_to(self, share: float) -> None:
        """To a share of the whole."""
        self._transport.seek(share * self._transport.duration_s)
        self.redraw()

    def action_slower(self) -> None:
        """The next lower rate."""
        self._transport.slower()
        self.redraw()

    def action_faster(self) -> None:
        """The next higher rate."""
        self._transport.faster()
        self.redraw()

    def action_picture(self) -> None:
        """Writes what is shown as a picture to the folder that the program was started in."""
        session = self.feed.view()
        opened, clock = session.opened_at[:10], minutes_clock(session.active_s).replace(":", "-")
        file = Path(PICTURE.format(day=opened, clock=clock)).resolve()
        try:
            keep_text(file, self.app.export_screenshot(title="runwalk"))
        except FilmError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.notify(shown.WRITTEN.format(file=file), markup=False)

    def action_summary(self) -> None:
        """Shows the summary, once the session has ended."""
        if self.feed.session.phase is Phase.ENDED:
            self._on_summary()
