"""A virtual smart trainer: the Fitness Machine Service in front of a brake and a rider.

Target power where it is offered, resistance always. What happens is told in the machine status, as
a real trainer does; when its link is lost the brake keeps what it was told.
"""

from collections.abc import Iterable
from typing import Final

from bleak.exc import BleakGATTProtocolErrorCode as AttErrorCode

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.binary import DecodeError, to_octets
from runwalk_devices.codecs.ftms.bike_data import BikeData, encode_bike_data
from runwalk_devices.codecs.ftms.control_point import (
    ControlOpcode,
    ControlRequest,
    ControlResponse,
    ResultCode,
    decode_control_request,
    encode_control_response,
)
from runwalk_devices.codecs.ftms.features import (
    FitnessMachineFeatures,
    MachineFeature,
    PowerRange,
    ResistanceRange,
    TargetFeature,
    encode_features,
    encode_power_range,
    encode_resistance_range,
)
from runwalk_devices.simulator.peripheral import (
    AttError,
    Characteristic,
    DeviceBehaviour,
    Peripheral,
    Service,
    device_information,
)
from runwalk_devices.simulator.rider import Brake, Rider

ANSWER_S: Final = 0.05
BIKE_ADVERTISED: Final = {uuids.FITNESS_MACHINE_SERVICE: bytes([0x01]) + to_octets(1 << 5, 2)}
"""Service data of an available bike: flags u8, machine types u16 (FTMS 1.0.1, 3.1)."""

POWERS: Final = PowerRange(0, 1000, 1)
RESISTANCES: Final = ResistanceRange(0.0, 100.0, 0.1)


class BikeBehaviour(DeviceBehaviour["VirtualBike"]):
    """A trainer's deviation from the standard."""

    def measuring(self, data: BikeData) -> Iterable[BikeData]:
        """Return what is reported instead of one record: none, one or several."""
        return (data,)

    def obeying(self, request: ControlRequest) -> ResultCode | None:
        """The answer to a request in place of obeying it; None lets the trainer obey."""
        del request
        return None


