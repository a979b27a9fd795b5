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
    "unfinished": "unfinished",
    "running": "running",
}
THEN = "then"
EFFORT = "effort {effort} of 10"
FELT = "felt {feel} of 5"
PAIN = "pain {pain} of 10"
SHARP = "sharp"
NOTE = "note: {note}"
EXPORTED = "exported as {kind}, {day}: {file}"
FIRST_PART_ALONE = "before you went on: its first part alone"
AS_REMOTE = ", as {remote}"
UPLOADS = {
    "queued": "waits to be uploaded to {service}",
    "sending": "is being uploaded to {service}",
    "unknown": "may have come to {service}",
    "done": "uploaded to {service}",
    "refused": "refused by {service}",
}

NO_EARLIER_OF_PLAN = "there is no earlier session of {plan}"
NO_EARLIER = "there is no earlier session of this kind"
NO_GHOST_WITHOUT_BELT = (
    "--ghost: session {id} was not on a treadmill, which measures the distance; name another one"
)


SESSION = "session {id}"
TITLE_LENGTH = "title: write 1 to {most} letters, not {count}"
EFFORT_RANGE = "the effort {effort} is not within 1 to 10"
NOTE_LENGTH = "the note has {count} letters; write {most} at most"
COMPARE_ITSELF = "compare: session {id} with itself; name another"
COMPARE_WHAT = "compare: {what}; name another by its number"
NO_GHOST = "--ghost: no session of {plan} yet; run it once without"

WALK_ALL = "walk all of it"
OVER = "it was done, or less than a minute of it is left"

SORE_WORDS = "it hurt; 'runwalk today' tells what to do next"

TIMED = "a timed mile is run in one piece"


table(__name__)
