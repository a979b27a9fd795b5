"""Tells a target that somebody set at the console from one that the machine only repeats."""

ALIKE = 2
"""A machine that tells a target more often than so in a row repeats it."""


class Repeats:
    """Counts how often the same target was told in a row."""

    def __init__(self) -> None:
        self._told: float | None = None
        self._times = 0

    def take(self, target_kmh: float | None) -> bool:
        """Take in a target, None for one that was not named; True if it is a repetition."""
        again = target_kmh is not None and target_kmh == self._told
        self._times = self._times + 1 if again else 1
        self._told = target_kmh
        return self._times > ALIKE
