"""The control law that holds a heart rate: how far, and how fast, to change the load.

It knows no unit. An `Actuator` says what is turned, a belt's speed or incline or a bike's power,
and how much of it at a time; a `HeartEstimate` says what the heart will make of it.

The load wanted is that at which the estimate settles at the target, and somewhat beyond while the
heart is far from it:

    settled = second + (target - level) / gain
    wanted  = settled + LEAD * (settled - second)

The heart's own wander is broad-band, and a compensator that chases it moves the belt for nothing:
what matters is the input sensitivity (Wang & Hunt 2023, PLOS ONE 18(10) e0292310). Here the
estimate does not follow the wander, and less than `LEAST_SHARE` of an increment is left alone. For
a band in place of a target, the heart may settle anywhere within it.
"""

from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.heart_response import HeartEstimate, HeartResponse

LEAD = 1.5
MOST_LEAD_BPM = 4.0
"""The lead of the wanted load over the settled one: a factor of the way, and its limit."""

GAIN_SHARES = (0.6, 1.35)
"""The least and the most of the expected gain that is believed in a workout."""

LEAST_SHARE = 0.6
"""Less than so much of an increment is not worth a change."""

EVERY_S = 5.0
"""The load is changed at most so often."""

FAR_BPM = 10.0
"""So far from the target only a change towards it is made."""

MARGIN_BPM = 2.0
"""A band is aimed at so far within it, or at a quarter of its width."""


@dataclass(frozen=True, slots=True)
class Actuator:
    """The control that keeps a heart rate, in its own unit.

    Attributes:
        lowest, highest: The range that it may be set to.
        increment: The smallest change that the machine takes.
        rise: The largest rise at a time.
        leap: The rise, if so much is missing; it has to be announced.
        fall: The largest fall at a time.
    """

    lowest: float
    highest: float
    increment: float
    rise: float
    leap: float
    fall: float


def wanted_load(
    known: HeartEstimate, response: HeartResponse, hold_bpm: tuple[float, float], now: float
) -> float:
    """Return the load to set now, before its limits, for a band of bpm; a target is both ends."""
    least, most = (share * response.gain for share in GAIN_SHARES)
    gain = max(least, min(most, known.gain))
    lowest_bpm, highest_bpm = hold_bpm
    if lowest_bpm == highest_bpm:
        way = (lowest_bpm - known.level_bpm) / gain
        most_lead = MOST_LEAD_BPM / gain
        return known.origin + known.second + way + max(-most_lead, min(most_lead, LEAD * way))
    margin_bpm = min(MARGIN_BPM, (highest_bpm - lowest_bpm) / 4)
    heading_bpm = known.level_bpm + gain * (now - known.origin - known.second)
    aim_bpm = max(lowest_bpm + margin_bpm, min(highest_bpm - margin_bpm, heading_bpm))
    return now + (aim_bpm - heading_bpm) / gain


def next_change(
    known: HeartEstimate,
    response: HeartResponse,
    hold_bpm: tuple[float, float],
    now: float,
    actuator: Actuator,
) -> float:
    """The change to make of the load ``now``; 0 for none.

    Far below the target nothing is lowered, and far above it nothing raised, whatever the estimate
    expects of the heart.
    """
    wanted = wanted_load(known, response, hold_bpm, now)
    gap = max(actuator.lowest, min(actuator.highest, wanted)) - now
    if abs(gap) < LEAST_SHARE * actuator.increment:
        return 0.0
    if gap < 0 and known.told_bpm < hold_bpm[0] - FAR_BPM:
        return 0.0
    if gap > 0 and known.told_bpm > hold_bpm[1] + FAR_BPM:
        return 0.0
    if gap < 0:
        return max(gap, -actuator.fall)
    return actuator.leap if gap >= actuator.leap else actuator.rise
