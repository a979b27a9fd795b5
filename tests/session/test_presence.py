"""Which process drives which belt: no other one is signalled, and no session is missed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.transport.adapter import Adapter
from runwalk_tui.session.safety import presence as presences
from runwalk_tui.session.safety import stop
from runwalk_tui.session.safety.presence import (
    Presence,
    is_driven_elsewhere,
    is_process,
    killed,
    living,
    noted,
    presence_file,
    read_presence,
    take_last_words,
)
from runwalk_tui.session.safety.processes import ask_to_end, began_at
from runwalk_tui.session.safety.stop import stop_belt
from runwalk_tui.workout import events as ev
from tests.session.test_watchdog import DEAD, UP, belt, leave

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")

SLEEPER = "import time, sys; print('up', flush=True); time.sleep(60)"
SESSION = """
import signal, sys, time
from runwalk_tui.session.safety.presence import noted
from runwalk_tui.workout import events as ev
with noted(virtual=True) as note:
    note(ev.LinkChanged(1.0, ev.Device.TREADMILL, ev.LinkState.UP, sys.argv[1], sys.argv[2]))
    note(ev.StartAsked(2.0))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("up", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def folder(runwalk_home: Path) -> None:
    runwalk_home.mkdir()


def began(code: str, *arguments: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


@pytest.fixture
def bystander() -> Iterator["subprocess.Popen[str]"]:
    """Another program, that has the number of a session of yesterday."""
    with began(SLEEPER) as process:
        yield process
        process.kill()


def note_of(pid: object, **fields: object) -> None:
    presence_file().write_text(
        json.dumps({"pid": pid, "virtual": False, "started": True, **fields})
    )


@pytest.mark.usefixtures("virtual_time_loop")
@pytest.mark.parametrize("began", [None, "0", "true"])
async def test_another_program_with_that_number_is_not_signalled(
    began: str | None, bystander: "subprocess.Popen[str]"
) -> None:
    said: list[str] = []
    mark = began_at(bystander.pid) if began == "true" else began
    note_of(bystander.pid, began=mark)
    with pytest.raises(LookupError, match="no session is running"):
        await stop_belt(None, Clock(), said.append)
    assert said == []
    assert bystander.poll() is None
    assert living() == []


@pytest.mark.usefixtures("virtual_time_loop")
@pytest.mark.parametrize("pid", [1, 0, -1, -(2**31), "7", None, 2.5, 2**70])
async def test_what_can_be_no_session_is_refused(
    pid: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(os, "kill", lambda *told: sent.append(told))
    monkeypatch.setattr(signal, "pidfd_send_signal", lambda *told: sent.append(told))
    note_of(pid)
    with pytest.raises(LookupError):
        await stop_belt(None, Clock(), lambda _: None)
    assert not is_driven_elsewhere()
    assert not sent


@pytest.mark.parametrize("pid", [1, 0, -1, pytest.param(os.getpid(), id="itself")])
def test_some_are_never_asked_to_end(pid: int) -> None:
    assert not ask_to_end(pid, lambda: True)


def test_one_that_turns_out_to_be_another_is_not_asked_to_end(
    bystander: "subprocess.Popen[str]",
) -> None:
    assert not ask_to_end(bystander.pid, lambda: False)
    assert bystander.poll() is None
    assert ask_to_end(bystander.pid, lambda: True)
    assert bystander.wait(5) == -signal.SIGTERM


def test_a_process_is_told_by_when_it_began(bystander: "subprocess.Popen[str]") -> None:
    mine, other = began_at(os.getpid()), began_at(bystander.pid)
    assert None not in (mine, other)
    assert began_at(DEAD) is began_at(0) is began_at(-1) is None
    assert is_process(Presence(os.getpid(), True, began=mine))
    assert not is_process(Presence(os.getpid(), True, began="0"))
    assert not is_process(Presence(DEAD, True, began=None))


async def test_each_session_is_listed_and_stopped() -> None:
    said: list[str] = []
    with began(SESSION, "F80", "AA:01") as first, began(SESSION, "Pad", "AA:02") as second:
        assert {one.pid for one in living()} == {first.pid, second.pid}
        assert is_driven_elsewhere()
        assert await stop_belt(None, Clock(), said.append)
        assert (first.wait(5), second.wait(5)) == (0, 0)
    assert f"asking the session in process {first.pid} (F80) to stop its belt" in said
    assert f"asking the session in process {second.pid} (Pad) to stop its belt" in said
    assert living() == []
    assert take_last_words() is None


async def test_a_session_that_was_killed_gives_its_place_to_the_next() -> None:
    with began(SESSION, "F80", "AA:01") as first:
        first.kill()
        first.wait()
    assert living() == []
    assert "look at the treadmill" in (take_last_words() or "")
    with noted(virtual=True) as note:
        note(UP)
        assert [one.pid for one in living()] == [os.getpid()]
        assert not is_driven_elsewhere()
        assert read_presence() == living()[0]
        with noted(virtual=True):
            assert len(living()) == 2
            assert presence_file(2).exists()
    assert not presence_file().exists()
    assert not presence_file(2).exists()


async def test_what_became_of_the_worst_is_told_first() -> None:
    for place, stopped in ((1, True), (2, False)):
        presence = Presence(DEAD + place, False, started=True, stopped=stopped)
        presence_file(place).write_bytes(msgspec.json.encode(presence))
    assert "could NOT be stopped" in (take_last_words() or "")
    assert take_last_words() is None


@pytest.mark.usefixtures("virtual_time_loop")
async def test_a_named_treadmill_is_stopped_over_the_air_without_a_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, said = Clock(), list[str]()
    async with virtual_scene(clock) as scene:
        belt(scene).console.start()
        await clock.sleep(30)
        monkeypatch.setattr(stop, "chosen_adapter", lambda *_: scene.adapter)
        assert await stop_belt("Virtual F80", clock, said.append)
        assert belt(scene).state is BeltState.STANDING
    assert "the belt has stopped" in said


@pytest.mark.usefixtures("virtual_time_loop")
async def test_without_a_name_it_is_the_belt_of_the_session_that_was_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    async with virtual_scene(clock) as scene:
        belt(scene).console.start()
        await clock.sleep(30)
        monkeypatch.setattr(stop, "chosen_adapter", lambda *_: scene.adapter)
        leave(Presence(DEAD, False, belt(scene).address, "F80", started=True))
        assert await stop_belt(None, clock, lambda _: None)
        assert belt(scene).state is BeltState.STANDING


@pytest.mark.usefixtures("virtual_time_loop")
async def test_with_neither_it_says_so_and_leaves_the_radio_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def adapter(_: Clock, _named: str | None) -> Adapter:
        raise AssertionError("used")

    monkeypatch.setattr(stop, "chosen_adapter", adapter)
    with pytest.raises(LookupError, match="name the treadmill"):
        await stop_belt(None, Clock(), lambda _: None)


@pytest.mark.usefixtures("virtual_time_loop")
@pytest.mark.parametrize("started", [True, False])
async def test_a_virtual_treadmill_went_with_the_session_that_was_killed(
    monkeypatch: pytest.MonkeyPatch, started: bool
) -> None:
    def adapter(_: Clock, _named: str | None) -> Adapter:
        raise AssertionError("used")

    monkeypatch.setattr(stop, "chosen_adapter", adapter)
    leave(Presence(DEAD, True, "AA:01", "Virtual F80", started=started))
    said: list[str] = []
    assert await stop_belt(None, Clock(), said.append)
    (line,) = said
    assert "Virtual F80" in line
    assert "gone" in line


@pytest.mark.usefixtures("virtual_time_loop")
async def test_a_treadmill_that_no_session_drives_is_stopped_beside_the_sessions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    ours = Presence(os.getpid(), True, "AA:01", "Pad", began=began_at(os.getpid()))
    monkeypatch.setattr(stop, "living", lambda: [ours])
    monkeypatch.setattr(stop, "ask_to_end", lambda pid, is_it: True)
    async with virtual_scene(clock) as scene:
        belt(scene).console.start()
        await clock.sleep(30)
        monkeypatch.setattr(stop, "chosen_adapter", lambda *_: scene.adapter)
        assert await stop_belt("Pad", clock, lambda _: None)
        assert belt(scene).state is not BeltState.STANDING, "its session has stopped the other one"
        assert await stop_belt("virtual f80", clock, lambda _: None)
        assert belt(scene).state is BeltState.STANDING


def test_a_start_is_noted_whoever_made_it() -> None:
    with noted(virtual=True) as note:
        assert not living()[0].started
        note(ev.ClockStarted(3.0))
        assert living()[0].started
    assert presences.noted_sessions() == []


@pytest.mark.parametrize(
    ("name", "address", "called"),
    [("F80", "AA", "F80"), (None, "AA", "AA"), (None, None, "no bike yet")],
)
def test_a_session_is_called_by_what_it_drives(
    name: str | None, address: str | None, called: str
) -> None:
    bike = ev.MachineKind.BIKE
    assert Presence(7, virtual=False, name=name, address=address, machine=bike).called == called


def dead(place: int, **fields: object) -> None:
    told = {"pid": DEAD, "virtual": False, "started": True, **fields}
    presence_file(place).write_text(json.dumps(told))


def test_each_place_has_a_file_of_its_own() -> None:
    assert [presence_file(place).name for place in (1, 2, 3)] == [
        "live.json",
        "live-2.json",
        "live-3.json",
    ]


def test_killed_are_those_whose_belts_had_started_and_that_live_no_more() -> None:
    dead(2, name="a")
    dead(3, name="b", started=False)
    with noted(virtual=False) as note:
        note(ev.StartAsked(1.0))
        assert [one.name for one in killed()] == ["a"]
        assert [one.pid for one in living()] == [os.getpid()]
    assert [one.name for one in killed()] == ["a"], "what is noted goes with its session"


@pytest.mark.parametrize(
    ("fates", "words", "then"),
    [
        ([("treadmill", True)], "stopped its belt.", None),
        ([("treadmill", None)], "not known yet", "not known yet"),
        ([("treadmill", True), ("treadmill", None)], "not known yet", "not known yet"),
        ([("treadmill", None), ("treadmill", False)], "could NOT be stopped", "not known yet"),
        ([("bike", True)], "let its brake go.", None),
        ([("bike", True), ("treadmill", True)], "stopped its belt.", None),
        ([("bike", False), ("bike", True)], "brake could NOT be let go", None),
        ([], None, None),
    ],
)
def test_the_worst_of_those_that_were_killed_is_told_and_what_is_certain_once(
    fates: list[tuple[str, bool | None]], words: str | None, then: str | None
) -> None:
    dead(9, started=False, stopped=False)
    for place, (machine, stopped) in enumerate(fates, 2):
        dead(place, machine=machine, stopped=stopped)
    for expected in (words, then):
        told = take_last_words()
        assert (told is None) is (expected is None)
        assert expected is None or expected in (told or "")
