"""The program as people run it, on real BlueZ: a process of its own, and what ends it."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from tests.bluez.wire import STOP_OR_PAUSE, Wire

pytestmark = [
    pytest.mark.bluez,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(180),
]

PLAN = """
title = "Short"

[[steps]]
kind = "walk"
time = 5
speed = 2.0

[[steps]]
kind = "run"
time = 6
speed = 4.0

[[steps]]
kind = "cool-down"
time = 4
speed = 1.5
"""
MOVING_S = 70.0
"""How long the program may take until the belt moves: start, search, connection, notice."""
GOING_S = 20.0
"""How long it may take to stop the belt and to go."""
ORPHAN_S = 60.0
"""How long it may take to stop a belt that nobody drives any more; outside an emulation, 15 s."""

Event = dict[str, Any]


class Program:
    """The program in a process, and the events that it prints."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.events: list[Event] = []

    async def read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.events.append(json.loads(line))

    def of_type(self, name: str) -> list[Event]:
        return [event for event in self.events if event["type"] == name]

    def belt_stopped(self) -> bool:
        """What the session says of the belt in the end."""
        (ended,) = self.of_type("SessionEnded")
        return bool(ended["belt_stopped"])


@pytest_asyncio.fixture(loop_scope="session")
async def program(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    treadmill: VirtualTreadmill,
    strap: VirtualStrap,
) -> AsyncIterator[Program]:
    """A workout without a screen."""
    monkeypatch.setenv("RUNWALK_HOME", str(tmp_path))
    plan = tmp_path / "short.toml"
    plan.write_text(PLAN, encoding="utf-8")
    command = [sys.executable, "-m", "runwalk_tui", "run", str(plan), "--headless", "--json"]
    chosen = ["--treadmill", treadmill.address, "--strap", strap.address]
    process = await asyncio.create_subprocess_exec(
        *command, *chosen, stdout=asyncio.subprocess.PIPE
    )
    program = Program(process)
    reading = asyncio.create_task(program.read())
    yield program
    if process.returncode is None:
        process.kill()
    await process.wait()
    await reading
    for event in program.events:
        if not event["type"].endswith("Reading"):
            print(event)


async def walking(treadmill: VirtualTreadmill) -> None:
    """Wait until the program has the belt at the speed of the first step."""
    async with treadmill.clock.timeout(MOVING_S):
        while treadmill.speed_kmh < 1.9:
            await treadmill.clock.sleep(0.1)


async def test_a_workout_without_a_screen(
    program: Program, treadmill: VirtualTreadmill, wire: Wire, clock: Clock
) -> None:
    async with clock.timeout(MOVING_S + 40):
        assert await program.process.wait() == 0
    assert [step["kind"] for step in program.of_type("StepBegan")] == ["walk", "run", "cool-down"]
    assert [
        (change["command"], change["value"])
        for change in program.of_type("CommandProgressed")
        if change["stage"] == "confirmed"
    ] == [("start", None), ("speed", 2.0), ("speed", 4.0), ("speed", 1.5), ("stop", None)]
    assert program.belt_stopped()
    assert treadmill.state is BeltState.STANDING
    assert wire.starts() == 1
    assert wire.targets_kmh() == [2.0, 4.0, 1.5]


async def test_a_request_to_go_stops_the_belt(
    program: Program, treadmill: VirtualTreadmill, wire: Wire, clock: Clock
) -> None:
    await walking(treadmill)
    program.process.send_signal(signal.SIGTERM)
    async with clock.timeout(GOING_S):
        await program.process.wait()
    assert treadmill.state is BeltState.STANDING
    assert wire.commands()[-1][0] == STOP_OR_PAUSE
    assert program.belt_stopped()


async def test_a_killed_program_leaves_no_running_belt(
    program: Program, treadmill: VirtualTreadmill, wire: Wire, clock: Clock
) -> None:
    await walking(treadmill)
    program.process.kill()
    async with clock.timeout(ORPHAN_S):
        while treadmill.state is not BeltState.STANDING or treadmill.connections:
            await clock.sleep(0.1)
    assert wire.starts() == 1
    assert wire.commands()[-1][0] == STOP_OR_PAUSE
