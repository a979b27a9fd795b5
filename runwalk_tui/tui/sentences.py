"""Every text that the screens of a workout show, in one table: read, reviewed, translated here.

Names in braces are filled in by ``str.format``. What is also spoken stands in
`runwalk_tui.workout.sentences`, what the coach says in `runwalk_tui.training.sentences`.
Words in capitals are drawn in large letters, which `big_font` has to know.
"""

from runwalk_tui.language import in_context, table

# Kinds of steps, as what to do, and as what they are
VERBS = {
    "warm-up": "WARM UP",
    "run": "RUN",
    "walk": "WALK",
    "surge": "SURGE",
    "cool-down": "COOL DOWN",
}
STEPS = {
    "warm-up": "warm-up",
    "run": "run",
    "walk": "walk",
    "surge": "surge",
    "cool-down": "cool-down",
}
TO_HEART_RATE = "to {bpm} bpm"

# Before the start
CHECKLIST = (
    "Safety key clipped to your clothes?",
    "Standing on the side rails, not on the belt?",
)
BY_HAND = "Press Enter, then start your belt: you set the speed, runwalk says when."
NOTHING_CONTROLLED = "No belt is controlled, no speed measured."
TAKEN = "The treadmill is connected to another app."
CLOSE_THE_APP = "Close that app. This one keeps trying."
SILENT = "The treadmill is silent; reconnecting."
SILENT_REMEDY = "If it stays silent, switch it off and on."
NEEDS_PAIRING = "The treadmill needs pairing."
KEEPS_DROPPING = "The treadmill keeps dropping the connection."
DROPPING_REMEDY = "Close other apps that use it, or switch it off and on."
READING_CAPABILITIES = "Connected. Asking what it can do."
CONNECTING = "Connecting to the treadmill."
LOST_RETRYING = "Treadmill lost; trying again."
LOOKING = "Looking for your treadmill."
LOOKING_REMEDY = "Is it switched on, and no other app connected to it?"
BELT_MOVES_TAKE_OVER = "The belt is moving. Enter takes over;"
OR_STOP_IT = "or stop it at the treadmill."
PRESS_START = "Press start on the treadmill: it accepts no commands from here."
FOLLOWS_YOU = "The workout follows it and says what to set."
NO_DATA_YET = "Connected, but no data yet. Enter starts it anyway."
NO_DATA_REMEDY = "If it stays silent: runwalk devices trace FILE"
NO_SPEED = "This treadmill does not tell its speed: it is not started from here."
NO_SPEED_REMEDY = "Run by its console: plans work with no treadmill, too."
PRESS_ENTER = "Press Enter: the belt starts in 3 seconds."
NOTHING_ELSE_STARTS = "Nothing else starts it."

# Stands wherever something of virtual devices is shown
PRACTICE = "PRACTICE"

# The devices
STRAP = "Strap"
POD = "Pod"
STATES = {
    "absent": "none",
    "searching": "searching",
    "connecting": "connecting",
    "up": "",
    "lost": "lost",
}
HINDERED_BY = {
    "adapter": "no Bluetooth",
    "refused": "taken",
    "mute": "silent",
    "pairing": "wants pairing",
}
NO_MACHINE = "no machine: you set the speed"
OTHER_APP = "close the other app"
TAKES_NO_COMMANDS = "takes no commands: you set the speed"
RANGE_UNKNOWN = "speed range unknown"
SPEED_RANGE = "{least} to {most} {unit}"
GOES_UP_TO = "This treadmill goes up to {speed:.1f} km/h; what is faster is done at that"

