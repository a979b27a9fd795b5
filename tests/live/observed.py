"""What a client could know: the packets that reached it, the runner's keys, and what it said.

A press at the console counts from the packet on that tells of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, Final

from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.belted import VirtualBelt
from runwalk_devices.simulator.peripheral import AttError, Characteristic
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_devices.transport.packet import PacketKind

STATUS_STOPPED, STATUS_KEY, STATUS_STARTED, STATUS_SPEED = 0x02, 0x03, 0x04, 0x05

NOTICE_S: Final = 3.0
LOST_S: Final = 10.0
AWAY_S: Final = 30.0
SLACK_S: Final = 0.06
"""What has just been sent has not been heard yet."""
OFF_KMH: Final = 0.16
RAMPS_S: Final = 1.2
"""A belt on its way to a speed says nothing new when the console sends it to another."""
STANDS_S: Final = 4.0
STOPS_S: Final = 2.0
RESTS_S: Final = 3.0
"""A belt that has told zero for so long is known to stand, if something has stopped it."""
WENT_ON_S: Final = 12.0
"""A belt that moves so long after its console stopped it is the runner's own."""
LONGEST_COUNTDOWN_S: Final = 65.0
GIVEN_UP_S: Final = 6.0
LASTS_S: Final = 20.0
"""A start that was asked shows as motion at the latest so long after its notice."""
GIVING_UP_S: Final = 2.1
"""A client that gives up a silent link needs so long until it is down."""
SET_UP_S: Final = 1.0
"""A connection that breaks sooner was none yet."""
FLAPS: Final = 3
FLAPPING_S: Final = 121.0
FLAPPING_AGAIN_S: Final = 31.0
"""Of a link that was lost more than so often within so long it is enough to say it so seldom."""
"""A link that the client gives up itself is told of so long before it is down."""
MAY_MOVE: Final = "may be moving"
PAUSED: Final = "Paused"
GIVES_UP: Final = ("Treadmill silent. Reconnecting", "Treadmill still silent")
"""Who says so has given up the link: what still comes over it is not heard."""
LOSES: Final = ("Treadmill lost", "Treadmill keeps disconnecting")
"""The same of a link that is made anew; one that is lost by itself is down already."""
HELP: Final = (MAY_MOVE, "press stop", "stop it,")
"""Who hears that knows that it is up to them."""
STANDS_WITHIN_S: Final = 3.2
"""A belt that was told to stand and does not slow down is told again so soon, or the runner is."""
SILENT_S: Final = 1.5
FOUND_S: Final = 20.0
"""A treadmill that fell silent is asked for another connection, and that takes its time."""
SLOWS_KMH: Final = 0.1
LISTENS_S: Final = 8.0
"""After a belt was said to stand it may start again for so long: a countdown's length."""
CONSOLE: Final = "the console stopped it"
RANGE: Final = re.compile(r"Heart rate .* Speed [0-9.]+ to ([0-9.]+) km/h$")
"""Words that tell the runner how fast a held heart rate may lead the belt."""
UNKNOWN: Final = ("refused", "did not confirm", "ignores commands")
"""Words that tell the runner that a wish is not in force."""
UNHEARD: Final = "no treadmill data yet"
OWN_SPEED: Final = "Your speed until this step ends"
BY_HAND: Final = "Set the speed yourself"


