"""Judges from what a watchdog is told whether the process that tells it still works."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runwalk_tui.session.safety.message import WatchdogMessage

    Charge = WatchdogMessage | bytes
    """The belt to stop; a line until it has to be stopped."""

    Told = Charge | bool | None
    """A charge; a beat, true while silence is to be judged; None releases the watchdog."""

SILENT_S = 5.0
"""A process that beats each second and was not heard for so long hangs."""
ASLEEP_S = 1.5
"""A watchdog that has not looked for so long has slept itself: so, perhaps, has the process."""


class Vigil:
    """Counts the seconds since the last beat, leaving out those in which nobody counted.

    A computer that sleeps, a debugger or a scheduler stops the watchdog too; the process is given
    the whole of `SILENT_S` again after that.

    Attributes:
        charge: What is to be stopped when the process is gone; None for nothing.
    """

    def __init__(self) -> None:
        self.charge: Charge | None = None
        self._beaten_at: float | None = None
        self._looked_at: float | None = None
        self._slept_s = 0.0

    def looked(self, t: float, slept_s: float = 0.0) -> None:
        """Takes note of the time, before what came since is told.

        Args:
            t: Now, seconds.
            slept_s: How long the computer has slept since it was switched on.
        """
        before, slept_before_s = self._looked_at, self._slept_s
        self._looked_at, self._slept_s = t, slept_s
        if before is None or self._beaten_at is None:
            return
        if t - before > ASLEEP_S or slept_s - slept_before_s > ASLEEP_S:
            self._beaten_at = t

    def told(self, word: "Told", t: float) -> None:
        """Takes in a word of the process."""
        match word:
            case bool():
                self._beaten_at = t if word else None
            case None:
                self.charge = self._beaten_at = None
            case _:
                self.charge = word

    def rest(self) -> None:
        """Judges no silence until the next beat."""
        self._beaten_at = None

    def is_silent(self, t: float, for_s: float = SILENT_S) -> bool:
        """Return True if the process has not beaten for so long, with a belt that may move."""
        if self.charge is None or self._beaten_at is None:
            return False
        return t - self._beaten_at >= for_s
