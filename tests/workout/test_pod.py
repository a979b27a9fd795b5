"""A running pod as the core knows it: which feet it counts, what its distance is worth."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.decide import decide
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.motion import advance, coverage
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.pod import CERTAIN, POD_HOLD_S, Pod, speaks_for_one_foot
from runwalk_tui.workout.pod_comparison import PodComparison
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.step_record import StepRecord

UP = DeviceLink(state=ev.LinkState.UP)
PLAN = Plan("p", "P", (Step(Kind.RUN, 8.0, duration_s=600),))
T = 100.0


def running(**changes: Any) -> Session:
    session = Session(
        t=T,
        phase=Phase.RUNNING,
        plan=PLAN,
        belt=Belt(link=UP, ready=True, speed_kmh=8.0, read_at=T),
        pod=Pod(UP, None, 9.0, T, 160.0, same_since=T, slowest_kmh=9.0, fastest_kmh=9.0),
        step=StepRecord(0, Kind.RUN, 0.0, 0.0),
    )
    return replace(session, **changes)


def fed(session: Session, *readings: tuple[float, float], runs: bool = True) -> Session:
    """A reading a second, of speed and cadence, with what follows from each."""
    for speed_kmh, spm in readings:
        event = ev.PodReading(session.t + 1, speed_kmh, spm, running=runs)
        session = evolve(session, event)
        for follows in decide(session, event):
            session = evolve(session, follows)
    return session


@pytest.mark.parametrize(
    ("spm", "kmh", "runs", "is_one"),
    [
        (161, 12.09, True, False),
        (81, 8.5, True, True),
        (119, 9.0, False, True),
        (120, 9.0, True, False),
        (51, 2.6, False, True),
        (66, 6.5, False, True),
        (115, 5.0, False, False),
        (57, 5.0, False, True),
    ],
)
def test_one_reading_speaks_for_one_foot_or_for_both(
    spm: float, kmh: float, runs: bool, is_one: bool
) -> None:
    assert speaks_for_one_foot(spm, kmh, runs=runs) is is_one


def test_which_feet_it_counts_is_certain_after_some_readings() -> None:
    session = fed(running(), *[(8.5, 81.0)] * (CERTAIN - 1))
    assert session.pod.one_foot is None
    assert session.pod.cadence_spm(session.t) == 162, "the best guess until then"
    session = fed(session, (8.5, 81.0))
    assert session.pod.one_foot is True


def test_what_was_learned_holds_until_much_speaks_against_it() -> None:
    known = evolve(running(), ev.PodKnown(T, one_foot=True))
    assert fed(known, *[(8.5, 160.0)] * 5).pod.one_foot is True
    assert fed(known, *[(8.5, 160.0)] * 40).pod.one_foot is False


@pytest.mark.parametrize("sent", [1.0, 2.0, None])
def test_a_stride_is_that_of_one_step_whatever_is_sent(sent: float | None) -> None:
    event = ev.PodReading(T + 1, 9.6, 160.0, sent, running=True)
    pod = evolve(running(), event).pod
    assert pod.stride_m(T + 1) == pytest.approx(1.0)


def test_a_captured_stride() -> None:
    event = ev.PodReading(T + 1, 12.09, 161.0, 1.30, running=True)
    assert evolve(running(), event).pod.stride_m(T + 1) == 1.30


def test_a_cadence_that_never_changes_is_none() -> None:
    session = fed(running(), *[(9.0, 161.0)] * 15, *[(5.0, 161.0)] * 15)
    assert session.pod.cadence_spm(session.t) is None
    assert fed(session, (5.0, 115.0), runs=False).pod.cadence_spm(session.t + 1) == 115
    steady = fed(running(), *[(9.0, 161.0)] * 60)
    assert steady.pod.cadence_spm(steady.t) == 161


def test_the_pod_measures_without_a_machine_and_the_plan_once_it_is_silent() -> None:
    session = running(by_hand=True)
    assert session.by_pod
    covered = coverage(session, T + 2)
    assert covered.metres == covered.pod_m == pytest.approx(9 / 3.6 * 2)
    later = evolve(session, ev.BeltReading(T + 3, 8.0))
    later = evolve(later, ev.BeltReading(T + 6, 8.0))
    assert later.pod_m == pytest.approx(9 / 3.6 * POD_HOLD_S)
    assert later.distance_m == pytest.approx(9 / 3.6 * 4 + 8 / 3.6 * 2)


@pytest.mark.parametrize(
    "belt",
    [
        Belt(link=UP, speed_kmh=8.0, read_at=T - 3),
        Belt(link=UP, speed_kmh=8.0, read_at=T, lost_since=T),
        Belt(link=UP, speed_kmh=8.0, read_at=T, contested_since=T),
        Belt(link=UP, speed_kmh=8.0, read_at=T, data_factor=1.609),
    ],
    ids=["silent", "lost", "contested", "other units"],
)
def test_the_pod_measures_where_the_belt_is_in_doubt(belt: Belt) -> None:
    session = running(belt=belt)
    assert session.speed_kmh == 9.0
    assert advance(session, T + 1).pod_m == pytest.approx(2.5)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"phase": Phase.PAUSED, "by_hand": True},
        {"phase": Phase.ARMING, "by_hand": True},
        {"machine": ev.MachineKind.BIKE, "belt": Belt()},
        {"by_hand": True, "pod": Pod(speed_kmh=9.0, read_at=T)},
        {"by_hand": True, "pod": Pod(link=UP, speed_kmh=9.0, read_at=T - POD_HOLD_S)},
    ],
    ids=["a good belt", "paused", "before the start", "a bike", "lost", "silent"],
)
def test_elsewhere_it_does_not(changes: dict[str, Any]) -> None:
    session = running(**changes)
    assert not session.by_pod
    assert advance(session, T + 1).pod_m == 0


@given(
    st.lists(
        st.tuples(
            st.floats(-1, 1000), st.floats(-1, 300), st.none() | st.floats(0, 700), st.booleans()
        ),
        max_size=40,
    ),
    st.booleans(),
)
def test_it_never_asks_anything_of_a_belt(
    readings: list[tuple[float, float, float | None, bool]], by_hand: bool
) -> None:
    session = running(by_hand=by_hand)
    for speed_kmh, spm, metres, runs in readings:
        event = ev.PodReading(session.t + 1, speed_kmh, spm, None, metres, runs)
        session = evolve(session, event)
        follows = decide(session, event)
        assert {type(each) for each in follows} <= {ev.FeetCounted}
        for each in follows:
            session = evolve(session, each)
        assert session.pod.metres >= 0
        cadence = session.pod.cadence_spm(session.t)
        assert cadence is None or cadence > 0


def test_a_counter_that_restarts_adds_nothing() -> None:
    session = running(pod=Pod(link=UP, pod="P", speed_kmh=9.0, read_at=T, counter_m=5000.0))
    session = evolve(session, ev.PodReading(T + 1, 9.0, 160, None, 2.0))
    assert session.pod.metres == 0
    assert evolve(session, ev.PodReading(T + 2, 9.0, 160, None, 4.5)).pod.metres == 2.5


def link(state: ev.LinkState, t: float, name: str = "Pod") -> ev.LinkChanged:
    return ev.LinkChanged(t, ev.Device.POD, state, name, "AA")


def told(session: Session, *events: ev.LinkChanged) -> tuple[Session, list[str]]:
    words = []
    for event in events:
        session = evolve(session, event)
        words += [cue.say for cue in decide(session, event) if isinstance(cue, ev.CueDue)]
    return session, words


def test_its_loss_and_its_return_are_told_once() -> None:
    up, lost = ev.LinkState.UP, ev.LinkState.LOST
    turns = [link(lost if n % 2 else up, T + n) for n in range(1, 9)]
    _, words = told(running(), *turns)
    assert words == [say.LOST.format(device=say.POD), say.BACK_AGAIN.format(device=say.POD)]
    _, words = told(running(by_hand=True), link(lost, T + 1))
    assert words == [say.POD_LOST_BY_HAND]


def test_a_pod_that_sleeps_at_rest_is_no_news() -> None:
    for phase in (Phase.ARMING, Phase.PAUSED, Phase.STOPPING):
        _, words = told(running(phase=phase), link(ev.LinkState.LOST, T + 1))
        assert words == []


def test_another_pod_begins_anew() -> None:
    first, _ = told(running(), link(ev.LinkState.UP, T, "One"))
    first = fed(first, *[(8.5, 81.0)] * CERTAIN)
    other, _ = told(first, link(ev.LinkState.UP, first.t + 1, "Two"))
    assert (other.pod.one_foot, other.pod.votes) == (None, 0)
    assert other.pod.steps == first.pod.steps > 0


def compared(
    belt_kmh: float, pod_kmh: float, seconds: int, *, ramps: bool = False
) -> PodComparison:
    comparison = PodComparison().after(ev.ClockStarted(0.0))
    for second in range(seconds):
        kmh = belt_kmh + (second % 7) / 4 if ramps else belt_kmh
        comparison = comparison.after(ev.BeltReading(float(second), kmh))
        comparison = comparison.after(ev.PodReading(second + 0.5, pod_kmh, 160))
    return comparison


def test_belt_and_pod_are_compared_where_both_are_steady() -> None:
    comparison = compared(8.4, 8.0, 200)
    assert comparison.factor == pytest.approx(1.05)
    assert comparison.belt_m == pytest.approx(8.4 / 3.6 * 190, rel=0.02)
    assert compared(8.4, 8.0, 200, ramps=True).belt_m == 0
    assert compared(0.0, 8.0, 200).factor is None
    paused = comparison.after(ev.ClockPaused(200.0, ev.PauseReason.RUNNER, 200.0))
    assert paused.after(ev.PodReading(200.5, 8.0, 160)).belt_m == comparison.belt_m
