"""Sessions and races in lists and lines: steps, what was said, where they went; miles."""

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

GO_ON = "Go on: {done} of {whole}"
NOTHING_CUT_SHORT = "resume: no workout was cut short in the last {hours} hours"
CANNOT_GO_ON = "resume: the last workout cannot go on: {why}"
REST_DAY = (
    "today: a day of rest: {reason} To run anyway, refuse it with 'runwalk today "
    "--overrule all', or name a plan"
)
NO_MILE_TIME = (
    "{command}: {text} is not the time of a mile; write it like 9:30, or in seconds like 570"
)
MILE_BEYOND = "{command}: {text} is not within {least} to {most}; write it like 9:30"

WALK_ALL = "walk all of it"
OVER = "it was done, or less than a minute of it is left"

SORE_WORDS = "it hurt; 'runwalk today' tells what to do next"

TIMED = "a timed mile is run in one piece"

# Miles and races
RACES = {
    "5k": "5 km",
    "10k": "10 km",
    "10mi": "10 miles",
    "half": "half marathon",
    "marathon": "marathon",
}
MAGIC_MILE = "Magic Mile in {time}"
LONG_RUNS = "long runs"
ON_THE_BELT = "on the belt"
INSTEAD = "(or {ratios} s)"
RATIO_AT = "{ratio} s at {speed}"
RATIOS_AND_WALKS = "{runs}; walks at {walk}"
BEST = "best"
LONG_RUN_IN = "long runs {pace}, {ratio}"
BY_A_MILE = "{race}, by a Magic Mile in {time}"
PACE = "pace"
FINISH = "{pace}, {time} in all"
RATIO = "ratio"
SPLITS = "splits"
BY_A_GOAL = "{race} in {goal}: that takes a Magic Mile in {time}"
CELSIUS = "{celsius} °C is not within {least} to {most}"
NO_GOAL = "{text} is not the time of a race; write it like 28:30 or 2:05:00"
GOAL_LIMITS = "{text} is not within {low} and {high} for this race"


table(__name__)
