"""The belt is asked ahead of a boundary: once it is known how it follows, and never by much."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.workout.model import LATENCY_S, Machine, Model, plan_of, run, walk

PLAN = plan_of(walk(), run(), walk(), run(), walk())


def machine(ramp_kmh_s: float = 0.5, telemetry_s: float = 0.5) -> Machine:
    """One whose lag is known."""
    lag = (LATENCY_S, ramp_kmh_s, ramp_kmh_s)
    return Machine(ramp_kmh_s=ramp_kmh_s, telemetry_s=(telemetry_s,), lag=lag)


def begun(of: Machine, plan: Plan = PLAN, *, lead: bool = True) -> Model:
    model = Model(plan, of, ev.RunnerProfile(lead=lead))
    model.start()
    return model


def aheads(model: Model) -> list[float]:
    """How long before each boundary the speed of the step after it was asked."""
    asked = model.asked_kmh()[1:]
    return [t - at for (t, _), (at, _) in zip(model.began()[1:], asked, strict=True)]


def passes_middle(model: Model, boundary_t: float, middle_kmh: float) -> float:
    """When the measured speed passed the middle nearest to a boundary, less the boundary."""
    readings = [
        (e.t, e.speed_kmh)
        for e in model.log
        if isinstance(e, ev.BeltReading) and e.speed_kmh and abs(e.t - boundary_t) < 15
    ]
    for (t0, low), (t1, high) in pairwise(readings):
        if min(low, high) <= middle_kmh <= max(low, high) and low != high:
            return t0 + (middle_kmh - low) / (high - low) * (t1 - t0) - boundary_t
    raise AssertionError(f"never at {middle_kmh} about {boundary_t}")


@pytest.mark.parametrize("ramp_kmh_s", [0.3, 0.5, 1.0, 2.0])
def test_the_belt_passes_the_middle_at_the_boundary(ramp_kmh_s: float) -> None:
    model = begun(machine(ramp_kmh_s))
    model.run(310)
    assert len(model.began()) == 5
    for t, _ in model.began()[1:]:
        assert abs(passes_middle(model, t, 6.75)) < 1
    for ahead_s in aheads(model):
        assert ahead_s == pytest.approx(LATENCY_S + 1.75 / ramp_kmh_s)
    for t, kmh in model.asked_kmh():
        if kmh == 8.5:
            told = [e.t for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.t < t]
            assert t - told[-1] >= 3 - 1e-6


@pytest.mark.parametrize("off", ["unknown", "switched off"])
def test_it_is_off_until_learned_and_when_switched_off(off: str) -> None:
    of = Machine() if off == "unknown" else machine()
    model = begun(of, lead=off == "unknown")
    model.run(310)
    assert aheads(model) == pytest.approx([0, 0, 0, 0], abs=1e-6)


@settings(max_examples=30)
@given(
    st.lists(
        st.builds(
            Step,
            st.sampled_from((Kind.RUN, Kind.WALK)),
            st.sampled_from((3.0, 5.0, 8.5, 12.0)),
            duration_s=st.sampled_from((4.0, 9.0, 20.0, 45.0)),
        ),
        min_size=2,
        max_size=6,
    ),
    st.sampled_from((0.05, 0.3, 2.0)),
    st.floats(0, 8),
)
def test_never_more_than_ten_seconds_ahead(steps: list[Step], ramp: float, delay: float) -> None:
    of = Machine(ramp_kmh_s=0.5, lag=(delay, ramp, ramp))
    model = begun(of, plan_of(*steps))
    model.run(sum(step.planned_s for step in steps) + 5)
    running, ends = -1, {}
    for (t, index), following in zip(model.began(), [*model.began()[1:], None], strict=True):
        ends[index] = following[0] if following else t + steps[index].planned_s
    for event in model.log:
        if isinstance(event, ev.StepBegan):
            running = event.index
        if isinstance(event, ev.SpeedAsked) and running >= 0:
            own = event.speed_kmh == steps[running].speed_kmh
            share_s = steps[running].planned_s / 2
            assert own or ends[running] - event.t <= min(10, share_s) + 1e-6


def test_a_step_that_a_heart_rate_may_end_has_no_lead() -> None:
    rest = Step(Kind.WALK, 5.0, duration_s=60, until_bpm=40)
    model = begun(machine(), plan_of(walk(), run(), rest, run()))
    model.run(240)
    assert aheads(model)[2] == pytest.approx(0, abs=1e-6)
    assert aheads(model)[1] > 1


def test_a_timed_step_keeps_its_speed_to_the_end() -> None:
    mile = Step(Kind.RUN, 8.5, distance_m=400, timed=True)
    model = begun(machine(), plan_of(walk(), mile, walk(), run()))
    model.run(330)
    assert aheads(model)[0] > 1
    assert aheads(model)[1] == pytest.approx(0, abs=1e-6)
    assert aheads(model)[2] > 1


def test_longer_in_the_lead_takes_it_back() -> None:
    model = begun(machine())
    model.run(118.5)
    assert model.asked_kmh()[-1][1] == 5.0, "the run's end is near"
    model.act(ev.Act.EXTEND, 30.0)
    model.run(15)
    assert model.session.step is not None
    assert model.session.step.index == 1
    assert model.asked_kmh()[-1][1] == 8.5, "announced, and asked again"
    model.run(150)
    assert aheads_of_last(model) > 1


def aheads_of_last(model: Model) -> float:
    boundary_t, _ = model.began()[-1]
    return boundary_t - max(t for t, _ in model.asked_kmh() if t <= boundary_t + 1e-6)


@pytest.mark.parametrize("act", [ev.Act.SKIP, ev.Act.BACK])
def test_a_skip_or_a_step_back_in_the_lead(act: ev.Act) -> None:
    model = begun(machine())
    model.run(118.5)
    model.act(act)
    model.run(20)
    assert model.session.step is not None
    index = 2 if act is ev.Act.SKIP else 1
    assert model.session.step.index == index
    assert model.speed_kmh() == pytest.approx(5.0 if index == 2 else 8.5)


def test_a_pause_in_the_lead() -> None:
    model = begun(machine())
    model.run(118.5)
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run_to(Phase.RUNNING)
    model.run(25)
    assert model.session.step is not None
    assert model.session.step.index == 2
    assert model.speed_kmh() == pytest.approx(5.0)


def test_the_consoles_speed_holds_until_the_boundary() -> None:
    model = begun(machine())
    model.run(100)
    model.press_speed(1.0)
    model.run(10)
    assert model.session.override_kmh == pytest.approx(9.5)
    count = len(model.asked_kmh())
    model.run_until(model.began()[1][0] + 59.5)
    assert len(model.asked_kmh()) == count
    model.run(1)
    assert model.asked_kmh()[-1][1] == 5.0


def test_an_increase_that_was_refused_ahead_is_announced_anew_in_its_own_step() -> None:
    of = machine()
    of.refuses = {ev.Command.SPEED}
    model = begun(of, plan_of(walk(5, 3.0), walk(30, 5.0)))
    model.run(40)
    (ahead, _), (again, _), *more = [ask for ask in model.asked_kmh() if ask[1] == 5.0]
    boundary_t = model.began()[1][0]
    assert ahead < boundary_t < again
    told = [e.t for e in model.log if isinstance(e, ev.IncreaseAnnounced) and ahead < e.t < again]
    assert again - told[-1] >= 3 - 1e-6
    assert not more, "refused twice, it is not asked again"
