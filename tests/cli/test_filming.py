"""A replay is written to files: a cast that a terminal plays, a picture of a moment."""

import json
import re
from html import unescape
from pathlib import Path

import pyte
import pytest

from runwalk_tui.cli import main
from runwalk_tui.errors import DONE, WRONG
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.session.replay import Recording
from runwalk_tui.tui.film import moment_of
from tests.tui.feeds import half_an_hours_events


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    file = tmp_path / "half-an-hour.ndjson"
    file.write_bytes(b"".join(to_json(event) + b"\n" for event in half_an_hours_events()))
    return file


def screen_at(cast: Path, seconds: float) -> str:
    """What a terminal shows of a cast at a moment."""
    header, *events = (json.loads(line) for line in cast.read_text("utf-8").splitlines())
    assert header["version"] == 2
    screen = pyte.Screen(header["width"], header["height"])
    stream = pyte.Stream(screen)
    for t, kind, data in events:
        assert kind == "o"
        if t <= seconds:
            stream.feed(data)
    return "\n".join(screen.display)


def words_of(picture: Path) -> str:
    """What a picture shows, row after row."""
    found = re.findall(r"<text[^>]*>([^<]*)</text>", picture.read_text("utf-8"))
    return " ".join("".join(map(unescape, found)).split())


def test_a_cast_begins_at_the_first_step_and_plays_to_the_end(
    recording: Path, tmp_path: Path
) -> None:
    cast = tmp_path / "run.cast"
    words = ["replay", str(recording), "--cast", str(cast), "--rate", "100", "--size", "80x24"]
    assert main(words) == DONE
    assert "WARM UP" in screen_at(cast, 0.0)
    # Ten seconds of the cast are a thousand of the workout.
    middle = screen_at(cast, 10.0)
    assert "16:40 of 30:00" in middle or "16:39 of 30:00" in middle
    times = [json.loads(line)[0] for line in cast.read_text("utf-8").splitlines()[1:]]
    assert times == sorted(times)
    assert 18 < times[-1] < 24


def test_a_picture_shows_its_moment_by_the_workouts_clock(recording: Path, tmp_path: Path) -> None:
    picture = tmp_path / "moment.svg"
    assert main(["replay", str(recording), "--svg", str(picture), "--at", "12:30"]) == DONE
    assert "12:30 of 30:00" in words_of(picture)
    assert main(["replay", str(recording), "--svg", str(picture), "--at", "12:31"]) == WRONG
    assert "12:30 of 30:00" in words_of(picture), "what is there stays"
    again = ["replay", str(recording), "--svg", str(picture), "--at", "2:00", "--force"]
    assert main(again) == DONE
    assert " 2:00 of 30:00" in words_of(picture)


def test_a_moment_is_found_where_the_clock_first_shows_it() -> None:
    recording = Recording(half_an_hours_events())
    for active_s in (0.5, 100.0, 750.0):
        assert recording.at(moment_of(recording, active_s)).active_s == pytest.approx(
            active_s, abs=0.1
        )
    assert moment_of(recording, 1e6) == recording.duration_s


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--svg", "a.svg"], "say of which moment"),
        (["--svg", "a.svg", "--at", "noon"], "write a time like 12:30"),
        (["--cast", "a.cast", "--rate", "0"], "write 1 to 100"),
        (["--cast", "a.cast", "--size", "10x10"], "from 60x18 to 300x100"),
        (["--svg", "nowhere/a.svg", "--at", "1:00"], "cannot be written"),
    ],
)
def test_options_that_make_no_sense_are_refused_in_a_line(
    words: list[str], complaint: str, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(recording), *words]) == WRONG
    assert complaint in capsys.readouterr().err
