"""Puts a session together: the air, the journal, the screen or none; and takes it apart safely."""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime

from runwalk_devices.clock import Clock
from runwalk_devices.transport.selection import Choice
from runwalk_tui import __version__
from runwalk_tui.config.paths import data_folder, journal_file, make_folder
from runwalk_tui.config.settings import Settings
from runwalk_tui.errors import StoreError
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.journal.stats import kept_stats
from runwalk_tui.known_devices.known import KnownDevice, KnownStrap
from runwalk_tui.known_devices.known_pod import KnownPod
from runwalk_tui.known_devices.known_trainer import KNOWN_TRAINERS
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.learning import Memory, StrapMemory
from runwalk_tui.known_devices.meters import MeterMemory
from runwalk_tui.known_devices.pods import PodMemory
from runwalk_tui.known_devices.registry import DeviceRegistry, choice_of
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.earlier import read_earlier
from runwalk_tui.session.garbage import loaded_for_good, spare
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.pod import walking
from runwalk_tui.session.remembered import known_devices
from runwalk_tui.session.safety.guard import Guard
from runwalk_tui.session.safety.presence import is_driven_elsewhere, noted
from runwalk_tui.training.history.learned_heart import learned_response
from runwalk_tui.workout.events import ClockStarted, Event, Outcome, RunnerProfile
from runwalk_tui.workout.heart_control_state import Hold
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Session

_logger = logging.getLogger(__name__)


@asynccontextmanager
async def live_session(
    plan: Plan | None,
    settings: Settings,
    options: AirOptions,
    clock: Clock,
    *,
    is_check: bool = False,
    tries_start: bool = False,
    on_recorded: Callable[[int], None] = lambda _: None,
    resumes: int | None = None,
) -> AsyncIterator[LiveSession]:
    """A session that has not begun yet; its journal and its note last as long as the block.

    The heart-rate screen has no plan and is not recorded; nor ``is_check``, which takes the
    treadmill for a new one whatever is known of it, and ``tries_start`` whether it obeys what
    follows a request for control and a Start. ``on_recorded`` is given the session's number in the
    history. ``resumes`` is the number of a session that is gone on with, by its own plan.

    Raises:
        AirError: If the virtual scene cannot be made.
        FileError: If there is no file to record packets in.
        StoreError: If it could not be recorded.
        JournalError: If it could not be recorded to its end.
        Exception: What a part failed with while the workout went on.
    """
    async with AsyncExitStack() as stack:
        virtual = options.is_practice
        writer = note = earlier = None
        before: Sequence[Event] = ()
        if resumes is not None:
            now = datetime.now().astimezone()
            earlier, before = read_earlier(journal_file(practice=virtual), resumes, now)
            plan = earlier.session.plan
        # What the system holds is left by a session that was killed, unless another one lives.
        air = open_air(options, clock, reclaims=not is_driven_elsewhere())
        if plan is not None:
            if not is_check:
                writer = stack.enter_context(_writer(options, resumes, before))
                on_recorded(writer.session_id)
            make_folder(data_folder())
            if not options.by_hand:
                note = stack.enter_context(noted(virtual, options.machine))
        adapter = await stack.enter_async_context(air)
        machines = known_devices(options)
        for known in machines.of(KnownDevice):
            adapter.remember(known.address, (known.name, *known.other_names))
        treadmill = options.treadmill or settings.devices.treadmill
        strap = options.strap or settings.devices.strap
        pod = options.pod or settings.devices.pod
        belt = choice_of(machines, KnownTreadmill, treadmill)
        memory = Memory(machines, trusts=not is_check, tries_start=tries_start)
        live = LiveSession(
            clock,
            adapter,
            plan,
            runner_for(plan, settings, virtual=virtual),
            sink=writer,
            opened_at=datetime.now().astimezone().isoformat(timespec="seconds"),
            program=f"runwalk-tui {__version__}",
            treadmill=belt if options.machine.has_belt else _trainer(machines, options),
            strap=choice_of(machines, KnownStrap, strap),
            pods=PodMemory(machines, choice_of(machines, KnownPod, pod)),
            meters=MeterMemory(machines),
            memory=memory if note is not None and options.machine.has_belt else None,
            virtual=virtual,
            by_hand=options.by_hand and plan is not None,
            machine=options.machine,
            earlier=earlier,
        )
        live.subscribe(StrapMemory(machines))
        if options.by_hand and adapter.walk is not None:
            live.subscribe(walking(adapter.walk))
        if note is not None:
            live.subscribe(note)
            guard = Guard(options)
            stack.push_async_callback(lambda: guard.close(stands=live.belt_stands))
            live.subscribe(guard)
        stack.enter_context(loaded_for_good())
        live.subscribe(spare_on_start)
        try:
            yield live
        finally:
            if writer is not None and never_began(live.session):
                writer.forget()
        if live.fault is not None:
            raise live.fault


def spare_on_start(event: Event) -> None:
    """Has a live session search no screen for garbage while its belt moves.

    That takes 50 ms, six times as long on a Raspberry Pi, in which no boundary is written.
    """
    if isinstance(event, ClockStarted):
        spare()


def _writer(options: AirOptions, resumes: int | None, before: Sequence[Event]) -> JournalWriter:
    """Begins a session in the journal where it belongs, or goes on with one.

    Practice counts as nobody's training.
    """
    file = journal_file(practice=options.is_practice)
    if resumes is None:
        return JournalWriter.open(file)
    return JournalWriter.resume(file, resumes, before)


def runner_for(plan: Plan | None, settings: Settings, *, virtual: bool) -> RunnerProfile:
    """The runner, with what earlier sessions taught of the heart if the plan holds a heart rate."""
    runner = settings.profile()
    holds = plan is not None and any(step.hold_bpm is not None for step in plan.steps)
    if not holds or runner.coaching.hold is Hold.OFF:
        return runner
    try:
        with Journal.open(journal_file(practice=virtual)) as journal:
            stats = kept_stats(journal, runner.id)
    except StoreError as error:
        _logger.warning("no heart-rate data from earlier sessions: %s", error)
        return runner
    return replace(runner, response=learned_response(stats, virtual=virtual))


def exit_status(session: Session) -> int:
    """0 when the workout was done or ended by the runner and the belt stands, else 1.

    A belt that stood when it was seen last, and whose treadmill is out of reach, is no failure.
    One that did not begin because the treadmill's units are not agreed on was not done.
    """
    if session.check is not None and session.check.awaits_choice:
        return 1
    done = session.outcome in (Outcome.FINISHED, Outcome.STOPPED)
    stood = session.belt_stopped or session.belt.is_left_standing
    return 0 if done and (stood or never_began(session)) else 1


def never_began(session: Session) -> bool:
    """Return True if the belt was neither asked to start nor followed: nobody trained."""
    moved = session.check is not None or session.has_records
    return session.start_asked_at is None and not moved


def _trainer(machines: DeviceRegistry, options: AirOptions) -> Choice:
    """The machine without a belt that is named, else the one of its kind that was chosen."""
    return choice_of(machines, KNOWN_TRAINERS[options.machine], options.treadmill)
