"""A belt whose session was killed: stopped over the air, told to whoever comes next."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from queue import SimpleQueue

import msgspec
import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.safety import guard as guarding
from runwalk_tui.session.safety import standby
from runwalk_tui.session.safety import watchdog as watching
from runwalk_tui.session.safety.guard import Guard
from runwalk_tui.session.safety.message import WatchdogMessage, Word, to_line, to_word
from runwalk_tui.session.safety.presence import (
    Presence,
    noted,
    presence_file,
    read_presence,
    take_last_words,
)
from runwalk_tui.session.safety.processes import began_at, kill_parent
from runwalk_tui.session.safety.vigil import Vigil
from runwalk_tui.session.safety.watchdog import (
    LET_IN_S,
    TRY_S,
    Ended,
    Watch,
    carry_out,
    listen,
    stop_beside,
    stop_orphan,
)
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind
from tests.runwalk_devices.rig import no_loose_ends, writes

CHARGE = WatchdogMessage(123, AirOptions("", 5.0), "F8:00:00:00:18:26")
OTHER = msgspec.structs.replace(CHARGE, address="11:22")
UP = ev.LinkChanged(1.0, ev.Device.TREADMILL, ev.LinkState.UP, "F80", "AA:BB")
DEAD = 2**22 + 1
"""No process has this number: it is above the highest that Linux gives."""


def belt(scene: VirtualScene) -> VirtualTreadmill:
    assert isinstance(scene.treadmill, VirtualTreadmill)
    return scene.treadmill


@pytest.fixture
def clock(virtual_time_loop: None) -> Clock:
    return Clock()


@pytest.fixture
async def scene(clock: Clock) -> AsyncIterator[VirtualScene]:
    """A belt that runs at 8 km/h, and nobody who drives it."""
    clock.now()
    async with virtual_scene(clock) as scene:
        belt(scene).console.start()
        await clock.sleep(5)
        belt(scene).console.plus(72)
        await clock.sleep(30)
        assert belt(scene).speed_kmh > 7
        yield scene


async def test_a_belt_that_nobody_drives_is_stopped(scene: VirtualScene, clock: Clock) -> None:
    wire: list[Packet] = []
    scene.air.on_packet(wire.append)
    began = clock.now()
    async with no_loose_ends():
        assert await stop_orphan(belt(scene).address, scene.adapter)
    assert belt(scene).state is BeltState.STANDING
    asked = next(p.t for p in wire if p.data[:1] == bytes([ControlOpcode.STOP_OR_PAUSE]))
    assert asked - began < 5
    assert {data[0] for data in writes(wire)} == {
        ControlOpcode.REQUEST_CONTROL,
        ControlOpcode.STOP_OR_PAUSE,
    }


async def test_a_belt_that_starts_again_after_its_stop_is_stopped_again(
    scene: VirtualScene, clock: Clock
) -> None:
    stopping = asyncio.create_task(stop_orphan(belt(scene).address, scene.adapter))
    while belt(scene).state is not BeltState.STANDING:
        await clock.sleep(0.1)
    await clock.sleep(2)
    belt(scene).machine.start()
    assert await stopping
    assert belt(scene).state is BeltState.STANDING
    await clock.sleep(20)
    assert belt(scene).speed_kmh == 0


async def test_it_waits_for_a_treadmill_that_still_holds_the_old_link(
    scene: VirtualScene, clock: Clock
) -> None:
    scene.air.silence(belt(scene).address)
    stopping = asyncio.create_task(stop_orphan(belt(scene).address, scene.adapter))
    await clock.sleep(20)
    assert belt(scene).speed_kmh > 7
    scene.air.restore(belt(scene).address)
    assert await stopping
    assert belt(scene).state is BeltState.STANDING


async def test_a_link_that_breaks_before_the_belt_stands_is_made_anew(
    scene: VirtualScene, clock: Clock
) -> None:
    stopping = asyncio.create_task(stop_orphan(belt(scene).address, scene.adapter))
    while not belt(scene).connections:
        await clock.sleep(0.01)
    scene.air.cut(belt(scene).address)
    assert await stopping
    assert belt(scene).state is BeltState.STANDING


async def test_an_adapter_that_is_busy_is_asked_again(scene: VirtualScene, clock: Clock) -> None:
    scene.air.busy = True
    stopping = asyncio.create_task(stop_orphan(belt(scene).address, scene.adapter))
    await clock.sleep(10)
    assert belt(scene).speed_kmh > 7
    scene.air.busy = False
    assert await stopping


async def test_it_gives_up_on_a_treadmill_that_is_gone(scene: VirtualScene, clock: Clock) -> None:
    began = clock.now()
    assert not await stop_orphan("00:00:00:00:00:00", scene.adapter)
    assert clock.now() - began == pytest.approx(TRY_S, abs=1)


async def test_a_treadmill_that_takes_no_commands_is_no_use(clock: Clock) -> None:
    traces = Path(__file__).parents[1] / "data" / "traces"
    async with virtual_scene(clock, f"trace:{traces / 'cswp8-walk.jsonl'}") as scene:
        began = clock.now()
        assert not await stop_orphan(scene.treadmill.address, scene.adapter)
        assert clock.now() - began < 10


def heard(lines: list[bytes]) -> list[Word | Ended]:
    """What a watchdog takes in of a pipe that breaks after some lines."""
    words: SimpleQueue[Word | Ended] = SimpleQueue()
    listen(lines, words)
    return [words.get() for _ in range(words.qsize())]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], None),
        ([None], None),
        ([CHARGE], CHARGE),
        ([CHARGE, True, False], CHARGE),
        ([CHARGE, None], None),
        ([CHARGE, OTHER], OTHER),
    ],
)
def test_the_last_charge_before_the_pipe_breaks_counts(
    words: list[Word], expected: WatchdogMessage | None
) -> None:
    told: SimpleQueue[Word | Ended] = SimpleQueue()
    listen([to_line(word) for word in words], told)
    assert Watch(told).to_the_end() == expected


def test_a_line_that_is_cut_short_says_nothing() -> None:
    *words, end = heard([to_line(CHARGE), to_line(OTHER)[:-9]])
    assert words == [CHARGE]
    assert isinstance(end, Ended)


def silent_at(vigil: Vigil, times: list[float]) -> list[bool]:
    """Whether silence is seen at each of some times, looked at one after the other."""
    seen = []
    for t in times:
        vigil.looked(t)
        seen.append(vigil.is_silent(t))
    return seen


def vigil_with(word: Word, t: float = 100.0) -> Vigil:
    vigil = Vigil()
    vigil.looked(t)
    for each in (CHARGE, word):
        vigil.told(each, t)
    return vigil


EACH_SECOND = [100.0 + second for second in range(1, 9)]


def test_silence_is_five_seconds_without_a_beat() -> None:
    assert silent_at(vigil_with(True), EACH_SECOND) == [False] * 4 + [True] * 4
    assert silent_at(vigil_with(True), [101, 102, 103, 104, 104.9]) == [False] * 5


@pytest.mark.parametrize("word", [False, CHARGE, None], ids=["debugged", "no beat yet", "released"])
def test_silence_of_one_who_has_not_to_beat_is_not_judged(word: Word) -> None:
    assert not any(silent_at(vigil_with(word), EACH_SECOND))


def test_a_watchdog_that_slept_begins_to_count_anew() -> None:
    vigil = vigil_with(True)
    assert silent_at(vigil, [101, 102, 109, 110, 111, 112, 113]) == [False] * 7
    assert silent_at(vigil, [114]) == [True]


def test_the_sleep_of_a_computer_whose_clock_stands_meanwhile_counts_too() -> None:
    vigil = vigil_with(True)
    vigil.looked(104.0, slept_s=0.0)
    vigil.looked(104.5, slept_s=3600.0)
    for t in (105.0, 106.0, 107.0, 108.0, 109.0):
        vigil.looked(t, slept_s=3600.0)
        assert not vigil.is_silent(t)
    vigil.looked(109.6, slept_s=3600.0)
    assert vigil.is_silent(109.6)


def test_no_silence_is_judged_after_a_rest_until_the_next_beat() -> None:
    vigil = vigil_with(True)
    vigil.rest()
    assert not any(silent_at(vigil, EACH_SECOND))
    vigil.told(True, 108.0)
    assert silent_at(vigil, [109, 110, 111, 112, 113]) == [False] * 4 + [True]


async def test_a_belt_is_stopped_beside_a_process_that_hangs_if_the_machine_lets_two_in(
    scene: VirtualScene, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def air(options: AirOptions, clock: Clock) -> AsyncIterator[Adapter]:
        yield scene.adapter

    monkeypatch.setattr(watching, "open_air", air)
    charge = WatchdogMessage(DEAD, AirOptions(), belt(scene).address)
    assert await stop_beside(charge, clock)
    assert belt(scene).state is BeltState.STANDING


async def test_one_that_lets_nobody_in_is_given_up_soon(
    scene: VirtualScene, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def air(options: AirOptions, clock: Clock) -> AsyncIterator[Adapter]:
        yield scene.adapter

    monkeypatch.setattr(watching, "open_air", air)
    scene.air.silence(belt(scene).address)
    began = clock.now()
    assert not await stop_beside(WatchdogMessage(DEAD, AirOptions(), belt(scene).address), clock)
    assert clock.now() - began <= LET_IN_S + 1


async def test_a_virtual_belt_cannot_be_stopped_beside_its_process(clock: Clock) -> None:
    assert not await stop_beside(CHARGE, clock)


def test_only_the_process_that_made_the_watchdog_is_ever_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda *told: sent.append(told))
    parent = os.getppid()
    for pid in (0, 1, -1, os.getpid(), parent + 1):
        assert not kill_parent(pid)
    assert sent == []
    assert kill_parent(parent)
    assert sent == [(parent, signal.SIGKILL)]


def leave(presence: Presence) -> None:
    presence_file().parent.mkdir(parents=True, exist_ok=True)
    presence_file().write_bytes(msgspec.json.encode(presence))


async def test_what_became_of_the_belt_is_left_for_the_next_one(clock: Clock) -> None:
    leave(Presence(DEAD, True, CHARGE.address, "F80", started=True))
    charge = msgspec.structs.replace(CHARGE, pid=DEAD)
    assert await carry_out(charge, clock)
    assert take_last_words() == "The last session was killed; the watchdog stopped its belt."


async def test_a_session_that_has_begun_meanwhile_keeps_its_note(clock: Clock) -> None:
    leave(Presence(os.getpid(), True, started=True))
    charge = msgspec.structs.replace(CHARGE, pid=DEAD, address="00:00:00:00:00:00")
    assert not await carry_out(charge, clock)
    assert read_presence() == Presence(os.getpid(), True, started=True)


@pytest.mark.parametrize(
    ("presence", "words"),
    [
        (Presence(DEAD, False, started=True, stopped=False), "could NOT be stopped"),
        (Presence(DEAD, False, started=True), "look at the treadmill"),
        (Presence(DEAD, False), None),
    ],
)
def test_who_comes_next_is_told_what_is_known(presence: Presence, words: str | None) -> None:
    leave(presence)
    told = take_last_words()
    assert told is None if words is None else words in (told or "")


def test_nothing_is_told_of_a_session_that_lives(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    with noted(virtual=False) as note:
        note(ev.StartAsked(2.0))
        assert take_last_words() is None


def test_a_session_that_ends_leaves_nothing_to_tell(runwalk_home: Path) -> None:
    assert take_last_words() is None
    runwalk_home.mkdir()
    with noted(virtual=True) as note:
        for event in (UP, ev.StartAsked(2.0), ev.ClockStarted(3.0)):
            note(event)
        began = began_at(os.getpid())
        assert read_presence() == Presence(
            os.getpid(), True, "AA:BB", "F80", started=True, began=began
        )
    assert take_last_words() is None


def test_a_session_that_fails_in_order_leaves_nothing_to_tell(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    with suppress(LookupError), noted(virtual=True) as note:
        note(ev.StartAsked(2.0))
        raise LookupError
    assert read_presence() is None


def told_to(file: Path) -> bytes:
    return file.read_bytes()


def beats_in(file: Path) -> int:
    return told_to(file).count(b"true") if file.exists() else 0


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file to which a stand-in for the watchdog copies what it is told."""
    file = tmp_path / "told"
    copy = (
        f"import sys; out = open({str(file)!r}, 'ab', 0)\n"
        "for line in sys.stdin.buffer: out.write(line)"
    )

    def spawn() -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-c", copy], bufsize=0, stdin=subprocess.PIPE)

    monkeypatch.setattr(guarding, "_spawn", spawn)
    return file


