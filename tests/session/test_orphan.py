"""How long a watchdog tries for a belt that nobody drives, and what it says of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.session import sentences_of_commands as shown
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.safety import watchdog as watching
from runwalk_tui.session.safety.message import WatchdogMessage
from runwalk_tui.session.safety.watchdog import carry_out, rescue, stop_beside, stop_orphan
from runwalk_tui.workout.vocabulary import MachineKind

BIKE, TREADMILL = MachineKind.BIKE, MachineKind.TREADMILL


class Air:
    """An adapter that fails for a while, and what is asked of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = Clock()
        self.fails = 0
        self.stops = True
        self.asked: list[dict[str, object]] = []
        self.noted: list[tuple[int, bool]] = []
        monkeypatch.setattr(watching, "stop_machine", self._stop)
        monkeypatch.setattr(watching, "open_air", self._open)
        monkeypatch.setattr(watching, "note_stopped", lambda *told: self.noted.append(told))

    async def _stop(self, *_: object, **asked: object) -> bool:
        self.asked.append(asked)
        if len(self.asked) <= self.fails:
            raise AdapterError("busy")
        return self.stops

    @asynccontextmanager
    async def _open(self, *_: object) -> AsyncIterator[Any]:
        if self.fails < 0:
            raise AdapterError("off")
        yield SimpleNamespace(clock=self.clock)


@pytest.fixture
def air(monkeypatch: pytest.MonkeyPatch, virtual_time_loop: None) -> Air:
    return Air(monkeypatch)


@pytest.mark.parametrize(
    ("fails", "tries", "last_s", "stopped"),
    [(0, 1, 60.0, True), (2, 3, 58.0, True), (99, 60, 1.0, False)],
)
async def test_it_tries_each_second_for_a_minute(
    air: Air, fails: int, tries: int, last_s: float, stopped: bool
) -> None:
    air.fails = fails
    async with air._open() as adapter:
        assert await stop_orphan("AA", adapter, BIKE) is stopped
    assert len(air.asked) == tries
    assert air.asked[-1] == {"machine": BIKE, "within_s": pytest.approx(last_s)}


@pytest.mark.parametrize(("fails", "stopped"), [(0, True), (1, False), (-1, False)])
async def test_beside_a_process_it_waits_four_seconds_to_be_let_in(
    air: Air, fails: int, stopped: bool
) -> None:
    air.fails = fails
    assert await stop_beside(WatchdogMessage(7, AirOptions(), "AA"), air.clock) is stopped
    asked = {"machine": TREADMILL, "within_s": 15.0, "reached_s": 4.0}
    assert air.asked == [asked] * (fails >= 0)


@pytest.mark.parametrize(
    ("machine", "stops", "fate"),
    [
        (TREADMILL, True, "the belt was stopped"),
        (TREADMILL, False, "the belt could NOT be stopped"),
        (BIKE, True, "the brake was let go"),
        (BIKE, False, "the brake could NOT be let go"),
    ],
)
async def test_what_became_of_it_is_said_and_noted(
    air: Air, caplog: pytest.LogCaptureFixture, machine: MachineKind, stops: bool, fate: str
) -> None:
    air.stops = stops
    assert (
        await carry_out(WatchdogMessage(7, AirOptions(machine=machine), "AA"), air.clock) is stops
    )
    assert fate in caplog.messages
    assert air.noted == [(7, stops)]


async def test_what_fails_is_noted_as_not_stopped(air: Air) -> None:
    air.fails = -1
    with pytest.raises(AdapterError):
        await carry_out(WatchdogMessage(7, AirOptions(), "AA"), air.clock)
    assert air.noted == [(7, False)]


@pytest.mark.parametrize(
    ("machine", "words"), [(TREADMILL, shown.KILLED), (BIKE, shown.KILLED_WITHOUT_BELT)]
)
def test_a_terminal_is_given_back_with_what_was_killed(
    monkeypatch: pytest.MonkeyPatch, machine: MachineKind, words: str
) -> None:
    done: list[object] = []

    async def stop(*_: object) -> bool:
        return True

    monkeypatch.setattr(watching, "keep_private", lambda: done.append("private"))
    monkeypatch.setattr(watching, "log_to_file", lambda: done.append("log"))
    monkeypatch.setattr(watching, "give_back", lambda *told: done.append(told))
    monkeypatch.setattr(watching, "carry_out", stop)
    assert rescue(WatchdogMessage(7, AirOptions(machine=machine), "AA", [1, 2]))
    assert done == ["private", "log", (1, [1, 2], words)]
