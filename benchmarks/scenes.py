"""Scenes for the screen benchmarks: a recording in the middle of a run, and a live workout."""

import asyncio
import time

from runwalk_tui.session.replay import Recording, Replay
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.plan import Kind, Plan, Step

PLAN = Plan(
    "half-hour",
    "Half an hour",
    (
        Step(Kind.WARM_UP, 6.0, duration_s=300),
        *(Step(Kind.RUN, 8.5, duration_s=60), Step(Kind.WALK, 5.0, duration_s=120)) * 7,
        Step(Kind.COOL_DOWN, 4.5, duration_s=240),
    ),
)


def replay() -> Replay:
    """A recording of half a minute, at its end."""
    runner, log = Engine(), list[ev.Event]()
    for event in _readings():
        log += runner.feed(event)
    playing = Replay(Recording(log), lambda: 0.0)
    playing.seek(log[-1].t)
    return playing


def _readings() -> list[ev.Event]:
    opening: list[ev.Event] = [
        ev.SessionOpened(0.0, PLAN, ev.RunnerProfile(), "2026-05-02T07:30:00+02:00", "benchmark"),
        ev.LinkChanged(0.0, ev.Device.TREADMILL, ev.LinkState.UP, "F80"),
        ev.LinkChanged(0.0, ev.Device.STRAP, ev.LinkState.UP, "H10"),
        ev.BeltReading(0.0, 0.0),
    ]
    for second in range(1, 30):
        opening.append(ev.BeltReading(second + 0.1, 6.0))
        opening.append(ev.HeartReading(second + 0.5, 140 + second % 7))
    return opening


def live_cpu_s(seconds: float) -> float:
    """CPU time of so many seconds of a live workout, belt at 2 Hz and strap at 1 Hz."""
    return asyncio.run(_live_cpu_s(seconds))


async def _live_cpu_s(seconds: float) -> float:
    from benchmarks.common import knowing, under_way
    from benchmarks.screens import session_app
    from runwalk_devices.clock import Clock
    from runwalk_devices.simulator.scene import virtual_scene
    from runwalk_tui.session.live import LiveSession

    clock = Clock()
    async with virtual_scene(clock) as scene:
        with knowing(scene) as memory:
            live = LiveSession(
                clock,
                scene.adapter,
                PLAN,
                ev.RunnerProfile(),
                sink=None,
                opened_at="",
                program="benchmark",
                memory=memory,
            )
            async with live, session_app(live).run_test(size=(120, 40)):
                await under_way(live)
                began = time.process_time()
                await clock.sleep(seconds)
                return time.process_time() - began
