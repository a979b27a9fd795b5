"""Work of many steps in a thread, as the screen that waits for it sees it."""

PERIOD_S = 0.2
"""A screen looks so often at how far work has come."""


class EndedError(Exception):
    """The runner has ended the work before it was done."""


class LongWork:
    """How far work has come; the screen may end it between two steps.

    Attributes:
        done, of: Steps; 0 of 0 until the first is done.
        is_ended: The screen wants no more of it.
    """

    def __init__(self) -> None:
        self.done, self.of = 0, 0
        self.is_ended = False

    def step(self, done: int, of: int) -> None:
        """So many steps are done; called in the thread.

        Raises:
            EndedError: If the runner has ended the work.
        """
        self.done, self.of = done, of
        if self.is_ended:
            raise EndedError

    def end(self) -> None:
        """Ends the work after the step that is under way."""
        self.is_ended = True

    @property
    def percent(self) -> int:
        """The share that is done."""
        return 100 * self.done // self.of if self.of else 0
