"""The devices screen in a real terminal, and what its wishes are good for afterwards."""

import json
from pathlib import Path

import pytest

from tests.e2e.program import here
from tests.e2e.terminal import Terminal

WALK = 'title = "T"\nsteps = [ { kind = "walk", time = "0:05" } ]\n'


def test_a_treadmill_is_named_chosen_and_checked_and_a_strap_asked_for_its_battery(
    tmp_path: Path,
) -> None:
    with Terminal("devices", "screen", "--virtual", "--rate", "40") as terminal:
        terminal.wait_for("▌ Virtual F80", "▂▄▆█  -55 dBm", "Virtual H10", "enter use")
        terminal.press("n")
        terminal.wait_for("Your name for Virtual F80")
        terminal.press("Cellar q\r")
        terminal.wait_for("Virtual F80 is now called Cellar q.")
        terminal.press("\r")
        terminal.wait_for("The treadmill to connect to is now Cellar q", "chosen")
        terminal.press("c")
        terminal.wait_for("Walking check", "Press Enter")
        terminal.press("\r")
        terminal.wait_for("chosen, checked", "The check is done", "It obeys, in km/h.")
        terminal.press("\x1b[Bb")
        terminal.wait_for("Virtual H10: battery 84 %", "▌ Virtual H10")
        terminal.press("q")
        assert terminal.status() == 0
    plan = tmp_path / "plan.toml"
    plan.write_text(WALK)
    for words in ((), ("--treadmill", "cellar Q")):
        run = ("run", str(plan), "--virtual", "--headless", "--rate", "200", "--json", *words)
        ended = here(*run)
        assert ended.status == 0
        assert "CheckBegan" not in {event["type"] for event in ended.events}
    rows = json.loads(here("devices", "--virtual", "--rate", "20", "--json").out)
    assert {row["own_name"]: row["chosen"] for row in rows} == {"Cellar q": True, None: False}


def test_the_home_screen_leads_to_the_devices_and_back() -> None:
    with Terminal("run", "--virtual") as terminal:
        terminal.wait_for("enter run")
        terminal.press("d")
        terminal.wait_for("Your devices", "Virtual F80")
        terminal.press("d")
        terminal.wait_for("enter run")
        terminal.press("q")
        assert terminal.status() == 0


def test_without_an_adapter_the_screen_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    with Terminal("devices", "screen") as terminal:
        terminal.wait_for("No Bluetooth", "start it with", "esc back")
        terminal.press("\x1b")
        assert terminal.status() == 0
