"""A virtual treadmill that speaks FitShow's own protocol and no FTMS."""

from collections.abc import Iterable
from math import ceil
from typing import Final

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import fitshow, uuids
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.fitshow import (
    FitShowAnswer,
    FitShowControl,
    FitShowRequest,
    FitShowState,
    FitShowStatus,
)
from runwalk_devices.codecs.ftms.treadmill_data import InclinationRange, StopOrPause
from runwalk_devices.simulator.belt_physics import Belt, BeltState
from runwalk_devices.simulator.belted import VirtualBelt
from runwalk_devices.simulator.peripheral import (
    Characteristic,
    DeviceBehaviour,
    Service,
    device_information,
)
from runwalk_devices.simulator.treadmill_computer import TreadmillModel

ANSWER_S: Final = 0.05
STEPS_PER_M: Final = 1.3


class FitShowBehaviour(DeviceBehaviour["VirtualFitShow"]):
    """A FitShow treadmill's own way."""

    def obeying(self, request: FitShowRequest) -> FitShowRequest | None:
        """Return the request that is obeyed instead; None for none."""
        return request

    def answers(self) -> bool:
        """Return True if a command is answered."""
        return True

    def tells_range(self) -> bool:
        """Return True if it tells its range of speeds."""
        return True

    def measuring(self, status: FitShowStatus) -> Iterable[FitShowStatus]:
        """Return what is reported instead of one status: none, one or several."""
        return (status,)


class VirtualFitShow(VirtualBelt):
    """A FitShow treadmill on the virtual air.

    Args:
        clock: Its time.
        belt: Its belt; None is an ordinary one that reaches 14 km/h.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str = "FS-Virtual",
        address: str = "F8:00:00:00:FF:F0",
        belt: Belt | None = None,
    ) -> None:
        self._notify = Characteristic(uuids.FITSHOW_STATUS, ("notify",))
        service = Service(
            uuids.FITSHOW_SERVICE,
            [
                self._notify,
                Characteristic(
                    uuids.FITSHOW_COMMAND, ("write-without-response",), on_write=self._take
                ),
            ],
        )
        super().__init__(
            clock,
            name=name,
            address=address,
            services=[service, device_information("FITSHOW", "FS-BT-C1")],
            machine=TreadmillModel(
                belt or Belt(minimum_kmh=1.0, maximum_kmh=14.0),
                increment_kmh=0.1,
                inclinations=InclinationRange(0.0, 15.0, 1.0),
            ),
        )

    def _quirks(self) -> list[FitShowBehaviour]:
        return [quirk for quirk in self.behaviours if isinstance(quirk, FitShowBehaviour)]

    def _take(self, data: bytes) -> None:
        try:
            request: FitShowRequest | None = fitshow.decode_request(data)
        except DecodeError:
            return
        if request is None or request.control is None:
            self.spawn(self._tell_what_is_asked(asks_speeds=bool(request and request.asks_speeds)))
            return
        control = request.control
        for quirk in self._quirks():
            request = None if request is None else quirk.obeying(request)
        if request is not None:
            self._obey(request)
        if all(quirk.answers() for quirk in self._quirks()):
            self.spawn(self._answer(control))

    def _obey(self, request: FitShowRequest) -> None:
        machine = self.machine
        match request:
            case FitShowRequest(control=FitShowControl.START):
                machine.start()
            case FitShowRequest(control=FitShowControl.STOP | FitShowControl.PAUSE):
                machine.stop(StopOrPause.STOP)
            case FitShowRequest(control=FitShowControl.TARGET, speed_kmh=float(speed_kmh)):
                # A target within the countdown is answered, and not kept (qdomyos-zwift,
                # fitshowstartspeedgate.h).
                if machine.belt.state is BeltState.MOVING:
                    machine.set_speed(speed_kmh)

    async def _answer(self, control: FitShowControl) -> None:
        await self.clock.sleep(ANSWER_S)
        self.notify(self._notify, fitshow.encode_answer(FitShowAnswer(control)))

    async def _tell_what_is_asked(self, *, asks_speeds: bool) -> None:
        await self.clock.sleep(ANSWER_S)
        if asks_speeds:
            if all(quirk.tells_range() for quirk in self._quirks()):
                self.notify(self._notify, fitshow.encode_speeds(self.machine.speeds))
            return
        statuses = [self._now()]
        for quirk in self._quirks():
            statuses = [said for status in statuses for said in quirk.measuring(status)]
        for status in statuses:
            self.notify(self._notify, fitshow.encode_status(status))

    def _now(self) -> FitShowStatus:
        machine = self.machine
        belt = machine.belt
        if belt.state is BeltState.COUNTDOWN:
            return FitShowStatus(FitShowState.STARTING, ceil(belt.countdown_left_s))
        if not machine.key_clipped:
            return FitShowStatus(FitShowState.DISABLED)
        if belt.state is BeltState.STANDING:
            return FitShowStatus(FitShowState.IDLE)
        moves = belt.state is BeltState.MOVING
        return FitShowStatus(
            FitShowState.RUNNING if moves else FitShowState.STOPPING,
            speed_kmh=round(belt.speed_kmh, 1),
            incline_percent=round(belt.incline_percent),
            elapsed_s=int(belt.elapsed_s),
            distance_m=int(belt.distance_m),
            energy_kcal=round(belt.energy_kcal, 1),
            steps=int(belt.distance_m * STEPS_PER_M),
            heart_rate_bpm=0,
        )
