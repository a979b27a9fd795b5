"""Importing a workout on a terminal: what the file leaves open is asked there."""

from pathlib import Path

from tests.e2e.terminal import Terminal


def test_open_questions_are_asked_until_the_answer_makes_sense(
    tmp_path: Path, runwalk_home: Path
) -> None:
    file = tmp_path / "hill.xml"
    file.write_text('<rows><row duration="00:05:00" speed="5"/></rows>')
    with Terminal("plans", "import", str(file)) as terminal:
        terminal.wait_for("km/h or mph?")
        terminal.press("knots\r")
        terminal.wait_for("write km/h or mph")
        terminal.press("mph\r")
        terminal.wait_for("Keep it as hill? [y/n]")
        terminal.press("y\r")
        assert terminal.status() == 0
    assert "speed = 8.05" in (runwalk_home / "plans" / "hill.toml").read_text()