class VirtualBike(Peripheral):
    """A smart trainer on the virtual air, with its rider.

    Args:
        clock: Its time.
        rider: Who pedals.
        offers_power: It takes a target power; without, only a resistance.
        telemetry_hz: How often a second it sends Indoor Bike Data.
        mounting_s: How long after the first connection the rider begins to pedal.

    Attributes:
        rider: Who pedals.
        brake: What the rider pedals against.
        has_control: A client has been granted control.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str = "Virtual Bike",
        address: str = "B1:00:00:00:18:26",
        rider: Rider | None = None,
        offers_power: bool = True,
        telemetry_hz: float = 1.0,
        mounting_s: float = 8.0,
    ) -> None:
        self.rider = rider or Rider()
        self._mounting_s = mounting_s
        self._has_begun = mounting_s <= 0
        self.rider.pedals = self._has_begun
        self.brake = Brake()
        self.has_control = False
        self._offers_power = offers_power
        self._hz = telemetry_hz
        self._at = 0.0
        self._elapsed_s = 0.0
        self._energy_kcal = 0.0
        self._data = Characteristic(uuids.INDOOR_BIKE_DATA, ("notify",))
        self._control_point = Characteristic(
            uuids.FITNESS_MACHINE_CONTROL_POINT, ("write", "indicate"), on_write=self._control
        )
        self._status = Characteristic(uuids.FITNESS_MACHINE_STATUS, ("notify",))
        targets = TargetFeature.RESISTANCE | (
            TargetFeature.POWER if offers_power else TargetFeature(0)
        )
        constants = {
            uuids.FITNESS_MACHINE_FEATURE: encode_features(
                FitnessMachineFeatures(
                    machine=MachineFeature.TOTAL_DISTANCE | MachineFeature.ELAPSED_TIME,
                    targets=targets,
                )
            ),
            uuids.SUPPORTED_RESISTANCE_RANGE: encode_resistance_range(RESISTANCES),
        }
        if offers_power:
            constants[uuids.SUPPORTED_POWER_RANGE] = encode_power_range(POWERS)
        super().__init__(
            clock,
            address=address,
            name=name,
            services=[
                Service(
                    uuids.FITNESS_MACHINE_SERVICE,
                    [
                        *(
                            Characteristic(key, ("read",), value)
                            for key, value in constants.items()
                        ),
                        self._data,
                        self._control_point,
                        self._status,
                    ],
                ),
                device_information("Virtual", name),
            ],
            service_data=BIKE_ADVERTISED,
            rssi=-55,
        )

    @property
    def speed_kmh(self) -> float:
        """The speed now, as of a bicycle."""
        self._advance()
        return self.rider.speed_kmh

    @property
    def effort_kmh(self) -> float:
        """The running speed that costs a body of 70 kg as much as the rider gives.

        By the ACSM equations for running and for cycling: 10.8 W / kg + 7 against 0.2 S + 3.5
        ml/kg/min.
        """
        self._advance()
        metres_a_minute = max(0.0, (10.8 * self.rider.power_w / 70 + 3.5) / 0.2)
        return metres_a_minute * 0.06 if self.rider.power_w > 5 else 0.0

    @property
    def power_w(self) -> float:
        """The rider's power now."""
        self._advance()
        return self.rider.power_w

    def _advance(self) -> None:
        now = self.clock.now()
        lapse_s, self._at = now - self._at, now
        self.rider.advance(lapse_s, self.brake)
        if self.rider.rpm > 5:
            self.begun.set()
            self._elapsed_s += lapse_s
            self._energy_kcal += self.rider.power_w * lapse_s / 4184 / 0.24

    async def run(self) -> None:
        """Send Indoor Bike Data at its rate; the rider pedals some seconds after a client came."""
        self._at = due = self.clock.now()
        pedals_at: float | None = None
        while True:
            if pedals_at is None and self.connections:
                pedals_at = self.clock.now() + self._mounting_s
            if pedals_at is not None and not self._has_begun and self.clock.now() >= pedals_at:
                self._has_begun = self.rider.pedals = True
            self._report()
            due += 1 / self._hz
            await self.clock.sleep(due - self.clock.now())

    def disconnected(self) -> None:
        """Control was the lost connection's own; the brake keeps what it was told."""
        self.has_control = False
        super().disconnected()

    def _quirks(self) -> list[BikeBehaviour]:
        return [quirk for quirk in self.behaviours if isinstance(quirk, BikeBehaviour)]

    def _report(self) -> None:
        self._advance()
        rider = self.rider
        records = [
            BikeData(
                speed_kmh=round(rider.speed_kmh, 2),
                cadence_rpm=round(rider.rpm * 2) / 2,
                total_distance_m=int(rider.distance_m),
                resistance_level=round(self.brake.level),
                power_w=round(rider.power_w),
                energy_kcal=int(self._energy_kcal),
                elapsed_time_s=int(self._elapsed_s),
            )
        ]
        for quirk in self._quirks():
            records = [said for record in records for said in quirk.measuring(record)]
        for record in records:
            self.notify(self._data, encode_bike_data(record))

    def _control(self, data: bytes) -> None:
        if not self.subscribed(self._control_point):
            raise AttError(AttErrorCode.CCCD_IMPROPERLY_CONFIGURED)
        try:
            request = decode_control_request(data)
        except DecodeError as error:
            raise AttError(AttErrorCode.INVALID_ATTRIBUTE_VALUE_LENGTH) from error
        answers = (quirk.obeying(request) for quirk in self._quirks())
        result = next((answer for answer in answers if answer is not None), None)
        self.spawn(self._answer(request.opcode, self._obey(request) if result is None else result))

    async def _answer(self, opcode: ControlOpcode, result: ResultCode) -> None:
        await self.clock.sleep(ANSWER_S)
        self.notify(self._control_point, encode_control_response(ControlResponse(opcode, result)))

    def _obey(self, request: ControlRequest) -> ResultCode:
        self._advance()
        if request.opcode == ControlOpcode.REQUEST_CONTROL:
            self.has_control = True
            return ResultCode.SUCCESS
        if not self.has_control:
            return ResultCode.CONTROL_NOT_PERMITTED
        match request:
            case ControlRequest(opcode=ControlOpcode.START_OR_RESUME):
                return ResultCode.SUCCESS
            case ControlRequest(opcode=ControlOpcode.STOP_OR_PAUSE | ControlOpcode.RESET):
                self.brake.target_w, self.brake.level = None, 0.0
                return ResultCode.SUCCESS
            case ControlRequest(target_power_w=int(power_w)) if self._offers_power:
                if not POWERS.minimum_w <= power_w <= POWERS.maximum_w:
                    return ResultCode.INVALID_PARAMETER
                self.brake.target_w = float(power_w)
                return ResultCode.SUCCESS
            case ControlRequest(target_resistance=float(level)):
                if not RESISTANCES.minimum <= level <= RESISTANCES.maximum:
                    return ResultCode.INVALID_PARAMETER
                self.brake.target_w, self.brake.level = None, level
                return ResultCode.SUCCESS
        return ResultCode.OP_CODE_NOT_SUPPORTED
