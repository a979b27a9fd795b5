"""A session's figures in a few words: zones, recovery in the walks, energy, load."""

from runwalk_tui.training import sentences_of_records as shown
from runwalk_tui.training.history.load import session_load
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.units.format import minutes_clock

LEAST_ZONE_S = 5.0
"""Less time in a zone is not told."""


def sums(figures: SessionStats, effort: int | None = None) -> tuple[str, ...]:
    """The session's sums, a line each, without those that are in doubt or were not told."""
    lines = (
        _energy_and_load(figures, effort),
        _zones(figures),
        _recovery(figures),
        _decoupling(figures),
    )
    return tuple(line for line in lines if line)


def _zones(figures: SessionStats) -> str:
    if not can_be_trusted(figures):
        return Weeks.SUMS_DOUBT()
    parts = [
        f"{shown.ZONE.format(zone=zone) if zone else shown.BELOW_ZONE_1} {minutes_clock(seconds)}"
        for zone, seconds in enumerate(figures.zone_s)
        if seconds >= LEAST_ZONE_S
    ]
    return " · ".join(parts)


def _recovery(figures: SessionStats) -> str:
    if not figures.falls_bpm or not can_be_trusted(figures):
        return ""
    falls = ", ".join(f"{fall:.0f}" for fall in figures.falls_bpm)
    return Weeks.SUMS_FALLS(falls=falls)


def _decoupling(figures: SessionStats) -> str:
    if figures.decoupling is None or not can_be_trusted(figures):
        return ""
    metres = f"{figures.metres_a_beat:.2f}" if figures.metres_a_beat else "–"
    percent = f"{max(0.0, figures.decoupling):.0%}"
    return Weeks.SUMS_DECOUPLING(metres=metres, percent=percent)


def _energy_and_load(figures: SessionStats, effort: int | None) -> str:
    energy = shown.KCAL.format(kcal=figures.kcal)
    if figures.machine_kcal is not None:
        energy += shown.MACHINE_KCAL.format(machine_kcal=figures.machine_kcal)
    if effort is None:
        return energy
    return shown.ENERGY_AND_LOAD.format(energy=energy, load=session_load(effort, figures.total_s))
