"""The guards of the wires that are not FTMS, one by one: states, waits, what is passed on."""

import asyncio

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import fitshow, walking_pad
from runwalk_devices.codecs.fitshow import (
    FitShowAnswer,
    FitShowControl,
    FitShowState,
    FitShowStatus,
)
from runwalk_devices.codecs.ftms.control_point import (
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    StopOrPause,
)
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.codecs.uuids import FITSHOW_STATUS, WALKING_PAD_STATUS
from runwalk_devices.codecs.walking_pad import PadMode, PadState, PadStatus
from runwalk_devices.sentences import NO_KEY
from runwalk_devices.treadmill.controls import Answer
from runwalk_devices.treadmill.fitshow_wire import FitShowControls, FitShowWire
from runwalk_devices.treadmill.pad_wire import PadControls, PadWire
from runwalk_devices.treadmill.wire import Capabilities
from tests.runwalk_devices.treadmill.line import Ear, Line
from tests.runwalk_devices.treadmill.panel import STARTED

STOPPED, PAUSED = (
    MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, stop_or_pause=how)
    for how in (StopOrPause.STOP, StopOrPause.PAUSE)
)
TAKEN = Answer(written=True, result=ResultCode.SUCCESS, detail="no response")
UNANSWERED = Answer(written=True, detail="no response")
NOT_WANTED = Answer(written=False, detail="no longer wanted")


@pytest.fixture
async def line(clock: Clock) -> Line:
    """A connection, some time after the clock began."""
    await clock.sleep(100)
    return Line(clock)


@pytest.fixture
def ear() -> Ear:
    return Ear()


def never() -> bool:
    return False


class Pad:
    """A WalkingPad that is connected."""

    def __init__(self, line: Line, ear: Ear, name: str | None = None) -> None:
        self.wire = PadWire(line.link, ear.heard, name)

    async def controls(self) -> PadControls:
        controls = await self.wire.begin()
        assert isinstance(controls, PadControls)
        return controls

    def says(self, state: PadState, mode: PadMode = PadMode.MANUAL, speed_kmh: float = 0.0) -> None:
        status = PadStatus(state, speed_kmh, mode)
        self.wire._received(None, bytearray(walking_pad.encode_pad_status(status)))


@pytest.mark.parametrize("mode", [PadMode.AUTOMATIC, PadMode.STANDBY])
async def test_a_pad_that_may_not_move_any_more_is_left_in_its_mode(
    line: Line, ear: Ear, mode: PadMode
) -> None:
    pad = Pad(line, ear)
    controls = await pad.controls()
    pad.says(PadState.STANDS, mode)
    assert await controls.start(pytest.fail, never) == NOT_WANTED
    assert await controls.set_speed(3.0, pytest.fail, never) == NOT_WANTED
    assert line.frames == []


async def test_a_pad_is_paused_by_a_stop(line: Line, ear: Ear) -> None:
    sent: list[bool] = []
    controls = await Pad(line, ear).controls()
    assert await controls.pause(lambda: sent.append(True)) == UNANSWERED
    assert line.frames == [walking_pad.stop()]
    assert sent == [True]


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        (PadState.STANDS, PadState.STARTING_3, STARTED),
        (PadState.STANDBY, PadState.RUNS, STARTED),
        (PadState.STARTING_1, PadState.RUNS, None),
        (PadState.STANDS, PadState.STANDBY, None),
        (PadState.RUNS, PadState.STANDBY, STOPPED),
        (PadState.STARTING_2, PadState.STANDS, STOPPED),
    ],
)
async def test_a_change_of_a_pad_s_state_is_its_word(
    line: Line, ear: Ear, before: PadState, now: PadState, word: MachineStatus | None
) -> None:
    pad = Pad(line, ear)
    pad.says(before)
    assert ear.words == []
    pad.says(now)
    assert ear.words == ([word] if word else [])
    assert (len(ear.readings), ear.alive) == (2, 2)


@pytest.mark.parametrize(("name", "fastest_kmh"), [(None, 6.0), ("Nobody", 6.0), ("R1 PRO", 10.0)])
async def test_a_pad_is_as_fast_as_its_name_says(
    line: Line, ear: Ear, name: str | None, fastest_kmh: float
) -> None:
    pad = Pad(line, ear, name)
    await pad.controls()
    speeds = SpeedRange(0.5, fastest_kmh, 0.1)
    assert await pad.wire.describe() == Capabilities(
        controllable=True, speed_range=speeds, speaks="pad"
    )


