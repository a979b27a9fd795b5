"""Judges a client by the packets on a treadmill's wire, the true belt, and what the runner did.

It knows the rules of safety and nothing of the client's code.
"""

from dataclasses import dataclass, field
from typing import ClassVar, Final

from runwalk_devices.simulator.belt_physics import BeltState
from tests.live.observed import LOST_S, NOTICE_S, OFF_KMH, SLACK_S, UNKNOWN, Observed
from tests.live.truth import Truth

CONTROL, TARGET, INCLINE, START, STOP, ANSWER = 0x00, 0x02, 0x03, 0x07, 0x08, 0x80
NOT_WRITTEN = 0x00
SUCCESS, STOP_FOR_GOOD, NOT_PERMITTED = 0x01, 0x01, 0x05

PATIENCE_S: Final = {CONTROL: 1.0, STOP: 0.9}
"""How long an answer is waited for before the next procedure; 2 s by default."""
SPACING_S: Final = 0.4
STOP_GAP_S: Final = 0.95
MOST_STOPS: Final = 8
"""As many as two runner's acts bring: four tries each."""
STALE_S: Final = 5.0
START_S: Final = 6.0
"""A Start that is due is written so soon, or not at all."""
TELLS_S: Final = 3.0
"""A belt that has moved for so long has told it, by one witness or another."""
FAR, FAR_M = 1.15, 15.0
"""No more than so much beyond what the belt truly ran."""
HARD_LIMIT_KMH: Final = 20.0
BESIDE_STOP_S: Final = 2.5
DENIED_S: Final = 5.0
"""A target that the machine has refused by an answer is not asked again for so long."""
GLITCH_S: Final = 0.5
"""A zero that is younger may be a glitch."""
LOWEST_KMH: Final = 1.0
"""A belt that does not obey Stop may be asked for so little, or its own lowest."""
DEFIED: Final = 3
"""As many Stops go before that."""
QUIET_KMH: Final = 0.1
QUIET_S: Final = 5.0
WALK_KMH: Final = 2.6
SLACK_KMH: Final = 0.05
FOLLOWS_S: Final = 6.0
"""For so long a belt may be about to follow the last target."""
QUEUE_S: Final = 5.0
"""So long a step's own target may wait for another procedure's end."""
LATEST_S: Final = 45.0
"""From an announcement to its increase: a slow countdown and a walking check may lie between."""
SEEN_S: Final = 1.5
"""A press at a console that tells nothing is seen in the speed after so long."""
KEY_SLACK_KMH: Final = 0.17
"""A tenth of a mile per hour, and what is rounded."""
AFRESH_S: Final = 20.0
"""So long after a restart the step's speed was asked anew, or is told to be unknown."""
RANGELESS: Final = {"range_missing", "range_zero", "empty_reads", "fitshow_no_range"}
NO_WITNESS: Final = {"zero_while_running", "time_never_counts"}
"""Together they tell zero of a belt that moves, and neither time nor distance denies it."""
MILES: Final = {"targets_in_mph", "data_in_mph", "fitshow_miles"}


@dataclass
class Procedure:
    """A request on the wire.

    Attributes:
        is_over: It was answered, or refused.
    """

    t: float
    opcode: int
    is_over: bool = False

    @property
    def ends_at(self) -> float:
        """When the next one may be written."""
        return self.t if self.is_over else self.t + PATIENCE_S.get(self.opcode, 2.0)


