"""The texts on sessions as they begin, fail and end."""

from runwalk_tui.language import table

NOT_RECORDED = "Not recorded for now: {trouble}"
NEEDS_TERMINAL = "{command}: this needs a terminal"
PART_FAILED = "Part of the program failed; see the log"

KILLED_STOPPED = "The last session was killed; the watchdog stopped its belt."
KILLED_NOT_STOPPED = (
    "The last session was killed and its belt could NOT be stopped: if it moves, press stop "
    "on the treadmill or pull the safety key."
)
KILLED_UNCERTAIN = (
    "The last session was killed, and whether its belt stopped is not known yet: look at the "
    "treadmill."
)

SESSION_BELONGS = "the session so far now belongs to {name}"
SESSIONS_BELONG = "the {count} sessions so far now belong to {name}"
KILLED_LET_GO = "The last session was killed; the watchdog let its brake go."
KILLED_NOT_LET_GO = (
    "The last session was killed and its brake could NOT be let go: "
    "if the pedals are heavy, switch the machine off and on."
)

# For who watches from elsewhere
READY = "READY"
HEART = "HEART"
ENDED = "ENDED"
PHASES = {
    "arming": "READY",
    "checking": "CHECK",
    "starting": "STARTING",
    "paused": "PAUSED",
    "stopping": "STOPPING",
}
STEPS = {
    "warm-up": "WARM-UP",
    "run": "RUN",
    "walk": "WALK",
    "surge": "SURGE",
    "cool-down": "COOL-DOWN",
}
NONE_RUNS = "no workout is running"
NO_ANSWER = "runwalk watch does not answer; asking again"
PRACTICE = "PRACTICE"
MAY_MOVE = "BELT MAY BE MOVING"
OF_TIME = "{so_far} of {whole}"


table(__name__)
