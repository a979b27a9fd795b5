"""Exit statuses, and the errors that a command ends with."""

DONE = 0
FAILED = 1
"""The workout or a device failed, or a file of the runner's cannot be used."""

WRONG = 2
"""Wrong usage, or an invalid file."""


class UsageError(Exception):
    """What was typed cannot be meant: one line on what is wrong and what to do."""
