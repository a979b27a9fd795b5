"""A start that is asked for while the belt slows down is kept, said, and done once it stands."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.session import Phase
from runwalk_tui.workout.speed_gate import NOTICE_S, WISH_S
from tests.workout.model import Machine, Model, plan_of, run, walk


def slowing(machine: Machine | None = None) -> Model:
    """Paused, and the belt still on its way to a standstill."""
    model = Model(plan_of(run(300), walk(60)), machine or Machine(stop_kmh_s=1.0))
    model.start()
    model.run(60)
    model.act(ev.Act.PAUSE)
    model.run(2.5)
    assert model.session.belt.is_moving
    return model


def starts(model: Model) -> list[float]:
    return [event.t for event in model.said(ev.StartAsked)]


def test_the_belt_starts_again_after_it_stands_and_the_usual_notice() -> None:
    model = slowing()
    pressed_at = model.t
    model.act(ev.Act.RESUME)
    assert model.cues(ev.Cue.NOTICE)[-1][1] == say.KEPT
    assert model.session.wished_at == model.t
    model.run(40)
    kept = [e for e in model.log if isinstance(e, ev.RunnerActed) and e.kept_s is not None]
    (done,) = kept
    assert done.kept_s == pytest.approx(done.t - pressed_at)
    zeros = [e.t for e in model.log if isinstance(e, ev.BeltReading) and e.speed_kmh == 0]
    assert any(pressed_at < t < done.t for t in zeros)
    assert starts(model)[-1] == pytest.approx(done.t + NOTICE_S)
    assert model.phase() is Phase.RUNNING


def test_a_pause_takes_it_back() -> None:
    model = slowing()
    model.act(ev.Act.RESUME)
    before = starts(model)
    model.act(ev.Act.PAUSE)
    model.run(60)
    assert starts(model) == before
    assert model.phase() is Phase.PAUSED


def test_so_does_a_hand_at_the_console() -> None:
    model = Model(plan_of(run(300)), Machine(stop_kmh_s=1.0, tells=True))
    model.start()
    model.run(60)
    model.feed(ev.ConsoleReported(model.t, ev.Report.STOPPED))
    model.press_stop()
    model.run(4)
    before = starts(model)
    model.act(ev.Act.RESUME)
    model.feed(ev.ConsoleReported(model.t + 0.1, ev.Report.SAFETY_KEY))
    model.run(60)
    assert starts(model) == before


def test_it_is_forgotten_where_the_belt_does_not_come_to_stand() -> None:
    model = slowing(Machine(stop_kmh_s=0.1))
    model.act(ev.Act.RESUME)
    before = starts(model)
    model.run(WISH_S + 60)
    assert starts(model) == before


def test_a_link_lost_meanwhile_forgets_it() -> None:
    model = slowing()
    model.act(ev.Act.RESUME)
    before = starts(model)
    model.lose()
    model.run(3)
    model.connect()
    model.run(60)
    assert starts(model) == before
