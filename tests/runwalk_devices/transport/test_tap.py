"""A tap on the client sees what the virtual air sees, and what came to nothing."""

import asyncio
from dataclasses import dataclass, field

import pytest
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.backends.service import BleakGATTServiceCollection
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.bleak_backend import VirtualClient
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.packet import PacketKind
from tests.runwalk_devices.conftest import connect
from tests.runwalk_devices.rig import moving

FOUR = {PacketKind.READ, PacketKind.WRITE, PacketKind.NOTIFY, PacketKind.INDICATE}


@dataclass
class Notebook:
    """A tap that writes everything down."""

    offered: list[list[str]] = field(default_factory=list)
    packets: list[tuple[str, PacketKind, str, bytes]] = field(default_factory=list)
    failures: list[tuple[PacketKind, str, str]] = field(default_factory=list)

    def connected(self, device: BLEDevice, services: BleakGATTServiceCollection) -> None:
        self.offered.append([uuids.short(service.uuid) for service in services])

    def passed(self, device: BLEDevice, kind: PacketKind, uuid: str, data: bytes) -> None:
        self.packets.append((device.address, kind, uuids.short(uuid), data))

    def failed(self, device: BLEDevice, kind: PacketKind, uuid: str, error: BaseException) -> None:
        self.failures.append((kind, uuids.short(uuid), type(error).__name__))


@pytest.fixture
def notebook(adapter: Adapter) -> Notebook:
    adapter.tap = notebook = Notebook()
    return notebook


async def test_it_sees_what_passes_through_the_air(
    adapter: Adapter, wire: list[Packet], notebook: Notebook, clock: Clock
) -> None:
    async with moving(adapter):
        pass
    on_air = [(p.address, p.kind, p.characteristic, p.data) for p in wire if p.kind in FOUR]
    shown = [packet for packet in notebook.packets if packet[1] in FOUR]
    assert len(shown) > 20
    assert sorted(shown) == sorted(on_air)
    assert notebook.offered == [["1826", "180A"]]
    assert notebook.packets[-1][1] is PacketKind.DISCONNECT


async def test_what_comes_to_nothing_is_seen_too(
    adapter: Adapter, notebook: Notebook, treadmill: VirtualTreadmill, air: VirtualAir, clock: Clock
) -> None:
    client = await connect(adapter, treadmill, [])
    with pytest.raises(BleakError):
        await client.write_gatt_char(uuids.TREADMILL_DATA, b"\x00", response=True)
    with pytest.raises(BleakError):
        await client.start_notify(uuids.SUPPORTED_SPEED_RANGE, lambda *_: None)
    with pytest.raises(TimeoutError):
        async with clock.timeout(0.001):
            await client.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE)
    await client.disconnect()
    air.silence(treadmill.address)
    connecting = asyncio.create_task(client.connect())
    await clock.sleep(1)
    connecting.cancel()
    await asyncio.gather(connecting, return_exceptions=True)
    assert notebook.failures == [
        (PacketKind.WRITE, "2ACD", "BleakGATTProtocolError"),
        (PacketKind.SUBSCRIBE, "2AD4", "BleakDBusError"),
        (PacketKind.READ, "2AD4", "CancelledError"),
        (PacketKind.CONNECT, "", "CancelledError"),
    ]


async def test_a_read_value_that_the_system_passes_off_as_a_notification_is_left_out(
    adapter: Adapter,
    notebook: Notebook,
    treadmill: VirtualTreadmill,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """BlueZ calls who has subscribed with each value that is read."""
    client = await connect(adapter, treadmill, [])
    await client.start_notify(uuids.TRAINING_STATUS, lambda _sender, _data: None)
    read = VirtualClient.read_gatt_char

    async def as_bluez(
        backend: VirtualClient, characteristic: BleakGATTCharacteristic, *, use_cached: bool
    ) -> bytearray:
        data = await read(backend, characteristic, use_cached=use_cached)
        treadmill.notify(treadmill.characteristic(uuids.TRAINING_STATUS), b"\x00\x0d")
        treadmill.notify(treadmill.characteristic(uuids.TRAINING_STATUS), bytes(data))
        await asyncio.sleep(0.01)
        return data

    monkeypatch.setattr(VirtualClient, "read_gatt_char", as_bluez)
    notebook.packets.clear()
    value = bytes(await client.read_gatt_char(uuids.TRAINING_STATUS))
    assert [(kind, data) for _, kind, uuid, data in notebook.packets if uuid == "2AD3"] == [
        (PacketKind.NOTIFY, b"\x00\x0d"),
        (PacketKind.READ, value),
    ]
    await client.disconnect()