async def guard_through(*events: ev.Event) -> None:
    guard = Guard(AirOptions(treadmill="F80"))
    for event in events:
        guard(event)
    await guard.close(stands=True)


def test_it_is_charged_when_the_belt_is_to_start_and_released_at_the_end(told: Path) -> None:
    moved = ev.LinkChanged(9.0, ev.Device.TREADMILL, ev.LinkState.UP, "F80", "CC:DD")
    strap = ev.LinkChanged(2.0, ev.Device.STRAP, ev.LinkState.UP, "H10", "EE:FF")
    ended = ev.SessionEnded(60.0, ev.Outcome.FINISHED, belt_stopped=True)
    start, clock = ev.StartAsked(3.0), ev.ClockStarted(4.0)
    asyncio.run(guard_through(UP, strap, start, clock, UP, moved, ended, UP))
    charge = WatchdogMessage(os.getpid(), AirOptions(treadmill="F80"), "AA:BB")
    beat = to_line(True)
    again = msgspec.structs.replace(charge, address="CC:DD")
    assert told.read_bytes() == to_line(charge) + beat + to_line(again) + to_line(None)


def test_it_is_charged_seconds_before_the_belt_is_asked_to_start(told: Path) -> None:
    asyncio.run(guard_through(UP, ev.RunnerActed(2.0, ev.Act.START)))
    assert told.read_bytes().count(b"AA:BB") == 1


