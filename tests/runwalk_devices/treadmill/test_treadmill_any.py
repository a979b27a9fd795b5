"""Whatever is asked, pressed, cut or broken in whatever order: what the wire must never show."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.peripheral import AttError
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from tests.runwalk_devices.rig import POINT, Answers, Follower, Hangs, Refuses, Swallows, following
from tests.virtual_time import VirtualTimeLoop

OP = ControlOpcode
TARGETS = (OP.SET_TARGET_SPEED, OP.SET_TARGET_INCLINATION)

ASKED = st.one_of(
    st.sampled_from(["start", "start", "pause", "stop"]).map(lambda name: (name, None)),
    st.sampled_from([3.0, 5.0, 5.0, 8.2]).map(lambda kmh: ("set_speed", kmh)),
    st.sampled_from([0.0, 2.0]).map(lambda percent: ("set_incline", percent)),
)
PRESSED = st.sampled_from(["start", "stop", "pause", "plus", "minus", "safety_key"]).map(
    lambda button: ("press", button)
)
MISBEHAVIOURS = ("swallow", "hang", "dumb", "mumble", "refuse", "late")
HAPPENED = st.sampled_from(
    [
        "cut",
        "silence",
        "mute",
        "restore",
        "revoke",
        "behave",
        "swallow",
        "hang",
        "dumb",
        "mumble",
        "refuse",
        "late",
    ]
).map(lambda what: (what, None))
MOMENTS = st.lists(
    st.tuples(
        st.one_of(ASKED, ASKED, PRESSED, HAPPENED),
        st.sampled_from([0.0, 0.0, 0.01, 0.05, 0.3, 1.0, 4.0, 12.0]),
    ),
    max_size=20,
)


class Refusing(Refuses):
    """Tells the referee that a procedure has ended before it began."""

    def __init__(self, referee: "Referee") -> None:
        super().__init__(OP.SET_TARGET_SPEED, 0x80)
        self.referee = referee

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        try:
            return await super().incoming(uuid, data)
        except AttError:
            self.referee.awaiting = None
            raise


class Late(Behaviour):
    """Takes its time for every write."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid == POINT:
            await self.clock.sleep(1.5)
        return data


@dataclass
class Referee:
    """Watches the wire and what was asked, and says when they do not fit."""

    clock: Clock
    starts_asked: int = 0
    starts_written: int = 0
    stopped: bool = False
    awaiting: tuple[int, float] | None = None
    faults: list[str] = field(default_factory=list)

    def asks(self, name: str) -> None:
        if name == "stop":
            self.stopped = True

    def sees(self, packet: Packet) -> None:
        match packet.kind:
            case PacketKind.CONNECT | PacketKind.DISCONNECT:
                self.awaiting = None
            case PacketKind.INDICATE if packet.characteristic == "2AD9":
                if self.awaiting and len(packet.data) > 1 and packet.data[1] == self.awaiting[0]:
                    self.awaiting = None
            case PacketKind.WRITE:
                self._written(packet)

    def _written(self, packet: Packet) -> None:
        opcode = packet.data[0]
        if opcode == OP.START_OR_RESUME:
            self.starts_written += 1
            if self.starts_written > self.starts_asked:
                self.faults.append(f"{packet.t:.2f}: a start nobody asked for")
        if self.stopped and opcode not in (OP.STOP_OR_PAUSE, OP.REQUEST_CONTROL):
            self.faults.append(f"{packet.t:.2f}: {packet.data.hex()} after Stop")
        if self.awaiting and opcode != OP.STOP_OR_PAUSE and packet.t < self.awaiting[1]:
            self.faults.append(f"{packet.t:.2f}: {packet.data.hex()} during another procedure")
        patience_s = 0.89 if opcode == OP.STOP_OR_PAUSE else 0.99 if opcode == 0 else 1.99
        self.awaiting = (opcode, packet.t + patience_s)


