"""The screen before the start: devices, plan, checklist, and the one key that starts the belt."""

from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.coaching.workout_choice import gentler_words
from runwalk_tui.session.feed import Feed
from runwalk_tui.tui import sentences as run_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui import sentences_of_training as training_words
from runwalk_tui.tui.destinations import Broadcast
from runwalk_tui.tui.keys import ARM_KEYS, BACK, HELP_KEYS, SESSION_KEYS, Groups, bindings
from runwalk_tui.tui.network import network_words
from runwalk_tui.tui.ports import NetworkPort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.session_screen import SessionScreen
from runwalk_tui.tui.widgets.connection_rows import Devices
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.plan_summary import PlanTitle
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.start_prompt import Call
from runwalk_tui.tui.widgets.status_line import Message, News
from runwalk_tui.units.format import clock
from runwalk_tui.workout.events import Act
from runwalk_tui.workout.session import Session


class ArmScreen(SessionScreen):
    """Nothing here but Enter starts anything.

    Args:
        feed: Where the session comes from.
        options: How the runner wants screens.
        network: Shows the session to other programs.
    """

    BINDINGS = bindings((*ARM_KEYS, *SESSION_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (
        ("Before the start", (*ARM_KEYS, BACK)),
        ("Always", SESSION_KEYS),
    )

    def __init__(
        self, feed: Feed, options: ScreenOptions, network: NetworkPort | None = None
    ) -> None:
        super().__init__(feed, options)
        self._network = network
        self._title = PlanTitle(options)
        self._profile = Profile(options)
        self._panels = (Devices(options), Call(options))
        self._message = Message(options)
        self._keys = KeyBar((*ARM_KEYS, BACK, *SESSION_KEYS), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        devices, call = self._panels
        yield self._title
        yield devices
        yield self._profile
        yield call
        yield self.help_table
        yield self._message
        yield self._keys

    def draw(self, session: Session) -> None:
        """Shows what has changed."""
        if session.plan is not None:
            self._title.has_belt = session.machine.has_belt
            self._title.draw(session.plan)
            self._profile.draw(session)
        for panel in self._panels:
            panel.draw(session)
        practice = shown.PRACTICE_COUNTS_NOT if session.virtual else None
        plan = session.plan
        gentler = None if plan is None else gentler_words(plan, self.options.units)
        known = limit_words(session) or _goes_on(session) or practice or gentler or None
        trouble = self.feed.trouble or self.options.warning or known
        aside = network_words(self._network)
        self._message.draw(News(session, trouble, self.hint, aside))
        is_ready = session.belt.ready or session.by_hand
        start = {} if is_ready else {"arm.start": ""}
        self._keys.draw({**start, "arm.broadcast": self._broadcast_label})

    @property
    def _broadcast_label(self) -> str:
        if self._network is None:
            return ""
        network = self._network
        return training_words.END_BROADCAST if network.is_wanted else training_words.BROADCAST

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a belt moves, nothing is begun beside it."""
        if action == "broadcast" and (self._network is None or self.may_move):
            return False
        return super().check_action(action, parameters)

    def action_broadcast(self) -> None:
        """Shows the workout to apps on the network, or no longer."""
        self.guide.go(Broadcast())

    def action_start(self) -> None:
        """The runner's word: the only thing here that leads to a moving belt."""
        self.feed.act(Act.START)


def limit_words(session: Session) -> str | None:
    """Says that the machine is too slow for a step that the runner's own cap allows."""
    plan, most_kmh = session.plan, session.belt.maximum_kmh
    if plan is None or most_kmh is None or not session.machine.has_belt:
        return None
    asked_kmh = min(session.runner.cap_kmh, max(step.speed_kmh for step in plan.steps))
    return run_words.GOES_UP_TO.format(speed=most_kmh) if asked_kmh > most_kmh else None


def _goes_on(session: Session) -> str | None:
    """That the workout begins where it was cut short, if it does."""
    if session.resumed_at is None:
        return None
    return shown.GOES_ON.format(done=clock(session.active_s))
