"""Whatever is wrong with a file that comes in: one clear line, and nothing of it is kept."""

import time
import tracemalloc
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.config.settings import Settings
from runwalk_tui.exchange.activity import ActivityFileError, checked
from runwalk_tui.exchange.activity_events import record
from runwalk_tui.exchange.fit_workout import encode_fit_workout, read_fit_workout
from runwalk_tui.exchange.foreign import Answers, to_plan
from runwalk_tui.exchange.importer import read_activities
from runwalk_tui.exchange.workout_file import read_workout
from runwalk_tui.journal.reader import Journal
from runwalk_tui.workout.events import RunnerProfile
from tests.cli.test_making_commands import Capture, run
from tests.exchange.activity_files import fit_run
from tests.exchange.bad_files import FILES, MEGABYTE, PLAN, WHEN

COMMANDS = {
    "plan": ("plans", "import"),
    "activity": ("import",),
    "own": ("import",),
}
ANSWERS = (
    *("--lengths", "seconds", "--speeds", "km/h", "--mile", "9:30"),
    *("--threshold", "5:00", "--open", "1:00", "--yes"),
)
MOST_OCTETS = 220 * MEGABYTE
MOST_S = 10.0


def test_there_are_enough() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_one_clear_line(
    name: str, tmp_path: Path, runwalk_home: Path, capsys: Capture
) -> None:
    entrance, made, words = FILES[name]
    file = tmp_path / ("bad.json" if entrance == "own" else "bad.bin")
    file.write_bytes(made())
    began = time.process_time()
    answers = ANSWERS if entrance == "plan" else ()
    ended = run(capsys, *COMMANDS[entrance], str(file), *answers)
    assert time.process_time() - began < MOST_S
    assert ended.status == 2
    (line,) = ended.err.splitlines()
    assert line.startswith("runwalk: ")
    assert words in line
    assert "unexpected" not in line
    assert len(line) < 300 + len(str(file))
    assert ended.out == ""
    assert not (runwalk_home / "plans").exists()
    with Journal.open() as journal:
        assert not journal.sessions()


@pytest.mark.parametrize("name", ["plan: 10 MB", "plan: deep and closed", "run: a gzip bomb"])
def test_what_is_hostile_takes_no_more_memory_than_it_may(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    entrance, made, _ = FILES[name]
    file = tmp_path / "bad.bin"
    file.write_bytes(made())
    tracemalloc.start()
    try:
        answers = ANSWERS if entrance == "plan" else ()
        run(capsys, *COMMANDS[entrance], str(file), *answers)
        assert tracemalloc.get_traced_memory()[1] < MOST_OCTETS
    finally:
        tracemalloc.stop()


def test_one_bad_file_among_good_ones_keeps_none_of_them_out(
    tmp_path: Path, capsys: Capture
) -> None:
    for name, data in (("a.fit", fit_run(60)), ("b.fit", b"no"), ("c.tcx", b"<gpx/>")):
        (tmp_path / name).write_bytes(data)
    ended = run(capsys, "import", str(tmp_path))
    assert (ended.status, len(ended.err.splitlines())) == (2, 2)
    with Journal.open() as journal:
        assert len(journal.sessions()) == 1


SAMPLES = sorted((Path(__file__).parents[1] / "data" / "fit").glob("*.fit"))
SMALL = [file for file in SAMPLES if file.stat().st_size < 6000]
DAMAGE = st.lists(
    st.tuples(st.integers(0, 1 << 16), st.sampled_from(["set", "cut", "double"]), st.binary()),
    min_size=1,
    max_size=4,
)


def damaged(content: bytes, damage: list[tuple[int, str, bytes]]) -> bytes:
    """Octets overwritten, left out or said twice, somewhere."""
    for place, kind, octets in damage:
        at = place % max(1, len(content))
        match kind:
            case "set":
                content = content[:at] + octets + content[at + len(octets) :]
            case "cut":
                content = content[:at] + content[at + 1 + len(octets) :]
            case _:
                content = content[:at] + content[max(0, at - 40) :]
    return content


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SMALL), DAMAGE)
def test_a_damaged_sample_is_read_or_refused_in_one_line(
    sample: Path, damage: list[tuple[int, str, bytes]]
) -> None:
    said = ""
    with TemporaryDirectory() as folder:
        file = Path(folder, "damaged.fit")
        file.write_bytes(damaged(sample.read_bytes(), damage))
        try:
            to_plan(read_workout(file, Answers(open_s=60)), "p", Settings())
        except ValueError as error:
            said += str(error)
        try:
            for activity in read_activities(file):
                record(checked(activity, file), RunnerProfile(), brisk_kmh=6.0)
        except ActivityFileError as error:
            said += str(error)
    assert "\n" not in said


def test_a_field_that_is_a_list_is_none() -> None:
    """One octet of a field's size makes a number a list of two."""
    data = bytearray(encode_fit_workout(PLAN, WHEN))
    spoilt = 0
    for at in range(14, len(data) - 2):
        octet = data[at]
        data[at] = octet * 2 & 0xFF
        with suppress(ValueError):
            read_fit_workout(bytes(data), Answers(open_s=60))
            spoilt += 1
        data[at] = octet
    assert spoilt > 20
