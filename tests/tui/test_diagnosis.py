"""What the doctor found, and what devices send, written to files from the screens."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from runwalk_tui.tui.screens.devices import DevicesScreen
from runwalk_tui.tui.screens.trace import TraceFormScreen, TraceScreen
from tests.tui.apps import LARGE, SMALL, pressed, settle, text_of, whole_app
from tests.tui.test_ways import backstage, kind_of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def test_the_doctor_writes_what_it_found_and_says_where(here: Path) -> None:
    shown = whole_app(backstage())
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "ctrl+p", *"doctor", "enter")
        await pilot.pause(0.1)
        await press(pilot, "w")
        (said,) = [note.message for note in shown._notifications]
    (name,) = os.listdir(here)
    file = here / name
    assert said == f"Written: {file}"
    assert name.startswith("runwalk-doctor-")
    lines = file.read_text().splitlines()
    assert lines[0].startswith("runwalk-tui ")
    assert lines[2:] == [
        "!! adapter          is off",
        "                   turn it on",
        "   disk             room",
    ]


async def test_a_trace_is_recorded_to_a_named_file_for_so_long() -> None:
    stage = backstage()
    shown = whole_app(stage)
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "d", "t")
        assert kind_of(shown) is TraceFormScreen
        await press(pilot, "ctrl+u", *"t.jsonl", "down", *"12", "ctrl+s")
        assert ("trace", Path("t.jsonl"), 12.0) in stage.done
        assert kind_of(shown) is TraceScreen
        assert "0:34 of 0:12 from the first connection, 812 packets" in text_of(shown)
        await press(pilot, "escape")
        assert "/home/ada/t.jsonl: 812 of the treadmill" in text_of(shown)
        await press(pilot, "enter")
        assert kind_of(shown) is DevicesScreen


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["ctrl+u"], "name a new file"),
        (["ctrl+u", *"old.jsonl"], "is there already"),
        (["down", *"0"], "write 1 to 36000"),
    ],
)
async def test_a_trace_that_cannot_be_is_refused(here: Path, keys: list[str], words: str) -> None:
    (here / "old.jsonl").write_text("")
    shown = whole_app(backstage())
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "d", "t", *keys, "ctrl+s")
        assert kind_of(shown) is TraceFormScreen
        assert words in text_of(shown)


async def test_while_a_belt_may_move_no_trace_begins() -> None:
    stage = backstage()
    stage.drives_belt = True
    shown = whole_app(stage)
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "d", "t")
        assert kind_of(shown) is DevicesScreen


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["recording", "recorded"])
def test_trace(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    start = ["d", "t", "ctrl+u", *"t.jsonl", "ctrl+s"]
    keys = {"recording": start, "recorded": [*start, "enter"]}
    assert snap_compare(whole_app(backstage()), terminal_size=size, run_before=pressed(*keys[name]))
