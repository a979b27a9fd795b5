"""The virtual treadmill as a client and as a runner meet it."""

from dataclasses import dataclass, field

import pytest
from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakGATTProtocolError, BleakGATTProtocolErrorCode
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.clock import Clock, FastClock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlRequest,
    InclinationRange,
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    SpeedRange,
    StopOrPause,
    TargetFeature,
    TrainingStatusCode,
    TreadmillData,
    decode_control_response,
    decode_features,
    decode_inclination_range,
    decode_machine_status,
    decode_speed_range,
    decode_training_status,
    decode_treadmill_data,
    encode_control_request,
)
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.belt_physics import Belt, BeltState
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.simulator.treadmill_computer import TreadmillModel
from runwalk_devices.transport.adapter import Adapter
from tests.runwalk_devices.conftest import connect
from tests.runwalk_devices.treadmill.panel import STARTED, STOPPED

PAUSED = MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, stop_or_pause=StopOrPause.PAUSE)


@dataclass
class Client:
    """A bare client of the Fitness Machine Service, with all that it has heard."""

    bleak: BleakClient
    clock: Clock
    data: list[TreadmillData] = field(default_factory=list)
    statuses: list[MachineStatus] = field(default_factory=list)
    trainings: list[TrainingStatusCode] = field(default_factory=list)
    answers: list[tuple[ControlOpcode, ResultCode]] = field(default_factory=list)

    def heard(self, characteristic: BleakGATTCharacteristic, value: bytearray) -> None:
        match uuids.short(characteristic.uuid):
            case "2ACD":
                self.data.append(decode_treadmill_data(value))
            case "2ADA":
                self.statuses.append(decode_machine_status(value))
            case "2AD3":
                self.trainings.append(decode_training_status(value).code)
            case "2AD9":
                response = decode_control_response(value)
                self.answers.append((response.request, response.result))

    async def write(self, octets: bytes) -> ResultCode:
        answered = len(self.answers)
        await self.bleak.write_gatt_char(uuids.FITNESS_MACHINE_CONTROL_POINT, octets, response=True)
        await self.clock.sleep(0.1)
        ((request, result),) = self.answers[answered:]
        assert request == octets[0]
        return result

    async def ask(self, request: ControlRequest) -> ResultCode:
        return await self.write(encode_control_request(request))

    async def take_control(self) -> ResultCode:
        return await self.ask(ControlRequest(ControlOpcode.REQUEST_CONTROL))

    async def start(self) -> ResultCode:
        return await self.ask(ControlRequest(ControlOpcode.START_OR_RESUME))

    async def stop(self, how: StopOrPause = StopOrPause.STOP) -> ResultCode:
        return await self.ask(ControlRequest(ControlOpcode.STOP_OR_PAUSE, stop_or_pause=how))

    async def speed(self, speed_kmh: float) -> ResultCode:
        return await self.ask(
            ControlRequest(ControlOpcode.SET_TARGET_SPEED, target_speed_kmh=speed_kmh)
        )


@pytest.fixture
async def client(adapter: Adapter, treadmill: VirtualTreadmill) -> Client:
    client = Client(await connect(adapter, treadmill, []), adapter.clock)
    for uuid in (
        uuids.TREADMILL_DATA,
        uuids.TRAINING_STATUS,
        uuids.FITNESS_MACHINE_CONTROL_POINT,
        uuids.FITNESS_MACHINE_STATUS,
    ):
        await client.bleak.start_notify(uuid, client.heard)
    return client


async def test_says_what_it_can_do(client: Client) -> None:
    read = client.bleak.read_gatt_char
    features = decode_features(await read(uuids.FITNESS_MACHINE_FEATURE))
    assert features.targets == TargetFeature.SPEED | TargetFeature.INCLINATION
    assert decode_speed_range(await read(uuids.SUPPORTED_SPEED_RANGE)) == SpeedRange(0.8, 20, 0.1)
    inclinations = decode_inclination_range(await read(uuids.SUPPORTED_INCLINATION_RANGE))
    assert inclinations == InclinationRange(0, 15, 0.5)
    training = decode_training_status(await read(uuids.TRAINING_STATUS))
    assert training.code == TrainingStatusCode.IDLE


