"""A virtual WalkingPad: KingSmith's own protocol in front of a belt.

It speaks when it is asked, answers no command, drops frames that come too close, and Start is a
switch. In standby its belt stands; in automatic mode whoever walks on it chooses the speed.
"""

from collections.abc import Iterable
from math import inf
from typing import Final

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids, walking_pad
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.ftms.treadmill_data import InclinationRange, StopOrPause
from runwalk_devices.codecs.walking_pad import PadMode, PadState, PadStatus
from runwalk_devices.simulator.belt_physics import Belt, BeltState
from runwalk_devices.simulator.belted import VirtualBelt
from runwalk_devices.simulator.peripheral import (
    Characteristic,
    DeviceBehaviour,
    Service,
    device_information,
)
from runwalk_devices.simulator.treadmill_computer import TreadmillModel

DROPS_S: Final = 0.68
"""A frame that comes sooner after another is lost, within what a radio may shift it."""
ANSWER_S: Final = 0.05
STEPS_PER_M: Final = 1.45
LOWEST_KMH, FASTEST_KMH = 0.5, 6.0

_ASK, _SPEED, _MODE, _START = 0x00, 0x01, 0x02, 0x04
_STARTING: Final = (PadState.STARTING_3, PadState.STARTING_2, PadState.STARTING_1)


def is_stop(frame: bytes) -> bool:
    """Return True if a frame asks for a speed of 0."""
    return walking_pad.decode_pad_command(frame) == (_SPEED, 0)


class PadBehaviour(DeviceBehaviour["VirtualPad"]):
    """A WalkingPad's own way."""

    def taking(self, frame: bytes) -> bytes | None:
        """Return the frame that reaches it instead; None if it is lost."""
        return frame

    def measuring(self, status: PadStatus) -> Iterable[PadStatus]:
        """Return what is reported instead of one status: none, one or several."""
        return (status,)


class VirtualPad(VirtualBelt):
    """A WalkingPad on the virtual air.

    Args:
        clock: Its time.
        belt: Its belt; None is a C2's.

    Attributes:
        mode: Who chooses the speed.
        dropped: How many frames came too close.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str = "Virtual WalkingPad",
        address: str = "F8:00:00:00:FE:00",
        belt: Belt | None = None,
    ) -> None:
        self.mode = PadMode.STANDBY
        self.dropped = 0
        self._taken_at = -inf
        self._status = Characteristic(uuids.WALKING_PAD_STATUS, ("notify",))
        service = Service(
            uuids.WALKING_PAD_SERVICE,
            [
                self._status,
                Characteristic(
                    uuids.WALKING_PAD_COMMAND,
                    ("write", "write-without-response"),
                    on_write=self._take,
                ),
            ],
        )
        super().__init__(
            clock,
            name=name,
            address=address,
            services=[service, device_information("KingSmith", name)],
            machine=TreadmillModel(
                belt or Belt(minimum_kmh=LOWEST_KMH, maximum_kmh=FASTEST_KMH),
                increment_kmh=0.1,
                inclinations=InclinationRange(0.0, 0.0, 0.5),
            ),
        )

    @property
    def stood(self) -> PadState:
        """The state that it reports of a standing belt, in its current mode."""
        return PadState.STANDBY if self.mode == PadMode.STANDBY else PadState.STANDS

    def feet(self, speed_kmh: float) -> None:
        """Somebody walks so fast on it, as counts in automatic mode; 0 steps off."""
        if self.mode != PadMode.AUTOMATIC:
            return
        if speed_kmh:
            self.console.start()
            self.machine.set_speed(speed_kmh)
        else:
            self.console.stop()

    def _quirks(self) -> list[PadBehaviour]:
        return [quirk for quirk in self.behaviours if isinstance(quirk, PadBehaviour)]

    def _take(self, data: bytes) -> None:
        now, before = self.clock.now(), self._taken_at
        self._taken_at = now
        if now - before < DROPS_S:
            self.dropped += 1
            return
        frame: bytes | None = data
        for quirk in self._quirks():
            frame = None if frame is None else quirk.taking(frame)
        if frame is None:
            return
        try:
            command, value = walking_pad.decode_pad_command(frame)
        except DecodeError:
            return
        self._obey(command, value)

    def _obey(self, command: int, value: int) -> None:
        machine = self.machine
        if command == _ASK:
            self.spawn(self._answer())
        elif command == _SPEED and not value and self.mode != PadMode.AUTOMATIC:
            machine.stop(StopOrPause.STOP)
        elif command == _SPEED and self.mode == PadMode.MANUAL:
            machine.set_speed(value / 10)
        elif command == _MODE:
            self.mode = PadMode(value)
            if self.mode == PadMode.STANDBY:
                machine.stop(StopOrPause.STOP)
        elif command == _START and self.mode == PadMode.MANUAL:
            self._switch(machine)

    def _switch(self, machine: TreadmillModel) -> None:
        if machine.started:
            machine.stop(StopOrPause.STOP)
        else:
            machine.start()

    async def _answer(self) -> None:
        await self.clock.sleep(ANSWER_S)
        statuses = [self._now()]
        for quirk in self._quirks():
            statuses = [said for status in statuses for said in quirk.measuring(status)]
        for status in statuses:
            self.notify(self._status, walking_pad.encode_pad_status(status))

    def _now(self) -> PadStatus:
        belt = self.machine.belt
        return PadStatus(
            self._state(belt),
            round(belt.speed_kmh, 1),
            self.mode,
            int(belt.elapsed_s),
            int(belt.distance_m / 10) * 10,
            int(belt.distance_m * STEPS_PER_M),
        )

    def _state(self, belt: Belt) -> PadState:
        if belt.state is BeltState.COUNTDOWN:
            left_s = belt.countdown_left_s
            return _STARTING[2 if left_s > 2 else 1 if left_s > 1 else 0]
        if belt.speed_kmh > 0 or belt.state is BeltState.MOVING:
            return PadState.RUNS
        return self.stood
