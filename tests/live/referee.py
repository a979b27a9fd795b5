"""Judges a client by the packets on a treadmill's wire, the true belt, and what the runner did.

It knows the rules of safety and nothing of the client's code. What it lets pass as known to the
client has been sent to it: a press that no packet has told of yet cannot be obeyed yet.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from devices.packet import PacketKind
from devices.virtual.air import Packet
from devices.virtual.belt import BeltState
from devices.virtual.gatt_server import AttError, Characteristic
from devices.virtual.scene import VirtualScene
from devices.virtual.treadmill import VirtualTreadmill

CONTROL, TARGET, INCLINE, START, STOP, ANSWER = 0x00, 0x02, 0x03, 0x07, 0x08, 0x80
STATUS_STOPPED, STATUS_KEY, STATUS_STARTED, STATUS_SPEED = 0x02, 0x03, 0x04, 0x05
SUCCESS, STOP_FOR_GOOD = 0x01, 0x01

NOTICE_S: Final = 3.0
STALE_S: Final = 5.0
LOST_S: Final = 10.0
AWAY_S: Final = 30.0
STILL_S: Final = 2.5
PATIENCE_S: Final = {CONTROL: 1.0, STOP: 0.9}
"""How long an answer is waited for before the next procedure; 2 s by default."""
STOP_GAP_S: Final = 0.95
MOST_STOPS: Final = 4
SPACING_S: Final = 0.4
WALK_KMH: Final = 2.6
HARD_LIMIT_KMH: Final = 20.0
FOLLOWS_S: Final = 6.0
"""For so long a belt may be about to follow the last target."""
SLACK_S: Final = 0.06
SLACK_KMH: Final = 0.05
OFF_KMH: Final = 0.16
RAMPS_S: Final = 1.2
"""A belt on its way to a speed says nothing new when the console sends it to another."""
LATEST_S: Final = 45.0
"""From an announcement to its increase: a slow countdown and a walking check may lie between."""
AFTER_S: Final = 6.0
"""A link that the client gives up itself is told of before it is down."""
RANGELESS: Final = {"range_missing", "range_zero", "empty_reads"}
MAY_MOVE: Final = "may be moving"


@dataclass
class Procedure:
    """A request on the wire.

    Attributes:
        is_over: It was answered, or refused, or the link was lost.
    """

    t: float
    opcode: int
    is_over: bool = False

    @property
    def ends_at(self) -> float:
        """When the next one may be written."""
        return self.t if self.is_over else self.t + PATIENCE_S.get(self.opcode, 2.0)


@dataclass(eq=False)
class Referee:
    """Told of all that happens, it notes every breach of the rules.

    Attributes:
        cap_kmh: What the runner allows.
        is_known: The treadmill was checked before, in the units that it has.
        units_differ: It counts in miles per hour somewhere.
        preambles: The runner has allowed a request for control and a Start before each target.
        breaches: What was found wrong, in order.
    """

    scene: VirtualScene
    cap_kmh: float = 12.0
    is_known: bool = True
    units_differ: bool = field(init=False)
    treadmill: VirtualTreadmill = field(init=False)
    preambles: bool = False
    breaches: list[str] = field(default_factory=list)

    t: float = 0.0
    linked: bool = False
    commanded: bool = False
    lost_at: float | None = None
    frame_at: float | None = None
    frame_kmh: float = 0.0
    frames: list[tuple[float, float]] = field(default_factory=list)
    kept_kmh: float = 0.0
    kept_since: float = 0.0
    fresh: int = 0
    was_fresh: int = 0
    zero_since: float | None = None
    under_way: bool = False
    stepping: bool = False
    alarm_due_at: float | None = None
    alarmed_at: float = -1.0
    starts: list[tuple[float, float]] = field(default_factory=list)
    spent: tuple[float, bool] | None = None
    started_at: float = -100.0
    held: str | None = "nobody asked it to start"
    held_at: float = 0.0
    for_ever: bool = False
    pressed_stop_at: float | None = None
    pressed_speed_at: float | None = None
    told: bool = False
    told_at: float = 0.0
    started_told_at: float | None = None
    procedure: Procedure | None = None
    last_target: int | None = None
    target_at: float = 0.0
    may_repeat: bool = True
    retry_due: bool = False
    is_retry: bool = False
    announced: list[float] = field(default_factory=list)
    walked_at: float | None = None
    accepted: bool = False
    stop_due_at: float | None = None
    stops: list[float] = field(default_factory=list)
    wrote_at: float = -1.0

    def __post_init__(self) -> None:
        assert isinstance(self.scene.treadmill, VirtualTreadmill)
        self.treadmill = self.scene.treadmill
        self.units_differ = bool({"targets_in_mph", "data_in_mph"} & set(self.scene.quirks))
        self.scene.air.on_packet(self.packet)
        self._attend()

    def _attend(self) -> None:
        """Sees what the treadmill refuses and what is pressed at its console."""
        take, console = self.treadmill.write, self.treadmill.console

        async def write(characteristic: Characteristic, data: bytes) -> None:
            try:
                await take(characteristic, data)
            except AttError:
                self._refused(data[0])
                raise

        vars(self.treadmill)["write"] = write
        for button in ("start", "stop", "pause", "safety_key", "plus", "minus"):
            vars(console)[button] = self._watched(button, getattr(console, button))

    def _watched(self, button: str, press: Callable[..., None]) -> Callable[..., None]:
        def pressed(*steps: int) -> None:
            self.pressed(button)
            press(*steps)

        return pressed

    def breach(self, what: str) -> None:
        belt = f"the belt at {self.treadmill.speed_kmh:.2f} km/h"
        self.breaches.append(f"{self.t:.2f} s, {belt}: {what}")

    def verdict(self) -> None:
        """Fails on whatever was found."""
        self._look(self.treadmill.clock.now())
        assert not self.breaches, self.breaches

    def acted(self, act: str, value: float | None = None) -> None:
        """The runner has pressed a key of the program."""
        self._look(self.treadmill.clock.now())
        self.may_repeat, self.pressed_speed_at = True, None
        match act:
            case "start" | "resume":
                self.starts.append((self.t, max(NOTICE_S, value or 0.0)))
                self.started_at, self.pressed_stop_at = self.t, None
                if not self.for_ever:
                    self.held = None
            case "pause" if self.under_way or self.starts:
                self._hold("the runner paused")
            case "stop" | "abandon":
                self._hold("the runner stopped", for_ever=True)
                self.stops.clear()
                if act == "stop" and self.commanded and self.treadmill.speed_kmh > 0:
                    self.stop_due_at = self.t + 0.3
            case "accept units":
                self.accepted = True

    def pressed(self, button: str) -> None:
        """The runner has pressed a button of the console."""
        self._look(self.treadmill.clock.now())
        self.told, self.may_repeat = False, True
        match button:
            case "start":
                self.pressed_stop_at = None
                self.started_at = self.t
                if not self.for_ever:
                    self.held = None
            case "plus" | "minus":
                steady = self.t - self.kept_since > RAMPS_S
                self.pressed_speed_at = self.t if self.stepping and steady else None
            case _ if self.treadmill.state is not BeltState.STANDING:
                self.pressed_stop_at = self.t

    def heard(self, cue: str, say: str) -> None:
        """The runner hears something from the program."""
        self._look(self.treadmill.clock.now())
        match cue:
            case "speed up" | "ready":
                self.announced.append(self.t)
            case "run" | "walk" | "resumed":
                self.may_repeat, self.pressed_speed_at = True, None
                self.under_way = self.stepping = True
            case "paused":
                self.stepping = False
            case "finished" | "stopped":
                self.under_way = self.stepping = False
        if MAY_MOVE in say:
            self.alarmed_at, self.alarm_due_at = self.t, None

    def packet(self, packet: Packet) -> None:
        """Something passed through the air."""
        if packet.address[2:] != self.treadmill.address[2:]:
            return
        self._look(packet.t)
        match packet.kind, packet.characteristic:
            case PacketKind.CONNECT, _:
                self.linked, self.commanded, self.fresh, self.procedure = True, False, 0, None
                self.frame_at, self.frames = None, []
                self.stops.clear()
            case PacketKind.DISCONNECT, _:
                self._lost()
            case PacketKind.NOTIFY, "2ACD":
                kmh = speed_kmh(packet.data)
                if kmh is not None:
                    self._measured(kmh)
            case PacketKind.NOTIFY, "2ADA":
                self.told_at = self.told_at if self.told else self.t
                self.told = True
                self._told(packet.data[0])
            case PacketKind.NOTIFY | PacketKind.INDICATE, "2AD9":
                self._answered(packet.data)
            case PacketKind.WRITE, "2AD9" if self.linked:
                self._written(packet.data)

    def _look(self, t: float) -> None:
        """Time passes."""
        self.t = max(self.t, t)
        if self.stop_due_at is not None and self.t > self.stop_due_at + SLACK_S:
            self.stop_due_at = None
            self.breach("Stop was not the next thing on the wire")
        if self.alarm_due_at is not None and self.t > self.alarm_due_at + SLACK_S:
            self.alarm_due_at = None
            self.breach("nobody said that the belt may be moving")

    def _hold(self, why: str, *, for_ever: bool = False) -> None:
        """From now on nothing is asked of the belt but to stand."""
        if self.held is None:
            self.held_at = self.t
        self.held = why
        self.for_ever = self.for_ever or for_ever
        self.starts.clear()
        self.spent = None

    def _lost(self) -> None:
        moved = self.treadmill.speed_kmh > 0 and self.frame_kmh
        if self.under_way and moved and self.t - self.alarmed_at > AFTER_S:
            self.alarm_due_at = self.t + 0.5
        self.linked = self.commanded = False
        self.lost_at, self.procedure = self.t, None
        self.started_told_at = None
        self.may_repeat, self.fresh = True, 0
        self.starts.clear()
        self.spent = self.stop_due_at = None

    def _measured(self, kmh: float) -> None:
        gap_s = 0.0 if self.frame_at is None else self.t - self.frame_at
        if gap_s >= LOST_S:
            self.fresh, self.may_repeat = 0, True
            silent = self.lost_at is None or self.lost_at < (self.frame_at or 0.0)
            said = self.alarmed_at > (self.frame_at or 0.0)
            if self.under_way and self.frame_kmh and silent and not said and gap_s > LOST_S + 1:
                self.breach("a treadmill fell silent, and nobody said that its belt may be moving")
        away = self.lost_at is not None and self.t - self.lost_at > AWAY_S + 1
        if (away or gap_s > AWAY_S + LOST_S + 1) and self.under_way:
            self._hold("30 s away")
        self.lost_at = None
        self.frame_at, self.frame_kmh = self.t, kmh
        recent = [(t, kmh) for t, kmh in self.frames if t > self.t - SLACK_S]
        self.frames = [*(recent or self.frames[-1:]), (self.t, kmh)]
        if abs(kmh - self.kept_kmh) > OFF_KMH:
            self.kept_kmh, self.kept_since = kmh, self.t
        self.was_fresh = self.fresh
        self.fresh = self.fresh + 1 if kmh else 0
        self.zero_since = None if kmh else (self.zero_since or self.t)
        if self.zero_since is not None and self.t - self.zero_since >= 4:
            if self.t - self.started_at > 65:
                self._hold("the belt stands")
            self.pressed_speed_at = None
        if self.pressed_stop_at is not None and self.t - self.pressed_stop_at > 2 and not kmh:
            self._hold("the console stopped it", for_ever=self.for_ever)
            self.pressed_stop_at = None

    def _told(self, status: int) -> None:
        if status in (STATUS_STARTED, STATUS_STOPPED, STATUS_KEY):
            self.started_told_at = self.t if status == STATUS_STARTED else None
        if self.pressed_stop_at is not None and status in (STATUS_STOPPED, STATUS_KEY):
            self._hold("the console stopped it", for_ever=status == STATUS_KEY and self.under_way)
            self.pressed_stop_at = None

    def _answered(self, data: bytes) -> None:
        if len(data) < 3 or data[0] != ANSWER or self.procedure is None:
            return
        if data[1] == self.procedure.opcode:
            self.procedure.is_over = True
            if data[2] != SUCCESS:
                self._refused(data[1])

    def _refused(self, opcode: int) -> None:
        """What was refused outright may be tried once more."""
        if self.procedure is not None and self.procedure.opcode == opcode:
            self.procedure.is_over = True
        if opcode == TARGET and not self.is_retry:
            self.retry_due = True
        if opcode == START and self.spent is not None and not self.spent[1]:
            self.starts.append((self.t - NOTICE_S, NOTICE_S))
            self.spent = (self.t, True)

    def _written(self, data: bytes) -> None:
        opcode, before, self.commanded = data[0], self.procedure, True
        if opcode == STOP:
            self._stop(data[1])
        else:
            if before is not None and self.t < before.ends_at - SLACK_S:
                self.breach(f"{data.hex()} within the procedure {before.opcode:02x}")
            if self.t - self.wrote_at < SPACING_S - 0.001:
                self.breach(f"{data.hex()} {self.t - self.wrote_at:.2f} s after another write")
        self.procedure, self.wrote_at = Procedure(self.t, opcode), self.t
        match opcode:
            case 0x00 | 0x08:
                pass
            case 0x07:
                self._start()
            case 0x02:
                self._target(int.from_bytes(data[1:3], "little"))
            case 0x03:
                self._is_allowed("an incline")
            case _:
                self.breach(f"{data.hex()} is no business of a guest")

    def _is_allowed(self, what: str) -> None:
        """What has just been sent to the client it has not heard yet."""
        if self.held is not None and self.t - self.held_at > SLACK_S:
            self.breach(f"{what}, though {self.held}")

    def _stop(self, how: int) -> None:
        self.stop_due_at = None
        if how != STOP_FOR_GOOD:
            return
        if self.stops and self.t - self.stops[-1] < STOP_GAP_S:
            before = self.procedure
            if before is None or not before.is_over:
                self.breach("Stop again within a second")
        self.stops.append(self.t)
        if len(self.stops) > 2 * MOST_STOPS:
            self.breach("Stop for ever")

    def _start(self) -> None:
        if self.preambles and self.frame_kmh:
            return
        frame_at = self.t if self.frame_at is None else self.frame_at
        stood = self.zero_since is not None and frame_at - self.zero_since >= STILL_S
        if self.t - frame_at > STALE_S + SLACK_S and not stood:
            self.breach("Start on stale telemetry")
        started = self.treadmill.state in (BeltState.MOVING, BeltState.COUNTDOWN)
        seen = self.t - (self.frame_at or self.t) > SLACK_S and self.frame_kmh
        said = self.started_told_at is not None and self.t - self.started_told_at > SLACK_S
        if started and (seen or said):
            self.breach("Start for a belt that moves or is about to")
        self._is_allowed("Start")
        due = [one for one in self.starts if self.t - one[0] >= one[1] - SLACK_S]
        if not due or self.t - sum(due[-1]) > 6:
            self.breach("a Start that nobody asked for")
            return
        self.starts.clear()
        self.spent = (self.t, self.spent is not None and self.spent[1])
        self.started_at, self.under_way = self.t, True
        self.may_repeat = True

    def _target(self, hundredths: int) -> None:
        machine = self.treadmill.machine
        value = hundredths / 100
        kmh = value * machine.kmh_per_unit
        if kmh > min(self.cap_kmh, HARD_LIMIT_KMH) + 0.005:
            self.breach(f"a target of {kmh:.2f} km/h, above the cap")
        known = not RANGELESS & set(self.scene.quirks)
        if known and round(machine.speeds.snap(value) * 100) != hundredths:
            self.breach(f"a target of {value:.2f}, off the increment or the range")
        self._is_allowed("a target")
        seen = max((kmh for t, kmh in self.frames if t >= self.t - LOST_S), default=0.0)
        if not seen:
            self.breach("a target for a belt that nobody sees moving")
        if self.pressed_speed_at is not None and self.told and self.t - self.told_at > SLACK_S:
            self.breach("a target against the console's")
        self.is_retry = hundredths == self.last_target and self.retry_due
        self.retry_due = False
        if hundredths == self.last_target and not (self.may_repeat or self.is_retry):
            self.breach(f"{value:.2f} again")
        self._is_walk(value)
        fastest = max(self.treadmill.speed_kmh, self.treadmill.target_kmh)
        if self.last_target is not None and self.t - self.target_at < FOLLOWS_S:
            fastest = max(fastest, self.last_target * machine.kmh_per_unit / 100)
        if kmh > fastest + SLACK_KMH and not self.is_retry:
            self._increase()
        self.last_target, self.target_at, self.may_repeat = hundredths, self.t, False

    def _is_walk(self, value: float) -> None:
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

    def _increase(self) -> None:
        """Faster than it runs, and than it was last told to."""
        in_time = [t for t in self.announced if NOTICE_S - SLACK_S <= self.t - t <= LATEST_S]
        if not in_time:
            self.breach("an increase without notice")
        else:
            self.announced.remove(in_time[-1])
        if self.frame_at is not None and self.t - self.frame_at > STALE_S + SLACK_S:
            self.breach("an increase on stale telemetry")
        just_now = self.frame_at is not None and self.t - self.frame_at <= SLACK_S
        if max(self.fresh, self.was_fresh if just_now else 0) < 2:
            self.breach("an increase before two frames of a moving belt")


def speed_kmh(data: bytes) -> float | None:
    """What a frame of Treadmill Data says of the speed; None where it says nothing."""
    if len(data) < 4 or data[0] & 1 or not any(data):
        return None
    hundredths = int.from_bytes(data[2:4], "little")
    return None if hundredths == 0xFFFF else hundredths / 100