async def test_a_question_that_fails_is_asked_again_after_a_second(line: Line, ear: Ear) -> None:
    line.fails = "busy"
    pad = Pad(line, ear)
    await pad.controls()
    asking = asyncio.create_task(pad.wire.ask())
    await line.clock.sleep(2.5)
    asking.cancel()
    assert [t for t, _ in line.wrote] == [pytest.approx(100.0 + s) for s in range(3)]


@pytest.mark.parametrize("kind", ["pad", "fitshow"])
async def test_a_wire_listens_again_and_is_lost(line: Line, ear: Ear, kind: str) -> None:
    wire = (
        PadWire(line.link, ear.heard, None) if kind == "pad" else FitShowWire(line.link, ear.heard)
    )
    wire.lost()
    controls = await wire.begin()
    assert controls is not None
    await wire.listen_again()
    assert line.again == [WALKING_PAD_STATUS if kind == "pad" else FITSHOW_STATUS]
    wire._received(None, bytearray(b"nonsense"))
    assert (ear.alive, ear.undecoded) == (1, 1)
    wire.lost()
    answer = await controls.stop(pytest.fail)
    assert answer == Answer(written=False, detail="the connection broke")


class Show:
    """A FitShow treadmill that is connected."""

    def __init__(self, line: Line, ear: Ear) -> None:
        self.wire = FitShowWire(line.link, ear.heard)

    async def controls(self) -> FitShowControls:
        controls = await self.wire.begin()
        assert isinstance(controls, FitShowControls)
        return controls

    def says(self, word: FitShowStatus | FitShowAnswer | SpeedRange) -> None:
        match word:
            case FitShowStatus():
                data = fitshow.encode_status(word)
            case FitShowAnswer():
                data = fitshow.encode_answer(word)
            case SpeedRange():
                data = fitshow.encode_speeds(word)
        self.wire._received(None, bytearray(data))


@pytest.fixture
def show(line: Line, ear: Ear) -> Show:
    return Show(line, ear)


def running(incline_percent: int = 0, heart_rate_bpm: int = 0) -> FitShowStatus:
    return FitShowStatus(
        FitShowState.RUNNING,
        speed_kmh=5.0,
        incline_percent=incline_percent,
        elapsed_s=1,
        distance_m=2,
        energy_kcal=1.0,
        steps=3,
        heart_rate_bpm=heart_rate_bpm,
    )


@pytest.mark.parametrize(
    ("state", "refused"),
    [(FitShowState.ERROR, True), (FitShowState.DISABLED, True), (FitShowState.IDLE, False)],
)
async def test_nothing_starts_without_its_safety_key(
    show: Show, line: Line, state: FitShowState, refused: bool
) -> None:
    controls = await show.controls()
    show.says(FitShowStatus(state))
    answer = await controls.start(lambda: None)
    no = Answer(written=False, refused=True, detail=NO_KEY)
    assert answer == (no if refused else UNANSWERED)
    assert bool(line.frames) is not refused


@pytest.mark.parametrize(("patience_s", "waits_s"), [(2.0, 0.8), (0.0, 0.0), (0.5, 0.5)])
async def test_a_target_waits_for_its_answer_no_longer_than_it_may(
    show: Show, line: Line, patience_s: float, waits_s: float
) -> None:
    controls = await show.controls()
    answer = await controls.set_speed(5.0, lambda: None, patience_s=patience_s)
    assert answer == UNANSWERED
    assert line.clock.now() - 100 == pytest.approx(waits_s)


@pytest.mark.parametrize(
    ("ask", "control"),
    [
        ("stop", FitShowControl.STOP),
        ("pause", FitShowControl.STOP),
        ("stop_otherwise", FitShowControl.PAUSE),
    ],
)
async def test_what_has_it_stand_is_answered_with_the_same(
    show: Show, line: Line, ask: str, control: FitShowControl
) -> None:
    controls = await show.controls()
    line.on_write = lambda _frame: show.says(FitShowAnswer(control))
    assert await getattr(controls, ask)(lambda: None) == TAKEN
    line.fails = "busy"
    assert await getattr(controls, ask)(pytest.fail) == Answer(written=False, detail="busy")
    assert line.clock.now() - 100 == pytest.approx(0.25), "frames are apart"


