"""The brake of a Tacx trainer without FTMS: pages of FE-C over its own service.

A page that is written has no answer of its own. The trainer is asked for its command status (page
71), which tells the last command that it took and whether it could follow it; some never tell.
pycycling 0.4.1 speaks this service too, with a checksum that ANT does not know: its writes are
dropped, and the states of a trainer that sleeps raise within its notifications. So the octets are
those of `runwalk_devices.codecs.fec`.
"""

import asyncio
from contextlib import suppress
from typing import Final

from bleak.exc import BleakError

from runwalk_devices.codecs.fec import (
    CommandResult,
    CommandStatus,
    encode_request,
    encode_resistance,
    encode_target_power,
)
from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.codecs.uuids import FEC_WRITE
from runwalk_devices.sentences import NO_RESPONSE, TRAINER_DECLINES
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.controls import Answer, Sent

STATUS_PAGE: Final = 71
CAPABILITIES_PAGE: Final = 54
ANSWER_S: Final = 1.5
"""A status is awaited for so long."""

_RESISTANCE_PAGE: Final = 48
_POWER_PAGE: Final = 49
_REFUSED: Final = {CommandResult.FAILED, CommandResult.NOT_SUPPORTED, CommandResult.REJECTED}


class FecBrake:
    """Writes pages, one command at a time, and waits for the trainer's word on each.

    Attributes:
        is_asleep: The trainer says that it sleeps: what is written now would be lost.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._clock = link.clock
        self._turn = asyncio.Lock()
        self._awaited: int | None = None
        self._status: CommandStatus | None = None
        self._told = asyncio.Event()
        self.is_asleep = False

    async def ask_capabilities(self) -> None:
        """Ask for the page that tells what the trainer takes; it comes as a notification."""
        with suppress(BleakError, TimeoutError):
            await self._link.write_gatt_char(FEC_WRITE, encode_request(CAPABILITIES_PAGE), True)

    async def set_power(self, power_w: int, sent: Sent) -> Answer:
        """Brake to a power in watts, 0 to 4000."""
        return await self._ask(_POWER_PAGE, encode_target_power(power_w), sent)

    async def set_resistance(self, level: float, sent: Sent) -> Answer:
        """Brake with a share of the greatest resistance, 0 to 100 %."""
        return await self._ask(_RESISTANCE_PAGE, encode_resistance(level), sent)

    def told(self, status: CommandStatus) -> None:
        """The trainer tells what became of its last command."""
        if self._awaited != status.command or status.result is CommandResult.PENDING:
            return
        self._status = status
        self._told.set()

    async def _ask(self, page: int, frame: bytes, sent: Sent) -> Answer:
        async with self._turn:
            self._awaited, self._status = page, None
            self._told.clear()
            try:
                await self._link.write_gatt_char(FEC_WRITE, frame, True)
            except (BleakError, TimeoutError) as error:
                detail = " ".join(str(error).split()) or TRAINER_DECLINES
                return Answer(written=False, detail=detail)
            sent()
            with suppress(BleakError, TimeoutError):
                await self._link.write_gatt_char(FEC_WRITE, encode_request(STATUS_PAGE), True)
                async with self._clock.timeout(ANSWER_S):
                    await self._told.wait()
            self._awaited = None
            return _answer(self._status)


def _answer(status: CommandStatus | None) -> Answer:
    if status is None:
        return Answer(written=True, detail=NO_RESPONSE)
    if status.result is CommandResult.PASSED:
        return Answer(written=True, result=ResultCode.SUCCESS)
    if status.result in _REFUSED:
        return Answer(written=True, refused=True, detail=status.result.value)
    return Answer(written=True, detail=status.result.value)
