"""The state of the treadmill: its last measurements, how far to trust them, and its targets."""

from dataclasses import field
from math import inf

from runwalk_tui.workout.belt_lag import BeltResponse as BeltResponse
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.events import (
    Command,
    CommandProgressed,
    SpeedExceeded,
)
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.odometer import Odometer

HOLD_S = 3.0
"""A measured speed counts for so long without a new one; beyond it nothing was measured."""

SETTLED_S = 2.0
"""A speed kept for so long is one that somebody chose."""

STOPPING_S = 12.0
"""A console's stop shows in the speed within so long, or the belt does not obey it."""

LONGEST_COUNTDOWN_S = 65.0
"""A belt moves at the latest so long after its console started it."""

COUNTDOWN_S = 8.0
"""A belt that a command has started, whichever, moves within so long."""

STUCK_S = 5.0
"""A belt that does nothing about its target for so long does not follow it."""

MOST_SPEECHLESS = 4
"""So many readings without a speed, and none with one: it tells none."""

OFF_KMH = 0.15
"""Measured speeds this far apart are different speeds; nearer ones may be one, read twice."""


LEVEL_S = 6.5
LEVEL_READINGS = 6
WAVERS_KMH = 0.41
"""A speed that is told to and fro within so much, and does not drift, is one that is kept."""
DRIFT_KMH = 0.21

LEAP_KMH = 3.0
"""No belt gains more from one reading to the next."""

CADENCE_S = 10.0
"""A cadence is the steps of so long: machines count whole steps, and tell them once a second."""
LEAST_CADENCE_S = 4.0

HEART_HOLD_S = 5.0
"""A heart rate counts for so long."""


