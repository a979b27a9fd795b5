"""A KingSmith WalkingPad without FTMS: it speaks when asked, and answers no command.

What came of a command shows in its telemetry alone. Start is a switch: at a moving belt it stops
it (public web servers for ph4-walkingpad say so of ``start_belt``), so it is written for a standing
belt only. In automatic mode the place where one walks chooses the speed, and targets are ignored.
"""

from collections.abc import Callable

from bleak.exc import BleakError

from runwalk_devices.codecs import walking_pad
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.ftms.control_point import (
    MachineStatus,
    MachineStatusCode,
    StopOrPause,
)
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.codecs.uuids import WALKING_PAD_COMMAND, WALKING_PAD_STATUS
from runwalk_devices.codecs.walking_pad import PadMode, PadState, PadStatus
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.catalogue import machine_called
from runwalk_devices.treadmill.controls import HALT_RESPONSE_S, RESPONSE_S, Answer, Controls, Sent
from runwalk_devices.treadmill.frame_controls import FrameControls, always
from runwalk_devices.treadmill.frames import FrameQueue, Rank
from runwalk_devices.treadmill.wire import Capabilities, Heard

LOWEST_KMH, STEP_KMH = 0.5, 0.1
FASTEST_KMH = 6.0
"""The slowest models reach no more; a faster one is known by its name."""
AGAIN_S = 1.0
"""Between a question that could not be written and the next."""

_MOVING = (PadState.RUNS, PadState.STARTING_1, PadState.STARTING_2, PadState.STARTING_3)
_STANDING = (PadState.STANDS, PadState.STANDBY)


class PadControls(FrameControls):
    """The commands of a WalkingPad.

    Args:
        link: The connection.
        frames: Where frames wait for their turn.
        mode: What mode it said last that it is in; None before it has said anything.
    """

    def __init__(self, link: Link, frames: FrameQueue, mode: Callable[[], PadMode | None]) -> None:
        super().__init__(link, frames)
        self._mode = mode

    async def start(self, sent: Sent, may_start: Callable[[], bool] = always) -> Answer:
        """Start in manual mode, unless it may not any more when its turn has come."""
        if self._mode() != PadMode.MANUAL:
            manual = walking_pad.set_mode(PadMode.MANUAL)
            answer = await self._write(manual, Rank.COMMAND, _nobody, may_start)
            if not answer.written:
                return answer
        return await self._write(walking_pad.start(), Rank.COMMAND, sent, may_start)

    async def set_speed(
        self,
        speed_kmh: float,
        sent: Sent,
        may_set: Callable[[], bool] = always,
        *,
        patience_s: float = RESPONSE_S,  # noqa: ARG002
    ) -> Answer:
        """Ask for a speed, out of automatic mode, unless it may not be set any more."""
        if self._mode() == PadMode.AUTOMATIC:
            manual = walking_pad.set_mode(PadMode.MANUAL)
            answer = await self._write(manual, Rank.COMMAND, _nobody, may_set)
            if not answer.written:
                return answer
        return await self._write(walking_pad.set_speed(speed_kmh), Rank.COMMAND, sent, may_set)

    async def stop(self, sent: Sent) -> Answer:
        """Ask for a speed of 0, or in automatic mode for standby; next on the wire."""
        if self._mode() == PadMode.AUTOMATIC:
            return await self.stop_otherwise(sent)
        return await self._write(walking_pad.stop(), Rank.HALT, sent)

    async def pause(self, sent: Sent, patience_s: float = HALT_RESPONSE_S) -> Answer:  # noqa: ARG002
        """Stop: it knows no pause."""
        return await self.stop(sent)

    async def stop_otherwise(
        self,
        sent: Sent,
        patience_s: float = HALT_RESPONSE_S,  # noqa: ARG002
    ) -> Answer:
        """Ask for standby, in which its belt stands."""
        return await self._write(walking_pad.set_mode(PadMode.STANDBY), Rank.HALT, sent)


class PadWire:
    """A WalkingPad on one connection.

    Args:
        link: The connection.
        heard: Where to pass on what is heard.
        name: What it calls itself, which tells how fast it can be.
    """

    def __init__(self, link: Link, heard: Heard, name: str | None) -> None:
        self._link = link
        self._heard = heard
        self._name = name
        self._last: PadStatus | None = None
        self._takes = False
        self._frames = FrameQueue(link, WALKING_PAD_COMMAND, walking_pad.SPACING_S)

    @staticmethod
    def is_offered(link: Link) -> bool:
        """Return True if the connected device speaks this protocol."""
        return link.offers(WALKING_PAD_STATUS)

    async def begin(self) -> Controls | None:
        """Subscribe to its statuses."""
        await self._link.start_notify(WALKING_PAD_STATUS, self._received)
        self._takes = self._link.offers(WALKING_PAD_COMMAND)
        return PadControls(self._link, self._frames, self._mode) if self._takes else None

    async def greet(self, control: Controls) -> None:
        """Do nothing: no control has to be taken."""

    async def describe(self) -> Capabilities:
        """Return its range of speeds by its name: it tells none."""
        model = machine_called(self._name)
        fastest_kmh = model.fastest_kmh if model is not None else None
        speeds = SpeedRange(LOWEST_KMH, fastest_kmh or FASTEST_KMH, STEP_KMH)
        return Capabilities(controllable=self._takes, speed_range=speeds, speaks="pad")

    async def listen(self) -> None:
        """Do nothing: it is listened to already, and `ask` makes it report."""

    async def ask(self) -> None:
        """Ask for its status whenever nothing else is to be written, until cancelled."""
        while self._takes:
            try:
                await self._frames.write(walking_pad.ask_status(), Rank.QUESTION)
            except (BleakError, TimeoutError):
                await self._link.clock.sleep(AGAIN_S)

    async def listen_again(self) -> None:
        """Subscribe anew to its statuses."""
        await self._link.listen_again(WALKING_PAD_STATUS, self._received)

    async def touch(self) -> None:
        """Do nothing: `ask` keeps the connection alive."""

    def lost(self) -> None:
        """Drop the frames that wait to be written."""
        self._frames.close()

    def _mode(self) -> PadMode | None:
        return None if self._last is None else self._last.mode

    def _received(self, _sender: object, data: bytearray) -> None:
        self._heard.alive()
        try:
            status = walking_pad.decode_pad_status(data)
        except DecodeError:
            self._heard.undecoded()
            return
        before, self._last = self._last, status
        word = None if before is None else _word(before.state, status.state)
        if word is not None:
            self._heard.status(word)
        self._heard.reading(
            TreadmillData(
                speed_kmh=status.speed_kmh,
                total_distance_m=status.distance_m,
                elapsed_time_s=status.elapsed_s,
                step_count=status.steps,
            )
        )


def _word(before: PadState, now: PadState) -> MachineStatus | None:
    """Translate a change of its state into a status; None if it says nothing new."""
    if before in _STANDING and now in _MOVING:
        return MachineStatus(MachineStatusCode.STARTED_OR_RESUMED)
    if before in _MOVING and now in _STANDING:
        return MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, stop_or_pause=StopOrPause.STOP)
    return None


def _nobody() -> None:
    """Does nothing when a mode is asked."""
