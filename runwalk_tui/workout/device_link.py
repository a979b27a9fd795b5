"""The link to one device, as last reported."""

from runwalk_tui.workout.events import Hindrance, LinkState
from runwalk_tui.workout.frozen import dataclass

DROPPING_S = 120.0
"""A link that was lost often within so long keeps dropping, until it holds for so long."""

LOW_BATTERY_PERCENT = 15
"""A battery is low from here down."""


@dataclass(frozen=True)
class DeviceLink:
    """The state of the connection to one device, as shown to the runner.

    Attributes:
        since: When it came to this state.
        hindrance: What keeps it from coming about, as of ``hindered_at``.
        low_at: When its battery was found low; None while it is not.
        losses: When it was lost, the last times, unless because it fell silent.
        dropping_at: When it was found to be lost again and again; None if it was not.
        mutes: How often in a row it was connected anew because it said nothing.
        spoke_at: When it spoke again after that.
    """

    state: LinkState = LinkState.ABSENT
    name: str | None = None
    address: str | None = None
    detail: str = ""
    since: float = 0.0
    hindrance: Hindrance | None = None
    hindered_at: float = 0.0
    battery_percent: int | None = None
    low_at: float | None = None
    losses: tuple[float, ...] = ()
    dropping_at: float | None = None
    mutes: int = 0
    spoke_at: float | None = None

    @property
    def is_up(self) -> bool:
        """True if the device is connected."""
        return self.state is LinkState.UP

    def keeps_dropping(self, t: float) -> bool:
        """Return True if it was lost again and again of late."""
        return self.dropping_at is not None and t - self.losses[-1] <= DROPPING_S
