"""Opens what lives beside the screens: workouts, recordings, devices, checks, readings."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from runwalk_devices.clock import Clock, clock_of
from runwalk_tui.coaching.going_on import to_go_on_with
from runwalk_tui.coaching.workout_choice import TODAY, plan_named
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import DONE
from runwalk_tui.session.air import AirOptions, on_machine
from runwalk_tui.session.check_attendant import ending
from runwalk_tui.session.jobs import Job, Jobs
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.opening import exit_status, live_session
from runwalk_tui.session.recordings import open_recording
from runwalk_tui.session.replay import Replay
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.backstage import Visit
from runwalk_tui.tui.loading import off_loop
from runwalk_tui.tui.ports import DeviceFeed, RestPort, TracePort
from runwalk_tui.tui.sounding import sounding
from runwalk_tui.tui.teller import Teller
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.capabilities import CHECK_PLAN, in_words, sheet
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.vocabulary import MachineKind

if TYPE_CHECKING:
    from runwalk_tui.coaching.past_sessions import PastSessions
    from runwalk_tui.coaching.service import CoachingService


class Openings:
    """Opens one thing at a time for the runner of now, and closes the one before.

    Args:
        air: What is on the air.
        mine: The settings of who runs now.

    Attributes:
        mine: The same.
        status: Exit status: of the last session, if there was one.
        jobs: What lives.
    """

    def __init__(self, air: AirOptions, mine: EffectiveSettings) -> None:
        self.mine = mine
        self.status = DONE
        self.jobs = Jobs()
        self._air = air
        self._coach: CoachingService | None = None
        self._teller = Teller()
        self._found: list[ev.Event] = []

    @property
    def drives_belt(self) -> bool:
        """True while a session lives, on a screen or behind them."""
        return self.jobs.drives_belt

    @property
    def coach(self) -> "CoachingService":
        """The coach of who runs now."""
        if self._coach is None:
            from runwalk_tui.coaching.service import CoachingService

            self._coach = CoachingService(self.mine)
        return self._coach

    @property
    def past(self) -> "PastSessions":
        """The sessions of who runs now."""
        from runwalk_tui.coaching.past_sessions import PastSessions

        return PastSessions(self.mine)

    async def run(self, plan_name: str, bell: Callable[[], None], ghost: str = "") -> Visit:
        """Opens a workout; what its runner says afterwards goes to the coach."""
        plan = await off_loop(partial(self._plan, plan_name))
        chased = None
        if ghost:
            chased = await off_loop(partial(self.past.ghost, ghost, plan.name))
        numbers: list[int] = []
        live = await self.jobs.open(partial(self._live, plan, bell, on_recorded=numbers.append))
        return Visit(live, partial(self.debrief, numbers[-1]), chased, str(numbers[-1]))

    async def resume(self, bell: Callable[[], None]) -> Visit:
        """Opens the workout that was cut short, to go on with it on the machine that it was on."""
        now = datetime.now().astimezone()
        found = await off_loop(partial(to_go_on_with, self.mine, now))
        air = on_machine(self._air, found.machine, by_hand=found.by_hand)
        opening = partial(self._live, found.session.plan, bell, air=air, resumes=found.id)
        live = await self.jobs.open(opening)
        return Visit(live, partial(self.debrief, found.id), session=str(found.id))

    async def cut_short(self, session: str) -> Session:
        """The last state of a session whose program was killed."""
        mine = self.mine
        opening = partial(open_recording, session, mine.id, mine.journal)
        return (await off_loop(opening)).last

    async def look_up(self, plan_name: str) -> None:
        """Makes sure that a workout can be had; raises what says why not."""
        await off_loop(partial(self._plan, plan_name))

    async def heart(self, bell: Callable[[], None]) -> Visit:
        """Opens the heart rate alone."""
        return Visit(await self.jobs.open(partial(self._live, None, bell)))

    async def rest(self) -> RestPort:
        """Opens a reading of the heart at rest."""
        from runwalk_tui.tui.resting import rest

        return await self.jobs.open(partial(rest, self._air, self.mine))

    async def trace(self, file: Path, seconds: float) -> TracePort:
        """Records what devices send to a new file."""
        from runwalk_tui.tui.tracing import trace

        return await self.jobs.open(partial(trace, self._air, self.mine.devices, file, seconds))

    async def replay(self, session: str) -> Visit:
        """Fetches a recording; one that is still being written is waited for."""
        await self.jobs.closed()
        reading = partial(open_recording, session, self.mine.id, self.mine.journal)
        recording = await off_loop(reading)
        return Visit(Replay(recording, Clock().now, recording.begins_s))

    async def devices(self, said: str) -> DeviceFeed:
        """Listens for devices until released."""
        from runwalk_tui.tui.browsing import browse

        return await self.jobs.open(partial(browse, self._air, self.mine.devices, said))

    async def check(self, address: str, bell: Callable[[], None]) -> Visit:
        """Opens the check of a treadmill."""
        return Visit(await self.jobs.open(partial(self._check, address, bell)))

    def found(self) -> str:
        """The result of the last check; empty if there was none."""
        found, self._found = sheet(self._found), []
        if found.is_good:
            return shown.CHECK_IS_DONE
        name, *words = in_words(found, miles=self.mine.units == "mi")
        return shown.CHECK_FOUND.format(words=" ".join(words)) if words else name

    async def stop_belt(self, say: Callable[[str], None]) -> bool:
        """Stops the belt of every session and treadmill that is known; True if each stands."""
        from runwalk_tui.session.safety.stop import stop_belt

        await self.jobs.closed()
        return await stop_belt(None, Clock(), say, adapter=self._air.adapter)

    def release(self) -> None:
        """Lets what is open close in its own time."""
        self.jobs.release()

    async def closed(self) -> None:
        """Returns when nothing lives any more."""
        await self.jobs.closed()

    def seek(self, kind: MachineKind | None, address: str | None = None) -> None:
        """From now on that machine is sought, or none."""
        self._air = self._air.on(kind, address)

    async def _live(
        self,
        plan: Plan | None,
        bell: Callable[[], None],
        job: Job[LiveSession],
        *,
        on_recorded: Callable[[int], None] = lambda _: None,
        air: AirOptions | None = None,
        resumes: int | None = None,
    ) -> None:
        """A session on the screens; however it ends, the belt is stopped first."""
        air = air or self._air
        opening = live_session(
            plan, self.mine, air, clock_of(air.rate), on_recorded=on_recorded, resumes=resumes
        )
        async with opening as live:
            async with sounding(live, self.mine, bell, self._teller):
                job.opened(live, live.stop)
                await job.until_released(live.ended())
            if plan is not None:
                self.status = exit_status(live.session)

    async def _check(self, address: str, bell: Callable[[], None], job: Job[LiveSession]) -> None:
        """A check, which ends by itself."""
        air, self._found = self._air.on(MachineKind.TREADMILL, address), []
        clock = clock_of(air.rate)
        async with live_session(CHECK_PLAN, self.mine, air, clock, is_check=True) as live:
            live.subscribe(self._found.append)
            live.subscribe(ending(live, asks=True))
            async with sounding(live, self.mine, bell, self._teller):
                job.opened(live, live.stop)
                await job.until_released(live.ended())

    def debrief(self, session: int, answers: Mapping[str, int], note: str) -> str:
        """Keeps what was said after a session, by its number, and says what it means next."""
        from runwalk_tui.coaching.own_ftp import debriefed

        return debriefed(self.coach, self.mine, session, answers, note)

    def _plan(self, name: str) -> Plan:
        advised = self.coach.advise().plan if name == TODAY else None
        return advised or plan_named(name, self.mine)
