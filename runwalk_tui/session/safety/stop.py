"""Stops the belt from outside: by way of the session that drives it, else over the adapter."""

import asyncio
from collections.abc import Callable

from runwalk_devices.clock import Clock
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.transport.selection import Remembered
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.quirks import QuirkShown
from runwalk_devices.treadmill.treadmill import Report, Treadmill
from runwalk_devices.treadmill.wire import Capabilities
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.session import sentences_of_commands as shown
from runwalk_tui.session.air import chosen_adapter
from runwalk_tui.session.safety.presence import Presence, is_process, killed, living, noted_sessions
from runwalk_tui.session.safety.processes import ask_to_end
from runwalk_tui.session.safety.release import release
from runwalk_tui.workout.vocabulary import MachineKind

SESSION_S = 16.0
"""Seconds for a session to stop its belt, to listen if it stays stopped, and to go."""
REACH_S = 30.0
"""Seconds for the treadmill to be found, connected and stopped."""

Say = Callable[[str], None]


async def stop_belt(
    choice: str | Remembered | None, clock: Clock, say: Say, *, adapter: str | None = None
) -> bool:
    """Stops the belt of every session, and that of the treadmill that is named.

    Args:
        choice: Which treadmill; None means those of the sessions that run or were killed.
        clock: Time.
        say: Is given one line for every step.
        adapter: Which Bluetooth adapter, on Linux; None leaves it to the settings.

    Returns:
        Whether every one of them stands, as measured here or by its session.

    Raises:
        LookupError: If nobody knows which treadmill is meant.
        AdapterError: If the adapter cannot be used.
    """
    sessions = living()
    stopped = await asyncio.gather(*(_end(session, clock, say) for session in sessions))
    reached = [one for one, ended in zip(sessions, stopped, strict=True) if ended]
    if choice is not None:
        if any(_drives(session, choice) for session in reached):
            return all(stopped)
        return await stop_treadmill(chosen_adapter(clock, adapter), choice, say) and all(stopped)
    left = [one for one in (*sessions, *killed()) if one not in reached and not one.stopped]
    addresses = {one.address: one.machine for one in left if one.address and not one.virtual}
    if not addresses and not sessions:
        addresses = _last_address()
    if not addresses and not sessions:
        if gone := [one for one in noted_sessions() if one.virtual]:
            for one in gone:
                say(shown.WENT_WITH_IT.format(pid=one.pid, called=one.called))
            return True
        raise LookupError(shown.NONE_KNOWN)
    done = [
        await stop_machine(chosen_adapter(clock, adapter), address, say, machine=machine)
        for address, machine in addresses.items()
    ]
    return all(done) and all(one in reached or one.address in addresses for one in sessions)


async def _end(session: Presence, clock: Clock, say: Say) -> bool:
    """Asks a session to stop its belt and to go; returns True if it did."""
    say(shown.ASKING.format(pid=session.pid, called=session.called))
    if not ask_to_end(session.pid, lambda: is_process(session)):
        say(shown.UNREACHABLE)
        return False
    deadline = clock.now() + SESSION_S
    while clock.now() < deadline:
        await clock.sleep(0.1)
        note = next((one for one in noted_sessions() if _is_same(one, session)), None)
        if note is None:
            say(shown.SESSION_STOPPED)
            return True
        if note.stopped:
            say(shown.WATCHDOG_STOPPED)
            return True
    say(shown.DOES_NOT_END)
    return False


def _is_same(one: Presence, other: Presence) -> bool:
    return (one.pid, one.began) == (other.pid, other.began)


def _drives(session: Presence, choice: str | Remembered) -> bool:
    """Return True if a session has the treadmill that is named."""
    if isinstance(choice, str):
        words = (session.name or "", session.address or "")
        return choice.casefold() in (word.casefold() for word in words)
    return session.address == choice.address


def _last_address() -> dict[str, MachineKind]:
    """The machine of a session that ended without a word, though its belt never started."""
    left = [(one.address, one.machine) for one in noted_sessions() if not one.virtual]
    return {address: machine for address, machine in left[-1:] if address}


