"""Pain noted on the belt: what follows is eased, and from 6 on nothing leads into a run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.heart_control_state import HeartControlSettings
from runwalk_tui.workout.pain import UNDO_S
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Phase
from tests.workout.model import run, walk
from tests.workout.test_heart_control import Coached, coached

COOL_DOWN = Step(Kind.COOL_DOWN, 4.0, duration_s=120)


def model_of(*steps: Step) -> Coached:
    return coached(HeartControlSettings(), *steps)


def begun(model: Coached) -> list[int]:
    return [index for _, index in model.began()]


def steps_of(model: Coached) -> tuple[Step, ...]:
    assert model.session.plan is not None
    return model.session.plan.steps


@pytest.mark.parametrize("at_s", [30, 330], ids=["run", "walk"])
def test_after_a_four_the_runs_left_are_shorter_and_slower(at_s: float) -> None:
    model = model_of(run(300), walk(60), run(300), walk(60), run(60), COOL_DOWN)
    before = steps_of(model)
    model.run(at_s)
    model.act(ev.Act.PAIN, 4)
    after = steps_of(model)
    assert begun(model)[-1] == 1
    for index in (2, 4):
        assert after[index].speed_kmh == pytest.approx(before[index].speed_kmh * 0.9, abs=0.1)
        assert after[index].speed_kmh < before[index].speed_kmh
        assert after[index].planned_s <= before[index].planned_s * 2 / 3
    assert [after[index] for index in (0, 1, 3, 5)] == [before[index] for index in (0, 1, 3, 5)]
    model.run(600)
    assert max(kmh for t, kmh in model.asked_kmh() if t > at_s + 1) <= after[2].speed_kmh


@pytest.mark.parametrize("pain", [4, 6])
def test_a_slip_is_taken_back_whole_and_nothing_goes_faster_unannounced(pain: int) -> None:
    model = model_of(run(300), walk(120), run(300), COOL_DOWN)
    before = steps_of(model)
    model.run(30)
    model.act(ev.Act.PAIN, pain)
    model.run(10)
    walked = model.session.step
    model.act(ev.Act.UNDO_PAIN)
    assert model.cues(ev.Cue.NOTICE)[-1][1] == say.PAIN_UNDONE
    assert (model.session.pain, model.session.pained_in) == (None, None)
    assert steps_of(model) == before
    assert walked is not None
    assert (walked.kind, walked.index) == ((Kind.WALK, 1), (Kind.COOL_DOWN, 3))[pain == 6]
    undone_at = model.t
    model.run(10)
    assert model.session.step is not None
    assert model.session.step.index == 1, "the walk after the run that did not hurt"
    model.run(130)
    for t, kmh in model.asked_kmh():
        if t > undone_at and kmh > 5.0:
            told = [each.t for each in model.log if isinstance(each, ev.IncreaseAnnounced)]
            assert any(0 < t - at <= 15 and t - at >= 2.9 for at in told)
    assert model.session.step is not None
    assert model.session.step.index == 2, "and then the runs that are left"


def test_only_the_last_pain_is_taken_back_and_only_for_a_while() -> None:
    model = model_of(run(300), walk(120), run(300), COOL_DOWN)
    model.run(30)
    model.act(ev.Act.PAIN, 4)
    eased = steps_of(model)
    model.run(5)
    model.act(ev.Act.PAIN, 5)
    model.act(ev.Act.UNDO_PAIN)
    assert (model.session.pain, steps_of(model)) == (4, eased)
    model.act(ev.Act.UNDO_PAIN)
    assert model.session.pain == 4, "there is nothing to take back any more"
    model.act(ev.Act.PAIN, 5)
    model.run(UNDO_S + 1)
    said = len(model.cues(ev.Cue.NOTICE))
    model.act(ev.Act.UNDO_PAIN)
    assert model.session.pain == 5
    assert len(model.cues(ev.Cue.NOTICE)) == said


def test_eased_once_and_not_again_by_a_five() -> None:
    model = model_of(run(300), walk(60), run(300))
    model.run(30)
    model.act(ev.Act.PAIN, 4)
    eased = steps_of(model)
    model.act(ev.Act.PAIN, 5)
    assert steps_of(model) == eased


def test_a_surge_becomes_a_run_and_no_rate_is_held() -> None:
    surge = Step(Kind.SURGE, 11.0, duration_s=60, hold_bpm=(140, 150))
    model = model_of(run(60), walk(60), run(60), surge, walk(60))
    model.run(30)
    model.act(ev.Act.PAIN, 4)
    eased = steps_of(model)[3]
    assert eased.hold_bpm is None
    assert eased.speed_kmh <= steps_of(model)[2].speed_kmh


@pytest.mark.parametrize("pain", [4, 6])
def test_a_run_with_no_walk_ahead_is_walked_or_ends(pain: int) -> None:
    model = model_of(run(300))
    model.run(60)
    model.act(ev.Act.PAIN, pain)
    model.run(30)
    if pain == 6:
        assert model.session.phase in (Phase.STOPPING, Phase.ENDED)
    else:
        assert model.asked_kmh()[-1][1] <= 5.0


@pytest.mark.parametrize("pain", [4, 6])
def test_back_does_not_lead_into_the_run_that_hurt(pain: int) -> None:
    model = model_of(run(60), walk(60), run(60), walk(60), COOL_DOWN)
    model.run(30)
    model.act(ev.Act.PAIN, pain)
    count = len(begun(model))
    for _ in range(4):
        model.act(ev.Act.BACK)
        model.run(4)
    assert 0 not in begun(model)[count:]


def test_in_a_pause_it_counts_as_well() -> None:
    model = model_of(run(300), walk(60), run(300), COOL_DOWN)
    model.run(30)
    model.act(ev.Act.PAUSE)
    model.run(10)
    model.act(ev.Act.PAIN, 6)
    assert begun(model)[-1] == 3


def test_a_skip_into_a_run_that_was_on_its_way_is_off() -> None:
    model = model_of(walk(300), run(300), walk(60))
    model.run(30)
    model.act(ev.Act.SKIP)
    model.run(1)
    model.act(ev.Act.PAIN, 6)
    model.run(30)
    assert max(kmh for _, kmh in model.asked_kmh()) <= 5.0


ACTS = st.lists(
    st.sampled_from(
        [
            *((ev.Act.SKIP, None), (ev.Act.BACK, None), (ev.Act.NUDGE, 0.5), (ev.Act.EXTEND, 30)),
            *((ev.Act.PAUSE, None), (ev.Act.RESUME, None), (ev.Act.PAIN, 6)),
        ]
    ),
    max_size=10,
)


@settings(max_examples=40, deadline=None)
@given(ACTS, ACTS, st.sampled_from([3, 40, 62, 70, 130]), st.booleans())
def test_after_a_six_nothing_leads_into_a_run(
    before: list[tuple[ev.Act, float | None]],
    acts: list[tuple[ev.Act, float | None]],
    at_s: float,
    cools_down: bool,
) -> None:
    steps = [walk(60), run(60)] * 3 + ([COOL_DOWN] if cools_down else [])
    model = model_of(*steps)
    model.run(at_s)
    for act, value in before[:3]:
        model.act(act, value)
        model.run(3)
    model.act(ev.Act.PAIN, 6)
    since, index = model.t, len(model.log)
    for act, value in (*acts, (ev.Act.RESUME, None)):
        model.act(act, value)
        model.run(20)
    model.run(200)
    begun_since = [e for e in model.log[index:] if isinstance(e, ev.StepBegan)]
    assert not any(event.kind.is_running for event in begun_since)
    walk_kmh = max(step.speed_kmh for step in steps if not step.kind.is_running)
    nudged = sum(value or 0 for act, value in before[:3] if act is ev.Act.NUDGE)
    asked = [kmh for t, kmh in model.asked_kmh() if t > since + 1]
    assert max(asked, default=0) <= walk_kmh + nudged + 0.1


KEYS = st.sampled_from(
    [ev.Act.SKIP, ev.Act.BACK, ev.Act.PAUSE, ev.Act.RESUME, ev.Act.EXTEND, ev.Act.NUDGE]
)


@given(
    st.floats(5, 380),
    st.lists(st.tuples(KEYS, st.floats(0.2, 20)), max_size=12),
)
@settings(max_examples=30)
def test_after_a_six_no_key_leads_into_a_run(
    at_s: float, presses: list[tuple[ev.Act, float]]
) -> None:
    model = model_of(run(60), walk(60), run(60), walk(60), run(60), walk(60), COOL_DOWN)
    model.run(at_s)
    model.act(ev.Act.PAIN, 6)
    begun_before = len(model.said(ev.StepBegan))
    for act, wait_s in presses:
        model.act(act, {ev.Act.EXTEND: 30.0, ev.Act.NUDGE: 0.5}.get(act))
        model.run(wait_s)
    after = model.said(ev.StepBegan)[begun_before:]
    assert all(isinstance(each, ev.StepBegan) and not each.kind.is_running for each in after)
