"""Devices that the system is connected to already: no scan hears them, and yet they are found."""

from typing import Any, ClassVar, Self

import pytest
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.device import BLEDevice
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.bleak_backend import VirtualClient, VirtualScanner
from runwalk_devices.transport.adapter import START_TIMEOUT_S, UNHEARD_DBM, DeviceKind, Sighting
from runwalk_devices.transport.adapter import Adapter as Radio
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.selection import Wanted

TREADMILL = BLEDevice("AA:01", "F80", None)
STRAP = BLEDevice("AA:02", None, None)


class Adapter(BaseBleakAdapter):
    """Is connected to the two, and the treadmill measures heart rates too."""

    connected: ClassVar[dict[str, list[BLEDevice]]] = {
        uuids.FITNESS_MACHINE_SERVICE: [TREADMILL],
        uuids.HEART_RATE_SERVICE: [TREADMILL, STRAP],
    }
    asked: ClassVar[list[object]] = []

    @classmethod
    async def get(cls, **kwargs: Any) -> Self:
        cls.asked.append(kwargs)
        return cls()

    async def get_connected_devices(self, service_uuids: frozenset[str]) -> list[BLEDevice]:
        return [device for uuid in service_uuids for device in self.connected.get(uuid, [])]


class Broken(Adapter):
    async def get_connected_devices(self, service_uuids: frozenset[str]) -> list[BLEDevice]:
        raise BleakError("gone")


def radio_of(
    air: VirtualAir, adapter: type[BaseBleakAdapter] | None, *, reclaims: bool = True
) -> Radio:
    return Radio(
        air.clock,
        scanner_backend=type("Scanner", (VirtualScanner,), {"air": air}),
        client_backend=type("Client", (VirtualClient,), {"air": air}),
        adapter_backend=adapter,
        adapter="hci1",
        reclaims=reclaims,
    )


async def test_what_is_connected_already_is_sighted_at_once(air: VirtualAir, clock: Clock) -> None:
    seen: list[Sighting] = []
    async with radio_of(air, Adapter).watch(seen.append):
        found = {one.device: (one.name, one.rssi, set(one.kinds)) for one in seen}
    assert found == {
        TREADMILL: ("F80", UNHEARD_DBM, {DeviceKind.TREADMILL, DeviceKind.STRAP}),
        STRAP: (None, UNHEARD_DBM, {DeviceKind.STRAP}),
    }
    assert Adapter.asked[-1] == {"bluez": {"adapter": "hci1"}}


async def test_whoever_is_named_is_found_without_being_heard(air: VirtualAir, clock: Clock) -> None:
    began = clock.now()
    wanted = Wanted(DeviceKind.TREADMILL, "AA:01")
    sighting, _ = await Discovery(radio_of(air, Adapter)).find(wanted)
    assert sighting.device is TREADMILL
    assert clock.now() - began < 0.1


async def test_whoever_is_heard_is_preferred(air: VirtualAir) -> None:
    sighting, _ = await Discovery(radio_of(air, Adapter)).find(Wanted(DeviceKind.TREADMILL))
    assert sighting.name == "Virtual F80"


@pytest.mark.parametrize(("adapter", "reclaims"), [(None, True), (Adapter, False)])
async def test_what_is_not_ours_to_take_is_not_sighted(
    air: VirtualAir, adapter: type[BaseBleakAdapter] | None, reclaims: bool
) -> None:
    sightings = await radio_of(air, adapter, reclaims=reclaims).scan(1)
    assert {one.name for one in sightings} == {"Virtual F80", "Virtual H10"}


async def test_an_adapter_that_fails_meanwhile_ends_the_scan(air: VirtualAir) -> None:
    with pytest.raises(AdapterError, match="gone"):
        await radio_of(air, Broken).scan(1)
    assert not air.busy


class Silent(Adapter):
    async def get_connected_devices(self, service_uuids: frozenset[str]) -> list[BLEDevice]:
        await Clock().sleep(1000)
        raise AssertionError


class SilentFromTheFirst(Adapter):
    @classmethod
    async def get(cls, **kwargs: Any) -> Self:
        await Clock().sleep(1000)
        raise AssertionError


@pytest.mark.parametrize("adapter", [Silent, SilentFromTheFirst])
async def test_an_adapter_that_never_answers_is_given_up(
    air: VirtualAir, clock: Clock, adapter: type[BaseBleakAdapter]
) -> None:
    radio, began = radio_of(air, adapter), clock.now()
    with pytest.raises(AdapterError, match="does not answer"):
        await radio.scan(1)
    assert clock.now() - began == pytest.approx(START_TIMEOUT_S)
    assert not radio.lock.locked()
    assert not air.busy
