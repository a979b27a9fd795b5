"""The seam by which a virtual device is given another's habits."""

from collections.abc import Iterable

import pytest
from bleak.backends.scanner import AdvertisementData
from bleak.exc import BleakGATTProtocolError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.peripheral import AttError
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from tests.runwalk_devices.conftest import connect


class Nameless(Behaviour):
    def advertisement(self, advertisement: AdvertisementData) -> AdvertisementData:
        return advertisement._replace(local_name=None, service_uuids=[], service_data={})


class EmptyReads(Behaviour):
    def reading(self, uuid: str, value: bytes) -> bytes:
        return b""


class Stutters(Behaviour):
    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        return (value, value) if uuid == uuids.FITNESS_MACHINE_STATUS else ()


class Picky(Behaviour):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if data == b"\x07":
            raise AttError(0x80)
        if data == b"\x01":
            return None
        await self._clock.sleep(2)
        return data[:1]


async def test_advertisement(adapter: Adapter, treadmill: VirtualTreadmill) -> None:
    treadmill.behaviours.append(Nameless())
    (sighting,) = [s for s in await adapter.scan(1) if s.address == treadmill.address]
    assert sighting.name is None
    assert sighting.kinds == frozenset()


async def test_reading(adapter: Adapter, treadmill: VirtualTreadmill) -> None:
    client = await connect(adapter, treadmill, [])
    treadmill.behaviours.append(EmptyReads())
    assert await client.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE) == b""


async def test_outgoing(adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]) -> None:
    treadmill.behaviours += [Stutters(), Stutters()]
    client = await connect(adapter, treadmill, [])
    heard: list[str] = []
    for uuid in (uuids.TREADMILL_DATA, uuids.FITNESS_MACHINE_STATUS):
        await client.start_notify(uuid, lambda sender, _data: heard.append(sender.uuid))
    treadmill.console.start()
    await adapter.clock.sleep(3)
    assert heard == [uuids.FITNESS_MACHINE_STATUS] * 4
    assert [p.characteristic for p in wire if p.kind is PacketKind.NOTIFY] == ["2ADA"] * 4


async def test_incoming(adapter: Adapter, treadmill: VirtualTreadmill) -> None:
    treadmill.behaviours.append(Picky(adapter.clock))
    client = await connect(adapter, treadmill, [])
    point = uuids.FITNESS_MACHINE_CONTROL_POINT
    answers: list[bytearray] = []
    await client.start_notify(point, lambda _sender, data: answers.append(data))
    began = adapter.clock.now()
    await client.write_gatt_char(point, b"\x00\xff\xff", response=True)
    assert adapter.clock.now() - began > 2
    await client.write_gatt_char(point, b"\x01", response=True)
    with pytest.raises(BleakGATTProtocolError) as refused:
        await client.write_gatt_char(point, b"\x07", response=True)
    assert refused.value.code == 0x80
    await adapter.clock.sleep(1)
    assert answers == [bytes.fromhex("800001")]


async def test_a_device_that_fails_says_so_when_it_is_taken_away(
    clock: Clock, treadmill: VirtualTreadmill, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Behaviour):
        def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
            raise ZeroDivisionError

    treadmill.behaviours.append(Broken())
    treadmill.start()
    await clock.sleep(1)
    with pytest.raises(ZeroDivisionError):
        await treadmill.stop()
    assert treadmill.address in caplog.text
