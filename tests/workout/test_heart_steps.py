"""A step by heart rate ends on a rate that can be believed, or by its longest time."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.plan import Kind, Step
from tests.workout.model import Model, run, started

REST = Step(Kind.WALK, 4.0, duration_s=120, until_bpm=110)


def resting() -> Model:
    """Just after a minute's run, the heart at 140, in a walk until it is at 110."""
    model = started(run(60), REST, run(60))
    model.heart_mode = "gone"
    model.run_until(model.began()[0][0] + 60)
    model.feed(ev.HeartReading(model.t, 140, True))
    model.run(0.5)
    assert model.session.plan_step is REST
    return model


def beat(model: Model, bpm: int | None, contact: bool | None = True) -> None:
    model.run(1.0)
    model.feed(ev.HeartReading(model.t, bpm, contact))


def length_s(model: Model) -> float:
    begins = [t for t, _ in model.began()]
    return begins[2] - begins[1]


@pytest.mark.parametrize("contact", [True, None])
def test_it_ends_three_seconds_after_the_rate_is_low_enough(contact: bool | None) -> None:
    model = resting()
    for bpm in (130, 120, 111):
        beat(model, bpm, contact)
    assert not model.said(ev.ChangeScheduled)
    beat(model, 110, contact)
    low = model.t
    model.run(5)
    assert model.began()[2] == (low + 3, 2)
    assert model.asked_kmh()[-1] == (low + 3, 8.5)
    told = [e.t for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.index == 2]
    assert told == [low]
    counted = [say for t, say in model.cues(ev.Cue.COUNTDOWN) if t >= low]
    assert counted == ["3", "2", "1"]


@pytest.mark.parametrize(
    ("bpm", "contact"), [(None, True), (100, False), (None, None)], ids=["none", "off", "silent"]
)
def test_a_rate_that_is_missing_or_off_the_skin_never_ends_it(
    bpm: int | None, contact: bool | None
) -> None:
    model = resting()
    for _ in range(20):
        beat(model, bpm, contact)
    model.run(110)
    assert length_s(model) == pytest.approx(120)


def test_a_lost_strap_leaves_it_to_the_longest_time() -> None:
    model = resting()
    model.feed(ev.LinkChanged(model.t, ev.Device.STRAP, ev.LinkState.LOST))
    model.run(130)
    assert length_s(model) == pytest.approx(120)


@pytest.mark.parametrize("bpm", [55, 70, 84])
def test_a_rate_that_leaps_is_not_believed(bpm: int) -> None:
    """Some straps count every other beat for a while."""
    model = resting()
    for n in range(15):
        beat(model, bpm + n % 3 - 2)
    beat(model, 130)
    assert len(model.began()) == 2
    assert model.session.change is None
    beat(model, 109)
    assert model.session.change is not None, "a true one is believed again"


def test_what_a_strap_says_after_a_minute_is_believed_again() -> None:
    model = resting()
    for n in range(70):
        beat(model, 70 + n % 3)
        if model.session.change is not None:
            break
    assert model.t - model.began()[1][0] == pytest.approx(62, abs=2)


def test_a_frozen_rate_never_ends_it() -> None:
    """The strap lies on a desk from the middle of the run on."""
    model = started(run(120), REST, run(60))
    model.heart_mode = "gone"
    for _ in range(270):
        beat(model, 100)
    assert length_s(model) == pytest.approx(120)


def test_a_frozen_rate_with_gaps_is_frozen_all_the_same() -> None:
    model = started(run(120), REST, run(60))
    model.heart_mode = "gone"
    for i in range(270):
        beat(model, None if i % 10 == 0 else 100)
    assert length_s(model) == pytest.approx(120)


def test_longer_holds_against_the_heart() -> None:
    model = resting()
    beat(model, 111)
    model.act(ev.Act.EXTEND, 30)
    pressed = model.t
    while model.t < pressed + 40:
        beat(model, 100 + int(model.t) % 2)
    assert model.began()[2][0] == pytest.approx(pressed + 33, abs=1.01)


def test_longer_takes_back_an_end_that_was_coming() -> None:
    model = resting()
    beat(model, 109)
    assert model.session.change is not None
    model.act(ev.Act.EXTEND, 30)
    model.run(10)
    assert len(model.began()) == 2


def test_a_rate_in_a_pause_ends_nothing() -> None:
    model = resting()
    model.act(ev.Act.PAUSE)
    beat(model, 100)
    model.run(20)
    assert len(model.began()) == 2


def test_a_last_step_by_heart_rate_finishes_the_workout() -> None:
    model = started(run(30), REST)
    model.heart_mode = "gone"
    model.run_until(model.began()[0][0] + 40)
    beat(model, 105)
    assert [e.outcome for e in model.log if isinstance(e, ev.StopAsked)] == [ev.Outcome.FINISHED]


def test_a_slower_next_step_begins_at_once() -> None:
    model = started(run(30), REST, Step(Kind.COOL_DOWN, 3.0, duration_s=60))
    model.heart_mode = "gone"
    model.run_until(model.began()[0][0] + 40)
    beat(model, 105)
    assert model.began()[-1] == (model.t, 2)


@pytest.mark.parametrize(
    ("heart", "why"),
    [
        (Heart(), "no heart rate"),
        (Heart(bpm=None, read_at=100.0), "no heart rate"),
        (Heart(bpm=100, read_at=94.9, same_since=94.9), "silent"),
        (Heart(bpm=100, read_at=95.0, same_since=95.0), None),
        (Heart(bpm=100, read_at=100.0, same_since=100.0, contact=False), "off the skin"),
        (Heart(bpm=100, read_at=100.0, same_since=40.0, contact=True), "frozen"),
        (Heart(bpm=100, read_at=100.0, same_since=40.1, contact=True), None),
        (Heart(bpm=100, read_at=100.0, same_since=99.0, contact=None), None),
    ],
)
def test_doubts(heart: Heart, why: str | None) -> None:
    assert heart.doubt(100.0) == why


def test_a_low_rate_fixes_a_change_once() -> None:
    """One that the runner has asked for already is not put off by it, second for second."""
    model = resting()
    beat(model, 130)
    model.act(ev.Act.SKIP)
    at = model.t + 3
    for _ in range(5):
        beat(model, 105)
    assert [e.at for e in model.log if isinstance(e, ev.ChangeScheduled)] == [at]
    assert model.began()[2] == (at, 2)
