"""The console stops the belt while targets wait to be written: they never are."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode, ResultCode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.treadmill.command import Command, Stage
from tests.runwalk_devices.rig import Answers, Follower, Refuses, Swallows, moving, write_times

OP = ControlOpcode
TARGETS = (OP.SET_TARGET_SPEED, OP.SET_TARGET_INCLINATION)


def written(wire: list[Packet], since: float) -> int:
    return sum(len(write_times(wire, opcode, since=since)) for opcode in TARGETS)


async def press_and_see(
    follower: Follower, treadmill: VirtualTreadmill, wire: list[Packet], button: str
) -> None:
    getattr(treadmill.console, button)()
    pressed = follower.clock.now()
    treadmill.behaviours.clear()
    await follower.clock.sleep(10)
    assert written(wire, since=pressed + 0.001) == 0
    assert treadmill.speed_kmh == 0
    assert follower.last(Command.SPEED).stage is Stage.UNKNOWN
    assert "console" in follower.last(Command.SPEED).detail


@pytest.mark.parametrize("button", ["stop", "pause", "safety_key"])
async def test_behind_another_procedure(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock, button: str
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Swallows(OP.SET_TARGET_INCLINATION))
        follower.treadmill.orders.set_incline(2)
        follower.treadmill.orders.set_speed(7)
        await clock.sleep(0.5)
        await press_and_see(follower, treadmill, wire, button)


@pytest.mark.parametrize("button", ["stop", "pause"])
async def test_between_a_refusal_and_the_next_try(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock, button: str
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Refuses(OP.SET_TARGET_SPEED, 0xFE))
        follower.treadmill.orders.set_speed(7)
        await clock.sleep(0.5)
        await press_and_see(follower, treadmill, wire, button)


async def test_while_control_is_asked_for_again(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    def answer(value: bytes) -> tuple[bytes, ...]:
        refused = bytes([0x80, OP.SET_TARGET_SPEED, ResultCode.CONTROL_NOT_PERMITTED])
        return (refused,) if value[1] == OP.SET_TARGET_SPEED else ()

    async with moving(adapter) as follower:
        treadmill.behaviours.append(Answers(answer))
        follower.treadmill.orders.set_speed(7)
        await clock.sleep(0.5)
        await press_and_see(follower, treadmill, wire, "stop")
