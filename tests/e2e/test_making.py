"""A plan made on the screen, and a Magic Mile from the belt to the books."""

import json
from pathlib import Path

from tests.e2e.program import here, runwalk
from tests.e2e.terminal import Terminal

MILE = """
title = "A quick one"
steps = [
    { kind = "warm-up", time = "0:20" },
    { kind = "run", distance = "1 mi", speed = 12, timed = true },
    { kind = "cool-down", time = "0:20" },
]
"""


def test_a_plan_is_made_on_the_screen(runwalk_home: Path) -> None:
    with Terminal("plans", "new") as terminal:
        terminal.wait_for("New workout", "15 steps")
        terminal.press("hills\r\r3:1")
        terminal.wait_for("Run 3 min, walk 1 min.")
        terminal.press("\x13")
        assert terminal.status() == 0
    assert 'time = "3:00"' in (runwalk_home / "plans" / "hills.toml").read_text()


def test_a_magic_mile_from_the_belt_to_the_books(tmp_path: Path) -> None:
    file = tmp_path / "quick.toml"
    file.write_text(MILE)
    assert runwalk("run", str(file), "--virtual", "--headless", "--rate", "500").status == 0
    assert json.loads(here("magic-mile", "--json").out) == []
    (mile,) = json.loads(here("magic-mile", "--practice", "--json").out)
    assert 480 < mile["mile_s"] < 500
    assert (mile["best"], mile["session_id"]) == (True, 1)
