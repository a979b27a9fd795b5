"""Stop is on the wire at once: during a set-up, beside a slow write, on a new connection."""

from collections.abc import Callable

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.treadmill.command import Command, Stage
from tests.runwalk_devices.rig import POINT, Answers, having, moving, write_times, writes

OP = ControlOpcode
AT_ONCE_S = 0.3


class Slow(Behaviour):
    """Takes so long to confirm each write of an opcode."""

    def __init__(self, clock: Clock, opcode: ControlOpcode, takes_s: float) -> None:
        self.clock = clock
        self.opcode = opcode
        self.takes_s = takes_s

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid == POINT and data[0] == self.opcode:
            await self.clock.sleep(self.takes_s)
        return data


def never_answers_control(value: bytes) -> tuple[bytes, ...]:
    return () if value[:2] == b"\x80\x00" else (value,)


async def test_while_a_request_for_control_is_not_answered(
    adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, wire: list[Packet]
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Answers(never_answers_control))
        air.cut(treadmill.address)
        requested = len(write_times(wire, OP.REQUEST_CONTROL))
        await follower.until(lambda: len(write_times(wire, OP.REQUEST_CONTROL)) > requested)
        await adapter.clock.sleep(0.2)
        pressed = adapter.clock.now()
        follower.treadmill.orders.stop()
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
    assert write_times(wire, OP.STOP_OR_PAUSE, since=pressed)[0] - pressed <= AT_ONCE_S


@pytest.mark.parametrize("slow", [OP.REQUEST_CONTROL, OP.SET_TARGET_SPEED])
async def test_on_a_new_connection_before_anything_that_is_slow(
    adapter: Adapter,
    treadmill: VirtualTreadmill,
    air: VirtualAir,
    wire: list[Packet],
    slow: ControlOpcode,
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Slow(adapter.clock, slow, 1.3))
        air.cut(treadmill.address)
        follower.treadmill.orders.stop()
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
        back = follower.treadmill
    connects = [p.t for p in wire if p.kind.name == "CONNECT"]
    assert write_times(wire, OP.STOP_OR_PAUSE)[0] - connects[-1] <= AT_ONCE_S
    assert back.dropped_frames == 0
    assert treadmill.speed_kmh == 0


@pytest.mark.parametrize("halt", ["stop", "pause"])
async def test_beside_a_slow_write_where_the_machine_takes_commands(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], halt: str
) -> None:
    point = having(treadmill, POINT)
    point.properties = ("write-without-response", *point.properties)
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Slow(adapter.clock, OP.SET_TARGET_SPEED, 1.3))
        follower.treadmill.orders.set_speed(4)
        await adapter.clock.sleep(0.1)
        assert writes(wire)[-1][0] == OP.SET_TARGET_SPEED
        pressed = adapter.clock.now()
        ask: Callable[[], None] = getattr(follower.treadmill.orders, halt)
        ask()
        await adapter.clock.sleep(AT_ONCE_S)
        assert write_times(wire, OP.STOP_OR_PAUSE, since=pressed)
        command = Command.STOP if halt == "stop" else Command.PAUSE
        assert (await follower.ended(command)).stage is Stage.CONFIRMED
    assert treadmill.speed_kmh == 0
