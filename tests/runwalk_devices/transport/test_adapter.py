"""The radio on the platform's adapter: what it asks of bleak, and what it says when that fails."""

import sys
from collections.abc import Iterator
from typing import ClassVar, cast

import pytest
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import (
    AdvertisementData,
    AdvertisementDataCallback,
    BaseBleakScanner,
)
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
)

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.transport.adapter import START_TIMEOUT_S, Adapter, DeviceKind
from runwalk_devices.transport.errors import AdapterError, AdapterGoneError, adapter_error, explain

FTMS, HEART = uuids.FITNESS_MACHINE_SERVICE, uuids.HEART_RATE_SERVICE
TREADMILL, STRAP, BIKE = DeviceKind.TREADMILL, DeviceKind.STRAP, DeviceKind.BIKE


class Scanner(BaseBleakScanner):
    """A backend that hears what it is told to, and fails as it is told to."""

    heard: ClassVar[list[tuple[str | None, AdvertisementData]]] = []
    start_error: Exception | None = None
    stop_error: Exception | None = None
    hangs = False
    asked: ClassVar[dict[str, object]] = {}

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        scanning_mode: str,
        **kwargs: object,
    ) -> None:
        super().__init__(detection_callback, service_uuids)
        type(self).asked = {"services": service_uuids, "mode": scanning_mode, **kwargs}

    async def start(self) -> None:
        if self.hangs:
            await Clock().sleep(1000)
        if self.start_error is not None:
            raise self.start_error
        for number, (name, advertisement) in enumerate(self.heard):
            device = self.create_or_update_device(
                str(number), f"00:{number}", name, None, advertisement
            )
            self.call_detection_callbacks(device, advertisement)

    async def stop(self) -> None:
        if self.stop_error is not None:
            raise self.stop_error


@pytest.fixture
def scanner() -> type[Scanner]:
    return type("FreshScanner", (Scanner,), {})


def advertised(
    *services: str, data: bytes | None = None, name: str | None = None, rssi: int = -60
) -> AdvertisementData:
    service_data = {} if data is None else {FTMS: data}
    return AdvertisementData(name, {}, service_data, list(services), None, rssi, ())


@pytest.mark.parametrize(
    ("advertisement", "kinds"),
    [
        (advertised(), set()),
        (advertised(FTMS), {TREADMILL}),
        (advertised(FTMS.upper()), {TREADMILL}),
        (advertised(HEART), {STRAP}),
        (advertised(FTMS, HEART), {TREADMILL, STRAP}),
        (advertised(data=b"\x01\x01\x00"), {TREADMILL}),
        (advertised(FTMS, data=b"\x01\x03\x00"), {TREADMILL}),
        (advertised(FTMS, data=b"\x01\x20\x00"), {BIKE}),
        (advertised(FTMS, data=b"\x01\x00\x01"), {TREADMILL}),
        (advertised(FTMS, data=b""), {TREADMILL}),
        (advertised(FTMS, data=b"\x01"), {TREADMILL}),
    ],
)
async def test_kinds(
    scanner: type[Scanner], advertisement: AdvertisementData, kinds: set[DeviceKind]
) -> None:
    scanner.heard = [("any", advertisement)]
    (sighting,) = await Adapter(Clock(), scanner_backend=scanner).scan(1)
    assert set(sighting.kinds) == kinds


async def test_sightings_keep_the_latest_and_name_what_they_can(scanner: type[Scanner]) -> None:
    scanner.heard = [
        ("by the system", advertised(rssi=-80)),
        ("by the system", advertised(name="by itself", rssi=-40)),
        (None, advertised(rssi=-127)),
    ]
    sightings = await Adapter(Clock(), scanner_backend=scanner).scan(1)
    assert [(s.name, s.rssi) for s in sightings] == [
        ("by itself", -40),
        ("by the system", -80),
        (None, -127),
    ]


@pytest.mark.parametrize(
    ("sent", "name"),
    [("F\x1b[2J80\n", "F[2J80"), (" H10\x00\x00", "H10"), ("\x07\x00", None), ("走る", "走る")],
)
async def test_a_name_cannot_command_the_terminal(
    scanner: type[Scanner], sent: str, name: str | None
) -> None:
    scanner.heard = [(None, advertised(FTMS, name=sent))]
    (sighting,) = await Adapter(Clock(), scanner_backend=scanner).scan(1)
    assert sighting.name == name


async def test_every_change_of_strength_is_asked_for_where_it_is_wanted(
    scanner: type[Scanner],
) -> None:
    async with Adapter(Clock(), scanner_backend=scanner).watch(lambda _: None, repeatedly=True):
        assert scanner.asked["bluez"] == {"filters": {"DuplicateData": True}}


