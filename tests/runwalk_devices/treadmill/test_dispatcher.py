"""Commands on the wire and their reports, against a treadmill that obeys and many that do not."""

import asyncio

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ResultCode,
    TreadmillData,
    encode_treadmill_data,
)
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.quirks.standing import PauseIgnored
from runwalk_devices.simulator.quirks.writing import WriteSpacing
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.control_point import WRITE_GAP_S
from runwalk_devices.treadmill.quirks import TreadmillQuirks
from runwalk_devices.treadmill.ramp import STRANGERS_PACE, Ramp
from tests.runwalk_devices.rig import (
    Answers,
    DropsLink,
    Hangs,
    Refuses,
    Swallows,
    following,
    moving,
    write_times,
    writes,
)

OP = ControlOpcode
ENDED_WELL = [Stage.SENT, Stage.ACKNOWLEDGED, Stage.CONFIRMED]


def stop_times(wire: list[Packet]) -> list[float]:
    """When Stop was written; a pause beside it is another means."""
    return [p.t for p in wire if p.kind is PacketKind.WRITE and p.data == b"\x08\x01"]


def answering(opcode: ControlOpcode, result: ResultCode, times: int = 10**6) -> Answers:
    """A machine that answers a procedure with a result of its own."""
    left = times

    def answer(value: bytes) -> tuple[bytes, ...]:
        nonlocal left
        if value[1] != opcode or left <= 0:
            return (value,)
        left -= 1
        return (bytes([0x80, opcode, result]),)

    return Answers(answer)


async def test_start_speed_incline_stop_each_to_its_end(
    adapter: Adapter, wire: list[Packet], treadmill: VirtualTreadmill
) -> None:
    async with following(adapter) as follower:
        await follower.up()
        orders = follower.treadmill.orders
        orders.start()
        await follower.ended(Command.START)
        orders.set_speed(8.2)
        orders.set_incline(1.5)
        await follower.ended(Command.SPEED)
        await follower.ended(Command.INCLINE)
        assert treadmill.speed_kmh == pytest.approx(8.2, abs=0.1)
        orders.stop()
        await follower.ended(Command.STOP)
        assert treadmill.state is BeltState.STANDING
    for command in (Command.START, Command.SPEED, Command.INCLINE, Command.STOP):
        assert follower.stages(command) == ENDED_WELL
    assert writes(wire) == [
        b"\x00",
        b"\x07",
        b"\x02" + (820).to_bytes(2, "little"),
        b"\x03" + (15).to_bytes(2, "little"),
        b"\x08\x01",
    ]


async def test_a_write_goes_out_at_once(adapter: Adapter, clock: Clock, wire: list[Packet]) -> None:
    async with moving(adapter) as follower:
        asked = clock.now()
        follower.treadmill.orders.set_speed(6)
        await follower.ended(Command.SPEED)
        assert write_times(wire, OP.SET_TARGET_SPEED, since=asked) == [pytest.approx(asked)]


async def test_confirmed_only_by_telemetry_measured_after_the_write(
    adapter: Adapter, clock: Clock, treadmill: VirtualTreadmill, air: VirtualAir
) -> None:
    """The belt is at the speed already, and the machine says so in its status: no proof."""
    async with moving(adapter) as follower:
        treadmill.console.plus(10)
        treadmill.console.minus(10)
        await clock.sleep(3)
        air.mute(treadmill.address)
        await clock.sleep(0.1)
        follower.treadmill.orders.set_speed(5)
        await clock.sleep(5)
        assert follower.stages(Command.SPEED) == [Stage.SENT]
        air.restore(treadmill.address)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED


