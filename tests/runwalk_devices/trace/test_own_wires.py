"""A recorded WalkingPad or FitShow treadmill, played again: it reports, and takes no commands."""

import json
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import fitshow, walking_pad
from runwalk_devices.codecs.fitshow import FitShowState, FitShowStatus
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.codecs.walking_pad import PadMode, PadState, PadStatus
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.trace.recorder import TraceRecorder
from runwalk_devices.treadmill.wire import Capabilities
from tests.runwalk_devices.rig import following


def pad(t: int) -> bytes:
    status = PadStatus(PadState.RUNS, 3.5, PadMode.MANUAL, t, t // 10 * 10, t)
    return walking_pad.encode_pad_status(status)


def machine(t: int) -> bytes:
    return fitshow.encode_status(FitShowStatus(FitShowState.RUNNING, None, 3.5, 0, t, t, 0.0, t, 0))


@pytest.mark.parametrize(
    ("characteristic", "frames"),
    [("FE01", [pad(t) for t in range(20)]), ("FFF1", [machine(t) for t in range(20)])],
)
async def test_it_reports_and_takes_no_commands(
    characteristic: str, frames: list[bytes], tmp_path: Path, clock: Clock
) -> None:
    file = tmp_path / "walk.jsonl"
    lines = [
        {"t": t, "kind": "notify", "characteristic": characteristic, "hex": frame.hex()}
        for t, frame in enumerate(frames)
    ]
    file.write_text("".join(json.dumps({**line, "device": "treadmill"}) + "\n" for line in lines))
    scene = virtual_scene(clock, f"trace:{file}")
    async with scene, following(scene.adapter) as follower:
        await follower.up()
        await clock.sleep(15)
        assert not follower.all(Capabilities)[-1].controllable
        assert follower.all(TreadmillData)[-1].speed_kmh == 3.5


@pytest.mark.parametrize("spec", ["pad", "fitshow"])
async def test_it_is_recorded_as_a_treadmill(spec: str, tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "new.jsonl"
    scene = virtual_scene(clock, spec)
    with TraceRecorder(file, clock.now, "test") as scene.adapter.tap:
        async with scene, following(scene.adapter) as follower:
            await follower.up()
            await clock.sleep(2)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert {line["device"] for line in lines if "device" in line} == {"treadmill"}
    assert {line["kind"] for line in lines} >= {"write", "notify"}