async def test_every_service_is_scanned_for_on_the_chosen_adapter(scanner: type[Scanner]) -> None:
    await Adapter(Clock(), scanner_backend=scanner, adapter="hci1").scan(0)
    assert scanner.asked == {
        "services": None,
        "mode": "active",
        "bluez": {"adapter": "hci1"},
        "cb": {},
    }


async def test_adapter_that_hangs_is_given_up(scanner: type[Scanner]) -> None:
    scanner.hangs = True
    clock = Clock()
    clock.now()
    adapter = Adapter(clock, scanner_backend=scanner)
    with pytest.raises(AdapterError, match="does not answer"):
        await adapter.scan(1)
    assert clock.now() == pytest.approx(START_TIMEOUT_S)
    assert not adapter.lock.locked()


async def test_failing_adapter_frees_the_lock(scanner: type[Scanner]) -> None:
    adapter = Adapter(Clock(), scanner_backend=scanner)
    scanner.start_error = BleakError("no adapter 'hci9'")
    with pytest.raises(AdapterError, match="hci9"):
        await adapter.scan(1)
    scanner.start_error = None
    scanner.stop_error = BleakDBusError("org.bluez.Error.NotReady", ["Resource Not Ready"])
    with pytest.raises(AdapterError, match="adapter is off"):
        await adapter.scan(1)
    scanner.stop_error = None
    assert await adapter.scan(1) == []


async def test_error_of_the_watcher_is_its_own(scanner: type[Scanner]) -> None:
    adapter = Adapter(Clock(), scanner_backend=scanner)
    with pytest.raises(OSError, match="the block's"):
        async with adapter.watch(lambda _: None):
            raise OSError("the block's")
    assert not adapter.lock.locked()


async def test_client_asks_windows_for_fresh_services() -> None:
    kept: dict[str, object] = {}

    class Client:
        def __init__(self, device: BLEDevice, **kwargs: object) -> None:
            kept.update(kwargs, device=device)

    adapter = Adapter(Clock(), client_backend=cast("type[BaseBleakClient]", Client), adapter="hci1")
    device = BLEDevice("00:11", "mill", None)
    lost: list[bool] = []
    adapter.client(device, lambda: lost.append(True))
    assert kept["device"] is device
    assert kept["winrt"] == {"use_cached_services": False}
    assert kept["bluez"] == {"adapter": "hci1"}
    assert kept["timeout"] == 20
    disconnected = kept["disconnected_callback"]
    assert callable(disconnected)
    disconnected()
    assert lost == [True]


def failures() -> Iterator[tuple[Exception, str]]:
    for reason in BleakBluetoothNotAvailableReason:
        words = {"NO": "plug", "POWERED": "is off", "DENIED": "permission", "UNKNOWN": "turn"}
        yield BleakBluetoothNotAvailableError("x", reason), words[reason.name.split("_")[0]]
    yield BleakDBusError("org.bluez.Error.NotReady", []), "is off"
    yield BleakDBusError("org.bluez.Error.InProgress", []), "busy"
    yield BleakDBusError("org.freedesktop.DBus.Error.ServiceUnknown", ["x"]), "systemctl start"
    yield BleakDBusError("org.freedesktop.DBus.Error.AccessDenied", ["x"]), "permission"
    yield BleakDBusError("org.bluez.Error.Failed", ["le-connection-abort\nby local"]), "le-conn"
    yield BleakError("adapter 'hci9' not found"), "hci9"
    yield TimeoutError(), "does not answer"
    yield EOFError(), "EOFError"


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32", "freebsd"])
@pytest.mark.parametrize(("error", "hint"), list(failures()))
def test_each_failure_is_one_line_with_a_hint(error: Exception, hint: str, platform: str) -> None:
    line = explain(error, platform)
    assert hint in line
    assert "\n" not in line
    assert line.count(":") >= 1
    is_off = adapter_error(error, platform)
    assert isinstance(is_off, AdapterGoneError) or hint != "is off"
    assert not (isinstance(is_off, AdapterGoneError) and hint in ("busy", "permission"))


@pytest.mark.parametrize("error", [FileNotFoundError(2, "No such file"), ConnectionRefusedError()])
def test_no_dbus_is_said_on_linux(error: Exception) -> None:
    assert "D-Bus" in explain(error, "linux")
    assert "D-Bus" not in explain(error, "win32")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has D-Bus between")
async def test_machine_without_dbus_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform's own backend on Linux, on a bus that is not there."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    with pytest.raises(AdapterError, match=r"D-Bus system bus cannot be reached \(No such file"):
        await Adapter(Clock()).scan(1)


def test_an_adapter_that_is_not_there_is_named() -> None:
    line = explain(BleakError("adapter 'hci7' not found"), "linux")
    assert line == "no Bluetooth adapter hci7: 'bluetoothctl list' shows what there is"
