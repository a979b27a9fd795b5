"""The Fitness Machine Service in front of a brake and a rider, whatever kind of machine it is."""

from collections.abc import Callable
from typing import Final

from bleak.exc import BleakGATTProtocolErrorCode as AttErrorCode

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.binary import DecodeError, to_octets
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
    TargetFeature,
    encode_features,
    encode_power_range,
    encode_resistance_range,
)
from runwalk_devices.simulator.peripheral import (
    AttError,
    Characteristic,
    Service,
    device_information,
)
from runwalk_devices.simulator.ridden import Asked, Measured, RiddenMachine
from runwalk_devices.simulator.rider import Rider

ANSWER_S: Final = 0.05


def advertised(machine_type: int) -> dict[str, bytes]:
    """Service data of an available machine: flags u8, machine types u16 (FTMS 1.0.1, 3.1)."""
    return {uuids.FITNESS_MACHINE_SERVICE: bytes([0x01]) + to_octets(1 << machine_type, 2)}


class FtmsRidden(RiddenMachine):
    """A machine that reports by one characteristic and is told by the control point.

    Args:
        clock: Its time.
        data: The characteristic that it reports by.
        encode: Readings as values of it.
        machine_type: Its bit of the machine types.
        offers_power: It takes a target power; without, only a resistance.

    Attributes:
        has_control: A client has been granted control.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str,
        address: str,
        data: str,
        encode: Callable[[Measured], bytes],
        machine_type: int,
        offers_power: bool = True,
        rider: Rider | None = None,
        telemetry_hz: float = 1.0,
        mounting_s: float = 8.0,
    ) -> None:
        self.has_control = False
        self._encode = encode
        self._data = Characteristic(data, ("notify",))
        self._control_point = Characteristic(
            uuids.FITNESS_MACHINE_CONTROL_POINT, ("write", "indicate"), on_write=self._control
        )
        self._status = Characteristic(uuids.FITNESS_MACHINE_STATUS, ("notify",))
        self._features = Characteristic(uuids.FITNESS_MACHINE_FEATURE, ("read",))
        self._levels = Characteristic(uuids.SUPPORTED_RESISTANCE_RANGE, ("read",))
        self._powers = Characteristic(uuids.SUPPORTED_POWER_RANGE, ("read",))
        service = Service(
            uuids.FITNESS_MACHINE_SERVICE,
            [self._features, self._levels, self._data, self._control_point, self._status],
        )
        super().__init__(
            clock,
            name=name,
            address=address,
            services=[service, device_information("Virtual", name)],
            advertised=advertised(machine_type),
            rider=rider,
            telemetry_hz=telemetry_hz,
            mounting_s=mounting_s,
        )
        self.offers_power = offers_power
        if offers_power:
            service.characteristics.append(self._powers)
        self.offer()

    def offer(self) -> None:
        """Have the ranges and features read as the brake now is."""
        targets = TargetFeature(0)
        if self.resistances is not None:
            targets |= TargetFeature.RESISTANCE
            self._levels.value = encode_resistance_range(self.resistances)
        else:
            self.hidden.add(uuids.SUPPORTED_RESISTANCE_RANGE)
        if self.offers_power:
            targets |= TargetFeature.POWER
            self._powers.value = encode_power_range(self.powers)
        else:
            self.hidden.add(uuids.SUPPORTED_POWER_RANGE)
        machine = MachineFeature.TOTAL_DISTANCE | MachineFeature.ELAPSED_TIME
        self._features.value = encode_features(FitnessMachineFeatures(machine, targets))

    def disconnected(self) -> None:
        """Control was the lost connection's own; the brake keeps what it was told."""
        self.has_control = False
        super().disconnected()

    def report(self, said: Measured) -> None:
        """Send a reading."""
        self.notify(self._data, self._encode(said))

    def _control(self, data: bytes) -> None:
        if not self.subscribed(self._control_point):
            raise AttError(AttErrorCode.CCCD_IMPROPERLY_CONFIGURED)
        try:
            request = decode_control_request(data)
        except DecodeError as error:
            raise AttError(AttErrorCode.INVALID_ATTRIBUTE_VALUE_LENGTH) from error
        self.spawn(self._answer(request.opcode, self._result(request)))

    async def _answer(self, opcode: ControlOpcode, result: ResultCode) -> None:
        await self.clock.sleep(ANSWER_S)
        self.notify(self._control_point, encode_control_response(ControlResponse(opcode, result)))

    def _result(self, request: ControlRequest) -> ResultCode:
        if request.opcode == ControlOpcode.REQUEST_CONTROL:
            self.has_control = True
            return ResultCode.SUCCESS
        if not self.has_control:
            return ResultCode.CONTROL_NOT_PERMITTED
        match request:
            case ControlRequest(opcode=ControlOpcode.START_OR_RESUME):
                return ResultCode.SUCCESS
            case ControlRequest(opcode=ControlOpcode.STOP_OR_PAUSE | ControlOpcode.RESET):
                self.advance()
                self.release()
                return ResultCode.SUCCESS
            case ControlRequest(target_power_w=int(power_w)):
                return self.obey(Asked(power_w=power_w))
            case ControlRequest(target_resistance=float(level)):
                return self.obey(Asked(level=level))
        return ResultCode.OP_CODE_NOT_SUPPORTED
