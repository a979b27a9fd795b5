"""bleak's own client and scanner on the virtual air: finding, linking, losing."""

import asyncio

import pytest
from bleak import BleakClient, BleakScanner
from bleak.exc import (
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakError,
    BleakGATTProtocolError,
    BleakGATTProtocolErrorCode,
)
from bleak.uuids import normalize_uuid_16

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import CONNECT_TIMEOUT_S, Adapter, DeviceKind
from runwalk_devices.transport.errors import AdapterGoneError
from tests.runwalk_devices.conftest import connect


async def test_scan_finds_both_strongest_first(adapter: Adapter) -> None:
    strap, treadmill = await adapter.scan(2)
    assert (strap.name, *strap.kinds) == ("Virtual H10", DeviceKind.STRAP)
    assert (treadmill.name, *treadmill.kinds) == ("Virtual F80", DeviceKind.TREADMILL)
    assert strap.rssi > treadmill.rssi
    assert adapter.clock.now() == pytest.approx(2)


async def test_scan_ends_as_soon_as_enough_is_seen(adapter: Adapter) -> None:
    sightings = await adapter.scan(60, until=lambda seen: len(seen) == 2)
    assert len(sightings) == 2
    assert adapter.clock.now() < 1


async def test_scan_of_an_empty_air_lasts_its_time(clock: Clock) -> None:
    async with VirtualAir(clock) as air:
        assert await air.adapter().scan(3) == []
    assert clock.now() == pytest.approx(3)


async def test_watch_reports_every_advertisement_until_it_ends(
    adapter: Adapter, air: VirtualAir, clock: Clock, treadmill: VirtualTreadmill
) -> None:
    seen: list[str] = []
    async with adapter.watch(lambda sighting: seen.append(sighting.address)):
        await clock.sleep(1.1)
        air.silence(treadmill.address)
        heard = seen.count(treadmill.address)
        await clock.sleep(1.1)
        assert seen.count(treadmill.address) == heard >= 4
    total = len(seen)
    await clock.sleep(5)
    assert len(seen) == total


async def test_scans_and_connects_take_turns_by_the_radios_lock(adapter: Adapter) -> None:
    first, second = await asyncio.gather(adapter.scan(2), adapter.scan(2))
    assert len(first) == len(second) == 2
    assert adapter.clock.now() == pytest.approx(4)


async def test_without_the_lock_the_adapter_is_busy(adapter: Adapter, air: VirtualAir) -> None:
    sightings = await adapter.scan(1)
    client = adapter.client(sightings[0].device, lambda: None)
    async with adapter.watch(lambda _: None):
        with pytest.raises(BleakDBusError, match="InProgress"):
            await client.connect()
    connecting = asyncio.create_task(client.connect())
    await adapter.clock.sleep(0.1)
    with pytest.raises(Exception, match="busy"):
        await adapter.scan(1)
    await connecting
    assert len(await adapter.scan(1)) == 1, "a connected device does not advertise"


