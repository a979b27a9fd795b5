"""From a lost link to the first fresh frame of the treadmill, on the virtual radio in real time.

Of that the virtual air takes 0.2 s until an advertisement is heard, 0.5 s to connect and 30 ms a
request, and the treadmill up to half a second until its next frame.
"""

import asyncio

from benchmarks.common import knowing, percentile, under_way, virtual_session
from runwalk_devices.clock import Clock
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step

_CUTS = 7
_ABSENCES = 3
_AWAY_S = 3.0
_SETTLED_S = 0.6
_LATER_S = 0.07
"""Each loss comes so much later after a frame than the one before it."""
_PLAN = Plan("walk", "Walk", (Step(Kind.WALK, 5.0, duration_s=600),))


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    cut, away = asyncio.run(_gaps_s())
    return [
        ("Link lost to first fresh frame, p50", percentile(cut, 50), "s", ""),
        ("Link lost to first fresh frame, longest", cut[-1], "s", ""),
        ("Back in reach to first fresh frame, p50", percentile(away, 50), "s", ""),
        ("Back in reach to first fresh frame, longest", away[-1], "s", ""),
    ]


async def _gaps_s() -> tuple[list[float], list[float]]:
    """Of a link that breaks, and of a treadmill that is out of reach for a while; ascending."""
    clock = Clock()
    async with virtual_scene(clock) as scene:
        with knowing(scene) as memory:
            live = virtual_session(clock, scene.adapter, _PLAN, memory)
            async with live:
                await under_way(live)
                cuts = [await _gap_s(clock, scene, live, place, 0.0) for place in range(_CUTS)]
                absences = [
                    await _gap_s(clock, scene, live, place, _AWAY_S) for place in range(_ABSENCES)
                ]
    return sorted(cuts), sorted(absences)


async def _gap_s(
    clock: Clock, scene: VirtualScene, live: LiveSession, place: int, away_s: float
) -> float:
    """Until there is a frame, from when a link that was lost can be had again after ``away_s``."""
    await clock.sleep(_SETTLED_S + place * _LATER_S)
    fresh = asyncio.Event()

    def heard(event: ev.Event) -> None:
        if isinstance(event, ev.BeltReading):
            fresh.set()

    scene.air.silence(scene.treadmill.address)
    await clock.sleep(away_s)
    end = live.subscribe(heard)
    scene.air.restore(scene.treadmill.address)
    began = clock.now()
    await fresh.wait()
    end()
    return clock.now() - began


if __name__ == "__main__":
    for label, value, unit, target in run():
        print(f"{label:44} {value:8.2f} {unit:4} {target}")
