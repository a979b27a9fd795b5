"""CPU of a live workout on the run screen for HOURS, on a clock that runs 120 times as fast.

Prints the seconds of the whole, or with ``last/first`` what the last hour took by the first.
"""

import asyncio
import importlib
import sys
import time
from itertools import pairwise
from typing import Any

import benchmarks.against.old_names  # noqa: F401 - first, for what follows
from runwalk_devices.clock import FastClock
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step

RATE = 120


async def spent_s(hours: int) -> list[float]:
    """Processor time of each hour after the first step began."""
    pairs = (Step(Kind.RUN, 8.5, duration_s=60), Step(Kind.WALK, 5.0, duration_s=120))
    plan = Plan("hours", "Hours", pairs * (hours * 20 + 1))
    clock = FastClock(RATE)
    marks: list[float] = []
    began: list[float] = []
    over = asyncio.Event()
    async with virtual_scene(clock) as scene:
        air: Any = getattr(scene, "adapter", None) or getattr(scene, "radio", None)
        live = LiveSession(
            clock, air, plan, ev.RunnerProfile(), sink=None, opened_at="", program="benchmark"
        )

        def heard(event: ev.Event) -> None:
            if isinstance(event, ev.CapabilitiesRead):
                live.act(ev.Act.START)
            elif isinstance(event, ev.StepBegan) and not began:
                began.append(event.t)
            if began and event.t >= began[0] + 3600 * len(marks):
                marks.append(time.process_time())
            if len(marks) > hours:
                over.set()

        live.subscribe(heard)
        async with live, _app(live).run_test(size=(120, 40)):
            await over.wait()
    return [after - before for before, after in pairwise(marks)]


def _app(live: LiveSession) -> Any:
    try:
        return importlib.import_module("benchmarks.screens").session_app(live)
    except ModuleNotFoundError:
        options = importlib.import_module("runwalk_tui.tui.options").ScreenOptions()
        return importlib.import_module("runwalk_tui.tui.app").SessionApp(live, options)


if __name__ == "__main__":
    each_s = asyncio.run(spent_s(int(sys.argv[1])))
    print(each_s[-1] / each_s[0] if "last/first" in sys.argv else sum(each_s))