@dataclass(eq=False)
class Observed:
    """Told of all that happens, it keeps what matters for what may be written.

    Attributes:
        breaches: What was found wrong, in order.
        held: Why nothing may be asked of the belt but to stand; None if it may.
        frames: The last frame that tells a speed, and those of the last moment, as (t, km/h).
        fresh: Moving frames in a row since the link came up or fell silent for long.
        starts: The runner's starts that nothing came of yet, as (t, notice).
        defied: How often the belt was told to stop on this link since anybody asked it to.
        key: The runner's last key for faster or slower, as (t, km/h, km/h in force).
        named: The console has told since it was pressed which speed it chose.
        back_at: When it was heard again that had fallen silent for long.
        restarted_at: When the workout went on last, as long as nothing was asked since.
        by_hand: The runner was told to set the speeds at the console, for the rest of the session.
        own_kmh: What the runner chose at the console for this step, and was told so.
        was_heard: There was a frame with a speed, ever.
        told_unheard: The runner was told that there was none, and may start it nevertheless.
        unknown: The runner was told since that nobody knows what is in force.
        stop_within_s, stands_within_s: How soon Stop goes out, and once more for a belt that moves.
        range_kmh, range_at: The most that the runner was told a held heart rate may ask, and when.
    """

    stop_within_s: ClassVar[float] = 0.3
    stands_within_s: ClassVar[float] = STANDS_WITHIN_S

    scene: VirtualScene
    treadmill: VirtualBelt = field(init=False)
    breaches: list[str] = field(default_factory=list)

    t: float = 0.0
    linked: bool = False
    linked_at: float = 0.0
    commanded: bool = False
    lost_at: float | None = None
    frame_at: float | None = None
    frame_kmh: float = 0.0
    back_at: float = -100.0
    was_empty: bool = False
    empty: int = 0
    dropping: bool = False
    given_up_at: float = -100.0
    gives_up: bool = False
    frames: list[tuple[float, float]] = field(default_factory=list)
    kept_kmh: float = 0.0
    kept_since: float = 0.0
    fresh: int = 0
    was_fresh: int = 0
    zero_since: float | None = None
    under_way: bool = False
    stepping: bool = False
    stepped_at: float = 0.0
    announced: list[float] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    alarm_due_at: float | None = None
    alarmed_at: float = -1.0
    starts: list[tuple[float, float]] = field(default_factory=list)
    started_at: float = -100.0
    held: str | None = "nobody asked it to start"
    held_at: float = 0.0
    for_ever: bool = False
    pressed_stop_at: float | None = None
    pressed_speed_at: float | None = None
    told_at: float | None = None
    named: bool = False
    told_started_at: float | None = None
    stop_due_at: float | None = None
    stop_if_moves: bool = False
    stops: list[float] = field(default_factory=list)
    defied: int = 0
    halted_at: float = -100.0
    stand_since: float | None = None
    slowest_kmh: float = 0.0
    helped: bool = False
    said_to_stand_at: float | None = None
    may_repeat: bool = True
    accepted: bool = False
    key: tuple[float, float, float] | None = None
    console_at: float = -100.0
    restarted_at: float | None = None
    unknown: bool = False
    by_hand: bool = False
    own_kmh: float | None = None
    was_heard: bool = False
    told_unheard: bool = False
    is_over: bool = False
    stood_since: float | None = None
    range_kmh: float | None = None
    range_at: float = 0.0

    def __post_init__(self) -> None:
        assert isinstance(self.scene.treadmill, VirtualBelt)
        self.treadmill = self.scene.treadmill
        self.scene.air.on_packet(self.packet)
        take, console = self.treadmill.write, self.treadmill.console

        async def write(characteristic: Characteristic, data: bytes) -> None:
            try:
                await take(characteristic, data)
            except AttError:
                self.refused(data[0])
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
        """Notes what is wrong, when, and what the belt did."""
        belt = f"the belt at {self.treadmill.speed_kmh:.2f} km/h"
        self.breaches.append(f"{self.t:.2f} s, {belt}: {what}")

    def acted(self, act: str, value: float | None = None) -> None:
        """The runner has pressed a key of the program."""
        self.look()
        self.may_repeat = True
        if act == "nudge":
            # A machine that stands and tells that it moves tells nobody what is in force.
            in_force_kmh = self._in_force() or self.frame_kmh
            self.key = (self.t, value or 0.0, in_force_kmh)
            self.pressed_speed_at = None
        else:
            self.pressed_speed_at = self.key = None
        match act:
            case "start" | "resume":
                self.starts.append((self.t, max(NOTICE_S, value or 0.0)))
                self.started_at, self.pressed_stop_at = self.t, None
                self.stand_since = self.said_to_stand_at = None
                self._let_go()
            case "pause" if self.under_way or self._is_about_to_start():
                self.defied = 0 if self.held is None else self.defied
                self.hold("the runner paused")
                self._is_to_stand()
                self.stops.clear()
            case "stop" | "abandon":
                # Whoever asks again goes on from the Stops that the belt has not obeyed.
                self.defied = self.defied if self.for_ever else 0
                self.hold("the runner stopped", for_ever=True)
                self._is_to_stand()
                self.stops.clear()
                # A workout that has ended with a belt at rest has nothing left to stop.
                reaches = self.commanded and not self._is_being_given_up() and not self.is_over
                # One that was written a moment ago, and may still be answered, is this one too.
                reaches = reaches and not self._is_stop_awaited()
                rests = self.zero_since is not None and self.t - self.zero_since >= RESTS_S
                if act == "stop" and reaches and rests:
                    # A belt known to stand is looked at once more: on some Stop would start it.
                    self.stop_if_moves = True
                elif act == "stop" and reaches and self.treadmill.speed_kmh > 0:
                    self.stop_due_at = self.t + self.stop_within_s
            case "accept units":
                self.accepted = True

    def _is_about_to_start(self) -> bool:
        """A start that was asked long ago, or that was not announced, came to nothing."""
        said = [said_at for said_at in self.announced if said_at <= self.t]
        return any(
            self.t - t <= notice_s + LASTS_S and any(said_at >= t for said_at in said)
            for t, notice_s in self.starts
        )

    def pressed(self, button: str) -> None:
        """The runner has pressed a button of the console."""
        self.look()
        self.told_at, self.named, self.may_repeat = None, False, True
        match button:
            case "start":
                self.started_at, self.pressed_stop_at = self.t, None
                self.stand_since = self.said_to_stand_at = None
                self.stops.clear()
                self._let_go()
            case "plus" | "minus":
                steady = self.t - self.kept_since > RAMPS_S
                self.pressed_speed_at = self.t if self.stepping and steady else None
                self.console_at, self.key, self.restarted_at = self.t, None, None
            case _ if self.treadmill.state is not BeltState.STANDING:
                self.pressed_stop_at = self.t

    def heard(self, cue: str, say: str) -> None:
        """The runner hears something from the program."""
        self.look()
        match cue:
            case "speed up" | "ready":
                self.announced.append(self.t)
            case "run" | "walk" | "resumed":
                self.may_repeat, self.pressed_speed_at, self.key = True, None, None
                self.restarted_at = self.t if cue == "resumed" else None
                self.unknown = False
                self.own_kmh = self.own_kmh if cue == "resumed" else None
                self.under_way = self.stepping = True
                self.stepped_at = self.t
            case "warning":
                self.by_hand = self.by_hand or BY_HAND in say
                self.told_unheard = self.told_unheard or UNHEARD in say
                self.unknown = self.unknown or any(words in say for words in UNKNOWN)
                self.restarted_at = None if self.unknown else self.restarted_at
            case "paused":
                self._not_stepping()
            case "finished" | "stopped":
                self.under_way = self.stepping = False
                self.is_over = True
                self.said_to_stand_at = self.t
        if any(words in say for words in (*GIVES_UP, *LOSES)):
            self.given_up_at = self.t
        if any(words in say for words in GIVES_UP):
            self.dropping = self.gives_up = True
        if OWN_SPEED in say:
            self.own_kmh = self._in_force()
        if PAUSED in say:
            self._not_stepping()
        if found := RANGE.search(say):
            self.range_kmh, self.range_at = float(found[1]), self.t
        if any(word in say.lower() for word in HELP):
            self.helped = True
        if MAY_MOVE in say:
            self.alarmed_at, self.alarm_due_at = self.t, None

    def _is_being_given_up(self) -> bool:
        """True for as long as it takes to let go of a link; one that stays up after that counts."""
        return self.t - self.given_up_at <= GIVING_UP_S

    def _not_stepping(self) -> None:
        self.stepping, self.restarted_at = False, None

    def packet(self, packet: Packet) -> None:
        """Something passed through the air."""
        if packet.address[2:] != self.treadmill.address[2:]:
            return
        self.look()
        match packet.kind, packet.characteristic:
            case PacketKind.CONNECT, _:
                self.linked, self.linked_at, self.commanded = True, self.t, False
                self.dropping = False
                self.fresh = 0
                self.frame_at, self.frames = None, []
                self.stops.clear()
                self.defied, self.halted_at = 0, -100.0
            case PacketKind.DISCONNECT, _:
                self._lost()
            case PacketKind.NOTIFY, "2ACD" if not self.dropping:
                kmh = self._speed_kmh(packet.data)
                if kmh is not None:
                    self._measured(kmh)
            case PacketKind.NOTIFY, "2ADA":
                self._told(packet.data[0], is_own=self.is_own(packet.data))
                self.named = self.named or _names_speed(packet.data)
            case PacketKind.NOTIFY | PacketKind.INDICATE, "2AD9":
                self.answered(packet.data)
            case PacketKind.WRITE, "2AD9" if self.linked:
                self.commanded = True
                self.written(packet.data)

    def look(self) -> None:
        """Time has passed."""
        self.t = self.treadmill.clock.now()
        if self.stop_due_at is not None and self.t > self.stop_due_at + SLACK_S:
            self.stop_due_at = None
            self.breach("Stop was not the next thing on the wire")
        if self.alarm_due_at is not None and self.t > self.alarm_due_at + SLACK_S:
            self.alarm_due_at = None
            self.breach("nobody said that the belt may be moving")
        self._is_made_to_stand()

    def _is_to_stand(self) -> None:
        """From now on every means is due that makes the belt stand."""
        self.stand_since, self.slowest_kmh = self.t, self.treadmill.speed_kmh
        self.helped = False

    def _is_made_to_stand(self) -> None:
        """A pause, a stop or an end comes to a standing belt, or to a runner who knows."""
        if self.stand_since is None:
            return
        kmh, controls = self.treadmill.speed_kmh, self.linked and self.commanded
        self.stood_since = None if kmh else self.stood_since or self.t
        if self.is_over and self.stood_since and self.t - self.stood_since > LISTENS_S:
            # The workout is over, and its standing belt has been listened to.
            self.stand_since = None
            return
        silent_s = self.t - (self.linked_at if self.frame_at is None else self.frame_at)
        tells = silent_s <= SILENT_S or (silent_s > FOUND_S and not self.gives_up)
        if not self.frame_kmh and (self.frame_at is None or not tells):
            # It was heard to stand, and nobody has heard what it does since; so much was said.
            self.stand_since = self.t
        if not kmh or self.helped or not controls or kmh <= self.slowest_kmh - SLOWS_KMH:
            self.stand_since, self.slowest_kmh = self.t, kmh
        elif self.t - self.stand_since > self.stands_within_s:
            self.stand_since = None
            self.breach("a belt that was to stand moves on, and nobody does anything about it")

    def _starts_again(self) -> None:
        """The belt was said to stand, and it moves or is about to."""
        said_at, self.said_to_stand_at = self.said_to_stand_at, None
        if said_at is not None and self.t - said_at < LISTENS_S - SLACK_S and self.linked:
            self.stop_due_at = self.t + 1.2 + self.stop_within_s

    def hold(self, why: str, *, for_ever: bool = False) -> None:
        """From now on nothing is asked of the belt but to stand."""
        self.held_at = self.t if self.held is None else self.held_at
        self.held = why
        self.for_ever = self.for_ever or for_ever
        self.starts.clear()

    def _in_force(self) -> float:
        """What the belt was told last, by whomever, km/h."""
        return self.treadmill.target_kmh

    def _let_go(self) -> None:
        self.held = self.held if self.for_ever else None

    def _lost(self) -> None:
        moved = self.treadmill.speed_kmh > 0 and self.frame_kmh and self.frame_at is not None
        self.losses = [t for t in self.losses if self.t - t <= FLAPPING_S] + [self.t]
        enough_s = GIVEN_UP_S if len(self.losses) <= FLAPS else FLAPPING_AGAIN_S
        # While it is set up, and while it is given up, nobody hears what comes.
        is_up = self.t - self.linked_at > SET_UP_S and self.t - self.back_at > GIVING_UP_S
        heard = is_up and self.alarmed_at < (self.frame_at or 0.0)
        if self.under_way and moved and heard and self.t - self.alarmed_at > enough_s:
            self.alarm_due_at = self.t + 0.5
        self.linked, self.commanded, self.may_repeat, self.fresh = False, False, True, 0
        self.lost_at, self.told_started_at, self.stop_due_at = self.t, None, None
        self.restarted_at = None
        self.starts.clear()

    def _measured(self, kmh: float) -> None:
        gap_s = 0.0 if self.frame_at is None else self.t - self.frame_at
        is_late = self.frame_at is None and self.t - self.linked_at > SILENT_S
        if gap_s >= LOST_S or is_late:
            self.back_at = self.t
        if gap_s >= LOST_S:
            self.fresh, self.may_repeat = 0, True
            self._was_silent(gap_s)
        away = self.lost_at is not None and self.t - self.lost_at > AWAY_S + 1
        started = (self.told_started_at or 0.0) > (self.frame_at or self.linked_at)
        if self.under_way and not started and (away or gap_s > AWAY_S + LOST_S + 1):
            self.hold("30 s away")
        self.lost_at = None
        recent = [frame for frame in self.frames if frame[0] > self.t - SLACK_S]
        self.frames = [*(recent or self.frames[-1:]), (self.t, kmh)]
        self.frame_at, self.frame_kmh, self.gives_up = self.t, kmh, False
        self.was_heard = True
        if abs(kmh - self.kept_kmh) > OFF_KMH:
            self.kept_kmh, self.kept_since = kmh, self.t
        self.was_fresh, self.fresh = self.fresh, self.fresh + 1 if kmh else 0
        if self.fresh >= 2:
            self._starts_again()
        if self.stop_if_moves and kmh:
            self.stop_due_at = self.t + self.stop_within_s
        self.stop_if_moves = False
        self.zero_since = None if kmh else (self.zero_since or self.t)
        self._weigh(kmh)

    def _was_silent(self, gap_s: float) -> None:
        moved = self.under_way and self.frame_kmh and self.treadmill.speed_kmh > 0
        linked = self.lost_at is None or self.lost_at < (self.frame_at or 0.0)
        said = self.alarmed_at > (self.frame_at or 0.0)
        if moved and linked and not said and gap_s > LOST_S + 1:
            self.breach("a treadmill fell silent, and nobody said that its belt may be moving")

    def _weigh(self, kmh: float) -> None:
        """What a frame says of a console that has not, or not truly, told what it did."""
        if self.zero_since is not None and self.t - self.zero_since >= STANDS_S:
            self.pressed_speed_at = None
            if self.t - self.started_at > LONGEST_COUNTDOWN_S:
                self.hold("the belt stands")
        if self.pressed_stop_at is not None and self.t - self.pressed_stop_at > STOPS_S and not kmh:
            self.hold(CONSOLE)
            self.pressed_stop_at = None
        if kmh and self.held == CONSOLE and self.t - self.held_at >= WENT_ON_S:
            self._let_go()

    def is_own(self, status: bytes) -> bool:
        """True if a status tells of what the client itself has asked last."""
        return False

    def _told(self, status: int, *, is_own: bool) -> None:
        if status == STATUS_SPEED and self.told_at is None and not is_own:
            self.told_at = self.t
        if status in (STATUS_STARTED, STATUS_STOPPED, STATUS_KEY):
            self.told_started_at = self.t if status == STATUS_STARTED else None
        if status == STATUS_STARTED:
            self._starts_again()
        if self.pressed_stop_at is not None and status in (STATUS_STOPPED, STATUS_KEY):
            self.hold(CONSOLE, for_ever=status == STATUS_KEY and self.under_way)
            self.pressed_stop_at = None

    def written(self, data: bytes) -> None:
        """The client has written to the control point."""

    def _is_stop_awaited(self) -> bool:
        """True if Stop has been written a moment ago and has no answer yet."""
        return False

    def answered(self, data: bytes) -> None:
        """The machine has answered."""

    def refused(self, opcode: int, why: int = 0) -> None:
        """The machine has not taken a write, or has said no to it by a result ``why``."""

    def _speed_kmh(self, data: bytes) -> float | None:
        """What a frame of Treadmill Data says of the speed; None where it says nothing.

        A frame of nothing but zeros says nothing, as some come between true ones. A machine that
        tells zero so sends two in a row, or three without a speed between them.
        """
        was_empty, self.was_empty = self.was_empty, len(data) > 4 and not any(data)
        if self.was_empty:
            self.empty += 1
            return 0.0 if was_empty or self.empty > 2 else None
        if len(data) < 4 or data[0] & 1:
            return None
        self.empty = 0
        hundredths = int.from_bytes(data[2:4], "little")
        return None if hundredths == 0xFFFF else hundredths / 100


def _names_speed(status: bytes) -> bool:
    """True if a status says which speed was chosen; all ones say of none."""
    return status[0] == STATUS_SPEED and status[1:3] != b"\xff\xff"
