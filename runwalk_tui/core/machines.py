"""The treadmill and the strap as a session knows them: what each said last, how far to trust it."""

from dataclasses import dataclass, field

from runwalk_tui.core.events import (
    CommandProgressed,
    Hindrance,
    LinkState,
    MachineChecked,
    SpeedExceeded,
)
from runwalk_tui.core.odometer import Odometer

HOLD_S = 3.0
"""A measured speed counts for so long without a new one; beyond it nothing was measured."""

SETTLED_S = 2.0
"""A speed kept for so long is one that somebody chose."""

STOPPING_S = 12.0
"""A console's stop shows in the speed within so long, or the belt does not obey it."""

LONGEST_COUNTDOWN_S = 65.0
"""A belt moves at the latest so long after its console started it."""

NEW_STRAP_S = 30.0
"""A strap that came in the place of another one is not believed for so long."""

STUCK_S = 5.0
"""A belt that does nothing about its target for so long does not follow it."""

OFF_KMH = 0.15
"""Measured speeds this far apart are different speeds; nearer ones may be one, read twice."""


HEART_HOLD_S = 5.0
"""A heart rate counts for so long."""

DROPPING_S = 120.0
"""A link that was lost often within so long keeps dropping, until it holds for so long."""

LOW_BATTERY_PERCENT = 15
"""A battery is low from here down."""


@dataclass(frozen=True)
class DeviceLink:
    """One connection as the runner sees it.

    Attributes:
        since: When it came to this state.
        hindrance: What keeps it from coming about, as of ``hindered_at``.
        low_at: When its battery was found low; None while it is not.
        losses: When it was lost, the last times, unless because it fell silent.
        dropping_at: When it was found to be lost again and again; None if it was not.
        mutes: How often in a row it was connected anew because it said nothing.
        spoke_at: When it spoke again after that.
    """

    state: LinkState = LinkState.ABSENT
    name: str | None = None
    address: str | None = None
    detail: str = ""
    since: float = 0.0
    hindrance: Hindrance | None = None
    hindered_at: float = 0.0
    battery_percent: int | None = None
    low_at: float | None = None
    losses: tuple[float, ...] = ()
    dropping_at: float | None = None
    mutes: int = 0
    spoke_at: float | None = None

    @property
    def is_up(self) -> bool:
        """Whether the device is connected."""
        return self.state is LinkState.UP

    def keeps_dropping(self, t: float) -> bool:
        """Whether it was lost again and again of late."""
        return self.dropping_at is not None and t - self.losses[-1] <= DROPPING_S


@dataclass(frozen=True, slots=True)
class Lag:
    """How a belt follows a target.

    Attributes:
        delay_s: From the command to the first change of speed.
        up_kmh_s: How fast it speeds up, km/h a second.
        down_kmh_s: How fast it slows down, km/h a second.
        samples: From how many changes this is known.
    """

    delay_s: float
    up_kmh_s: float
    down_kmh_s: float
    samples: int = 0

    def middle_s(self, from_kmh: float, to_kmh: float) -> float:
        """How long after the command the belt passes the middle between two speeds."""
        ramp_kmh_s = self.up_kmh_s if to_kmh > from_kmh else self.down_kmh_s
        return self.delay_s + abs(to_kmh - from_kmh) / 2 / ramp_kmh_s