@dataclass(frozen=True)
class Belt:
    """The treadmill: its last reports, and the commands it was given.

    Attributes:
        link: The connection.
        ready: It is connected and its capabilities are known.
        controllable: It takes commands.
        checked: It was seen to obey, at walking speed and in known units.
        obeys: Nothing shows that its speed does not follow its targets.
        lag: How it follows them; None until that is learned.
        minimum_kmh, maximum_kmh, increment_kmh: Its speed range, where it told one.
        inclinable: It takes incline targets.
        refuses_inclines: It has refused one.
        tells: It says what is done at its console.
        coarse_kmh: It rounds its targets to multiples of this, whatever its range says.
        speed_kmh: Speed measured last; None before the first reading.
        read_at: When that was.
        speechless: Readings without a speed on a connection that has told none yet, at most
            `MOST_SPEECHLESS`.
        fresh_moving: Moving readings in a row since it was connected or fell silent, at most 9.
        zero_since: When the present run of zero readings began.
        still: A standing belt was measured beyond doubt.
        stood: It was found still, or its console started it after a stop, since the workout was
            last paused or the link came up.
        rested: It was found still since the workout was last paused.
        stopping_at: When its console said stopped or paused, unless it went on regardless or its
            console started it again.
        woken_at: When, standing, its console last said that it starts the belt, or a stop where
            it has no other word for that.
        started_at: The same, whether or not the runner has taken that start back since.
        says_started: It was heard to say that it starts.
        steady_kmh, steady_since: The speed it has kept, and since when.
        recent_kmh: When and what was measured in the last `LEVEL_S` of its motion.
        falling: It came to that speed from a higher one, and not because of a target asked since.
        aged_s: How old its telemetry has become by the thresholds: 0, 3, 5 or 10 s.
        contested_since: When it first told a speed that its other witnesses deny; None while they
            agree.
        moving_since: When its present run of moving readings began; None while it stands.
        cried_at: When it was told last that it moves by itself.
        lone: That it moves has no other witness yet than one reading of its speed.
        denied: It told zero last, and its counters went on with that.
        dropped, dropped_at: So many speeds were left out that were beyond its range, and when the
            last one was; it proves no speed, and no standstill.
        beyond_since: Since when it has been faster than it may be; None while it is not.
        exceeded: What was concluded of that.
        lost_since: When contact with it was lost; None while there is contact.
        alarmed: The runner was told that it may be moving, since it was found still last.
        command: The last command's last stage.
        commanded_kmh: The target in force or under way; None when nobody knows.
        commanded_at, commanded_from_kmh: When that target was asked, and what was measured then.
        in_force_kmh: What was measured when that target was confirmed.
        refused_kmh: A target that it refused or never confirmed, not to be asked again by itself.
        denied_kmh, denied_at: The target that it refused last, and when: it rests for a while.
        nearest_kmh: How near it has come to its target, as a speed.
        before_kmh: The target before that.
        overruled_kmh: The target that was on its way when the console chose another speed: it may
            have come into force after that.
        told_kmh, told_at: The speed that its console told last, and when.
        told_gap_s: How long after the same word before; None if that was another.
        repeats: It says so again and again by itself, at equal intervals.
        echoed: It has told the target in force or under way: what it tells after that is news.
        explained_kmh: The lowest and the highest speed that what was asked explains, since it was
            out of sight.
        minimum_incline_percent, maximum_incline_percent, incline_step_percent: Its range of
            inclines, where it told one.
        whole_inclines: It takes whole percents only.
        incline_percent, asked_incline_percent: Measured, and asked last, as long as that counts.
        incline_in_force: It was measured since.
        incline_is_proven: One that was asked was measured.
        incline_is_chosen: Another was set at the console since; that holds until the step ends.
        counter_m: Distance by the machine's own counter: its positive differences added up.
        counter_last_m: That counter's last value.
        odometer: That counter held against the speeds, while it is not known what they are.
        data_factor: How many km/h one unit of its speeds is by its distance; None where that has
            not told.
        energy_kcal: The machine's own figure, which may hold what others did before.
        burned_kcal: What that figure has gained in this session.
        time_s: The machine's own time.
        counted_at: When that last changed; None before it was seen to count.
        deserted: It moves and its time stands: nobody is on it.
        power_w, cadence_rpm, resistance: Of a machine without a belt, measured last.
        stepped: Its step counter of the last 10 s, as (t, steps).
        heart_bpm, heart_at: A heart rate by its own grips, for a runner without a strap to see.
    """

    link: DeviceLink = field(default_factory=DeviceLink)
    ready: bool = False
    controllable: bool = False
    checked: bool = False
    obeys: bool = True
    lag: BeltResponse | None = None
    minimum_kmh: float | None = None
    maximum_kmh: float | None = None
    increment_kmh: float | None = None
    inclinable: bool = False
    refuses_inclines: bool = False
    tells: bool = False
    speed_kmh: float | None = None
    read_at: float | None = None
    speechless: int = 0
    fresh_moving: int = 0
    zero_since: float | None = None
    still: bool = False
    stood: bool = False
    rested: bool = False
    stopping_at: float | None = None
    woken_at: float | None = None
    started_at: float | None = None
    says_started: bool = False
    steady_kmh: float | None = None
    steady_since: float = 0.0
    recent_kmh: tuple[tuple[float, float], ...] = ()
    falling: bool = False
    aged_s: int = 0
    contested_since: float | None = None
    moving_since: float | None = None
    cried_at: float = -inf
    lone: bool = False
    denied: bool = False
    dropped: int = 0
    dropped_at: float = -inf
    beyond_since: float | None = None
    exceeded: SpeedExceeded | None = None
    lost_since: float | None = None
    alarmed: bool = False
    command: CommandProgressed | None = None
    commanded_kmh: float | None = None
    commanded_at: float = 0.0
    commanded_from_kmh: float = 0.0
    in_force_kmh: float | None = None
    refused_kmh: float | None = None
    denied_kmh: float | None = None
    denied_at: float = 0.0
    nearest_kmh: float | None = None
    before_kmh: float | None = None
    overruled_kmh: float | None = None
    told_kmh: float | None = None
    told_at: float = 0.0
    told_gap_s: float | None = None
    repeats: bool = False
    echoed: bool = False
    explained_kmh: tuple[float, float] | None = None
    incline_percent: float | None = None
    asked_incline_percent: float | None = None
    minimum_incline_percent: float | None = None
    maximum_incline_percent: float | None = None
    incline_step_percent: float | None = None
    whole_inclines: bool = False
    coarse_kmh: float | None = None
    incline_in_force: bool = False
    incline_is_chosen: bool = False
    incline_is_proven: bool = False
    counter_m: float = 0.0
    counter_last_m: float | None = None
    odometer: Odometer = field(default_factory=Odometer)
    data_factor: float | None = None
    energy_kcal: float | None = None
    burned_kcal: float = 0.0
    time_s: float | None = None
    counted_at: float | None = None
    deserted: bool = False
    heart_bpm: int | None = None
    heart_at: float = 0.0
    power_w: float | None = None
    cadence_rpm: float | None = None
    resistance: float | None = None
    stepped: tuple[tuple[float, int], ...] = ()

    @property
    def tilt_percent(self) -> float | None:
        """Its incline as far as it is believed: until one was seen to be in force, none beyond it.

        Some machines tell inclines in units of their own.
        """
        asked, told = self.asked_incline_percent, self.incline_percent
        if told is None or asked is None or self.incline_is_proven:
            return told
        return max(min(0.0, asked), min(max(0.0, asked), told))

    @property
    def is_moving(self) -> bool:
        """True if the last reading says that the belt moves."""
        return self.speed_kmh is not None and self.speed_kmh > 0

    def grip_bpm(self, t: float) -> int | None:
        """The heart rate by its grips, as long as it is told; nothing is ever decided by it."""
        return self.heart_bpm if t - self.heart_at <= HEART_HOLD_S else None

    def cadence_spm(self, t: float) -> float | None:
        """Steps of both feet a minute by its own counter; None where it counts none."""
        if len(self.stepped) < 2 or t - self.stepped[-1][0] > HOLD_S:
            return None
        (first_t, first), (last_t, last) = self.stepped[0], self.stepped[-1]
        if last_t - first_t < LEAST_CADENCE_S or last <= first:
            return None
        return (last - first) / (last_t - first_t) * 60

    def can_run(self, speed_kmh: float) -> bool:
        """Return True if a speed lies within its range, or the belt may have come to it by and by.

        A range may be in miles, and a console may know better.
        """
        if self.maximum_kmh is None or speed_kmh <= self.maximum_kmh + OFF_KMH:
            return True
        return speed_kmh - (self.speed_kmh or 0.0) <= LEAP_KMH

    @property
    def is_dumb(self) -> bool:
        """True if it has said nothing since it was connected."""
        heard = self.read_at is not None and self.read_at >= self.link.since
        return self.link.is_up and self.ready and not heard

    @property
    def tells_no_speed(self) -> bool:
        """True if it reports values, but never a speed: nobody would see it move."""
        return self.speechless >= MOST_SPEECHLESS and self.is_dumb

    @property
    def takes_targets(self) -> bool:
        """True if its speed can be asked; else the runner sets it at the console."""
        return self.controllable and self.obeys

    @property
    def is_settled(self) -> bool:
        """True if it moves and has kept its speed: it has arrived."""
        if self.read_at is None or self.fresh_moving < 2:
            return False
        return self.read_at - self.steady_since >= SETTLED_S

    @property
    def level_kmh(self) -> float | None:
        """The speed that it keeps by and large, though its readings waver; None while it does not.

        Both halves of its last readings are about as fast: a slow ramp would show.
        """
        kmh = [one for _, one in self.recent_kmh]
        if len(kmh) < LEVEL_READINGS or max(kmh) - min(kmh) > WAVERS_KMH:
            return None
        half = len(kmh) // 2
        drift_kmh = sum(kmh[-half:]) / half - sum(kmh[:half]) / half
        return sum(kmh) / len(kmh) if abs(drift_kmh) <= DRIFT_KMH else None

    @property
    def stuck_kmh(self) -> float | None:
        """Its speed, km/h, once it is stuck: no nearer to its target, or off it, for too long."""
        if self.read_at is None or self.commanded_kmh is None or not self.speed_kmh:
            return None
        off_kmh = abs(self.speed_kmh - self.commanded_kmh)
        asked_for_s = self.read_at - self.commanded_at
        kept_s = min(asked_for_s, self.read_at - self.steady_since)
        no_nearer = off_kmh > abs(self.commanded_from_kmh - self.commanded_kmh) - OFF_KMH
        stuck = kept_s >= STUCK_S or (asked_for_s >= STUCK_S and no_nearer)
        return self.speed_kmh if stuck and off_kmh > OFF_KMH else None

    @property
    def may_move(self) -> bool:
        """True if it may be moving without anybody seeing it."""
        return self.lost_since is not None and not self.still

    @property
    def is_left_standing(self) -> bool:
        """True if it stood when it was seen last, and its treadmill is out of reach.

        Most are switched off. One that somebody starts at its console looks the same.
        """
        return self.still and not self.link.is_up

    @property
    def is_slowing(self) -> bool:
        """True if the last readings fell, and have not settled yet."""
        if self.read_at is None or not self.falling:
            return False
        return self.read_at - self.steady_since < SETTLED_S

    def is_called_for(self, t: float) -> bool:
        """Return True if its console may have started it, which some consoles tell as a stop.

        Soon after a Stop, that may have done so: some belts that stand are started by it.
        """
        command = self.command
        if command is not None and command.command is Command.STOP:
            is_recent = not command.stage.is_end or t - command.t < COUNTDOWN_S
            if is_recent and (self.woken_at is None or self.woken_at <= command.t):
                return False
        if not self.tells:
            return True
        return self.woken_at is not None and t - self.woken_at <= LONGEST_COUNTDOWN_S

    def may_count_down(self, t: float) -> bool:
        """Return True if its console started it so short a time ago that it may still stand."""
        return self.started_at is not None and t - self.started_at <= LONGEST_COUNTDOWN_S

    def went_on(self, t: float) -> bool:
        """Return True if the belt moves on although its console said stopped or paused."""
        if self.stopping_at is None or t - self.stopping_at < STOPPING_S:
            return False
        return self.is_moving and not self.is_slowing
