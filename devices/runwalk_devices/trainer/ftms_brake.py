"""The brake of a machine with the Fitness Machine Control Point."""

from collections.abc import Awaitable, Callable

from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.treadmill.control_point import ControlPoint
from runwalk_devices.treadmill.controls import Answer, Sent


class FtmsBrake(ControlPoint):
    """A control point that is told a power or a resistance, and takes control again if it must."""

    @property
    def is_asleep(self) -> bool:
        """False: a machine that takes no command says so."""
        return False

    async def set_power(self, power_w: int, sent: Sent) -> Answer:
        """Brake to a power in watts."""
        return await self._in_control(lambda: ControlPoint.set_power(self, power_w, sent))

    async def set_resistance(self, level: float, sent: Sent) -> Answer:
        """Brake with a resistance on the machine's own scale."""
        return await self._in_control(lambda: ControlPoint.set_resistance(self, level, sent))

    async def _in_control(self, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Asks; of a machine that took control back, control first and then once more."""
        answer = await ask()
        if answer.result is not ResultCode.CONTROL_NOT_PERMITTED:
            return answer
        await self.request_control()
        return await ask()
