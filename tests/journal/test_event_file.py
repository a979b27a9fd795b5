"""A session from a file of events, as `--json` prints it."""

from pathlib import Path

import pytest

from runwalk_tui.journal.event_file import RecordingError, load_recording_file
from runwalk_tui.journal.event_json import to_json
from tests.recorded import OPENED, workout

FIRST = to_json(OPENED)


def test_what_was_printed_is_read(tmp_path: Path) -> None:
    file = tmp_path / "session.ndjson"
    file.write_bytes(b"\r\n".join(map(to_json, workout())) + b"\n\n")
    assert tuple(load_recording_file(file)) == workout()
    assert tuple(load_recording_file(str(file))) == workout()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty; name a file of events"),
        (b"\n\n", "is empty"),
        (b"hello", "line 1: is not an event"),
        (b"\x00\xff\xfe", "line 1: is not an event"),
        (b'\n{"t":0,"type":"ClockStarted"}', "line 2: begins with ClockStarted, not with Session"),
        (FIRST + b'\n{"t":0,"type":"Rained"}', "line 2: there is no event of type 'Rained'"),
        (FIRST + b'\n{"t":3,"type":"ClockSt', "line 2: is not an event"),
        (
            FIRST + b'\n{"t":3,"type":"ClockStarted"}\n{"t":2,"type":"ClockStarted"}',
            "line 3: goes back in time, from 3 s",
        ),
    ],
)
def test_a_file_that_is_no_recording_says_where(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "session.ndjson"
    file.write_bytes(content)
    with pytest.raises(RecordingError) as caught:
        load_recording_file(file)
    assert str(caught.value).startswith(f"{file}: {words}")
    assert "\n" not in str(caught.value)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="no such file"):
        load_recording_file(tmp_path / "none")
    with pytest.raises(RecordingError, match="is a folder"):
        load_recording_file(tmp_path)
