"""Stops the belt from outside: by way of the session that drives it, else over the radio."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable

from devices.clock import Clock
from devices.link import LinkPhase, LinkReport
from devices.orders import Command, CommandReport, Stage
from devices.radio import Radio
from devices.seeker import Seeker
from devices.treadmill import Report, Treadmill
from runwalk_tui.presence import Presence, read_presence

SESSION_S = 13.0
"""How long a session may take to stop its belt and to go."""
REACH_S = 30.0
"""How long the treadmill may take to be found and connected."""


async def stop_belt(choice: str | None, clock: Clock, say: Callable[[str], None]) -> bool:
    """Stops the belt; whether a standing belt was measured.

    Args:
        choice: Name or address of the treadmill; None means the one of the last session.
        clock: Time.
        say: Is given one line for every step.

    Raises:
        LookupError: If nobody knows which treadmill is meant.
        RadioError: If the radio cannot be used.
    """
    presence = read_presence()
    if presence is not None and presence.is_alive and sys.platform != "win32":
        say(f"asking the session in process {presence.pid} to stop its belt")
        os.kill(presence.pid, signal.SIGTERM)
        if await _gone(presence, clock):
            say("the session stopped its belt and ended")
            return True
        say("that session does not end: trying the treadmill itself")
    if choice is None and presence is not None and not presence.virtual:
        choice = presence.address
    if choice is None:
        raise LookupError(
            "no session is running and none is known: name the treadmill, as in "
            "'runwalk stop F80' ('runwalk devices' lists them)"
        )
    return await _stop_treadmill(choice, clock, say)


async def _gone(presence: Presence, clock: Clock) -> bool:
    deadline = clock.now() + SESSION_S
    while clock.now() < deadline:
        await clock.sleep(0.1)
        now = read_presence()
        if now is None or now.pid != presence.pid:
            return True
    return False


async def _stop_treadmill(choice: str, clock: Clock, say: Callable[[str], None]) -> bool:
    radio = Radio(clock)
    ends: asyncio.Queue[Stage | None] = asyncio.Queue()

    def said(report: Report) -> None:
        match report:
            case LinkReport(phase=LinkPhase.UP):
                say(f"connected to {report.name or report.address}: sending Stop")
                treadmill.orders.stop()
            case LinkReport(detail=detail) if detail:
                say(f"{report.phase}: {detail}")
            case CommandReport(command=Command.STOP) if report.stage in _ENDS:
                ends.put_nowait(report.stage)

    treadmill = Treadmill(radio, Seeker(radio), choice, said)
    following = asyncio.create_task(treadmill.run())
    following.add_done_callback(lambda _: ends.put_nowait(None))
    try:
        async with clock.timeout(REACH_S):
            end = await ends.get()
        if end is None:
            await following
        return end is Stage.CONFIRMED
    except TimeoutError:
        say(f"{choice} could not be reached in {REACH_S:.0f} s")
        return False
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


_ENDS = (Stage.CONFIRMED, Stage.REJECTED, Stage.UNKNOWN)
