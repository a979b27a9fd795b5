"""What bleak raises on BlueZ is what it raises on the virtual air, where all else is tested."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from bleak import BleakClient
from bleak.exc import BleakError, BleakGATTProtocolError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.peripheral import AttError
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from tests.local_link import Air

pytestmark = [pytest.mark.bluez, pytest.mark.asyncio(loop_scope="session")]

T = TypeVar("T")
CONTROL = uuids.FITNESS_MACHINE_CONTROL_POINT
REFUSALS = (0x80, 0xFD, 0xFE, 0x0E, 0x03)
"""ATT errors that treadmills answer a write with."""


class Refuses(Behaviour):
    """Answers each write of one octet with it, as an ATT error."""

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if len(data) == 1 and data[0]:
            raise AttError(data[0])
        return data


class Visit:
    """One connection, and how each thing that was tried in it ended."""

    def __init__(self, client: BleakClient) -> None:
        self.client = client
        self.outcomes: list[tuple[str, object]] = []

    async def attempt(self, what: str, trying: Awaitable[T]) -> None:
        try:
            outcome: object = await trying
        except BleakGATTProtocolError as error:
            outcome = (type(error).__name__, error.code)
        except BleakError as error:
            outcome = (type(error).__name__, str(error))
        self.outcomes.append((what, outcome))


async def visit(adapter: Adapter, address: str, lose: Callable[[], None]) -> Visit:
    """Connect, try what may go wrong, lose the link, try again."""
    seen = await adapter.scan(30, until=lambda seen: any(one.address == address for one in seen))
    device = next(one.device for one in seen if one.address == address)
    lost: list[float] = []
    client = adapter.client(device, lambda: lost.append(adapter.clock.now()))
    visit = Visit(client)
    async with adapter.lock:
        await client.connect()

    async def subscribe(uuid: str) -> None:
        await client.start_notify(uuid, lambda *_: None)

    await visit.attempt("read", client.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE))
    await visit.attempt("write unasked", client.write_gatt_char(CONTROL, b"\x00", response=True))
    await visit.attempt("subscribe", subscribe(CONTROL))
    await visit.attempt("subscribe to what is silent", subscribe(uuids.SUPPORTED_SPEED_RANGE))
    await visit.attempt("request control", client.write_gatt_char(CONTROL, b"\x00", response=True))
    for code in REFUSALS:
        refused = client.write_gatt_char(CONTROL, bytes([code]), response=True)
        await visit.attempt(f"refused with {code:02X}", refused)
    lose()
    async with adapter.clock.timeout(10):
        while not lost:
            await adapter.clock.sleep(0.05)
    await visit.attempt("write after loss", client.write_gatt_char(CONTROL, b"\x00", response=True))
    await visit.attempt("disconnect after loss", client.disconnect())
    return visit


async def test_errors_are_those_of_the_virtual_air(
    clock: Clock, treadmill: VirtualTreadmill, air: Air
) -> None:
    twin = VirtualTreadmill(clock)
    for one in (treadmill, twin):
        one.take_on(Refuses())
    virtual = VirtualAir(clock)
    virtual.add(twin)
    async with virtual:
        expected = await visit(virtual.adapter(), twin.address, lambda: virtual.cut(twin.address))
    on_bluez = await visit(Adapter(clock), treadmill.address, air.cut)
    assert on_bluez.outcomes == expected.outcomes
    assert dict(on_bluez.outcomes)["refused with 80"] == ("BleakGATTProtocolError", 0x80)
