"""Traces for bug reports: of what is listened to, and of whole workouts."""

import asyncio
import json
from collections.abc import AsyncIterator
from math import inf
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.errors import FileError
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.trace import REACH_S, observe, recording

pytestmark = pytest.mark.usefixtures("virtual_time_loop")

BOTH: dict[DeviceKind, str | None] = {DeviceKind.TREADMILL: None, DeviceKind.STRAP: None}


@pytest.fixture
async def scene() -> AsyncIterator[VirtualScene]:
    async with virtual_scene(Clock()) as scene:
        yield scene


async def test_the_time_counts_from_the_first_connection(scene: VirtualScene) -> None:
    clock, said = scene.adapter.clock, list[str]()
    scene.air.silence(scene.strap.address)
    scene.air.silence(scene.treadmill.address)
    observing = asyncio.create_task(observe(scene.adapter, BOTH, 10, said.append))
    await clock.sleep(20)
    scene.air.restore(scene.treadmill.address)
    while not said:
        await clock.sleep(0.1)
    began = clock.now()
    assert await observing
    assert 10 <= clock.now() - began < 10 + 2.5, "and as long as BlueZ takes to disconnect"
    assert said == ["treadmill Virtual F80 up"]


async def test_nobody_there_is_noticed(scene: VirtualScene) -> None:
    clock = scene.adapter.clock
    clock.now()
    scene.air.silence(scene.strap.address)
    choices: dict[DeviceKind, str | None] = {DeviceKind.TREADMILL: "nobody"}
    assert not await observe(scene.adapter, choices, inf, lambda _: None)
    assert clock.now() == pytest.approx(REACH_S, abs=0.1)


async def test_a_lost_device_is_told_and_found_again(scene: VirtualScene) -> None:
    said: list[str] = []
    observing = asyncio.create_task(observe(scene.adapter, BOTH, 30, said.append))
    while len(said) < 2:
        await scene.adapter.clock.sleep(0.1)
    scene.air.cut(scene.treadmill.address)
    assert await observing
    assert said[2:] == [
        "treadmill Virtual F80 lost: the connection broke",
        "treadmill Virtual F80 up",
    ]


async def test_a_radio_that_does_not_work_is_an_error(scene: VirtualScene) -> None:
    scene.air.busy = True
    with pytest.raises(AdapterError, match="busy"):
        await observe(scene.adapter, BOTH, inf, lambda _: None)


async def test_an_air_is_recorded_on_request(tmp_path: Path) -> None:
    file, clock = tmp_path / "a.jsonl", Clock()
    async with open_air(AirOptions("", trace=str(file)), clock) as adapter:
        await observe(adapter, BOTH, 5, lambda _: None)
    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    assert lines[0]["program"].startswith("runwalk-tui ")
    assert {"notify", "read", "connect", "disconnect"} <= {line["kind"] for line in lines}


def test_nothing_recorded_leaves_no_file(tmp_path: Path) -> None:
    with recording(tmp_path / "a.jsonl", Clock()):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["there.jsonl", "nowhere/a.jsonl"])
def test_a_file_that_cannot_be_made_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "there.jsonl").write_text("precious")
    with pytest.raises(FileError, match="another name"), recording(tmp_path / name, Clock()):
        pass
    assert (tmp_path / "there.jsonl").read_text() == "precious"


async def test_a_recorded_run_plays_as_a_treadmill_and_a_strap(tmp_path: Path) -> None:
    file, clock = tmp_path / "a.jsonl", Clock()
    async with virtual_scene(clock) as scene:
        assert isinstance(scene.treadmill, VirtualTreadmill)
        with recording(file, clock) as scene.adapter.tap:
            scene.treadmill.console.start()
            await observe(scene.adapter, BOTH, 30, lambda _: None)
    async with open_air(AirOptions(f"trace:{file}"), clock) as adapter:
        names = {seen.name for seen in await adapter.scan(1)}
    assert names == {"a", "a strap"}


async def test_a_bike_and_the_sensors_that_are_heard_beside_it_are_recorded(tmp_path: Path) -> None:
    file, clock = tmp_path / "a.jsonl", Clock()
    async with open_air(AirOptions("bike+meter", trace=str(file)), clock) as adapter:
        await observe(adapter, {DeviceKind.BIKE: None}, 20, lambda _: None)
    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    heard = {line["device"] for line in lines if line["kind"] == "notify"}
    assert heard == {"bike", "power meter", "strap"}
