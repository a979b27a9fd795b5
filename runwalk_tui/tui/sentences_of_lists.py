"""The texts of home, history, a session's page, devices and the other screens beside a workout.

Names in braces are filled in. Columns' headings stand with the columns, keys' words with the keys.
"""

from runwalk_tui.language import Plural, table

# Home
CHOOSE_A_WORKOUT = "Choose a workout"
CHOOSE_A_WORKOUT_NAME = "Choose a workout, {name}"

# Counts
STEPS = Plural("{count} step", "{count} steps")
SESSIONS = Plural("One session", "{count} sessions")
PROBLEMS = Plural(
    "{count} problem to fix before you can run", "{count} problems to fix before you can run"
)


# Home: what there is to choose
NOT_NAME = "not {name}"
OTHER_RUNNER = "other runner"
READING_YOUR_SESSIONS = "Reading your sessions."
THERE_ARE_NO_PLANS = "There are no plans."
NO_PRACTICE_SESSION_YET = "No practice session yet."
NO_SESSION_YET_PRACTICE_IS = "No session yet. Practice is kept apart: 'runwalk --virtual' shows it."
TODAY_IS = "Today: {title}"
TODAY = "Today"
TODAY_A_DAY_OF_REST = "Today: a day of rest"
PLAN_CANNOT_BE_USED = "This plan cannot be used. {error}"

# History
ONLY_SESSIONS_WITH = "Only sessions with ... Enter keeps it, Esc ends it."
ONLY_WORDS = "only '{words}'"
NO_SESSION_WITH = "no session has '{words}'; Esc lists all"

# Devices
YOUR_DEVICES = "Your devices"
FORGET_IT = "Forget {called} and everything known about it? y forgets, n cancels."
USE_THE_NEAREST = "use the nearest"
YOUR_NAME_FOR = "Your name for {called}: Enter saves it, Esc cancels."

# Doctor
LOOKING_FOR_WHAT_IS_WRONG = "Looking for what is wrong"
READY_TO_RUN = "Ready to run"

# A session's page
DELETED = "Deleted. z brings it back."
A_TITLE = "Title: Enter saves it, Esc cancels."
A_NOTE = "Note: Enter saves it, Esc cancels."
HOW_HARD = "How hard it was, 1 to 10. Enter saves it."
WRITE_A_NUMBER_FROM_1_TO_10 = "Write a number from 1 to 10."

# Check-in and debrief
RUNS_AS_WRITTEN = "o runs it as written anyway"
ESC_BACK = "esc back"
REST = "REST"
NOTHING_TO_RUN_TODAY = "nothing to run today"
SEE_A_DOCTOR = "SEE A DOCTOR"
BEFORE_YOU_RUN_AGAIN = "before you run again"
DAY_OF_REST = "A day of rest. {reason}"
THEN_PLAN = "Then: {title}."

A_NOTE_ENTER_KEEPS_IT = "A note? Enter saves it."

# Programmes and weeks
YOU_FOLLOW_NONE = "You follow none"
YOU_FOLLOW_FOLLOWED = "You follow {followed}"
STOP_FOLLOWING = "stop following"
FROM_THIS_WEEK = "from this week"
NO_SUCH_WORKOUT = "This week has no workout {number}: it has {count}."

MINUTES_A_WEEK = "minutes a week"
LOAD_A_WEEK = "load a week"
ACTIVE_MINUTES = "active minutes a week, vigorous ones twice"
MEAN_HEART_RATE = "mean heart rate"
FALL_IN_WALKS = "fall in the walks' first minute"
HEART_AT_SAME_SPEED = "heart rate at the same speed"
CENTIMETRES_A_HEARTBEAT = "centimetres a heartbeat"
YOUR_WEEKS = "Your weeks"
YOUR_WEEKS_FIGURE = "Your weeks: {name}"
NO_SESSION_YET = "No session yet."
IS_COPIED = "Send that to a partner: it is copied, where your terminal allows it."

# On the way
PRACTICE_COUNTS_NOT = "Practice: virtual devices, none of it counts"

GO_ON = "go on"
UNLOCKED = "Unlocked"

PAUSE = "pause"
PLAY = "play"

NO_BLUETOOTH = "No Bluetooth"

MORE_ROWS_DAMAGED = "{more} more rows are damaged"
STILL_CHECKING = "Still checking the last session's belt: one moment."
BACK_TO_PLANS_FIRST = "Go back to the list of plans first."

