"""The effort of a speed and an incline: the oxygen that walking or running at them takes."""

RUN_FROM_KMH = 7.2
"""From this speed (120 m/min) a person on the belt is taken to run."""
REST_ML_KG_MIN = 3.5
"""Oxygen used at rest, ml/kg/min: one metabolic equivalent."""
KCAL_PER_LITRE = 5.0
"""Energy that a litre of oxygen releases."""


def oxygen_ml_kg_min(speed_kmh: float, incline_percent: float = 0.0, *, running: bool) -> float:
    """Steady oxygen uptake of walking or running, ml/kg/min.

    ACSM's Guidelines for Exercise Testing and Prescription, 10th edition, table 6.3, with the
    speed S in m/min and the grade G as a fraction: walking 3.5 + 0.1 S + 1.8 S G, running
    3.5 + 0.2 S + 0.9 S G.
    """
    metres_per_minute = speed_kmh * 1000 / 60
    grade = incline_percent / 100
    flat, climb = (0.2, 0.9) if running else (0.1, 1.8)
    return REST_ML_KG_MIN + metres_per_minute * (flat + climb * grade)
