"""The brake of a machine without a belt, as far as a workout knows it."""

from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True)
class Brake:
    """The brake of a machine without a belt: the commands that it takes, and the last one asked.

    Attributes:
        takes_power: It keeps a power that it is told.
        powers_w: The least and the most power that it takes; None where it tells none.
        levels: The least and the highest resistance that it takes, on its own scale, and the step
            between two; None where it takes none.
        asked_w: The power that was asked last; None while it is let go.
        asked_level: The resistance that was asked last; None while it is let go.
    """

    takes_power: bool = False
    powers_w: tuple[float, float] | None = None
    levels: tuple[float, float, float] | None = None
    asked_w: float | None = None
    asked_level: float | None = None

    @property
    def is_settable(self) -> bool:
        """True if it takes a power or a resistance."""
        return self.takes_power or self.levels is not None

    def level_of(self, share: float) -> float:
        """The resistance at a share of its range, 0 to 1, on its grid.

        Raises:
            ValueError: If it takes no resistance.
        """
        if self.levels is None:
            raise ValueError("this brake takes no resistance")
        least, most, _ = self.levels
        return self.snapped(least + min(1.0, max(0.0, share)) * (most - least))

    def snapped(self, level: float) -> float:
        """The resistance that it takes which is nearest to ``level``.

        Raises:
            ValueError: If it takes no resistance.
        """
        if self.levels is None:
            raise ValueError("this brake takes no resistance")
        least, most, step = self.levels
        if step > 0:
            level = least + round((level - least) / step) * step
        return round(min(most, max(least, level)), 1)
