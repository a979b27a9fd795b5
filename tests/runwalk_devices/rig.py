"""What tests of the device client share: a follower, misbehaviours, and a look for loose ends."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode, TreadmillData
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.peripheral import AttError, Characteristic, Peripheral
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.quirks import TreadmillQuirks
from runwalk_devices.treadmill.treadmill import QuirksOf, Report, Treadmill

POINT = uuids.FITNESS_MACHINE_CONTROL_POINT
R = TypeVar("R")


@asynccontextmanager
async def no_loose_ends() -> AsyncIterator[None]:
    """Nothing begun within the block outlives it, and no exception of a task goes unnoticed."""
    loop = asyncio.get_running_loop()
    complaints: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _loop, context: complaints.append(context))
    before = asyncio.all_tasks()
    yield
    await asyncio.sleep(0)
    left = [task for task in asyncio.all_tasks() - before if _is_the_clients(task)]
    assert not left, left
    gc.collect(1)
    assert not complaints, complaints


def _is_the_clients(task: asyncio.Task[Any]) -> bool:
    """Whether it is neither the virtual air's nor the test's own."""
    code = getattr(task.get_coro(), "cr_code", None)
    folders = Path(code.co_filename).parts if code is not None else ()
    return not {"simulator", "tests"}.intersection(folders) and bool(
        {"runwalk_devices", "runwalk_tui"}.intersection(folders)
    )


@dataclass
class Follower:
    """A treadmill being followed, and all that it reported with the time of each."""

    clock: Clock
    log: list[tuple[float, Report]] = field(default_factory=list)
    treadmill: Treadmill = field(init=False)

    def heard(self, report: Report) -> None:
        self.log.append((self.clock.now(), report))

    def all(self, kind: type[R]) -> list[R]:
        return [report for _, report in self.log if isinstance(report, kind)]

    def phases(self) -> list[LinkPhase]:
        return [report.phase for report in self.all(LinkReport)]

    def stages(self, command: Command) -> list[Stage]:
        return [r.stage for r in self.all(CommandReport) if r.command is command]

    def last(self, command: Command) -> CommandReport:
        return [r for r in self.all(CommandReport) if r.command is command][-1]

    async def until(self, holds: Callable[[], bool], seconds: float = 60) -> None:
        deadline = self.clock.now() + seconds
        while not holds():
            heard = [entry for entry in self.log if not isinstance(entry[1], TreadmillData)]
            assert self.clock.now() < deadline, f"not within {seconds} s: {heard[-20:]}"
            await self.clock.sleep(0.05)

    async def up(self, times: int = 1, seconds: float = 60) -> None:
        await self.until(lambda: self.phases().count(LinkPhase.UP) == times, seconds)

    async def ended(self, command: Command, times: int = 1, seconds: float = 90) -> CommandReport:
        def ends() -> list[Stage]:
            return [stage for stage in self.stages(command) if stage.is_end]

        await self.until(lambda: len(ends()) >= times, seconds)
        return self.last(command)

    async def moving(self, speed_kmh: float | None = None) -> None:
        """Starts the belt, has it run at a speed, and forgets what was heard till then."""
        self.log.clear()
        self.treadmill.orders.start()
        await self.ended(Command.START)
        if speed_kmh is not None:
            self.treadmill.orders.set_speed(speed_kmh)
            assert (await self.ended(Command.SPEED)).stage is Stage.CONFIRMED
        self.log.clear()


@asynccontextmanager
async def following(
    adapter: Adapter,
    choice: str | None = None,
    *,
    quirks: TreadmillQuirks | None = None,
    quirks_of: QuirksOf | None = None,
) -> AsyncIterator[Follower]:
    """Follows the treadmill within the block, and looks that nothing is left after it."""
    async with no_loose_ends():
        follower = Follower(adapter.clock)
        known = quirks_of or (lambda _name, _address: quirks or TreadmillQuirks())
        follower.treadmill = Treadmill(adapter, Discovery(adapter), choice, follower.heard, known)
        task = asyncio.create_task(follower.treadmill.run())
        try:
            yield follower
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def moving(adapter: Adapter, speed_kmh: float = 5.0) -> AsyncIterator[Follower]:
    """Follows the treadmill from when it moves at a speed."""
    async with following(adapter) as follower:
        await follower.up()
        await follower.moving(speed_kmh)
        yield follower


def writes(wire: Iterable[Packet], *, since: float = 0.0) -> list[bytes]:
    """What was written to the control point, in order."""
    return [p.data for p in wire if p.kind is PacketKind.WRITE and p.t >= since]


def write_times(
    wire: Iterable[Packet], opcode: ControlOpcode, *, since: float = 0.0
) -> list[float]:
    """When a procedure was written."""
    return [
        p.t for p in wire if p.kind is PacketKind.WRITE and p.data[0] == opcode and p.t >= since
    ]


def without(peripheral: Peripheral, *uuids: str) -> None:
    """Take characteristics away."""
    for service in peripheral.services:
        service.characteristics = [c for c in service.characteristics if c.uuid not in uuids]


def having(peripheral: Peripheral, uuid: str) -> Characteristic:
    return next(c for s in peripheral.services for c in s.characteristics if c.uuid == uuid)


class Swallows(Behaviour):
    """Takes the writes of some opcodes and does nothing; ``times`` of them, then obeys."""

    def __init__(self, *opcodes: ControlOpcode, times: int = 10**6) -> None:
        self.opcodes = opcodes
        self.times = times

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid == POINT and data[0] in self.opcodes and self.times > 0:
            self.times -= 1
            return None
        return data


class Hangs(Behaviour):
    """Does not confirm the write of an opcode, and takes no other meanwhile, as with BlueZ."""

    def __init__(self, clock: Clock, opcode: ControlOpcode) -> None:
        self.clock = clock
        self.opcode = opcode
        self.until = 0.0

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid == POINT and data[0] == self.opcode:
            self.until = self.clock.now() + 30
        if self.clock.now() < self.until:
            await self.clock.sleep(self.until - self.clock.now())
            return None
        return data


class Answers(Behaviour):
    """Answers the control point with something else, or not at all."""

    def __init__(self, answer: Callable[[bytes], Iterable[bytes]]) -> None:
        self.answer = answer

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        return self.answer(value) if uuid == POINT else (value,)


class Refuses(Behaviour):
    """Refuses writes of an opcode with an ATT error."""

    def __init__(self, opcode: ControlOpcode, code: int, times: int = 10**6) -> None:
        self.opcode = opcode
        self.code = code
        self.times = times

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid == POINT and data[0] == self.opcode and self.times > 0:
            self.times -= 1
            raise AttError(self.code)
        return data


class DropsLink(Behaviour):
    """Loses the link at a write of an opcode, which it obeys or not."""

    def __init__(self, peripheral: Peripheral, opcode: ControlOpcode, *, obeys: bool) -> None:
        self.peripheral = peripheral
        self.opcode = opcode
        self.obeys = obeys
        self.done = False

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid != POINT or data[0] != self.opcode or self.done:
            return data
        self.done = True
        asyncio.get_running_loop().call_soon(self.peripheral.drop_links)
        return data if self.obeys else None


class Reads(Behaviour):
    """Reads return what ``values`` says for a characteristic."""

    def __init__(self, values: dict[str, bytes]) -> None:
        self.values = values

    def reading(self, uuid: str, value: bytes) -> bytes:
        return self.values.get(uuid, value)
