"""Holds what a treadmill says of its speed against its own counters and against any belt's nature.

Speed, elapsed time, distance, the status and the answer to Start are witnesses. A zero that the
counters deny, and a motion that nothing else confirms, are no knowledge: they come out as
`Contested`. A speed that no belt can have, and a counter that leaps, are left out and counted.
"""

from dataclasses import replace
from typing import NamedTuple

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
)
from runwalk_devices.frozen import dataclass

FASTEST_KMH = 25.5
"""No treadmill is faster."""
BEYOND_RANGE = 1.7
"""A machine may tell its range in miles and its speed in kilometres."""
LEAP_KMH, LEAP_KMH_S = 3.0, 6.0
"""No belt gains more from one reading to the next, nor more a second."""
CONFIRMED_S = 3.0
"""A leap that lasts so long and that no distance denies is a speed."""
DENIED_M = 12.0
"""A distance that falls so far behind a speed denies it; counters go by up to 10 m."""

TICKS = 2
COASTED_M = 3.0
"""Counters may be late by one tick after a true standstill, and by no such distance."""
CALM_S, CALM_WITHOUT_TIME_S = 2.5, 12.0
"""Counters that stand for so long deny a zero no more; metres come more rarely than seconds."""

ABRUPT_KMH, ABRUPT_S = 3.0, 2.0
"""No belt that was faster stands so soon, without a word of a stop."""
FALL_KMH_S, CRAWL_KMH = 1.5, 1.0
"""A belt that was faster than a crawl and not slowing down loses no more than so much a second."""
SLOWER_KMH = 0.15
"""A belt is slowing down that has lost so much from one reading to the next."""
HALTED_S = 15.0
"""A word of a stop explains a standstill for so long."""
HUSHED_S = 1.5
"""Counters that were told with each record are missing after so long."""

STOOD_S = 3.0
UNCONFIRMED_S = 12.0
"""Motion that nothing else confirms is believed after so long: it may be an empty belt's."""
START_S = 65.0
"""A start that was told or granted shows as motion at the latest so long after it."""


@dataclass(frozen=True)
class Contested(TreadmillData):
    """A record whose speed its other witnesses deny: whether the belt moves is not known.

    Attributes:
        lone_kmh: A speed that nothing else confirms; None for a zero that is denied.
    """

    lone_kmh: float | None = None


class _Seen(NamedTuple):
    """The last speed that a belt can have had.

    Attributes:
        at: When it was told.
        slows: It was lower than the one before.
    """

    kmh: float
    at: float
    slows: bool


@dataclass
class _Counter:
    """A counter of the machine; what leaps is left out.

    Attributes:
        per_s, slack: The most that it gains a second, and in one step beside that.
        ticks, gained: How often it went up since they were set to 0, and by how much.
        ticked_at: When it last went up.
    """

    clock: Clock
    per_s: float
    slack: float
    ticks: int = 0
    gained: int = 0
    ticked_at: float | None = None
    _last: tuple[int, float] | None = None
    _before: tuple[int, float] | None = None
    _refused: int | None = None

    def forget(self) -> None:
        self._last = self._before = self._refused = self.ticked_at = None

    def restart(self) -> None:
        self.ticks = self.gained = 0

    @property
    def is_told(self) -> bool:
        return self._last is not None

    def take(self, value: int | None) -> int | None:
        """The value; None for one that nothing but a leap explains."""
        if value is None:
            return None
        now = self.clock.now()
        if self._last is not None and value > self._last[0]:
            if self._fits(value, self._last, now):
                self._went_up(value, self._last[0], now)
            elif self._before is None or not self._fits(value, self._before, now):
                self._refused = value
                return None
        elif self._last is not None and value < self._last[0]:
            self._before = self._last
        self._last, self._refused = (value, now), None
        return value

    def _went_up(self, value: int, before: int, now: float) -> None:
        """Counts what it gained; a leap that is only told again has gained nothing since."""
        if self._refused is not None and before < self._refused <= value:
            before = self._refused
        if value > before:
            self.ticks += 1
            self.gained += value - before
            self.ticked_at = now

    def _fits(self, value: int, base: tuple[int, float], now: float) -> bool:
        return 0 <= value - base[0] <= self.slack + self.per_s * (now - base[1])


