"""Notes which process drives which treadmill, and what became of the belt if it was killed.

So the belt can be stopped from outside, and whoever comes next is told.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from runwalk_tui.core.events import (
    ClockStarted,
    Device,
    Event,
    LinkChanged,
    LinkState,
    StartAsked,
)
from runwalk_tui.paths import data_folder

_logger = logging.getLogger(__name__)


class Presence(msgspec.Struct, frozen=True):
    """A process with a session.

    Attributes:
        pid: Of the process.
        virtual: Its treadmill is a virtual one: nobody else can reach it.
        address: Of its treadmill, once connected.
        name: Of its treadmill.
        started: The belt was asked to start, or moved.
        stopped: The process was killed, and this is whether its belt was stopped afterwards; None
            while nobody knows.
    """

    pid: int
    virtual: bool
    address: str | None = None
    name: str | None = None
    started: bool = False
    stopped: bool | None = None

    @property
    def is_alive(self) -> bool:
        """Whether that process still runs; on Windows, where asking is Ctrl-C, it seems to."""
        if sys.platform == "win32":
            return True
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        return True


def presence_file() -> Path:
    """Where the note lies."""
    return data_folder() / "live.json"


def read_presence() -> Presence | None:
    """The note, if there is one that can be read."""
    try:
        return msgspec.json.decode(presence_file().read_bytes(), type=Presence)
    except (OSError, msgspec.MsgspecError):
        return None


def is_driven_elsewhere() -> bool:
    """Whether another living process has a session."""
    presence = read_presence()
    return presence is not None and presence.pid != os.getpid() and presence.is_alive


def note_stopped(pid: int, stopped: bool) -> None:
    """Adds to the note of a killed process whether its belt was stopped."""
    presence = read_presence()
    if presence is not None and presence.pid == pid:
        _write(msgspec.structs.replace(presence, stopped=stopped))


def take_last_words() -> str | None:
    """What the next one has to know of a session that was killed while its belt moved.

    What is certain is said once.
    """
    presence = read_presence()
    if presence is None or not presence.started:
        return None
    if presence.stopped is None:
        return None if presence.is_alive else _UNCERTAIN
    _write(msgspec.structs.replace(presence, started=False))
    return _STOPPED if presence.stopped else _NOT_STOPPED


_STOPPED = "The last session was killed; the watchdog stopped its belt."
_NOT_STOPPED = (
    "The last session was killed and its belt could NOT be stopped: "
    "if it moves, press stop on the treadmill or pull the safety key."
)
_UNCERTAIN = (
    "The last session was killed, and whether its belt stands is not known yet: "
    "look at the treadmill."
)


class Note:
    """Keeps the note current as the session's treadmill connects and its belt starts."""

    def __init__(self, virtual: bool) -> None:
        self._presence = Presence(os.getpid(), virtual)
        _write(self._presence)

    def __call__(self, event: Event) -> None:
        """Takes in an event of the session."""
        match event:
            case LinkChanged(device=Device.TREADMILL, state=LinkState.UP):
                self._change(address=event.address, name=event.name)
            case StartAsked() | ClockStarted():
                self._change(started=True)

    def _change(self, **fields: str | bool | None) -> None:
        presence = msgspec.structs.replace(self._presence, **fields)
        if presence != self._presence:
            self._presence = presence
            _write(presence)


def _write(presence: Presence) -> None:
    """Replaces the note; a disk that takes none is logged, and the workout goes on."""
    partial = presence_file().with_suffix(".new")
    try:
        partial.write_bytes(msgspec.json.encode(presence))
        partial.replace(presence_file())
    except OSError as error:
        _logger.warning("the note of this session is not current: %s", error)


@contextmanager
def noted(virtual: bool) -> Iterator[Note]:
    """The note lies there for as long as the block lasts and stays if the process is killed."""
    note = Note(virtual)
    try:
        yield note
    finally:
        presence = read_presence()
        if presence is not None and presence.pid == os.getpid():
            presence_file().unlink(missing_ok=True)
