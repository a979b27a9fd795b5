"""Ten thousand notifications a second through decoder, core, journal and run screen."""

import asyncio
import json
import tempfile
from itertools import cycle
from pathlib import Path

from benchmarks.common import knowing, percentile, under_way
from benchmarks.screens import session_app
from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import decode_treadmill_data
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.session.garbage import loaded_for_good
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step

_RATE = 10_000
_SECONDS = 6.0
_BURST_S = 0.005
"""A link delivers what has gathered once in a connection interval."""

_TESTS = Path(__file__).parents[1] / "tests"
_WALK = _TESTS / "data" / "traces" / "cswp8-walk.jsonl"
_PACKETS = _TESTS / "runwalk_devices" / "packets.json"
_BEATS = ("hr-h7-so-2", "hr-h7-tmiw-1")
_PLAN = Plan("flood", "Flood", (Step(Kind.WALK, 3.0, duration_s=600),))


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    with tempfile.TemporaryDirectory() as folder, loaded_for_good():
        journal = Path(folder, "journal.db")
        lags_ms = sorted(asyncio.run(_flood(journal)))
        with Journal.open(journal) as opened:
            readings = (ev.BeltReading, ev.HeartReading)
            log = opened.events(opened.find().id)
            recorded = sum(isinstance(event, readings) for event in log)
    return [
        ("Notifications taken in and recorded", recorded / _SECONDS, "a second", "10,000"),
        ("Lag of the event loop meanwhile, p50", percentile(lags_ms, 50), "ms", ""),
        ("Lag of the event loop meanwhile, p99", percentile(lags_ms, 99), "ms", ""),
        ("Lag of the event loop meanwhile, longest", lags_ms[-1], "ms", "at most 50"),
    ]


async def _flood(journal: Path) -> list[float]:
    """Each lag of the loop, milliseconds, while a flood goes through a workout on its screen."""
    clock = Clock()
    async with virtual_scene(clock) as scene:
        with JournalWriter.open(journal) as writer, knowing(scene, verified=True) as memory:
            live = LiveSession(
                clock,
                scene.adapter,
                _PLAN,
                ev.RunnerProfile(),
                sink=writer,
                opened_at="2026-01-01T08:00:00+00:00",
                program="benchmark",
                memory=memory,
                virtual=True,
            )
            async with live, session_app(live).run_test(size=(120, 40)):
                await under_way(live)
                lags_ms: list[float] = []
                watching = asyncio.create_task(_watch(clock, lags_ms))
                await _send(clock, scene.treadmill, scene.strap)
                watching.cancel()
    return lags_ms


async def _send(clock: Clock, treadmill: Peripheral, strap: Peripheral) -> None:
    """As many notifications of each as make up the rate, whatever the loop's lag."""
    sources = (
        (treadmill, treadmill.characteristic(uuids.TREADMILL_DATA), cycle(_walk())),
        (strap, strap.characteristic(uuids.HEART_RATE_MEASUREMENT), cycle(_beats())),
    )
    began = clock.now()
    for burst in range(round(_SECONDS / _BURST_S)):
        await clock.sleep(began + burst * _BURST_S - clock.now())
        for _ in range(round(_RATE * _BURST_S) // len(sources)):
            for device, characteristic, packets in sources:
                device.notify(characteristic, next(packets))


async def _watch(clock: Clock, lags_ms: list[float]) -> None:
    while True:
        due = clock.now() + _BURST_S
        await clock.sleep(_BURST_S)
        lags_ms.append(1000 * (clock.now() - due))


def _walk() -> list[bytes]:
    """Treadmill Data of a moving belt, as a machine sent it."""
    lines = _WALK.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    packets = [bytes.fromhex(r["hex"]) for r in records if r["characteristic"] == "2ACD"]
    return [packet for packet in packets if decode_treadmill_data(packet).speed_kmh == 3.0]


def _beats() -> list[bytes]:
    """Heart rates with their beats, as straps sent them."""
    records = json.loads(_PACKETS.read_text(encoding="utf-8"))
    return [bytes.fromhex(r["hex"]) for r in records if r["id"] in _BEATS]


if __name__ == "__main__":
    for label, value, unit, target in run():
        print(f"{label:40} {value:8.2f} {unit:8} {target}")