NO_KEY_YET = "There is no key for uploads yet: f2 on the settings screen takes one."
IS_BEING_UPLOADED = "The session is being uploaded."
WRITTEN = "Written: {file}"

CHECK_IS_DONE = "The check is done: it obeys, and it stops."
CHECK_FOUND = "The check found: {words}"
WAS_PRACTICE = "This was practice: it stays here."

KEYS_NOT_USED = "The keys in your settings are not used: {error}"

YOUR_PROFILE = "your profile"
YOUR_TREADMILL = "your treadmill"
YOUR_FIRST_WORKOUT = "your first workout"

NOT_IN_RANGE = "not in range"
WORKOUTS_ON = "Workouts run on {called} now: pick one."

NEXT_STEP = "Next: "

ENTER_IS = "enter: {answer}"

LISTENING = (
    "Listening: switch the treadmill on, wear the strap, and close other apps that use them."
)
KINDS = {
    "treadmill": "treadmill",
    "strap": "strap",
    "bike": "bike",
    "elliptical": "elliptical",
    "rower": "rower",
    "climber": "climber",
    "pod": "pod",
    "power meter": "power meter",
    "cadence sensor": "cadence",
}
OUTCOMES = {
    "finished": "finished",
    "stopped": "stopped",
    "aborted": "aborted",
    "failed": "failed",
    "unfinished": "unfinished",
    "running": "running",
}
ORDERS = {
    "longest": "longest first",
    "farthest": "farthest first",
    "calmest": "calmest first",
}
WAYS_WITHOUT_ADAPTER = (
    "r tries again, once the adapter is plugged in or switched on.",
    "d finds what is wrong with Bluetooth, and what to do.",
    "p practises with a virtual treadmill and strap: nothing moves.",
    "w goes without: you set the speeds when told.",
)

# The workout that was cut short, on the home screen
GO_ON_ROW = "Go on: {done} of {whole}"
GO_ON_NOTE = (
    "{title}: a minute of walking, then the rest of the step where it stopped. Until {until}, "
    "and both parts are one session."
)
GOES_ON = "Resumes at {done}, after a minute of walking."
CANNOT_GO_ON = "{title} was cut short at {done}. It cannot go on: {why}."
UNTOLD_ROW = "Cut off at {done}: say how"
UNTOLD_NOTE = "{title}: the program was killed. See its summary, and say how it was."


CONNECTED = "connected"
LISTENING_2 = "listening"
CHOSEN = "chosen"
REMEMBERED = "remembered"
NEW = "new"
CHECKED = "checked"

# The runner's own plans
COPIED = "{name} is a copy of your own: e edits it."
DELETED_PLAN = "{name} is deleted: z brings it back."
BACK_AGAIN = "{name} is back."
NOTHING_DELETED = "No plan was deleted here."
STARRED_PLAN = "{title} has a star and comes first."
UNSTARRED_PLAN = "{title} has no star any more."
MARK_A_PLAN = "Mark a plan first."

# The screen that edits a plan
EDITOR_HEAD = "{title}"
EDITOR_CHANGED = "{title}, changed"
EDITOR_COLUMNS = ("step", "length", "speed", "incline", "hold bpm")
EDITOR_REPEATED = "{times} times"
EDITOR_TIMES = "How often? Write a number, as in 8."
EDITOR_ASKS = (
    "Which kind? Write warm-up, run, walk, surge or cool-down.",
    "How long? Write 5:00, 400 m, 1 km, or until 120, 3:00 for a heart rate.",
    "How fast? Write walk, brisk, run, surge, or a speed; nothing is the usual one.",
    "How steep? Write percent, as in 2; nothing leaves it.",
    "Which heart rate to hold? Write 140, or 135, 145; nothing holds none.",
)
EDITOR_TITLE = "What is it called?"
EDITOR_ABOUT = "What is it for? A sentence."
EDITOR_REPEAT = "A repeat has only its number; mark one of its steps."
NOT_SAVED = "Not saved: ctrl+s saves, esc leaves without saving."

# How to go without a terminal
HEADLESS_RUN = "'runwalk run PLAN --headless' goes without"
HEADLESS_RESUME = "'runwalk resume --headless' goes without"
HEADLESS = "add --headless to go without"
DEVICES_SCREEN = "devices screen"
DEVICES_LISTS = "'runwalk devices' lists them"

NOT_WRITTEN = "cannot be written: {reason}; name another file"

table(__name__)
