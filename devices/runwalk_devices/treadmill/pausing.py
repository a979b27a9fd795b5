"""Carries out one Pause, from its write to a standing belt."""

from collections.abc import Callable

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.treadmill.controls import Answer, Controls, Sent
from runwalk_devices.treadmill.slowing import comes_to_stand
from runwalk_devices.treadmill.telemetry import Telemetry


class Pausing:
    """Writes a Pause, and tells whether it brought the belt to a stand.

    Args:
        clock: Time.
        gauge: The belt's telemetry.
        alone_s: How long zeros must last where the machine does not say that it stops.
        limit_s: Longest wait for a belt that does slow down.
    """

    def __init__(
        self, clock: Clock, gauge: Telemetry, alone_s: Callable[[], float], limit_s: float
    ) -> None:
        self._clock = clock
        self._gauge = gauge
        self._alone_s = alone_s
        self._limit_s = limit_s
        self._asked_at = clock.now()

    async def write(self, control: Controls, sent: Sent) -> Answer:
        """Ask for the pause; only what is measured after that counts."""

        def sent_and_expected() -> None:
            self._asked_at = self._clock.now()
            self._gauge.expect_standing(self._alone_s())
            sent()

        answer = await control.pause(sent_and_expected)
        if answer.result is ResultCode.SUCCESS:
            self._gauge.agree()
        return answer

    async def stands(self) -> bool:
        """Return True once the belt stands, False as soon as it does not slow down any more."""
        return await comes_to_stand(self._clock, self._gauge, self._asked_at, self._limit_s)
