"""The lines of a session without a screen, and of a Stop from outside.

Names in braces are filled in by ``str.format``.
"""

from runwalk_tui.language import in_context, table

# A line a change
HEART_RATE = "Heart rate"
RESUMED_AT = "continued at {time}"
LINK = "{device} {state}"
BELT_ASKED = "belt asked for {speed} km/h"
SPEED_SET = "set {speed} km/h"
BRAKE_ASKED = "brake asked for {power} W"
BRAKE_ASKED_LEVEL = "brake asked for level {level}"
BRAKE_LET_GO = "brake let go"
BELT_STOPPED = "{outcome}, the belt has stopped"
DEVICES = {
    "treadmill": "treadmill",
    "strap": "strap",
    "pod": "pod",
    "meter": "meter",
    "cadence": "cadence",
    "bike": "bike",
    "elliptical": "elliptical",
    "rower": "rower",
    "climber": "climber",
}
UP = in_context("link", "up")
STATES = {
    "absent": "absent",
    "searching": "searching",
    "connecting": "connecting",
    "lost": "lost",
}
COMMANDS_SENT = {
    "start": "start",
    "speed": "speed",
    "incline": "incline",
    "power": "power",
    "resistance": "resistance",
    "pause": "pause",
    "stop": "stop",
}
STAGES = {
    "sent": "sent",
    "acknowledged": "acknowledged",
    "confirmed": "confirmed",
    "rejected": "rejected",
    "unknown": "unknown",
}
OUTCOMES = {
    "finished": "finished",
    "stopped": "stopped",
    "aborted": "aborted",
    "failed": "failed",
}

# Where nobody can be asked
NOT_FOUND = "no {machine} found within {s} s; 'runwalk devices' lists what is in range"
TAKEN = "the {machine} is connected to another app: close that app"
NOT_GONE_ON = "the workout was paused and not resumed within {min} min"
NOT_BEGUN = "the belt did not start, and was not started at its console within {s} s"

# A Stop from outside
WENT_WITH_IT = (
    "the session in process {pid} was killed; its treadmill ({called}) was virtual and is gone"
)
NONE_KNOWN = (
    "no session is running and none is known: name the treadmill, as in 'runwalk stop F80' "
    "('runwalk devices' lists them)"
)
ASKING = "asking the session in process {pid} ({called}) to stop its belt"
UNREACHABLE = "that process is gone or unreachable: trying the treadmill directly"
SESSION_STOPPED = "the session stopped its belt and ended"
WATCHDOG_STOPPED = "the session was ended, and the watchdog stopped its belt"
DOES_NOT_END = "that session does not end: trying the treadmill directly"
CONNECTED = "connected to {name}"
READ_ONLY = "it accepts no commands"
STARTED_AGAIN = "it started again: stopping it"
STANDS = "the belt has stopped"
STOP_AGAIN = "Stop again: {why}"
NOT_STOPPED = "{device} could not be stopped in {s} s"
BRAKE_FREE = "the brake is free"
BRAKE_NOT_FREE = "the brake of {device} could not be let go in {s} s"

NONE_YET = "no {machine} yet"
KILLED = "runwalk: the session was killed; its watchdog stops the belt. Watch the treadmill."
KILLED_WITHOUT_BELT = "runwalk: the session was killed; its watchdog lets the brake go."

# A reading of the heart at rest
LIE_DOWN = "Lie down with the strap on, and breathe as you like."
NO_INTERVALS = (
    "the strap sends no R-R intervals: wet it, or read a strap that does (a wrist sensor seldom "
    "does)"
)
LIE_STILL = "Reading for {s} s: lie still."
STRAP_LOST = "the strap was lost while it was read: try again"

# A broadcast
BROADCAST_ENDED = "the broadcast ended"

# Traces
PACKETS = "{count} of the {kind}"
TRACED = "{file}: {counts}; 'runwalk run 1-2 --virtual trace:{file}' plays it"
TRACED_SENSORS = "{file}: {counts}"
TRACE_IS_THERE = "it exists; give the trace another name"
NO_TRACE = "{why}; give the trace another name or place"


table(__name__)
