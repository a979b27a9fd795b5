"""What a session comes to."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.summary import last_walk, summarize
from tests.workout.model import run, started, walk


def test_a_whole_session_in_numbers() -> None:
    model = started(walk(60), run(60), walk(60))
    model.run(190)
    assert model.is_over()
    summary = summarize(model.session)
    assert (summary.title, summary.outcome, summary.belt_stopped) == (
        "Test",
        ev.Outcome.FINISHED,
        True,
    )
    assert summary.active_s == pytest.approx(180)
    assert [step.active_s for step in summary.steps] == pytest.approx([60, 60, 60])
    assert summary.distance_m == pytest.approx(summary.machine_distance_m, abs=5)
    by_kind = {total.kind: total for total in summary.totals}
    assert list(by_kind) == [Kind.WALK, Kind.RUN]
    assert by_kind[Kind.WALK].active_s == pytest.approx(120)
    assert sum(t.distance_m for t in summary.totals) == pytest.approx(
        sum(step.distance_m for step in summary.steps)
    )
    beats = [e for e in model.log if isinstance(e, ev.HeartReading) and e.bpm]
    rates = [
        e.bpm
        for e in beats
        if e.bpm and model.began()[0][0] <= e.t <= model.said(ev.StopAsked)[0].t
    ]
    assert summary.peak_bpm == max(rates)
    assert summary.mean_bpm == pytest.approx(sum(rates) / len(rates))
    falls = [s.fall_bpm for s in summary.steps if s.kind is Kind.WALK and s.fall_bpm is not None]
    assert summary.fall_bpm == pytest.approx(sum(falls) / len(falls))


def test_a_step_passed_over_within_half_a_second_is_not_listed() -> None:
    model = started(walk(60), run(60), walk(60))
    model.run(20)
    model.act(ev.Act.SKIP)
    model.run(5)
    model.act(ev.Act.SKIP)
    model.run(0.1)
    model.act(ev.Act.SKIP)
    assert [step.index for step in model.session.records] == [0, 1, 2]
    assert [step.index for step in summarize(model.session).steps] == [0, 1]


def test_a_session_that_never_began_is_empty() -> None:
    summary = summarize(Session())
    assert (summary.title, summary.outcome, summary.steps, summary.totals) == (
        "Heart rate",
        None,
        (),
        (),
    )
    assert (summary.mean_bpm, summary.peak_bpm, summary.fall_bpm) == (None, None, None)


def test_the_last_walk_is_the_one_that_ended_last() -> None:
    model = started(walk(30), run(30), walk(30), run(30))
    assert last_walk(model.session) is None
    model.run(100)
    walked = last_walk(model.session)
    assert walked is not None
    assert walked.index == 2
