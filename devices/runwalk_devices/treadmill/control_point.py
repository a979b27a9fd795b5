"""The Fitness Machine Control Point: one procedure at a time, each with its own answer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from math import inf
from weakref import WeakSet

from bleak.exc import BleakError, BleakGATTProtocolError, BleakGATTProtocolErrorCode
from pycycling.fitness_machine_service import FitnessMachineService

from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.ftms.control_point import (
    ControlOpcode,
    ControlRequest,
    ResultCode,
    decode_control_response,
    encode_control_request,
)
from runwalk_devices.codecs.uuids import FITNESS_MACHINE_CONTROL_POINT
from runwalk_devices.sentences import NO_LONGER_WANTED, NO_RESPONSE, NOT_ACCEPTED
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.controls import (
    CONTROL_S,
    HALT_RESPONSE_S,
    HALT_WRITE_S,
    NOTHING_S,
    RESPONSE_S,
    Answer,
    Sent,
)

_logger = logging.getLogger(__name__)

BUSY_S = 1.0
"""A machine that is busy with another procedure is left alone for so long."""
WRITE_GAP_S = 0.45
"""Some machines drop what is written sooner than this after another request; only Stop may be."""
AGAIN_S = 0.25
"""A Stop that a machine would not take is written again after so long."""
LISTEN_AGAIN_S = 1.5
"""Longest new subscription while a request waits for it."""


class _Overtaking:
    """A link as pycycling's service sees it; what is written does not wait for others."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def write_gatt_char(self, uuid: str, data: bytes, response: bool = True) -> None:
        """Write, past a request under way where the device allows it."""
        await self._link.write_gatt_char(uuid, data, response, overtakes=True)


