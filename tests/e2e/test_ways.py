"""From screen to screen in a real terminal: one program, and the shell is never seen in between."""

from pathlib import Path

import pytest

from runwalk_tui.config.profiles import use_runner
from tests.e2e.program import here
from tests.e2e.terminal import Terminal

ENTERS, LEAVES = b"\x1b[?1049h", b"\x1b[?1049l"
"""What takes a terminal to the screen of an application, and back to the shell's."""

SHORT = 'title = "Short"\nsteps = [ { kind = "walk", time = "0:05" } ]\n'

ESC = "\x1b"

WAYS = {
    "devices": ("d", "Your devices", ESC),
    "history": ("h", "enter look", "h"),
    "weeks": ("g", "Your weeks", "g"),
    "programmes": ("o", "You follow", "o"),
    "profile": ("p", "ctrl+s done", ESC),
    "builder": ("n", "how often", ESC),
    "heart": ("w", "beats a minute", ESC),
    "replay": ("r", "1×", ESC),
    "arm": ("\x1b[B\r", "Press Enter", ESC),
}


@pytest.fixture
def short(tmp_path: Path) -> str:
    file = tmp_path / "short.toml"
    file.write_text(SHORT)
    assert here("run", str(file), "--virtual", "--headless", "--rate", "300").status == 0
    return str(file)


def test_no_way_shows_the_shell(short: str) -> None:
    use_runner("")
    with Terminal("--virtual") as terminal:
        terminal.wait_for("enter run", "h history")
        for there, seen, back in WAYS.values():
            terminal.press(there)
            terminal.wait_for(seen)
            terminal.press(back)
            terminal.wait_for("enter run", "h history")
        assert terminal.written.count(ENTERS) == 1
        assert LEAVES not in terminal.written
        terminal.press("q")
        assert terminal.status() == 0
    assert terminal.written.count(LEAVES) == 1


def test_nor_does_a_workout_from_the_list_to_its_summary_and_back(short: str) -> None:
    use_runner("")
    with Terminal("--virtual", "--rate", "60") as terminal:
        terminal.wait_for("enter run", "h history")
        terminal.press("\x1b[B\r")
        terminal.wait_for("Press Enter")
        terminal.press("\r")
        terminal.wait_for("left in this")
        terminal.press("s")
        terminal.wait_for("How hard was it")
        terminal.press(ESC)
        terminal.wait_for("Did anything hurt")
        terminal.press(ESC)
        terminal.wait_for("esc back")
        terminal.press(ESC)
        terminal.wait_for("enter run", "h history")
        terminal.press("h")
        terminal.wait_for("enter look", "stopped")
        assert LEAVES not in terminal.written
        terminal.press("q")
        assert terminal.status() == 0


def test_without_an_adapter_the_program_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    with Terminal("run", "1-2") as terminal:
        terminal.wait_for("Does any of this apply to you?", "esc skip")
        terminal.press(ESC)
        terminal.wait_for("No Bluetooth", "r try again", "d doctor", "p practise")
        terminal.press("d")
        terminal.wait_for("to fix before you can run")
        terminal.press(ESC)
        terminal.wait_for("p practise")
        terminal.press("r")
        terminal.wait_for("p practise")
        terminal.press("p")
        terminal.wait_for("Virtual F80", "Press Enter")
        assert LEAVES not in terminal.written
        terminal.press("q")
        assert terminal.status() == 0
