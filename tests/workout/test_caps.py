"""A key that a cap leaves nothing to do says so, and whose cap it is."""

import pytest

from runwalk_tui.workout import events as ev
from tests.workout.model import Machine, Model, plan_of, run


@pytest.mark.parametrize(
    ("machine", "maximum_kmh", "cap_kmh", "words"),
    [
        (Machine(), None, 9.0, "Your cap: 9 km/h"),
        (Machine(), 9.0, 12.0, "The plan's limit: 9 km/h"),
        (Machine(maximum_kmh=9.0), None, 12.0, "The treadmill's limit: 9 km/h"),
    ],
)
def test_a_key_at_the_cap_says_so(
    machine: Machine, maximum_kmh: float | None, cap_kmh: float, words: str
) -> None:
    plan = plan_of(run(300, 8.5), maximum_kmh=maximum_kmh)
    model = Model(plan, machine, ev.RunnerProfile(cap_kmh=cap_kmh))
    model.start()
    model.run(20)
    for _ in range(4):
        model.act(ev.Act.NUDGE, 0.1)
    assert words not in [said for _, said in model.cues(ev.Cue.NOTICE)]
    model.act(ev.Act.NUDGE, 0.5)
    model.act(ev.Act.NUDGE, 0.1)
    assert model.cues(ev.Cue.NOTICE)[-1][1] == words
    model.run(30)
    assert max(kmh for _, kmh in model.asked_kmh()) == 9.0
    said = len(model.cues(ev.Cue.NOTICE))
    model.act(ev.Act.NUDGE, -0.1)
    assert len(model.cues(ev.Cue.NOTICE)) == said
