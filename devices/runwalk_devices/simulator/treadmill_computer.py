"""A treadmill's own computer: what console and control point can have done to the belt."""

from typing import NamedTuple

from runwalk_devices.codecs.ftms.treadmill_data import (
    InclinationRange,
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    SpeedRange,
    StopOrPause,
)
from runwalk_devices.simulator.belt_physics import Belt, BeltState


class Outcome(NamedTuple):
    """The result of an act, and the machine status that it makes true, if any."""

    result: ResultCode
    status: MachineStatus | None = None


_UNCHANGED = Outcome(ResultCode.SUCCESS)
_REFUSED = Outcome(ResultCode.OPERATION_FAILED)
_OUT_OF_RANGE = Outcome(ResultCode.INVALID_PARAMETER)


class TreadmillModel:
    """The belt with its ranges, its safety key, and the memory of a pause.

    Args:
        belt: What moves, at the speeds of its own range.
        increment_kmh: Step of its speeds; a target between two steps goes to the nearer.
        inclinations: What it can be tilted to.

    Attributes:
        paused: The belt stands, or will, and its counters are kept for a resume.
        kmh_per_unit: What one unit of its speeds is; 1 where they are the km/h that they should be.
        resume_kmh: The speed it resumes at; None is the slowest.
    """

    def __init__(self, belt: Belt, *, increment_kmh: float, inclinations: InclinationRange) -> None:
        self.belt = belt
        self.speeds = SpeedRange(belt.minimum_kmh, belt.maximum_kmh, increment_kmh)
        self.inclinations = inclinations
        self.paused = False
        self.kmh_per_unit = 1.0
        self.resume_kmh: float | None = None
        self._key_clipped = True

    @property
    def started(self) -> bool:
        """True if the belt moves, or will after its countdown."""
        return self.belt.state in (BeltState.COUNTDOWN, BeltState.MOVING)

    @property
    def key_clipped(self) -> bool:
        """True unless the safety key was pulled."""
        return self._key_clipped

    def start(self) -> Outcome:
        """Start, or resume what was paused; after a stop the counters begin anew."""
        if not self._key_clipped:
            return _REFUSED
        if self.started:
            return _UNCHANGED
        if not self.paused:
            self.belt.reset_counters()
        self.belt.start()
        if self.paused and self.resume_kmh is not None:
            self.belt.target_kmh = self.resume_kmh
        self.paused = False
        return _done(MachineStatus(MachineStatusCode.STARTED_OR_RESUMED))

    def stop(self, how: StopOrPause) -> Outcome:
        """Stop, or pause and keep the counters for the resume."""
        standing = self.belt.state is BeltState.STANDING
        self.paused = how == StopOrPause.PAUSE and (self.paused or not standing)
        if standing:
            return _UNCHANGED
        self.belt.stop()
        return _done(MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, stop_or_pause=how))

    def set_speed(self, speed_kmh: float) -> Outcome:
        """Head for a speed; a belt in its countdown will after it, one that stands refuses."""
        if not self.speeds.minimum_kmh <= speed_kmh <= self.speeds.maximum_kmh:
            return _OUT_OF_RANGE
        if not self.started:
            return _REFUSED
        target = self.speeds.snap(speed_kmh)
        target_kmh = round(target * self.kmh_per_unit, 2)
        if target_kmh > self.belt.maximum_kmh:
            return _OUT_OF_RANGE
        self.belt.set_target(target_kmh)
        return _done(MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED, target_speed_kmh=target))

    def change_speed(self, steps: int) -> Outcome:
        """Go so many steps faster, or slower, as far as the range goes."""
        wanted = self.belt.target_kmh / self.kmh_per_unit + steps * self.speeds.increment_kmh
        return self.set_speed(self.speeds.snap(wanted))

    def limit(self, speeds: SpeedRange) -> None:
        """Have no other speeds than these from now on."""
        self.speeds = speeds
        self.belt.minimum_kmh, self.belt.maximum_kmh = speeds.minimum_kmh, speeds.maximum_kmh

    def set_incline(self, percent: float) -> Outcome:
        """Tilt the belt, moving or not."""
        if not self.inclinations.minimum_percent <= percent <= self.inclinations.maximum_percent:
            return _OUT_OF_RANGE
        target = self.inclinations.snap(percent)
        self.belt.incline_target_percent = target
        return _done(
            MachineStatus(
                MachineStatusCode.TARGET_INCLINATION_CHANGED, target_inclination_percent=target
            )
        )

    def pull_safety_key(self) -> Outcome:
        """Stop, and refuse to start until the key is clipped again."""
        self._key_clipped = False
        self.paused = False
        self.belt.stop()
        return _done(MachineStatus(MachineStatusCode.STOPPED_BY_SAFETY_KEY))

    def clip_safety_key(self) -> None:
        """Put the key back; the belt still needs a start."""
        self._key_clipped = True

    def reset(self) -> Outcome:
        """Stop, level the belt and clear the counters."""
        self.paused = False
        self.belt.stop()
        self.belt.incline_target_percent = 0.0
        self.belt.reset_counters()
        return _done(MachineStatus(MachineStatusCode.RESET))


def _done(status: MachineStatus) -> Outcome:
    return Outcome(ResultCode.SUCCESS, status)
