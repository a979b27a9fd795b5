"""Cost of scanning while no device is found: CPU time a second."""

import asyncio
import time
from contextlib import AbstractAsyncContextManager

from benchmarks.common import knowing, under_way, virtual_session
from benchmarks.scenes import PLAN
from benchmarks.screens import session_app
from runwalk_devices.clock import Clock
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.session.live import LiveSession

_SECONDS = 6.0
_SETTLED_S = 1.0


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    cost_ms = [1000 * asyncio.run(share()) for share in (_headless, _armed, _running)]
    labels = ("headless", "arm screen", "run screen, devices lost")
    return [
        (f"CPU of idle scanning, {label}", round(ms, 1), "ms/s", "")
        for label, ms in zip(labels, cost_ms, strict=True)
    ]


async def _headless() -> float:
    """Nothing is in range, and nothing is drawn."""
    clock = Clock()
    async with VirtualAir(clock) as air, virtual_session(clock, air.adapter(), PLAN, None):
        return await _share(clock)


async def _armed() -> float:
    """The same with the arm screen on."""
    clock = Clock()
    async with (
        VirtualAir(clock) as air,
        virtual_session(clock, air.adapter(), PLAN, None) as live,
        _screen(live),
    ):
        return await _share(clock)


async def _running() -> float:
    """Treadmill and strap have gone in the middle of a workout."""
    clock = Clock()
    async with virtual_scene(clock) as scene:
        devices = (scene.treadmill.address, scene.strap.address)
        with knowing(scene) as memory:
            async with virtual_session(clock, scene.adapter, PLAN, memory) as live, _screen(live):
                await under_way(live)
                for device in devices:
                    scene.air.silence(device)
                try:
                    return await _share(clock)
                finally:
                    for device in devices:
                        scene.air.restore(device)


async def _share(clock: Clock) -> float:
    """CPU seconds in a second of what goes on by itself."""
    await clock.sleep(_SETTLED_S)
    cpu_s, began = time.process_time(), clock.now()
    await clock.sleep(_SECONDS)
    return (time.process_time() - cpu_s) / (clock.now() - began)


def _screen(live: LiveSession) -> AbstractAsyncContextManager[object]:
    return session_app(live).run_test(size=(120, 40))


if __name__ == "__main__":
    for label, value, unit, target in run():
        print(f"{label:44} {value:8.2f} {unit:4} {target}")