async def test_a_target_just_asked_is_not_written_again(
    adapter: Adapter, wire: list[Packet], treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with moving(adapter) as follower:
        orders = follower.treadmill.orders
        orders.set_speed(6)
        await clock.sleep(0.5)
        orders.set_speed(6)
        await follower.ended(Command.SPEED, times=2)
        orders.set_speed(6)
        await follower.ended(Command.SPEED, times=3)
        ends = [r for r in follower.all(CommandReport) if r.stage.is_end]
        assert [(r.stage, r.detail) for r in ends] == [
            (Stage.UNKNOWN, "overtaken"),
            (Stage.CONFIRMED, ""),
            (Stage.CONFIRMED, ""),
        ]
        assert len(write_times(wire, OP.SET_TARGET_SPEED)) == 2
        treadmill.console.plus(5)
        await clock.sleep(3)
        orders.set_speed(6)
        await follower.ended(Command.SPEED, times=4)
        assert len(write_times(wire, OP.SET_TARGET_SPEED)) == 3, "the console had changed it"


async def test_a_target_that_waits_its_turn_is_off_once_the_console_chooses(
    adapter: Adapter, wire: list[Packet], treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Answers(lambda _: ()))
        began = clock.now()
        follower.treadmill.orders.set_incline(1)
        follower.treadmill.orders.set_speed(7)
        await clock.sleep(1)
        treadmill.console.plus()
        done = await follower.ended(Command.SPEED)
        assert (done.stage, done.detail) == (
            Stage.UNKNOWN,
            "its console has since set a speed",
        )
        await clock.sleep(10)
        assert write_times(wire, OP.SET_TARGET_SPEED, since=began) == []


async def test_an_overtaken_command_ends_once_and_the_newer_waits_for_its_turn(
    adapter: Adapter, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter) as follower:
        began = clock.now()
        for speed_kmh in (8.0, 7.0, 6.0):
            follower.treadmill.orders.set_speed(speed_kmh)
            await clock.sleep(0.01)
        await follower.ended(Command.SPEED, times=3)
        ends = [r for r in follower.all(CommandReport) if r.stage.is_end]
        assert [(r.value, r.stage, r.detail) for r in ends] == [
            (8.0, Stage.UNKNOWN, "overtaken"),
            (7.0, Stage.UNKNOWN, "overtaken"),
            (6.0, Stage.CONFIRMED, ""),
        ]
        first, second = write_times(wire, OP.SET_TARGET_SPEED, since=began)
        assert second - first == pytest.approx(WRITE_GAP_S, abs=0.01), "one procedure at a time"


async def test_commands_that_end_before_they_began_are_told_and_leave_nothing(
    adapter: Adapter, wire: list[Packet]
) -> None:
    async with moving(adapter) as follower:
        follower.treadmill.orders.set_speed(8)
        follower.treadmill.orders.set_speed(9)
        follower.treadmill.orders.stop()
        follower.treadmill.orders.stop()
        await follower.ended(Command.STOP)
        assert follower.stages(Command.SPEED) == [Stage.UNKNOWN] * 2
        assert follower.stages(Command.STOP) == ENDED_WELL
        assert writes(wire)[-2:] == [b"\x02\xf4\x01", b"\x08\x01"]


async def test_the_deadline_grows_with_the_change(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Swallows(OP.SET_TARGET_SPEED))
        lasted_s = []
        for change_kmh in (1.0, 7.0):
            began = clock.now()
            follower.log.clear()
            follower.treadmill.orders.set_speed(5 + change_kmh)
            assert (await follower.ended(Command.SPEED)).stage is Stage.UNKNOWN
            lasted_s.append(clock.now() - began)
        assert lasted_s[1] - lasted_s[0] == pytest.approx(6 / 0.3, abs=0.5)


@pytest.mark.parametrize(
    ("pace", "up_s", "down_s"),
    [
        (Ramp(), 5 + 6 / 0.3, 5 + 3 / 0.3),
        (Ramp.learned(2.0, 1.0, 3.0), 5 + 2 + 6 / 0.5, 5 + 2 + 3 / 1.5),
        (Ramp.learned(1.0, 0.1, 0.2), 5 + 1 + 6 / 0.05, 5 + 1 + 3 / 0.1),
    ],
    ids=["unknown", "quick", "slow"],
)
async def test_the_deadline_is_by_the_pace_that_was_learned(
    adapter: Adapter,
    treadmill: VirtualTreadmill,
    clock: Clock,
    pace: Ramp,
    up_s: float,
    down_s: float,
) -> None:
    async with following(adapter, quirks=TreadmillQuirks(pace=pace)) as follower:
        await follower.up()
        await follower.moving(5)
        treadmill.behaviours.append(Swallows(OP.SET_TARGET_SPEED))
        for target_kmh, limit_s in ((11.0, up_s), (2.0, down_s)):
            began = clock.now()
            follower.log.clear()
            follower.treadmill.orders.set_speed(target_kmh)
            assert (await follower.ended(Command.SPEED, seconds=200)).stage is Stage.UNKNOWN
            answered_s = 2.03
            assert clock.now() - began == pytest.approx(limit_s + answered_s, abs=0.1)


@pytest.mark.parametrize("pace", [STRANGERS_PACE, Ramp.learned(0, 9, 9)])
async def test_a_belt_that_slows_down_is_given_a_strangers_time_to_be_paused(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], pace: Ramp
) -> None:
    """How fast a belt stops is not learned: only that it may be slower."""
    treadmill.machine.belt.stopping_kmh_s = 0.3
    async with following(adapter, quirks=TreadmillQuirks(pace=pace)) as follower:
        await follower.up()
        await follower.moving(5)
        follower.treadmill.orders.pause()
        assert (await follower.ended(Command.PAUSE)).stage is Stage.CONFIRMED
        assert len(write_times(wire, OP.STOP_OR_PAUSE)) == 1


@pytest.mark.parametrize("answers", [True, False])
async def test_a_belt_that_is_not_seen_to_slow_down_is_stopped_within_three_seconds(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock, answers: bool
) -> None:
    async with moving(adapter) as follower:
        ignores = PauseIgnored(treadmill) if answers else Swallows(OP.STOP_OR_PAUSE, times=1)
        treadmill.behaviours.append(ignores)
        began = clock.now()
        follower.treadmill.orders.pause()
        assert (await follower.ended(Command.PAUSE)).stage is Stage.UNKNOWN
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
        assert writes(wire, since=began) == [b"\x08\x02", b"\x08\x01"]
        assert write_times(wire, OP.STOP_OR_PAUSE)[-1] - began <= 3
        treadmill.console.start()
        await follower.until(lambda: treadmill.speed_kmh > 0)
        await clock.sleep(1)
        follower.treadmill.orders.set_speed(3)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED, "only paused"


