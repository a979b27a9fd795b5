"""The headers of an exported session and of an exported diary.

With them an export is a whole copy: whose session it was, and what was told of it. They are lines
of JSON as the events are, told apart by their ``type``.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from runwalk_devices.transport.plain_text import plain_throughout
from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.diary import entry_from_json, entry_to_json
from runwalk_tui.journal.json_words import json_words
from runwalk_tui.training.history.diary_entries import Entry


class SessionHeader(msgspec.Struct, tag="Session", omit_defaults=True, frozen=True):
    """Of a session, on the first line of its file.

    Attributes:
        opened_at: Wall clock, ISO 8601 with offset; with the runner it tells sessions apart.
        runner: Id of who ran; empty for the one without a profile.
        number: What the journal that it comes from called it; the entries refer to it.
        program: What recorded it.
        plan, title: Of the workout; None and empty without one.
        outcome: How it ended; None if it did not.
        totals: Its sums, for whoever reads the file; nothing is restored from them.
        diary: What was told of it, as a diary keeps it.
    """

    opened_at: str
    runner: str = ""
    number: int = 0
    program: str = ""
    plan: str | None = None
    title: str = ""
    outcome: str | None = None
    totals: dict[str, float | None] = {}
    diary: tuple[msgspec.Raw, ...] = ()

    @property
    def entries(self) -> list[Entry]:
        """The diary's entries.

        Raises:
            EntryError: If one is none that this program knows.
        """
        return [entry_from_json(bytes(raw)) for raw in self.diary]


class DiaryHeader(msgspec.Struct, tag="Diary", frozen=True):
    """Of what a runner told outside sessions; the entries follow, one a line."""

    runner: str = ""


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(SessionHeader | DiaryHeader).decode


def header_line(header: SessionHeader | DiaryHeader) -> bytes:
    """The line that stands first, with its line end."""
    return _encode(header) + b"\n"


def raw_entries(entries: Iterable[Entry]) -> tuple[msgspec.Raw, ...]:
    """Entries as a header holds them."""
    return tuple(msgspec.Raw(entry_to_json(entry)) for entry in entries)


def read_header(line: bytes | str) -> SessionHeader | DiaryHeader | None:
    """The header that a line holds; None if it holds something else.

    Raises:
        ValueError: If it is a header with something wrong in it.
    """
    try:
        found: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if not isinstance(found, dict) or found.get("type") not in ("Session", "Diary"):
        return None
    try:
        header: SessionHeader | DiaryHeader = _decode(_encode(plain_throughout(found)))
    except msgspec.DecodeError as error:
        raise ValueError(texts.NO_HEADER.format(why=json_words(error))) from error
    return header
