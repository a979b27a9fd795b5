"""Checks files that people wrote, one after the other."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from runwalk_tui.errors import DONE, WRONG, FileError


def check_files(files: Iterable[Path], check: Callable[[Path], Iterable[str]]) -> int:
    """Print what ``check`` says of each file, or the line of its error; return the exit status."""
    status = DONE
    for file in files:
        try:
            lines = list(check(file))
        except FileError as error:
            status = WRONG
            print(f"runwalk: {error}", file=sys.stderr)
        else:
            for line in lines:
                print(f"{file}: {line}")
    return status
