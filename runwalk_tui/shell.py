"""Puts a session together: the air, the journal, the screen or none; and takes it apart safely."""

import gc
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from devices.clock import Clock
from devices.radio import Radio
from runwalk_tui import __version__
from runwalk_tui.airoptions import AirError, AirOptions
from runwalk_tui.choosing import choice_of
from runwalk_tui.core.events import Outcome
from runwalk_tui.core.plan import Plan
from runwalk_tui.core.session import Session
from runwalk_tui.guard import Guard
from runwalk_tui.journal import JournalWriter
from runwalk_tui.known import KnownStrap
from runwalk_tui.live import LiveSession
from runwalk_tui.machines import Machine, Machines
from runwalk_tui.memory import Memory
from runwalk_tui.paths import data_folder, make_folder
from runwalk_tui.presence import is_driven_elsewhere, noted
from runwalk_tui.settings import Settings
from runwalk_tui.strap_memory import StrapMemory
from runwalk_tui.tracing import recording

_logger = logging.getLogger(__name__)


@asynccontextmanager
async def open_air(
    options: AirOptions, clock: Clock, *, reclaims: bool = True
) -> AsyncIterator[Radio]:
    """The adapter, or a virtual air with its devices alive.

    Args:
        options: Which of the two, and whether it is recorded.
        clock: Time.
        reclaims: Devices that the system is connected to already may be used.

    Raises:
        AirError: If the virtual scene cannot be made.
        FileError: If the file to record in cannot be.
    """
    async with _radio(options, clock, reclaims=reclaims) as radio:
        if options.trace is None:
            yield radio
            return
        with recording(Path(options.trace), clock) as radio.tap:
            yield radio


@asynccontextmanager
async def _radio(options: AirOptions, clock: Clock, *, reclaims: bool) -> AsyncIterator[Radio]:
    if options.virtual is None:
        yield Radio(clock, reclaims=reclaims)
        return
    from devices.virtual.scene import virtual_scene

    try:
        scene = virtual_scene(clock, options.virtual)
    except ValueError as error:
        raise AirError(f"--virtual: {error}") from error
    async with scene:
        yield scene.radio


@asynccontextmanager
async def live_session(
    plan: Plan | None,
    settings: Settings,
    options: AirOptions,
    clock: Clock,
    *,
    is_check: bool = False,
    tries_start: bool = False,
) -> AsyncIterator[LiveSession]:
    """A session that has not begun yet; its journal and its note last as long as the block.

    The heart-rate screen has no plan and is not recorded; nor ``is_check``, which takes the
    treadmill for a new one whatever is known of it, and ``tries_start`` whether it obeys what
    follows a request for control and a Start.

    Raises:
        AirError: If the virtual scene cannot be made.
        FileError: If there is no file to record packets in.
        StoreError: If it could not be recorded.
        JournalError: If it could not be recorded to its end.
        Exception: What a part failed with while the workout went on.
    """
    async with AsyncExitStack() as stack:
        virtual = options.virtual is not None
        writer = note = None
        # What the system holds is left by a session that was killed, unless another one lives.
        air = open_air(options, clock, reclaims=not is_driven_elsewhere())
        if plan is not None:
            writer = None if is_check else stack.enter_context(JournalWriter.open())
            make_folder(data_folder())
            note = stack.enter_context(noted(virtual))
        radio = await stack.enter_async_context(air)
        machines = known_devices(options)
        treadmill = options.treadmill or settings.devices.treadmill
        strap = options.strap or settings.devices.strap
        memory = Memory(machines, trusts=not is_check, tries_start=tries_start)
        live = LiveSession(
            clock,
            radio,
            plan,
            settings.profile(),
            sink=writer,
            opened_at=datetime.now().astimezone().isoformat(timespec="seconds"),
            program=f"runwalk-tui {__version__}",
            treadmill=choice_of(machines, Machine, treadmill),
            strap=choice_of(machines, KnownStrap, strap),
            memory=memory if plan is not None else None,
            virtual=virtual,
        )
        live.subscribe(StrapMemory(machines))
        if note is not None:
            live.subscribe(note)
            guard = Guard(options)
            stack.push_async_callback(guard.close)
            live.subscribe(guard)
        stack.enter_context(loaded_for_good())
        try:
            yield live
        finally:
            if writer is not None and never_began(live.session):
                writer.forget()
        if live.fault is not None:
            raise live.fault


def known_devices(options: AirOptions) -> Machines:
    """What is known of devices; where that could not be read, all of them are new."""
    machines = Machines(virtual=options.virtual)
    if machines.complaint is not None:
        _logger.warning("%s", machines.complaint)
        sys.stderr.write(f"runwalk: {machines.complaint}\n")
    return machines


@contextmanager
def loaded_for_good() -> Iterator[None]:
    """Spares all that is loaded by now the search for garbage: it stops the loop for 60 ms."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def exit_status(session: Session) -> int:
    """0 when the workout was done or ended by the runner and the belt stands, else 1.

    One that did not begin because the treadmill's units are not agreed on was not done.
    """
    if session.check is not None and session.check.awaits_choice:
        return 1
    done = session.outcome in (Outcome.FINISHED, Outcome.STOPPED)
    return 0 if done and (session.belt_stopped or never_began(session)) else 1


def never_began(session: Session) -> bool:
    """Whether the belt was neither asked to start nor followed: nobody trained."""
    moved = session.check is not None or bool(session.records)
    return session.start_asked_at is None and not moved
