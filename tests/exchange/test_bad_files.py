"""Whatever is wrong with a file that comes in: one clear line, and nothing of it is kept."""

import time
import tracemalloc
from pathlib import Path

import pytest

from runwalk_tui.journal.reader import Journal
from tests.cli.test_making_commands import Capture, run
from tests.exchange.bad_files import FILES, MEGABYTE

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
    from tests.exchange.activity_files import fit_run

    for name, data in (("a.fit", fit_run(60)), ("b.fit", b"no"), ("c.tcx", b"<gpx/>")):
        (tmp_path / name).write_bytes(data)
    ended = run(capsys, "import", str(tmp_path))
    assert (ended.status, len(ended.err.splitlines())) == (2, 2)
    with Journal.open() as journal:
        assert len(journal.sessions()) == 1
