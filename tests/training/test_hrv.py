"""RMSSD from the intervals that a heart can have made, and nothing where too few are."""

from itertools import accumulate

import pytest

from runwalk_tui.training.physiology.hrv import rmssd_ms

SWINGING = [0.8 + 0.022 * (n % 2) for n in range(60)]


def rmssd(lengths: list[float]) -> float | None:
    return rmssd_ms(list(zip(accumulate(lengths), lengths, strict=True)), -1.0)


@pytest.mark.parametrize(
    "false_beats",
    [[0.0], [0.02], [63.9], [1.6], [0.4, 0.41], [2.4], [1.0], [0.62]],
    ids=str,
)
@pytest.mark.parametrize("at", [0, 1, 30, 59])
def test_a_false_beat_is_left_out_with_both_its_differences(
    false_beats: list[float], at: int
) -> None:
    beats = [*SWINGING[:at], *false_beats, *SWINGING[at:]]
    arrival = [(0.8 * n, length) for n, length in enumerate(beats)]
    assert rmssd_ms(arrival, -1.0) == pytest.approx(22)


def test_what_a_heart_does_is_kept() -> None:
    """A breath may shorten the time between beats by a sixth."""
    breathing = [0.9, 0.95, 1.0, 1.05, 1.0, 0.95] * 10
    assert rmssd(breathing) == pytest.approx(50)


@pytest.mark.parametrize(("every", "is_told"), [(6, True), (4, False), (2, False)])
def test_with_too_many_left_out_nothing_is_told(every: int, is_told: bool) -> None:
    beats = [1.7 if n % every == 0 else length for n, length in enumerate(SWINGING)]
    assert (rmssd(beats) is not None) is is_told


def test_intervals_that_are_no_beats_alone_say_nothing() -> None:
    assert rmssd([0.02] * 60) is None
    assert rmssd([63.9] * 60) is None
