"""Every surface of bleak that is subclassed or relied on, as the installed release has it.

Nothing is mocked: a new release that moves one of these fails here, by name, before a runner meets
it as a treadmill that cannot be found.
"""

import inspect
from typing import Any, get_args

import pytest
from bleak import BleakClient, BleakScanner, exc
from bleak.args.bluez import BlueZClientArgs, BlueZScannerArgs
from bleak.args.winrt import WinRTClientArgs
from bleak.assigned_numbers import CharacteristicPropertyName
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.uuids import normalize_uuid_16

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.bleak_backend import VirtualClient, VirtualScanner
from runwalk_devices.simulator.treadmill import VirtualTreadmill

DEVICE = BLEDevice("00:11:22:33:44:55", "mill", None)
HEART_RATE = "0000180d-0000-1000-8000-00805f9b34fb"


def shape(function: Any) -> str:
    """A callable's parameters as they are called: names, kinds and defaults, without types."""
    signature = inspect.signature(function)
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for name, parameter in signature.parameters.items()
        if name != "self"
    ]
    plain = signature.replace(parameters=bare, return_annotation=inspect.Signature.empty)
    return str(plain)


BACKEND_CLIENT = {
    "__init__": "(address_or_ble_device, *, disconnected_callback, timeout, **kwargs)",
    "connect": "(pair, **kwargs)",
    "disconnect": "()",
    "pair": "(*args, **kwargs)",
    "unpair": "()",
    "read_gatt_char": "(characteristic, *, use_cached=False, **kwargs)",
    "read_gatt_descriptor": "(descriptor, *, use_cached=False, **kwargs)",
    "write_gatt_char": "(characteristic, data, response)",
    "write_gatt_descriptor": "(descriptor, data)",
    "start_notify": "(characteristic, callback, **kwargs)",
    "stop_notify": "(characteristic)",
}
BACKEND_SCANNER = {
    "__init__": "(detection_callback, service_uuids)",
    "start": "()",
    "stop": "()",
    "is_allowed_uuid": "(service_uuids)",
    "call_detection_callbacks": "(device, advertisement_data)",
    "create_or_update_device": "(key, address, name, details, adv)",
}
CLIENT = {
    "connect": "(**kwargs)",
    "disconnect": "()",
    "read_gatt_char": "(char_specifier, *, use_cached=False, **kwargs)",
    "write_gatt_char": "(char_specifier, data, response=None)",
    "start_notify": "(char_specifier, callback, *, bluez={}, cb={}, **kwargs)",
    "stop_notify": "(char_specifier)",
}
MODELS = {
    AdvertisementData: "(local_name, manufacturer_data, service_data, service_uuids, tx_power,"
    " rssi, platform_data)",
    BLEDevice: "(address, name, details, **kwargs)",
    BleakGATTService: "(obj, handle, uuid)",
    BleakGATTCharacteristic: "(obj, handle, uuid, properties, max_write_without_response_size,"
    " service)",
    BleakGATTDescriptor: "(obj, handle, uuid, characteristic)",
    BleakGATTServiceCollection: "()",
    BleakGATTServiceCollection.add_service: "(service)",
    BleakGATTServiceCollection.add_characteristic: "(characteristic)",
    BleakGATTServiceCollection.add_descriptor: "(descriptor)",
    BleakGATTServiceCollection.get_characteristic: "(specifier)",
    exc.BleakDBusError: "(dbus_error, error_body)",
    exc.BleakGATTProtocolError: "(error_code)",
    exc.BleakBluetoothNotAvailableError: "(msg, reason)",
    normalize_uuid_16: "(uuid)",
}


@pytest.mark.parametrize(("name", "expected"), BACKEND_CLIENT.items())
def test_method_of_the_client_backend(name: str, expected: str) -> None:
    assert shape(getattr(BaseBleakClient, name)) == expected


@pytest.mark.parametrize(("name", "expected"), BACKEND_SCANNER.items())
def test_method_of_the_scanner_backend(name: str, expected: str) -> None:
    assert shape(getattr(BaseBleakScanner, name)) == expected


@pytest.mark.parametrize(("name", "expected"), CLIENT.items())
def test_method_of_the_client(name: str, expected: str) -> None:
    assert shape(getattr(BleakClient, name)) == expected


@pytest.mark.parametrize(("model", "expected"), MODELS.items())
def test_model(model: Any, expected: str) -> None:
    assert shape(model) == expected


def test_no_abstract_member_is_new() -> None:
    properties = {"mtu_size", "is_connected"}
    methods = BACKEND_CLIENT.keys() - {"__init__"}
    assert BaseBleakClient.__abstractmethods__ == methods | properties
    assert BaseBleakScanner.__abstractmethods__ == {"start", "stop"}
    assert not VirtualClient.__abstractmethods__
    assert not VirtualScanner.__abstractmethods__


@pytest.mark.parametrize(
    ("ours", "base"), [(VirtualClient, BaseBleakClient), (VirtualScanner, BaseBleakScanner)]
)
def test_overrides_take_what_they_override_takes(ours: type, base: type) -> None:
    shared = [
        name
        for name, member in vars(ours).items()
        if inspect.isfunction(member) and name != "__init__" and hasattr(base, name)
    ]
    assert {"connect", "start"}.intersection(shared)
    for name in shared:
        assert shape(getattr(ours, name)) == shape(getattr(base, name)), name


