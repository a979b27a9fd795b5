"""A trace behind its screen: it ends by itself or when it is told to, and closes its file."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from runwalk_tui.config.settings import Devices
from runwalk_tui.errors import FileError
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.jobs import Jobs
from runwalk_tui.tui.tracing import Tracing, trace

pytestmark = pytest.mark.usefixtures("virtual_time_loop")

AIR = AirOptions("")


async def opened(jobs: Jobs, file: Path, seconds: float) -> Tracing:
    return await jobs.open(partial(trace, AIR, Devices(), file, seconds))


async def test_it_ends_after_its_time_and_the_file_is_closed(tmp_path: Path) -> None:
    jobs, file = Jobs(), tmp_path / "t.jsonl"
    tracing = await opened(jobs, file, 3.0)
    await asyncio.sleep(20)
    view = tracing.view()
    assert view.words.startswith(f"{file}: ")
    assert "of the treadmill" in view.words
    assert view.lines
    assert view.packets > 3
    assert file.read_text().count('"treadmill"') > 3
    await jobs.close()


async def test_told_to_end_it_keeps_what_there_is(tmp_path: Path) -> None:
    jobs, file = Jobs(), tmp_path / "t.jsonl"
    tracing = await opened(jobs, file, 3600.0)
    await asyncio.sleep(10)
    assert tracing.view().words == ""
    tracing.end()
    await asyncio.sleep(10)
    assert f"{file}: " in tracing.view().words
    await jobs.close()


async def test_one_that_is_left_at_once_leaves_no_file(tmp_path: Path) -> None:
    jobs, file = Jobs(), tmp_path / "t.jsonl"
    await opened(jobs, file, 3.0)
    await jobs.close()
    assert not file.exists()


async def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text("mine")
    with pytest.raises(FileError, match="another name"):
        await opened(Jobs(), file, 3.0)
    assert file.read_text() == "mine"
