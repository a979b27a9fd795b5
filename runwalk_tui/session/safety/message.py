"""Messages from a session to its watchdog, one line each."""

import msgspec

from runwalk_tui.session.air import AirOptions

BEAT_S = 1.0
"""Between two beats of a program whose belt may move."""


class WatchdogMessage(msgspec.Struct, frozen=True):
    """A belt to be stopped if the process that drives it is killed or hangs.

    Attributes:
        pid: Of that process.
        air: Where the treadmill is to be found.
        address: Of the treadmill.
        modes: Of the terminal before there was a screen on it; None where there is no screen.
    """

    pid: int
    air: AirOptions
    address: str
    modes: list[int] | None = None


Word = WatchdogMessage | bool | None
"""A charge; a beat, true while silence is to be judged; or None, which releases the watchdog."""


def to_line(word: Word) -> bytes:
    """The line that says so."""
    return msgspec.json.encode(word) + b"\n"


def to_word(line: bytes) -> Word:
    """Parse a line into a message.

    Raises:
        msgspec.MsgspecError: If the line is no message.
    """
    word: Word = msgspec.json.decode(line, type=Word)
    return word
