"""Standard output as it may be: closed, full, a pipe that ends, or no UTF-8."""

import codecs
import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOBase, TextIOWrapper

from runwalk_tui.cli import sentences
from runwalk_tui.errors import reason

_JSON_ESCAPES = "runwalk-json-escapes"
_OUTPUT_FAULTS = (errno.EBADF, errno.EIO, errno.ENOSPC, errno.EPIPE, errno.EDQUOT, errno.EINVAL)


class _Closed(TextIOBase):
    """Takes the place of a missing standard output: raises on each write."""

    encoding = "utf-8"

    def write(self, _text: str, /) -> int:
        """Refuses.

        Raises:
            OSError: Always.
        """
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def fileno(self) -> int:
        """The one it should have."""
        return 1


def prepare_output(words: Sequence[str]) -> None:
    """Makes output of what there is, before anything is opened in the place of one that is closed.

    A letter that the output does not have is a question mark, or in JSON its escape.
    """
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        if stream is None:
            _to_nowhere(number)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - kept to the end
    if sys.stdout is None:
        sys.stdout = _Closed()
    codecs.register_error(_JSON_ESCAPES, _json_escapes)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors=_JSON_ESCAPES if "--json" in words else "replace")
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(errors="replace")


def output_fault(error: OSError) -> str | None:
    """Returns a line on what is wrong with the output, if that is the error, and gives it up."""
    if error.filename is not None or error.errno not in _OUTPUT_FAULTS:
        return None
    with suppress(OSError, ValueError):
        _to_nowhere(sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return sentences.OUTPUT_ENDED
    return sentences.NO_OUTPUT.format(why=reason(error))


def _to_nowhere(number: int) -> None:
    """Sends what is left in buffers nowhere, so that the interpreter can end without an error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if nowhere != number:
        os.dup2(nowhere, number)
        os.close(nowhere)


def _json_escapes(error: UnicodeError) -> tuple[str, int]:
    """The letters as JSON escapes them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    octets = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (octets[at : at + 2].hex() for at in range(0, len(octets), 2))
    return "".join(f"\\u{unit}" for unit in units), error.end