def test_what_the_client_hands_its_backend() -> None:
    handed: dict[str, Any] = {}

    class Recorder(VirtualClient):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            handed.update(kwargs, args=args)

    client = BleakClient(
        DEVICE,
        lambda client: handed.update(told=client),
        services=["180d"],
        timeout=7,
        bluez={"adapter": "hci1"},
        winrt={"use_cached_services": False},
        backend=Recorder,
    )
    assert handed.pop("args") == (DEVICE,)
    handed.pop("disconnected_callback")()
    assert handed.pop("told") is client
    assert handed == {
        "services": {HEART_RATE},
        "timeout": 7,
        "bluez": {"adapter": "hci1"},
        "winrt": {"use_cached_services": False},
    }
    assert client.backend_id == "Recorder"


def test_what_the_scanner_hands_its_backend() -> None:
    handed: dict[str, Any] = {}

    class Recorder(VirtualScanner):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            handed.update(kwargs, args=args)

    def detected(device: BLEDevice, advertisement: AdvertisementData) -> None:
        raise AssertionError

    BleakScanner(detected, bluez={"adapter": "hci1"}, backend=Recorder)
    assert handed == {"args": (detected, None, "active"), "bluez": {"adapter": "hci1"}, "cb": {}}


def test_arguments_of_the_platforms_exist() -> None:
    assert "use_cached_services" in WinRTClientArgs.__annotations__
    assert "adapter" in BlueZClientArgs.__annotations__
    assert "adapter" in BlueZScannerArgs.__annotations__
    used = {"read", "write", "write-without-response", "notify", "indicate"}
    assert used <= set(get_args(CharacteristicPropertyName))


def test_errors_and_their_places() -> None:
    for error in (
        exc.BleakBluetoothNotAvailableError,
        exc.BleakCharacteristicNotFoundError,
        exc.BleakDBusError,
        exc.BleakDeviceNotFoundError,
        exc.BleakGATTProtocolError,
    ):
        assert error.__base__ is exc.BleakError
    assert {reason.name for reason in exc.BleakBluetoothNotAvailableReason} == {
        "NO_BLUETOOTH",
        "NO_BLE_CENTRAL_ROLE",
        "POWERED_OFF",
        "DENIED_BY_USER",
        "DENIED_BY_SYSTEM",
        "DENIED_BY_UNKNOWN",
        "UNKNOWN",
    }
    assert exc.BleakDBusError("org.x", ["why"]).dbus_error == "org.x"
    assert exc.BleakGATTProtocolError(0x80).code == 0x80
    codes = exc.BleakGATTProtocolErrorCode
    assert [
        codes.READ_NOT_PERMITTED,
        codes.WRITE_NOT_PERMITTED,
        codes.INVALID_ATTRIBUTE_VALUE_LENGTH,
        codes.UNLIKELY_ERROR,
        codes.CCCD_IMPROPERLY_CONFIGURED,
        codes.PROCEDURE_ALREADY_IN_PROGRESS,
    ] == [0x02, 0x03, 0x0D, 0x0E, 0xFD, 0xFE]


def test_short_uuids_are_written_out_as_ours_are() -> None:
    assert normalize_uuid_16(0x2ACD) == uuids.TREADMILL_DATA


def test_services_before_a_connection_are_an_error() -> None:
    class Backend(VirtualClient):
        air = VirtualAir(Clock())

    client = BleakClient(DEVICE, backend=Backend)
    assert not client.is_connected
    with pytest.raises(exc.BleakError, match="Service Discovery has not been performed yet"):
        _ = client.services


@pytest.mark.usefixtures("virtual_time_loop")
async def test_characteristics_by_short_and_long_uuid_and_callbacks_of_both_kinds() -> None:
    clock = Clock()
    treadmill = VirtualTreadmill(clock)
    heard: list[str] = []

    def plain(sender: BleakGATTCharacteristic, data: bytearray) -> None:
        assert isinstance(data, bytearray)
        heard.append(f"plain {uuids.short(sender.uuid)}")

    async def coroutine(sender: BleakGATTCharacteristic, data: bytearray) -> None:
        heard.append(f"coroutine {uuids.short(sender.uuid)}")

    async with VirtualAir(clock) as air:
        air.add(treadmill)
        adapter = air.adapter()
        (sighting,) = await adapter.scan(1)
        async with adapter.client(sighting.device, lambda: None) as client:
            await client.start_notify("2acd", plain)
            await client.start_notify(uuids.FITNESS_MACHINE_STATUS.upper(), coroutine)
            treadmill.console.start()
            await clock.sleep(0.6)
            assert set(heard) == {"plain 2ACD", "coroutine 2ADA"}
            value = await client.read_gatt_char("2AD4")
            assert isinstance(value, bytearray)
            assert value == await client.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE)
            control_point = client.services.get_characteristic("2AD9")
            assert control_point is not None
            await client.start_notify(control_point, plain)
            heard.clear()
            await client.write_gatt_char(control_point, b"\0")
            await clock.sleep(0.1)
            assert "plain 2AD9" in heard, "write with response is what bleak picks by itself"
