"""Following a treadmill: what it can do, what it says, and machines that lack half of it."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    InclinationRange,
    MachineStatus,
    MachineStatusCode,
    SpeedRange,
    TreadmillData,
)
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.bleak_backend import VirtualClient
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.link import SUBSCRIPTION_GAP_S, LinkPhase, LinkReport
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.wire import Capabilities
from tests.runwalk_devices.rig import Answers, Reads, following, having, moving, without, writes

RANGES = (uuids.SUPPORTED_SPEED_RANGE, uuids.SUPPORTED_INCLINATION_RANGE)


async def test_it_says_what_it_can_do_and_what_it_does(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with following(adapter) as follower:
        await follower.up()
        first = [report for _, report in follower.log if not isinstance(report, TreadmillData)]
        assert first[-2:] == [
            LinkReport(LinkPhase.UP, "Virtual F80", treadmill.address),
            Capabilities(
                controllable=True,
                speed_range=SpeedRange(0.8, 20.0, 0.1),
                inclination_range=InclinationRange(0.0, 15.0, 0.5),
                tells=True,
            ),
        ]
        treadmill.console.start()
        await clock.sleep(6)
        assert follower.all(MachineStatus)[0].code is MachineStatusCode.STARTED_OR_RESUMED
        assert follower.all(TreadmillData)[-1].speed_kmh == pytest.approx(0.8)
        assert follower.treadmill.dropped_frames == 0


async def test_connecting_never_moves_the_belt(
    adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, wire: list[Packet], clock: Clock
) -> None:
    async with following(adapter) as follower:
        for times in (1, 2, 3):
            await follower.up(times)
            await clock.sleep(20)
            air.cut(treadmill.address)
    assert set(writes(wire)) == {b"\x00"}
    assert treadmill.state is BeltState.STANDING


async def test_subscriptions_keep_their_distance(adapter: Adapter, wire: list[Packet]) -> None:
    async with following(adapter) as follower:
        await follower.up()
    times = [packet.t for packet in wire if packet.kind is PacketKind.SUBSCRIBE]
    assert len(times) == 3
    assert all(later - earlier >= SUBSCRIPTION_GAP_S for earlier, later in pairwise(times))


async def test_without_control_point_it_is_read_only(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    without(treadmill, uuids.FITNESS_MACHINE_CONTROL_POINT)
    async with following(adapter) as follower:
        await follower.up()
        assert follower.all(Capabilities) == [
            Capabilities(
                controllable=False,
                speed_range=SpeedRange(0.8, 20.0, 0.1),
                inclination_range=InclinationRange(0.0, 15.0, 0.5),
                tells=True,
            )
        ]
        treadmill.console.start()
        await clock.sleep(6)
        follower.treadmill.orders.set_speed(5)
        assert follower.last(Command.SPEED).stage is Stage.REJECTED
        follower.treadmill.orders.stop()
        report = await follower.ended(Command.STOP)
        assert (report.stage, report.detail) == (
            Stage.UNKNOWN,
            "the treadmill cannot be told to stop",
        )
        treadmill.console.stop()
        follower.treadmill.orders.stop()
        assert (await follower.ended(Command.STOP, times=2)).stage is Stage.CONFIRMED
    assert writes(wire) == []


@pytest.mark.parametrize(
    "uuids",
    [
        (uuids.FITNESS_MACHINE_STATUS,),
        RANGES,
        (
            uuids.FITNESS_MACHINE_FEATURE,
            uuids.TRAINING_STATUS,
            uuids.FITNESS_MACHINE_STATUS,
            *RANGES,
        ),
    ],
    ids=["status", "ranges", "all but the telemetry and control"],
)
async def test_what_a_machine_may_lack(
    adapter: Adapter, treadmill: VirtualTreadmill, uuids: tuple[str, ...]
) -> None:
    without(treadmill, *uuids)
    treadmill.services = treadmill.services[:1]
    async with moving(adapter, 6) as follower:
        follower.treadmill.orders.stop()
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED


async def test_without_telemetry_it_is_no_treadmill(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    without(treadmill, uuids.TREADMILL_DATA)
    async with following(adapter) as follower:
        await clock.sleep(30)
        assert LinkPhase.UP not in follower.phases()
        assert "2ACD" in [r.detail for r in follower.all(LinkReport) if r.detail][-1]


@pytest.mark.parametrize("value", [b"", b"\x50", bytes(6)], ids=["empty", "short", "zeros"])
async def test_ranges_that_say_nothing(
    adapter: Adapter, treadmill: VirtualTreadmill, value: bytes
) -> None:
    treadmill.behaviours.append(Reads(dict.fromkeys(RANGES, value)))
    async with following(adapter) as follower:
        await follower.up()
        assert follower.all(Capabilities) == [Capabilities(controllable=True, tells=True)]


@pytest.mark.parametrize(
    "instead",
    [lambda _: (), lambda v: (v[:2] + b"\x04",)],
    ids=["silent", "refused"],
)
async def test_control_that_is_not_granted_is_tried_all_the_same(
    adapter: Adapter, treadmill: VirtualTreadmill, instead: Callable[[bytes], tuple[bytes, ...]]
) -> None:
    treadmill.behaviours.append(
        Answers(lambda v: instead(v) if v[1] == ControlOpcode.REQUEST_CONTROL else (v,))
    )
    async with following(adapter) as follower:
        await follower.up(seconds=6)
        await follower.moving(6)
        assert follower.all(Capabilities) == []


@pytest.mark.parametrize(
    "properties", [("write-without-response", "indicate"), ("write", "notify")]
)
async def test_odd_properties_of_the_control_point(
    adapter: Adapter, treadmill: VirtualTreadmill, properties: tuple[str, ...]
) -> None:
    point = having(treadmill, uuids.FITNESS_MACHINE_CONTROL_POINT)
    point.properties = properties  # type: ignore[assignment]
    async with moving(adapter, 6) as follower:
        follower.treadmill.orders.stop()
        await follower.ended(Command.STOP)
        assert follower.stages(Command.STOP) == [Stage.SENT, Stage.ACKNOWLEDGED, Stage.CONFIRMED]


async def test_a_control_point_that_takes_no_subscription(
    adapter: Adapter, treadmill: VirtualTreadmill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot answer; telemetry decides."""
    having(treadmill, uuids.FITNESS_MACHINE_CONTROL_POINT).properties = ("write",)
    monkeypatch.setattr(VirtualTreadmill, "subscribed", lambda _self, _characteristic: True)
    async with moving(adapter, 6) as follower:
        follower.treadmill.orders.stop()
        await follower.ended(Command.STOP)
        assert follower.stages(Command.STOP) == [Stage.SENT, Stage.CONFIRMED]


