"""The application of the home screen: choose a workout, look back, or replay."""

from collections.abc import Sequence

from textual.screen import Screen

from runwalk_tui.tui.apps.base import RunwalkApp
from runwalk_tui.tui.destinations import HomeChoice, Run
from runwalk_tui.tui.keys import CLOSE, HELP, bindings
from runwalk_tui.tui.ports import CoachPort, PlanEntry
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.history import HistoryScreen, SessionEntry
from runwalk_tui.tui.screens.home import HomeScreen


class HomeApp(RunwalkApp[HomeChoice]):
    """Returns what the runner chose; None to leave.

    Args:
        plans: In the order in which they are listed.
        sessions: The history, newest first; may be empty.
        options: How the runner wants screens.
        name: What the runner is called.
        can_switch: There are other runners.
        coach: Who advises for today; None for no advice.
        marked: Name of the plan that is marked to begin with.
    """

    DEFAULT_MODE = "home"
    BINDINGS = bindings((CLOSE, HELP))

    def __init__(
        self,
        plans: Sequence[PlanEntry],
        sessions: Sequence[SessionEntry],
        options: ScreenOptions,
        *,
        name: str = "",
        can_switch: bool = False,
        coach: CoachPort | None = None,
        marked: str | None = None,
    ) -> None:
        super().__init__(options)
        self.add_mode("home", self.get_default_screen)
        self.add_mode("history", self._history)
        for mode, make in (
            ("check-in", self._check_in),
            ("programmes", self._programmes),
            ("progress", self._progress),
        ):
            self.add_mode(mode, make)
        self._coach = coach
        self._plans = plans
        self._sessions = sessions
        self._who, self._can_switch = name, can_switch
        self._to_mark = marked

    def first_screen(self) -> Screen[None]:
        """The list of plans."""
        return HomeScreen(
            self._plans,
            self._sessions,
            self.options,
            name=self._who,
            can_switch=self._can_switch,
            coach=self._coach,
            marked=self._to_mark,
        )

    def _check_in(self) -> Screen[None]:
        from runwalk_tui.tui.screens.check_in import CheckInScreen

        assert self._coach is not None
        return self.sized(CheckInScreen(self._coach, self.options, self._checked_in))

    def _programmes(self) -> Screen[None]:
        from runwalk_tui.tui.screens.programmes import ProgrammesScreen

        assert self._coach is not None
        return self.sized(ProgrammesScreen(self._coach, self.options, self._home))

    def _progress(self) -> Screen[None]:
        from runwalk_tui.tui.screens.progress import ProgressScreen

        assert self._coach is not None
        return self.sized(ProgressScreen(self._coach.progress(), self.options, self._home))

    def _home(self) -> None:
        self.switch_mode("home")

    def _checked_in(self, choice: Run | None) -> None:
        if choice is None:
            self.switch_mode("home")
        else:
            self.exit(choice)

    def _history(self) -> Screen[None]:
        return self.sized(HistoryScreen(self._sessions, self.options))

    def action_leave(self) -> None:
        """Quits."""
        self.exit()
