"""The Fitness Machine Control Point: one procedure at a time, each with its own answer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bleak.exc import BleakError
from pycycling.fitness_machine_service import FitnessMachineService

from devices.ftms import (
    ControlOpcode,
    ControlResponse,
    DecodeError,
    ResultCode,
    decode_control_response,
)
from devices.gatt import FITNESS_MACHINE_CONTROL_POINT
from devices.link import Link

_logger = logging.getLogger(__name__)

RESPONSE_S = 3.0
"""The profile allows 30 s for a response, too long to wait on a moving belt."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a procedure went.

    Attributes:
        written: The write was carried out.
        result: What the machine answered; None if it did not answer in time.
        detail: Why not, for people.
    """

    written: bool
    result: ResultCode | None = None
    detail: str = ""

    @property
    def is_refusal(self) -> bool:
        """Whether the machine said no."""
        return self.result is not None and self.result is not ResultCode.SUCCESS


class ControlPoint:
    """Writes requests with pycycling's service and pairs each with its response.

    pycycling does not wait for responses, and its own parser raises on unknown ones: responses
    are decoded here, matched by opcode, and anything else is ignored.

    Args:
        link: The connection to write on.
        sent: Called at the moment a request's write has been carried out.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._service = FitnessMachineService(link)
        self._turn = asyncio.Lock()
        self._awaited: ControlOpcode | None = None
        self._response: asyncio.Future[ResultCode] | None = None

    async def subscribe(self) -> None:
        """Listen for responses, however this machine sends them."""
        await self._link.start_notify(FITNESS_MACHINE_CONTROL_POINT, self._received)

    async def request_control(self) -> Answer:
        """Ask to be the one who commands."""
        return await self._procedure(ControlOpcode.REQUEST_CONTROL, self._service.request_control)

    async def start(self, sent: Callable[[], None]) -> Answer:
        """Start or resume."""
        return await self._procedure(
            ControlOpcode.START_OR_RESUME, self._service.start_or_resume, sent
        )

    async def stop(self, sent: Callable[[], None]) -> Answer:
        """Stop."""
        return await self._procedure(
            ControlOpcode.STOP_OR_PAUSE, lambda: self._service.stop_or_pause(False), sent
        )

    async def pause(self, sent: Callable[[], None]) -> Answer:
        """Pause."""
        return await self._procedure(
            ControlOpcode.STOP_OR_PAUSE, lambda: self._service.stop_or_pause(True), sent
        )

    async def set_speed(self, speed_kmh: float, sent: Callable[[], None]) -> Answer:
        """Set the target speed; `round` and never `int`, or 8.2 goes out as 8.19."""
        hundredths = round(speed_kmh * 100)
        return await self._procedure(
            ControlOpcode.SET_TARGET_SPEED,
            lambda: self._service.set_target_speed(hundredths),
            sent,
        )

    async def set_incline(self, incline_percent: float, sent: Callable[[], None]) -> Answer:
        """Set the target inclination."""
        tenths = round(incline_percent * 10)
        return await self._procedure(
            ControlOpcode.SET_TARGET_INCLINATION,
            lambda: self._service.set_target_incline(tenths),
            sent,
        )

    async def _procedure(
        self,
        opcode: ControlOpcode,
        write: Callable[[], Awaitable[None]],
        sent: Callable[[], None] = lambda: None,
    ) -> Answer:
        """One request and its response; whoever is cancelled here frees the turn at once."""
        async with self._turn:
            self._awaited = opcode
            self._response = asyncio.get_running_loop().create_future()
            try:
                await write()
                sent()
                async with self._link.clock.timeout(RESPONSE_S):
                    return Answer(written=True, result=await self._response)
            except TimeoutError:
                return Answer(written=True, detail="no response")
            except (BleakError, OSError, EOFError) as error:
                _logger.info("%s failed: %r", opcode.name, error)
                return Answer(written=False, detail=str(error) or type(error).__name__)
            finally:
                self._awaited = self._response = None

    def _received(self, _sender: object, data: bytearray) -> None:
        try:
            response: ControlResponse = decode_control_response(data)
        except DecodeError as error:
            _logger.info("control point response %s: %s", data.hex(), error)
            return
        if self._response is None or self._response.done() or response.request != self._awaited:
            _logger.info("control point response %s was not awaited", data.hex())
            return
        self._response.set_result(response.result)