async def test_nothing_is_obeyed_before_control_is_granted(
    client: Client, treadmill: VirtualTreadmill
) -> None:
    assert await client.start() == ResultCode.CONTROL_NOT_PERMITTED
    assert await client.stop() == ResultCode.CONTROL_NOT_PERMITTED
    assert await client.speed(5) == ResultCode.CONTROL_NOT_PERMITTED
    await client.clock.sleep(10)
    assert treadmill.state is BeltState.STANDING
    assert await client.take_control() == ResultCode.SUCCESS
    assert await client.start() == ResultCode.SUCCESS


async def test_a_workout_start_target_stop(client: Client, treadmill: VirtualTreadmill) -> None:
    await client.take_control()
    assert await client.speed(6) == ResultCode.OPERATION_FAILED, "a standing belt is started first"
    assert await client.start() == ResultCode.SUCCESS
    await client.clock.sleep(2)
    assert treadmill.speed_kmh == 0, "it counts down"
    await client.clock.sleep(3)
    assert treadmill.speed_kmh == 0.8
    assert await client.speed(8.2) == ResultCode.SUCCESS
    await client.clock.sleep(12)
    assert client.data[-1].speed_kmh == 8.2
    assert (client.data[-1].total_distance_m or 0) > 10
    assert client.data[-1].elapsed_time_s == pytest.approx(14, abs=1)
    assert await client.stop() == ResultCode.SUCCESS
    await client.clock.sleep(7)
    assert client.data[-1].speed_kmh == 0
    assert treadmill.state is BeltState.STANDING
    assert client.statuses == [
        STARTED,
        MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED, target_speed_kmh=8.2),
        STOPPED,
    ]
    assert client.trainings == [
        TrainingStatusCode.PRE_WORKOUT,
        TrainingStatusCode.MANUAL_MODE,
        TrainingStatusCode.POST_WORKOUT,
        TrainingStatusCode.IDLE,
    ]


async def test_target_in_the_countdown_is_kept_for_after_it(
    client: Client, treadmill: VirtualTreadmill
) -> None:
    await client.take_control()
    await client.start()
    assert await client.speed(5.04) == ResultCode.SUCCESS
    assert treadmill.target_kmh == 5.0, "the nearest step"
    await client.clock.sleep(10)
    assert treadmill.speed_kmh == 5


@pytest.mark.parametrize(
    ("octets", "result"),
    [
        ("02ffff", ResultCode.INVALID_PARAMETER),
        ("020a00", ResultCode.INVALID_PARAMETER),
        ("02", ResultCode.INVALID_PARAMETER),
        ("03e803", ResultCode.INVALID_PARAMETER),
        ("08", ResultCode.INVALID_PARAMETER),
        ("0803", ResultCode.INVALID_PARAMETER),
        ("0464", ResultCode.OP_CODE_NOT_SUPPORTED),
        ("33", ResultCode.OP_CODE_NOT_SUPPORTED),
        ("0802", ResultCode.SUCCESS),
        ("0801", ResultCode.SUCCESS),
    ],
)
async def test_requests_that_it_cannot_or_need_not_do(
    client: Client, treadmill: VirtualTreadmill, octets: str, result: ResultCode
) -> None:
    await client.take_control()
    assert await client.write(bytes.fromhex(octets)) == result
    assert client.statuses == []
    assert treadmill.state is BeltState.STANDING


