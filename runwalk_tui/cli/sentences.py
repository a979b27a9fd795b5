"""The texts that commands print, in one table: read, reviewed, translated here.

Names in braces are filled in by ``str.format``. What commands refuse stands in
`runwalk_tui.cli.sentences_of_refusals`.
"""

from runwalk_tui.language import Plural, table

# Failures of any command
INTERRUPTED = "interrupted"
NEEDS_NO_BLUETOOTH = "{what}; '--virtual' needs no Bluetooth"
UNEXPECTED = "unexpected error: {what}; the details are in {log}"
OUTPUT_ENDED = "the output ended before all was written"
NO_OUTPUT = "the output cannot be written: {why}; write it elsewhere"
CANNOT_BE_USED = "cannot be used: {why}"

# A workout without a screen
OTHER_UNITS = (
    "runwalk: this treadmill uses miles per hour; to convert them, press u on the run screen once, "
    "or run 'runwalk devices check --accept'"
)
NO_HEALTH_YET = (
    "runwalk: nobody asked about your health yet: 'runwalk profile edit' does, before you run"
)
GHOST = "ghost of {name}: {lead}"
MAY_BE_MOVING = "THE BELT MAY BE MOVING: press stop on the treadmill, or pull the safety key"
NOBODY_RUNS = "runwalk: no workout is running; start one in another terminal"
OPEN_PAGE = "Open {address} in a browser of this computer; Ctrl-C ends it."
OVERLAY = "As an overlay of a stream: {address}&overlay"
BROADCAST = "Apps find it as runwalk at {host}, port {port}; Ctrl-C ends it."

# Devices
NO_NAME = "(no name)"
IN_USE = "in use"
NO_BATTERY = "runwalk: {device}: only a strap, a pod or a sensor has a battery"
NO_ANSWER = "runwalk: {device} does not answer: wear or move it, and close other apps"
NO_LEVEL = "runwalk: {device} reports no battery level"
ABSENT = "absent"
CHOSEN = "chosen"
REMEMBERED = "remembered"
CHECKED_ON = "checked {day}"
BATTERY = "battery {percent} %"
NONE_IN_RANGE = "No machine or sensor in range: switch them on and close other apps."
NONE_ANSWERED = "No machine and no sensor answered: switch them on and close other apps."
PROBLEMS = Plural(
    "{count} problem to fix before you can run.", "{count} problems to fix before you can run."
)
READY = "Ready to run."
SOURCE = "source:    {source}"
TRY_A_START = "Try that now? Hold on: the belt may stop. [y/N] "
YES = ("y", "yes")
ONE_TO_CONNECT_TO = "{device}, the one to connect to"
DEVICE = "{name}, {kind} at {address}"
NOT_IN_RANGE = (
    "runwalk: {device}: no device of that name or address is in range; 'runwalk devices' lists them"
)

# Sessions
PRACTICE = "Practice on virtual devices; none of it counts."
OLDER = "and {count} older: 'runwalk history --last 0' lists them all"
NO_PRACTICE = "No practice yet: 'runwalk run 1-2 --virtual' begins."
NO_SESSION = (
    "No session yet: 'runwalk run 1-2' records one; '--virtual' practises without a treadmill."
)
WEEKS_BEFORE = "and {count} weeks before: 'runwalk progress --last 0' shows them all"
NO_RECORD = "No session yet: the first one is a record."
WEEK = "Week {week}: {what}"
DELETED = "Session {id}, {title}, is deleted; '{back}' brings it back."
NO_SUCH_SESSION = "No session has these words."
NOTHING_DELETED = "Nothing was deleted."
LEFT_OUT = "runwalk: left out: {what}"
FILES_WRITTEN = Plural(
    "{count} file written, {unchanged} unchanged", "{count} files written, {unchanged} unchanged"
)
DIARY_ADDED = "diary: {count} added"
SESSIONS_ADDED = "{added} added, {known} known already"

# Uploads
NOTHING_TO_UPLOAD = "There is nothing to upload."
IN_THE_QUEUE = "runwalk: {count} in the queue; 'runwalk upload --queued --to {service}' tries again"
SESSION_LEFT_OUT = "session {id} {why}: left out"
ON_VIRTUAL_DEVICES = "was run on virtual devices"

# Plans
PLAN_DELETED = "{name} is deleted; 'runwalk plans restore {name}' brings it back"
PLAN_BACK = "{name} is back"
NO_PLAN_DELETED = "No plan is deleted."
STARRED = "{name} has a star and comes first"
UNSTARRED = "{name} has no star any more"
PLAN_STEPS = Plural("{title}, {count} step, {size}", "{title}, {count} steps, {size}")
IMPORTED_STEPS = Plural("{title}   {size}, {count} step", "{title}   {size}, {count} steps")
KEEP_IT = "Keep it as {name}? [y/n] "
NOTHING_KEPT = "Nothing is kept."
LAST_MILE = "your mile is your Magic Mile of {day}"
LENGTHS = "seconds or metres?"
SPEEDS = "km/h or mph?"
MILE = "Your time for a mile, like 9:30?"
THRESHOLD = "Your threshold pace, like 5:00, or speed?"
OPEN_STEP = "How long, like 5:00?"

# Programmes
WEEKS = Plural("{count} week", "{count} weeks")
RUNGS = Plural("{count} rung", "{count} rungs")
DAYS_A_WEEK = Plural("{weeks}, {count} day a week", "{weeks}, {count} days a week")
WORKOUT_ALONE = "A workout alone: runwalk run {name}"
FOLLOWED = "You follow {title} from week {week}; 'runwalk today' says what is next."
FOLLOW_NONE = "You follow no programme."
FOLLOW_NO_MORE = "You follow {name} no more."
OVERLOADED = "week {week} has more running and more time than the week before"
NO_REST = "runwalk: two of these days have no day of rest between them"
CALENDAR = Plural("{file}: {count} workout of {title}", "{file}: {count} workouts of {title}")

# The coach
THEN = "Then: {title} ({what})."
TO_REFUSE = "To refuse: {how}"
OR = " or "

# Runners
SEE_DOCTOR = "See a doctor before you train: some answers to the health questions say so."
NOT_MEASURED = "Maximum heart rate not measured; assuming {bpm} bpm."
NO_PROFILE = "No profile yet: 'runwalk profile new NAME' creates one."
NOBODY = "No profile: these are the settings. 'runwalk profile new NAME' creates one."
RUNS_NOW = "{name} runs now: {file}"
FOLDERS = {
    "settings": "settings",
    "own plans": "own plans",
    "runners": "runners",
    "journal": "journal",
    "practice": "practice",
    "log": "log",
}


table(__name__)
