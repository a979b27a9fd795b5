"""The screen of a workout under way, live or replayed: everything a runner looks at."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from runwalk_tui.session.feed import Feed
from runwalk_tui.training.history.ghost import Ghost
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.tui import sentences_of_training as training_words
from runwalk_tui.tui.keys import (
    END_BROADCAST,
    HELP_KEYS,
    PAUSE,
    RUN_KEYS,
    SESSION_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.network import network_words
from runwalk_tui.tui.ports import NetworkPort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.session_screen import SessionScreen
from runwalk_tui.tui.stop_words import stop_words
from runwalk_tui.tui.widgets.alarm import Alarm, alarm_face
from runwalk_tui.tui.widgets.belt_panel import BeltPanel
from runwalk_tui.tui.widgets.big_time import BigTime
from runwalk_tui.tui.widgets.ghost_line import GhostLine, Race
from runwalk_tui.tui.widgets.heart_panel import HeartPanel
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.run_header import Header
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.status_line import Message, News
from runwalk_tui.tui.widgets.totals_line import Totals
from runwalk_tui.workout.events import Act
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_gate import has_wish
from runwalk_tui.workout.vocabulary import SORE

LONGER_S = 30.0
MUCH_KMH = 0.5

EAGER = ("skip", "back", "longer", "accept_units")
"""Besides faster, what a locked screen does not do."""


class RunScreen(SessionScreen):
    """Draws the session; what the runner presses goes to the feed and nowhere else.

    Args:
        feed: Where the session comes from.
        options: How the runner wants screens.
        ghost: An earlier session to run against.
        network: Shows the session to other programs; here it can only be ended.
    """

    BINDINGS = bindings((*RUN_KEYS, END_BROADCAST, *SESSION_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (
        ("While running", RUN_KEYS),
        ("Always", SESSION_KEYS),
    )

    def __init__(
        self,
        feed: Feed,
        options: ScreenOptions,
        ghost: Ghost | None = None,
        network: NetworkPort | None = None,
    ) -> None:
        super().__init__(feed, options)
        self._ghost, self._network = ghost, network
        self._ghost_line = GhostLine(options)
        self.set_class(ghost is not None, "-ghost")
        self._panels = (
            Header(options),
            BigTime(options),
            BeltPanel(options),
            HeartPanel(options),
            Profile(options),
            Totals(options),
        )
        self._is_locked = False
        self._message = Message(options)
        self._alarm = Alarm(options)
        self._keys = self.key_bar()

    def key_bar(self) -> KeyBar:
        """The keys of the last line."""
        return KeyBar((*RUN_KEYS, *SESSION_KEYS), self.options)

    def compose(self) -> ComposeResult:
        """From top to bottom; the alarm takes the place of the rest."""
        header, big_time, belt, heart, profile, totals = self._panels
        yield header
        yield big_time
        yield Widget(belt, heart, id="vitals")
        yield profile
        yield totals
        yield self._ghost_line
        yield self._alarm
        yield self.help_table
        yield self._message
        yield self._keys

    def draw(self, session: Session) -> None:
        """Shows what has changed."""
        for panel in self._panels:
            panel.draw(session)
        if self._ghost is not None:
            self._ghost_line.draw(Race(session, self._ghost))
        aside = network_words(self._network)
        self._message.draw(News(session, self.feed.trouble, self.hint, aside))
        self._keys.draw(self.labels(session))
        alarm = alarm_face(session)
        self.set_class(alarm is not None, "-alarm")
        if alarm is not None:
            self.show_help(False)
            self._alarm.draw(alarm)

    def labels(self, session: Session) -> dict[str, str]:
        """The labels of keys that are other than usual."""
        labels = {PAUSE.id: shown.GO_ON} if session.phase is Phase.PAUSED else {}
        if session.machine.has_belt:
            return labels
        is_set = session.brake.is_settable
        harder, easier = (machine_words.HARDER, machine_words.EASIER) if is_set else ("", "")
        return {**labels, "run.faster": harder, "run.slower": easier}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A lock leaves what makes the workout easier, and the ways out."""
        if action == "end_broadcast" and (self._network is None or not self._network.is_wanted):
            return False
        is_eager = action in EAGER or (action in ("nudge", "nudge_much") and 1 in parameters)
        if self._is_locked and is_eager:
            return False
        return super().check_action(action, parameters)

    def key_does_nothing(self) -> None:
        """Tells whoever hits a key that is locked how to unlock it."""
        if self._is_locked and self.may_move:
            self.show_hint(self._locked_words)
        else:
            super().key_does_nothing()

    @property
    def _locked_words(self) -> str:
        return stop_words(self.feed.session).locked

    def action_lock(self) -> None:
        """Locks against slips of the hand; again: unlocks."""
        self._is_locked = not self._is_locked
        self.show_hint(self._locked_words if self._is_locked else shown.UNLOCKED)

    def action_pause(self) -> None:
        """Pauses, or goes on; takes back a start that waits until the belt stands."""
        session = self.feed.session
        goes_on = session.phase is Phase.PAUSED and not has_wish(session, session.t)
        if goes_on and self._is_locked:
            self.show_hint(self._locked_words)
            return
        self.feed.act(Act.RESUME if goes_on else Act.PAUSE)

    def action_skip(self) -> None:
        """To the next step."""
        self.feed.act(Act.SKIP)

    def action_back(self) -> None:
        """To the beginning of the step, or the one before."""
        self.feed.act(Act.BACK)

    def action_longer(self) -> None:
        """More of this step."""
        self.feed.act(Act.EXTEND, LONGER_S)

    def action_accept_units(self) -> None:
        """The treadmill's own units be converted from now on."""
        self.feed.act(Act.ACCEPT_UNITS)

    def action_end_broadcast(self) -> None:
        """The session is shown to nobody else from now on."""
        if self._network is not None:
            self._network.switch_off()
            self.show_hint(training_words.NETWORK_OFF)

    def action_pain(self) -> None:
        """Pain that asks for a change; each time more of it."""
        noted = self.feed.session.pain or 0
        self.feed.act(Act.PAIN, SORE if noted < SORE else min(10, noted + 2))

    def action_undo_pain(self) -> None:
        """The pain that was noted last was a slip."""
        self.feed.act(Act.UNDO_PAIN)

    def action_nudge(self, direction: int) -> None:
        """Faster or slower by the runner's own nudge."""
        self._nudge(direction * self.options.nudge_kmh)

    def action_nudge_much(self, direction: int) -> None:
        """Faster or slower by half a km/h."""
        self._nudge(direction * MUCH_KMH)

    def _nudge(self, kmh: float) -> None:
        session = self.feed.session
        if session.machine.has_belt or session.brake.is_settable:
            self.feed.act(Act.NUDGE, kmh)
        else:
            self.show_hint(machine_words.NOTHING_TO_SET)
