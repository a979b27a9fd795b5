"""Frames of DIRCON, which carries GATT over TCP.

The protocol is Wahoo's and unpublished; the layout is the one that others read off the wire of
several trainers (github.com/elfrances/wahoo-fitness-tnp). A frame is a head of six octets and data:

    version (1), message type, sequence number, response code, length of the data (big-endian, 2)

UUIDs are 16 octets in the order in which people write them; values stay as Bluetooth has them.
"""

from collections.abc import Sequence
from enum import IntEnum, IntFlag
from struct import Struct
from typing import Final, NamedTuple
from uuid import UUID

VERSION: Final = 1
UUID_OCTETS: Final = 16
MOST_DATA_OCTETS: Final = 512
"""More than any request needs, and the most that a value of GATT can hold (Core 5.4, 3.F.3.2.9)."""

_HEAD: Final = Struct(">BBBBH")


class FrameError(ValueError):
    """The octets are no frame of this protocol; nothing after them can be trusted."""


class Message(IntEnum):
    """The kinds of frames: requests, answers and notifications."""

    SERVICES = 1
    CHARACTERISTICS = 2
    READ = 3
    WRITE = 4
    SUBSCRIBE = 5
    NOTIFICATION = 6


class Response(IntEnum):
    """The result of a request; 0 in a request itself."""

    SUCCESS = 0
    UNKNOWN_MESSAGE = 1
    ERROR = 2
    NO_SUCH_SERVICE = 3
    NO_SUCH_CHARACTERISTIC = 4
    NOT_SUPPORTED = 5
    WRITE_FAILED = 6


class Property(IntFlag):
    """The operations that a characteristic allows."""

    READ = 1
    WRITE = 2
    NOTIFY = 4


class Frame(NamedTuple):
    """One frame.

    Attributes:
        message: As `Message`, or a number that is none.
        sequence: 0 to 255; an answer bears that of its request.
        data: At most `MOST_DATA_OCTETS` octets where it was read by `Frames`.
        response: As `Response`.
    """

    message: int
    sequence: int
    data: bytes = b""
    response: int = Response.SUCCESS

    def __bytes__(self) -> bytes:
        """The frame as it is sent.

        Raises:
            struct.error: If a number or the data do not fit.
        """
        head = _HEAD.pack(VERSION, self.message, self.sequence, self.response, len(self.data))
        return head + self.data


class Frames:
    """Takes octets as they arrive, in whatever pieces, and hands out whole frames."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, octets: bytes) -> list[Frame]:
        """Take in what arrived and return the frames that are whole by now.

        Raises:
            FrameError: If it is another version, or longer than any frame of this protocol.
        """
        self._waiting += octets
        found = []
        while (frame := self._first()) is not None:
            found.append(frame)
        return found

    def _first(self) -> Frame | None:
        waiting = self._waiting
        if waiting and waiting[0] != VERSION:
            raise FrameError(f"version {waiting[0]}: only version {VERSION} is known")
        if len(waiting) < _HEAD.size:
            return None
        _, message, sequence, response, length = _HEAD.unpack_from(waiting)
        if length > MOST_DATA_OCTETS:
            raise FrameError(f"{length} octets of data: at most {MOST_DATA_OCTETS} are taken")
        end = _HEAD.size + length
        if len(waiting) < end:
            return None
        data = bytes(waiting[_HEAD.size : end])
        del waiting[:end]
        return Frame(message, sequence, data, response)


def uuid_octets(uuid: str) -> bytes:
    """A UUID of 128 bits as frames hold it.

    Raises:
        ValueError: If it is none.
    """
    return UUID(uuid).bytes


def uuid_of(octets: bytes) -> str:
    """The UUID at the beginning of a frame's data, in lower case as `runwalk_devices` has it.

    Raises:
        FrameError: If there are fewer than 16 octets.
    """
    if len(octets) < UUID_OCTETS:
        raise FrameError(f"{len(octets)} octets where a UUID of {UUID_OCTETS} is needed")
    return str(UUID(bytes=octets[:UUID_OCTETS]))


def characteristic_list(service: str, entries: Sequence[tuple[str, Property]]) -> bytes:
    """The data that answers `Message.CHARACTERISTICS`: the service, then UUID and properties."""
    return uuid_octets(service) + b"".join(
        uuid_octets(uuid) + bytes([properties]) for uuid, properties in entries
    )
