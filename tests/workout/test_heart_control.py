"""The coach changes what the runner allowed, within its limits, on a heart rate it can trust."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_devices.simulator.heart_model import Heart
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.events import RunnerProfile
from runwalk_tui.workout.heart_control import LONGEST_EXTRA_S, MOST_EASED_KMH
from runwalk_tui.workout.heart_control_state import (
    HOLD_FASTEST_KMH,
    HeartAction,
    HeartControlSettings,
    Hold,
)
from runwalk_tui.workout.heart_hold import SLOWER_KMH
from runwalk_tui.workout.heart_quality import ALIVE_S
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.speed_gate import QUIET_KMH
from tests.workout.model import Model, plan_of, run, walk
from tests.workout.witness import Witness

HIGH, LOW = 160, 110
"""The heart rate is to come down below 70 % of 185."""


class Coached(Model):
    """A model whose heart beats as it is told."""

    rate: Callable[[], int | None] = staticmethod(lambda: LOW)
    contact: bool | None = True

    def _tell_heart(self) -> None:
        self._at(self.t + 1.0, self._tell_heart)
        bpm = self.rate()
        breath = int(self.t) // 7 % 2
        if self.heart_mode == "true":
            told = None if bpm is None else bpm + breath
            self.feed(ev.HeartReading(self.t, told, self.contact))

    def advice(self, advice: HeartAction) -> list[ev.CoachActed]:
        return [e for e in self.log if isinstance(e, ev.CoachActed) and e.advice is advice]


def coached(coaching: HeartControlSettings, *steps: Step, bpm: int = HIGH) -> Coached:
    profile = RunnerProfile(coaching=coaching)
    model = Coached(plan_of(*steps), profile=profile, witness=Witness())
    model.rate = lambda: bpm
    model.start()
    return model


def holding(hold: Hold, bpm: int, *, speed_kmh: float = 9.0) -> Coached:
    step = replace(run(900, speed_kmh), hold_bpm=(135, 145))
    return coached(HeartControlSettings(hold=hold), step, walk(60), bpm=bpm)


def answering(model: Coached, bpm: float, at_kmh: float = 9.0) -> Callable[[], int]:
    """A heart that is never quite still, and beats the faster the belt is."""
    return lambda: round(bpm + 8 * (model.speed_kmh() - at_kmh)) + int(model.t) // 5 % 2


EVERYTHING = HeartControlSettings(
    lengthen_walks=True, ease_runs=True, ceiling_bpm=175, hold=Hold.FULL
)


def test_nothing_is_done_without_leave() -> None:
    model = coached(HeartControlSettings(), run(60), walk(60), run(60), bpm=190)
    model.run(200)
    assert not model.said(ev.CoachActed)


def test_a_walk_lasts_longer_until_the_heart_has_come_down() -> None:
    model = coached(HeartControlSettings(lengthen_walks=True), run(60), walk(60), run(60))
    begin = model.began()[0][0]
    model.run_until(begin + 60 + 60)
    model.rate = lambda: LOW
    model.run(60)
    assert len(model.advice(HeartAction.LONGER_WALK)) in (1, 2)
    begins = [t for t, _ in model.began()]
    assert begins[2] - begins[1] == 60 + 15 * len(model.advice(HeartAction.LONGER_WALK))


def test_it_is_lengthened_no_further_than_the_limit_then_the_runs_are_eased() -> None:
    model = coached(
        HeartControlSettings(lengthen_walks=True, ease_runs=True),
        run(60),
        walk(60),
        run(60),
        walk(60),
        run(60),
    )
    model.run(60 + 60 + LONGEST_EXTRA_S + 60 + 60 + LONGEST_EXTRA_S + 30)
    begins = [t for t, _ in model.began()]
    assert begins[2] - begins[1] == 60 + LONGEST_EXTRA_S
    assert [e.value for e in model.advice(HeartAction.SLOWER_RUNS)] == [-0.3, -0.3]
    runs = [e.speed_kmh for e in model.log if isinstance(e, ev.StepBegan) and e.kind is Kind.RUN]
    assert runs == [8.5, 8.2, 7.9]


def test_runs_are_eased_no_further_than_the_limit() -> None:
    model = coached(HeartControlSettings(ease_runs=True), *(run(60), walk(60)) * 9, run(60))
    model.run(60 * 18)
    eased = sum(e.value for e in model.advice(HeartAction.SLOWER_RUNS))
    assert eased == pytest.approx(-MOST_EASED_KMH)


@pytest.mark.parametrize("rate", [None, 0])
@pytest.mark.parametrize("contact", [False, None])
def test_a_rate_in_doubt_changes_nothing(rate: int | None, contact: bool | None) -> None:
    model = coached(EVERYTHING, run(90), walk(90), run(60), bpm=170)
    model.rate, model.contact = (lambda: 170 if contact is False else rate or None), contact
    model.run(220)
    assert not model.said(ev.CoachActed)


def test_a_run_becomes_a_walk_at_the_ceiling() -> None:
    model = coached(HeartControlSettings(ceiling_bpm=175), run(300), walk(60), run(60), bpm=170)
    model.run(60)
    assert [index for _, index in model.began()] == [0]
    model.rate = lambda: 176
    model.run(9)
    (acted,) = model.advice(HeartAction.CEILING)
    assert model.began()[1] == (acted.t, 1)
    assert model.asked_kmh()[-1] == (acted.t, 5.0)


def test_a_ceiling_without_a_walk_ahead_slows_the_run() -> None:
    model = coached(HeartControlSettings(ceiling_bpm=175), walk(60), run(300), bpm=180)
    model.run(120)
    assert model.session.step is not None
    assert model.session.step.index == 1
    assert model.asked_kmh()[-1][1] == 5.0


def test_one_high_beat_is_no_ceiling() -> None:
    model = coached(HeartControlSettings(ceiling_bpm=175), run(300), walk(60), bpm=170)
    model.run(60)
    model.feed(ev.HeartReading(model.t, 190, True))
    model.run(20)
    assert not model.said(ev.CoachActed)


def test_a_rate_above_the_target_slows_the_run_bit_by_bit_and_not_below_the_limit() -> None:
    model = holding(Hold.FULL, 160)
    model.run(800)
    steps = [e.value for e in model.advice(HeartAction.HOLD)]
    assert steps
    assert all(-0.5 <= value < 0 for value in steps)
    assert sum(steps) == pytest.approx(-SLOWER_KMH)
    assert min(kmh for _, kmh in model.asked_kmh()) == pytest.approx(5.0)


def test_a_rate_below_the_target_speeds_up_slowly_announced_and_limited() -> None:
    model = holding(Hold.FULL, 120)
    model.rate = answering(model, 106)
    model.run(800)
    steps = [e.value for e in model.advice(HeartAction.HOLD)]
    assert all(0 < value <= 0.5 for value in steps)
    assert sum(steps) == pytest.approx(HOLD_FASTEST_KMH)
    limits = [t for t, say in model.cues(ev.Cue.NOTICE) if say == "Limit: 1 km/h above the plan"]
    assert limits == [model.advice(HeartAction.HOLD)[-1].t], "said once, as it is reached"
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)]
    assert len(told) >= 1 + sum(value > QUIET_KMH + 1e-9 for value in steps)


@pytest.mark.parametrize(("hold", "bpm"), [(Hold.DECREASE, 120), (Hold.OFF, 170), (Hold.OFF, 120)])
def test_a_mode_does_no_more_than_it_says(hold: Hold, bpm: int) -> None:
    model = holding(hold, bpm)
    model.run(600)
    assert not model.said(ev.CoachActed)


def test_a_shadow_says_what_it_would_do_and_asks_nothing() -> None:
    model = holding(Hold.SHADOW, 165)
    asked = len(model.asked_kmh())
    model.run(300)
    assert model.advice(HeartAction.SHADOW)
    assert not model.advice(HeartAction.HOLD)
    assert len(model.asked_kmh()) == max(asked, 1)


def test_what_a_heart_rate_added_goes_with_it() -> None:
    model = holding(Hold.FULL, 120)
    model.rate = answering(model, 118)
    model.run(400)
    fast_kmh = model.asked_kmh()[-1][1]
    assert fast_kmh > 9.0
    model.heart_mode = "gone"
    model.run(10)
    assert model.advice(HeartAction.BACK)
    assert model.asked_kmh()[-1][1] == 9.0
    model.run(200)
    assert model.asked_kmh()[-1][1] == 9.0


def test_a_frozen_rate_speeds_nothing_up() -> None:
    model = holding(Hold.FULL, 138)
    model.run(60)
    model.heart_mode = "gone"
    froze_at = model.t
    for _ in range(300):
        model.run(1.0)
        model.feed(ev.HeartReading(model.t, 120, True))
    risen = [e for e in model.advice(HeartAction.HOLD) if e.value > 0]
    assert all(e.t <= froze_at + ALIVE_S + 1 for e in risen)
    assert model.asked_kmh()[-1][1] <= 9.0


def test_whoever_slowed_down_is_not_sped_up_in_that_step() -> None:
    model = holding(Hold.FULL, 120)
    model.run(20)
    model.act(ev.Act.NUDGE, -0.5)
    model.run(500)
    assert not model.advice(HeartAction.HOLD)


@pytest.mark.parametrize("before_s", [18.0, 19.3, 63.4, 64.5, 65.9, 67.2])
@pytest.mark.parametrize("by_kmh", [-1.0, 0.7])
def test_what_the_console_chose_is_left_alone(before_s: float, by_kmh: float) -> None:
    model = holding(Hold.FULL, 165)
    model.run(before_s)
    model.press_speed(by_kmh)
    model.run(300)
    assert model.session.override_kmh is not None
    pressed_at = model.t - 300
    assert all(event.t <= pressed_at + 1 for event in model.advice(HeartAction.HOLD))


@pytest.mark.parametrize("speed_kmh", [7.0, 8.5, 10.5])
def test_a_heart_comes_to_its_target_and_stays(speed_kmh: float) -> None:
    step = replace(run(1500, speed_kmh), hold_bpm=(140, 150))
    profile = RunnerProfile(coaching=HeartControlSettings(hold=Hold.FULL))
    model = Coached(plan_of(step, walk(60)), profile=profile, witness=Witness())
    heart = Heart()
    rates: list[float] = []

    def rate() -> int:
        heart.advance(1.0, model.speed_kmh())
        rates.append(heart.bpm)
        return round(heart.bpm)

    model.rate = rate
    model.start()
    model.run(1400)
    late = rates[-600:]
    outside = [bpm for bpm in late if not 135 <= bpm <= 155]
    reachable = speed_kmh < 11
    assert not reachable or len(outside) < 60, (min(late), max(late))
    changes = [e.value for e in model.advice(HeartAction.HOLD)][-4:]
    assert sum(1 for a, b in itertools.pairwise(changes) if a * b < 0) <= 2, "it swings"


def test_pain_turns_a_run_into_a_walk() -> None:
    model = coached(HeartControlSettings(), run(300), walk(60), run(60))
    model.run(30)
    model.act(ev.Act.PAIN, 2)
    assert len(model.began()) == 1
    model.act(ev.Act.PAIN, 4)
    assert [index for _, index in model.began()] == [0, 1]
    assert model.session.pain == 4


@pytest.mark.parametrize("at_s", [30, 330], ids=["run", "walk"])
def test_pain_of_six_leaves_the_cool_down(at_s: float) -> None:
    cool_down = Step(Kind.COOL_DOWN, 4.0, duration_s=120)
    model = coached(
        HeartControlSettings(), run(300), walk(60), run(60), walk(60), run(60), cool_down
    )
    model.run(at_s)
    before = len(model.began())
    model.act(ev.Act.PAIN, 6)
    assert [index for _, index in model.began()[before:]] == [5]


def test_pain_of_four_in_a_walk_lets_it_last() -> None:
    model = coached(HeartControlSettings(), walk(60), run(60))
    model.run(30)
    model.act(ev.Act.PAIN, 4)
    assert len(model.began()) == 1


FASTER = (HeartAction.HOLD, HeartAction.SHADOW)
RATES = st.lists(st.sampled_from([None, 60, 110, 130, 150, 176, 200]), min_size=1, max_size=12)
KEYS = st.sampled_from(["nudge", "down", "plus", "minus", "off", "on", "pain", "skip"])


@settings(max_examples=40, deadline=None)
@given(RATES, st.sampled_from(Hold), st.lists(KEYS, max_size=8))
def test_no_coach_breaks_a_rule(rates: list[int | None], hold: Hold, acts: list[str]) -> None:
    steps = (replace(run(120, 11.5), hold_bpm=(130, 150)), walk(60)) * 3
    profile = RunnerProfile(coaching=replace(EVERYTHING, hold=hold))
    model = Coached(plan_of(*steps), profile=profile, witness=Witness())
    model.rate = lambda: rates[int(model.t) // 40 % len(rates)]
    model.start()
    for act in (*acts, "wait", "wait"):
        match act:
            case "nudge":
                model.act(ev.Act.NUDGE, 0.5)
            case "down":
                model.act(ev.Act.NUDGE, -0.5)
            case "plus":
                model.press_speed(0.8)
            case "minus":
                model.press_speed(-0.8)
            case "off" | "on":
                model.contact = act == "on"
            case "pain":
                model.act(ev.Act.PAIN, 5)
            case "skip":
                model.act(ev.Act.SKIP)
        model.run(25)
    assert all(kmh <= 12 for _, kmh in model.asked_kmh())
    _never_faster_on_doubt(model)


def _never_faster_on_doubt(model: Coached) -> None:
    """No speed above the plan's and the runner's own was asked while the rate was in doubt."""
    heart = None
    for event in model.log:
        if isinstance(event, ev.HeartReading):
            heart = event
        if isinstance(event, ev.CoachActed) and event.value > 0 and event.advice in FASTER:
            assert heart is not None
            assert heart.bpm is not None
            assert heart.contact is not False
            assert event.t - heart.t <= 5


def test_a_heart_far_above_its_target_slows_by_half_a_kmh() -> None:
    model = holding(Hold.FULL, 170)
    model.rate = lambda: 170 + int(model.t) // 4 % 4
    model.run(200)
    assert min(event.value for event in model.advice(HeartAction.HOLD)) == -0.5


@pytest.mark.parametrize(("bpm", "lengthened"), [(120, False), (128, False), (131, True)])
def test_a_heart_has_come_down_below_the_floor_of_zone_three(bpm: int, lengthened: bool) -> None:
    """70 % of 185 is 129.5; 111 is the floor of zone 2."""
    model = coached(HeartControlSettings(lengthen_walks=True), run(60), walk(60), run(60), bpm=bpm)
    model.run(130)
    assert bool(model.advice(HeartAction.LONGER_WALK)) == lengthened