async def test_an_adapter_that_is_off_hears_nobody_and_comes_back(
    adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    lost: list[float] = []
    client = await connect(adapter, treadmill, lost)
    air.power(on=False)
    await clock.sleep(0.1)
    assert len(lost) == 1
    with pytest.raises(AdapterGoneError, match="is off: turn it on"):
        await adapter.scan(1)
    with pytest.raises(BleakDBusError, match="NotReady"):
        await client.connect()
    air.power(on=True)
    connecting = asyncio.create_task(client.connect())
    await clock.sleep(0.1)
    air.power(on=False)
    with pytest.raises(BleakDBusError, match="canceled"):
        await connecting
    air.power(on=True)
    await client.connect()
    scanning = asyncio.create_task(adapter.scan(5))
    await clock.sleep(1)
    air.power(on=False)
    await scanning
    assert len(lost) == 2


async def test_service_filter_of_the_scanner(air: VirtualAir) -> None:
    backend = air.adapter()._scanner_backend
    assert backend is not None
    async with BleakScanner(service_uuids=[uuids.HEART_RATE_SERVICE], backend=backend) as scanner:
        await air.clock.sleep(1)
        names = [device.name for device in scanner.discovered_devices]
    assert names == ["Virtual H10"]


async def test_services_are_bleaks_own_objects(
    adapter: Adapter, treadmill: VirtualTreadmill
) -> None:
    client = await connect(adapter, treadmill, [])
    assert client.is_connected
    assert client.name == "Virtual F80"
    offered = {
        uuids.short(c.uuid): set(c.properties)
        for c in client.services.characteristics.values()
        if c.service_uuid == uuids.FITNESS_MACHINE_SERVICE
    }
    assert offered == {
        "2ACC": {"read"},
        "2ACD": {"notify"},
        "2AD3": {"read", "notify"},
        "2AD4": {"read"},
        "2AD5": {"read"},
        "2AD9": {"write", "indicate"},
        "2ADA": {"notify"},
    }
    point = client.services.get_characteristic(uuids.FITNESS_MACHINE_CONTROL_POINT)
    assert point is not None
    descriptor = point.get_descriptor(normalize_uuid_16(0x2902))
    assert descriptor is not None
    assert point.max_write_without_response_size == client.mtu_size - 3
    assert bytes(await client.read_gatt_descriptor(descriptor)) == b"\x00\x00"
    await client.start_notify(point, lambda _sender, _data: None)
    assert bytes(await client.read_gatt_descriptor(descriptor)) == b"\x02\x00"
    assert await client.read_gatt_char(uuids.MODEL_NUMBER) == b"Virtual F80"


async def test_only_requested_services_are_listed(air: VirtualAir, strap: VirtualStrap) -> None:
    adapter = air.adapter()
    (sighting, *_) = await adapter.scan(1)
    client = BleakClient(sighting.device, services=["180f"], backend=adapter._client_backend)
    await client.connect()
    assert [service.uuid for service in client.services] == [uuids.BATTERY_SERVICE]


async def test_requests_that_a_characteristic_does_not_allow(
    adapter: Adapter, treadmill: VirtualTreadmill
) -> None:
    client = await connect(adapter, treadmill, [])
    with pytest.raises(BleakGATTProtocolError) as refused:
        await client.read_gatt_char(uuids.TREADMILL_DATA)
    assert refused.value.code == BleakGATTProtocolErrorCode.READ_NOT_PERMITTED
    with pytest.raises(BleakGATTProtocolError) as refused:
        await client.write_gatt_char(uuids.TREADMILL_DATA, b"\0", response=True)
    assert refused.value.code == BleakGATTProtocolErrorCode.WRITE_NOT_PERMITTED
    with pytest.raises(BleakDBusError, match="NotSupported"):
        await client.start_notify(uuids.SUPPORTED_SPEED_RANGE, lambda _sender, _data: None)
    with pytest.raises(BleakCharacteristicNotFoundError):
        await client.read_gatt_char("2A39")
    with pytest.raises(BleakError, match="already connected"):
        await client.connect()


async def test_write_without_response_that_is_not_allowed_is_lost(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
) -> None:
    client = await connect(adapter, treadmill, [])
    await client.start_notify(uuids.FITNESS_MACHINE_CONTROL_POINT, lambda _sender, _data: None)
    await client.write_gatt_char(uuids.FITNESS_MACHINE_CONTROL_POINT, b"\0", response=False)
    await adapter.clock.sleep(1)
    assert not treadmill.has_control
    assert [p.data for p in wire if p.kind is PacketKind.WRITE] == [b"\0"]


async def test_only_what_was_subscribed_to_arrives(
    adapter: Adapter, strap: VirtualStrap, clock: Clock
) -> None:
    client = await connect(adapter, strap, [])
    battery: list[bytearray] = []
    await client.start_notify(uuids.BATTERY_LEVEL, lambda _sender, data: battery.append(data))
    strap.set_battery(12)
    await clock.sleep(3)
    assert battery == [bytes([12])]
    await client.stop_notify(uuids.BATTERY_LEVEL)
    strap.set_battery(11)
    await clock.sleep(1)
    assert battery == [bytes([12])]
    assert await client.read_gatt_char(uuids.BATTERY_LEVEL) == bytes([11])


async def test_lost_link_is_told_at_once_and_the_device_can_be_reached_again(
    adapter: Adapter, air: VirtualAir, clock: Clock, treadmill: VirtualTreadmill
) -> None:
    lost: list[float] = []
    client = await connect(adapter, treadmill, lost)
    arrived: list[float] = []
    await client.start_notify(uuids.TREADMILL_DATA, lambda _sender, _data: arrived.append(0))
    cut_at = clock.now()
    air.cut(treadmill.address)
    arrived.clear()
    await clock.sleep(3)
    assert lost == [pytest.approx(cut_at, abs=0.1)]
    assert not arrived
    assert not client.is_connected
    with pytest.raises(BleakError, match="Service Discovery has not been performed yet") as error:
        await client.write_gatt_char(uuids.FITNESS_MACHINE_CONTROL_POINT, b"\0", response=True)
    assert type(error.value) is BleakError

    again = await connect(adapter, treadmill, lost)
    assert again.is_connected
    assert len(lost) == 1


async def test_the_same_client_connects_again(
    adapter: Adapter, air: VirtualAir, clock: Clock, treadmill: VirtualTreadmill
) -> None:
    lost: list[float] = []
    client = await connect(adapter, treadmill, lost)
    for losses in (1, 2):
        air.cut(treadmill.address)
        await clock.sleep(0.1)
        assert len(lost) == losses
        async with adapter.lock:
            await client.connect()
        assert client.is_connected


async def test_request_in_flight_when_the_link_is_lost(
    adapter: Adapter, air: VirtualAir, clock: Clock, treadmill: VirtualTreadmill
) -> None:
    client = await connect(adapter, treadmill, [])
    reading = asyncio.create_task(client.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE))
    await clock.sleep(0.01)
    air.cut(treadmill.address)
    with pytest.raises(BleakError):
        await reading


