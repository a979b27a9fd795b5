"""Following a running pod: measured, lost, found, mute, and sending nonsense."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.running_speed import RunningSpeed
from runwalk_devices.sensor import POD, PodReport, Sensor
from runwalk_devices.simulator.pod import VirtualPod
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.battery import BatteryReport
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from tests.runwalk_devices.rig import no_loose_ends


class Shoe:
    """A pod being followed, and what it reported."""

    def __init__(self, scene: VirtualScene) -> None:
        self.scene, self.clock = scene, scene.air.clock
        self.log: list[PodReport] = []
        self.seeker = Discovery(scene.adapter)
        self.client = Sensor(scene.adapter, self.seeker, None, POD, self.log.append)
        self.pod = scene.sensor(VirtualPod)

    @property
    def phases(self) -> list[LinkPhase]:
        return [report.phase for report in self.log if isinstance(report, LinkReport)]

    @property
    def measured(self) -> list[RunningSpeed]:
        return [report for report in self.log if isinstance(report, RunningSpeed)]

    async def up(self, times: int = 1) -> None:
        async with self.clock.timeout(120):
            while self.phases.count(LinkPhase.UP) < times:
                await self.clock.sleep(0.05)


@asynccontextmanager
async def shod(spec: str = "treadmill+pod") -> AsyncIterator[Shoe]:
    scene = virtual_scene(Clock(), spec)
    async with scene, no_loose_ends():
        shoe = Shoe(scene)
        task = asyncio.create_task(shoe.client.run())
        try:
            yield shoe
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_speed_cadence_and_battery() -> None:
    async with shod() as shoe:
        await shoe.up()
        shoe.scene.air.walk(9.0)
        await shoe.clock.sleep(10)
        last = shoe.measured[-1]
        assert last.speed_kmh == pytest.approx(9.0, abs=0.02)
        assert last.cadence_spm == pytest.approx(162, abs=1)
        assert last.running
        assert [r.percent for r in shoe.log if isinstance(r, BatteryReport)] == [71]


async def test_lost_and_found() -> None:
    async with shod() as shoe:
        await shoe.up()
        shoe.scene.air.silence(shoe.pod.address)
        await shoe.clock.sleep(5)
        assert shoe.phases[-1] in (LinkPhase.LOST, LinkPhase.SEARCHING)
        shoe.scene.air.restore(shoe.pod.address)
        await shoe.up(2)
        before = len(shoe.measured)
        await shoe.clock.sleep(3)
        assert len(shoe.measured) >= before + 2


async def test_a_mute_pod_is_connected_anew() -> None:
    async with shod() as shoe:
        await shoe.up()
        shoe.scene.air.mute(shoe.pod.address)
        await shoe.clock.sleep(15)
        shoe.scene.air.restore(shoe.pod.address)
        await shoe.up(2)


async def test_what_cannot_be_decoded_is_counted() -> None:
    async with shod() as shoe:
        await shoe.up()
        shoe.pod.notify(shoe.pod.characteristic(uuids.RSC_MEASUREMENT), b"\x03\x00")
        await shoe.clock.sleep(2)
        assert shoe.client.dropped_frames == 1
        assert shoe.measured


async def test_a_pod_that_nobody_seeks_is_noticed_in_the_scan_of_another() -> None:
    async with shod() as shoe:
        noticed = asyncio.create_task(shoe.seeker.noticed(DeviceKind.POD))
        strap_only = asyncio.create_task(Discovery(shoe.scene.adapter).noticed(DeviceKind.POD))
        await shoe.up()
        await asyncio.sleep(0)
        assert noticed.done()
        assert not strap_only.done(), "nobody scanned there"
        strap_only.cancel()
