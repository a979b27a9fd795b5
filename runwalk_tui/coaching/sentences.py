"""Sessions in lists and lines: their steps, what was said of them, where they went."""

from runwalk_tui.language import table

SOME_DAY = "some day"

NOT_IN_HISTORY = "this session is not in your history"
STEP_HEADINGS = ("step", "time", "distance", "", "mean bpm", "peak", "fell")
KINDS = {
    "warm-up": "warm-up",
    "run": "run",
    "walk": "walk",
    "surge": "surge",
    "cool-down": "cool-down",
}
OUTCOMES = {
    "finished": "finished",
    "stopped": "stopped",
    "aborted": "aborted",
    "failed": "failed",
}
THEN = "then"
EFFORT = "effort {effort} of 10"
FELT = "felt {feel} of 5"
PAIN = "pain {pain} of 10"
SHARP = "sharp"
NOTE = "note: {note}"
EXPORTED = "exported as {kind}, {day}: {file}"
AS_REMOTE = ", as {remote}"
UPLOADS = {
    "queued": "waits to be uploaded to {service}",
    "sending": "is being uploaded to {service}",
    "unknown": "may have come to {service}",
    "done": "uploaded to {service}",
    "refused": "refused by {service}",
}


table(__name__)
