"""A session in a few words: nothing in doubt, nothing untold."""

from dataclasses import replace

from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.history.stats_text import sums

SESSION = SessionStats(
    session_id=1,
    opened_at="2026-05-02T07:30:00+02:00",
    plan="1-2",
    title="1:2",
    outcome="finished",
    total_s=1800.0,
    planned_s=1800.0,
    distance_m=3000.0,
    run_s=600.0,
    walk_s=1200.0,
    falls_bpm=(30.4, 28.0),
    zone_s=(60.0, 300.0, 900.0, 538.0, 0.0, 2.0),
    kcal=231.4,
)


def test_zones_recovery_energy_and_load() -> None:
    assert sums(SESSION, effort=5) == (
        "231 kcal · load 150",
        "below zone 1 1:00 · zone 1 5:00 · zone 2 15:00 · zone 3 8:58",
        "The heart fell in the walks by 30, 28 bpm.",
    )


def test_the_machine_s_own_figure_stands_beside_ours() -> None:
    assert sums(replace(SESSION, machine_kcal=250.0))[0] == "231 kcal (the machine says 250)"


def test_a_heart_rate_in_doubt_says_nothing() -> None:
    words = " ".join(sums(replace(SESSION, doubtful_share=0.5), effort=5))
    assert "zone 2" not in words
    assert "fell" not in words
    assert "load 150" in words
