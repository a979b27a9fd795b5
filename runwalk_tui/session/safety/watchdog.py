"""A process that stops the belt if the one that drives it is killed or hangs.

It reads charges and beats from its standard input (`runwalk_tui.session.safety.standby`). When that
ends, whoever wrote them is gone, however it came about, and the treadmill of the last charge is
stopped. When beats stay away, the watchdog stops the belt beside the process that hangs, if the
machine lets it in; else it ends that process first, which gives up the link. It starts no belt.
"""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from runwalk_devices.clock import Clock, clock_of
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.config.language import speak
from runwalk_tui.config.log_file import log_to_file
from runwalk_tui.config.privacy import keep_private
from runwalk_tui.session import sentences_of_commands as shown
from runwalk_tui.session.air import open_air
from runwalk_tui.session.safety import standby
from runwalk_tui.session.safety.message import WatchdogMessage, to_word
from runwalk_tui.session.safety.presence import note_stopped
from runwalk_tui.session.safety.processes import is_traced, kill_parent
from runwalk_tui.session.safety.standby import Ended, Watch
from runwalk_tui.session.safety.stop import stop_machine
from runwalk_tui.session.safety.vigil import SILENT_S, Vigil
from runwalk_tui.session.tty import give_back
from runwalk_tui.workout.vocabulary import MachineKind

if TYPE_CHECKING:
    from runwalk_tui.session.safety.vigil import Charge

__all__ = ["Ended", "Watch", "carry_out", "listen", "stop_beside", "stop_orphan"]

_logger = logging.getLogger("runwalk_tui.session.safety.watchdog")

TRY_S = 60.0
"""Seconds that the watchdog tries; a belt that obeys stands long before."""
AGAIN_S = 1.0
"""Between an adapter that failed and the next try."""
LET_IN_S = 4.0
"""Beside a process that hangs, it waits so long for a connection: meanwhile the belt moves."""
BESIDE_S = 15.0
"""With one, so long for a belt that stands."""
TERMINAL = 1
"""The watchdog writes nothing to its standard output but this, to a terminal it is to give back."""

_FATES = {
    (True, True): "the belt was stopped",
    (True, False): "the belt could NOT be stopped",
    (False, True): "the brake was let go",
    (False, False): "the brake could NOT be let go",
}


async def stop_orphan(
    address: str, adapter: Adapter, machine: MachineKind = MachineKind.TREADMILL
) -> bool:
    """Stops a belt that nobody drives any more; returns True once it measured a standing belt.

    Of a machine without a belt the brake is let go.
    """
    clock = adapter.clock
    deadline = clock.now() + TRY_S
    while (left_s := deadline - clock.now()) > 0:
        try:
            return await stop_machine(
                adapter, address, _logger.info, machine=machine, within_s=left_s
            )
        except AdapterError as error:
            _logger.info("%s", error)
            await clock.sleep(AGAIN_S)
    return False


async def carry_out(charge: WatchdogMessage, clock: Clock) -> bool:
    """Stops what the charge names, and leaves word of it; returns True if it stands."""
    _logger.warning("process %s is gone: stopping %s", charge.pid, charge.address)
    stopped = False
    try:
        async with open_air(charge.air, clock) as adapter:
            stopped = await stop_orphan(charge.address, adapter, charge.air.machine)
    finally:
        _logger.warning(_FATES[charge.air.machine.has_belt, stopped])
        note_stopped(charge.pid, stopped)
    return stopped


async def stop_beside(charge: WatchdogMessage, clock: Clock) -> bool:
    """Stops the belt of a process that hangs, if the machine lets two in; True if it stands.

    A virtual belt is within that process, where nobody else reaches it.
    """
    if charge.air.virtual is not None:
        return False
    try:
        async with open_air(charge.air, clock) as adapter:
            return await stop_machine(
                adapter,
                charge.address,
                _logger.info,
                machine=charge.air.machine,
                within_s=BESIDE_S,
                reached_s=LET_IN_S,
            )
    except AdapterError as error:
        _logger.info("not beside it: %s", error)
        return False


def end_silence(vigil: Vigil, words: "SimpleQueue[Any]") -> None:
    """Stops the belt of a process that hangs; or else ends it, which gives up the link."""
    charge = _read(vigil.charge)
    if charge.air.virtual is not None and is_traced(charge.pid):
        vigil.rest()
        return
    _begin()
    _logger.warning("process %s has not beaten for %g s", charge.pid, SILENT_S)
    if _well(stop_beside(charge, clock_of(charge.air.rate))):
        _logger.warning("the belt was stopped beside it")
        vigil.rest()
        return
    if words.empty():
        ended = kill_parent(charge.pid)
        _logger.warning("process %s was %s", charge.pid, "ended" if ended else "NOT ended")
        # Its end is the next word; what cannot be ended is tried anew once it beats.
        vigil.rest()


def rescue(charge: "Charge") -> bool:
    """Carry out a charge whose process is gone: give the terminal back, stop the belt."""
    charge = _read(charge)
    _begin()
    if charge.modes is not None:
        has_belt = charge.air.machine.has_belt
        line = shown.KILLED if has_belt else shown.KILLED_WITHOUT_BELT
        give_back(TERMINAL, charge.modes, line)
    return _well(carry_out(charge, clock_of(charge.air.rate)))


def _begin() -> None:
    """From here on files are made: the log, and word of what became of the belt."""
    with suppress(Exception):  # whatever it is, the belt is stopped
        speak()
    keep_private()
    log_to_file()


def _read(charge: "Charge | None") -> WatchdogMessage:
    word = to_word(charge) if isinstance(charge, bytes) else charge
    assert isinstance(word, WatchdogMessage)
    return word


def _well(work: Coroutine[None, None, bool]) -> bool:
    """The result of ``work``; a fault in it is logged and is no success."""
    try:
        return asyncio.run(work)
    except Exception:
        _logger.exception("the watchdog failed")
        return False


def listen(lines: Iterable[bytes], words: "SimpleQueue[Any]") -> None:
    """Listen as `standby.listen` does, to messages that are read at once."""
    standby.listen(lines, words, to_word)
