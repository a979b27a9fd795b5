"""What a walk's heart rates say of recovery."""

import pytest

from runwalk_tui.training.physiology.recovery import Recovery, recovery_of
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import StepRecord


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


@pytest.mark.parametrize(("minute_bpm", "verdict"), [(138, "poor"), (137.9, "good"), (None, None)])
def test_twelve_beats_or_fewer_in_the_first_minute_are_poor(
    minute_bpm: float | None, verdict: str | None
) -> None:
    recovery = recovery_of(_step(Kind.WALK, minute_bpm))
    assert recovery is not None
    assert recovery.verdict == verdict


def test_a_run_or_a_walk_without_a_heart_rate_has_no_recovery() -> None:
    assert recovery_of(_step(Kind.RUN, 133)) is None
    assert recovery_of(_step(Kind.WALK, None, exit_bpm=None)) is None
