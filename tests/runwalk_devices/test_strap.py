"""Following a strap, with and without battery, off the skin, lost and found."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.heart_rate import HeartRateMeasurement
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.bleak_backend import VirtualClient
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.strap import Strap, StrapReport
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.battery import BatteryReport
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from tests.runwalk_devices.rig import Reads, no_loose_ends, without


class Wearer:
    """A strap being followed and what it reported."""

    def __init__(self, adapter: Adapter) -> None:
        self.clock = adapter.clock
        self.log: list[StrapReport] = []
        self.client = Strap(adapter, Discovery(adapter), None, self.log.append)

    @property
    def phases(self) -> list[LinkPhase]:
        return [report.phase for report in self.log if isinstance(report, LinkReport)]

    @property
    def measurements(self) -> list[HeartRateMeasurement]:
        return [report for report in self.log if isinstance(report, HeartRateMeasurement)]

    @property
    def batteries(self) -> list[int]:
        return [report.percent for report in self.log if isinstance(report, BatteryReport)]

    async def up(self, times: int = 1) -> None:
        async with self.clock.timeout(60):
            while self.phases.count(LinkPhase.UP) < times:
                await self.clock.sleep(0.01)


@asynccontextmanager
async def wearing(adapter: Adapter) -> AsyncIterator[Wearer]:
    async with no_loose_ends():
        wearer = Wearer(adapter)
        task = asyncio.create_task(wearer.client.run())
        try:
            yield wearer
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_rate_intervals_contact_and_battery(
    adapter: Adapter, strap: VirtualStrap, clock: Clock
) -> None:
    async with wearing(adapter) as wearer:
        await wearer.up()
        await clock.sleep(10)
        assert wearer.batteries == [84]
        assert len(wearer.measurements) == pytest.approx(10, abs=1)
        last = wearer.measurements[-1]
        assert last.bpm == pytest.approx(strap.bpm, abs=2)
        assert last.contact is True
        assert any(measurement.rr_intervals_s for measurement in wearer.measurements)
        strap.set_battery(12)
        strap.off_skin()
        await clock.sleep(2)
        assert wearer.batteries == [84, 12]
        assert (wearer.measurements[-1].bpm, wearer.measurements[-1].contact) == (None, False)
        assert wearer.client.dropped_frames == 0


async def test_lost_and_found(
    adapter: Adapter, strap: VirtualStrap, air: VirtualAir, clock: Clock
) -> None:
    async with wearing(adapter) as wearer:
        await wearer.up()
        air.silence(strap.address)
        await clock.sleep(20)
        before = len(wearer.measurements)
        air.restore(strap.address)
        await wearer.up(times=2)
        await clock.sleep(3)
        assert len(wearer.measurements) > before
        assert wearer.phases == [
            LinkPhase.SEARCHING,
            LinkPhase.CONNECTING,
            LinkPhase.UP,
            LinkPhase.LOST,
            LinkPhase.SEARCHING,
            LinkPhase.CONNECTING,
            LinkPhase.UP,
        ]
        assert wearer.batteries == [84, 84]


async def test_without_battery_service(adapter: Adapter, strap: VirtualStrap, clock: Clock) -> None:
    without(strap, uuids.BATTERY_LEVEL)
    async with wearing(adapter) as wearer:
        await wearer.up()
        await clock.sleep(3)
        assert wearer.batteries == []
        assert wearer.measurements


@pytest.mark.parametrize("value", [b"", b"\xff"])
async def test_a_battery_that_says_nothing_sensible(
    adapter: Adapter, strap: VirtualStrap, value: bytes
) -> None:
    strap.behaviours.append(Reads({uuids.BATTERY_LEVEL: value}))
    async with wearing(adapter) as wearer:
        await wearer.up()
        assert wearer.batteries == []
        strap.set_battery(50)
        await wearer.clock.sleep(0.1)
        assert wearer.batteries == [50]


async def test_a_battery_that_takes_no_subscription(
    adapter: Adapter, strap: VirtualStrap, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_notify = VirtualClient.start_notify

    async def picky(
        self: VirtualClient, characteristic: object, *args: object, **kw: object
    ) -> None:
        if getattr(characteristic, "uuid", "") == uuids.BATTERY_LEVEL:
            await clock.sleep(100)
        await start_notify(self, characteristic, *args, **kw)  # type: ignore[arg-type]

    monkeypatch.setattr(VirtualClient, "start_notify", picky)
    async with wearing(adapter) as wearer:
        await wearer.up()
        await clock.sleep(3)
        assert wearer.measurements


async def test_without_heart_rate_it_is_no_strap(
    adapter: Adapter, strap: VirtualStrap, clock: Clock
) -> None:
    without(strap, uuids.HEART_RATE_MEASUREMENT)
    async with wearing(adapter) as wearer:
        await clock.sleep(20)
        assert LinkPhase.UP not in wearer.phases


async def test_frames_that_cannot_be_decoded_are_counted(
    adapter: Adapter, strap: VirtualStrap, clock: Clock
) -> None:
    async with wearing(adapter) as wearer:
        await wearer.up()
        for data in (b"", b"\x01\x50"):
            strap.notify(strap._measurement, data)
        strap.notify(strap._battery, b"")
        await clock.sleep(0.1)
        assert wearer.client.dropped_frames == 2
