"""Makes messages of what a terminal sends; what is no text is no reason to end a workout."""

import logging
import re
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.message import Message

_logger = logging.getLogger(__name__)

_OLD_MOUSE = re.compile(rb"\x1b\[M.{3}", re.DOTALL)
"""X10 mouse report: three octets of any value, which would be taken for keys.

https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, Normal tracking mode
"""
_OLD_MOUSE_BEGINS = re.compile(rb"\x1b\[M.{0,2}\Z", re.DOTALL)


class Listener:
    """Takes in octets as they come.

    Args:
        debug: Textual's parser writes what it reads to a log.
    """

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")("ignore").decode
        self._held = b""

    def messages(self, octets: bytes) -> list[Message]:
        """The messages of what was typed, without octets outside UTF-8 and old mouse reports."""
        octets = _OLD_MOUSE.sub(b"", self._held + octets)
        begun = _OLD_MOUSE_BEGINS.search(octets)
        at = len(octets) if begun is None else begun.start()
        octets, self._held = octets[:at], octets[at:]
        text = self._decode(octets)
        # The parser takes an empty text for the end.
        return self._parsed(text) if text else []

    def waited(self) -> list[Message]:
        """The messages of an escape that nothing followed for a while."""
        try:
            return list(self._parser.tick())
        except Exception:
            _logger.exception("unreadable input is ignored")
            self._parser = XTermParser(self._debug)
            return []

    def _parsed(self, text: str) -> list[Message]:
        try:
            return list(self._parser.feed(text))
        except Exception:
            _logger.exception("unreadable input is ignored")
            self._parser = XTermParser(self._debug)
            return []
