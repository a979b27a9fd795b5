"""A rider on a bike with a flywheel: what legs do against a brake, second by second.

The rider holds a cadence by pushing harder the slower it gets, up to what the legs can give; the
brake takes its torque from the crank. Under a brake that keeps a power constant, torque is power
through angular speed: a rider who cannot give that power slows down, the pedals get heavier, and
the cadence collapses.
"""

from dataclasses import dataclass
from math import pi
from typing import Final

RAD_S_PER_RPM: Final = 2 * pi / 60
_STEP_S: Final = 0.05
_LOSSES_NM: Final = 0.6
_SLOWEST_RPM: Final = 20.0
"""Below it a brake keeps its torque instead of the power."""
_HABIT_S: Final = 8.0


@dataclass
class Rider:
    """Legs and a flywheel.

    Args:
        cadence_rpm: What the rider likes to pedal at, 60 to 110.
        strongest_nm: The most torque that the legs give at a slow crank; some 45 to 90 Nm.
        stiffness_nm_rpm: How much harder the rider pushes for each rpm too slow.
        inertia_kg_m2: Of the flywheel, as seen from the crank; 10 to 40 on trainers.
        pedals: Whether the rider pedals at all.

    Attributes:
        rpm: The crank's cadence.
        power_w: What the brake takes.
        distance_m: Rolled, at 5.3 m a turn of the crank.
    """

    cadence_rpm: float = 85.0
    strongest_nm: float = 70.0
    stiffness_nm_rpm: float = 2.0
    inertia_kg_m2: float = 20.0
    pedals: bool = True
    rpm: float = 0.0
    power_w: float = 0.0
    distance_m: float = 0.0
    habit_nm: float = 8.0

    @property
    def speed_kmh(self) -> float:
        """As a bicycle in a middle gear: 5.3 m a turn."""
        return self.rpm * 5.3 * 60 / 1000

    def advance(self, seconds: float, brake_nm: "Brake") -> None:
        """Let so much time pass under a brake."""
        left_s = seconds
        while left_s > 0:
            step_s = min(_STEP_S, left_s)
            self._step(step_s, brake_nm)
            left_s -= step_s

    def _step(self, step_s: float, brake: "Brake") -> None:
        omega = self.rpm * RAD_S_PER_RPM
        braked_nm = brake.torque_nm(self.rpm)
        missing_rpm = self.cadence_rpm - self.rpm
        if self.pedals:
            # The habit follows what was needed over the last seconds, as legs do.
            self.habit_nm += missing_rpm * self.stiffness_nm_rpm * step_s / _HABIT_S
            self.habit_nm = min(max(0.0, self.habit_nm), self.strongest_nm)
            pushed_nm = self.habit_nm + missing_rpm * self.stiffness_nm_rpm
        else:
            self.habit_nm, pushed_nm = 8.0, 0.0
        fading = max(0.0, 1 - self.rpm / 220)
        pushed_nm = min(max(0.0, pushed_nm), self.strongest_nm * fading)
        losses_nm = _LOSSES_NM if omega > 0 else 0.0
        omega += (pushed_nm - braked_nm - losses_nm) / self.inertia_kg_m2 * step_s
        omega = max(0.0, omega)
        self.rpm = omega / RAD_S_PER_RPM
        self.power_w = braked_nm * omega
        self.distance_m += self.speed_kmh / 3.6 * step_s


@dataclass
class Brake:
    """A trainer's brake: constant power, or resistance that grows with speed.

    Attributes:
        target_w: Power to keep; None brakes by ``level``.
        level: Resistance, 0 to 100: 0.35 Nm each at 60 rpm, in proportion to the cadence.
        lag_s: How slowly it follows a change.
    """

    target_w: float | None = None
    level: float = 10.0
    lag_s: float = 0.6
    strongest_nm: float = 120.0
    _now_w: float = 0.0

    def torque_nm(self, rpm: float) -> float:
        """Torque at the crank."""
        if self.target_w is None:
            self._now_w = 0.0
            return min(self.strongest_nm, self.level * 0.35 * rpm / 60)
        share = min(1.0, _STEP_S / self.lag_s)
        self._now_w += (self.target_w - self._now_w) * share
        return min(self.strongest_nm, self._now_w / (max(rpm, _SLOWEST_RPM) * RAD_S_PER_RPM))