async def test_a_pause_out_of_reach_is_a_stop_once_the_belt_is_in_reach(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with moving(adapter) as follower:
        treadmill.drop_links()
        await clock.sleep(0.1)
        follower.treadmill.orders.pause()
        assert (await follower.ended(Command.PAUSE)).stage is Stage.REJECTED
        await follower.ended(Command.STOP)
        assert treadmill.speed_kmh == 0


@pytest.mark.parametrize(
    ("result", "detail"),
    [
        (ResultCode.OP_CODE_NOT_SUPPORTED, "op code not supported"),
        (ResultCode.INVALID_PARAMETER, "invalid parameter"),
        (ResultCode.OPERATION_FAILED, "operation failed"),
        (ResultCode(0x77), "unknown 0x77"),
    ],
)
async def test_a_refusal_ends_the_command(
    adapter: Adapter, treadmill: VirtualTreadmill, result: ResultCode, detail: str
) -> None:
    treadmill.behaviours.append(answering(OP.SET_TARGET_SPEED, result))
    async with following(adapter) as follower:
        await follower.up()
        follower.treadmill.orders.set_speed(8)
        report = await follower.ended(Command.SPEED)
        assert (report.stage, report.detail) == (Stage.REJECTED, detail)
        assert follower.stages(Command.SPEED) == [Stage.SENT, Stage.REJECTED]


async def test_control_that_the_machine_takes_back_is_asked_for_before_the_next_command(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter) as follower:
        treadmill.revoke_control()
        await clock.sleep(5)
        began = clock.now()
        for speed_kmh in (6, 7):
            follower.treadmill.orders.set_speed(speed_kmh)
            await follower.ended(Command.SPEED, times=speed_kmh - 5)
        assert [data[0] for data in writes(wire, since=began)] == [0, 2, 2]


async def test_control_not_permitted_is_asked_for_once_more(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter) as follower:
        treadmill.has_control = False
        began = clock.now()
        follower.treadmill.orders.set_speed(6)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        assert [data[0] for data in writes(wire, since=began)] == [2, 0, 2]

        treadmill.behaviours.append(
            answering(OP.SET_TARGET_SPEED, ResultCode.CONTROL_NOT_PERMITTED)
        )
        began = clock.now()
        follower.treadmill.orders.set_speed(7)
        report = await follower.ended(Command.SPEED, times=2)
        assert (report.stage, report.detail) == (Stage.REJECTED, "control not permitted")
        assert [data[0] for data in writes(wire, since=began)] == [0, 2, 0, 2], "first, as well"


@pytest.mark.parametrize("refusals", [1, 2])
async def test_a_target_is_written_again_for_each_reason_that_passes_and_no_more(
    adapter: Adapter,
    treadmill: VirtualTreadmill,
    wire: list[Packet],
    clock: Clock,
    refusals: int,
) -> None:
    async with moving(adapter) as follower:
        treadmill.has_control = False
        refuses = Refuses(OP.SET_TARGET_SPEED, 0x80, times=1)
        treadmill.behaviours.append(refuses)
        treadmill.behaviours.append(_OnceInControl(treadmill, refuses, refusals - 1))
        began = clock.now()
        follower.treadmill.orders.set_speed(6)
        report = await follower.ended(Command.SPEED)
        assert report.stage is (Stage.CONFIRMED if refusals == 1 else Stage.REJECTED)
        assert [data[0] for data in writes(wire, since=began)] == [2, 2, 0, 2]


class _OnceInControl(Behaviour):
    """Has a machine refuse so many more writes once it was asked for control."""

    def __init__(self, treadmill: VirtualTreadmill, refuses: Refuses, times: int) -> None:
        self.treadmill, self.refuses, self.times = treadmill, refuses, times

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if data[:1] == bytes([OP.REQUEST_CONTROL]):
            self.refuses.times = self.times
        return data


@pytest.mark.parametrize(
    "instead",
    [
        pytest.param(lambda _: (), id="no answer"),
        pytest.param(lambda v: (b"\x80\x0c" + v[2:],), id="another opcode"),
        pytest.param(lambda v: (v[:2],), id="cut short"),
        pytest.param(lambda v: (b"",), id="empty"),
        pytest.param(lambda v: (b"\x81" + v[1:],), id="not a response"),
    ],
)
async def test_without_a_proper_response_the_telemetry_decides(
    adapter: Adapter, treadmill: VirtualTreadmill, instead: object
) -> None:
    assert callable(instead)
    treadmill.behaviours.append(Answers(instead))
    async with following(adapter) as follower:
        await follower.up()
        orders = follower.treadmill.orders
        orders.start()
        await follower.ended(Command.START)
        orders.set_speed(6)
        await follower.ended(Command.SPEED)
        orders.stop()
        await follower.ended(Command.STOP)
    for command in (Command.START, Command.SPEED, Command.STOP):
        assert follower.stages(command) == [Stage.SENT, Stage.CONFIRMED]
    assert treadmill.state is BeltState.STANDING


async def test_ignored_targets_end_as_unknown_and_are_not_repeated(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Swallows(OP.SET_TARGET_SPEED))
        began = clock.now()
        follower.treadmill.orders.set_speed(6)
        assert (await follower.ended(Command.SPEED)).stage is Stage.UNKNOWN
        await clock.sleep(60)
        assert len(writes(wire, since=began)) == 1
        treadmill.behaviours.clear()
        follower.treadmill.orders.set_speed(6)
        assert (await follower.ended(Command.SPEED, times=2)).stage is Stage.CONFIRMED


async def test_an_incline_that_is_taken_and_never_reached_ends_as_unknown(
    adapter: Adapter, treadmill: VirtualTreadmill
) -> None:
    async with moving(adapter) as follower:
        treadmill.machine.belt.tilt_percent_s = 1e-4
        follower.treadmill.orders.set_incline(8.0)
        assert (await follower.ended(Command.INCLINE)).stage is Stage.UNKNOWN
        assert follower.stages(Command.INCLINE)[:2] == ENDED_WELL[:2]


@pytest.mark.parametrize(
    ("code", "stage"), [(0x80, Stage.REJECTED), (0x0E, Stage.UNKNOWN)], ids=["refusal", "unlikely"]
)
async def test_att_errors(
    adapter: Adapter, treadmill: VirtualTreadmill, code: int, stage: Stage
) -> None:
    treadmill.behaviours.append(Refuses(OP.SET_TARGET_SPEED, code))
    async with following(adapter) as follower:
        await follower.up()
        follower.treadmill.orders.set_speed(8)
        assert (await follower.ended(Command.SPEED, seconds=3)).stage is stage
        assert follower.stages(Command.SPEED) == [stage]


async def test_start_is_written_once_and_never_to_a_moving_belt(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    treadmill.behaviours.append(Swallows(OP.START_OR_RESUME))
    async with following(adapter) as follower:
        await follower.up()
        follower.treadmill.orders.start()
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START)).stage is Stage.UNKNOWN
        assert follower.stages(Command.START) == [Stage.SENT, Stage.UNKNOWN]
        await clock.sleep(60)
        assert len(write_times(wire, OP.START_OR_RESUME)) == 1
        treadmill.console.start()
        await clock.sleep(6)
        follower.treadmill.orders.start()
        assert follower.last(Command.START).stage is Stage.REJECTED
        await clock.sleep(5)
        assert len(write_times(wire, OP.START_OR_RESUME)) == 1


