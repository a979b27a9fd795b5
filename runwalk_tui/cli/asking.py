"""Asks who sits at the terminal."""

from runwalk_tui.cli import sentences


def agrees(question: str) -> bool:
    """Ask, and return True for a yes, in English or in the language in use."""
    try:
        return input(question).strip().casefold() in ("y", "yes", *sentences.YES)
    except EOFError:
        return False
