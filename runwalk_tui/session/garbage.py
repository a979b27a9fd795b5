"""Limit Python's search for garbage: rare at a start, and never through what stays for good."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_USUAL: Final = gc.get_threshold()
_STARTING: Final = (200_000, *_USUAL[1:])
"""Imports make some 90,000 objects, all of which stay: a search every 700 finds nothing."""
_OLD_ENOUGH: Final = 8
"""Python searches what has outlived ten searches; whoever has time just now does it before."""


@contextmanager
def searched_rarely() -> Iterator[None]:
    """Saves a command that starts most searches, until `search_as_usual`, and those at its end.

    Where the program ends so does all that it made: the interpreter's last searches would only look
    through it, for a sixth of what a short command takes.
    """
    gc.set_threshold(*_STARTING)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*_USUAL)


def search_as_usual() -> None:
    """Ends the start: what it made stays, but from here on garbage may be made for hours."""
    if gc.get_threshold() == _STARTING:
        gc.freeze()
        gc.set_threshold(*_USUAL)


@contextmanager
def loaded_for_good() -> Iterator[None]:
    """Spares all that is loaded by now the search for garbage: it stops the loop for 60 ms."""
    search_as_usual()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def search_early(is_calm: Callable[[], bool]) -> None:
    """Searches now if Python soon would: after an hour that takes 10 ms, and may be untimely."""
    _, middle, old = gc.get_count()
    if max(middle, old) >= _OLD_ENOUGH and is_calm():
        gc.collect(2 if old >= _OLD_ENOUGH else 1)


def spare() -> None:
    """Spares what is there by now as well, until `loaded_for_good` ends."""
    gc.freeze()
