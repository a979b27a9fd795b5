"""FIT files as readers of other people see them, in one form: three of Python, two of npm."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import fitdecode
import fitparse
from garmin_fit_sdk import Decoder, Profile, Stream

from tests.exchange.npm_readers import npm_readers

Message = dict[str, Any]
Messages = dict[str, list[Message]]


def by_sdk(data: bytes) -> Messages:
    """Garmin's own reader; the file is sound, and in it nothing is unknown."""
    assert Decoder(Stream.from_byte_array(bytearray(data))).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert not errors
    found = cast(Messages, messages)
    return {str(name).removesuffix("_mesgs"): list(each) for name, each in found.items()}


def by_fitdecode(data: bytes) -> Messages:
    """fitdecode, which raises at whatever is wrong."""
    found: Messages = {}
    with fitdecode.FitReader(
        io.BytesIO(data),
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                message = {field.name: field.value for field in frame.fields}
                found.setdefault(frame.name, []).append(_plain(message))
    return found


def by_fitparse(data: bytes) -> Messages:
    """The older fitparse."""
    found: Messages = {}
    with fitparse.FitFile(io.BytesIO(data), check_crc=True) as reader:
        for message in reader.get_messages():
            found.setdefault(message.name, []).append(_plain(message.get_values()))
    return found


READERS: dict[str, Callable[[bytes], Messages]] = {
    "garmin-fit-sdk": by_sdk,
    "fitdecode": by_fitdecode,
    "fitparse": by_fitparse,
    **npm_readers(),
}


def _plain(message: Message) -> Message:
    """Without what is not there, times with their zone."""
    return {
        name: value.replace(tzinfo=UTC)
        if isinstance(value, datetime) and name != "local_timestamp"
        else value
        for name, value in message.items()
        if value is not None
    }


def in_order(data: bytes) -> list[tuple[str, Message]]:
    """Every message as it stands in the file, with its name."""
    found: list[tuple[str, Message]] = []
    names = Profile["mesg_num"]

    def heard(number: int, message: Message) -> None:
        name = next(name for name, known in names.items() if known == number)
        found.append((name.lower(), message))

    Decoder(Stream.from_byte_array(bytearray(data))).read(mesg_listener=heard)
    return found