async def test_write_needs_a_subscription_and_an_opcode(
    adapter: Adapter, treadmill: VirtualTreadmill
) -> None:
    bare = await connect(adapter, treadmill, [])
    with pytest.raises(BleakGATTProtocolError) as refused:
        await bare.write_gatt_char(uuids.FITNESS_MACHINE_CONTROL_POINT, b"\0", response=True)
    assert refused.value.code == BleakGATTProtocolErrorCode.CCCD_IMPROPERLY_CONFIGURED
    await bare.start_notify(uuids.FITNESS_MACHINE_CONTROL_POINT, lambda _sender, _data: None)
    with pytest.raises(BleakGATTProtocolError) as refused:
        await bare.write_gatt_char(uuids.FITNESS_MACHINE_CONTROL_POINT, b"", response=True)
    assert refused.value.code == BleakGATTProtocolErrorCode.INVALID_ATTRIBUTE_VALUE_LENGTH


async def test_incline(client: Client, treadmill: VirtualTreadmill) -> None:
    await client.take_control()
    request = ControlRequest(ControlOpcode.SET_TARGET_INCLINATION, target_inclination_percent=2.0)
    assert await client.ask(request) == ResultCode.SUCCESS
    await client.clock.sleep(5)
    assert treadmill.incline_percent == 2
    assert client.data[-1].inclination_percent == 2
    assert client.statuses == [
        MachineStatus(MachineStatusCode.TARGET_INCLINATION_CHANGED, target_inclination_percent=2)
    ]


async def test_pause_keeps_the_session_and_a_stop_ends_it(
    client: Client, treadmill: VirtualTreadmill
) -> None:
    await client.take_control()
    await client.start()
    await client.clock.sleep(20)
    await client.stop(StopOrPause.PAUSE)
    await client.clock.sleep(5)
    paused_at = treadmill.distance_m
    assert paused_at > 2
    await client.start()
    assert treadmill.distance_m == paused_at
    await client.clock.sleep(20)
    assert treadmill.distance_m > paused_at
    await client.stop(StopOrPause.STOP)
    await client.clock.sleep(5)
    assert treadmill.distance_m > paused_at
    await client.start()
    assert treadmill.distance_m == 0
    assert client.statuses == [STARTED, PAUSED, STARTED, STOPPED, STARTED]


async def test_start_of_a_moving_belt_changes_nothing(
    client: Client, treadmill: VirtualTreadmill
) -> None:
    await client.take_control()
    await client.start()
    await client.clock.sleep(5)
    await client.speed(6)
    await client.clock.sleep(8)
    assert await client.start() == ResultCode.SUCCESS
    await client.clock.sleep(8)
    assert treadmill.speed_kmh == 6
    assert client.statuses.count(STARTED) == 1


async def test_reset_stops_and_gives_control_back(
    client: Client, treadmill: VirtualTreadmill
) -> None:
    await client.take_control()
    await client.start()
    await client.clock.sleep(10)
    assert await client.ask(ControlRequest(ControlOpcode.RESET)) == ResultCode.SUCCESS
    assert await client.start() == ResultCode.CONTROL_NOT_PERMITTED
    assert client.statuses[-1] == MachineStatus(MachineStatusCode.RESET)
    await client.clock.sleep(5)
    assert treadmill.speed_kmh == 0


async def test_console_is_heard_by_the_client(client: Client, treadmill: VirtualTreadmill) -> None:
    console = treadmill.console
    console.start()
    await client.clock.sleep(6)
    console.plus(12)
    console.minus()
    await client.clock.sleep(4)
    assert treadmill.speed_kmh == pytest.approx(1.9)
    console.pause()
    await client.clock.sleep(4)
    console.start()
    console.stop()
    console.stop()
    await client.clock.sleep(4)
    assert client.statuses == [
        STARTED,
        MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED, target_speed_kmh=2.0),
        MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED, target_speed_kmh=1.9),
        PAUSED,
        STARTED,
        STOPPED,
    ]