def behaviours(clock: Clock, referee: Referee) -> dict[str, Callable[[], Behaviour]]:
    return {
        "swallow": lambda: Swallows(*OP, times=3),
        "hang": lambda: Hangs(clock, OP.SET_TARGET_SPEED),
        "dumb": lambda: Answers(lambda _: ()),
        "mumble": lambda: Answers(lambda value: (value[:1] + b"\x63\x01", value[:2])),
        "refuse": lambda: Refusing(referee),
        "late": lambda: Late(clock),
    }


def happen(air: VirtualAir, treadmill: VirtualTreadmill, referee: Referee, what: str) -> None:
    match what:
        case "cut" | "silence" | "mute" | "restore":
            getattr(air, what)(treadmill.address)
        case "revoke":
            treadmill.revoke_control()
        case "behave":
            treadmill.behaviours.clear()
        case _:
            treadmill.behaviours.append(behaviours(air.clock, referee)[what]())


def ask(follower: Follower, referee: Referee, name: str, value: float | None) -> None:
    orders = follower.treadmill.orders
    before = follower.stages(Command.START)
    referee.asks(name)
    if value is None:
        getattr(orders, name)()
    else:
        getattr(orders, name)(value)
    if name == "start" and Stage.REJECTED not in follower.stages(Command.START)[len(before) :]:
        referee.stopped = False
        # Once more if control was not permitted: the first one was refused.
        referee.starts_asked += 2


async def live_through(moments: list[tuple[tuple[str, str | float | None], float]]) -> None:
    clock = Clock()
    air = VirtualAir(clock)
    treadmill = VirtualTreadmill(clock)
    air.add(treadmill)
    referee = Referee(clock)
    air.on_packet(referee.sees)
    asked: list[str] = []
    async with air:
        async with following(air.adapter()) as follower:
            await follower.up()
            for (what, value), pause_s in moments:
                if what in ("start", "pause", "stop", "set_speed", "set_incline"):
                    assert value is None or isinstance(value, float)
                    asked.append(what)
                    ask(follower, referee, what, value)
                elif what == "press":
                    getattr(treadmill.console, str(value))()
                else:
                    happen(air, treadmill, referee, what)
                await clock.sleep(pause_s)
            air.restore(treadmill.address)
            treadmill.behaviours.clear()
            await clock.sleep(60)
            check_reports(follower, asked)
            await ends_standing(follower, treadmill, referee)
        assert referee.faults == []


def check_reports(follower: Follower, asked: list[str]) -> None:
    """Each command one end, in order; a Start or a Stop asked again meanwhile is the same one."""
    names = {"set_speed": Command.SPEED, "set_incline": Command.INCLINE}
    for command in Command:
        times = sum(names.get(name, name) == command for name in asked)
        stages = follower.stages(command)
        ends = [stage for stage in stages if stage.is_end]
        if command in (Command.START, Command.STOP):
            assert bool(ends) == bool(times)
        else:
            assert len(ends) == times, (command, stages)
        for one in split(stages):
            known = [Stage.SENT, Stage.ACKNOWLEDGED]
            assert one[:-1] in (known[:0], known[:1], known), (command, stages)
            assert one[-1] is not Stage.CONFIRMED or one[0] is Stage.SENT or len(one) == 1


def split(stages: list[Stage]) -> list[list[Stage]]:
    """The reports of one kind of command, command by command."""
    orders: list[list[Stage]] = [[]]
    for stage in stages:
        orders[-1].append(stage)
        if stage.is_end:
            orders.append([])
    assert orders.pop() == [], "a command without an end"
    return orders


async def ends_standing(follower: Follower, treadmill: VirtualTreadmill, referee: Referee) -> None:
    """Whatever was before, with a machine that behaves again Stop stops the belt."""
    assert follower.all(LinkReport)[-1].phase is LinkPhase.UP
    before = len([r for r in follower.all(CommandReport) if r.command is Command.STOP])
    referee.stopped = True
    follower.treadmill.orders.stop()
    await follower.until(
        lambda: any(stage.is_end for stage in follower.stages(Command.STOP)[before:])
    )
    assert follower.last(Command.STOP).stage is Stage.CONFIRMED
    assert treadmill.speed_kmh == 0


@settings(max_examples=25)
@given(MOMENTS)
def test_any_sequence(moments: list[tuple[tuple[str, str | float | None], float]]) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(live_through(moments))
