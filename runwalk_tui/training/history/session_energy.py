"""The energy of a session, kcal, on any machine.

On a belt by the equations for walking and running. On a machine without one by the work done, of
which the body spends four times as much; without a power by the machine's own figure; and without
that by what such a machine takes in general.
"""

from runwalk_tui.training.history.cross_met import IN_GENERAL
from runwalk_tui.training.physiology.energy import (
    REST_ML_KG_MIN,
    kcal_of,
    kcal_of_work,
    kcal_per_min,
)
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.summary import kind_totals


def session_kcal(session: Session) -> float:
    """The energy of a session so far, resting share included."""
    mass_kg = session.runner.mass_kg
    if session.machine.has_belt:
        return kcal_of(kind_totals(session), mass_kg)
    work_j = sum(record.work_j for record in session.records)
    if work_j:
        return kcal_of_work(work_j)
    if session.belt.energy_kcal is not None:
        return session.belt.burned_kcal
    vo2 = IN_GENERAL[session.machine] * REST_ML_KG_MIN
    return kcal_per_min(vo2, mass_kg) * session.active_s / 60
