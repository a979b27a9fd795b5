"""A session's figures in a few words: zones, recovery in the walks, energy, load."""

from runwalk_tui.training.figures import Figures
from runwalk_tui.training.judging import can_be_trusted
from runwalk_tui.training.load import session_load

LEAST_ZONE_S = 5.0
"""Less time in a zone is not told."""


def sums(figures: Figures, effort: int | None = None) -> tuple[str, ...]:
    """What the session came to, a line each; what is in doubt or was not told is left out."""
    lines = (_energy_and_load(figures, effort), _zones(figures), _recovery(figures))
    return tuple(line for line in lines if line)


def _zones(figures: Figures) -> str:
    if not can_be_trusted(figures):
        return "The heart rate was in doubt for too long: zones and recovery are left out."
    parts = [
        f"{'below zone 1' if zone == 0 else f'zone {zone}'} {_clock(seconds)}"
        for zone, seconds in enumerate(figures.zone_s)
        if seconds >= LEAST_ZONE_S
    ]
    return " · ".join(parts)


def _recovery(figures: Figures) -> str:
    if not figures.falls_bpm or not can_be_trusted(figures):
        return ""
    falls = ", ".join(f"{fall:.0f}" for fall in figures.falls_bpm)
    return f"The heart fell in the walks by {falls} bpm."


def _energy_and_load(figures: Figures, effort: int | None) -> str:
    energy = f"{figures.kcal:.0f} kcal"
    if figures.machine_kcal is not None:
        energy += f" (the machine says {figures.machine_kcal:.0f})"
    if effort is None:
        return energy
    return f"{energy} · load {session_load(effort, figures.total_s):.0f}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