# The large moment of the run screen
BEFORE_START = "before the start"
LEFT_IN_STEP = "left in this {step}"
LEFT_IN_STEP_ABOUT = "left in this {step}, about {time}"
UNTIL_HEART = "at most, or until heart {bpm}"
IN_SECONDS = "in {seconds}"
STOPS_BY_ITSELF = "the belt stops by itself"
FASTER_TO = "▲ to {speed} {unit}"
NEXT = in_context("step", "next")
THEN_STEP = "then {step} {length}"
LAST_ONE = "the last one"
LENGTH_AT_SPEED = "{length} at {speed}"
FIRST = "first"
FIRST_STEP = "first {step}"
UNTIL_IT_RUNS = "until it runs"
ASKED_IN = "asked, in {unit}"
OBEYS = "it obeys; now its distance"
DOES_IT_OBEY = "does it obey? a walk first"
RAILS_OR_WALK = "stay on the side rails, or walk"
NEW_TREADMILL = "a new treadmill"
USES_MILES = "it uses miles per hour"
SHOWS_MILES = "it shows miles per hour"
ASKED_BY_DISTANCE = "asked {asked}, by its distance {measured} {unit}"
ASKED_MEASURED = "asked {asked}, measured {measured} {unit}"
CONVERT_OR_STOP = "u: convert them    s: stop"
CHOOSE_FIRST = "no speed-up until you choose"
TO_CONVERT = "to convert them, press"
RAILS_UNTIL_IT_MOVES = "stay on the side rails until it moves"
NOT_YET = "space: not yet"
UNTIL_BELT_STARTS = "until the belt starts"
S_STOPS = "s stops it"
WAITING_FOR_MOTION = "waiting for the belt to move"
WHY_PAUSED = {
    "runner": "you paused",
    "console": "paused at the treadmill",
    "link": "the treadmill was lost",
    "no motion": "the belt did not start",
    "stalled": "the program froze",
}
PAUSED = "paused"
WAIT_FOR = {
    "adapter": "for Bluetooth: switch it on",
    "refused": "for the other app: close it",
    "mute": "for the treadmill to send data",
    "pairing": "for the treadmill to be paired",
}
WAIT_FOR_TREADMILL = "for the treadmill to come back"
PRESS_IT = "on the treadmill: press it"
TAKE_OVER = "the belt is moving: take over"
STARTS_AFTER_3_S = "then the belt starts after 3 s"
OR_START_IT = "or start it at the treadmill"
TO_GO_ON = "to go on"
SLOWING_HOLD_ON = "The belt is slowing: hold on until it stops."
STOP_NOT_CONFIRMED = "The treadmill has not confirmed the stop."
PRESS_STOP = "Press stop on the treadmill."
COMPLETE = "well done, workout complete"
ENDS_HERE = "the workout ends here"
ENDS = {
    "finished": "DONE",
    "stopped": "STOPPED",
    "aborted": "ABORTED",
    "failed": "ENDED",
}
ENDED_BY = {
    "finished": "the whole plan",
    "stopped": "",
    "aborted": "the safety key was pulled",
    "failed": "could not continue",
}
DONE_OF_TIME = "{done} of {planned}"
DONE_OF_MINUTES = "{done:.0f} of {planned:.0f} min"
BELT_NOT_CONFIRMED = "Belt stop not confirmed."
HEART_RATE = "HEART RATE"
NUMBER_OF = "{number} of {count}"

# Messages to be read from two metres
CAP_AT = "CAP {number}"
MOST_IS = "MAX {number}"
AT_LIMIT = "LIMIT"
EASE_OFF = "EASE OFF"
NOTED = "noted"
NO_MORE_RUNNING = "no more running today"
WALK_NOW = "walk now; runs left eased"
UNDO_PAIN = "⌫ undo, {seconds:.0f} s"
STARTS_AGAIN = "then it starts again, after 3 s"
REST_OF_STEP = "the rest of the {step}"
BACK_TO_IT = "< back to it"
MORE_OF_STEP = "more of this step"
ENDS_IT = "> ends it"
CLOCK_RUNS = "the clock runs again"
SPACE_PAUSES = "space pauses"
STANDS_FIRST = "the belt comes to a stand first"
ONCE_IT_STANDS = "space, once it stands"
PLAN_AS_BEFORE = "the plan goes on as before"
P_NOTES_PAIN = "p notes pain"
NEXT_RUNS_SLOWER = "the next runs are slower"
UP_FASTER = "↑ faster"
DOWN_SLOWER = "↓ slower"
YOUR_SPEED = "your speed until this step ends"
NEXT_STEP = "> next step"
PRESS_ON_TREADMILL = "press it on the treadmill"
CHANGE_CAP = ", changes your cap afterwards"

# The belt
LAST_DATA = "last data {seconds} s ago"
CONSOLE_SPEED = "console: your speed"
WAITING_FOR_BELT = "waiting for the belt"
ASKING = "asking {speed}"
ASKED = "asked {speed}{answer}"
YOU_SET_SPEED = "you set the speed"
NOT_MEASURED = "your speed, not measured"
POD_MEASURES = "pod {speed} {unit}"
STEPS_A_MINUTE = "{steps} spm"
STRIDE = "{metres} m"
BY_POD = "{unit} by pod"
SET_IN = "in {seconds} s: {what}"
YOU_DRIVE = "you drive the treadmill"
AS_PLANNED = "you drive · as planned"
SET_ON_TREADMILL = "set {speed} on the treadmill"
ANSWERS = {
    "sent": "…",
    "acknowledged": " · heard",
    "confirmed": " · confirmed",
    "rejected": " · refused",
    "unknown": " · no answer",
}
COMMANDS = {
    "start": "start",
    "speed": "speed",
    "incline": "incline",
    "power": "power",
    "pause": "pause",
    "stop": "stop",
}