async def test_speeds_out_of_bounds_are_a_mistake(adapter: Adapter, wire: list[Packet]) -> None:
    async with following(adapter) as follower:
        await follower.up()
        for speed_kmh in (0.0, -1.0, 20.01):
            with pytest.raises(ValueError, match="out of bounds"):
                follower.treadmill.orders.set_speed(speed_kmh)
    assert writes(wire) == [b"\x00"]


async def test_twenty_kmh_is_within_bounds(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
) -> None:
    async with moving(adapter) as follower:
        follower.treadmill.orders.set_speed(20.0)
        assert (await follower.ended(Command.SPEED)).stage.is_end
        assert writes(wire)[-1] == bytes([OP.SET_TARGET_SPEED]) + (2000).to_bytes(2, "little")


async def test_pause_overtakes_and_a_machine_without_pause_is_stopped(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter) as follower:
        orders = follower.treadmill.orders
        orders.set_speed(6)
        await clock.sleep(0.01)
        orders.pause()
        assert (await follower.ended(Command.PAUSE)).stage is Stage.CONFIRMED
        assert follower.last(Command.SPEED).detail == "overtaken"
        assert treadmill.state is BeltState.STANDING

        await follower.moving(5)
        treadmill.behaviours.append(
            answering(OP.STOP_OR_PAUSE, ResultCode.OP_CODE_NOT_SUPPORTED, times=1)
        )
        began = clock.now()
        orders.pause()
        assert (await follower.ended(Command.PAUSE)).stage is Stage.REJECTED
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
        assert writes(wire, since=began) == [b"\x08\x02", b"\x08\x01"]
        orders.set_speed(6)
        assert (await follower.ended(Command.SPEED)).stage is Stage.REJECTED, "it stands"


async def test_what_was_measured_before_the_link_was_lost_counts_for_nothing(
    adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, clock: Clock
) -> None:
    """The belt moved then; that it must not be started is for fresh telemetry to say."""
    async with moving(adapter) as follower:
        air.silence(treadmill.address)
        treadmill.console.stop()
        await clock.sleep(10)
        air.restore(treadmill.address)
        air.mute(treadmill.address)
        await follower.up()
        follower.treadmill.orders.start()
        await clock.sleep(0.1)
        assert follower.stages(Command.START) == [Stage.SENT]


