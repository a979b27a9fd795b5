"""Any workout file: finds its format, reads it within bounds, says in one line what is wrong."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.errors import reason
from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.exchange.fit_workout import read_fit_workout
from runwalk_tui.exchange.foreign import (
    LARGEST_OCTETS,
    UTF_16_MARKS,
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
_PROLOGUE: Final = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_TAG: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")

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
        raise WorkoutFileError(file, texts.NOT_READ.format(why=reason(error))) from error
    if len(data) > LARGEST_OCTETS:
        megabytes = LARGEST_OCTETS // 1024**2
        raise WorkoutFileError(file, texts.TOO_LARGE.format(mb=megabytes))
    if not data.strip():
        raise WorkoutFileError(file, texts.EMPTY)
    return data


def _reader(data: bytes) -> Reader:
    """The reader of a format, by how the file begins.

    Raises:
        ValueError: If it is none that is known.
    """
    if data[8:12] == _FIT_SIGNATURE:
        return read_fit_workout
    beginning = _decoded(data).lstrip("\ufeff \t\r\n")
    if beginning.startswith("<"):
        return read_qdomyos if _root(beginning) == "rows" else read_zwo
    if "[course" in beginning[:_BEGINNING].lower():
        return read_mrc
    if "\0" in beginning[:_BEGINNING]:
        raise ValueError(texts.UNKNOWN_FORMAT)
    return read_intervals_text


def _decoded(data: bytes) -> str:
    """The octets as signs, in whatever way: enough to tell the formats apart."""
    if data.startswith(UTF_16_MARKS):
        return data.decode("utf-16", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _end_of_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _root(text: str) -> str:
    """Name of the first element of an XML document in small letters, "" if it has none."""
    at, is_prologue = 0, True
    while is_prologue:
        at, is_prologue = _end_of_space(text, at), False
        for begin, end in _PROLOGUE:
            if text.startswith(begin, at):
                closed = text.find(end, at + len(begin))
                if closed < 0:
                    return ""
                at, is_prologue = closed + len(end), True
                break
    tag = _TAG.match(text, at)
    return tag[1].lower() if tag else ""