class ControlPoint:
    """Writes requests with pycycling's service and pairs each with its response.

    pycycling does not wait for responses, and its own parser raises on unknown ones: responses
    are decoded here, matched by opcode, and anything else is ignored. A procedure that has begun
    goes on to its end before the next one begins; only Stop and Pause wait for nobody.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._clock = link.clock
        self._service = FitnessMachineService(link)
        self._urgent = FitnessMachineService(_Overtaking(link))
        self._turn = asyncio.Lock()
        self._begun: set[asyncio.Task[object] | None] = set()
        self._given_up: set[asyncio.Task[object] | None] = set()
        self._repeated: WeakSet[asyncio.Task[object]] = WeakSet()
        self._no_halt = asyncio.Event()
        self._no_halt.set()
        self._awaited: ControlOpcode | None = None
        self._result: ResultCode | None = None
        self._wrote_at = -inf
        self._answered = asyncio.Event()

    def give_up(self, task: asyncio.Task[None]) -> None:
        """Cancels ``task``; if it has begun a procedure here, at that procedure's end."""
        if task in self._begun:
            self._given_up.add(task)
        else:
            task.cancel()

    def renew(self) -> None:
        """Has the connection made anew, as if it had been lost."""
        self._link.drop()

    async def listen(self) -> None:
        """Subscribe to responses, however this machine sends them; some refuse, and still obey."""
        await self._link.listen(FITNESS_MACHINE_CONTROL_POINT, self._received)

    async def listen_again(self) -> None:
        """Subscribe anew, as far as that takes no longer than `LISTEN_AGAIN_S`."""
        with suppress(TimeoutError):
            async with self._clock.timeout(LISTEN_AGAIN_S):
                await self._link.listen_again(FITNESS_MACHINE_CONTROL_POINT, self._received)

    async def request_control(self, patience_s: float = CONTROL_S) -> Answer:
        """Request control, and wait for the answer up to ``patience_s``."""
        opcode = ControlOpcode.REQUEST_CONTROL
        return await self._in_turn(opcode, self._service.request_control, _nobody, patience_s)

    async def take_up(self, moves: Callable[[], bool], sent: Sent) -> None:
        """Ask for control and, if the belt ``moves`` still, start: some want it before a target."""
        await self.request_control()
        if moves():
            await self.start(sent, moves)

    async def start(self, sent: Sent, may_start: Callable[[], bool] = lambda: True) -> Answer:
        """Start or resume, unless when its turn has come it may not any more."""

        async def write() -> None:
            if not may_start():
                raise BleakError(NO_LONGER_WANTED)
            await self._service.start_or_resume()

        return await self._in_turn(ControlOpcode.START_OR_RESUME, write, sent)

    async def set_speed(
        self,
        speed_kmh: float,
        sent: Sent,
        may_set: Callable[[], bool] = lambda: True,
        *,
        patience_s: float = RESPONSE_S,
    ) -> Answer:
        """Set the target speed, unless when its turn has come it may not be set any more.

        `round` and never `int`, or 8.2 goes out as 8.19.
        """
        hundredths = round(speed_kmh * 100)

        async def write() -> None:
            if not may_set():
                raise BleakError(NO_LONGER_WANTED)
            await self._service.set_target_speed(hundredths)

        return await self._in_turn(ControlOpcode.SET_TARGET_SPEED, write, sent, patience_s)

    async def set_incline(self, incline_percent: float, sent: Sent) -> Answer:
        """Set the target inclination."""
        tenths = round(incline_percent * 10)
        return await self._in_turn(
            ControlOpcode.SET_TARGET_INCLINATION,
            lambda: self._service.set_target_incline(tenths),
            sent,
        )

    async def set_power(self, power_w: int, sent: Sent) -> Answer:
        """Set the target power of a bike, in watts."""
        return await self._set(
            ControlRequest(ControlOpcode.SET_TARGET_POWER, target_power_w=power_w), sent
        )

    async def set_resistance(self, level: float, sent: Sent) -> Answer:
        """Set the target resistance; pycycling 0.4.1 would send it in one octet."""
        request = ControlRequest(ControlOpcode.SET_TARGET_RESISTANCE_LEVEL, target_resistance=level)
        return await self._set(request, sent)

    async def _set(self, request: ControlRequest, sent: Sent) -> Answer:
        return await self._write_request(request.opcode, encode_control_request(request), sent)

    async def _write_request(self, opcode: ControlOpcode, octets: bytes, sent: Sent) -> Answer:
        return await self._in_turn(
            opcode,
            lambda: self._link.write_gatt_char(FITNESS_MACHINE_CONTROL_POINT, octets, True),
            sent,
        )

    async def stop(self, sent: Sent) -> Answer:
        """Stop, before anything else."""
        return await self._halt(lambda: self._urgent.stop_or_pause(False), sent)

    async def pause(self, sent: Sent, patience_s: float = HALT_RESPONSE_S) -> Answer:
        """Pause, before anything else."""
        return await self._halt(lambda: self._urgent.stop_or_pause(True), sent, patience_s)

    async def stop_otherwise(self, sent: Sent, patience_s: float = HALT_RESPONSE_S) -> Answer:
        """Pause: some obey nothing else."""
        return await self.pause(sent, patience_s)

    async def _halt(
        self,
        write: Callable[[], Awaitable[None]],
        sent: Sent,
        patience_s: float = HALT_RESPONSE_S,
    ) -> Answer:
        """Out of turn; where a write hangs, no other gets through, so the link is made anew."""

        async def write_or_drop() -> None:
            try:
                async with self._clock.timeout(HALT_WRITE_S):
                    await write()
            except TimeoutError:
                self._link.drop()
                raise

        self._no_halt.clear()
        try:
            opcode = ControlOpcode.STOP_OR_PAUSE
            return await self._carry_out(opcode, write_or_drop, sent, patience_s)
        finally:
            self._no_halt.set()

    async def _in_turn(
        self,
        opcode: ControlOpcode,
        write: Callable[[], Awaitable[None]],
        sent: Sent,
        patience_s: float = RESPONSE_S,
    ) -> Answer:
        async with self._turn:
            await self._no_halt.wait()
            while await self._is_early():
                await self._no_halt.wait()
            return await self._carry_out(opcode, write, sent, patience_s)

    async def _is_early(self) -> bool:
        """Return True if the last request was too short a time ago; waits until it is not."""
        early_s = self._wrote_at + WRITE_GAP_S - self._clock.now()
        if early_s <= NOTHING_S:
            return False
        await self._clock.sleep(early_s)
        return True

    async def _carry_out(
        self,
        opcode: ControlOpcode,
        write: Callable[[], Awaitable[None]],
        sent: Sent,
        patience_s: float,
    ) -> Answer:
        """Carry a request out to its end, even if the task that waits for it is cancelled."""
        task = asyncio.current_task()
        self._begun.add(task)
        try:
            answer = await self._request(opcode, write, sent, patience_s)
            if task in self._given_up:
                raise asyncio.CancelledError
            return answer
        finally:
            self._begun.discard(task)
            self._given_up.discard(task)

    async def _request(
        self,
        opcode: ControlOpcode,
        write: Callable[[], Awaitable[None]],
        sent: Sent,
        patience_s: float,
    ) -> Answer:
        """One request and its response, which on some machines comes before the write's own."""
        in_wake = self._clock.now() - self._wrote_at < WRITE_GAP_S
        self._awaited, self._result = opcode, None
        self._answered.clear()
        try:
            await self._write(opcode, write)
        except (BleakError, TimeoutError) as error:
            _logger.info("%s failed: %r", opcode.name, error)
            detail = " ".join(str(error).split()) or NOT_ACCEPTED
            return Answer(written=False, refused=_is_refusal(error), detail=detail)
        sent()
        result = await self._answer(patience_s)
        if result is None:
            return Answer(written=True, detail=NO_RESPONSE, in_wake=in_wake)
        if result is ResultCode.SUCCESS:
            return Answer(written=True, result=result)
        reason = result.name.lower().replace("_", " ")
        return Answer(written=True, result=result, refused=True, detail=reason)

    async def _write(self, opcode: ControlOpcode, write: Callable[[], Awaitable[None]]) -> None:
        """Writes; what the machine would not take for a reason that passes, once more.

        Never a Start: each one is an act of the runner's. A command that is carried out anew, as
        control had gone, is repeated no second time.
        """
        self._wrote_at = self._clock.now()
        try:
            await write()
        except BleakGATTProtocolError as error:
            if not _passes(error.code):
                raise
            _logger.info("%s was not taken: %r", opcode.name, error)
            is_halt = opcode is ControlOpcode.STOP_OR_PAUSE
            if error.code == BleakGATTProtocolErrorCode.CCCD_IMPROPERLY_CONFIGURED:
                await self.listen_again()
            elif error.code == BleakGATTProtocolErrorCode.PROCEDURE_ALREADY_IN_PROGRESS:
                await self._clock.sleep(AGAIN_S if is_halt else BUSY_S)
            elif is_halt:
                await self._clock.sleep(AGAIN_S)
            if not is_halt:
                await self._is_early()
            if not self._may_repeat(opcode):
                raise
            self._wrote_at = self._clock.now()
            await write()

    def _may_repeat(self, opcode: ControlOpcode) -> bool:
        """Return True if what was not taken may be written again; that counts as its repetition."""
        task = asyncio.current_task()
        assert task is not None
        if opcode is ControlOpcode.START_OR_RESUME or task in self._given_up:
            return False
        if opcode in (ControlOpcode.STOP_OR_PAUSE, ControlOpcode.REQUEST_CONTROL):
            return True
        is_first = task not in self._repeated
        self._repeated.add(task)
        return is_first

    async def _answer(self, seconds: float) -> ResultCode | None:
        with suppress(TimeoutError):
            async with self._clock.timeout(seconds):
                await self._answered.wait()
        return self._result

    def _received(self, _sender: object, data: bytearray) -> None:
        try:
            response = decode_control_response(data)
        except DecodeError as error:
            _logger.info("control point response %s: %s", data.hex(), error)
            return
        if self._answered.is_set() or self._awaited != response.request:
            _logger.info("control point response %s was not awaited", data.hex())
            return
        self._result = response.result
        self._answered.set()


def _nobody() -> None:
    """Does nothing when control is requested."""


def _passes(code: int) -> bool:
    """Return True if a write that was refused so may be taken the next time.

    The application's own errors, unlikely errors, and the two of the Core Specification
    Supplement (part B, 1.2) that name what is missing: the subscription, or the end of another
    procedure.
    """
    return 0x80 <= code <= 0x9F or code in (
        BleakGATTProtocolErrorCode.UNLIKELY_ERROR,
        BleakGATTProtocolErrorCode.CCCD_IMPROPERLY_CONFIGURED,
        BleakGATTProtocolErrorCode.PROCEDURE_ALREADY_IN_PROGRESS,
    )


def _is_refusal(error: BleakError | TimeoutError) -> bool:
    """Return True if the machine said no; "unlikely error" is also what a link says that breaks."""
    return (
        isinstance(error, BleakGATTProtocolError)
        and error.code != BleakGATTProtocolErrorCode.UNLIKELY_ERROR
    )
