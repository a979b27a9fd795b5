"""What is recorded of devices is whole, masked, and plays back."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.peripheral import Characteristic, Service
from runwalk_devices.simulator.playback import TraceStrap, TraceTreadmill
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.trace.format import load_trace
from runwalk_devices.trace.observer import Observer
from runwalk_devices.trace.recorder import TraceRecorder, masked
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from tests.runwalk_devices.conftest import connect
from tests.runwalk_devices.rig import moving, no_loose_ends


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "all.jsonl"


@pytest.fixture
def recorder(adapter: Adapter, file: Path) -> Iterator[TraceRecorder]:
    with TraceRecorder(file, adapter.clock.now, "test 1.0") as recorder:
        adapter.tap = recorder
        yield recorder


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_bytes().splitlines()]


@asynccontextmanager
async def observing(adapter: Adapter, *kinds: DeviceKind) -> AsyncIterator[list[LinkReport]]:
    reports: list[LinkReport] = []
    seeker = Discovery(adapter)
    async with no_loose_ends():
        tasks = [
            asyncio.create_task(Observer(adapter, seeker, kind, None, reports.append).run())
            for kind in kinds
        ]
        try:
            while [r.phase for r in reports].count(LinkPhase.UP) < len(kinds):
                await adapter.clock.sleep(0.1)
            yield reports
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def test_devices_that_are_only_observed_are_written_nothing(
    adapter: Adapter,
    recorder: TraceRecorder,
    file: Path,
    treadmill: VirtualTreadmill,
    wire: list[Packet],
    clock: Clock,
) -> None:
    async with observing(adapter, DeviceKind.TREADMILL, DeviceKind.STRAP):
        treadmill.console.start()
        await clock.sleep(20)
    assert PacketKind.WRITE not in {packet.kind for packet in wire}
    kept = lines(file)
    heard = {line["characteristic"] for line in kept if line["kind"] == "notify"}
    assert heard >= {"2ACD", "2ADA", "2AD3", "2A37"}
    read = {line["characteristic"] for line in kept if line["kind"] == "read"}
    assert read >= {"2ACC", "2AD4", "2AD5", "2A19", "2A24"}
    subscribed = {line["characteristic"] for line in kept if line["kind"] == "subscribe"}
    assert subscribed >= heard | {"2AD9", "2A19"}
    assert {line["device"] for line in kept[1:]} == {"treadmill", "strap"}


async def test_the_first_lines_say_what_it_is_and_when_it_began(
    adapter: Adapter, recorder: TraceRecorder, file: Path, clock: Clock
) -> None:
    await clock.sleep(100)
    async with observing(adapter, DeviceKind.TREADMILL):
        pass
    versions, connected = lines(file)[:2]
    assert versions.keys() == {"t", "kind", "program", "python", "platform", "bleak", "pycycling"}
    assert (versions["t"], versions["kind"], versions["program"]) == (0.0, "trace", "test 1.0")
    assert connected["name"] == "Virtual F80"
    assert connected["address"] == "F8:00:00:XX:XX:XX"
    (fitness_machine,) = [s for s in connected["services"] if s["uuid"] == "1826"]
    assert {"uuid": "2ACD", "properties": ["notify"]} in fitness_machine["characteristics"]
    assert lines(file)[-1]["kind"] == "disconnect"


async def test_a_workout_is_recorded_with_what_was_written(
    adapter: Adapter, recorder: TraceRecorder, file: Path, wire: list[Packet]
) -> None:
    async with moving(adapter):
        pass
    kinds = (PacketKind.WRITE, PacketKind.INDICATE)
    on_air = [(p.kind, p.characteristic, p.data.hex()) for p in wire if p.kind in kinds]
    kept = [(e["kind"], e["characteristic"], e["hex"]) for e in lines(file) if e["kind"] in kinds]
    assert kept == on_air
    assert kept[0] == ("write", "2AD9", "00")


async def test_what_was_recorded_plays_back(
    adapter: Adapter,
    recorder: TraceRecorder,
    file: Path,
    treadmill: VirtualTreadmill,
    clock: Clock,
) -> None:
    async with observing(adapter, DeviceKind.TREADMILL, DeviceKind.STRAP):
        treadmill.console.start()
        await clock.sleep(30)
    recorded = [entry for entry in lines(file) if entry["kind"] == "notify"]
    packets = load_trace(file)
    assert [(p.t, uuids.short(p.uuid), p.data.hex()) for p in packets] == [
        (entry["t"], entry["characteristic"], entry["hex"]) for entry in recorded
    ]
    scene = virtual_scene(clock, f"trace:{file}")
    assert isinstance(scene.treadmill, TraceTreadmill)
    assert isinstance(scene.strap, TraceStrap)
    again = file.with_name("again.jsonl")
    with TraceRecorder(again, clock.now, "test 1.0") as scene.adapter.tap:
        async with scene, observing(scene.adapter, DeviceKind.TREADMILL, DeviceKind.STRAP):
            await scene.treadmill.ended.wait()
    played = [entry for entry in lines(again) if entry["kind"] == "notify"]
    for device in ("treadmill", "strap"):
        expected, heard = (
            [entry["hex"] for entry in entries if entry["device"] == device]
            for entries in (recorded, played)
        )
        assert heard == expected


def test_a_treadmill_that_measures_heart_rates_plays_no_strap(file: Path) -> None:
    packets = [("2ACD", "040000000000", "treadmill"), ("2A37", "0650", "treadmill")]
    entries = [
        {"t": 0, "kind": "notify", "characteristic": uuid, "hex": octets, "device": device}
        for uuid, octets, device in packets
    ]
    file.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    assert isinstance(virtual_scene(Clock(), f"trace:{file}").strap, VirtualStrap)


async def test_a_serial_number_is_nobodys_business(
    adapter: Adapter, recorder: TraceRecorder, file: Path, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    secret = [
        Characteristic(uuid, ("read",), b"secret")
        for uuid in (uuids.SERIAL_NUMBER, uuids.SYSTEM_ID)
    ]
    treadmill.services.append(Service(uuids.DEVICE_INFORMATION_SERVICE, secret))
    async with observing(adapter, DeviceKind.TREADMILL):
        await clock.sleep(20)
    assert b"secret".hex() not in {line.get("hex") for line in lines(file)}


async def test_what_failed_is_recorded_with_its_reason(
    adapter: Adapter, recorder: TraceRecorder, file: Path, treadmill: VirtualTreadmill
) -> None:
    client = await connect(adapter, treadmill, [])
    with pytest.raises(BleakError):
        await client.write_gatt_char(uuids.TREADMILL_DATA, b"\x01", response=True)
    written, failure = lines(file)[-2:]
    assert (written["kind"], written["hex"]) == ("write", "01")
    assert failure["kind"] == "failure"
    assert (failure["of"], failure["characteristic"]) == ("write", "2ACD")
    assert failure["reason"].startswith("BleakGATTProtocolError: ")


async def test_every_packet_is_in_the_file_at_once(
    adapter: Adapter, recorder: TraceRecorder, file: Path, strap: VirtualStrap, clock: Clock
) -> None:
    async with observing(adapter, DeviceKind.STRAP):
        await clock.sleep(10)
        heard = sum(line["kind"] == "notify" for line in lines(file))
        assert heard >= 8
        assert recorder.packets["strap"] >= heard


def test_a_last_line_that_was_cut_short_is_left_out(file: Path) -> None:
    whole = '{"t": 0, "kind": "notify", "characteristic": "2A37", "hex": "0650"}\n'
    file.write_text(whole + whole[:40])
    assert len(load_trace(file)) == 1


def test_a_file_that_is_there_is_not_touched(file: Path) -> None:
    file.write_text("precious")
    with pytest.raises(FileExistsError):
        TraceRecorder(file, lambda: 0.0, "test")
    assert file.read_text() == "precious"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
async def test_a_full_disk_ends_the_trace_and_nothing_else(
    adapter: Adapter,
    recorder: TraceRecorder,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    written = recorder.__dict__["_file"]
    monkeypatch.setattr(recorder, "_file", FileIO("/dev/full", "w"))
    async with moving(adapter):
        pass
    assert caplog.text.count("cannot be written") == 1
    written.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F8:00:00:00:18:26", "F8:00:00:XX:XX:XX"),
        ("/org/bluez/hci0/dev_F8_00_00_00_18_26/x", "/org/bluez/hci0/dev_F8_00_00_XX_XX_XX/x"),
        ("f8-00-00-00-18-26 is gone", "f8-00-00-XX-XX-XX is gone"),
        ("00002acd-0000-1000-8000-00805f9b34fb", "00002acd-0000-1000-8000-00805f9b34fb"),
        ("at 12:30:45", "at 12:30:45"),
    ],
)
def test_addresses_are_masked(text: str, expected: str) -> None:
    assert masked(text) == expected