class Witnesses:
    """Weighs each record of one treadmill.

    Attributes:
        dropped: How many speeds and counters were left out.
    """

    def __init__(self, clock: Clock) -> None:
        self.dropped = 0
        self._clock = clock
        self._time = _Counter(clock, per_s=2.0, slack=5.0)
        self._distance = _Counter(clock, per_s=7.5, slack=12.0)
        self._energy = _Counter(clock, per_s=1.0, slack=10.0)
        self._good: _Seen | None = None
        self._suspect: tuple[float, int] | None = None
        self._metres = 0
        self._zero_since: float | None = None
        self._alone_since: float | None = None
        self._is_confirmed = False
        self._started_at: float | None = None
        self._counted_at: float | None = None
        self._halted_at = -HALTED_S
        self._fell = False

    def forget(self) -> None:
        """Forget all reports so far: the connection is gone.

        Only a zero that was no standstill is none on the next connection either.
        """
        for counter in (self._time, self._distance, self._energy):
            counter.forget()
        if not self._fell:
            self._counted_at = None
        self._good = self._suspect = self._zero_since = self._alone_since = None
        self._started_at = None
        self._halted_at = -HALTED_S
        self._is_confirmed = False

    def told(self, status: MachineStatus) -> None:
        """The machine's own word; that it starts, which some tell as a stop, is a witness."""
        if status.code is MachineStatusCode.STARTED_OR_RESUMED or (
            status.is_stop and self._zero_since is not None
        ):
            self.started()
        if status.is_stop:
            self.halted()

    def halted(self) -> None:
        """The machine says, or has granted, that it stops: that explains a fall to zero.

        Not one from long before.
        """
        self._halted_at = self._clock.now()
        if self._still_s() <= STOOD_S:
            self._fell = False

    def started(self) -> None:
        """The machine has granted a Start, or says that it starts."""
        self._started_at = self._clock.now()

    def weigh(self, reading: TreadmillData, maximum_kmh: float | None) -> TreadmillData:
        """Return the record without impossible values; `Contested`, without a speed, in doubt.

        Args:
            reading: What the machine said, in km/h.
            maximum_kmh: The end of its range, where it tells one.
        """
        reading = self._counted(reading)
        speed_kmh = reading.speed_kmh
        if speed_kmh is None:
            return reading
        if not self._can_be(speed_kmh, maximum_kmh):
            self.dropped += 1
            return replace(reading, speed_kmh=None)
        if self._is_denied_zero(speed_kmh) or self._is_alone(speed_kmh):
            told = {**vars(reading), "speed_kmh": None, "lone_kmh": speed_kmh or None}
            return Contested(**told)
        return reading

    def _counted(self, reading: TreadmillData) -> TreadmillData:
        if reading.elapsed_time_s is not None or reading.total_distance_m is not None:
            self._counted_at = self._clock.now()
        gained = self._distance.gained
        weighed = (
            self._time.take(reading.elapsed_time_s),
            self._distance.take(reading.total_distance_m),
            self._energy.take(reading.energy_kcal),
        )
        self._metres += self._distance.gained - gained
        told = (reading.elapsed_time_s, reading.total_distance_m, reading.energy_kcal)
        if weighed == told:
            return reading
        self.dropped += sum(a != b for a, b in zip(weighed, told, strict=True))
        time_s, distance_m, energy_kcal = weighed
        return replace(
            reading,
            elapsed_time_s=time_s,
            total_distance_m=distance_m,
            energy_kcal=energy_kcal,
        )

    def _can_be(self, speed_kmh: float, maximum_kmh: float | None) -> bool:
        """Return True if any belt can run so fast, now that this one was last seen as it was."""
        now = self._clock.now()
        if speed_kmh > min(FASTEST_KMH, (maximum_kmh or FASTEST_KMH) * BEYOND_RANGE):
            return False
        good = self._good
        if good is not None:
            gained_kmh = speed_kmh - good.kmh
            leaps = gained_kmh > max(LEAP_KMH, LEAP_KMH_S * (now - good.at))
            if leaps or (self._suspect is not None and gained_kmh > LEAP_KMH):
                return self._is_borne_out(speed_kmh, now)
        self._suspect = None
        if speed_kmh or good is None or self._still_s() >= STOOD_S:
            slows = good is not None and good.kmh - speed_kmh >= SLOWER_KMH
            self._good = _Seen(speed_kmh, now, slows)
        return True

    def _still_s(self) -> float:
        """The seconds for which the speed has been reported as zero."""
        return 0.0 if self._zero_since is None else self._clock.now() - self._zero_since

    def _is_borne_out(self, speed_kmh: float, now: float) -> bool:
        """Return True if a leap has lasted, and the distance has come with it."""
        if self._suspect is None:
            self._suspect = now, self._metres
        since, metres = self._suspect
        lasted_s = now - since
        if lasted_s < CONFIRMED_S:
            return False
        if self._distance.ticked_at is not None:
            counted_m = self._metres - metres
            expected_m = speed_kmh / 3.6 * lasted_s
            if expected_m - counted_m > DENIED_M and counted_m < expected_m / 2:
                return False
        self._good, self._suspect = _Seen(speed_kmh, now, slows=False), None
        return True

    def _is_denied_zero(self, speed_kmh: float) -> bool:
        """Return True if time or distance has counted on since the speed became zero.

        Or, after a fall that no belt makes, whether neither is told any more.
        """
        now = self._clock.now()
        if speed_kmh:
            self._zero_since = None
            self._fell = False
            return False
        if self._zero_since is None:
            self._zero_since = now
            self._fell = self._fell or self._falls(now)
            self._time.restart()
            self._distance.restart()
        if self._fell and self._is_alone_with_zero(now):
            return True
        counters = (self._time, self._distance)
        if all(c.ticks < TICKS for c in counters) and self._distance.gained < COASTED_M:
            return False
        calm_s = CALM_S if self._time.is_told else CALM_WITHOUT_TIME_S
        ticked_at = max(c.ticked_at for c in counters if c.ticked_at is not None)
        if now - ticked_at < calm_s:
            return True
        self._time.restart()
        self._distance.restart()
        return False

    def _is_alone_with_zero(self, now: float) -> bool:
        """Return True if counters that were told say nothing of it: they are missing, or never ran.

        A machine that has none has no other witness than its speed.
        """
        if self._counted_at is None:
            return False
        counters = (self._time, self._distance)
        never = self._is_confirmed and all(c.is_told and c.ticked_at is None for c in counters)
        return never or now - self._counted_at > HUSHED_S

    def _falls(self, now: float) -> bool:
        """Return True if no belt comes to the zero that was just read, unless it was stopped."""
        assert self._good is not None, "the first zero is one"
        ran_kmh, gone_s = self._good.kmh, now - self._good.at
        if gone_s > ABRUPT_S or now - self._halted_at <= HALTED_S:
            return False
        at_once = not self._good.slows and ran_kmh > max(CRAWL_KMH, FALL_KMH_S * gone_s)
        return ran_kmh > ABRUPT_KMH or at_once

    def _is_alone(self, speed_kmh: float) -> bool:
        """True if only the speed says that the belt moves, after a standstill or a connection."""
        now = self._clock.now()
        if not speed_kmh:
            self._alone_since = None
            if self._still_s() >= STOOD_S:
                self._is_confirmed = False
            return False
        if self._is_confirmed:
            return False
        if self._alone_since is None:
            self._alone_since = now
        since = self._alone_since
        counters = [c for c in (self._time, self._distance) if c.is_told]
        ticked = any(c.ticked_at is not None and c.ticked_at >= since for c in counters)
        started = self._started_at is not None and now - self._started_at < START_S
        if not counters or ticked or started or now - since >= UNCONFIRMED_S:
            self._is_confirmed = True
        return not self._is_confirmed
