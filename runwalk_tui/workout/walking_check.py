"""The walking check: finds out if a new treadmill obeys, and in which units it counts.

It is asked for a walking speed once its belt moves steadily, and whatever speed it then settles at
says what it is: the one that was asked, one that is miles per hour taken for km/h, or neither. One
that takes and tells miles per hour seems to do what was asked: its distance gives it away.
"""

from collections.abc import Callable

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.events import (
    MachineChecked,
)
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.frozen import dataclass

WALK_KMH = 2.0
OTHER_WALKS_KMH = (2.5, 1.5)
LEAST_STEP_KMH = 0.5
FASTEST_WALK_KMH = 4.0
"""A machine that says it can go no slower is not asked at all."""

NEAR_KMH = 0.25
"""A speed so near to an outcome is that outcome."""

NEVER_STEADY_S = 60.0
"""A belt that keeps no speed for so long cannot be checked."""

DISTANCE_S = 45.0
"""A counter that goes by 10 m takes so long at a walk for two of its steps."""

PATIENCE_S = 10.0
SLOWEST_RAMP_KMH_S = 0.3
"""Seconds for a belt to begin, and the slowest ramp that was seen, for the rest of its way."""


def outcomes(asked_kmh: float) -> tuple[tuple[float, float, float], ...]:
    """Return the possible outcomes: measured km/h, target factor, data factor."""
    return (
        (asked_kmh, 1.0, 1.0),
        (asked_kmh * KMH_PER_MPH, KMH_PER_MPH, 1.0),
        (asked_kmh / KMH_PER_MPH, 1.0, KMH_PER_MPH),
    )


def walk_kmh(from_kmh: float, allowed_kmh: Callable[[float], float]) -> float:
    """The walking speed to ask of a belt that runs at ``from_kmh``.

    The first whose outcomes all differ from what the belt does anyway: else it would prove nothing.
    """
    wanted = (WALK_KMH, *OTHER_WALKS_KMH, from_kmh + LEAST_STEP_KMH)
    speeds = [allowed_kmh(speed_kmh) for speed_kmh in wanted]
    for asked_kmh in speeds:
        if all(abs(kmh - from_kmh) > NEAR_KMH for kmh, _, _ in outcomes(asked_kmh)):
            return asked_kmh
    return speeds[0]


def verdict(asked_kmh: float, measured_kmh: float) -> tuple[float, float] | None:
    """Target and data factor of a belt that came to ``measured_kmh``; None if it does not obey."""
    for kmh, target_factor, data_factor in outcomes(asked_kmh):
        if abs(measured_kmh - kmh) <= NEAR_KMH:
            return target_factor, data_factor
    return None


@dataclass(frozen=True)
class Check:
    """A treadmill's walking check, under way or over.

    Attributes:
        began_at: When the belt first moved.
        from_kmh: What was measured when walking speed was asked; None before that.
        asked_at: When that was.
        asked_kmh: Which speed it was.
        agreed_at, agreed_kmh: When the belt had settled at that speed, as it says, and at which.
        finding: What came of it.
    """

    began_at: float
    from_kmh: float | None = None
    asked_at: float | None = None
    asked_kmh: float | None = None
    agreed_at: float | None = None
    agreed_kmh: float | None = None
    finding: MachineChecked | None = None

    @property
    def awaits_choice(self) -> bool:
        """True if the treadmill counts in other units, and the runner has to say what to do."""
        found = self.finding
        return found is not None and found.obeys and found.target_factor * found.data_factor != 1


def agreed(belt: Belt, check: Check, t: float) -> Check:
    """Return the check after a reading; it notes a belt that settled at the speed asked."""
    if check.finding is not None or check.agreed_at is not None:
        return check
    if _factors(belt, check) != (1.0, 1.0):
        return check
    return replace(check, agreed_at=t, agreed_kmh=belt.speed_kmh)


def finding(belt: Belt, check: Check, t: float) -> MachineChecked | None:
    """Return the finding that the last reading proves; None while it proves nothing."""
    if check.finding is not None:
        return None
    if check.agreed_at is not None:
        waits = belt.data_factor is None and belt.odometer.counter_m is not None
        return None if waits and t - check.agreed_at < DISTANCE_S else obedience(belt, check, t)
    factors = _factors(belt, check)
    if factors is None:
        return None
    return MachineChecked(t, True, *factors, check.asked_kmh, belt.speed_kmh)


def _factors(belt: Belt, check: Check) -> tuple[float, float] | None:
    """Target and data factor by the speed that the belt has settled at since it was asked."""
    if check.asked_at is None or check.asked_kmh is None or belt.speed_kmh is None:
        return None
    if belt.steady_since > check.asked_at and belt.is_settled:
        return verdict(check.asked_kmh, belt.speed_kmh)
    level_kmh = belt.level_kmh
    since = belt.recent_kmh[0][0] if belt.recent_kmh else 0.0
    seen = level_kmh is not None and since > check.asked_at
    return verdict(check.asked_kmh, level_kmh) if level_kmh is not None and seen else None


def obedience(belt: Belt, check: Check, t: float) -> MachineChecked:
    """The finding that it comes to the speed that is asked, in the unit that its distance tells.

    Where its distance tells nothing, that is km/h.
    """
    factor = belt.data_factor or 1.0
    kmh = (check.agreed_kmh or 0.0) * factor
    return MachineChecked(t, True, factor, factor, check.asked_kmh, round(kmh, 2))


def disobedience(belt: Belt, check: Check, t: float) -> MachineChecked:
    """Return the finding that the belt does not follow its targets."""
    return MachineChecked(t, False, asked_kmh=check.asked_kmh, measured_kmh=belt.speed_kmh)


def miscount(belt: Belt, t: float) -> MachineChecked:
    """The finding, in the middle of a workout, that both its units are miles per hour."""
    speed_kmh, factor = belt.speed_kmh or 0.0, belt.data_factor or 1.0
    asked_kmh = speed_kmh if belt.commanded_kmh is None else belt.commanded_kmh
    return MachineChecked(t, True, factor, factor, asked_kmh, round(speed_kmh * factor, 2))


def end_of_patience(belt: Belt, check: Check, t: float) -> MachineChecked | None:
    """The finding when nothing more can be waited for, at ``t`` or later; None after a check."""
    ends_t = patience_ends_t(check)
    if ends_t is None:
        return None
    found = disobedience if check.agreed_at is None else obedience
    return found(belt, check, max(t, ends_t))


def patience_ends_t(check: Check) -> float | None:
    """The time until which a belt has to obey, or to tell its distance."""
    if check.finding is not None:
        return None
    if check.agreed_at is not None:
        return check.agreed_at + DISTANCE_S
    if check.asked_at is None or check.asked_kmh is None:
        return check.began_at + NEVER_STEADY_S
    furthest_kmh = max(
        abs(kmh - (check.from_kmh or 0.0)) for kmh, _, _ in outcomes(check.asked_kmh)
    )
    return check.asked_at + PATIENCE_S + furthest_kmh / SLOWEST_RAMP_KMH_S