class _Halting:
    """Follows one treadmill until it is known whether its belt stays stopped.

    Args:
        adapter: The air.
        choice: Which treadmill.
        say: Is given one line for every step.

    Attributes:
        verdict: Whether the belt was stopped, once that is known.
        stands: A standing belt was measured, and nothing has moved since.
        is_reached: There has been a connection.
    """

    def __init__(self, adapter: Adapter, choice: str | Remembered, say: Say) -> None:
        self.verdict: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.stands = self.is_reached = False
        self.treadmill = Treadmill(adapter, Discovery(adapter), choice, self._said)
        self._say = say
        self._is_up = False
        self._listening: asyncio.Task[None] | None = None

    def end(self, stopped: bool) -> None:
        """Gives the verdict, unless there is one."""
        if not self.verdict.done():
            self.verdict.set_result(stopped)

    def _said(self, report: Report) -> None:
        if self.verdict.done():
            return
        match report:
            case LinkReport():
                self._link_changed(report)
            case Capabilities(controllable=False):
                self._say(shown.READ_ONLY)
                self.end(stopped=False)
            case QuirkShown(stop_is_toggle=True):
                self._say(shown.STARTED_AGAIN)
                self.stands = False
            case CommandReport(command=Command.STOP, stage=Stage.CONFIRMED):
                self._say(shown.STANDS)
                self.stands = True
                self._listening = asyncio.create_task(self._listen_on())
            case CommandReport(command=Command.STOP, stage=stage) if self._is_up and stage.is_end:
                self._say(shown.STOP_AGAIN.format(why=device_words(report.detail)))
                self.treadmill.orders.stop()

    def _link_changed(self, report: LinkReport) -> None:
        self._is_up = report.phase is LinkPhase.UP
        self.is_reached = self.is_reached or self._is_up
        if self._is_up:
            self._say(shown.CONNECTED.format(name=report.name or report.address))
        elif report.detail:
            self._say(f"{shown.STATES[report.phase]}: {device_words(report.detail)}")

    async def _listen_on(self) -> None:
        await self.treadmill.orders.lookout.over()
        if self.stands:
            self.end(stopped=True)


async def stop_machine(
    adapter: Adapter,
    choice: str | Remembered,
    say: Say,
    *,
    machine: MachineKind = MachineKind.TREADMILL,
    within_s: float = REACH_S,
    reached_s: float | None = None,
) -> bool:
    """Stops a treadmill, or lets the brake of another machine go; True once that is so.

    Args:
        adapter: The air.
        choice: Which one.
        say: Is given one line for every step.
        machine: Its kind.
        within_s: When to give up.
        reached_s: When to give up without a connection; None means no sooner.

    Raises:
        AdapterError: If the adapter cannot be used.
    """
    if machine.has_belt:
        return await stop_treadmill(adapter, choice, say, within_s=within_s, reached_s=reached_s)
    return await release(adapter, choice, say, machine, min(within_s, reached_s or within_s))


async def stop_treadmill(
    adapter: Adapter,
    choice: str | Remembered,
    say: Say,
    *,
    within_s: float = REACH_S,
    reached_s: float | None = None,
) -> bool:
    """Finds and stops a treadmill, as often as it takes; True once it stands.

    Some belts start again by themselves: it listens for that, and stops them anew.

    Args:
        adapter: The air.
        choice: Which one.
        say: Is given one line for every step.
        within_s: When to give up.
        reached_s: When to give up without a connection; None means no sooner.

    Raises:
        AdapterError: If the adapter cannot be used.
    """
    halting = _Halting(adapter, choice, say)
    # Asked before there is a connection, it is the first thing that each connection carries.
    halting.treadmill.orders.stop()
    following = asyncio.create_task(halting.treadmill.run())
    following.add_done_callback(lambda _: halting.end(stopped=False))
    reaching = adapter.clock.call_at(
        adapter.clock.now() + (2 * within_s if reached_s is None else reached_s),
        lambda: None if halting.is_reached else halting.end(stopped=False),
    )
    try:
        async with adapter.clock.timeout(within_s):
            stopped = await halting.verdict
        if following.done():
            await following
        return stopped
    except TimeoutError:
        if not halting.stands:
            say(shown.NOT_STOPPED.format(device=choice, s=round(within_s)))
        return halting.stands
    finally:
        reaching.cancel()
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
