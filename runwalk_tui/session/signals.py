"""Signals of the system while a session lives."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loaded_for_good() -> Iterator[None]:
    """Spares all that is loaded by now the search for garbage: it stops the loop for 60 ms."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
