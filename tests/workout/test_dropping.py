"""Links that end again and again and devices that say nothing: told once, and no turn of it."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.device_link import DROPPING_S
from runwalk_tui.workout.session import Phase
from tests.workout.model import Model, plan_of, run, started, walk

WORDS = "keeps disconnecting"


def running() -> Model:
    model = started(walk(), run(600), walk())
    model.run(90)
    return model


def strap(model: Model, state: ev.LinkState, hindrance: ev.Hindrance | None = None) -> None:
    model.feed(ev.LinkChanged(model.t, ev.Device.STRAP, state, "H10", hindrance=hindrance))


def said(model: Model, since: float = 0.0) -> list[str]:
    cues = [e for e in model.log if isinstance(e, ev.CueDue) and e.t >= since]
    return [e.say for e in cues if e.cue in (ev.Cue.ALARM, ev.Cue.WARNING, ev.Cue.NOTICE)]


def flap(model: Model, seconds: float, every_s: float) -> None:
    ends = model.t + seconds
    while model.t < ends:
        strap(model, ev.LinkState.UP)
        model.run(every_s - 2)
        strap(model, ev.LinkState.LOST)
        model.run(2)


def test_a_strap_that_keeps_dropping_is_told_once() -> None:
    model = running()
    began = model.t
    flap(model, 600, 22)
    words = [say for say in said(model, began) if "strap" in say]
    assert words == [
        "Heart-rate strap connected",
        "Heart-rate strap lost",
        "Heart-rate strap connected",
        "Heart-rate strap lost",
        "Heart-rate strap connected",
        "Heart-rate strap keeps disconnecting. Wet it, or change its battery",
    ]


def test_a_strap_that_is_lost_now_and_then_is_told_each_time() -> None:
    model = running()
    began = model.t
    flap(model, 500, 80)
    assert not [say for say in said(model, began) if WORDS in say]
    assert said(model, began).count("Heart-rate strap lost") == 7


def test_after_a_link_that_held_it_is_told_anew() -> None:
    model = running()
    flap(model, 100, 22)
    strap(model, ev.LinkState.UP)
    assert model.session.heart.link.keeps_dropping(model.t)
    model.run(DROPPING_S + 1)
    assert not model.session.heart.link.keeps_dropping(model.t)
    began = model.t
    strap(model, ev.LinkState.LOST)
    assert [say for say in said(model, began) if "strap" in say] == ["Heart-rate strap lost"]
    flap(model, 100, 22)
    assert len([say for say in said(model, began) if WORDS in say]) == 1


def test_a_moving_belt_that_keeps_dropping_is_said_to_move_each_half_minute() -> None:
    model = running()
    began = model.t
    for _ in range(60):
        model.lose()
        model.run(0.5)
        model.connect()
        model.run(0.5)
    alarms = [(t, say) for t, say in model.cues(ev.Cue.ALARM) if t >= began]
    assert [say for _, say in alarms[:3]] == [
        "Treadmill lost. Belt may be moving",
        "Treadmill lost. Belt may be moving",
        "Treadmill keeps disconnecting. Belt may be moving. Use its console",
    ]
    assert all(WORDS in say for _, say in alarms[2:])
    assert len(alarms) <= 5
    assert model.phase() is Phase.RUNNING


def test_before_the_start_it_is_told_once_with_what_to_do() -> None:
    model = Model(plan_of(walk(), run()))
    model.run(2)
    for _ in range(100):
        model.lose()
        model.run(0.5)
        model.connect()
        model.run(0.5)
    assert said(model) == [
        "Treadmill keeps disconnecting. Close other apps, or switch it off and on"
    ]


def test_a_mute_strap_is_told_twice_at_the_most_and_its_return_once() -> None:
    model = running()
    strap(model, ev.LinkState.UP)
    model.run(1)
    began = model.t
    for _ in range(5):
        strap(model, ev.LinkState.LOST, ev.Hindrance.MUTE)
        strap(model, ev.LinkState.SEARCHING)
        strap(model, ev.LinkState.UP)
    model.feed(ev.HeartReading(model.t, 120))
    model.feed(ev.HeartReading(model.t + 1, 121))
    assert [say for say in said(model, began) if "strap" in say] == [
        "Heart-rate strap silent. Reconnecting",
        "Heart-rate strap still silent. Wet it, or put it on again",
        "Heart-rate strap is back",
    ]
    assert not model.session.heart.link.losses, "that is no dropping"


@pytest.mark.parametrize("moves", [True, False])
def test_a_mute_treadmill_says_what_to_do(moves: bool) -> None:
    model = running() if moves else Model(plan_of(walk(), run()))
    model.run(2)
    began = model.t
    model.silent = True
    model.run(13)
    for _ in range(4):
        mute = ev.Hindrance.MUTE
        for state, why in ((ev.LinkState.LOST, mute), (ev.LinkState.UP, None)):
            model.feed(ev.LinkChanged(model.t, ev.Device.TREADMILL, state, "T", hindrance=why))
        model.feed(ev.CapabilitiesRead(model.t, True, 0.8, 16.0, 0.1))
    words = [say for say in said(model, began) if "silent" in say]
    assert words == (
        [
            "Treadmill silent",
            "Treadmill silent. Belt may be moving",
            "Treadmill silent. Reconnecting. Use its console",
            "Treadmill still silent. Belt may be moving. Stop it at its console",
        ]
        if moves
        else [
            "Treadmill silent. Reconnecting",
            "Treadmill still silent. Switch it off and on",
        ]
    )
