"""Stops the belt from outside: by way of the session that drives it, else over the radio."""

import asyncio
from collections.abc import Callable

from runwalk_devices.clock import Clock
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.transport.selection import Remembered
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.quirks import QuirkShown
from runwalk_devices.treadmill.treadmill import Capabilities, Report, Treadmill
from runwalk_tui.session.safety.presence import Presence, is_process, killed, living, noted_sessions
from runwalk_tui.session.safety.processes import ask_to_end

SESSION_S = 16.0
"""How long a session may take to stop its belt, to listen whether it stays, and to go."""
REACH_S = 30.0
"""How long the treadmill may take to be found, connected and stopped."""

Say = Callable[[str], None]


async def stop_belt(choice: str | Remembered | None, clock: Clock, say: Say) -> bool:
    """Stops the belt of every session, and that of the treadmill that is named.

    Args:
        choice: Which treadmill; None means those of the sessions that run or were killed.
        clock: Time.
        say: Is given one line for every step.

    Returns:
        Whether every one of them stands, as measured here or by its session.

    Raises:
        LookupError: If nobody knows which treadmill is meant.
        RadioError: If the radio cannot be used.
    """
    sessions = living()
    stopped = await asyncio.gather(*(_end(session, clock, say) for session in sessions))
    reached = [one for one, ended in zip(sessions, stopped, strict=True) if ended]
    if choice is not None:
        if any(_drives(session, choice) for session in reached):
            return all(stopped)
        return await stop_treadmill(Adapter(clock), choice, say) and all(stopped)
    left = [one for one in (*sessions, *killed()) if one not in reached and not one.stopped]
    addresses = dict.fromkeys(one.address for one in left if one.address and not one.virtual)
    if not addresses and not sessions:
        addresses = dict.fromkeys(_last_address())
    if not addresses and not sessions:
        raise LookupError(
            "no session is running and none is known: name the treadmill, as in "
            "'runwalk stop F80' ('runwalk devices' lists them)"
        )
    done = [await stop_treadmill(Adapter(clock), address, say) for address in addresses]
    return all(done) and all(one in reached or one.address in addresses for one in sessions)


async def _end(session: Presence, clock: Clock, say: Say) -> bool:
    """Asks a session to stop its belt and to go; whether it did."""
    say(f"asking the session in process {session.pid} ({session.called}) to stop its belt")
    if not ask_to_end(session.pid, lambda: is_process(session)):
        say("that process is gone, or cannot be asked: trying the treadmill itself")
        return False
    deadline = clock.now() + SESSION_S
    while clock.now() < deadline:
        await clock.sleep(0.1)
        note = next((one for one in noted_sessions() if _is_same(one, session)), None)
        if note is None:
            say("the session stopped its belt and ended")
            return True
        if note.stopped:
            say("the session was ended, and the watchdog stopped its belt")
            return True
    say("that session does not end: trying the treadmill itself")
    return False


def _is_same(one: Presence, other: Presence) -> bool:
    return (one.pid, one.began) == (other.pid, other.began)


def _drives(session: Presence, choice: str | Remembered) -> bool:
    """Whether a session has the treadmill that is named."""
    if isinstance(choice, str):
        words = (session.name or "", session.address or "")
        return choice.casefold() in (word.casefold() for word in words)
    return session.address == choice.address


def _last_address() -> list[str]:
    """The treadmill of a session that ended without a word, though its belt never started."""
    return [one.address for one in noted_sessions() if one.address and not one.virtual][-1:]


async def stop_treadmill(
    radio: Adapter,
    choice: str | Remembered,
    say: Say,
    *,
    within_s: float = REACH_S,
    reached_s: float | None = None,
) -> bool:
    """Finds and stops a treadmill, as often as it takes; whether a standing belt was measured.

    Some belts start again by themselves: it listens for that, and stops them anew.

    Args:
        radio: The air.
        choice: Which one.
        say: Is given one line for every step.
        within_s: When to give up.
        reached_s: When to give up without a connection; None means no sooner.

    Raises:
        RadioError: If the radio cannot be used.
    """
    verdict: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    listening: set[asyncio.Task[None]] = set()
    is_up = stands = False

    async def listen_on() -> None:
        await treadmill.orders.lookout.over()
        if stands and not verdict.done():
            verdict.set_result(True)

    def said(report: Report) -> None:
        nonlocal is_up, stands
        if verdict.done():
            return
        match report:
            case LinkReport(phase=phase):
                is_up = phase is LinkPhase.UP
                if is_up and reaching is not None:
                    reaching.cancel()
                if is_up:
                    say(f"connected to {report.name or report.address}")
                elif report.detail:
                    say(f"{phase}: {report.detail}")
            case Capabilities(controllable=False):
                say("it takes no commands")
                verdict.set_result(False)
            case CommandReport(command=Command.STOP, stage=Stage.CONFIRMED):
                say("the belt stands")
                stands = True
                listening.add(asyncio.create_task(listen_on()))
            case QuirkShown(stop_is_toggle=True):
                say("it starts again: stopping it")
                stands = False
            case CommandReport(command=Command.STOP, stage=stage) if is_up and stage.is_end:
                say(f"Stop again: {report.detail}")
                treadmill.orders.stop()

    def failed(*_: object) -> None:
        if not verdict.done():
            verdict.set_result(False)

    reaching = radio.clock.call_at(radio.clock.now() + reached_s, failed) if reached_s else None

    treadmill = Treadmill(radio, Discovery(radio), choice, said)
    # Asked before there is a connection, it is the first thing that each connection carries.
    treadmill.orders.stop()
    following = asyncio.create_task(treadmill.run())
    following.add_done_callback(failed)
    try:
        async with radio.clock.timeout(within_s):
            stopped = await verdict
        if following.done():
            await following
        return stopped
    except TimeoutError:
        if stands:
            return True
        say(f"{choice} could not be stopped in {within_s:.0f} s")
        return False
    finally:
        if reaching is not None:
            reaching.cancel()
        verdict.cancel()
        for task in (following, *listening):
            task.cancel()
        await asyncio.gather(following, *listening, return_exceptions=True)
