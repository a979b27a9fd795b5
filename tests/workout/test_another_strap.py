"""A strap swapped for another is told of, and its rate is not taken for the old one's."""

from dataclasses import replace

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart import NEW_STRAP_S
from tests.workout.model import Model, plan_of, run, walk

OURS, OTHER = ("H10 1234", "C0:01"), ("H9 777", "C0:02")


def link(model: Model, state: ev.LinkState, who: tuple[str | None, str]) -> None:
    model.feed(ev.LinkChanged(model.t, ev.Device.STRAP, state, *who))


def resting() -> Model:
    """A walk that ends at 110 bpm, with a strap that tells the truth."""
    plan = plan_of(replace(walk(300), until_bpm=110), run(), walk())
    model = Model(plan)
    model.heart_mode = "gone"
    model.start()
    link(model, ev.LinkState.UP, OURS)
    return model


def beat(model: Model, bpm: int, seconds: float) -> None:
    for n in range(round(seconds)):
        model.feed(ev.HeartReading(model.t, bpm + n % 2, True))
        model.run(1)


def test_the_new_ones_rate_raises_no_speed_for_a_while() -> None:
    model = resting()
    beat(model, 130, 20)
    link(model, ev.LinkState.LOST, OURS)
    model.run(5)
    link(model, ev.LinkState.UP, OTHER)
    assert (model.t, "Another heart-rate strap: H9 777") in model.cues(ev.Cue.WARNING)
    assert model.session.heart.recent == ()
    assert model.session.heart.link.battery_percent is None
    beat(model, 95, NEW_STRAP_S - 2)
    assert model.session.heart.doubt(model.t) == "another strap"
    assert len(model.began()) == 1, "the walk goes on"
    beat(model, 95, 5)
    assert len(model.began()) == 2


@pytest.mark.parametrize("back", [OURS, (OURS[0], "C0:77")], ids=["same", "at a new address"])
def test_the_same_strap_is_believed_at_once(back: tuple[str, str]) -> None:
    model = resting()
    beat(model, 130, 20)
    link(model, ev.LinkState.LOST, OURS)
    model.run(5)
    link(model, ev.LinkState.UP, back)
    assert not any("Another" in say for _, say in model.cues(ev.Cue.WARNING))
    beat(model, 95, 5)
    assert len(model.began()) == 2


def test_a_connection_that_comes_to_nothing_swaps_nothing() -> None:
    model = resting()
    beat(model, 130, 5)
    link(model, ev.LinkState.LOST, OURS)
    link(model, ev.LinkState.CONNECTING, OTHER)
    link(model, ev.LinkState.SEARCHING, OURS)
    link(model, ev.LinkState.UP, OURS)
    assert model.session.heart.swapped_at is None