@dataclass(frozen=True)
class Belt:
    """The treadmill: what it said last, and what it was asked.

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
        fresh_moving: Moving readings in a row since it was connected or fell silent, at most 9.
        zero_since: When the present run of zero readings began.
        still: A standing belt was measured beyond doubt.
        stood: It was found still, or its console started it after a stop, since the workout was
            last paused or the link came up.
        stopping_at: When its console said stopped or paused, unless it went on regardless or its
            console started it again.
        woken_at: When, standing, its console last said that it starts the belt, or a stop where
            it has no other word for that.
        says_started: It was heard to say that it starts.
        steady_kmh, steady_since: The speed it has kept, and since when.
        falling: It came to that speed from a higher one, and not because of a target asked since.
        aged_s: How old its telemetry has become by the thresholds: 0, 3, 5 or 10 s.
        contested_since: When it first told a speed that its other witnesses deny; None while they
            agree.
        moving_since: When its present run of moving readings began; None while it stands.
        beyond_since: Since when it has been faster than it may be; None while it is not.
        exceeded: What was concluded of that.
        lost_since: When contact with it was lost; None while there is contact.
        command: The last command's last stage.
        commanded_kmh: The target in force or under way; None when nobody knows.
        commanded_at, commanded_from_kmh: When that target was asked, and what was measured then.
        in_force_kmh: What was measured when that target was confirmed.
        refused_kmh: A target that it refused or never confirmed, not to be asked again by itself.
        denied_kmh, denied_at: The target that it refused last, and when: it rests for a while.
        nearest_kmh: How near it has come to its target, as a speed.
        before_kmh: The target before that.
        told_kmh, told_at: The speed that its console told last, and when.
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
        energy_kcal: The machine's own figure.
        time_s: The machine's own time.
        counted_at: When that last changed; None before it was seen to count.
        deserted: It moves and its time stands: nobody is on it.
        heart_bpm, heart_at: A heart rate by its own grips, for a runner without a strap to see.
    """

    link: DeviceLink = field(default_factory=DeviceLink)
    ready: bool = False
    controllable: bool = False
    checked: bool = False
    obeys: bool = True
    lag: Lag | None = None
    minimum_kmh: float | None = None
    maximum_kmh: float | None = None
    increment_kmh: float | None = None
    inclinable: bool = False
    refuses_inclines: bool = False
    tells: bool = False
    speed_kmh: float | None = None
    read_at: float | None = None
    fresh_moving: int = 0
    zero_since: float | None = None
    still: bool = False
    stood: bool = False
    stopping_at: float | None = None
    woken_at: float | None = None
    says_started: bool = False
    steady_kmh: float | None = None
    steady_since: float = 0.0
    falling: bool = False
    aged_s: int = 0
    contested_since: float | None = None
    moving_since: float | None = None
    beyond_since: float | None = None
    exceeded: SpeedExceeded | None = None
    lost_since: float | None = None
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
    told_kmh: float | None = None
    told_at: float = 0.0
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
    time_s: float | None = None
    counted_at: float | None = None
    deserted: bool = False
    heart_bpm: int | None = None
    heart_at: float = 0.0

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
        """Whether the last reading says that the belt moves."""
        return self.speed_kmh is not None and self.speed_kmh > 0

    def grip_bpm(self, t: float) -> int | None:
        """The heart rate by its grips, as long as it is told; nothing is ever decided by it."""
        return self.heart_bpm if t - self.heart_at <= HEART_HOLD_S else None

    @property
    def is_dumb(self) -> bool:
        """Whether it has said nothing since it was connected."""
        heard = self.read_at is not None and self.read_at >= self.link.since
        return self.link.is_up and self.ready and not heard

    @property
    def takes_targets(self) -> bool:
        """Whether its speed can be asked; else the runner sets it at the console."""
        return self.controllable and self.obeys

    @property
    def is_settled(self) -> bool:
        """Whether it moves and has kept its speed: what it came to, it was meant to."""
        if self.read_at is None or self.fresh_moving < 2:
            return False
        return self.read_at - self.steady_since >= SETTLED_S

    @property
    def stuck_kmh(self) -> float | None:
        """Its speed, if for so long it has not come nearer to its target or has kept off it."""
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
        """Whether it may be moving without anybody seeing it."""
        return self.lost_since is not None and not self.still

    @property
    def is_slowing(self) -> bool:
        """Whether the last readings fell, and have not settled yet."""
        if self.read_at is None or not self.falling:
            return False
        return self.read_at - self.steady_since < SETTLED_S

    def is_called_for(self, t: float) -> bool:
        """Whether its console may have started it, which some consoles tell as a stop."""
        if not self.tells:
            return True
        return self.woken_at is not None and t - self.woken_at <= LONGEST_COUNTDOWN_S

    def went_on(self, t: float) -> bool:
        """Whether the belt moves on although its console said stopped or paused."""
        if self.stopping_at is None or t - self.stopping_at < STOPPING_S:
            return False
        return self.is_moving and not self.is_slowing


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
        """Whether the treadmill counts in other units, and the runner has to say what to do."""
        found = self.finding
        return found is not None and found.obeys and found.target_factor * found.data_factor != 1


@dataclass(frozen=True)
class Heart:
    """The heart rate and how far it can be trusted.

    Attributes:
        link: The strap's connection.
        strap: The name of the strap that was connected last, or its address.
        swapped_at: When that came in the place of another one.
        bpm: The last rate; None when the strap could not tell.
        read_at: When it was read.
        contact: Whether the strap touches skin; None when it cannot tell.
        same_bpm, same_since: The last rate there was, and since when it has not changed at all:
            a reading without a rate is no change.
        leapt: The last rate was half or twice the one believed before it.
        recent: Rates of the last 65 s as (t, bpm).
        rr: Beat-to-beat intervals of the last 65 s as (t, seconds).
        trace: Rates along the plan, one about every 5 s, as (planned seconds, bpm).
    """

    link: DeviceLink = field(default_factory=DeviceLink)
    strap: str | None = None
    swapped_at: float | None = None
    bpm: int | None = None
    read_at: float | None = None
    contact: bool | None = None
    same_bpm: int | None = None
    same_since: float = 0.0
    leapt: bool = False
    recent: tuple[tuple[float, int], ...] = ()
    rr: tuple[tuple[float, float], ...] = ()
    trace: tuple[tuple[float, int], ...] = ()

    def doubt(self, t: float) -> str | None:
        """Why the rate must not be believed at ``t``; None when it may be.

        A Polar H10 lying on a desk repeated one value for 26 minutes; the longest honest run of
        one value seen is 16 s. Hence 60 s of the same value is frozen. Another strap than before
        may be somebody else's: the runner has heard of it, and may take it off.
        """
        if self.bpm is None or self.read_at is None:
            return "no heart rate"
        if t - self.read_at > 5:
            return "silent"
        if self.contact is False:
            return "off the skin"
        if t - self.same_since >= 60:
            return "frozen"
        if self.leapt:
            return "a leap"
        if self.swapped_at is not None and t - self.swapped_at < NEW_STRAP_S:
            return "another strap"
        return None

    def mean_bpm(self, since: float) -> float | None:
        """Mean of the rates read after ``since``; None if there was none."""
        rates = [bpm for t, bpm in self.recent if t > since]
        return sum(rates) / len(rates) if rates else None
