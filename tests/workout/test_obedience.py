"""A belt that came to one speed alone does not obey; whoever interferes proves nothing."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt_response import Obedience
from tests.workout.model import Machine, Model, plan_of, run, started, walk


def judged(log: list[ev.Event]) -> Obedience:
    obedience = Obedience()
    for event in log:
        obedience(event)
    return obedience


def ends(*stages: ev.Stage) -> list[ev.Event]:
    log: list[ev.Event] = []
    for number, stage in enumerate(stages):
        kmh = 2.0 + number
        log.append(ev.SpeedAsked(number, kmh))
        log.append(ev.CommandProgressed(number, ev.Command.SPEED, ev.Stage.SENT, kmh))
        log.append(ev.CommandProgressed(number, ev.Command.SPEED, stage, kmh))
    return log


C, R, U = ev.Stage.CONFIRMED, ev.Stage.REJECTED, ev.Stage.UNKNOWN


@pytest.mark.parametrize(
    ("stages", "short"),
    [
        ([C, R, R], True),
        ([C, U, R], True),
        ([R, R], True),
        ([C, R], False),
        ([C, C, R, R], False),
        ([C, R, C, U], False),
        ([], False),
    ],
)
def test_one_speed_and_no_other(stages: list[ev.Stage], short: bool) -> None:
    assert judged(ends(*stages)).was_short == short


def test_a_whole_workout() -> None:
    obedience = judged(started(walk(20), run(20), walk(20)).log)
    assert not obedience.was_short
    machine = Machine()
    model = Model(plan_of(walk(), run(), walk(), run()), machine)
    model.start()
    model.run(20)
    machine.refuses.add(ev.Command.SPEED)
    model.run(220)
    assert judged(model.log).was_short


def test_what_the_console_made_moot_is_no_disobedience() -> None:
    model = started(walk(60), run(60), walk(60), machine=Machine(ramp_kmh_s=0.3))
    model.run(62)
    model.press_speed(-1.0)
    model.run(20)
    model.press_stop()
    model.run(20)
    assert not judged(model.log).was_short