async def test_silent_device_times_out_and_answers_when_it_is_back(
    adapter: Adapter, air: VirtualAir, clock: Clock, treadmill: VirtualTreadmill
) -> None:
    lost: list[float] = []
    client = await connect(adapter, treadmill, lost)
    air.silence(treadmill.address)
    await clock.sleep(0.1)
    assert len(lost) == 1
    began = clock.now()
    with pytest.raises(TimeoutError):
        await client.connect()
    assert clock.now() - began == pytest.approx(CONNECT_TIMEOUT_S)
    air.restore(treadmill.address)
    await client.connect()
    assert client.is_connected


async def test_a_second_central_is_not_let_in(
    adapter: Adapter, treadmill: VirtualTreadmill
) -> None:
    (sighting,) = [s for s in await adapter.scan(1) if s.address == treadmill.address]
    await adapter.client(sighting.device, lambda: None).connect()
    with pytest.raises(TimeoutError):
        await adapter.client(sighting.device, lambda: None).connect()


async def test_muted_device_stays_connected(
    adapter: Adapter, air: VirtualAir, clock: Clock, treadmill: VirtualTreadmill
) -> None:
    client = await connect(adapter, treadmill, [])
    arrived: list[float] = []
    await client.start_notify(uuids.TREADMILL_DATA, lambda _sender, _data: arrived.append(0))
    air.mute(treadmill.address)
    await clock.sleep(10)
    assert not arrived
    assert client.is_connected
    air.restore(treadmill.address)
    await clock.sleep(1)
    assert arrived


async def test_own_disconnect_takes_two_seconds_and_is_told(
    adapter: Adapter, clock: Clock, treadmill: VirtualTreadmill
) -> None:
    lost: list[float] = []
    client = await connect(adapter, treadmill, lost)
    began = clock.now()
    await asyncio.gather(client.disconnect(), client.disconnect())
    await client.disconnect()
    assert clock.now() - began == pytest.approx(2)
    assert len(lost) == 1
    assert not client.is_connected
    assert not treadmill.connections


async def test_cancelled_disconnect_still_ends_the_link(
    adapter: Adapter, clock: Clock, treadmill: VirtualTreadmill
) -> None:
    client = await connect(adapter, treadmill, [])
    leaving = asyncio.create_task(client.disconnect())
    await clock.sleep(0.5)
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    assert not client.is_connected
    assert not treadmill.connections


async def test_the_wire_shows_both_ends(
    adapter: Adapter, strap: VirtualStrap, wire: list[Packet]
) -> None:
    client = await connect(adapter, strap, [])
    await client.start_notify("2a37", lambda _sender, _data: None)
    await client.read_gatt_char(uuids.BATTERY_LEVEL)
    await adapter.clock.sleep(1)
    await client.stop_notify("2a37")
    await client.disconnect()
    assert [(packet.kind, packet.characteristic) for packet in wire] == [
        (PacketKind.CONNECT, ""),
        (PacketKind.SUBSCRIBE, "2A37"),
        (PacketKind.READ, "2A19"),
        (PacketKind.NOTIFY, "2A37"),
        (PacketKind.UNSUBSCRIBE, "2A37"),
        (PacketKind.DISCONNECT, ""),
    ]
    assert {packet.address for packet in wire} == {strap.address}
    assert [packet.t for packet in wire] == sorted(packet.t for packet in wire)
    assert wire[2].data == bytes([84])


async def test_devices_leave_no_task_behind(clock: Clock, treadmill: VirtualTreadmill) -> None:
    before = asyncio.all_tasks()
    air = VirtualAir(clock)
    async with air:
        air.add(treadmill)
        await connect(air.adapter(), treadmill, [])
        assert asyncio.all_tasks() > before
        await air.remove(treadmill.address)
        assert asyncio.all_tasks() == before
        air.add(VirtualTreadmill(clock))
        await clock.sleep(1)
    assert asyncio.all_tasks() == before
