"""Runs a live session: device reports become events; the core's requests go to the treadmill."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Self

from runwalk_devices.clock import Clock
from runwalk_devices.sensor import PodReport
from runwalk_devices.strap import Strap, StrapReport
from runwalk_devices.tasks import end_tasks, in_any_case
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice
from runwalk_devices.treadmill.command import Command, CommandReport
from runwalk_devices.treadmill.quirks import TreadmillQuirks
from runwalk_devices.treadmill.treadmill import Capabilities, Treadmill
from runwalk_devices.treadmill.treadmill import Report as TreadmillReport
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.meters import MeterMemory
from runwalk_tui.known_devices.pods import PodMemory
from runwalk_tui.session import sentences_of_sessions as shown
from runwalk_tui.session import translate
from runwalk_tui.session.by_hand import ByHand
from runwalk_tui.session.due import Due
from runwalk_tui.session.earlier import Earlier
from runwalk_tui.session.feed import Listener
from runwalk_tui.session.machine import Machine
from runwalk_tui.session.pod import follow_pod
from runwalk_tui.session.sink import Sink
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.standing import leaving_cue, matters_after_end

_logger = logging.getLogger(__name__)

STOP_BUDGET_S = 10.0
"""Seconds for the belt to be stopped on leaving."""
LISTENING_S = 18.0
"""Longest stay after that, for a belt that starts again and is stopped again."""


class LiveSession:
    """A session in real time, over an adapter; a feed for screens.

    Within ``async with`` the devices are sought and followed. However the block ends, the belt is
    stopped first, within `STOP_BUDGET_S`, and only then the links are given up; who is cancelled
    meanwhile is cancelled after that. If the workout itself fails, the belt is stopped and `ended`
    raises what it failed with.

    Args:
        clock: The session's time.
        adapter: The air.
        plan: The workout; None follows only the strap.
        profile: The runner.
        sink: Where events are kept; None keeps nothing.
        treadmill, strap: Which one; None takes the strongest.
        memory: What is known of treadmills; without it each one is a stranger.
        pods: Which running pod, and what is known of it; without it none is followed.
        meters: The same of a bike's sensors; without it each is a stranger.
        opened_at, program, virtual, by_hand, machine: As in `SessionOpened`.
        earlier: What an earlier part of this session came to, and since when; None begins one.

    Attributes:
        fault: What a listener failed with first, while the workout went on.
    """

    def __init__(
        self,
        clock: Clock,
        adapter: Adapter,
        plan: Plan | None,
        profile: ev.RunnerProfile,
        *,
        sink: Sink | None,
        opened_at: str,
        program: str,
        treadmill: Choice = None,
        strap: Choice = None,
        memory: Memory | None = None,
        pods: PodMemory | None = None,
        meters: MeterMemory | None = None,
        virtual: bool = False,
        by_hand: bool = False,
        machine: ev.MachineKind = ev.MachineKind.TREADMILL,
        earlier: Earlier | None = None,
    ) -> None:
        self._clock = clock
        self._adapter = adapter
        self._runner = Engine(None if earlier is None else earlier.session)
        self._sink = sink
        self._memory, self._pods, self._meters = memory, pods, meters
        self._listeners: list[Listener] = [one for one in (memory, pods, meters) if one is not None]
        self.fault: Exception | None = None
        self._alarm = Due(clock, self._due)
        self._is_alarm_due = False
        self._origin = 0.0
        self._plan = plan
        self._opening: ev.SessionOpened | ev.SessionResumed = ev.SessionOpened(
            0.0, plan, profile, opened_at, program, virtual, by_hand, machine
        )
        self._closing = None if earlier is None else earlier.closing
        if earlier is not None:
            self._opening = ev.SessionResumed(
                earlier.passed_s, profile, opened_at, program, virtual, by_hand, machine
            )
        self._tasks: list[asyncio.Task[None]] = []
        self._choices = (treadmill, strap)
        self._treadmill: Machine | None = None
        self._inbox: deque[Callable[[], list[ev.Event]]] = deque()
        self._is_working = False
        self._news = asyncio.Event()
        self._over = asyncio.Event()
        self._failure: Exception | None = None
        self._is_broken = False
        self._stop_end: ev.Stage | None = None

    async def __aenter__(self) -> Self:
        self._origin = self._clock.now() - self._opening.t
        if self._closing is not None:
            self._keep(self._closing)
        self._take(self._opening)
        seeker = Discovery(self._adapter)
        treadmill, strap = self._choices
        follows_strap = Strap(self._adapter, seeker, strap, self._strap_said).run()
        if self._opening.by_hand:
            self._treadmill = ByHand(self._clock, self._treadmill_said)
            follows_strap = self._without_radio(follows_strap)
        elif self._plan is not None:
            self._treadmill = self._machine(seeker, treadmill)
        if self._treadmill is not None:
            self._follow(self._treadmill.run())
        self._follow(follows_strap)
        if self._pods is not None and self._plan is not None:
            seeks = self._pods.is_expected or self._opening.by_hand
            follows = follow_pod(self._adapter, seeker, self._pods.choice, self._pod_said, seeks)
            self._follow(follows)
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await in_any_case(self._leave())

    @property
    def session(self) -> Session:
        """The state as of the last event."""
        return self._runner.session

    @property
    def trouble(self) -> str | None:
        """The reason that the session is not recorded at present, or another failure."""
        if self._sink is not None and self._sink.trouble is not None:
            return shown.NOT_RECORDED.format(trouble=self._sink.trouble)
        return None if self.fault is None else shown.PART_FAILED

    @property
    def transport(self) -> None:
        """None: time is the real one."""

    @property
    def belt_stands(self) -> bool:
        """True if the belt was measured to stand in the end, and is not known to move since."""
        if self._is_broken:
            return self._stop_end is ev.Stage.CONFIRMED
        return self.session.belt_stopped

    def now(self) -> float:
        """Seconds since the session began, to the millisecond."""
        return round(self._clock.now() - self._origin, 3)

    def view(self) -> Session:
        """The session as it stands now."""
        return advance(self._runner.session, self.now())

    def hold_s(self) -> float:
        """Return the seconds until the write that is due has gone out; 0 while none is near."""
        return self._alarm.hold_s(self.now())

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls ``listener`` with each event from now on; returns a function that ends it."""
        self._listeners.append(listener)

        def end() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return end

    def act(self, act: ev.Act, value: float | None = None) -> None:
        """Passes on what the runner wants."""
        self._alarm.writes(self.now())
        self._take(ev.RunnerActed(self.now(), act, None if value is None else float(value)))

    async def ended(self) -> None:
        """Returns when the session has ended.

        Raises:
            AdapterError: If the adapter cannot be used at all.
            Exception: What the workout failed with.
        """
        await self._over.wait()
        if self._failure is not None:
            raise self._failure

    async def stop(self) -> None:
        """Stops the belt and ends the session, within `STOP_BUDGET_S` whatever happens."""
        self.act(ev.Act.STOP)
        with suppress(TimeoutError):
            async with self._clock.timeout(STOP_BUDGET_S):
                while not self._is_over():
                    self._news.clear()
                    await self._news.wait()
        self.act(ev.Act.ABANDON)

    async def _leave(self) -> None:
        try:
            await self.stop()
            await self._listen_on()
        finally:
            self._alarm.cancel()
            await end_tasks(*self._tasks)

    async def _listen_on(self) -> None:
        """Stays with a belt that was said to stand until it is sure not to start again."""
        if self._treadmill is None or self._treadmill.orders.lookout.is_over:
            return
        if not self._is_broken:
            for said in self._runner.feed(leaving_cue(self.now())):
                self._pass_on(said)
        with suppress(TimeoutError):
            async with self._clock.timeout(LISTENING_S):
                await self._treadmill.orders.lookout.over()

    def _is_over(self) -> bool:
        """Return True if there is nothing left to wait for."""
        if self._is_broken:
            return self._treadmill is None or self._stop_end is not None
        return self.session.phase is Phase.ENDED

    def _follow(self, work: Coroutine[None, None, None]) -> None:
        self._tasks.append(asyncio.create_task(self._guard(work)))

    async def _guard(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except AdapterError as error:
            self._failure = error
            self._over.set()
        except Exception as error:
            _logger.exception("a device can no longer be followed")
            self._break_down(error)

    async def _without_radio(self, work: Coroutine[None, None, None]) -> None:
        """A workout without a machine needs no Bluetooth; its heart rate does."""
        try:
            await work
        except AdapterError as error:
            _logger.warning("no heart rate: %s", error)
            self._strap_said(LinkReport(LinkPhase.LOST, detail=str(error)))

    def _take(self, event: ev.Event) -> None:
        self._work(partial(self._runner.feed, event))

    def _due(self, deadline: float) -> None:
        """The deadline has come, even if the clock's last digit does not say so yet."""
        self._alarm.writes(self.now())
        self._work(partial(self._runner.advance, max(deadline, self.now())))

    def _work(self, happens: Callable[[], list[ev.Event]]) -> None:
        """Passes on what happens, to the belt first.

        What is said meanwhile waits its turn, after the end for ever.
        """
        if self._is_broken:
            return
        self._inbox.append(happens)
        if self._is_working:
            return
        self._is_working = True
        try:
            while self._inbox and self.session.phase is not Phase.ENDED:
                happened = self._inbox.popleft()()
                for event in happened:
                    if self._treadmill is not None:
                        translate.obey(self._treadmill, event)
                for event in happened:
                    self._pass_on(event)
        except Exception as error:
            _logger.exception("the workout failed")
            self._break_down(error)
        finally:
            self._is_working = False
            self._inbox.clear()
        self._news.set()
        if not self._is_alarm_due:
            self._is_alarm_due = True
            asyncio.get_running_loop().call_soon(self._set_alarm)

    def _break_down(self, error: Exception) -> None:
        """Gives up deciding: all that is left is to stop the belt."""
        if self._is_broken:
            return
        self._is_broken = True
        self._failure = error
        self._over.set()
        self._news.set()
        self._alarm.cancel()
        if self._treadmill is not None:
            self._treadmill.orders.stop()

    def _pass_on(self, event: ev.Event) -> None:
        self._keep(event)
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception as error:
                _logger.exception("a listener failed on %s; the workout goes on", event)
                self.fault = self.fault or error
        if isinstance(event, ev.SessionEnded):
            self._over.set()

    def _keep(self, event: ev.Event) -> None:
        """A recording that fails ends there, and has no gap."""
        if self._sink is None:
            return
        try:
            self._sink.append(event)
        except Exception as error:
            _logger.exception("%s could not be recorded; the workout goes on", event)
            self.fault = self.fault or error
            self._sink = None

    def _set_alarm(self) -> None:
        """Once a turn of the loop, however much happened in it."""
        self._is_alarm_due = False
        if self._is_broken:
            return
        try:
            deadline = self._runner.next_deadline()
        except Exception as error:
            _logger.exception("the workout failed")
            self._break_down(error)
            return
        self._alarm.set(deadline, self._origin)

    def _machine(self, seeker: Discovery, choice: Choice) -> Machine:
        kind, adapter = self._opening.machine, self._adapter
        if not kind.has_belt:
            from runwalk_tui.session.trainer_machine import TrainerMachine

            return TrainerMachine(
                adapter, seeker, choice, self._take, kind, self._meters, now=self.now
            )
        return Treadmill(adapter, seeker, choice, self._treadmill_said, self._quirks_of)

    def _quirks_of(self, name: str | None, address: str) -> TreadmillQuirks:
        return TreadmillQuirks() if self._memory is None else self._memory.quirks_of(name, address)

    def _treadmill_said(self, report: TreadmillReport) -> None:
        if isinstance(report, CommandReport) and report.command is Command.STOP:
            self._stop_end = ev.Stage(report.stage.value) if report.stage.is_end else None
            self._news.set()
        if isinstance(report, Capabilities) and self._opening.by_hand:
            self._take(ev.MachineKnown(self.now(), checked=True, verified=True))
        elif isinstance(report, Capabilities) and self._memory is not None:
            self._take(self._memory.known(self.now(), report.speaks))
        event = translate.treadmill_event(self.now(), report)
        if event is not None and self.session.phase is not Phase.ENDED:
            self._take(event)
        elif event is not None and not self._is_working:
            self._after_the_end(event)

    def _after_the_end(self, event: ev.Event) -> None:
        """The workout is over, and its belt is not for certain: the runner hears of it."""
        if matters_after_end(event):
            for said in self._runner.feed(event):
                self._pass_on(said)

    def _pod_said(self, report: PodReport) -> None:
        self._take(translate.pod_event(self.now(), report))
        if isinstance(report, LinkReport) and report.phase is LinkPhase.UP and self._pods:
            self._take(self._pods.known(self.now()))

    def _strap_said(self, report: StrapReport) -> None:
        self._take(translate.strap_event(self.now(), report))
