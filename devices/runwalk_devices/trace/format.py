"""The file of a recorded session: what a real device sent, and when.

A trace is a text file with one JSON object a line, in order of time: ``t`` in seconds, ``kind``,
``characteristic`` as a short UUID, ``hex``, and in ``device`` whose it is, if that is known. Only
its notifications matter here; other kinds of lines are ignored, and so is a last one that was cut
short.
"""

import json
import math
from pathlib import Path
from typing import Final, NamedTuple

from runwalk_devices import sentences as said
from runwalk_devices.codecs import uuids

HOW_TO: Final = said.A_LINE.format(
    example='{"t": 0.5, "kind": "notify", "characteristic": "2ACD", "hex": "04002c01000000"}'
)


class TraceError(ValueError):
    """A trace cannot be played; the message is one line with file, line, and what to do."""


class TracePacket(NamedTuple):
    """One recorded notification.

    Attributes:
        t: Seconds since the trace began.
        uuid: Of the characteristic, 128-bit.
        data: Octets.
        device: Its kind, such as "treadmill" or "strap"; None where the trace does not say.
    """

    t: float
    uuid: str
    data: bytes
    device: str | None = None


def load_trace(path: Path) -> list[TracePacket]:
    """The notifications of a trace; time counts from its first line.

    Raises:
        TraceError: If the file cannot be read, or a line is not part of a trace.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TraceError(said.TRACE_UNREADABLE.format(path=path, why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise TraceError(said.TRACE_UNREADABLE.format(path=path, why=said.NO_TEXT)) from error
    lines = text.splitlines()
    if lines and not text.endswith("\n") and not lines[-1].endswith("}"):
        del lines[-1]
    packets: list[TracePacket] = []
    first_t = last_t = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            t, packet = _parse(line)
        except ValueError as error:
            what = said.TRACE_LINE.format(path=path, number=number, why=error, how=HOW_TO)
            raise TraceError(what) from error
        if last_t is not None and t < last_t:
            raise TraceError(said.TRACE_ORDER.format(path=path, number=number, t=t, before=last_t))
        first_t, last_t = t if first_t is None else first_t, t
        if packet is not None:
            packets.append(packet._replace(t=t - first_t))
    return packets


def _parse(line: str) -> tuple[float, TracePacket | None]:
    """The time of one line, and its packet if it is a notification.

    Raises:
        ValueError: If it is not a line of a trace.
    """
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(said.NO_JSON.format(why=error.msg, column=error.colno)) from error
    if not isinstance(entry, dict):
        raise ValueError(said.NO_OBJECT)
    t, kind = entry.get("t"), entry.get("kind")
    if isinstance(t, bool) or not isinstance(t, int | float) or not math.isfinite(t):
        raise ValueError(said.NO_TIME.format(value=repr(t)))
    if not isinstance(kind, str):
        raise ValueError(said.NO_KIND.format(value=repr(kind)))
    if kind != "notify":
        return t, None
    characteristic, octets = entry.get("characteristic"), entry.get("hex")
    if not isinstance(characteristic, str):
        raise ValueError(said.NO_UUID.format(value=repr(characteristic)))
    try:
        data = bytes.fromhex(octets if isinstance(octets, str) else "?")
    except ValueError as error:
        raise ValueError(said.NO_HEX.format(value=repr(octets))) from error
    uuid = uuids.full(characteristic) if len(characteristic) == 4 else characteristic.lower()
    return t, TracePacket(t, uuid, data, entry.get("device"))
