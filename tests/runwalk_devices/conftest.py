"""Device tests run in virtual time, against virtual devices on a virtual air."""

from collections.abc import AsyncIterator

import pytest
from bleak import BleakClient

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter


@pytest.fixture(autouse=True)
def _virtual_time(virtual_time_loop: None) -> None:
    """Every test of this folder runs on the loop whose time jumps."""


@pytest.fixture
async def clock() -> Clock:
    """A clock that began when the test did."""
    clock = Clock()
    clock.now()
    return clock


@pytest.fixture
def treadmill(clock: Clock) -> VirtualTreadmill:
    return VirtualTreadmill(clock)


@pytest.fixture
def strap(clock: Clock, treadmill: VirtualTreadmill) -> VirtualStrap:
    return VirtualStrap(clock, lambda: (treadmill.speed_kmh, treadmill.incline_percent))


@pytest.fixture
async def air(
    clock: Clock, treadmill: VirtualTreadmill, strap: VirtualStrap
) -> AsyncIterator[VirtualAir]:
    """An air with the treadmill and the strap on it, alive for the test."""
    air = VirtualAir(clock)
    air.add(treadmill)
    air.add(strap)
    async with air:
        yield air


@pytest.fixture
def adapter(air: VirtualAir) -> Adapter:
    return air.adapter()


@pytest.fixture
def wire(air: VirtualAir) -> list[Packet]:
    """Everything that passes through the air during the test."""
    packets: list[Packet] = []
    air.on_packet(packets.append)
    return packets


async def connect(adapter: Adapter, peripheral: Peripheral, lost: list[float]) -> BleakClient:
    """A bleak client connected to ``peripheral``; ``lost`` gets the time its link ends."""
    sightings = await adapter.scan(
        5, until=lambda seen: any(s.address == peripheral.address for s in seen)
    )
    device = next(s.device for s in sightings if s.address == peripheral.address)
    client = adapter.client(device, lambda: lost.append(adapter.clock.now()))
    async with adapter.lock:
        await client.connect()
    return client
