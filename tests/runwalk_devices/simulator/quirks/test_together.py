"""Any behaviours together: nothing breaks, nothing is left behind, and Stop stops the belt."""

import asyncio
from collections.abc import Coroutine

import pytest
from bleak.exc import BleakError
from hypothesis import example, given
from hypothesis import strategies as st

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.quirks import QUIRKS
from runwalk_devices.simulator.scene import virtual_scene
from tests.runwalk_devices.simulator.quirks.remote import (
    PAUSE,
    REQUEST_CONTROL,
    START,
    STOP,
    Remote,
    incline,
    speed,
)
from tests.virtual_time import VirtualTimeLoop

UNSTOPPABLE = {"no_control_point", "vendor_gate", "start_stop_unsupported"}
"""Who has no control point, or is deaf to it or to its Stop."""

ACTS = st.one_of(
    st.sampled_from([REQUEST_CONTROL, START, START, STOP, PAUSE]),
    st.floats(0, 20).map(speed),
    st.floats(0, 15).map(incline),
    st.sampled_from(["plus", "minus", "start", "pause", "cut"]),
    st.floats(0.1, 60),
)


def run_through(story: Coroutine[None, None, None]) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(story)


async def live(names: list[str], acts: list[bytes | str | float]) -> None:
    """Live with a treadmill and a strap that have these behaviours, and stop the belt at last."""
    clock = Clock()
    before = asyncio.all_tasks()
    async with virtual_scene(clock, f"quirks:{','.join(names)}" if names else "") as scene:
        strap, remote = Remote(scene, quirky=True), Remote(scene, quirky=True)
        await clock.sleep(50)
        await strap.connect(strap.strap)
        await strap.listen(uuids.HEART_RATE_MEASUREMENT)
        await remote.connect()
        await remote.listen()
        for act in acts:
            await _act(remote, act)
        if not UNSTOPPABLE & set(names):
            assert await remote.stops()
    assert asyncio.all_tasks() == before


async def _act(remote: Remote, act: bytes | str | float) -> None:
    console = remote.treadmill.console
    match act:
        case "plus":
            console.plus(3)
        case "minus":
            console.minus(3)
        case "start":
            console.start()
        case "pause":
            console.pause()
        case "cut":
            remote.treadmill.drop_links()
        case float():
            await remote.clock.sleep(act)
        case bytes():
            try:
                if not remote.client.is_connected:
                    await remote.connect()
                    await remote.listen()
                if remote.client.services.get_characteristic(uuids.FITNESS_MACHINE_CONTROL_POINT):
                    await remote.write(act)
            except (BleakError, TimeoutError):
                await remote.clock.sleep(5)


@given(
    st.lists(st.sampled_from(sorted(QUIRKS)), max_size=6, unique=True),
    st.lists(ACTS, max_size=12),
)
@example(sorted(set(QUIRKS) - UNSTOPPABLE), [REQUEST_CONTROL, START, 8.0, speed(6), 60.0])
@example(sorted(QUIRKS), [REQUEST_CONTROL, START, 8.0, speed(6), 60.0])
def test_any_behaviours_together(names: list[str], acts: list[bytes | str | float]) -> None:
    run_through(live(names, acts))


@pytest.mark.parametrize("name", QUIRKS)
def test_each_alone_through_a_short_walk(name: str) -> None:
    run_through(live([name], [REQUEST_CONTROL, START, 8.0, speed(4), 60.0, "start", 8.0]))
