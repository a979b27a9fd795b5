"""The capabilities of a treadmill, as its walking check found them."""

from runwalk_tui.workout.belt_lag import BeltResponse
from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """The findings of a walking check; None where it was not reached.

    Attributes:
        name, address: Of the machine that answered; None if none did.
        controllable: It takes commands.
        minimum_kmh, maximum_kmh, increment_kmh: Its speed range, where it told one.
        obeys: Its belt came to the speeds that were asked, in some unit.
        obeyed_once: It came to the first of them alone.
        target_factor, data_factor: How many km/h a unit of its targets and of its readings is.
        accepted: The runner agreed to have them converted.
        verified: Its distance has shown that its speeds are what they are taken for.
        lag: How its belt follows a target.
        stop_works: It stood still when it was told to stop.
        stop_s: How long that took.
        start_is_toggle: Start pauses its moving belt.
        ask_control_again: It was asked for control and to start before each speed.
        control_lapses: It takes control back without a word.
    """

    name: str | None = None
    address: str | None = None
    controllable: bool | None = None
    minimum_kmh: float | None = None
    maximum_kmh: float | None = None
    increment_kmh: float | None = None
    obeys: bool | None = None
    obeyed_once: bool = False
    target_factor: float | None = None
    data_factor: float | None = None
    accepted: bool = False
    verified: bool = False
    lag: BeltResponse | None = None
    stop_works: bool | None = None
    stop_s: float | None = None
    start_is_toggle: bool | None = None
    ask_control_again: bool = False
    control_lapses: bool = False

    @property
    def is_good(self) -> bool:
        """True if a workout can be left to it: it obeys, in units that are settled, and stops."""
        return bool(self.obeys and self.stop_works and self.units_settled)

    @property
    def may_want_start(self) -> bool:
        """True if it may obey commands once control was requested and a Start sent."""
        return self.obeys is False and not self.ask_control_again and not self.start_is_toggle

    @property
    def units_settled(self) -> bool:
        """True if it counts in km/h, or the runner agreed to have its units converted."""
        return self.accepted or self.target_factor == 1.0 == self.data_factor
