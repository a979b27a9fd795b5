"""A process that stops the belt if the one that drives it is killed or hangs.

It reads charges and beats from its standard input. When that ends, whoever wrote them is gone,
however it came about, and the treadmill of the last charge is stopped. When beats stay away, the
watchdog stops the belt beside the process that hangs, if the machine lets it in; else it ends that
process first, which gives up the link. It never starts a belt.
"""

import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine, Iterable
from queue import Empty, SimpleQueue
from threading import Thread

import msgspec

from runwalk_devices.clock import Clock, asleep_s, awake_s, clock_of
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.errors import RadioError
from runwalk_tui.config.log_file import log_to_file
from runwalk_tui.config.privacy import keep_private
from runwalk_tui.session.air import open_air
from runwalk_tui.session.safety.message import WatchdogMessage, Word, to_word
from runwalk_tui.session.safety.presence import note_stopped
from runwalk_tui.session.safety.processes import is_traced, kill_parent
from runwalk_tui.session.safety.stop import stop_treadmill
from runwalk_tui.session.safety.vigil import SILENT_S, Vigil
from runwalk_tui.session.tty import give_back

_logger = logging.getLogger("runwalk_tui.session.safety.watchdog")

TRY_S = 60.0
"""Seconds that the watchdog tries; a belt that obeys stands long before."""
AGAIN_S = 1.0
"""Between a radio that failed and the next try."""
LET_IN_S = 4.0
"""Beside a process that hangs, it waits so long for a connection: meanwhile the belt moves."""
BESIDE_S = 15.0
"""With one, so long for a belt that stands."""
LOOK_S = 0.25
"""Between two looks at the time."""
KILLED = "runwalk: the session was killed; its watchdog stops the belt. Watch the treadmill."
TERMINAL = 1
"""The watchdog writes nothing to its standard output but this, to a terminal it is to give back."""


class Ended:
    """The end of what a watchdog is told."""


async def stop_orphan(address: str, adapter: Adapter) -> bool:
    """Stops a belt that nobody drives any more; whether a standing belt was measured."""
    clock = adapter.clock
    deadline = clock.now() + TRY_S
    while (left_s := deadline - clock.now()) > 0:
        try:
            return await stop_treadmill(adapter, address, _logger.info, within_s=left_s)
        except RadioError as error:
            _logger.info("%s", error)
            await clock.sleep(AGAIN_S)
    return False


async def carry_out(charge: WatchdogMessage, clock: Clock) -> bool:
    """Stops what the charge names, and leaves word of it; whether it stands."""
    _logger.warning("process %s is gone: stopping %s", charge.pid, charge.address)
    stopped = False
    try:
        async with open_air(charge.air, clock) as adapter:
            stopped = await stop_orphan(charge.address, adapter)
    finally:
        _logger.warning("the belt was stopped" if stopped else "the belt could NOT be stopped")
        note_stopped(charge.pid, stopped)
    return stopped


async def stop_beside(charge: WatchdogMessage, clock: Clock) -> bool:
    """Stops the belt of a process that hangs, if the machine lets two in; whether it stands.

    A virtual belt is within that process, where nobody else reaches it.
    """
    if charge.air.virtual is not None:
        return False
    try:
        async with open_air(charge.air, clock) as adapter:
            return await stop_treadmill(
                adapter, charge.address, _logger.info, within_s=BESIDE_S, reached_s=LET_IN_S
            )
    except RadioError as error:
        _logger.info("not beside it: %s", error)
        return False


class Watch:
    """Guards until there is nothing more to be told.

    Args:
        words: What is told, as it comes.
    """

    def __init__(self, words: "SimpleQueue[Word | Ended]") -> None:
        self._words = words
        self._vigil = Vigil()

    def to_the_end(self) -> WatchdogMessage | None:
        """Returns once the process is gone, with what is to be stopped then."""
        while self._takes_in(LOOK_S):
            if self._vigil.is_silent(awake_s()):
                self._end_silence()
        return self._vigil.charge

    def _takes_in(self, wait_s: float) -> bool:
        """Waits for a word; False at the end of them."""
        try:
            word = self._words.get(timeout=wait_s)
        except Empty:
            self._vigil.looked(awake_s(), asleep_s())
            return True
        now = awake_s()
        self._vigil.looked(now, asleep_s())
        if isinstance(word, Ended):
            return False
        self._vigil.told(word, now)
        return True

    def _end_silence(self) -> None:
        charge = self._vigil.charge
        assert charge is not None
        if charge.air.virtual is not None and is_traced(charge.pid):
            self._vigil.rest()
            return
        _logger.warning("process %s has not beaten for %g s", charge.pid, SILENT_S)
        if _well(stop_beside(charge, clock_of(charge.air.rate))):
            _logger.warning("the belt was stopped beside it")
            self._vigil.rest()
            return
        if self._words.empty():
            ended = kill_parent(charge.pid)
            _logger.warning("process %s was %s", charge.pid, "ended" if ended else "NOT ended")
            # Its end is the next word; what cannot be ended is tried anew once it beats.
            self._vigil.rest()


def _well(work: Coroutine[None, None, bool]) -> bool:
    """The result of ``work``; a fault in it is logged and is no success."""
    try:
        return asyncio.run(work)
    except Exception:
        _logger.exception("the watchdog failed")
        return False


def listen(lines: Iterable[bytes], words: "SimpleQueue[Word | Ended]") -> None:
    """Passes on what lines say, and their end; a line that was cut short says nothing."""
    try:
        for line in lines:
            try:
                words.put(to_word(line))
            except msgspec.MsgspecError:
                _logger.warning("not understood: %r", line)
    except OSError:
        _logger.exception("nothing more can be heard")
    finally:
        words.put(Ended())


def main() -> int:
    """Guards until the input ends; the exit status is 1 if a belt could not be stopped."""
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    keep_private()
    log_to_file()
    words: SimpleQueue[Word | Ended] = SimpleQueue()
    Thread(target=listen, args=(sys.stdin.buffer, words), daemon=True).start()
    charge = Watch(words).to_the_end()
    if charge is None:
        return 0
    if charge.modes is not None:
        give_back(TERMINAL, charge.modes, KILLED)
    return 0 if _well(carry_out(charge, clock_of(charge.air.rate))) else 1


if __name__ == "__main__":
    raise SystemExit(main())