@dataclass(eq=False)
class Referee(Observed):
    """Looks at every write, and notes every breach of the rules.

    Attributes:
        spacing_s: The least time between two requests.
        cap_kmh: What the runner allows.
        is_known: The treadmill was checked before, in the units that it has.
        units_differ: It counts in miles per hour somewhere.
        preambles: The runner has allowed a request for control and a Start before each target.
    """

    spacing_s: ClassVar[float] = SPACING_S

    cap_kmh: float = 12.0
    is_known: bool = True
    units_differ: bool = field(init=False)
    truth: Truth = field(init=False)
    preambles: bool = False

    procedure: Procedure | None = None
    halt: Procedure | None = None
    wrote_at: float = -1.0
    last_target: int | None = None
    target_at: float = 0.0
    retry_due: bool = False
    denied: tuple[int, float] = (0, 0.0)
    is_retry: bool = False
    refusals: set[int] = field(default_factory=set)
    walked_at: float | None = None
    is_second_start: bool = False
    wishes: bool = False
    tilt: float | None = None
    tilt_lost_at: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.truth = Truth(self.treadmill)
        self.units_differ = bool(MILES & set(self.scene.quirks))

    def verdict(self) -> None:
        """Fails on whatever was found."""
        self.look()
        assert not self.breaches, self.breaches

    def _in_force(self) -> float:
        own_kmh = super()._in_force()
        if self.last_target is None or self.target_at < self.console_at:
            return own_kmh
        if self.last_target == self.denied[0] and self.denied[1] >= self.target_at:
            return own_kmh
        is_new = self.t - self.target_at < FOLLOWS_S
        asked_kmh = self.last_target * self.treadmill.machine.kmh_per_unit / 100
        return asked_kmh if is_new else own_kmh

    def look(self) -> None:
        """A speed that was wished before a pause is not in force after it."""
        super().look()
        self.truth.look(self.t)
        self._look_at_the_tilt()
        since = self.restarted_at
        if since is None or self.t - since < AFRESH_S or not self.stepping or self.by_hand:
            return
        silent = self.frame_at is None or self.t - self.frame_at > STALE_S
        if silent or self.held is not None:
            # A belt that nobody hears of, or that is to stand, is asked for nothing: it waits.
            self.restarted_at = self.t
            return
        self.restarted_at = None
        if self.own_kmh is None or abs(self.treadmill.target_kmh - self.own_kmh) > OFF_KMH:
            self.breach("the speed was not asked anew after a pause")

    def planned(self, incline_percent: float | None) -> None:
        """A step begins; one that wishes for no incline takes any, also one that comes late."""
        self.wishes = incline_percent is not None
        if incline_percent is None:
            self.tilt = self.tilt_lost_at = None

    def heard(self, cue: str, say: str) -> None:
        """An incline that is told to be unknown is nobody's wish any more."""
        super().heard(cue, say)
        if "incline" in say and any(words in say for words in UNKNOWN):
            self.tilt = self.tilt_lost_at = None

    def ended(self, *, stood: bool) -> None:
        """The program says of the belt that it stands, or that it does not know."""
        self.look()
        seen = not set(self.scene.quirks) >= NO_WITNESS
        if stood and seen and self.truth.moves_since is not None:
            self.breach("a belt that moves was said to stand")

    def credited(self, metres: float) -> None:
        """The program says how far the runner came."""
        self.look()
        if metres > self.truth.ran_m * FAR + FAR_M:
            self.breach(f"{metres:.0f} m credited of {self.truth.ran_m:.0f}")

    def _look_at_the_tilt(self) -> None:
        """An incline that the machine has given up is asked anew, or told to be unknown."""
        target_percent = self.treadmill.machine.belt.incline_target_percent
        is_kept = self.tilt is None or abs(target_percent - self.tilt) <= 0.5
        fresh = self.frame_at is not None and self.t - self.frame_at <= STALE_S
        seen = self.linked and self.stepping and self.frame_kmh and self.held is None
        if is_kept or not seen or not fresh or self.unknown:
            self.tilt_lost_at = None
        elif self.tilt_lost_at is None:
            self.tilt_lost_at = self.t
        elif self.t - self.tilt_lost_at > AFRESH_S:
            self.tilt = self.tilt_lost_at = None
            self.breach("the incline was not asked anew")

    def answered(self, data: bytes) -> None:
        before = self.procedure
        if len(data) < 3 or data[0] != ANSWER:
            return
        if data[1] == STOP and self.halt is not None:
            self.halt.is_over = True
        if before is None or data[1] != before.opcode:
            return
        before.is_over = True
        if data[2] != SUCCESS:
            if data[1] == TARGET and data[2] != NOT_PERMITTED and self.last_target is not None:
                self.denied = self.last_target, self.t
            self.tilt = None if data[1] == INCLINE else self.tilt
            self.refused(data[1], data[2])

    def refused(self, opcode: int, why: int = NOT_WRITTEN) -> None:
        """What was refused outright may be tried once more, for each reason that may pass."""
        if self.procedure is not None and self.procedure.opcode == opcode:
            self.procedure.is_over = True
        if opcode == TARGET and why not in self.refusals:
            self.refusals.add(why)
            self.retry_due = True
        if opcode == START and not self.is_second_start and self.held is None:
            self.starts.append((self.t - NOTICE_S, NOTICE_S))
            self.is_second_start = True

    def is_own(self, status: bytes) -> bool:
        """True if a status tells of the last target."""
        target = self.last_target
        return target is not None and status[1:3] == target.to_bytes(2, "little")

    def written(self, data: bytes) -> None:
        opcode, before = data[0], self.procedure
        if opcode == STOP:
            self._stop(data[1])
        else:
            ends_at = before.ends_at if before is not None and before.t > self.linked_at else 0.0
            if before is not None and self.t < ends_at - SLACK_S:
                self.breach(f"{data.hex()} within the procedure {before.opcode:02x}")
            if self.t - self.wrote_at < self.spacing_s - 0.001:
                self.breach(f"{data.hex()} {self.t - self.wrote_at:.2f} s after another write")
        self.procedure, self.wrote_at = Procedure(self.t, opcode), self.t
        if opcode == STOP and data[1] == STOP_FOR_GOOD:
            self.halt = self.procedure
        match opcode:
            case 0x00 | 0x08:
                pass
            case 0x07:
                self._start()
            case 0x02:
                self._target(int.from_bytes(data[1:3], "little"))
            case 0x03:
                self._is_allowed("an incline")
                percent = int.from_bytes(data[1:3], "little", signed=True) / 10
                self.tilt = percent if self.wishes else None
                self.tilt_lost_at = None
            case _:
                self.breach(f"{data.hex()} is no business of a guest")

    def _is_stop_awaited(self) -> bool:
        return self.procedure is not None and (
            self.procedure.opcode == STOP
            and not self.procedure.is_over
            and self.t - self.halted_at < STOP_GAP_S
        )

    def _is_allowed(self, what: str) -> None:
        if self.held is not None and self.t - self.held_at > SLACK_S:
            self.breach(f"{what}, though {self.held}")

    def _stop(self, how: int) -> None:
        self.stop_due_at = None
        if self.stand_since is not None:
            self.stand_since, self.slowest_kmh = self.t, self.treadmill.speed_kmh
        if how != STOP_FOR_GOOD:
            return
        awaited = self.halt is not None and not self.halt.is_over
        if awaited and self.t - self.halted_at < STOP_GAP_S:
            self.breach("Stop again within a second")
        self.stops.append(self.t)
        self.halted_at = self.t
        self.defied += 1
        if len(self.stops) > MOST_STOPS:
            self.breach("Stop for ever")

    def _start(self) -> None:
        if self.preambles and self.frame_kmh:
            return
        moves_since = self.truth.moves_since
        anyway = self.told_unheard and not self.was_heard
        if moves_since is not None and self.t - moves_since > TELLS_S and not anyway:
            self.breach("Start for a belt that truly moves")
        frame_at = self.t if self.frame_at is None else self.frame_at
        if self.t - frame_at > STALE_S + SLACK_S:
            self.breach("Start on stale telemetry")
        started = self.treadmill.state in (BeltState.MOVING, BeltState.COUNTDOWN)
        moves = self.frame_kmh and self.treadmill.speed_kmh > 0
        seen = moves and self.t - frame_at > SLACK_S
        said = self.told_started_at is not None and self.t - self.told_started_at > SLACK_S
        if started and (seen or said):
            self.breach("Start for a belt that moves or is about to")
        self._is_allowed("Start")
        due = [one for one in self.starts if self.t - one[0] >= one[1] - SLACK_S]
        if not due or self.t - sum(due[-1]) > START_S:
            self.breach("a Start that nobody asked for")
        self.is_second_start = bool(due) and self.is_second_start and self.t - self.started_at < 9
        self.starts.clear()
        self.started_at, self.under_way, self.may_repeat = self.t, True, True

    def _target(self, hundredths: int) -> None:
        machine, value = self.treadmill.machine, hundredths / 100
        kmh = value * machine.kmh_per_unit
        if kmh > min(self.cap_kmh, HARD_LIMIT_KMH) + 0.005:
            self.breach(f"a target of {kmh:.2f} km/h, above the cap")
        has_range = not RANGELESS & set(self.scene.quirks)
        if has_range and round(machine.speeds.snap(value) * 100) != hundredths:
            self.breach(f"a target of {value:.2f}, off the increment or the range")
        if self._is_beside_stop(value):
            return
        self._is_allowed("a target")
        moves = any(speed for t, speed in self.frames if t >= self.t - LOST_S)
        if not moves and (self.zero_since is None or self.t - self.zero_since > GLITCH_S):
            self.breach("a target for a belt that nobody sees moving")
        self._is_against_the_console(kmh)
        self._is_against_the_key(kmh)
        self._is_walk(value)
        repeats = hundredths == self.last_target
        self.is_retry, self.retry_due = repeats and self.retry_due, False
        self.refusals = self.refusals if self.is_retry else set()
        if repeats and not (self.may_repeat or self.is_retry):
            self.breach(f"{value:.2f} again")
        fastest = max(self.treadmill.speed_kmh, self.treadmill.target_kmh, self.frame_kmh)
        heard_at = self.t if self.frame_at is None else self.frame_at
        if self.last_target is not None and heard_at - self.target_at < FOLLOWS_S:
            # Of a belt that is not heard nobody knows but that it may have followed.
            fastest = max(fastest, self.last_target * machine.kmh_per_unit / 100)
        if kmh > fastest + SLACK_KMH and not self.is_retry:
            self._increase(kmh, fastest)
        if self.denied[0] == hundredths and self.t - self.denied[1] < DENIED_S - SLACK_S:
            self.breach(f"{value:.2f} within 5 s of its refusal")
        self.last_target, self.target_at, self.may_repeat = hundredths, self.t, False
        self.restarted_at = None

    def _is_beside_stop(self, value: float) -> bool:
        """The lowest target for a belt that several Stops have not brought to a stand."""
        is_lowest = value <= max(LOWEST_KMH, self.treadmill.machine.speeds.minimum_kmh)
        return is_lowest and self.defied >= DEFIED and self.t - self.halted_at < BESIDE_STOP_S

    def _is_against_the_console(self, kmh: float) -> None:
        if abs(kmh - self.treadmill.target_kmh) < SLACK_KMH:
            return
        known = self.told_at is not None and self.t - self.told_at > SLACK_S
        if self.pressed_speed_at is not None and known and self.t - self.stepped_at > QUEUE_S:
            self.breach("a target against the console's")

    def _is_against_the_key(self, kmh: float) -> None:
        """Slower raises nothing that is in force, and faster lowers nothing."""
        if self.key is None or not self.stepping or self.target_at < self.started_at:
            # The walk of a check and the first speed after a start are announced with the start.
            return
        pressed_at, delta_kmh, in_force_kmh = self.key
        is_again = self.last_target == round(kmh * 100)
        if delta_kmh > 0 and (self.target_at < self.stepped_at or is_again):
            # A step that began out of sight slows the belt down first, whatever is added to it.
            return
        seen_at = min(pressed_at, self.frame_at or 0.0)
        unseen = seen_at - self.console_at < SEEN_S and not self.named
        if unseen or any(pressed_at - SEEN_S <= t + NOTICE_S for t in self.announced):
            return
        wrong = kmh > in_force_kmh if delta_kmh < 0 else kmh < in_force_kmh
        if wrong and abs(kmh - in_force_kmh) > KEY_SLACK_KMH:
            which = "slower" if delta_kmh < 0 else "faster"
            self.breach(f"{kmh:.2f} km/h for the key {which} at {in_force_kmh:.2f}")

    def _is_walk(self, value: float) -> None:
        """Until it has been checked, and its units agreed to, a treadmill is asked to walk."""
        if self.is_known:
            return
        if self.walked_at is None:
            lowest = self.treadmill.machine.speeds.minimum_kmh
            if value > max(WALK_KMH, lowest + 1.0):
                self.breach(f"a target of {value:.2f} for a treadmill that nobody checked")
            self.walked_at = self.t
        elif self.t - self.walked_at < 2 and self.last_target != round(value * 100):
            self.breach("the walking check was not awaited")
        elif self.units_differ and not self.accepted and value > WALK_KMH:
            self.breach("a target in units that the runner has not accepted")

    def _is_quiet(self, kmh: float, fastest_kmh: float) -> bool:
        """A held heart rate's own: small, seldom, and in the range that the runner was told."""
        if self.range_kmh is None or self.last_target is None:
            return False
        is_small = kmh <= fastest_kmh + QUIET_KMH + SLACK_KMH
        is_seldom = self.t - self.target_at >= QUIET_S - SLACK_S
        is_told = self.t - self.range_at >= NOTICE_S - SLACK_S
        return is_small and is_seldom and is_told and kmh <= self.range_kmh + 0.005

    def _increase(self, kmh: float, fastest_kmh: float) -> None:
        """Faster than it runs, and than it was last told to."""
        in_time = [t for t in self.announced if NOTICE_S - SLACK_S <= self.t - t <= LATEST_S]
        if in_time:
            self.announced.remove(in_time[-1])
        elif not self._is_quiet(kmh, fastest_kmh):
            self.breach("an increase without notice")
        age_s = 0.0 if self.frame_at is None else self.t - self.frame_at
        if age_s > STALE_S + SLACK_S:
            self.breach("an increase on stale telemetry")
        if max(self.fresh, self.was_fresh if age_s <= SLACK_S else 0) < 2:
            self.breach("an increase before two frames of a moving belt")
