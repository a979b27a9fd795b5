"""The errors of workouts that are put together from rounds: what is wrong, and what to write.

They follow the key of the text that is wrong. Names in braces are filled in.
"""

from runwalk_tui.language import table

RATIO = "{ratio} is not within {least} and {most}; choose one"
BURST_TOO_LONG = "a burst of {seconds:g} s is too long; make it 90 s or less"
BURST_NEEDS_A_WALK = "a burst needs a walk at least as long as itself; lengthen it"
RUN_LENGTH = "a run of {metres:g} m is not within 100 m and 20 km; change it"
RACE_RUNS = "race practice has runs of 1 to 2 miles; change them"
RACE_WALKS = "race practice has walks of 30 to 60 s; change them"
NO_REST = "{until} bpm is no rest from {hold} bpm; lower it"
TOO_MANY_STEPS = "that makes {count} steps, more than {most}; repeat less often"
SPEED = "{kmh:g} km/h is not above 0 and at most 20 km/h"
RUN_ABOVE_WALK = "{run:g} km/h is not above the walk's {walk:g}; raise it"
AROUND = "{length} is not within 1:00 and 30:00"
INCLINE = "{incline:g} % is not within -5 and 15 %"
TOTAL_OR_REPEATS = "give either a total time or repeats, not both"
REPEATS = "{count} is not within {least} and {most}"
TOTAL = "{length} is not within 10:00 and 6:00:00"
NO_ROOM = (
    "{length} leaves no room for a round between warm-up and cool-down; make it {least} or more"
)
PART = "{length} is not within 0:05 and 1:00:00"
NEED_TIME = "rounds that fill a time need steps by time"
NEED_TIME_OR_DISTANCE = "rounds that fill a distance need steps by time or distance"
NEED_A_STEP = "rounds need at least one step"
NEEDS_WORKOUTS = "a programme needs at least one week, and each week a workout"


table(__name__)
