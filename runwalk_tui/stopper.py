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
from devices.seeker import Remembered, Seeker
from devices.treadmill import Capabilities, Report, Treadmill
from runwalk_tui.presence import Presence, read_presence

SESSION_S = 13.0
"""How long a session may take to stop its belt and to go."""
REACH_S = 30.0
"""How long the treadmill may take to be found, connected and stopped."""

Say = Callable[[str], None]


async def stop_belt(choice: str | Remembered | None, clock: Clock, say: Say) -> bool:
    """Stops the belt; whether a standing belt was measured.

    Args:
        choice: Which treadmill; None means the one of the last session.
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
    return await stop_treadmill(Radio(clock), choice, say)


async def stop_treadmill(
    radio: Radio, choice: str | Remembered, say: Say, *, within_s: float = REACH_S
) -> bool:
    """Finds and stops a treadmill, as often as it takes; whether a standing belt was measured.

    Args:
        radio: The air.
        choice: Which one.
        say: Is given one line for every step.
        within_s: When to give up.

    Raises:
        RadioError: If the radio cannot be used.
    """
    verdict: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    is_up = False

    def said(report: Report) -> None:
        nonlocal is_up
        if verdict.done():
            return
        match report:
            case LinkReport(phase=phase):
                is_up = phase is LinkPhase.UP
                if is_up:
                    say(f"connected to {report.name or report.address}")
                elif report.detail:
                    say(f"{phase}: {report.detail}")
            case Capabilities(controllable=False):
                say("it takes no commands")
                verdict.set_result(False)
            case CommandReport(command=Command.STOP, stage=Stage.CONFIRMED):
                say("the belt stands")
                verdict.set_result(True)
            case CommandReport(command=Command.STOP, stage=stage) if is_up and stage.is_end:
                say(f"Stop again: {report.detail}")
                treadmill.orders.stop()

    def failed(_: asyncio.Task[None]) -> None:
        if not verdict.done():
            verdict.set_result(False)

    treadmill = Treadmill(radio, Seeker(radio), choice, said)
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
        say(f"{choice} could not be stopped in {within_s:.0f} s")
        return False
    finally:
        verdict.cancel()
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def _gone(presence: Presence, clock: Clock) -> bool:
    deadline = clock.now() + SESSION_S
    while clock.now() < deadline:
        await clock.sleep(0.1)
        now = read_presence()
        if now is None or now.pid != presence.pid:
            return True
    return False
