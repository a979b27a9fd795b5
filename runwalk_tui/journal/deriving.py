"""Tells on standard error how far the figures of many sessions are derived anew."""

import sys

from runwalk_tui.journal import sentences as texts

FEW = 50
"""So many are derived before anybody wonders."""


def tell_derived(done: int, of: int) -> None:
    """A `runwalk_tui.journal.stats.Watch`: one line, written over on a terminal."""
    if of <= FEW or (done % FEW and done != of):
        return
    line = texts.RECALCULATING.format(done=done, count=of)
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{line}" + ("\n" if done == of else ""))
    elif done == 0 or done == of or done % (10 * FEW) == 0:
        sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