async def test_a_status_that_cannot_be_subscribed_to(
    adapter: Adapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_notify = VirtualClient.start_notify

    async def picky(
        self: VirtualClient, characteristic: object, *args: object, **kw: object
    ) -> None:
        if getattr(characteristic, "uuid", "") == uuids.FITNESS_MACHINE_STATUS:
            raise OSError("no")
        await start_notify(self, characteristic, *args, **kw)  # type: ignore[arg-type]

    monkeypatch.setattr(VirtualClient, "start_notify", picky)
    async with following(adapter) as follower:
        await follower.up()
        assert follower.all(Capabilities)[0].controllable


async def test_frames_that_cannot_be_decoded_are_counted(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with following(adapter) as follower:
        await follower.up()
        before = len(follower.all(TreadmillData))
        for data in (b"", b"\x00", bytes(20)):
            treadmill.notify(treadmill._data, data)
        treadmill.notify(treadmill._status, b"")
        treadmill.notify(treadmill._status, b"\xee")
        await clock.sleep(0.1)
        assert follower.treadmill.dropped_frames == 4
        assert len(follower.all(TreadmillData)) - before <= 1
        await follower.moving(3)


async def test_a_connection_is_set_up_anew_each_time(
    adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter, 6) as follower:
        without(treadmill, uuids.FITNESS_MACHINE_CONTROL_POINT)
        air.cut(treadmill.address)
        await follower.up()
        assert follower.all(Capabilities)[-1].controllable is False
        follower.treadmill.orders.set_speed(5)
        assert follower.last(Command.SPEED).stage is Stage.REJECTED
        assert treadmill.speed_kmh == pytest.approx(6), "a lost link leaves the belt as it is"


async def test_of_two_the_chosen_one_is_commanded_and_no_other(
    adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, clock: Clock
) -> None:
    other = VirtualTreadmill(clock, name="Other T9", address="F8:00:00:00:18:27")
    other.rssi = -30
    air.add(other)
    async with following(adapter, "Virtual F80") as follower:
        await follower.up()
        await follower.moving(6)
        air.silence(treadmill.address)
        await clock.sleep(40)
        assert follower.phases()[-1] is LinkPhase.SEARCHING
        follower.treadmill.orders.stop()
        await clock.sleep(20)
        air.restore(treadmill.address)
        assert (await follower.ended(Command.STOP, times=2)).stage is Stage.CONFIRMED
    assert not other.has_control
    assert other.state is treadmill.state is BeltState.STANDING


async def test_a_changed_address_is_followed(
    adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, clock: Clock
) -> None:
    async with following(adapter) as follower:
        await follower.up()
        air.silence(treadmill.address)
        moved = VirtualTreadmill(clock, address="5A:00:00:00:00:01")
        air.add(moved)
        await follower.up(times=2)
        assert follower.all(LinkReport)[-1].address == moved.address
        await follower.moving(3)
        assert moved.speed_kmh == pytest.approx(3, abs=0.1)


async def test_reports_come_in_order_of_time(adapter: Adapter, air: VirtualAir) -> None:
    async with following(adapter) as follower:
        await follower.up()
        times = [t for t, _ in follower.log]
        assert times == sorted(times)
        assert follower.all(CommandReport) == []


async def test_a_control_point_that_was_listed_late_is_found(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    """BlueZ may list a device's services before it knows them all."""
    treadmill.hidden.add(uuids.FITNESS_MACHINE_CONTROL_POINT)
    async with following(adapter) as follower:
        phases: list[LinkPhase] = []
        while phases.count(LinkPhase.SEARCHING) < 2:
            await clock.sleep(0.1)
            phases = [report.phase for report in follower.all(LinkReport)]
        treadmill.hidden.clear()
        await follower.up()
        assert follower.all(Capabilities)[-1].controllable
