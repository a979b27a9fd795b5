"""The ways from screen to screen: what lies over what, and what is left to close behind one."""

from collections.abc import Awaitable, Callable
from functools import partial
from types import UnionType
from typing import Any, TypeVar

from textual.screen import Screen
from textual.worker import Worker

from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.errors import REFUSALS
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.asking import Asking
from runwalk_tui.tui.backstage import Backstage, Visit
from runwalk_tui.tui.file_ways import FileWays
from runwalk_tui.tui.looking_back import LookingBack
from runwalk_tui.tui.network import switch
from runwalk_tui.tui.plan_ways import PlanWays
from runwalk_tui.tui.reference_ways import ReferenceWays
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.session_flow import SessionFlow
from runwalk_tui.tui.training_ways import TrainingWays
from runwalk_tui.workout.events import Act

TOLD_S = 20.0
"""Seconds that a line stands that nobody asked for."""

MOST_LINES = 3
"""Of what has come up; more is told as a number."""

T = TypeVar("T")

First = Callable[["Navigator"], Screen[None]]


class Navigator:
    """Lays screen over screen; Esc takes the uppermost away, and what lies below is as it was.

    Args:
        backstage: The program behind the screens.
        first: Makes the first screen.
        goal: Where that is, to be tried again.

    Attributes:
        asking: The screens that ask who runs.
        planning: The screens that make a plan.
    """

    def __init__(
        self, backstage: Backstage, first: First, goal: to.Destination | None = None
    ) -> None:
        self._backstage = backstage
        self._first = first
        self._flow: SessionFlow | None = None
        self._way: Worker[None] | None = None
        self._last = goal
        self.asking = Asking(backstage, self)
        self.planning = PlanWays(backstage, self)
        self._training = TrainingWays(backstage, self)
        self._rooms: tuple[tuple[type | UnionType, Callable[[Any], None]], ...] = (
            (to.OfPlans, self.planning.go),
            (to.OfTraining, self._training.go),
            (to.OfSessions, LookingBack(backstage, self).go),
            (to.OfFiles, FileWays(backstage, self).go),
            (to.OfReference, ReferenceWays(backstage, self).go),
        )
        self._app: RunwalkApp

    def attach(self, app: RunwalkApp) -> None:
        """Shows on ``app`` from now on."""
        self._app = app

    def first_screen(self) -> Screen[None]:
        """The screen to begin with."""
        self.tell_news()
        return self._first(self)

    @property
    def drives_belt(self) -> bool:
        """True if this program may have to stop a belt."""
        return self._backstage.drives_belt or (self._flow is not None and self._flow.may_move)

    @property
    def can_wander(self) -> bool:
        """True if any screen may be laid over the one that is open."""
        return self._flow is None and not self._backstage.drives_belt and not self._is_on_its_way

    @property
    def shown(self) -> Screen[Any]:
        """The screen that is open."""
        return self._app.screen

    @property
    def _is_on_its_way(self) -> bool:
        return self._way is not None and not self._way.is_finished

    def stop_belt(self) -> None:
        """Stops the belt that is driven, if one is."""
        if self._flow is not None and self._flow.may_move:
            self._flow.feed.act(Act.STOP)

    def go(self, to_there: to.Destination) -> None:
        """Goes there; the screen that is open lies below, as it is."""
        if self._is_on_its_way:
            return
        self._app.end_small_talk()
        asks = self.asking.screen_for(to_there, self._app)
        if asks is not None:
            self._app.push(asks)
            return
        for kinds, go in self._rooms:
            if isinstance(to_there, kinds):
                go(to_there)
                return
        match to_there:
            case to.SwitchRunner():
                self._backstage.switch_runner()
                self.home_anew()
            case to.Broadcast():
                self.aside(switch(self._backstage.network, self), "network")
            case to.Retry():
                self._try_again()
            case to.Practice(toggles=toggles):
                self._practise(toggles=toggles)
            case to.ByHand():
                self._backstage.seek(None)
                self._try_again()
            case to.Train(kind=kind, address=address, called=called):
                self._backstage.seek(kind, address)
                self._to_plans(shown.WORKOUTS_ON.format(called=called))
            case _:
                self._last = to_there
                self._go_to_what_lives(to_there)

    def _practise(self, *, toggles: bool) -> None:
        """Virtual devices where the real ones failed; or, from the list of plans, and back."""
        if not toggles:
            self._backstage.practise()
            self._try_again()
        elif self._is_home(self._app.screen):
            self._backstage.practise(on=not self._backstage.options.is_practice)
            self.home_anew()
        else:
            self.say(shown.BACK_TO_PLANS_FIRST)

    def back(self) -> None:
        """Goes to the screen below; where there is none, quits."""
        self._app.end_small_talk()
        self._leave_what_lives()
        if len(self._app.screen_stack) == 1:
            self._app.exit()
            return
        self._app.pop_screen()
        self._resumed(said="")

    def leave(self) -> None:
        """Quits; a belt is stopped first."""
        if self._flow is not None:
            self._flow.leave()
        else:
            self._app.exit()

    def failed(self, error: Exception) -> None:
        """Handles the failure of a job beside the screen: without an adapter, offers other ways."""
        self._app.call_later(self._failed, error)

    def _failed(self, error: Exception) -> None:
        is_driving = self._flow is not None and self._flow.has_begun
        if isinstance(error, AdapterError) and not is_driving:
            self._show_no_adapter(error)
        else:
            self._app.fail(error)

    def tell_news(self) -> None:
        """Says what has come up and was not said yet."""
        lines = list(self._backstage.news())
        more = len(lines) - MOST_LINES
        if more > 0:
            lines[MOST_LINES:] = [shown.MORE_ROWS_DAMAGED.format(more=more)]
        if lines:
            self.say("\n".join(lines))

    def home_screen(self) -> Screen[None]:
        """The list of plans."""
        from runwalk_tui.tui.screens.home import HomeScreen

        return HomeScreen(self._backstage.home, self._backstage.options)

    @staticmethod
    def _is_home(screen: Screen[Any]) -> bool:
        from runwalk_tui.tui.screens.home import HomeScreen

        return isinstance(screen, HomeScreen)

    def session_screen(self, visit: Visit) -> Screen[None]:
        """The screen of a session where it stands."""
        return self._flow_of(visit, ended=None).first_screen()

    def heart_screen(self, visit: Visit) -> Screen[None]:
        """The heart rate alone."""
        from runwalk_tui.tui.screens.heart import HeartScreen

        return HeartScreen(visit.feed, self._backstage.options)

    def devices_screen(self, said: str = "") -> Screen[None]:
        """The devices; it listens as soon as the adapter is free."""
        from runwalk_tui.tui.screens.devices import DevicesScreen

        screen = DevicesScreen(self._backstage.options)
        self._app.call_later(self._listen, screen, said)
        return screen

    def replace(self, screen: Screen[None]) -> None:
        """Shows ``screen`` in place of the one that is open."""
        self._app.replace(screen)

    def later(self, work: Callable[[], None]) -> None:
        """Does ``work`` in its turn."""
        self._app.call_later(work)

    def say(self, words: str) -> None:
        """Says something over whichever screen is open."""
        self._app.notify(words, severity="warning", timeout=TOLD_S, markup=False)

    def say_instead(self, words: str) -> None:
        """Says something in the place of what was said before."""
        self._app.clear_notifications()
        self.say(words)

    def _go_to_what_lives(self, to_there: to.Destination) -> None:
        """Opens what is beside the screen first; the screen that is open stays meanwhile."""
        stage, app = self._backstage, self._app
        match to_there:
            case to.Run() | to.Resume() if stage.desk.asks_health:
                self.show(self.asking.health_screen(partial(self._go_to_what_lives, to_there)))
            case to.Run(plan_name=name, ghost=ghost):
                self.begin(self.open(stage.run(name, app.bell, ghost), self.session_screen))
            case to.Resume():
                self.begin(self.open(stage.resume(app.bell), self.session_screen))
            case to.Heart():
                self.begin(self.open(stage.heart(app.bell), self.heart_screen))
            case to.Rest():
                self.begin(self._training.rest())
            case to.Replay(session=session):
                self.begin(self.open(stage.replay(session), self.session_screen))
            case to.Check(address=address):
                self.begin(self.open(stage.check(address, app.bell), self._check_screen))
            case to.Devices(said=said):
                self._app.push(self.devices_screen(said))

    def begin(self, way: Awaitable[None]) -> None:
        """Goes a way that takes time; no other is gone meanwhile."""

        async def walk() -> None:
            await way

        self._way = self._app.run_worker(walk(), group="way")

    async def open(
        self,
        opening: Awaitable[T],
        screen_of: Callable[[T], Screen[None]],
        show: Callable[[Screen[None]], None] | None = None,
    ) -> None:
        """Opens what is beside the screens, and then its screen, by default as `show` does."""
        if self._backstage.drives_belt:
            self.say(shown.STILL_CHECKING)
        try:
            visit = await opening
        except AdapterError as error:
            self._show_no_adapter(error)
        except REFUSALS as error:
            self.say(str(error))
            self._resumed(said="")
        else:
            self._app.clear_notifications()
            (show or self.show)(screen_of(visit))
            self.tell_news()

    def aside(self, work: Awaitable[None], group: str) -> None:
        """Does ``work`` in place of the one before of its group, while the screen stays."""

        async def do() -> None:
            await work

        self._app.run_worker(do(), group=group, exclusive=True)

    def lay(self, screen: Screen[None]) -> None:
        """Lays ``screen`` over the one that is open, whatever that is."""
        self._app.push(screen)

    def show(self, screen: Screen[None]) -> None:
        """Over the screen that is open, unless that has done what it was for."""
        before = self._app.screen
        if isinstance(before, RunwalkScreen) and before.GIVES_WAY:
            self.replace(screen)
        else:
            self._app.push(screen)

    def _flow_of(self, visit: Visit, *, ended: Callable[[], None] | None) -> SessionFlow:
        if self._flow is not None:
            self._flow.close()
        self._flow = SessionFlow(
            visit.feed,
            self._backstage.options,
            self,
            tell=visit.tell,
            ghost=visit.ghost,
            network=self._backstage.network,
            replay=partial(self.replay, visit.session),
            left=self._app.exit,
            ended=ended,
        )
        return self._flow

    def _check_screen(self, visit: Visit) -> Screen[None]:
        return self._flow_of(visit, ended=self._checked).first_screen()

    def replay(self, session: str) -> None:
        """Plays a session in the place of what lives."""
        self._leave_what_lives()
        self.go(to.Replay(session))

    def _checked(self) -> None:
        """The check has its answer: back to the devices with it."""
        self._leave_what_lives()
        self._app.pop_screen()
        self._resumed(said=None)

    def _leave_what_lives(self) -> None:
        if self._flow is not None:
            self._flow.close()
            self._flow = None
        self._backstage.release()

    def _resumed(self, *, said: str | None) -> None:
        """The devices screen has to listen anew; ``said`` is None where a check says it."""
        from runwalk_tui.tui.screens.devices import DevicesScreen

        screen = self._app.screen
        if isinstance(screen, DevicesScreen):
            self._listen(screen, said)

    def _listen(self, screen: Screen[None], said: str | None) -> None:
        from runwalk_tui.tui.screens.devices import DevicesScreen

        assert isinstance(screen, DevicesScreen)

        async def listen() -> None:
            await self._backstage.closed()
            feed = await self._backstage.devices(self._backstage.found() if said is None else said)
            if screen.is_attached:
                screen.look_at(feed)
            else:
                self._backstage.release()

        self._app.run_worker(listen(), group="listen", exclusive=True)

    def home_anew(self) -> None:
        """The home screen of who runs now, as that runner wants screens."""
        if self._is_home(self._app.screen):
            options = self._backstage.options
            self._app.show_theme(options.theme)
            self._app.keymap = options.keymap
            self.replace(self.home_screen())

    def _show_no_adapter(self, error: AdapterError) -> None:
        from runwalk_tui.tui.screens.no_adapter import NoAdapterScreen

        is_run = isinstance(self._last, to.Run)
        screen = NoAdapterScreen(
            device_words(str(error)), self._backstage.options, can_go_by_hand=is_run
        )
        is_in_flow = self._flow is not None
        self._leave_what_lives()
        self.replace(screen) if is_in_flow else self.show(screen)

    def _to_plans(self, words: str) -> None:
        """Goes back to the list of plans, or on to it where it was not shown yet."""
        self._leave_what_lives()
        if self._is_home(self._app.screen_stack[0]):
            while len(self._app.screen_stack) > 1:
                self._app.pop_screen()
        else:
            self._app.push(self.home_screen())
        self.say_instead(words)

    def _try_again(self) -> None:
        if self._last is not None:
            self._go_to_what_lives(self._last)