async def test_a_target_leaves_the_incline_that_this_connection_told(
    show: Show, line: Line
) -> None:
    for told in (None, 3):
        controls = await show.controls()
        if told is not None:
            show.says(running(incline_percent=told))
        await controls.set_speed(5.0, lambda: None)
        assert line.frames[-1] == fitshow.set_target(5.0, told or 0)
    controls = await show.controls()
    await controls.set_speed(5.0, lambda: None)
    assert line.frames[-1] == fitshow.set_target(5.0, 0)


@pytest.mark.parametrize(
    ("told", "speeds"),
    [
        (SpeedRange(1.0, 14.0, 0.1), SpeedRange(1.0, 14.0, 0.1)),
        (SpeedRange(0.0, 0.0, 0.1), None),
        (None, None),
    ],
)
async def test_its_range_is_asked_for_twice(
    show: Show, line: Line, told: SpeedRange | None, speeds: SpeedRange | None
) -> None:
    await show.controls()
    line.on_write = lambda _frame: show.says(told) if told is not None else None
    found = await show.wire.describe()
    assert found == Capabilities(controllable=True, speed_range=speeds, speaks="fitshow")
    assert len(line.frames) == (1 if told else 2)
    assert line.clock.now() - 100 == pytest.approx(0.25 if told else 2.25)


async def test_one_that_takes_no_commands_is_asked_nothing(show: Show, line: Line) -> None:
    line.offered = {FITSHOW_STATUS}
    assert await show.wire.begin() is None
    assert await show.wire.describe() == Capabilities(speaks="fitshow")
    assert line.frames == []


@pytest.mark.parametrize(("bpm", "told"), [(0, None), (70, 70)])
async def test_a_heart_rate_of_zero_is_none(
    show: Show, ear: Ear, bpm: int, told: int | None
) -> None:
    show.says(running(heart_rate_bpm=bpm))
    [reading] = ear.readings
    assert reading.heart_rate_bpm == told
    assert (reading.inclination_percent, reading.energy_kcal) == (0.0, 1)


async def test_an_incline_and_energy_that_it_does_not_tell_are_none(show: Show, ear: Ear) -> None:
    show.says(FitShowStatus(FitShowState.IDLE))
    [reading] = ear.readings
    assert (reading.inclination_percent, reading.energy_kcal) == (None, None)
    show.says(running(incline_percent=3))
    assert ear.readings[-1].inclination_percent == 3.0


IDLE, ENDED, STARTING = FitShowState.IDLE, FitShowState.ENDED, FitShowState.STARTING
RUNNING, STOPPING, BREAK = FitShowState.RUNNING, FitShowState.STOPPING, FitShowState.PAUSED


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        (IDLE, STARTING, STARTED),
        (BREAK, RUNNING, STARTED),
        (STARTING, RUNNING, None),
        (RUNNING, RUNNING, None),
        (RUNNING, STOPPING, STOPPED),
        (RUNNING, BREAK, PAUSED),
        (STARTING, IDLE, STOPPED),
        (STOPPING, BREAK, None),
        (STOPPING, ENDED, None),
    ],
)
async def test_a_change_of_its_state_is_its_word(
    show: Show, ear: Ear, before: FitShowState, now: FitShowState, word: MachineStatus | None
) -> None:
    show.says(FitShowStatus(before))
    assert ear.words == []
    show.says(FitShowStatus(now))
    assert ear.words == ([word] if word else [])


async def test_a_belt_that_an_error_stops_stands_after_four_seconds(
    show: Show, line: Line, ear: Ear
) -> None:
    async def speeds(*after_s: float) -> list[float | None]:
        for gap_s in after_s:
            await line.clock.sleep(gap_s)
            show.says(FitShowStatus(FitShowState.ERROR))
        return [reading.speed_kmh for reading in ear.readings[-len(after_s) :]]

    assert await speeds(1.0, 3.9, 0.1) == [None, None, 0.0]
    show.says(running())
    assert ear.readings[-1].speed_kmh == 5.0
    assert await speeds(1.0, 3.9, 0.1) == [None, None, 0.0]
