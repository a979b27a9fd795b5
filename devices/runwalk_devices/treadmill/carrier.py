"""Carries a command out on the wire, and asks for control where that has gone."""

from collections.abc import Awaitable, Callable

from runwalk_devices.codecs.ftms.treadmill_data import ResultCode
from runwalk_devices.treadmill.command import Command, Stage
from runwalk_devices.treadmill.controls import Answer, Controls, Sent
from runwalk_devices.treadmill.pending import Order, PendingSpeed
from runwalk_devices.treadmill.quirks import QuirkShown
from runwalk_devices.treadmill.telemetry import Telemetry

Procedure = Callable[[Controls, Sent], Awaitable[Answer]]


class Carrier:
    """Carries out every command but Stop, from its turn in the queue to the machine's answer.

    Args:
        gauge: The treadmill's telemetry.
        under_way: Where the stages of a command are told.
        discovered: Called with what an answer showed of the machine.

    Attributes:
        has_control: Nothing has shown that the machine took control back.
    """

    def __init__(
        self, gauge: Telemetry, under_way: PendingSpeed, discovered: Callable[[QuirkShown], None]
    ) -> None:
        self._gauge = gauge
        self._under_way = under_way
        self._discovered = discovered
        self.has_control = True

    async def carry_out(
        self, order: Order, procedure: Procedure, control: Controls, *, lapses: bool
    ) -> bool:
        """Writes and awaits the answer; True if the belt may now be expected to obey.

        Args:
            order: Ended here if it is refused, or could not be written.
            procedure: What to write.
            control: Where.
            lapses: The machine takes control back without a word.
        """

        def sent() -> None:
            order.speeds, order.inclines = self._gauge.speeds, self._gauge.inclines
            self._under_way.advance(order, Stage.SENT)

        lapsed = lapses or not self.has_control
        if lapsed and order.command is not Command.PAUSE:
            await self._ask_for(control)
        moved = self._gauge.moves()
        answer = await procedure(control, sent)
        if answer.result is ResultCode.CONTROL_NOT_PERMITTED:
            silently = self.has_control and (moved or order.command is Command.START)
            await self._ask_for(control)
            answer = await procedure(control, sent)
            if silently and answer.result is ResultCode.SUCCESS:
                self._discovered(QuirkShown(control_lapses=True))
        if answer.refused:
            self._under_way.end(order, Stage.REJECTED, answer.detail)
            return False
        if not answer.written:
            self._under_way.end(order, Stage.UNKNOWN, answer.detail)
            return False
        if answer.result is not None:
            self._under_way.advance(order, Stage.ACKNOWLEDGED)
        return True

    async def _ask_for(self, control: Controls) -> None:
        """Asks for control once more, whatever the answer: what comes of it shows."""
        self.has_control = True
        await control.request_control()
