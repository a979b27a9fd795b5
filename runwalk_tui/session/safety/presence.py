"""Notes which processes drive which treadmills, and what became of the belt of a killed one.

So belts can be stopped from outside, and whoever comes next is told. Each session has a note of its
own and holds a lock for as long as it lives: a process number alone may be another program's by
the time that it is read.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import msgspec

from runwalk_tui.config.atomic import replace_file
from runwalk_tui.config.paths import data_folder
from runwalk_tui.journal.lock import Liveness, LockError, is_busy, is_held
from runwalk_tui.session import sentences_of_commands as lines
from runwalk_tui.session import sentences_of_sessions as shown
from runwalk_tui.session.safety.processes import began_at
from runwalk_tui.workout.events import (
    ClockStarted,
    Device,
    Event,
    LinkChanged,
    LinkState,
    MachineKind,
    StartAsked,
)

_logger = logging.getLogger(__name__)

NOT_OURS = 1
"""The first process of a system, and what is below it: groups of processes; never a session."""


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
        began: When the process began, in the system's words; None where they cannot be had.
        machine: What it drives: a belt, or a brake.
    """

    pid: int
    virtual: bool
    address: str | None = None
    name: str | None = None
    started: bool = False
    stopped: bool | None = None
    began: str | None = None
    machine: MachineKind = MachineKind.TREADMILL

    @property
    def called(self) -> str:
        """The treadmill's name."""
        none_yet = lines.NONE_YET.format(machine=lines.DEVICES[self.machine])
        return self.name or self.address or none_yet


def presence_file(place: int = 1) -> Path:
    """The file of a note: several sessions at once have a place each."""
    return data_folder() / ("live.json" if place == 1 else f"live-{place}.json")


def read_presence(file: Path | None = None) -> Presence | None:
    """A note, if there is one that can be read; by default the one in the first place."""
    try:
        return msgspec.json.decode((file or presence_file()).read_bytes(), type=Presence)
    except (OSError, msgspec.MsgspecError):
        return None


def is_process(presence: Presence) -> bool:
    """Return True if the process with that number is the one that wrote the note."""
    if presence.pid <= NOT_OURS:
        return False
    began = began_at(presence.pid)
    return began is not None and began == presence.began


def noted_sessions() -> list[Presence]:
    """Every session that left a note, alive or not."""
    return [presence for _, presence in _notes()]


def living() -> list[Presence]:
    """The sessions whose processes live, by their locks and by when they began."""
    return [presence for file, presence in _notes() if _lives(file, presence)]


def killed() -> list[Presence]:
    """The sessions that ended without a word while their belts could move."""
    return [each for file, each in _notes() if each.started and not _lives(file, each)]


def is_driven_elsewhere() -> bool:
    """Return True if another living process has a session."""
    return any(presence.pid != os.getpid() for presence in living())


def note_stopped(pid: int, stopped: bool) -> None:
    """Adds to the note of a killed process whether its belt was stopped, or its brake let go."""
    for file, presence in _notes():
        if presence.pid == pid:
            _write(file, msgspec.structs.replace(presence, stopped=stopped))


def take_last_words() -> str | None:
    """Return what the next one has to know of sessions that were killed while their belts moved.

    The worst that is known; what is certain is said once.
    """
    told = set()
    for file, presence in _notes():
        if not presence.started or _lives(file, presence):
            continue
        told.add((presence.machine.has_belt, presence.stopped))
        if presence.stopped is not None:
            _write(file, msgspec.structs.replace(presence, started=False))
    for fate, words in _last_words().items():
        if fate in told:
            return words
    return None


def _last_words() -> dict[tuple[bool, bool | None], str]:
    """By whether it drove a belt, and whether that stands: the worst first."""
    return {
        (True, False): shown.KILLED_NOT_STOPPED,
        (True, None): shown.KILLED_UNCERTAIN,
        (True, True): shown.KILLED_STOPPED,
        (False, False): shown.KILLED_NOT_LET_GO,
        (False, None): shown.KILLED_NOT_LET_GO,
        (False, True): shown.KILLED_LET_GO,
    }


class Note:
    """Keeps the note current as the session's treadmill connects and its belt starts.

    Args:
        virtual: As in `Presence`.
        file: Where it lies.
        machine: As in `Presence`.
    """

    def __init__(self, virtual: bool, file: Path, machine: MachineKind) -> None:
        self._file = file
        self._presence = Presence(
            os.getpid(), virtual, began=began_at(os.getpid()), machine=machine
        )
        _write(file, self._presence)

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
            _write(self._file, presence)


@contextmanager
def noted(virtual: bool, machine: MachineKind = MachineKind.TREADMILL) -> Iterator[Note]:
    """The note lies there for as long as the block lasts and stays if the process is killed."""
    file, lock = _take_place()
    note = Note(virtual, file, machine)
    try:
        yield note
    finally:
        presence = read_presence(file)
        if presence is not None and presence.pid == os.getpid():
            file.unlink(missing_ok=True)
        if lock is not None:
            lock.release()


def _take_place() -> tuple[Path, Liveness | None]:
    """The first place that no living session has; without a lock if none can be made."""
    for place in count(1):
        file = presence_file(place)
        try:
            return file, Liveness(_lock_of(file))
        except LockError as error:
            if not is_busy(error):
                _logger.warning("this session cannot be stopped from outside: %s", error)
                return file, None
    raise AssertionError


def _notes() -> list[tuple[Path, Presence]]:
    files = sorted(data_folder().glob("live*.json"))
    found = ((file, read_presence(file)) for file in files)
    return [(file, presence) for file, presence in found if presence is not None]


def _lives(file: Path, presence: Presence) -> bool:
    """Return True if the session that wrote the note still has its place, and its process number.

    Where the system does not tell when a process began, as on Windows, the lock says enough.
    """
    if presence.pid <= NOT_OURS:
        return False
    if not is_held(_lock_of(file)):
        return False
    return is_process(presence) if sys.platform != "win32" else True


def _lock_of(file: Path) -> Path:
    return file.with_suffix(".lock")


def _write(file: Path, presence: Presence) -> None:
    """Replaces the note; a disk that takes none is logged, and the workout goes on."""
    try:
        replace_file(file, msgspec.json.encode(presence))
    except OSError as error:
        _logger.warning("the note of this session is not current: %s", error)