async def test_one_that_was_killed_itself_is_replaced_at_the_next_step(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spawn, spawned = guarding._spawn, list[subprocess.Popen[bytes]]()

    def spawn_noted() -> "subprocess.Popen[bytes]":
        spawned.append(spawn())
        return spawned[-1]

    monkeypatch.setattr(guarding, "_spawn", spawn_noted)
    guard = Guard(AirOptions())
    guard(UP)
    guard(ev.StartAsked(3.0))
    guard._hands.submit(int).result()
    with spawned[0] as killed:
        killed.kill()
    guard(ev.StepBegan(9.0, 1, Kind.RUN, 8.0))
    await guard.close(stands=True)
    assert len(spawned) == 2
    assert b"AA:BB" in told_to(told)


async def test_the_end_of_the_session_releases_it_not_only_the_end_of_the_program(
    told: Path,
) -> None:
    guard = Guard(AirOptions(treadmill="F80"))
    ended = ev.SessionEnded(60.0, ev.Outcome.FINISHED, belt_stopped=True)
    for event in (UP, ev.StartAsked(3.0), ev.ClockStarted(4.0), ended):
        guard(event)
    guard._hands.shutdown(wait=True)
    assert guard._watchdog is None
    assert guard._beating is None
    assert told_to(told).endswith(to_line(None))


@pytest.mark.parametrize(
    "start", [ev.StartAsked(3.0), ev.ClockStarted(3.0)], ids=["asked", "at the console"]
)
async def test_it_is_not_released_while_the_belt_may_move_and_stops_it_in_the_end(
    told: Path, start: ev.Event
) -> None:
    guard = Guard(AirOptions(treadmill="F80"))
    for event in (UP, start, ev.SessionEnded(60.0, ev.Outcome.STOPPED, belt_stopped=False)):
        guard(event)
    guard._hands.submit(int).result()
    watchdog = guard._watchdog
    assert watchdog is not None
    assert guard._beating is not None
    await guard.close(stands=False)
    watchdog.wait()
    words = told_to(told)
    assert b"AA:BB" in words
    assert to_line(None) not in words, "its charge stands: it stops the belt"


async def test_it_is_released_if_nothing_was_started_whatever_is_known_of_the_belt(
    told: Path,
) -> None:
    guard = Guard(AirOptions())
    guard(UP)
    guard(ev.RunnerActed(2.0, ev.Act.START))
    await guard.close(stands=False)
    assert told_to(told).endswith(to_line(None))


def test_it_is_taken_up_again_for_a_belt_that_starts_again_after_the_end(
    told: Path,
) -> None:
    ended = ev.SessionEnded(60.0, ev.Outcome.STOPPED, belt_stopped=True)
    again = ev.QuirkLearned(66.0, stop_is_toggle=True)
    stands = ev.CommandProgressed(70.0, ev.Command.STOP, ev.Stage.CONFIRMED)
    asyncio.run(guard_through(UP, ev.StartAsked(3.0), ended, again, stands))
    words = [line for line in told_to(told).splitlines() if line != b"true"]
    assert [b"AA:BB" in word for word in words] == [True, False, True, False]
    assert words[1] == words[3] == to_line(None).strip()


async def test_it_beats_each_second_while_the_belt_may_move(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "BEAT_S", 0.01)
    guard = Guard(AirOptions())
    guard(UP)
    guard(ev.RunnerActed(2.0, ev.Act.START))
    await asyncio.sleep(0.05)
    assert guard._beating is None, "nothing moves before the Start"
    guard(ev.StartAsked(3.0))
    for _ in range(6000):
        if beats_in(told) >= 4:
            break
        await asyncio.sleep(0.01)
    await guard.close(stands=True)
    lines = told_to(told).splitlines()
    assert lines[1:-1].count(b"true") == len(lines) - 2 >= 4


async def test_a_debugger_may_hold_up_a_virtual_belt_and_no_real_one(told: Path) -> None:
    before = sys.gettrace()
    for air, beat in ((AirOptions(), b"true"), (AirOptions(""), b"false")):
        guard = Guard(air)
        guard(UP)
        sys.settrace(lambda *_: None)
        guard(ev.StartAsked(3.0))
        sys.settrace(before)
        await guard.close(stands=True)
        assert told_to(told).splitlines()[-2] == beat


def test_a_belt_started_at_the_console_is_guarded_too(told: Path) -> None:
    asyncio.run(guard_through(UP, ev.ClockStarted(4.0)))
    assert told_to(told).count(b"AA:BB") == 1


def test_nothing_is_made_before_the_belt_may_move(told: Path) -> None:
    asyncio.run(guard_through(UP, ev.SessionEnded(5.0, ev.Outcome.STOPPED, belt_stopped=True)))
    assert not told.exists()


async def test_no_workout_waits_for_a_process_or_fails_for_want_of_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = threading.Event()
    came_back: list[bool] = []

    def spawn() -> "subprocess.Popen[bytes]":
        came_back.append(asked.wait(5))
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(guarding, "_spawn", spawn)
    guard = Guard(AirOptions())
    guard(UP)
    guard(ev.StartAsked(3.0))
    asked.set()
    await guard.close(stands=True)
    assert came_back == [True]
    assert "there is no watchdog" in caplog.text


def test_a_watchdog_that_waits_has_imported_nothing_that_acts() -> None:
    code = (
        "import sys, runwalk_tui.session.safety.standby as standby;"
        "print(*sorted({'asyncio', 'bleak', 'logging', 'msgspec', 'pathlib'} & set(sys.modules)));"
        "standby.import_module(standby.WATCHDOG).rescue"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.returncode) == ("\n", 0)


@pytest.mark.parametrize("line", [b"", b"\n", b"[]\n", b"7\n", b'{"pid":1}\n', b"tru", b"\xff\n"])
def test_a_waiting_watchdog_is_told_nothing_by_what_is_no_word(
    line: bytes, runwalk_home: Path
) -> None:
    told: SimpleQueue[object] = SimpleQueue()
    standby.listen([to_line(CHARGE), line], told)
    words = [told.get() for _ in range(told.qsize())]
    assert words[:-1] == [to_line(CHARGE)]
    assert isinstance(words[-1], Ended)


async def test_a_charge_is_carried_out_as_it_came(clock: Clock) -> None:
    told: SimpleQueue[object] = SimpleQueue()
    standby.listen([to_line(CHARGE), to_line(True), to_line(OTHER)], told)
    charge = Watch(told).to_the_end()
    assert charge == to_line(OTHER)
    assert isinstance(charge, bytes)
    assert to_word(charge) == OTHER


def test_a_late_beat_has_a_watchdog_get_ready_once(monkeypatch: pytest.MonkeyPatch) -> None:
    imported: list[str] = []
    times = iter([100.0, 100.0, 101.0, 101.0, 102.5, 102.5, 103.0, 103.0])
    monkeypatch.setattr(standby, "import_module", imported.append)
    monkeypatch.setattr(standby, "awake_s", lambda: next(times))
    monkeypatch.setattr(standby, "LOOK_S", 0.001)
    told: SimpleQueue[object] = SimpleQueue()
    watch = Watch(told)
    for word in (to_line(CHARGE), True):
        watch._vigil.told(word, 100.0)
    with pytest.raises(StopIteration):
        watch.to_the_end()
    assert imported == [standby.WATCHDOG]