@pytest.mark.parametrize(("silent_s", "starts"), [(4.0, True), (5.6, False)])
async def test_a_start_is_not_written_on_an_old_reading(
    silent_s: float,
    starts: bool,
    adapter: Adapter,
    clock: Clock,
    wire: list[Packet],
    treadmill: VirtualTreadmill,
    air: VirtualAir,
) -> None:
    async with following(adapter) as follower:
        await follower.up()
        await clock.sleep(3)
        air.mute(treadmill.address)
        await clock.sleep(silent_s)
        follower.treadmill.orders.start()
        await clock.sleep(1)
    assert bool(write_times(wire, OP.START_OR_RESUME)) is starts
    if not starts:
        assert follower.stages(Command.START) == [Stage.UNKNOWN]


@pytest.mark.parametrize(("silent_s", "is_written"), [(8.5, True), (9.5, False)])
async def test_a_decrease_that_had_to_wait_is_not_written_on_a_link_that_counts_as_lost(
    silent_s: float,
    is_written: bool,
    adapter: Adapter,
    clock: Clock,
    wire: list[Packet],
    treadmill: VirtualTreadmill,
    air: VirtualAir,
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Answers(lambda _: ()))
        air.mute(treadmill.address)
        await clock.sleep(silent_s - 0.6)
        asked = clock.now()
        follower.treadmill.orders.set_incline(2.0)
        await clock.sleep(0.6)
        follower.treadmill.orders.set_speed(4.0)
        await clock.sleep(4)
        assert bool(write_times(wire, OP.SET_TARGET_SPEED, since=asked)) is is_written
        if not is_written:
            assert follower.stages(Command.SPEED)[-1] is Stage.UNKNOWN


async def test_a_start_waits_for_the_pause_before_it(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with following(adapter) as follower:
        await follower.up()
        began = clock.now()
        follower.treadmill.orders.pause()
        await clock.sleep(0.01)
        follower.treadmill.orders.start()
        await follower.ended(Command.START)
        (paused_at,) = write_times(wire, OP.STOP_OR_PAUSE, since=began)
        (started_at,) = write_times(wire, OP.START_OR_RESUME, since=began)
        assert started_at - paused_at == pytest.approx(WRITE_GAP_S, abs=0.01)
        assert follower.last(Command.PAUSE).detail == "overtaken"


async def test_without_a_connection_commands_are_rejected_but_stop(adapter: Adapter) -> None:
    async with following(adapter) as follower:
        orders = follower.treadmill.orders
        orders.start()
        orders.set_speed(5)
        orders.set_incline(1)
        orders.pause()
        await adapter.clock.sleep(0.01)
        reports = follower.all(CommandReport)
        assert [r.command for r in reports] == [
            Command.START,
            Command.SPEED,
            Command.INCLINE,
            Command.PAUSE,
        ]
        assert {(r.stage, r.detail) for r in reports} == {
            (Stage.REJECTED, "the treadmill accepts no commands")
        }


@pytest.mark.parametrize("obeys", [True, False])
async def test_a_link_lost_at_the_write_is_unknown(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], obeys: bool
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(DropsLink(treadmill, OP.SET_TARGET_SPEED, obeys=obeys))
        follower.treadmill.orders.set_speed(6)
        report = await follower.ended(Command.SPEED)
        assert report.stage is Stage.UNKNOWN
        await follower.up()
        await adapter.clock.sleep(20)
        assert len([r for r in follower.all(CommandReport) if r.stage.is_end]) == 1
        assert len(write_times(wire, OP.SET_TARGET_SPEED)) == 2, "5 and 6, neither repeated"
        heard = [r for _, r in follower.log if isinstance(r, LinkReport | CommandReport)]
        assert isinstance(heard[heard.index(report) - 1], LinkReport), "the loss is told first"


async def test_a_start_is_not_repeated_after_a_lost_link(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
) -> None:
    treadmill.behaviours.append(DropsLink(treadmill, OP.START_OR_RESUME, obeys=False))
    async with following(adapter) as follower:
        await follower.up()
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START)).stage is Stage.UNKNOWN
        await follower.up(times=2)
        await adapter.clock.sleep(30)
        assert len(write_times(wire, OP.START_OR_RESUME)) == 1
        assert treadmill.state is BeltState.STANDING


async def test_a_target_that_has_waited_is_not_written_to_a_belt_that_tells_zero(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
) -> None:
    async with moving(adapter, 6) as follower:
        asked = adapter.clock.now()
        treadmill.behaviours.append(Answers(lambda _: ()))
        follower.treadmill.orders.set_incline(2.0)
        await adapter.clock.sleep(0.1)
        follower.treadmill.orders.set_speed(5.0)
        treadmill.machine.belt.stop()
        treadmill.machine.belt.speed_kmh = 0.0
        await follower.ended(Command.SPEED)
        assert write_times(wire, OP.SET_TARGET_SPEED, since=asked) == []


