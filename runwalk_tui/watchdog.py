"""A process that stops the belt if the one that drives it is killed.

It reads charges from its standard input. When that ends, whoever wrote them is gone, however it
came about, and the treadmill of the last charge is stopped. It never starts a belt.
"""

import asyncio
import logging
import signal
import sys

from devices.clock import Clock, clock_of
from devices.radio import Radio
from devices.radio_error import RadioError
from runwalk_tui.charge import Charge, last_charge
from runwalk_tui.logfile import log_to_file
from runwalk_tui.presence import note_stopped
from runwalk_tui.shell import open_air
from runwalk_tui.stopper import stop_treadmill

_logger = logging.getLogger("runwalk_tui.watchdog")

TRY_S = 60.0
"""How long the watchdog tries; a belt that obeys stands long before."""
AGAIN_S = 1.0
"""Between a radio that failed and the next try."""


async def stop_orphan(address: str, radio: Radio) -> bool:
    """Stops a belt that nobody drives any more; whether a standing belt was measured."""
    clock = radio.clock
    deadline = clock.now() + TRY_S
    while (left_s := deadline - clock.now()) > 0:
        try:
            return await stop_treadmill(radio, address, _logger.info, within_s=left_s)
        except RadioError as error:
            _logger.info("%s", error)
            await clock.sleep(AGAIN_S)
    return False


async def carry_out(charge: Charge, clock: Clock) -> bool:
    """Stops what the charge names, and leaves word of it; whether it stands."""
    _logger.warning("process %s is gone: stopping %s", charge.pid, charge.address)
    stopped = False
    try:
        async with open_air(charge.air, clock) as radio:
            stopped = await stop_orphan(charge.address, radio)
    finally:
        _logger.warning("the belt was stopped" if stopped else "the belt could NOT be stopped")
        note_stopped(charge.pid, stopped)
    return stopped


def main() -> int:
    """Guards until the input ends; the exit status is 1 if a belt could not be stopped."""
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    log_to_file()
    charge = last_charge(sys.stdin.buffer)
    if charge is None:
        return 0
    try:
        stopped = asyncio.run(carry_out(charge, clock_of(charge.air.rate)))
    except Exception:
        _logger.exception("the watchdog failed")
        return 1
    return 0 if stopped else 1


if __name__ == "__main__":
    raise SystemExit(main())
