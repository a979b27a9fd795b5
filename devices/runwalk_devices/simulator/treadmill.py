"""A virtual treadmill: the Fitness Machine Service in front of a machine, and its console.

It is the well-behaved treadmill of the Fitness Machine Service 1.0.1: control is asked for once a
connection; a standing belt is started first and takes a target from the countdown on; every
procedure is answered by an indication; whatever happens, whoever did it, is told in the machine
status. When its link is lost the belt runs on.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from bleak.exc import BleakGATTProtocolErrorCode as AttErrorCode

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlRequest,
    ControlResponse,
    DecodeError,
    FitnessMachineFeatures,
    InclinationRange,
    MachineFeature,
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    StopOrPause,
    TargetFeature,
    TrainingStatus,
    TrainingStatusCode,
    TreadmillData,
    decode_control_request,
    encode_control_response,
    encode_features,
    encode_inclination_range,
    encode_machine_status,
    encode_speed_range,
    encode_training_status,
    encode_treadmill_data,
)
from runwalk_devices.simulator.belt_physics import Belt, BeltState
from runwalk_devices.simulator.belted import VirtualBelt
from runwalk_devices.simulator.peripheral import (
    AttError,
    Characteristic,
    DeviceBehaviour,
    Service,
    device_information,
)
from runwalk_devices.simulator.treadmill_computer import Outcome, TreadmillModel

ANSWER_S: Final = 0.05
"""Seconds until the control point answers."""
TREADMILL_ADVERTISED: Final = {uuids.FITNESS_MACHINE_SERVICE: bytes([0x01, 0x01, 0x00])}
"""Service data of an available treadmill: flags u8, machine types u16 (FTMS 1.0.1, 3.1)."""

_LONGEST_TIME_S: Final = 0xFFFE
_FEATURES: Final = FitnessMachineFeatures(
    machine=MachineFeature.AVERAGE_SPEED
    | MachineFeature.TOTAL_DISTANCE
    | MachineFeature.INCLINATION
    | MachineFeature.EXPENDED_ENERGY
    | MachineFeature.ELAPSED_TIME,
    targets=TargetFeature.SPEED | TargetFeature.INCLINATION,
)
_TRAINING: Final = {
    BeltState.STANDING: TrainingStatusCode.IDLE,
    BeltState.COUNTDOWN: TrainingStatusCode.PRE_WORKOUT,
    BeltState.MOVING: TrainingStatusCode.MANUAL_MODE,
    BeltState.STOPPING: TrainingStatusCode.POST_WORKOUT,
}


class TreadmillBehaviour(DeviceBehaviour["VirtualTreadmill"]):
    """A treadmill's deviation from the standard, in its commands or its data."""

    def obeying(
        self, request: ControlRequest, obey: Callable[[ControlRequest], Outcome]
    ) -> Outcome:
        """The answer to a request; ``obey`` does what the machine would without this behaviour."""
        return obey(request)

    def answering(self, response: ControlResponse) -> Iterable[tuple[float, ControlResponse]]:
        """Return what is answered instead of one response, and how many seconds later each."""
        return ((0.0, response),)

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        """Return what is reported instead of one record: none, one or several."""
        return (data,)


