"""The runner, as far as a workout has to know."""

from dataclasses import field

from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.heart_control_state import HeartControlSettings
from runwalk_tui.workout.heart_response import HeartResponse


@dataclass(frozen=True, slots=True)
class RunnerProfile:
    """The runner's values that the workout needs.

    Attributes:
        name: As the runner wrote it; may be empty.
        cap_kmh: No target above this, ever; at most 20 km/h.
        mass_kg: For the energy equations.
        max_bpm: Maximal heart rate, for the zones.
        zone_floors_percent: Where zones 1 to 5 begin, in percent of the reserve between rest and
            maximum; where rest is not known, of the maximum.
        lead: The belt is asked ahead of a boundary, once it is known how it follows.
        id: Which of several runners this is; empty for the one without a profile.
        ftp_w: Power that the runner could pedal for an hour, in watts: gives steps their power.
        coaching: What may be changed by the heart rate.
        response: How the heart answers the belt, in bpm per km/h; as published until learned.
        rest_bpm: Resting heart rate; 0 is not known.
    """

    name: str = ""
    cap_kmh: float = 12.0
    mass_kg: float = 70.0
    max_bpm: int = 185
    zone_floors_percent: tuple[int, ...] = (50, 60, 70, 80, 90)
    lead: bool = True
    id: str = ""
    ftp_w: int = 150
    coaching: HeartControlSettings = field(default_factory=HeartControlSettings)
    response: HeartResponse = field(default_factory=HeartResponse)
    rest_bpm: int = 0

    def floor_bpm(self, zone: int) -> float:
        """The lower bound of a zone, 1 to 5."""
        share = self.zone_floors_percent[zone - 1] / 100
        return self.rest_bpm + share * (self.max_bpm - self.rest_bpm)