# The heart
DOUBTS = {
    "no heart rate": "no heart rate",
    "silent": "silent",
    "off the skin": "off the skin",
    "frozen": "frozen",
    "a leap": "a leap",
    "another strap": "another strap",
}
BY_TREADMILL = "by the treadmill"
NO_STRAP = "no strap"
ZONES = ("below zone 1", "very easy", "easy", "steady", "hard", "very hard")
ZONE = "zone {number} {name}"
KEEP = "keep {low}"
KEEP_BETWEEN = "keep {low}–{high}"
KEEP_BY_INCLINE = "{keep} · {percent:+.1f} %"
KEEP_BY_POWER = "{keep} · {watts:+.0f} W"
WOULD_SLOW_DOWN = "{keep} · would slow down"
WOULD_SPEED_UP = "{keep} · would speed up"
KEEP_SLOWER = "{keep} · slower"
KEEP_FASTER = "{keep} · faster"
BEATS_A_MINUTE = "beats a minute"
LAST_MINUTE = "the last minute"
LOWEST_TO_HIGHEST = "{lowest} to {highest}"
NO_INTERVALS = "this strap sends no R-R intervals"
IN_LAST_MINUTE = "{what} in the last minute"
ON_SKIN = "on the skin"
OFF_SKIN = "off the skin"
CONTACT_NOT_REPORTED = "not reported"

# The alarm
MAY_BE_MOVING = ("BELT MAY", "BE MOVING")
TO_DO_LARGE = ("STEP OFF", "PRESS STOP", "OR PULL THE KEY")
TO_DO = (
    "1  Step off to the side rails",
    "2  Press STOP on the treadmill",
    "3  Or pull the safety key",
)
LINKS = {
    "up": "connected, but silent",
    "searching": "searching for it",
    "connecting": "connecting again",
    "lost": "connection lost, trying again",
    "absent": "no connection",
}
HINDRANCES = {
    "adapter": "Bluetooth is off: switch it on",
    "refused": "close the other app",
    "mute": "silent, reconnecting",
    "pairing": "it needs pairing",
}
LINK_DROPPING = "the connection keeps dropping"
THE_TREADMILL = "The treadmill"
NOT_RESPONDED = "{name} has not responded"
STOP_DENIED = "{name} did not confirm the stop"
ASKING_AGAIN = "asking again"
FOR_TIME = "{why} for {time} · {link}"

# How to stop
ESC_AGAIN = "Esc again stops the belt"
HOW_TO_STOP = "To stop the belt: s, or Esc twice. Space pauses."
ESC_AGAIN_BY_HAND = "Esc again ends the workout; you stop your belt yourself"
HOW_TO_STOP_BY_HAND = "You stop your belt yourself. s, or Esc twice, ends the workout."
LOCKED = "Locked against slips: l unlocks. To stop the belt: s, or Esc twice."
LOCKED_BY_HAND = "Locked: l unlocks. You stop your belt yourself; s ends the workout."

# The sums
OF_TIME = "of {time}"
LAST_WALK_FELL = "last walk: heart fell"
LAST_WALK_ROSE = "last walk: heart rose"
BPM = "bpm"
LOOK_FIRST = "Belt stop not confirmed: look before you step on it."

# A ghost, and a recording
GHOST_ENDED = "it has ended"
GHOST_OF = "ghost of {name}  "
GHOST_HEART = "heart {difference}"
POSITION = "{rate}×  {at} of {whole}"


# Large words
PAIN_PAIN = "PAIN {pain}"
SLOWING = "SLOWING"
SKIPPED = "SKIPPED"
GO_ON = "GO ON"
UNDONE = "UNDONE"
EASIER = "EASIER"
YOURS = "YOURS"
START = "START"

CHECK = "CHECK"
MPH = "MPH"
WAIT = "WAIT"
BIG_PAUSED = "PAUSED"
STOPPING = "STOPPING"
GO = "GO"
FASTER = "FASTER"
READY = "READY"
FINISH = "FINISH"
STEADY = "STEADY"
SPACE = "SPACE"
DONE = "DONE"

ENTER = "ENTER"
BIG_DROPS = "DROPS"
BIG_TAKEN = "TAKEN"
BIG_SILENT = "SILENT"
BIG_NO_SPEED = "NO SPEED"
BIG_PAIR_IT = "PAIR IT"
BLUETOOTH = "BLUETOOTH"
MOMENT = "MOMENT"
BIG_LOOKING = "LOOKING"

SET = "SET"
BELT = "BELT"

HEART = "HEART"

TIME = "time"
HEART_FELL = "bpm fell"
HEART_ROSE = "bpm rose"
MEAN_HEART = "mean bpm"
HIGHEST = "highest bpm"

KEEPS_DROPPING_2 = "keeps dropping"
A_TREADMILL = "treadmill"
A_STRAP = "strap"
A_POD = "pod"

CONTACT = "contact"
NO_RR = "no RR"

# After a workout's own screen is gone
STOPPING_BELT = "Stopping the belt. The safety key is faster"


# Watching from a second terminal
WATCHING = "Watching: the belt is driven in another terminal."
WATCHED_ENDED = "The workout has ended, or its program has."

table(__name__)
