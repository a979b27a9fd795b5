"""Notes which process drives which treadmill, so that it can be stopped from outside."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from runwalk_tui.core.events import Device, Event, LinkChanged, LinkState
from runwalk_tui.paths import data_folder


class Presence(msgspec.Struct, frozen=True):
    """A process with a session.

    Attributes:
        pid: Of the process.
        virtual: Its treadmill is a virtual one: nobody else can reach it.
        address: Of its treadmill, once connected.
        name: Of its treadmill.
    """

    pid: int
    virtual: bool
    address: str | None = None
    name: str | None = None

    @property
    def is_alive(self) -> bool:
        """Whether that process still runs."""
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


class Note:
    """Keeps the note current as the session's treadmill connects."""

    def __init__(self, virtual: bool) -> None:
        self._presence = Presence(os.getpid(), virtual)
        self._write()

    def __call__(self, event: Event) -> None:
        """Takes in an event of the session."""
        match event:
            case LinkChanged(device=Device.TREADMILL, state=LinkState.UP):
                self._presence = msgspec.structs.replace(
                    self._presence, address=event.address, name=event.name
                )
                self._write()

    def _write(self) -> None:
        partial = presence_file().with_suffix(".new")
        partial.write_bytes(msgspec.json.encode(self._presence))
        partial.replace(presence_file())


@contextmanager
def noted(virtual: bool) -> Iterator[Note]:
    """The note lies there for as long as the block lasts and stays if the process is killed."""
    note = Note(virtual)
    yield note
    presence = read_presence()
    if presence is not None and presence.pid == os.getpid():
        presence_file().unlink(missing_ok=True)
