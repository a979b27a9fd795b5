"""What the belt truly does, whatever its machine says of it."""

from dataclasses import dataclass

from runwalk_devices.simulator.belted import VirtualBelt


@dataclass
class Truth:
    """Looked at again and again, it knows for how long the belt has moved, and how far.

    Attributes:
        moves_since: Since when it moves; None while it stands.
        ran_m: How far it has run since the first look.
    """

    treadmill: VirtualBelt
    moves_since: float | None = None
    ran_m: float = 0.0
    _counted_m: float = 0.0

    def look(self, t: float) -> None:
        """Time has passed; the belt's own count begins anew when it is started from a stop."""
        if self.treadmill.speed_kmh <= 0:
            self.moves_since = None
        elif self.moves_since is None:
            self.moves_since = t
        counted_m = self.treadmill.distance_m
        self.ran_m += max(0.0, counted_m - self._counted_m)
        self._counted_m = counted_m
