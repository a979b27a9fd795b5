"""The physics of a treadmill's belt: speed, distance and energy as time passes, nothing else."""

from dataclasses import dataclass
from enum import StrEnum

from runwalk_devices.simulator.effort import KCAL_PER_LITRE, RUN_FROM_KMH, oxygen_ml_kg_min


class BeltState(StrEnum):
    """The state of a simulated belt."""

    STANDING = "standing"
    COUNTDOWN = "countdown"
    MOVING = "moving"
    STOPPING = "stopping"


@dataclass(kw_only=True)
class Belt:
    """A belt that speeds up and slows down at its own rate, and the counters of its console.

    Attributes:
        minimum_kmh: Slowest speed it can be set to, and the one it starts at.
        maximum_kmh: Fastest speed it can be set to.
        acceleration_kmh_s: How fast it speeds up, km/h a second.
        deceleration_kmh_s: How fast it slows down, km/h a second.
        stopping_kmh_s: How fast it slows down to a stand; None is as to any other speed.
        tilt_percent_s: How fast the incline changes, percent a second.
        countdown_s: How long it stands after `start`.
        weight_kg: Of the runner, for the energy.
        speed_kmh: Now.
        target_kmh: Where the speed is going, or will after the countdown.
        incline_percent: Now.
        incline_target_percent: Where the incline is going.
        distance_m: Since the session's start.
        elapsed_s: Time in motion since the session's start.
        energy_kcal: Since the session's start.
    """

    minimum_kmh: float = 0.8
    maximum_kmh: float = 20.0
    acceleration_kmh_s: float = 1.0
    deceleration_kmh_s: float = 1.5
    stopping_kmh_s: float | None = None
    tilt_percent_s: float = 0.5
    countdown_s: float = 3.0
    weight_kg: float = 75.0

    state: BeltState = BeltState.STANDING
    speed_kmh: float = 0.0
    target_kmh: float = 0.0
    incline_percent: float = 0.0
    incline_target_percent: float = 0.0
    distance_m: float = 0.0
    elapsed_s: float = 0.0
    energy_kcal: float = 0.0
    _countdown_left_s: float = 0.0

    @property
    def goal_kmh(self) -> float:
        """The speed that the motor is heading for at this moment."""
        return self.target_kmh if self.state is BeltState.MOVING else 0.0

    @property
    def countdown_left_s(self) -> float:
        """Seconds until the belt moves, while it counts down."""
        return self._countdown_left_s

    def start(self) -> None:
        """Count down and move at the minimum speed; a belt that is slowing to a stop just moves."""
        if self.state is BeltState.STANDING:
            self.state = BeltState.COUNTDOWN
            self.target_kmh = self.minimum_kmh
            self._countdown_left_s = self.countdown_s
            self._settle()
        elif self.state is BeltState.STOPPING:
            self.state = BeltState.MOVING
            self.target_kmh = self.minimum_kmh

    def stop(self) -> None:
        """Slow down to a stand."""
        self.target_kmh = 0.0
        self.state = BeltState.STOPPING
        self._settle()

    def set_target(self, speed_kmh: float) -> None:
        """Head for ``speed_kmh``.

        Raises:
            ValueError: If the belt is not started, or cannot run at that speed.
        """
        if self.state not in (BeltState.MOVING, BeltState.COUNTDOWN):
            raise ValueError(f"a belt that is {self.state} takes no target")
        if not self.minimum_kmh <= speed_kmh <= self.maximum_kmh:
            raise ValueError(
                f"{speed_kmh} km/h is outside {self.minimum_kmh} to {self.maximum_kmh} km/h"
            )
        self.target_kmh = speed_kmh

    def reset_counters(self) -> None:
        """Begin a new session: distance, time and energy are zero."""
        self.distance_m = self.elapsed_s = self.energy_kcal = 0.0

    def advance(self, dt_s: float) -> None:
        """Let ``dt_s`` seconds pass; any split of a time gives the same belt."""
        if dt_s > 0 and self._is_steady():
            self._keep_on(dt_s)
            return
        while dt_s > 0:
            step_s = min(dt_s, self._steady_s())
            self._move(step_s)
            dt_s -= step_s

    def _is_steady(self) -> bool:
        """Return True if speed and incline are where they are meant to be, and the belt moves."""
        return (
            self.state is BeltState.MOVING
            and self.speed_kmh == self.target_kmh > 0
            and self.incline_percent == self.incline_target_percent
        )

    def _keep_on(self, step_s: float) -> None:
        """Pass a time within which nothing changes: what `_move` does, for most of the time."""
        running = self.speed_kmh >= RUN_FROM_KMH
        mean = oxygen_ml_kg_min(self.speed_kmh, self.incline_percent, running=running)
        self._count(step_s, self.speed_kmh, mean)

    def _count(self, step_s: float, mean_kmh: float, mean_ml_kg_min: float) -> None:
        """Count a time in motion at so much speed, and so much oxygen."""
        self.elapsed_s += step_s
        self.distance_m += mean_kmh / 3.6 * step_s
        litres = mean_ml_kg_min * self.weight_kg / 1000 * step_s / 60
        self.energy_kcal += litres * KCAL_PER_LITRE

    def _steady_s(self) -> float:
        """For how long nothing will change but by constant rates."""
        if self.state is BeltState.COUNTDOWN:
            return self._countdown_left_s
        times = [float("inf")]
        if (waypoint := self._waypoint_kmh()) != self.speed_kmh:
            times.append(abs(waypoint - self.speed_kmh) / self._rate_kmh_s())
        if self.incline_percent != self.incline_target_percent:
            change = abs(self.incline_target_percent - self.incline_percent)
            times.append(change / self.tilt_percent_s)
        return min(times)

    def _move(self, step_s: float) -> None:
        """Pass a time within which all rates are constant."""
        start_kmh, start_percent = self.speed_kmh, self.incline_percent
        if self.state is BeltState.COUNTDOWN:
            self._countdown_left_s -= step_s
        self.speed_kmh = _towards(start_kmh, self._waypoint_kmh(), self._rate_kmh_s() * step_s)
        self.incline_percent = _towards(
            start_percent, self.incline_target_percent, self.tilt_percent_s * step_s
        )
        middle_kmh = (start_kmh + self.speed_kmh) / 2
        if middle_kmh > 0:
            middle_percent = (start_percent + self.incline_percent) / 2
            running = middle_kmh >= RUN_FROM_KMH
            mean = oxygen_ml_kg_min(middle_kmh, middle_percent, running=running)
            if start_kmh != self.speed_kmh or start_percent != self.incline_percent:
                # Simpson's rule is exact here: oxygen is at most quadratic in time within a step.
                mean = (
                    oxygen_ml_kg_min(start_kmh, start_percent, running=running)
                    + 4 * mean
                    + oxygen_ml_kg_min(self.speed_kmh, self.incline_percent, running=running)
                ) / 6
            self._count(step_s, middle_kmh, mean)
        self._settle()

    def _settle(self) -> None:
        if self.state is BeltState.COUNTDOWN and self._countdown_left_s <= 0:
            self.state = BeltState.MOVING
        if self.state is BeltState.STOPPING and self.speed_kmh == 0:
            self.state = BeltState.STANDING

    def _waypoint_kmh(self) -> float:
        """The end of the present ramp: the goal, or the speed at which a walk turns into a run."""
        low, high = sorted((self.speed_kmh, self.goal_kmh))
        return RUN_FROM_KMH if low < RUN_FROM_KMH < high else self.goal_kmh

    def _rate_kmh_s(self) -> float:
        if self.state is BeltState.STOPPING and self.stopping_kmh_s is not None:
            return self.stopping_kmh_s
        faster = self.goal_kmh > self.speed_kmh
        return self.acceleration_kmh_s if faster else self.deceleration_kmh_s


def _towards(value: float, goal: float, change: float) -> float:
    return min(goal, value + change) if goal > value else max(goal, value - change)
