"""The brake of a machine whose session was killed: let go over the air, and told to the next."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.ridden import RiddenMachine
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.safety.guard import Guard
from runwalk_tui.session.safety.message import WatchdogMessage, to_line, to_word
from runwalk_tui.session.safety.presence import (
    Presence,
    noted,
    presence_file,
    read_presence,
    take_last_words,
)
from runwalk_tui.session.safety.watchdog import TRY_S, carry_out, stop_orphan
from runwalk_tui.workout import events as ev
from tests.runwalk_devices.rig import no_loose_ends

BIKE, ROWER = ev.MachineKind.BIKE, ev.MachineKind.ROWER
UP = ev.LinkChanged(1.0, ev.Device.TREADMILL, ev.LinkState.UP, "Bike", "AA:BB")


def machine(scene: VirtualScene) -> RiddenMachine:
    assert isinstance(scene.treadmill, RiddenMachine)
    return scene.treadmill


@pytest.fixture
def clock(virtual_time_loop: None) -> Clock:
    return Clock()


@pytest.fixture(params=["bike", "tacx"])
async def scene(request: pytest.FixtureRequest, clock: Clock) -> AsyncIterator[VirtualScene]:
    """A brake that holds 250 W, and nobody who commands it."""
    async with virtual_scene(clock, request.param) as scene:
        machine(scene).brake.target_w = 250.0
        yield scene


async def test_a_brake_that_nobody_commands_is_let_go(scene: VirtualScene, clock: Clock) -> None:
    began = clock.now()
    async with no_loose_ends():
        assert await stop_orphan(machine(scene).address, scene.adapter, BIKE)
    assert machine(scene).brake.target_w is None
    assert machine(scene).brake.level == 0
    assert clock.now() - began < 10


async def test_a_link_that_breaks_first_is_made_anew(scene: VirtualScene, clock: Clock) -> None:
    scene.air.silence(machine(scene).address)
    clock.call_at(clock.now() + 20, lambda: scene.air.restore(machine(scene).address))
    assert await stop_orphan(machine(scene).address, scene.adapter, BIKE)
    assert machine(scene).brake.target_w is None


async def test_one_that_is_gone_is_given_up(clock: Clock) -> None:
    async with virtual_scene(clock, "bike") as scene:
        began = clock.now()
        assert not await stop_orphan("00:00:00:00:00:00", scene.adapter, BIKE)
        assert clock.now() - began == pytest.approx(TRY_S, abs=1)


async def test_a_machine_without_a_brake_needs_nothing(clock: Clock) -> None:
    async with virtual_scene(clock, "rower") as scene:
        assert await stop_orphan(machine(scene).address, scene.adapter, ROWER)


@pytest.fixture
def home(runwalk_home: Path) -> Path:
    runwalk_home.mkdir(exist_ok=True)
    return runwalk_home


@pytest.mark.usefixtures("home")
async def test_what_became_of_it_is_told_to_the_next(clock: Clock) -> None:
    air = AirOptions("bike", machine=BIKE)
    charge = WatchdogMessage(os.getpid(), air, "B1:00:00:00:18:26")
    assert to_word(to_line(charge)) == charge
    with noted(True, BIKE) as note:
        note(UP)
        note(ev.ClockStarted(2.0))
        assert await carry_out(charge, clock)
        kept = read_presence()
        assert kept is not None
        assert (kept.machine, kept.stopped) == (BIKE, True)


@pytest.mark.parametrize(
    ("stopped", "words"), [(True, "let its brake go"), (False, "could NOT be let go")]
)
@pytest.mark.usefixtures("home")
def test_last_words_of_a_ride(stopped: bool, words: str) -> None:
    killed = Presence(2**22 + 1, False, started=True, stopped=stopped, machine=BIKE)
    presence_file().write_bytes(msgspec.json.encode(killed))
    told = take_last_words() or ""
    assert words in told
    assert "belt" not in told


async def test_a_guard_is_there_before_the_first_power(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bytes] = []
    guard = Guard(AirOptions(machine=BIKE))
    monkeypatch.setattr(guard, "_tell", told.append)
    guard(UP)
    await guard.close(stands=True)
    words = [to_word(line) for line in told]
    assert [word.air.machine for word in words if isinstance(word, WatchdogMessage)] == [BIKE]
