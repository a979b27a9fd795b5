"""A virtual treadmill: the Fitness Machine Service in front of a machine, and its console.

It is the well-behaved treadmill of the Fitness Machine Service 1.0.1: control is asked for once a
connection; a standing belt is started first and takes a target from the countdown on; every
procedure is answered by an indication; whatever happens, whoever did it, is told in the machine
status. When its link is lost the belt runs on.
"""

from collections.abc import Callable
from typing import Final

from bleak.exc import BleakGATTProtocolErrorCode as AttErrorCode

from devices import gatt
from devices.clock import Clock
from devices.ftms import (
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
from devices.virtual.belt import Belt, BeltState
from devices.virtual.gatt_server import (
    AttError,
    Characteristic,
    Peripheral,
    Service,
    device_information,
)
from devices.virtual.machine import Machine, Outcome

ANSWER_S: Final = 0.05
"""How long the control point takes to answer."""
TREADMILL_ADVERTISED: Final = {gatt.FITNESS_MACHINE_SERVICE: bytes([0x01, 0x01, 0x00])}
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


class VirtualTreadmill(Peripheral):
    """A treadmill on the virtual air.

    Args:
        clock: Its time.
        belt: Its belt, with the speeds it can run at; None is an ordinary one.
        increment_kmh: Step of its speeds.
        inclinations: What it can be tilted to.
        telemetry_hz: How often a second it sends Treadmill Data.

    Attributes:
        console: What the runner can press.
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
        self._machine = Machine(
            belt or Belt(),
            increment_kmh=increment_kmh,
            inclinations=inclinations or InclinationRange(0.0, 15.0, 0.5),
        )
        self._machine_at = 0.0
        self._period_s = 1 / telemetry_hz
        self.has_control = False
        self.console = Console(self._now, self._tell)

        self._data = Characteristic(gatt.TREADMILL_DATA, ("notify",))
        self._training = Characteristic(gatt.TRAINING_STATUS, ("read", "notify"), self._state())
        self._control_point = Characteristic(
            gatt.FITNESS_MACHINE_CONTROL_POINT, ("write", "indicate"), on_write=self._control
        )
        self._status = Characteristic(gatt.FITNESS_MACHINE_STATUS, ("notify",))
        constants = {
            gatt.FITNESS_MACHINE_FEATURE: encode_features(_FEATURES),
            gatt.SUPPORTED_SPEED_RANGE: encode_speed_range(self._machine.speeds),
            gatt.SUPPORTED_INCLINATION_RANGE: encode_inclination_range(self._machine.inclinations),
        }
        fitness_machine = Service(
            gatt.FITNESS_MACHINE_SERVICE,
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
            service_data=TREADMILL_ADVERTISED,
            rssi=-55,
        )

    @property
    def state(self) -> BeltState:
        """What the belt is doing now."""
        return self._now().belt.state

    @property
    def speed_kmh(self) -> float:
        """How fast the belt is moving now."""
        return self._now().belt.speed_kmh

    @property
    def target_kmh(self) -> float:
        """Where the speed is going; 0 when the belt stops or stands."""
        return self._now().belt.target_kmh

    @property
    def incline_percent(self) -> float:
        """How far the belt is tilted now."""
        return self._now().belt.incline_percent

    @property
    def distance_m(self) -> float:
        """How far the belt has run since it was last started from a stop."""
        return self._now().belt.distance_m

    async def run(self) -> None:
        """Send Treadmill Data at its rate."""
        due = self.clock.now()
        while True:
            self._report()
            due += self._period_s
            await self.clock.sleep(due - self.clock.now())

    def disconnected(self) -> None:
        """Control was the lost connection's own."""
        self.has_control = False

    def revoke_control(self) -> None:
        """Take control from the client, as a machine does that wants its console used."""
        self.has_control = False
        self._tell(MachineStatus(MachineStatusCode.CONTROL_PERMISSION_LOST))

    def _now(self) -> Machine:
        """The machine, its belt advanced to this moment."""
        now = self.clock.now()
        self._machine.belt.advance(now - self._machine_at)
        self._machine_at = now
        return self._machine

    def _report(self) -> None:
        belt = self._now().belt
        average_kmh = belt.distance_m / belt.elapsed_s * 3.6 if belt.elapsed_s else 0.0
        data = TreadmillData(
            speed_kmh=belt.speed_kmh,
            average_speed_kmh=average_kmh,
            total_distance_m=int(belt.distance_m),
            inclination_percent=belt.incline_percent,
            energy_kcal=int(belt.energy_kcal),
            elapsed_time_s=min(int(belt.elapsed_s), _LONGEST_TIME_S),
        )
        self.notify(self._data, encode_treadmill_data(data))
        self._tell(None)

    def _tell(self, status: MachineStatus | None) -> None:
        """Notify the machine status, if there is one, and the training status if it has changed."""
        if status is not None:
            self.notify(self._status, encode_machine_status(status))
        if (state := self._state()) != self._training.value:
            self.notify(self._training, state)

    def _state(self) -> bytes:
        return encode_training_status(TrainingStatus(_TRAINING[self._machine.belt.state]))

    def _control(self, data: bytes) -> None:
        """Begin the procedure that a client wrote; its answer follows."""
        if not self.subscribed(self._control_point):
            raise AttError(AttErrorCode.CCCD_IMPROPERLY_CONFIGURED)
        try:
            request = decode_control_request(data)
        except DecodeError as error:
            raise AttError(AttErrorCode.INVALID_ATTRIBUTE_VALUE_LENGTH) from error
        self.spawn(self._answer(request.opcode, self._obey(request)))

    async def _answer(self, request: ControlOpcode, outcome: Outcome) -> None:
        await self.clock.sleep(ANSWER_S)
        response = ControlResponse(request, outcome.result)
        self.notify(self._control_point, encode_control_response(response))
        self._tell(outcome.status)

    def _obey(self, request: ControlRequest) -> Outcome:
        machine = self._now()
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


class Console:
    """What the runner on the belt can press; the machine status tells of each.

    Args:
        machine: Gives the machine as it is at the moment of the press.
        tell: Is given the machine status to send.
    """

    def __init__(
        self, machine: Callable[[], Machine], tell: Callable[[MachineStatus | None], None]
    ) -> None:
        self._machine = machine
        self._tell = tell

    def start(self) -> None:
        """Start, or resume what was paused."""
        self._tell(self._machine().start().status)

    def stop(self) -> None:
        """End the session."""
        self._tell(self._machine().stop(StopOrPause.STOP).status)

    def pause(self) -> None:
        """Stop and keep the session for a resume."""
        self._tell(self._machine().stop(StopOrPause.PAUSE).status)

    def plus(self, steps: int = 1) -> None:
        """Go faster by so many steps."""
        self._tell(self._machine().change_speed(steps).status)

    def minus(self, steps: int = 1) -> None:
        """Go slower by so many steps."""
        self._tell(self._machine().change_speed(-steps).status)

    def safety_key(self) -> None:
        """Pull the safety key: the belt stops."""
        self._tell(self._machine().pull_safety_key().status)

    def clip_safety_key(self) -> None:
        """Put the safety key back."""
        self._machine().clip_safety_key()
