"""bleak's own backend for Linux on a BlueZ that holds the connection of a killed program."""

import sys
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.transport.adapter import UNHEARD_DBM, Adapter, DeviceKind
from tests.fake_bluez import ADAPTER, Objects, bluez, bus, needs_dbus

pytestmark = [needs_dbus, pytest.mark.skipif(sys.platform != "linux", reason="BlueZ is Linux's")]

HCI0 = "/org/bluez/hci0"
DEVICE = f"{HCI0}/dev_F8_00_00_00_18_26"


@pytest.fixture
def _virtual_time() -> None:
    """A bus is as slow as it is: these tests run in real time."""


@pytest.mark.parametrize("connected", [True, False])
async def test_a_silent_device_is_sighted_if_it_is_connected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, connected: bool
) -> None:
    device = {
        "Address": ("s", "F8:00:00:00:18:26"),
        "Alias": ("s", "F80"),
        "Adapter": ("o", HCI0),
        "Connected": ("b", connected),
        "UUIDs": ("as", [uuids.FITNESS_MACHINE_SERVICE]),
    }
    service = {"Device": ("o", DEVICE), "UUID": ("s", uuids.FITNESS_MACHINE_SERVICE)}
    objects: Objects = {
        HCI0: {"org.bluez.Adapter1": ADAPTER},
        DEVICE: {"org.bluez.Device1": device},
        f"{DEVICE}/service000a": {"org.bluez.GattService1": service},
    }
    async with bus(tmp_path) as address, bluez(address, objects) as called:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        sightings = await Adapter(Clock()).scan(0.1)
    assert called[-4:] == [
        "SetDiscoveryFilter",
        "StartDiscovery",
        "StopDiscovery",
        "SetDiscoveryFilter",
    ]
    if not connected:
        assert sightings == []
        return
    (held,) = sightings
    assert (held.address, held.name, held.rssi) == ("F8:00:00:00:18:26", "F80", UNHEARD_DBM)
    assert held.kinds == {DeviceKind.TREADMILL}
    assert held.device.details["path"] == DEVICE
