"""The errors of plans and steps, whoever made them.

Names in braces are filled in.
"""

from runwalk_tui.language import table

SPEED = "speed must be above 0 and at most 20 km/h, not {kmh:g}"
TIME = "time must be above 0 s and at most 24 h, not {seconds:g} s"
DISTANCE = "distance must be above 0 m and at most 200 km, not {metres:g} m"
POWER = "power must be above 0 and at most 2000 W, not {watts:g}"
HEART_RATE = "heart rate must be 30 to 230 bpm, not {bpm}"
INCLINE = "incline must be -5 to 15 %, not {percent:g}"
HOLD = "hold must be heart rates of 30 to 230 bpm, the lower one first"
NEEDS_LONGEST = "a step by heart rate needs its longest time"
NEEDS_LENGTH = "a step needs a time or a distance"
ONE_END = "a step ends by distance or by time, not both"
TIMED_NEEDS_DISTANCE = "a timed step needs a distance; add one"
RESISTANCE = "resistance must be -1000 to 1000, not {level:g}"
RESISTANCE_SHARE = "resistance must be 0 to 100 % of the machine's range, not {percent:g}"
RISE = "a power rises by 1 to 100 W a minute, not {watts:g}"
POWER_OR_RESISTANCE = "a step has a power or a resistance, not both"
NEEDS_STEPS = "a plan needs at least one step"


table(__name__)
