"""The guards of the queue of frames and of the controls that write to it, one by one."""

import asyncio
from contextlib import suppress

import pytest
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.treadmill.controls import Answer
from runwalk_devices.treadmill.frames import FrameQueue, Rank
from runwalk_devices.treadmill.pad_wire import PadControls
from tests.runwalk_devices.treadmill.line import Line

HALT, COMMAND, QUESTION = Rank.HALT, Rank.COMMAND, Rank.QUESTION
FIRST = b"first"


@pytest.fixture
async def line(clock: Clock) -> Line:
    """A connection, some time after the clock began."""
    await clock.sleep(100)
    return Line(clock)


@pytest.fixture
def queue(line: Line) -> FrameQueue:
    return FrameQueue(line.link, "uuid", 0.5)


@pytest.mark.parametrize(
    ("waiting", "order"),
    [
        ([(b"q", QUESTION), (b"c", COMMAND)], [b"c", b"q"]),
        ([(b"c", COMMAND), (b"h", HALT)], [b"h", b"c"]),
        ([(b"a", COMMAND), (b"b", COMMAND)], [b"a", b"b"]),
        # What was taken out leaves the others in their order.
        ([(b"a", COMMAND), (b"q", QUESTION), (b"b", COMMAND)], [b"a", b"b", b"q"]),
        # After what has the belt stand the first of the questions goes first.
        (
            [(b"h", HALT), (b"q", QUESTION), (b"r", QUESTION), (b"i", HALT)],
            [b"h", b"q", b"i", b"r"],
        ),
        ([(b"h", HALT), (b"c", COMMAND), (b"i", HALT)], [b"h", b"i", b"c"]),
    ],
)
async def test_what_waits_goes_by_its_importance(
    queue: FrameQueue, line: Line, waiting: list[tuple[bytes, Rank]], order: list[bytes]
) -> None:
    await queue.write(FIRST, QUESTION)
    await asyncio.gather(*(queue.write(frame, rank) for frame, rank in waiting))
    assert line.frames == [FIRST, *order]
    times = [t for t, _ in line.wrote]
    assert times == [pytest.approx(times[0] + 0.5 * place) for place in range(len(times))]


@pytest.mark.parametrize(("rank", "limit_s"), [(HALT, 1.0), (COMMAND, 2.0), (QUESTION, 2.0)])
async def test_a_write_that_hangs_is_given_up_with_its_link(
    queue: FrameQueue, line: Line, rank: Rank, limit_s: float
) -> None:
    line.takes_s[FIRST] = 30.0
    began = line.clock.now()
    with pytest.raises(TimeoutError):
        await queue.write(FIRST, rank)
    assert line.clock.now() - began == pytest.approx(limit_s)
    assert line.drops == 1


@pytest.mark.parametrize(
    ("rank", "takes_s", "drops", "after_s"),
    [(COMMAND, 1.5, 0, 2.0), (HALT, 0.9, 0, 1.4), (HALT, 1.5, 1, None)],
)
async def test_only_what_has_the_belt_stand_gives_up_the_write_of_another(
    queue: FrameQueue, line: Line, rank: Rank, takes_s: float, drops: int, after_s: float | None
) -> None:
    line.takes_s[FIRST] = takes_s
    began = line.clock.now()
    first = asyncio.create_task(queue.write(FIRST, COMMAND))
    await asyncio.sleep(0)
    try:
        await queue.write(b"next", rank)
    except TimeoutError:
        assert after_s is None
        assert line.clock.now() - began == pytest.approx(1.0)
    else:
        assert line.frames[-1] == b"next"
        assert line.wrote[-1][0] == pytest.approx(began + (after_s or 0.0))
    assert line.drops == drops
    await first


async def test_a_lost_connection_ends_every_wait_at_once(queue: FrameQueue, line: Line) -> None:
    line.takes_s[FIRST] = 1.5
    writing = asyncio.create_task(queue.write(FIRST, COMMAND))
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(queue.write(b"next", rank)) for rank in (COMMAND, QUESTION)]
    await line.clock.sleep(0.1)
    queue.close()
    await line.clock.sleep(0.1)
    assert [type(task.exception()) for task in waiting if task.done()] == [BleakError] * 2
    await writing


async def test_who_is_given_up_between_two_writes_does_not_make_the_second(
    queue: FrameQueue, line: Line
) -> None:
    async def write_both() -> None:
        await queue.write(FIRST, COMMAND)
        await queue.write(b"next", COMMAND)

    both = asyncio.create_task(write_both())
    await line.clock.sleep(0.1)
    queue.give_up(both)
    await asyncio.wait({both})
    assert both.cancelled()
    assert line.frames == [FIRST]


async def test_who_goes_on_after_it_was_given_up_may_write_again(
    queue: FrameQueue, line: Line
) -> None:
    async def write_on() -> None:
        with suppress(asyncio.CancelledError):
            await queue.write(FIRST, COMMAND)
        await queue.write(b"next", COMMAND)

    line.takes_s[FIRST] = 0.2
    writing = asyncio.create_task(write_on())
    await line.clock.sleep(0.1)
    queue.give_up(writing)
    await asyncio.wait({writing})
    assert not writing.cancelled()
    assert line.frames == [FIRST, b"next"]


@pytest.fixture
def controls(line: Line, queue: FrameQueue) -> PadControls:
    return PadControls(line.link, queue, lambda: None)


async def test_there_is_no_control_and_no_incline_to_be_had(
    controls: PadControls, line: Line
) -> None:
    assert await controls.request_control() == Answer(written=False)
    refused = Answer(written=False, refused=True, detail="set the incline at its console")
    assert await controls.set_incline(3.0, pytest.fail) == refused
    assert line.frames == []


async def test_renewed_the_link_is_given_up(controls: PadControls, line: Line) -> None:
    controls.renew()
    assert line.drops == 1


async def test_a_command_that_waits_can_be_given_up(controls: PadControls, line: Line) -> None:
    await controls.stop(lambda: None)

    async def stop() -> None:
        await controls.stop(lambda: None)

    waiting = asyncio.create_task(stop())
    await line.clock.sleep(0.1)
    controls.give_up(waiting)
    await asyncio.wait({waiting})
    assert waiting.cancelled()
    assert len(line.frames) == 1


@pytest.mark.parametrize(
    ("fails", "detail"),
    [("a  b\n c", "a b c"), ("", "the treadmill does not accept it")],
)
async def test_a_write_that_fails_says_why_in_one_line(
    controls: PadControls, line: Line, fails: str, detail: str
) -> None:
    line.fails = fails
    sent: list[bool] = []
    answer = await controls.stop(lambda: sent.append(True))
    assert answer == Answer(written=False, detail=detail)
    assert sent == []
