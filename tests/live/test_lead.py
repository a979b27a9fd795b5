"""The second workout on a treadmill is better timed than the first, by what the first taught."""

from itertools import pairwise

import pytest

from runwalk_devices.sentences import OVERTAKEN
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.live.rig import Show, show

PLAN = Plan(
    "intervals",
    "Intervals",
    tuple(
        Step(Kind.RUN if number % 2 else Kind.WALK, 8.5 if number % 2 else 5.0, duration_s=40)
        for number in range(7)
    ),
)
MIDDLE_KMH = 6.75


def misses(stage: Show) -> list[float]:
    """How long after each boundary the belt was measured to pass the middle; less is before."""
    readings = [(e.t, e.speed_kmh) for e in stage.all(ev.BeltReading) if e.speed_kmh is not None]
    found = []
    for step in stage.all(ev.StepBegan)[1:]:
        near = [(t, kmh) for t, kmh in readings if abs(t - step.t) < 15]
        found += [
            before + (MIDDLE_KMH - one) / (other - one) * (after - before) - step.t
            for (before, one), (after, other) in pairwise(near)
            if min(one, other) <= MIDDLE_KMH < max(one, other)
        ]
    return found


async def workout(spec: str, telemetry_hz: float) -> Show:
    memory = Memory(DeviceRegistry(virtual=spec))
    async with show(PLAN, spec=spec, telemetry_hz=telemetry_hz, memory=memory) as stage:
        await stage.until(lambda: stage.session.belt.ready)
        stage.live.act(ev.Act.START)
        async with stage.clock.timeout(900):
            await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    return stage


@pytest.mark.parametrize(
    ("spec", "telemetry_hz"),
    [
        *(("", hz) for hz in (1.0, 2.0)),
        *(("quirks:slow_ramp", hz) for hz in (1.0, 2.0, 10.0)),
        *(("quirks:slow_ramp:0.6", hz) for hz in (1.0, 2.0)),
    ],
)
async def test_the_second_workout_hits_the_boundaries(spec: str, telemetry_hz: float) -> None:
    first, second = await workout(spec, telemetry_hz), await workout(spec, telemetry_hz)
    assert all(miss_s > 0 for miss_s in misses(first)), "nothing is asked ahead at first"
    assert len(misses(second)) == len(PLAN.steps) - 1
    assert all(abs(miss_s) < 1 for miss_s in misses(second)), misses(second)
    assert max(map(abs, misses(second))) < max(misses(first))
    assert len(second.targets()) == len(PLAN.steps)


async def test_a_belt_slower_than_any_is_given_its_time_once_that_is_known() -> None:
    """3.5 km/h take it 23 s: the first time nobody knows whether it obeys at all."""
    unknown = []
    for _ in range(2):
        stage = await workout("quirks:slow_ramp:0.15", 2.0)
        ends = [e for e in stage.all(ev.CommandProgressed) if e.command is ev.Command.SPEED]
        unknown.append([e for e in ends if e.stage is ev.Stage.UNKNOWN and e.detail != OVERTAKEN])
    assert unknown[0]
    assert unknown[1] == []
