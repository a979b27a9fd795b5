"""Tells the runner what is said when no session's own screen is open any more."""

import sys
from functools import partial

from textual.notifications import SeverityLevel

from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.spoken import spoken
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.navigator import TOLD_S
from runwalk_tui.tui.page import Output
from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.session import Phase


class Teller:
    """Says words on whichever screen is open, or else on the terminal."""

    def __init__(self) -> None:
        self._app: RunwalkApp | None = None
        self._output: Output | None = None

    def attach(self, app: RunwalkApp) -> None:
        """Tells on the screens of ``app`` while it runs."""
        self._app = app

    def end(self) -> None:
        """Waits for what is still to be said, but not for long."""
        if self._output is not None:
            self._output.end()

    def tell_on(self, live: LiveSession) -> None:
        """Tells what a session says while it is being stopped, after its own screen is gone.

        That one has ended which never began is no news.
        """
        began = live.session.phase not in (Phase.OPENING, Phase.ARMING, Phase.ENDED)

        def tell(event: ev.Event) -> None:
            if not began and isinstance(event, ev.CueDue) and event.say == say.ENDED:
                return
            if isinstance(event, ev.CueDue) and event.cue is not ev.Cue.COUNTDOWN:
                is_alarm = event.cue in (ev.Cue.ALARM, ev.Cue.WARNING)
                self.say(f"{spoken(event.say)}.", is_alarm=is_alarm)

        if began:
            tell(ev.CueDue(live.now(), ev.Cue.NOTICE, shown.STOPPING_BELT))
        live.subscribe(tell)

    def say(self, words: str, *, is_alarm: bool = False) -> None:
        """On whichever screen is open, or else on the terminal, which may take nothing."""
        app = self._app
        if app is not None and app.is_running:
            severity: SeverityLevel = "error" if is_alarm else "warning"
            tell = partial(app.notify, words, severity=severity, timeout=TOLD_S, markup=False)
            app.call_later(tell)
            return
        if self._output is None:
            self._output = Output()
        self._output.takes(partial(print, words, file=sys.stderr, flush=True))
