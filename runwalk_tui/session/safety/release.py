"""Lets the brake of a machine go that nobody drives any more."""

import asyncio
from collections.abc import Callable

from runwalk_devices.trainer.brake import TrainerCapabilities
from runwalk_devices.trainer.trainer import Report, Trainer
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.transport.selection import Remembered
from runwalk_devices.treadmill.command import CommandReport, Stage
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.session import sentences_of_commands as shown
from runwalk_tui.session.trainer_machine import DEVICES
from runwalk_tui.workout.vocabulary import MachineKind


async def release(
    adapter: Adapter,
    choice: str | Remembered,
    say: Callable[[str], None],
    machine: MachineKind,
    within_s: float,
) -> bool:
    """Finds a machine without a belt and lets its brake go; True once it took that.

    A machine that takes no commands has no brake that could be in force.

    Args:
        adapter: The air.
        choice: Which one.
        say: Is given one line for every step.
        machine: Its kind.
        within_s: When to give up.

    Raises:
        AdapterError: If the adapter cannot be used.
    """
    free: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def said(report: Report) -> None:
        match report:
            case _ if free.done():
                return
            case LinkReport(phase=LinkPhase.UP):
                say(shown.CONNECTED.format(name=report.name or report.address))
            case LinkReport() if report.detail:
                say(f"{shown.STATES[report.phase]}: {device_words(report.detail)}")
            case TrainerCapabilities() if report.is_readable_only:
                say(shown.READ_ONLY)
                free.set_result(True)
            case CommandReport(stage=Stage.CONFIRMED):
                say(shown.BRAKE_FREE)
                free.set_result(True)

    trainer = Trainer(adapter, Discovery(adapter), choice, said, kind=DEVICES[machine])
    # Asked before there is a connection, it is the first thing that each connection carries.
    trainer.set_power(None)
    following = asyncio.create_task(trainer.run())
    following.add_done_callback(lambda _: None if free.done() else free.set_result(False))
    try:
        async with adapter.clock.timeout(within_s):
            is_free = await free
        if following.done():
            await following
        return is_free
    except TimeoutError:
        say(shown.BRAKE_NOT_FREE.format(device=choice, s=round(within_s)))
        return False
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