class VirtualTreadmill(VirtualBelt):
    """A treadmill on the virtual air.

    Args:
        clock: Its time.
        belt: Its belt, with the speeds it can run at; None is an ordinary one.
        increment_kmh: Step of its speeds.
        inclinations: What it can be tilted to.
        telemetry_hz: How often a second it sends Treadmill Data.

    Attributes:
        standing_hz: How often a second it sends Treadmill Data while the belt stands.
        moving_hz: The same while it moves.
        has_control: A client has been granted control.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str = "Virtual F80",
        address: str = "F8:00:00:00:18:26",
        belt: Belt | None = None,
        increment_kmh: float = 0.1,
        inclinations: InclinationRange | None = None,
        telemetry_hz: float = 2.0,
    ) -> None:
        machine = TreadmillModel(
            belt or Belt(),
            increment_kmh=increment_kmh,
            inclinations=inclinations or InclinationRange(0.0, 15.0, 0.5),
        )
        self.standing_hz = self.moving_hz = telemetry_hz
        self.has_control = False

        self._data = Characteristic(uuids.TREADMILL_DATA, ("notify",))
        self._training = Characteristic(
            uuids.TRAINING_STATUS, ("read", "notify"), _training(machine)
        )
        self._control_point = Characteristic(
            uuids.FITNESS_MACHINE_CONTROL_POINT, ("write", "indicate"), on_write=self._control
        )
        self._status = Characteristic(uuids.FITNESS_MACHINE_STATUS, ("notify",))
        constants = {
            uuids.FITNESS_MACHINE_FEATURE: encode_features(_FEATURES),
            uuids.SUPPORTED_SPEED_RANGE: encode_speed_range(machine.speeds),
            uuids.SUPPORTED_INCLINATION_RANGE: encode_inclination_range(machine.inclinations),
        }
        fitness_machine = Service(
            uuids.FITNESS_MACHINE_SERVICE,
            [
                *(Characteristic(uuid, ("read",), value) for uuid, value in constants.items()),
                self._data,
                self._training,
                self._control_point,
                self._status,
            ],
        )
        super().__init__(
            clock,
            address=address,
            name=name,
            services=[fitness_machine, device_information("Virtual", name)],
            machine=machine,
            service_data=TREADMILL_ADVERTISED,
        )

    async def run(self) -> None:
        """Send Treadmill Data at its rate."""
        due = self.clock.now()
        while True:
            self._report()
            due += 1 / (self.moving_hz if self.speed_kmh > 0 else self.standing_hz)
            await self.clock.sleep(due - self.clock.now())

    def disconnected(self) -> None:
        """Control was the lost connection's own."""
        self.has_control = False
        super().disconnected()

    def revoke_control(self) -> None:
        """Take control from the client, as a machine does that wants its console used."""
        self.has_control = False
        self._tell(MachineStatus(MachineStatusCode.CONTROL_PERMISSION_LOST))

    def _report(self) -> None:
        belt = self.machine.belt
        average_kmh = belt.distance_m / belt.elapsed_s * 3.6 if belt.elapsed_s else 0.0
        data = TreadmillData(
            speed_kmh=belt.speed_kmh,
            average_speed_kmh=average_kmh,
            total_distance_m=int(belt.distance_m),
            inclination_percent=belt.incline_percent,
            energy_kcal=int(belt.energy_kcal),
            elapsed_time_s=min(int(belt.elapsed_s), _LONGEST_TIME_S),
        )
        records = [data]
        for behaviour in self._quirks():
            records = [said for record in records for said in behaviour.measuring(record)]
        for record in records:
            self.notify(self._data, encode_treadmill_data(record))
        self._tell(None)

    def _quirks(self) -> list[TreadmillBehaviour]:
        return [quirk for quirk in self.behaviours if isinstance(quirk, TreadmillBehaviour)]

    def _tell(self, status: MachineStatus | None) -> None:
        """Notify the machine status, if there is one, and the training status if it has changed."""
        if status is not None:
            self.notify(self._status, encode_machine_status(status))
        if (state := _training(self._machine)) != self._training.value:
            self.notify(self._training, state)

    def _control(self, data: bytes) -> None:
        """Begin the procedure that a client wrote; its answer follows."""
        if not self.subscribed(self._control_point):
            raise AttError(AttErrorCode.CCCD_IMPROPERLY_CONFIGURED)
        try:
            request = decode_control_request(data)
        except DecodeError as error:
            raise AttError(AttErrorCode.INVALID_ATTRIBUTE_VALUE_LENGTH) from error
        obey = self._obey
        for behaviour in reversed(self._quirks()):
            obey = partial(behaviour.obeying, obey=obey)
        self.spawn(self._follow_up(request.opcode, obey(request)))

    async def _follow_up(self, request: ControlOpcode, outcome: Outcome) -> None:
        """Answer, and tell what has happened."""
        await self.clock.sleep(ANSWER_S)
        answers = [(0.0, ControlResponse(request, outcome.result))]
        for behaviour in self._quirks():
            answers = [
                (after_s + later_s, instead)
                for after_s, response in answers
                for later_s, instead in behaviour.answering(response)
            ]
        for after_s, response in answers:
            if after_s > 0:
                self.spawn(self._answer_later(after_s, response))
            else:
                self._answer(response)
        self._tell(outcome.status)

    def _answer(self, response: ControlResponse) -> None:
        self.notify(self._control_point, encode_control_response(response))

    async def _answer_later(self, after_s: float, response: ControlResponse) -> None:
        await self.clock.sleep(after_s)
        self._answer(response)

    def _obey(self, request: ControlRequest) -> Outcome:
        machine = self.machine
        if request.opcode == ControlOpcode.REQUEST_CONTROL:
            self.has_control = True
            return Outcome(ResultCode.SUCCESS)
        if not self.has_control:
            return Outcome(ResultCode.CONTROL_NOT_PERMITTED)
        match request:
            case ControlRequest(opcode=ControlOpcode.RESET):
                self.has_control = False
                return machine.reset()
            case ControlRequest(opcode=ControlOpcode.START_OR_RESUME):
                return machine.start()
            case ControlRequest(stop_or_pause=StopOrPause.STOP | StopOrPause.PAUSE as how):
                return machine.stop(how)
            case ControlRequest(target_speed_kmh=float(speed_kmh)):
                return machine.set_speed(speed_kmh)
            case ControlRequest(target_inclination_percent=float(percent)):
                return machine.set_incline(percent)
            case ControlRequest(
                opcode=ControlOpcode.STOP_OR_PAUSE
                | ControlOpcode.SET_TARGET_SPEED
                | ControlOpcode.SET_TARGET_INCLINATION
            ):
                return Outcome(ResultCode.INVALID_PARAMETER)
            case _:
                return Outcome(ResultCode.OP_CODE_NOT_SUPPORTED)


def _training(machine: TreadmillModel) -> bytes:
    return encode_training_status(TrainingStatus(_TRAINING[machine.belt.state]))
