"""The surfaces of bleak that a tap overrides and that find connected devices, as installed."""

import inspect

import pytest
from bleak import BleakAdapter, BleakClient
from bleak.backends.adapter import BaseBleakAdapter

from runwalk_devices.transport.tap import TappedClient
from tests.conformance.test_bleak import shape


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (
            BleakClient.__init__,
            "(address_or_ble_device, disconnected_callback=None, services=None,",
        ),
        (BleakClient.connect, "(**kwargs)"),
        (BleakClient.read_gatt_char, "(char_specifier, *, use_cached=False, **kwargs)"),
        (BleakClient.write_gatt_char, "(char_specifier, data, response=None)"),
        (BleakClient.start_notify, "(char_specifier, callback, *, bluez={}, cb={}, **kwargs)"),
        (BleakAdapter.get, "(*, bluez={}, backend=None)"),
        (BleakAdapter.get_connected_devices, "(service_uuids=['1801'])"),
        (BaseBleakAdapter.get, "(**kwargs)"),
        (BaseBleakAdapter.get_connected_devices, "(service_uuids)"),
    ],
)
def test_method(method: object, expected: str) -> None:
    assert shape(method).startswith(expected)


def test_the_tap_overrides_what_is_there() -> None:
    own = {name for name, member in vars(TappedClient).items() if inspect.isfunction(member)}
    public = {name for name in own if not name.startswith("_")}
    assert public == {"connect", "read_gatt_char", "write_gatt_char", "start_notify"}
    assert public <= vars(BleakClient).keys()