class TestStop:
    """Rule 9: top priority, three more tries a second apart, only a measured zero confirms."""

    async def test_a_belt_that_is_seen_to_obey_is_told_once(
        self, adapter: Adapter, wire: list[Packet]
    ) -> None:
        async with moving(adapter, 12) as follower:
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert len(write_times(wire, OP.STOP_OR_PAUSE)) == 1

    @pytest.mark.parametrize(
        ("halt", "after_s"),
        [("stop", 0.98), ("stop", 1.98), ("pause", 0.0), ("pause", 0.98), ("pause", 1.98)],
    )
    async def test_a_glitch_of_zero_does_not_hide_that_it_slows_down(
        self,
        adapter: Adapter,
        treadmill: VirtualTreadmill,
        wire: list[Packet],
        halt: str,
        after_s: float,
    ) -> None:
        zero = encode_treadmill_data(TreadmillData(speed_kmh=0.0))
        async with moving(adapter, 12) as follower:
            asked = adapter.clock.now()
            if not after_s:
                treadmill.notify(treadmill.characteristic(uuids.TREADMILL_DATA), zero)
                await adapter.clock.sleep(0)
            getattr(follower.treadmill.orders, halt)()
            await adapter.clock.sleep(after_s)
            if after_s:
                treadmill.notify(treadmill.characteristic(uuids.TREADMILL_DATA), zero)
            command = Command.STOP if halt == "stop" else Command.PAUSE
            assert (await follower.ended(command)).stage is Stage.CONFIRMED
            written = writes(wire, since=asked)
            halting = b"\x08\x01" if halt == "stop" else b"\x08\x02"
            assert set(written) <= {halting, b"\x00"}, "neither other means nor another link"
            assert written.count(halting) <= 2
            assert follower.phases() == []

    @pytest.mark.parametrize("is_answered", [True, False], ids=["answered", "unanswered"])
    async def test_a_glitch_of_zero_just_before_it_brings_no_second_one(
        self,
        adapter: Adapter,
        treadmill: VirtualTreadmill,
        wire: list[Packet],
        is_answered: bool,
    ) -> None:
        zero = encode_treadmill_data(TreadmillData(speed_kmh=0.0))
        async with moving(adapter, 8) as follower:
            if not is_answered:
                treadmill.behaviours.append(Answers(lambda _: ()))
            treadmill.notify(treadmill.characteristic(uuids.TREADMILL_DATA), zero)
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert len(stop_times(wire)) == 1
            assert treadmill.speed_kmh == 0

    @pytest.mark.parametrize("after_s", [0.2, 0.7, 1.2])
    async def test_two_zeros_while_it_slows_down_bring_no_other_means(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], after_s: float
    ) -> None:
        zero = encode_treadmill_data(TreadmillData(speed_kmh=0.0))
        async with moving(adapter, 10) as follower:
            follower.treadmill.orders.stop()
            await adapter.clock.sleep(after_s)
            for _ in range(2):
                treadmill.notify(treadmill.characteristic(uuids.TREADMILL_DATA), zero)
                await adapter.clock.sleep(0.2)
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert len(stop_times(wire)) == 1
            assert write_times(wire, OP.SET_TARGET_SPEED)[1:] == []
            assert follower.phases() == []

    @pytest.mark.parametrize(("ignored", "swallowed"), [(1, 1), (2, 3)], ids=["once", "twice"])
    async def test_it_is_tried_again_each_second(
        self,
        adapter: Adapter,
        treadmill: VirtualTreadmill,
        wire: list[Packet],
        ignored: int,
        swallowed: int,
    ) -> None:
        async with moving(adapter) as follower:
            treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE, times=swallowed))
            asked = adapter.clock.now()
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            times = [t - asked for t in stop_times(wire)]
            assert times == [pytest.approx(n, abs=0.05) for n in range(ignored + 1)]

    @pytest.mark.parametrize("says_success", [True, False])
    async def test_a_belt_that_ignores_it_is_never_said_to_stand(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], says_success: bool
    ) -> None:
        async with moving(adapter) as follower:
            treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE))
            asked = adapter.clock.now()
            follower.treadmill.orders.stop()
            if says_success:
                await adapter.clock.sleep(0.5)
                treadmill.notify(treadmill._control_point, b"\x80\x08\x01")
            report = await follower.ended(Command.STOP)
            assert (report.stage, report.detail) == (Stage.UNKNOWN, "no standing belt was measured")
            assert adapter.clock.now() - asked <= 20, "it had slowed down at last"
            assert treadmill.speed_kmh == treadmill.machine.belt.minimum_kmh
            assert writes(wire, since=asked + 2.5).count(b"\x02\x50\x00") >= 1
            times = [t - asked for t in stop_times(wire)]
            assert times[:3] == [pytest.approx(n, abs=0.05) for n in range(3)]
            assert 3 < times[3] < 9, "within the budget, and on a new connection"
            assert follower.phases().count(LinkPhase.UP) == 1
            treadmill.behaviours.clear()
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP, times=2)).stage is Stage.CONFIRMED

    async def test_it_overtakes_what_waits_for_an_answer(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
    ) -> None:
        async with moving(adapter) as follower:
            treadmill.behaviours.append(Answers(lambda _: ()))
            follower.treadmill.orders.set_speed(8)
            follower.treadmill.orders.set_incline(1)
            await adapter.clock.sleep(0.1)
            asked = adapter.clock.now()
            follower.treadmill.orders.stop()
            await follower.ended(Command.STOP)
            assert write_times(wire, OP.STOP_OR_PAUSE)[0] == pytest.approx(asked)
            assert write_times(wire, OP.SET_TARGET_INCLINATION) == []

    async def test_it_overtakes_a_write_that_hangs_by_way_of_another_connection(
        self, adapter: Adapter, treadmill: VirtualTreadmill
    ) -> None:
        async with moving(adapter) as follower:
            hangs = Hangs(adapter.clock, OP.SET_TARGET_SPEED)
            treadmill.behaviours.append(hangs)
            follower.treadmill.orders.set_speed(8)
            await adapter.clock.sleep(0.5)
            asked = adapter.clock.now()
            follower.treadmill.orders.stop()
            await follower.until(lambda: LinkPhase.LOST in follower.phases())
            hangs.until = 0.0
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert adapter.clock.now() - asked < 10
            assert treadmill.state is BeltState.STANDING

    async def test_a_start_that_counts_down_is_stopped_and_not_taken_for_standing(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
    ) -> None:
        """The belt stands while it counts down: zeros alone prove nothing, and Stop may be lost."""
        async with following(adapter) as follower:
            await follower.up()
            follower.treadmill.orders.start()
            await adapter.clock.sleep(0.5)
            treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE, times=1))
            follower.treadmill.orders.stop()
            await adapter.clock.sleep(0.9)
            assert treadmill.state is BeltState.COUNTDOWN
            assert follower.stages(Command.STOP) == [Stage.SENT]
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert follower.last(Command.START).detail == "overtaken"
            assert len(write_times(wire, OP.STOP_OR_PAUSE)) == 2
            await adapter.clock.sleep(20)
            assert treadmill.speed_kmh == 0

    async def test_zeros_alone_during_a_countdown_prove_nothing(
        self, adapter: Adapter, treadmill: VirtualTreadmill
    ) -> None:
        async with following(adapter) as follower:
            await follower.up()
            follower.treadmill.orders.start()
            await adapter.clock.sleep(0.2)
            treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE))
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.UNKNOWN
            assert treadmill.speed_kmh > 0

    @pytest.mark.parametrize("telemetry_hz", [2.0, 10.0])
    async def test_zeros_from_before_the_write_was_through_are_no_proof(
        self, adapter: Adapter, treadmill: VirtualTreadmill, telemetry_hz: float
    ) -> None:
        class Slow(Swallows):
            async def incoming(self, uuid: str, data: bytes) -> bytes | None:
                await adapter.clock.sleep(0.8)
                return data

        treadmill.standing_hz = telemetry_hz
        async with following(adapter) as follower:
            await follower.up()
            await adapter.clock.sleep(2)
            treadmill.behaviours.append(Slow())
            follower.log.clear()
            follower.treadmill.orders.stop()
            await follower.ended(Command.STOP)
            heard = [report for _, report in follower.log]
            sent = heard.index(CommandReport(Command.STOP, Stage.SENT))
            zeros = [report for report in heard[sent:] if isinstance(report, TreadmillData)]
            assert len(zeros) >= 2

    async def test_a_single_zero_is_a_glitch(
        self, adapter: Adapter, treadmill: VirtualTreadmill
    ) -> None:
        async with moving(adapter) as follower:
            treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE))
            follower.treadmill.orders.stop()
            for _ in range(4):
                treadmill.notify(treadmill._data, b"\x00\x00\x00\x00")
                await adapter.clock.sleep(1)
            assert follower.stages(Command.STOP) == [Stage.SENT]

    async def test_a_slow_belt_is_given_the_time_it_needs(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
    ) -> None:
        treadmill._machine.belt.deceleration_kmh_s = 0.5
        async with moving(adapter, 12) as follower:
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert treadmill.speed_kmh == 0
            assert len(write_times(wire, OP.STOP_OR_PAUSE)) == 1

    async def test_without_control_it_is_asked_for(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
    ) -> None:
        async with moving(adapter) as follower:
            treadmill.revoke_control()
            began = adapter.clock.now()
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert writes(wire, since=began) == [b"\x08\x01", b"\x00", b"\x08\x01"]

    @pytest.mark.parametrize(("again_s", "number"), [(0.0, 1), (0.5, 2)])
    @pytest.mark.parametrize("turns", [0, 1, 2])
    async def test_asked_twice_at_one_instant_it_is_written_once(
        self,
        again_s: float,
        number: int,
        turns: int,
        adapter: Adapter,
        treadmill: VirtualTreadmill,
        wire: list[Packet],
    ) -> None:
        """The plan ends, and the runner presses the key in the same moment."""
        async with moving(adapter) as follower:
            began = adapter.clock.now()
            follower.treadmill.orders.stop()
            for _ in range(turns):
                await asyncio.sleep(0)
            if again_s:
                await adapter.clock.sleep(again_s)
            follower.treadmill.orders.stop()
            await adapter.clock.sleep(0.9)
            assert len(writes(wire, since=began)) == number
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED

    async def test_asked_again_without_an_answer_it_is_written_a_second_after_the_first(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
    ) -> None:
        treadmill.behaviours.append(Swallows(OP.STOP_OR_PAUSE, times=1))
        async with moving(adapter) as follower:
            began = adapter.clock.now()
            follower.treadmill.orders.stop()
            await adapter.clock.sleep(0.3)
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert [t - began for t in stop_times(wire) if t >= began] == pytest.approx([0.0, 1.0])

    @pytest.mark.parametrize("wake_s", [0.1, 0.3, 0.5])
    async def test_one_that_was_dropped_in_the_wake_of_a_target_is_heard_the_second_time(
        self,
        wake_s: float,
        adapter: Adapter,
        clock: Clock,
        treadmill: VirtualTreadmill,
        wire: list[Packet],
    ) -> None:
        """A request for control beside it would have the second one dropped as well."""
        treadmill.take_on(WriteSpacing(treadmill))
        async with moving(adapter) as follower:
            follower.treadmill.orders.set_speed(7)
            await clock.sleep(wake_s)
            asked = clock.now()
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            if wake_s < 0.4:
                assert writes(wire, since=asked)[:2] == [b"\x08\x01", b"\x08\x01"]
            times = [t - asked for t in stop_times(wire) if t >= asked]
            assert times[:2] == pytest.approx([0.0] if wake_s > 0.4 else [0.0, 1.0], abs=0.01)

    async def test_a_machine_that_knows_no_stop_is_paused(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
    ) -> None:
        class OnlyPauses(Swallows):
            async def incoming(self, uuid: str, data: bytes) -> bytes | None:
                return b"\x08\x07" if data == b"\x08\x01" else data

        treadmill.behaviours.append(OnlyPauses())
        async with moving(adapter) as follower:
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert writes(wire)[-2:] == [b"\x08\x01", b"\x08\x02"]

    async def test_nothing_else_is_written_after_it_until_a_start(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
    ) -> None:
        async with moving(adapter) as follower:
            orders = follower.treadmill.orders
            orders.stop()
            orders.start()
            orders.set_speed(8)
            orders.set_incline(1)
            orders.pause()
            await follower.ended(Command.STOP)
            orders.set_speed(8)
            for command in (Command.START, Command.SPEED, Command.INCLINE, Command.PAUSE):
                assert set(follower.stages(command)) == {Stage.REJECTED}
            asked = write_times(wire, OP.STOP_OR_PAUSE)[0]
            assert {data[0] for data in writes(wire, since=asked)} == {OP.STOP_OR_PAUSE}
            follower.log.clear()
            orders.start()
            assert (await follower.ended(Command.START)).stage is Stage.CONFIRMED
            orders.set_speed(3)
            assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED

    async def test_asked_while_the_link_is_down_it_goes_first_when_it_is_back(
        self, adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, wire: list[Packet]
    ) -> None:
        async with moving(adapter) as follower:
            air.silence(treadmill.address)
            await adapter.clock.sleep(1)
            follower.treadmill.orders.stop()
            report = await follower.ended(Command.STOP)
            assert report.detail == "the treadmill cannot be told to stop"
            follower.treadmill.orders.start()
            assert follower.last(Command.START).stage is Stage.REJECTED
            await adapter.clock.sleep(20)
            back = adapter.clock.now()
            air.restore(treadmill.address)
            assert (await follower.ended(Command.STOP, times=2)).stage is Stage.CONFIRMED
            assert writes(wire, since=back)[:2] == [b"\x08\x01", b"\x00"], "control can wait"
            assert write_times(wire, OP.STOP_OR_PAUSE)[0] - back < 3

    @pytest.mark.parametrize("cut_after_s", [0.0, 0.02, 0.04, 0.5])
    async def test_a_link_lost_meanwhile_does_not_end_it(
        self, adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, cut_after_s: float
    ) -> None:
        async with moving(adapter, 12) as follower:
            follower.treadmill.orders.stop()
            await adapter.clock.sleep(cut_after_s)
            air.cut(treadmill.address)
            assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
            assert treadmill.state is BeltState.STANDING
            assert [s.is_end for s in follower.stages(Command.STOP)].count(True) == 1

    async def test_without_telemetry_it_is_unknown(
        self, adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir
    ) -> None:
        async with moving(adapter) as follower:
            air.mute(treadmill.address)
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.UNKNOWN

    async def test_letting_go_ends_it_as_unknown(self, adapter: Adapter, air: VirtualAir) -> None:
        async with moving(adapter, 12) as follower:
            follower.treadmill.orders.stop()
            await adapter.clock.sleep(0.1)
        report = follower.last(Command.STOP)
        assert (report.stage, report.detail) == (Stage.UNKNOWN, "the treadmill was released")
        follower.treadmill.orders.stop()
        follower.treadmill.orders.start()
        for command in (Command.STOP, Command.START):
            assert follower.last(command).stage is Stage.REJECTED
