"""What a watchdog does about a process that hangs or is gone, and what a Stop from outside says."""

import os
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.transport.selection import Remembered
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.safety import stop
from runwalk_tui.session.safety import watchdog as watching
from runwalk_tui.session.safety.message import WatchdogMessage, to_line
from runwalk_tui.session.safety.presence import Presence, is_process
from runwalk_tui.session.safety.processes import began_at
from runwalk_tui.session.safety.stop import stop_belt
from runwalk_tui.session.safety.vigil import Vigil
from runwalk_tui.session.safety.watchdog import end_silence, rescue

REAL = WatchdogMessage(123, AirOptions(), "F8:00:00:00:18:26")
VIRTUAL = WatchdogMessage(123, AirOptions("", 5.0), "F8:00:00:00:18:26")


class Deeds:
    """What would be done to the process and to its belt, and whether that succeeds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self.stops = self.traced = False
        monkeypatch.setattr(watching, "_begin", lambda: self.done.append("log"))
        monkeypatch.setattr(watching, "stop_beside", self._stop_beside)
        monkeypatch.setattr(watching, "carry_out", self._carry_out)
        monkeypatch.setattr(watching, "kill_parent", self._kill)
        monkeypatch.setattr(watching, "is_traced", lambda _pid: self.traced)
        monkeypatch.setattr(watching, "give_back", self._give_back)

    async def _stop_beside(self, charge: WatchdogMessage, _clock: Clock) -> bool:
        self.done.append(f"stop {charge.address}")
        return self.stops

    async def _carry_out(self, charge: WatchdogMessage, _clock: Clock) -> bool:
        self.done.append(f"carry out {charge.address}")
        if charge.pid == 0:
            raise LookupError
        return self.stops

    def _kill(self, pid: int) -> bool:
        self.done.append(f"kill {pid}")
        return True

    def _give_back(self, terminal: int, modes: list[int], words: str) -> None:
        self.done.append(f"terminal {terminal} {modes}")


@pytest.fixture
def deeds(monkeypatch: pytest.MonkeyPatch) -> Deeds:
    return Deeds(monkeypatch)


BESIDE = f"stop {REAL.address}"


@pytest.mark.parametrize(
    ("charge", "traced", "stops", "has_news", "done", "rests"),
    [
        (REAL, False, True, False, ["log", BESIDE], True),
        (REAL, False, False, False, ["log", BESIDE, "kill 123"], True),
        # It has said something meanwhile: it lives.
        (REAL, False, False, True, ["log", BESIDE], False),
        # A debugger may hold up a virtual belt, and no real one.
        (REAL, True, True, False, ["log", BESIDE], True),
        (VIRTUAL, True, False, False, [], True),
        (VIRTUAL, False, False, False, ["log", BESIDE, "kill 123"], True),
    ],
)
def test_what_is_done_about_a_process_that_hangs(
    deeds: Deeds,
    charge: WatchdogMessage,
    traced: bool,
    stops: bool,
    has_news: bool,
    done: list[str],
    rests: bool,
) -> None:
    deeds.traced, deeds.stops = traced, stops
    vigil, words = Vigil(), SimpleQueue[Any]()
    vigil.told(to_line(charge), 0.0)
    vigil.told(True, 0.0)
    if has_news:
        words.put(True)
    end_silence(vigil, words)
    assert deeds.done == done
    assert vigil.is_silent(1000.0) is not rests


MODES = WatchdogMessage(123, AirOptions(), "AA", [1, 2])


@pytest.mark.parametrize("stops", [True, False])
@pytest.mark.parametrize(
    ("charge", "done"),
    [
        (REAL, ["log", f"carry out {REAL.address}"]),
        (to_line(REAL), ["log", f"carry out {REAL.address}"]),
        (MODES, ["log", "terminal 1 [1, 2]", "carry out AA"]),
    ],
)
def test_what_is_done_when_it_is_gone(
    deeds: Deeds, charge: WatchdogMessage | bytes, done: list[str], stops: bool
) -> None:
    deeds.stops = stops
    assert rescue(charge) is stops
    assert deeds.done == done


def test_a_fault_of_the_watchdog_is_no_success(deeds: Deeds) -> None:
    deeds.stops = True
    assert rescue(WatchdogMessage(0, AirOptions(), "AA")) is False


def test_a_session_is_called_by_what_is_known_of_its_treadmill() -> None:
    assert Presence(1, False, "AA", "F80").called == "F80"
    assert Presence(1, False, "AA").called == "AA"
    assert Presence(1, False).called == "no treadmill yet"
    assert not is_process(Presence(1, False, began=began_at(1)))
    assert is_process(Presence(os.getpid(), False, began=began_at(os.getpid())))


SESSION = Presence(os.getpid(), True, "AA:01", "Pad", began="1")
ASKED = f"asking the session in process {SESSION.pid} (Pad) to stop its belt"


@pytest.mark.usefixtures("virtual_time_loop")
@pytest.mark.parametrize(
    ("sent", "notes", "words", "stopped"),
    [
        (False, [SESSION], "that process is gone or unreachable: trying the treadmill", False),
        (True, [], "the session stopped its belt and ended", True),
        # Another session has its place, or its number.
        (True, [Presence(1, True, began="1")], "the session stopped its belt and ended", True),
        (True, [Presence(os.getpid(), True, began="2")], "stopped its belt and ended", True),
        (
            True,
            [Presence(os.getpid(), True, "AA:01", "Pad", stopped=True, began="1")],
            "the session was ended, and the watchdog stopped its belt",
            True,
        ),
        (True, [SESSION], "that session does not end: trying the treadmill directly", False),
    ],
)
async def test_what_becomes_of_a_session_that_is_asked_to_end(
    monkeypatch: pytest.MonkeyPatch,
    runwalk_home: Path,
    sent: bool,
    notes: list[Presence],
    words: str,
    stopped: bool,
) -> None:
    """Its belt is virtual, so nobody else reaches it."""
    said: list[str] = []
    monkeypatch.setattr(stop, "living", lambda: [SESSION])
    monkeypatch.setattr(stop, "ask_to_end", lambda _pid, _is_it: sent)
    monkeypatch.setattr(stop, "noted_sessions", lambda: notes)
    clock = Clock()
    began = clock.now()
    assert await stop_belt(None, clock, said.append) is stopped
    assert said[0] == ASKED
    assert words in said[1]
    waits = sent and not stopped
    assert (clock.now() - began >= stop.SESSION_S) is waits


def known(address: str) -> Remembered:
    return Remembered(address, "Pad")


@pytest.mark.usefixtures("virtual_time_loop")
@pytest.mark.parametrize(
    ("session", "choice", "drives"),
    [
        (SESSION, "pad", True),
        (SESSION, "aa:01", True),
        (SESSION, "F80", False),
        (Presence(2, True, None, "Pad"), "pad", True),
        (Presence(2, True, "AA:01", None), "aa:01", True),
        (Presence(2, True), "pad", False),
        (SESSION, known("AA:01"), True),
        (SESSION, known("AA:02"), False),
    ],
)
async def test_a_named_treadmill_is_that_of_a_session_or_sought_over_the_air(
    monkeypatch: pytest.MonkeyPatch,
    session: Presence,
    choice: str | Remembered,
    drives: bool,
) -> None:
    sought: list[object] = []

    async def seek(_adapter: object, sought_choice: object, _say: Callable[[str], None]) -> bool:
        sought.append(sought_choice)
        return True

    monkeypatch.setattr(stop, "living", lambda: [session])
    monkeypatch.setattr(stop, "ask_to_end", lambda _pid, _is_it: True)
    monkeypatch.setattr(stop, "noted_sessions", list)
    monkeypatch.setattr(stop, "chosen_adapter", lambda *_: None)
    monkeypatch.setattr(stop, "stop_treadmill", seek)
    assert await stop_belt(choice, Clock(), lambda _: None)
    assert sought == ([] if drives else [choice])
