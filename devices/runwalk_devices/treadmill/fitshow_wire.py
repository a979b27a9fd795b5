"""A treadmill that speaks FitShow's own protocol and no FTMS.

It speaks when asked, and answers a command with the command. A target names an incline too: the one
that it tells is given back, and no other is ever asked.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import fitshow
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.fitshow import (
    FitShowAnswer,
    FitShowControl,
    FitShowState,
    FitShowStatus,
    FitShowWord,
)
from runwalk_devices.codecs.ftms.control_point import (
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    StopOrPause,
)
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.codecs.uuids import FITSHOW_COMMAND, FITSHOW_STATUS
from runwalk_devices.sentences import NO_KEY
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.controls import HALT_RESPONSE_S, RESPONSE_S, Answer, Controls, Sent
from runwalk_devices.treadmill.frame_controls import FrameControls, always
from runwalk_devices.treadmill.frames import FrameQueue, Rank
from runwalk_devices.treadmill.wire import Capabilities, Heard

GAP_S = 0.25
"""Between two frames; qdomyos-zwift writes one each 0.2 s."""
ASKS_S = 0.5
"""Between two questions for the status."""
RANGE_S = 1.0
"""Longest wait for the range of speeds, which is asked for twice."""
ANSWER_S = 0.8
"""Longest wait for the answer to a command; some machines send none."""
SETTLED_S = 4.0
"""A belt that an error or the safety key stops is taken to stand after so long without a speed."""


_MOVING = (FitShowState.STARTING, FitShowState.RUNNING)
_STOPPED = (
    FitShowState.IDLE,
    FitShowState.ENDED,
    FitShowState.STOPPING,
    FitShowState.PAUSED,
    FitShowState.STUDY,
    FitShowState.ERROR,
)
_DISABLED = (FitShowState.ERROR, FitShowState.DISABLED)


class FitShowControls(FrameControls):
    """The commands of a FitShow treadmill.

    Args:
        link: The connection.
        frames: Where frames wait for their turn.
        incline: What incline it told last, in whole percents.
        state: What state it told last.
    """

    def __init__(
        self,
        link: Link,
        frames: FrameQueue,
        incline: Callable[[], int],
        state: Callable[[], FitShowState | None],
    ) -> None:
        super().__init__(link, frames)
        self._clock = link.clock
        self._incline = incline
        self._state = state
        self._awaited: dict[FitShowControl, asyncio.Event] = {}

    def answered(self, answer: FitShowAnswer) -> None:
        """Takes in that the machine has taken a command."""
        if (awaited := self._awaited.get(answer.control)) is not None:
            awaited.set()

    async def start(self, sent: Sent, may_start: Callable[[], bool] = always) -> Answer:
        """Start, unless it may not any more when its turn has come; not without a safety key."""
        if self._state() in _DISABLED:
            return Answer(written=False, refused=True, detail=NO_KEY)
        return await self._ask(
            FitShowControl.START, fitshow.start(), Rank.COMMAND, sent, ANSWER_S, may_start
        )

    async def set_speed(
        self,
        speed_kmh: float,
        sent: Sent,
        may_set: Callable[[], bool] = always,
        *,
        patience_s: float = RESPONSE_S,
    ) -> Answer:
        """Ask for a speed and the incline that it has, unless it may not be set any more."""
        frame = fitshow.set_target(speed_kmh, self._incline())
        patience_s = min(patience_s, ANSWER_S)
        return await self._ask(
            FitShowControl.TARGET, frame, Rank.COMMAND, sent, patience_s, may_set
        )

    async def stop(self, sent: Sent) -> Answer:
        """Stop; next on the wire."""
        return await self._ask(
            FitShowControl.STOP, fitshow.stop(), Rank.HALT, sent, HALT_RESPONSE_S
        )

    async def pause(self, sent: Sent, patience_s: float = HALT_RESPONSE_S) -> Answer:  # noqa: ARG002
        """Stop: where its Pause is known at all, it is one."""
        return await self.stop(sent)

    async def stop_otherwise(self, sent: Sent, patience_s: float = HALT_RESPONSE_S) -> Answer:
        """Pause, in case that works where Stop does not."""
        return await self._ask(FitShowControl.PAUSE, fitshow.pause(), Rank.HALT, sent, patience_s)

    async def _ask(
        self,
        control: FitShowControl,
        frame: bytes,
        rank: Rank,
        sent: Sent,
        patience_s: float,
        wanted: Callable[[], bool] = always,
    ) -> Answer:
        awaited = self._awaited[control] = asyncio.Event()
        answer = await self._write(frame, rank, sent, wanted)
        if not answer.written:
            return answer
        with suppress(TimeoutError):
            async with self._clock.timeout(patience_s):
                await awaited.wait()
        return replace(answer, result=ResultCode.SUCCESS) if awaited.is_set() else answer


class FitShowWire:
    """A FitShow treadmill on every connection of one link.

    Args:
        link: The connection.
        heard: Where to pass on what is heard.
    """

    def __init__(self, link: Link, heard: Heard) -> None:
        self._link = link
        self._clock: Clock = link.clock
        self._heard = heard
        self._is_disabled: bool | None = None
        self._connected()

    def _connected(self) -> None:
        """Forgets what another connection has told, but for the safety key."""
        link = self._link
        self._frames = FrameQueue(link, FITSHOW_COMMAND, GAP_S)
        self._controls = FitShowControls(
            link, self._frames, lambda: self._incline, lambda: self._state
        )
        self._incline = 0
        self._takes = False
        self._state: FitShowState | None = None
        self._disabled_at: float | None = None
        self._speeds: SpeedRange | None = None
        self._has_speeds = asyncio.Event()

    @staticmethod
    def is_offered(link: Link) -> bool:
        """Return True if the connected device speaks this protocol."""
        return link.offers(FITSHOW_STATUS)

    async def begin(self) -> Controls | None:
        """Subscribe to all that it says."""
        self._connected()
        await self._link.start_notify(FITSHOW_STATUS, self._received)
        self._takes = self._link.offers(FITSHOW_COMMAND)
        return self._controls if self._takes else None

    async def greet(self, control: Controls) -> None:
        """Do nothing: no control has to be taken."""

    async def describe(self) -> Capabilities:
        """Return its range of speeds, as far as it tells one in time."""
        # A Stop that is owed goes first.
        await self._clock.sleep(GAP_S)
        for _ in range(2 if self._takes else 0):
            with suppress(BleakError, TimeoutError):
                await self._frames.write(fitshow.ask_speeds(), Rank.QUESTION)
                async with self._clock.timeout(RANGE_S):
                    await self._has_speeds.wait()
                break
        speeds = self._speeds
        return Capabilities(
            controllable=self._takes,
            speed_range=speeds if speeds and speeds.usable else None,
            speaks="fitshow",
        )

    async def listen(self) -> None:
        """Do nothing: it is listened to already, and `ask` makes it report."""

    async def ask(self) -> None:
        """Ask for its status twice a second, until cancelled."""
        while self._takes:
            with suppress(BleakError, TimeoutError):
                await self._frames.write(fitshow.ask_status(), Rank.QUESTION)
            await self._clock.sleep(ASKS_S)

    async def listen_again(self) -> None:
        """Subscribe anew to all that it says."""
        await self._link.listen_again(FITSHOW_STATUS, self._received)

    async def touch(self) -> None:
        """Do nothing: `ask` keeps the connection alive."""

    def lost(self) -> None:
        """Drop the frames that wait to be written."""
        self._frames.close()

    def _received(self, _sender: object, data: bytearray) -> None:
        self._heard.alive()
        try:
            word: FitShowWord = fitshow.decode_fitshow(data)
        except DecodeError:
            self._heard.undecoded()
            return
        match word:
            case FitShowAnswer():
                self._controls.answered(word)
            case SpeedRange():
                self._speeds = word
                self._has_speeds.set()
            case FitShowStatus():
                self._status(word)

    def _status(self, status: FitShowStatus) -> None:
        before, self._state = self._state, status.state
        if status.incline_percent is not None:
            self._incline = status.incline_percent
        was_disabled = self._is_disabled
        self._is_disabled = status.state == FitShowState.DISABLED
        if self._is_disabled and was_disabled is False:
            self._heard.status(MachineStatus(MachineStatusCode.STOPPED_BY_SAFETY_KEY))
        elif (word := _word(before, status.state)) is not None:
            self._heard.status(word)
        self._heard.reading(
            TreadmillData(
                speed_kmh=self._speed_kmh(status),
                total_distance_m=status.distance_m,
                inclination_percent=_float(status.incline_percent),
                energy_kcal=None if status.energy_kcal is None else int(status.energy_kcal),
                heart_rate_bpm=status.heart_rate_bpm or None,
                elapsed_time_s=status.elapsed_s,
                step_count=status.steps,
            )
        )

    def _speed_kmh(self, status: FitShowStatus) -> float | None:
        """The speed; none of a belt that was just stopped by its machine, which may coast."""
        if status.state not in _DISABLED:
            self._disabled_at = None
            return 0.0 if status.speed_kmh is None else status.speed_kmh
        now = self._clock.now()
        self._disabled_at = now if self._disabled_at is None else self._disabled_at
        return 0.0 if now - self._disabled_at >= SETTLED_S else None


def _word(before: FitShowState | None, now: FitShowState) -> MachineStatus | None:
    """Translate a change of its state into a status; None if it says nothing new."""
    if before is None:
        return None
    if now in _MOVING and before not in _MOVING:
        return MachineStatus(MachineStatusCode.STARTED_OR_RESUMED)
    if now in _STOPPED and before in _MOVING:
        paused = now == FitShowState.PAUSED
        how = StopOrPause.PAUSE if paused else StopOrPause.STOP
        return MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, stop_or_pause=how)
    return None


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)
