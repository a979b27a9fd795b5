"""What a walk's heart rates say of recovery."""

from dataclasses import replace
from datetime import timedelta

import pytest

from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.assessment import own_fall_bpm, stayed_up
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.physiology.recovery import Recovery, recovery_of
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import StepRecord
from tests.training.simulated import MONDAY, SETTINGS, Run, session_of


def _step(kind: Kind, minute_bpm: float | None, exit_bpm: float | None = 120) -> StepRecord:
    return StepRecord(
        index=1,
        kind=kind,
        began_t=0,
        began_active_s=0,
        entry_bpm=150,
        minute_bpm=minute_bpm,
        exit_bpm=exit_bpm,
    )


def test_the_fall_over_the_walk_and_within_its_first_minute() -> None:
    assert recovery_of(_step(Kind.WALK, 133)) == Recovery(fall_bpm=30, first_minute_fall_bpm=17)


def test_a_run_or_a_walk_without_a_heart_rate_has_no_recovery() -> None:
    assert recovery_of(_step(Kind.RUN, 133)) is None
    assert recovery_of(_step(Kind.WALK, None, exit_bpm=None)) is None


PLAN = load_plan("1-1", SETTINGS)


def _sessions(*falls_bpm: float, run_bpm: float = 160.0) -> list[SessionStats]:
    return [
        session_of(
            number, MONDAY + timedelta(days=2 * number), PLAN, Run(fall_bpm=fall, run_bpm=run_bpm)
        )
        for number, fall in enumerate(falls_bpm)
    ]


@pytest.mark.parametrize(
    ("before", "fall_bpm", "is_up"),
    [
        ((), 12, True),
        ((), 12.1, False),
        ((10, 11, 9), 11, True),
        ((10, 11, 9, 10), 9, False),
        ((10, 11, 9, 10), 2, True),
        ((30, 31, 29, 30), 20, True),
        ((30, 31, 29, 30), 21, False),
        ((45, 44, 46, 45), 30, True),
    ],
)
def test_recovery_is_held_against_the_runners_own_as_soon_as_that_is_known(
    before: tuple[float, ...], fall_bpm: float, is_up: bool
) -> None:
    """Cole's 12 bpm are from the peak of a maximal test: only a stand-in for an easy run."""
    *earlier, last = _sessions(*before, fall_bpm)
    assert stayed_up(last, 185, earlier) is is_up


def test_only_runs_at_a_like_heart_rate_that_are_not_old_or_in_doubt_are_the_runners_own() -> None:
    earlier = _sessions(30, 30, 30, 30)
    (last,) = _sessions(15)
    last = replace(last, opened_at=f"{MONDAY + timedelta(days=20)}T18:00:00+01:00")
    assert own_fall_bpm(last, earlier) == 30
    assert own_fall_bpm(replace(last, run_bpm=180.0), earlier) is None
    late = replace(last, opened_at=f"{MONDAY + timedelta(days=60)}T18:00:00+01:00")
    assert own_fall_bpm(late, earlier) is None
    doubtful = [replace(each, doubtful_share=0.5) for each in earlier]
    assert own_fall_bpm(last, doubtful) is None
    words = debrief([*earlier, last], [], Athlete())
    assert "fell 15 bpm in the first minute of the walks, and usually it falls 30" in words
