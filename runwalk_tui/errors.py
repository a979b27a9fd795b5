"""Errors that end a command with one line: what, where, what to do."""

from pathlib import Path

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.language import mark, tr


class AirError(ValueError):
    """The virtual air that was asked for cannot be made: one line on why and what to do."""


class StoreError(Exception):
    """A file or folder of the runner's cannot be used: one line on what, where and what to do."""


class FileError(ValueError):
    """A file that cannot be used: ``FILE: KEY: what is wrong with VALUE; what to do``."""

    def __init__(self, file: Path | str, what: str) -> None:
        super().__init__(" ".join(plain(f"{file}: {what}").split()))


REMEDY = mark("give it write permission, or set RUNWALK_HOME to a folder of yours")
"""The remedy for nearly everything that can be wrong with a folder; it is looked up by `tr`."""

_SYSTEM = (
    *(mark("permission denied"), mark("no such file or directory"), mark("file exists")),
    *(mark("is a directory"), mark("not a directory"), mark("directory not empty")),
    *(mark("no space left on device"), mark("disk quota exceeded"), mark("file too large")),
    *(mark("read-only file system"), mark("input/output error"), mark("operation not permitted")),
    *(mark("address already in use"), mark("cannot assign requested address")),
    *(mark("connection refused"), mark("network is unreachable"), mark("broken pipe")),
    *(mark("file name too long"), mark("too many open files"), mark("name or service not known")),
    *(mark("too many levels of symbolic links"), mark("device or resource busy")),
)
"""What systems say most often; what else they say stays as it is."""


def reason(error: OSError) -> str:
    """The system's own words in the middle of a line: 'permission denied'."""
    words = error.strerror or str(error)
    said = words[:1].lower() + words[1:]
    return tr(said) if said in _SYSTEM else said


DONE = 0
FAILED = 1
"""The workout or a device failed, or a file of the runner's cannot be used."""

WRONG = 2
"""Wrong usage, or an invalid file."""


class UsageError(Exception):
    """Words that cannot be meant: one line on what is wrong and what to do."""


class EventError(ValueError):
    """A piece of JSON that is not one of the events that this program knows."""


REFUSALS = (UsageError, FileError, AirError, StoreError)
"""Errors that are told in a line, and change nothing."""
