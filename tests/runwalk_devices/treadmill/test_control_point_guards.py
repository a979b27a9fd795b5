"""The guards of the control point, one by one: turns, waits, what is written once more."""

import asyncio
from contextlib import suppress

import pytest
from bleak.exc import BleakError, BleakGATTProtocolError, BleakGATTProtocolErrorCode

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ResultCode
from runwalk_devices.treadmill.control_point import ControlPoint, _passes
from runwalk_devices.treadmill.controls import Answer
from tests.runwalk_devices.treadmill.line import Line

STOP, PAUSE, START = b"\x08\x01", b"\x08\x02", b"\x07"
UNANSWERED = Answer(written=True, detail="no response")
TAKEN = Answer(written=True, result=ResultCode.SUCCESS)
BUSY = int(BleakGATTProtocolErrorCode.PROCEDURE_ALREADY_IN_PROGRESS)
UNSUBSCRIBED = int(BleakGATTProtocolErrorCode.CCCD_IMPROPERLY_CONFIGURED)


def speed(kmh: float) -> bytes:
    return b"\x02" + round(kmh * 100).to_bytes(2, "little")


def refusal(code: int) -> BleakGATTProtocolError:
    return BleakGATTProtocolError(BleakGATTProtocolErrorCode(code))


def nobody() -> None:
    """Who wants to know when it was written."""


@pytest.fixture
async def line(clock: Clock) -> Line:
    """A connection, some time after the clock began."""
    await clock.sleep(100)
    return Line(clock)


@pytest.fixture
def point(line: Line) -> ControlPoint:
    return ControlPoint(line.link)


def answering(line: Line, point: ControlPoint) -> None:
    line.on_write = lambda frame: point._received(None, bytearray([0x80, frame[0], 1]))


def times(line: Line) -> list[float]:
    return [round(t - 100, 3) for t, _ in line.wrote]


async def test_each_command_is_written_to_be_confirmed_and_answered(
    line: Line, point: ControlPoint
) -> None:
    answering(line, point)
    answers = [
        await point.start(nobody),
        await point.set_speed(5.0, nobody),
        await point.set_power(150, nobody),
        await point.set_resistance(3.0, nobody),
        await point.stop(nobody),
        await point.stop_otherwise(nobody),
    ]
    assert answers == [TAKEN] * 6
    assert line.with_response == [True] * 6
    assert line.frames[0] == START
    assert line.frames[4:] == [STOP, PAUSE]


@pytest.mark.parametrize(
    ("code", "again_at"),
    [
        (BUSY, 1.0),
        (0x80, 0.45),
        (0x9F, 0.45),
        (int(BleakGATTProtocolErrorCode.UNLIKELY_ERROR), 0.45),
        (UNSUBSCRIBED, 1.5),
        (int(BleakGATTProtocolErrorCode.WRITE_NOT_PERMITTED), None),
    ],
)
async def test_a_target_that_was_not_taken_is_written_again_after_a_while(
    line: Line, point: ControlPoint, code: int, again_at: float | None
) -> None:
    line.errors, line.again_s = [refusal(code)], 30.0
    answer = await point.set_speed(5.0, nobody)
    assert answer.written is (again_at is not None)
    assert times(line) == ([0.0] if again_at is None else [0.0, again_at])


@pytest.mark.parametrize(("code", "again_at"), [(BUSY, 0.25), (0x80, 0.25), (UNSUBSCRIBED, 0.1)])
async def test_a_stop_that_was_not_taken_is_written_again_sooner(
    line: Line, point: ControlPoint, code: int, again_at: float
) -> None:
    line.errors, line.again_s = [refusal(code)], 0.1
    assert await point.stop(nobody) == UNANSWERED
    assert times(line) == [0.0, again_at]


async def test_a_start_that_was_not_taken_is_written_once(line: Line, point: ControlPoint) -> None:
    line.errors = [refusal(0x80)]
    answer = await point.start(pytest.fail)
    assert (answer.written, answer.refused) == (False, True)
    assert line.frames == [START]


@pytest.mark.parametrize(
    ("error", "detail"),
    [(BleakError("a  b\nc"), "a b c"), (BleakError(""), "the treadmill does not accept it")],
)
async def test_what_cannot_be_written_says_why(
    line: Line, point: ControlPoint, error: Exception, detail: str
) -> None:
    line.errors = [error]
    assert await point.set_speed(5.0, nobody) == Answer(written=False, detail=detail)


async def test_a_stop_whose_write_hangs_gives_up_the_link(line: Line, point: ControlPoint) -> None:
    line.takes_s[STOP] = 30.0
    answer = await point.stop(pytest.fail)
    assert not answer.written
    assert line.clock.now() == pytest.approx(101)
    assert line.drops == 1


@pytest.mark.parametrize("after_s", [0.0, 0.5])
async def test_a_command_waits_for_the_answer_to_a_stop(
    line: Line, point: ControlPoint, after_s: float
) -> None:
    stopping = asyncio.create_task(point.stop(nobody))
    await line.clock.sleep(after_s)
    await point.set_speed(5.0, nobody)
    assert line.frames == [STOP, speed(5.0)]
    assert times(line) == [0.0, 0.9]
    assert stopping.done()


async def test_a_command_waits_for_a_stop_that_comes_while_it_is_early(
    line: Line, point: ControlPoint
) -> None:
    answering(line, point)
    await point.set_speed(5.0, nobody)
    line.on_write = lambda _frame: None
    waiting = asyncio.create_task(point.set_speed(6.0, nobody))
    await line.clock.sleep(0.2)
    await point.stop(nobody)
    await waiting
    assert line.frames == [speed(5.0), STOP, speed(6.0)]
    assert times(line) == [0.0, 0.2, 1.1]


async def test_who_is_given_up_between_two_commands_does_not_make_the_second(
    line: Line, point: ControlPoint
) -> None:
    answering(line, point)

    async def ask_twice() -> None:
        await point.set_speed(5.0, nobody)
        await point.set_speed(6.0, nobody)

    asking = asyncio.create_task(ask_twice())
    await line.clock.sleep(0.1)
    point.give_up(asking)
    await asyncio.wait({asking})
    assert asking.cancelled()
    assert line.frames == [speed(5.0)]


async def test_who_goes_on_after_it_was_given_up_may_ask_again(
    line: Line, point: ControlPoint
) -> None:
    async def ask_on() -> None:
        with suppress(asyncio.CancelledError):
            await point.set_speed(5.0, nobody)
        await point.set_speed(6.0, nobody)

    asking = asyncio.create_task(ask_on())
    await line.clock.sleep(0.1)
    point.give_up(asking)
    await asyncio.wait({asking})
    assert not asking.cancelled()
    assert line.frames == [speed(5.0), speed(6.0)]


@pytest.mark.parametrize(
    ("code", "passes"), [(0x7F, False), (0x80, True), (0x9F, True), (0xA0, False), (0x0E, True)]
)
def test_the_application_s_own_errors_pass(code: int, passes: bool) -> None:
    assert _passes(code) is passes
