"""Any workout file: finds its format, reads it within bounds, says in one line what is wrong."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.errors import reason
from runwalk_tui.exchange.fit_workout import read_fit_workout
from runwalk_tui.exchange.foreign import (
    LARGEST_OCTETS,
    Answers,
    ForeignWorkout,
    OpenQuestionError,
    Reader,
    WorkoutFileError,
)
from runwalk_tui.exchange.intervals_text import read_intervals_text
from runwalk_tui.exchange.mrc import read_mrc
from runwalk_tui.exchange.qdomyos import read_qdomyos
from runwalk_tui.exchange.zwo import read_zwo

_FIT_SIGNATURE: Final = b".FIT"
_BEGINNING: Final = 4096
LONGEST_SOURCE: Final = 80


def read_workout(file: Path, answers: Answers) -> ForeignWorkout:
    """Read a workout of any known format, which its content tells, not its name.

    Args:
        file: A FIT workout, a Zwift or QDomyos-Zwift workout, or a text of Intervals.icu.
        answers: What the runner said where the file says nothing.

    Raises:
        OpenQuestionError: If it leaves open what only the runner knows.
        WorkoutFileError: If it cannot be read or used.
    """
    data = _bounded(file)
    try:
        workout = _reader(data)(data, answers)
    except OpenQuestionError:
        raise
    except ValueError as error:
        raise WorkoutFileError(file, str(error)) from error
    return replace(workout, source=plain(file.name)[:LONGEST_SOURCE])


def _bounded(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_OCTETS + 1)
    except OSError as error:
        raise WorkoutFileError(file, f"cannot be read: {reason(error)}") from error
    if len(data) > LARGEST_OCTETS:
        megabytes = LARGEST_OCTETS // 1024**2
        raise WorkoutFileError(file, f"is larger than {megabytes} MB; no workout is")
    if not data.strip():
        raise WorkoutFileError(file, "is empty; choose another file")
    return data


def _reader(data: bytes) -> Reader:
    """The reader of a format, by how the file begins.

    Raises:
        ValueError: If it is none that is known.
    """
    if data[8:12] == _FIT_SIGNATURE:
        return read_fit_workout
    beginning = data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith(b"<"):
        return read_qdomyos if b"<rows" in beginning else read_zwo
    if b"[course" in beginning:
        return read_mrc
    if b"\0" in beginning:
        raise ValueError("is not a workout of a known format; FIT, ZWO, XML and text are known")
    return read_intervals_text
