"""The brake of a machine with the Fitness Machine Control Point."""

from collections.abc import Awaitable, Callable

from runwalk_devices.codecs.ftms.control_point import ControlOpcode, ResultCode
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.control_point import ControlPoint
from runwalk_devices.treadmill.controls import Answer, Sent


class FtmsBrake(ControlPoint):
    """A control point that is told a power or a resistance, and takes control again if it must.

    Attributes:
        is_narrow: It names its range of resistances in one octet a number.
    """

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self.is_narrow = False
        self._wants_narrow = False

    @property
    def is_asleep(self) -> bool:
        """False: a machine that takes no command says so."""
        return False

    async def set_power(self, power_w: int, sent: Sent) -> Answer:
        """Brake to a power in watts."""
        return await self._in_control(lambda: ControlPoint.set_power(self, power_w, sent))

    async def set_resistance(self, level: float, sent: Sent) -> Answer:
        """Brake with a resistance on the machine's own scale.

        In two octets, as real bikes take it; a machine that names its range in one octet a number
        and takes no two is told in one.
        """
        if not self._wants_narrow:
            answer = await self._in_control(lambda: ControlPoint.set_resistance(self, level, sent))
            if not (self.is_narrow and answer.written and answer.result is not ResultCode.SUCCESS):
                return answer
        answer = await self._in_control(lambda: self._set_narrow(level, sent))
        self._wants_narrow = answer.result is ResultCode.SUCCESS
        return answer

    async def _set_narrow(self, level: float, sent: Sent) -> Answer:
        opcode = ControlOpcode.SET_TARGET_RESISTANCE_LEVEL
        octets = bytes([opcode, min(0xFF, max(0, round(level * 10)))])
        return await self._write_request(opcode, octets, sent)

    async def _in_control(self, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Asks; of a machine that took control back, control first and then once more."""
        answer = await ask()
        if answer.result is not ResultCode.CONTROL_NOT_PERMITTED:
            return answer
        await self.request_control()
        return await ask()