async def test_console_speed_stays_within_the_range(
    client: Client, treadmill: VirtualTreadmill
) -> None:
    treadmill.console.plus()
    await client.clock.sleep(1)
    assert treadmill.state is BeltState.STANDING
    treadmill.console.start()
    treadmill.console.minus(5)
    assert treadmill.target_kmh == 0.8
    treadmill.console.plus(1000)
    assert treadmill.target_kmh == 20


async def test_safety_key_stops_and_forbids_a_start(
    client: Client, treadmill: VirtualTreadmill
) -> None:
    await client.take_control()
    await client.start()
    await client.clock.sleep(10)
    treadmill.console.safety_key()
    await client.clock.sleep(3)
    assert treadmill.speed_kmh == 0
    assert client.statuses[-1] == MachineStatus(MachineStatusCode.STOPPED_BY_SAFETY_KEY)
    assert await client.start() == ResultCode.OPERATION_FAILED
    treadmill.console.start()
    await client.clock.sleep(10)
    assert treadmill.state is BeltState.STANDING
    treadmill.console.clip_safety_key()
    await client.clock.sleep(10)
    assert treadmill.state is BeltState.STANDING, "the key alone starts nothing"
    assert await client.start() == ResultCode.SUCCESS


async def test_revoked_control_is_told(client: Client, treadmill: VirtualTreadmill) -> None:
    await client.take_control()
    treadmill.revoke_control()
    assert await client.start() == ResultCode.CONTROL_NOT_PERMITTED
    assert client.statuses == [MachineStatus(MachineStatusCode.CONTROL_PERMISSION_LOST)]


async def test_lost_link_takes_control_away_and_leaves_the_belt_running(
    client: Client, treadmill: VirtualTreadmill, air: VirtualAir
) -> None:
    await client.take_control()
    await client.start()
    await client.clock.sleep(5)
    await client.speed(7)
    air.cut(treadmill.address)
    await client.clock.sleep(20)
    assert treadmill.speed_kmh == 7
    assert not treadmill.has_control


@pytest.mark.parametrize("telemetry_hz", [1.0, 2.0, 10.0])
async def test_telemetry_keeps_its_rate(clock: Clock, telemetry_hz: float) -> None:
    treadmill = VirtualTreadmill(clock, telemetry_hz=telemetry_hz)
    async with VirtualAir(clock) as air:
        air.add(treadmill)
        client = Client(await connect(air.adapter(), treadmill, []), clock)
        await client.bleak.start_notify(uuids.TREADMILL_DATA, client.heard)
        await clock.sleep(600)
        assert len(client.data) == pytest.approx(600 * telemetry_hz, abs=1)


async def test_an_hour_at_sixty_times_the_speed() -> None:
    clock = FastClock(60)
    treadmill = VirtualTreadmill(clock)
    async with VirtualAir(clock) as air:
        air.add(treadmill)
        treadmill.console.start()
        treadmill.console.plus(52)
        await clock.sleep(3600)
        assert treadmill.distance_m == pytest.approx(6000, rel=0.01)


@given(
    st.lists(
        st.one_of(
            st.just("start"),
            st.just("key"),
            st.sampled_from(StopOrPause),
            st.floats(0, 25),
            st.integers(-9, 9),
        ),
        max_size=12,
    )
)
def test_machine_never_moves_without_a_start_nor_with_the_key_out(acts: list[object]) -> None:
    machine = TreadmillModel(Belt(), increment_kmh=0.1, inclinations=InclinationRange(0, 15, 0.5))
    may_move = key_out = False
    for act in acts:
        match act:
            case "start":
                may_move = may_move or not key_out
                machine.start()
            case "key":
                key_out, may_move = True, False
                machine.pull_safety_key()
            case StopOrPause():
                may_move = False
                machine.stop(act)
            case float():
                machine.set_speed(act)
            case int():
                machine.change_speed(act)
        machine.belt.advance(20)
        assert (machine.belt.speed_kmh > 0) == may_move
