"""Decoupling, a peak that was held, and steady pieces: by hand."""

import pytest

from runwalk_tui.training.physiology.effort_curves import (
    Beat,
    decoupling_of,
    held_peak_bpm,
    steady_pieces,
)
from runwalk_tui.training.physiology.energy import vo2_ml_kg_min


def _run(seconds: int, bpm: float, kmh: float = 9.0, since: float = 0.0) -> list[Beat]:
    return [Beat(since + t, bpm, kmh, 0.0, "run") for t in range(seconds)]


def test_decoupling_is_what_the_last_third_lost() -> None:
    beats = [*_run(400, 140), *_run(400, 145, since=400), *_run(400, 154, since=800)]
    assert decoupling_of(beats) == pytest.approx(1 - 140 / 154)
    assert decoupling_of(_run(1200, 150)) == pytest.approx(0)


def test_too_little_running_and_walks_say_nothing() -> None:
    assert decoupling_of(_run(890, 150)) is None
    walks = [beat._replace(gait="walk") for beat in _run(1200, 110)]
    assert decoupling_of(walks) is None


def test_a_peak_counts_once_it_was_held() -> None:
    beats = _run(60, 150)
    spike = [beat._replace(bpm=199) if 30 <= beat.t < 33 else beat for beat in beats]
    assert held_peak_bpm(spike) == 150
    held = [beat._replace(bpm=181) if 30 <= beat.t <= 35 else beat for beat in beats]
    assert held_peak_bpm(held) == 181
    apart = [beat for beat in held if beat.t not in (31, 32, 33, 34)]
    assert held_peak_bpm(apart) == 150
    assert held_peak_bpm(_run(4, 150)) is None


def test_a_piece_is_steady_after_three_minutes_at_one_speed() -> None:
    pieces = steady_pieces(_run(300, 150))
    assert [bpm for _, bpm in pieces] == [150.0] * 2
    assert [vo2 for vo2, _ in pieces] == pytest.approx([vo2_ml_kg_min("run", 9.0)] * 2)
    faster = [*_run(170, 140, 8.0), *_run(170, 150, 9.0, since=170)]
    assert steady_pieces(faster) == []
    hill = [beat._replace(incline_percent=2.0) for beat in _run(240, 150)]
    assert steady_pieces(hill)[0][0] == pytest.approx(vo2_ml_kg_min("run", 9.0, 2.0))
